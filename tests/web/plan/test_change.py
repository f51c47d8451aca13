"""Changing the plan: another day, less time, other kit, another exercise, days away, and taking it back."""

from datetime import date

import pytest
from django.test import Client

from gluteal.web.accounts.models import CalendarFeed
from gluteal.web.store import Store


def session(store: Store, name: str = "w1-thu"):  # type: ignore[no-untyped-def]
    programme = store.programme()
    assert programme is not None
    return programme.session(name)


def test_a_session_moves_to_another_day_of_its_week(alices: Client, training: Store) -> None:
    alices.post("/programme/w1-thu/change", {"do": "move", "day": "2026-11-27"})
    assert session(training).day == date(2026, 11, 27)
    assert session(training, "w2-thu").day == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-23", "another session"),
        ("2026-11-20", "past"),
        ("2026-12-04", "inside its week"),
        ("tomorrow", "Name the day"),
        ("", "Name the day"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_a_sentence(
    alices: Client, training: Store, day: str, said: str
) -> None:
    answer = alices.post("/programme/w1-thu/change", {"do": "move", "day": day})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert session(training).day == date(2026, 11, 26)


def test_a_shorter_session_keeps_every_main_lift(alices: Client, training: Store) -> None:
    before = session(training)
    alices.post("/programme/w1-thu/change", {"do": "shorten", "minutes": "14"})
    after = session(training)
    assert after.seconds <= 14 * 60
    assert {s.choice for s in after.slots if s.hard} == {s.choice for s in before.slots if s.hard}
    assert session(training, "w2-thu") == session(training, "w2-thu")


@pytest.mark.parametrize(("typed", "said"), [("x", "whole minutes"), ("1", "takes"), ("400", "as it is")])
def test_a_time_that_cannot_be_is_refused_and_kept(
    alices: Client, training: Store, typed: str, said: str
) -> None:
    answer = alices.post("/programme/w1-thu/change", {"do": "shorten", "minutes": typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_without_the_band_something_stands_in_this_once(alices: Client, training: Store) -> None:
    answer = alices.post("/programme/w1-thu/change", {"do": "kit", "kit": "nothing"}, follow=True)
    assert "stands in for" in answer.content.decode()
    assert all("band" not in slot.choice for slot in session(training).slots)
    assert any("band" in slot.choice for slot in session(training, "w2-thu").slots)


def test_the_last_change_can_be_taken_back(alices: Client, training: Store) -> None:
    before = training.programme()
    assert "Take the last change back" not in alices.get("/programme").content.decode()
    alices.post("/programme/w1-thu/change", {"do": "move", "day": "2026-11-27"})
    assert "Take the last change back" in alices.get("/programme").content.decode()
    alices.post("/programme/back")
    assert training.programme() == before


def test_days_away_let_the_block_wait(alices: Client, training: Store) -> None:
    answer = alices.post("/away", {"first": "2026-11-28", "last": "2026-12-06"}, follow=True)
    assert "1 week later" in answer.content.decode()
    assert session(training, "w1-thu").day == date(2026, 11, 26)
    assert session(training, "w2-mon").day == date(2026, 12, 7)


def test_a_session_in_days_away_is_shown_as_let_go_everywhere(alices: Client, training: Store) -> None:
    alices.post("/account/calendar", {"do": "make"})
    feed = CalendarFeed.objects.get(person=training.person).path
    assert "DTSTART;VALUE=DATE:20261126" in alices.get(feed).content.decode()
    alices.post("/away", {"first": "2026-11-25", "last": "2026-12-06"})
    assert session(training, "w1-thu").let_go
    page = " ".join(alices.get("/programme").content.decode().split())
    assert "Thursday 26 November, 15 min, let go" in page
    assert "1 week off from 30 November: the block waits" in page
    assert "You are away on this day" in alices.get("/programme/w1-thu").content.decode()
    assert "DTSTART;VALUE=DATE:20261126" not in alices.get(feed).content.decode()
    guide = alices.get("/api/guide").json()
    assert "w1-thu" not in [one["id"] for one in guide["sessions"]]
    alices.post("/programme/w1-thu/change", {"do": "move", "day": "2026-11-24"})
    assert not session(training, "w1-thu").let_go


def test_many_weeks_away_are_asked_about_first(alices: Client, training: Store) -> None:
    before, long = training.programme(), {"first": "2026-11-28", "last": "2027-03-06"}
    page = alices.post("/away", long).content.decode()
    assert "Saturday 6 March 2027" in page
    assert training.programme() == before
    assert alices.post("/away", long | {"sure": "2027-03-06"}).status_code == 302
    assert training.programme() != before
    answer = alices.post("/away", {"first": "2026-11-25", "last": "2030-11-25", "sure": "2030-11-25"})
    assert answer.status_code == 422
    assert "more than a year" in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-12-06", "2026-11-28", "before the first"),
        ("2027-12-06", "2027-12-08", "No session lies"),
        ("", "x", "Give the first and the last"),
    ],
)
def test_days_away_that_make_no_sense_are_refused(
    alices: Client, training: Store, first: str, last: str, said: str
) -> None:
    answer = alices.post("/away", {"first": first, "last": last})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{first}"' in answer.content.decode()


def test_what_was_not_offered_is_not_swapped_in(alices: Client, training: Store) -> None:
    answer = alices.post("/programme/swap/w1-thu-1", {"choice": "squat"})
    assert answer.status_code == 422
    assert "does not fit" in answer.content.decode()


def test_a_stranger_changes_nothing(bobs: Client, training: Store) -> None:
    before = training.programme()
    bobs.post("/programme/w1-thu/change", {"do": "move", "day": "2026-11-27"})
    bobs.post("/programme/swap/w1-thu-1", {"choice": "squat"})
    bobs.post("/away", {"first": "2026-11-28", "last": "2026-12-06"})
    bobs.post("/programme/back")
    assert training.programme() == before


def test_a_week_is_taken_as_a_lighter_one_and_in_full_again(alices: Client, training: Store) -> None:
    answer = alices.post("/programme/weeks/1/lighter", follow=True)
    assert "fewer sets, less load" in answer.content.decode()
    assert "Do it in full after all" in answer.content.decode()
    programme = training.programme()
    assert programme is not None
    assert [week.lighter for week in programme.weeks] == [True, False]
    page = alices.get("/programme").content.decode()
    assert "Do week 1 in full again" in page
    assert "lighter" in page
    alices.post("/programme/weeks/1/lighter", {"do": "full", "from": "programme"})
    programme = training.programme()
    assert programme is not None
    assert not any(week.lighter for week in programme.weeks)


def test_today_offers_the_lighter_week_with_a_button(
    alices: Client, training: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gluteal.training.agenda.deload_due", lambda *_, **__: "A lighter week is offered.")
    page = alices.get("/").content.decode()
    assert 'action="/programme/weeks/1/lighter"' in page
    alices.post("/programme/weeks/1/lighter")
    assert "A lighter week is offered." not in alices.get("/").content.decode()


def test_a_week_that_does_not_exist_is_said_in_a_sentence(alices: Client, training: Store) -> None:
    assert alices.post("/programme/weeks/77/lighter").status_code == 404


def test_the_map_tells_the_week_as_it_is_after_a_change(alices: Client, training: Store) -> None:
    assert "Week 1 with your changes" not in alices.get("/programme").content.decode()
    alices.post("/programme/w1-thu/change", {"do": "move", "day": "2026-11-27"})
    assert "Week 1 with your changes" not in alices.get("/programme").content.decode()
    alices.post("/programme/w1-thu/change", {"do": "shorten", "minutes": "14"})
    assert "Week 1 with your changes" in alices.get("/programme").content.decode()
