"""Changing the plan: another day, less time, other kit, another exercise, days away, and taking it back."""

from datetime import date

import pytest
from django.test import Client

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
