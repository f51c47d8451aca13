"""Today: first run, the due session, the morning's question, rest, an unsafe answer, an old programme."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from gluteal.training.athlete import Athlete, Screening, Side, Weekday
from gluteal.training.diary import Morning, NextMorning, SessionDone, SetDone
from gluteal.training.programme import Programme
from gluteal.web.store import Store


def page_of(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_page_names_the_two_ways_to_begin(alices: Client) -> None:
    page = page_of(alices)
    assert 'href="/start"' in page
    assert "gluteal init" in page


def test_a_profile_without_programme_offers_to_make_one(
    alices: Client, alices_store: Store, athlete: Athlete
) -> None:
    alices_store.save_athlete(athlete)
    assert "Make my programme" in page_of(alices)


def test_the_due_session_shows_each_slot_with_sides_and_reason(alices: Client, training: Store) -> None:
    page = page_of(alices)
    assert "Your session today" in page
    assert "Side-lying hip abduction" in page
    assert page.count("<strong>Left</strong>") == 2
    assert "green loop above the knees" in page
    assert "Nothing is logged yet" in page
    assert "2 exercises to go" in page


def test_a_rest_day_names_the_next_session(
    alices: Client, training: Store, monkeypatch: pytest.MonkeyPatch, set_done: Callable[..., SetDone]
) -> None:
    training.add(
        [
            set_done(
                day=date(2026, 11, 23),
                exercise="side-lying-abduction",
                session="block-1/w1-mon",
                slot="w1-mon-1",
            )
        ]
    )
    monkeypatch.setenv("GLUTEAL_TODAY", "2026-11-24")
    page = page_of(alices)
    assert "Rest today" in page
    assert "Thursday 26 November" in page


def test_all_sets_done_asks_for_the_effort_and_finishing_ends_the_day(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    for number, choice in enumerate(("squat", "side-lying-abduction", "clamshell-band")):
        sides = (Side.BOTH,) if choice == "squat" else (Side.LEFT, Side.RIGHT)
        training.add(
            set_done(
                exercise=choice,
                side=side,
                day=date(2026, 11, 23),
                session="block-1/w1-mon",
                slot=f"w1-mon-{number}",
            )
            for side in sides
            for _set in range(2)
        )
    page = page_of(alices)
    assert "All sets are done" in page
    assert "How hard was the session" in page
    alices.post("/finish", {"session": "w1-mon", "effort": ""})
    assert isinstance(training.entries()[-1], SessionDone)
    assert "Done for today" in page_of(alices)


def test_pain_last_time_asks_about_the_morning_until_it_is_answered(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done(day=date(2026, 11, 21), pain=3)])
    assert "How was the morning after Saturday?" in page_of(alices)
    alices.post("/morning", {"about": "2026-11-21", "answer": "still-up"})
    answer = training.entries()[-1]
    assert isinstance(answer, NextMorning)
    assert (answer.about, answer.answer) == (date(2026, 11, 21), Morning.STILL_UP)
    assert "How was the morning after" not in page_of(alices)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"about": "2026-11-21", "answer": "maybe"},
        {"about": "soon", "answer": "still-up"},
        {"about": "2026-11-23", "answer": "still-up"},
        {"about": "9999-12-31", "answer": "still-up"},
    ],
)
def test_a_broken_morning_answer_is_a_sentence(alices: Client, training: Store, data: dict[str, str]) -> None:
    answer = alices.post("/morning", data, follow=True)
    assert answer.status_code == 200
    assert "notice bad" in answer.content.decode()
    assert training.entries() == ()


def test_a_red_flag_hides_every_exercise_and_says_whom_to_see(
    alices: Client, training: Store, athlete: Athlete
) -> None:
    from gluteal.training.question import Group, questions_of

    flag = questions_of(Group.RED_FLAG)[0].key
    screening = Screening(answered_on=date(2026, 11, 20), red_flags_yes=(flag,))
    training.save_athlete(replace(athlete, screening=screening))
    page = page_of(alices)
    assert "No training for now" in page
    assert "please turn to" in page
    assert "Side-lying hip abduction" not in page
    for address in ("/programme/w1-mon", "/log/w1-mon/w1-mon-1"):
        answer = alices.get(address)
        assert answer.status_code == 400
        assert "please turn to" in answer.content.decode()


def test_an_exercise_that_is_gone_from_the_catalogue_breaks_nothing(
    alices: Client, training: Store, programme: Programme
) -> None:
    week = programme.weeks[0]
    session = week.sessions[0]
    old = replace(session.slots[1], choice="an-exercise-of-old")
    older = replace(session, slots=(session.slots[0], old, session.slots[2]))
    training.save_programme(
        replace(programme, weeks=(replace(week, sessions=(older, *week.sessions[1:])), *programme.weeks[1:]))
    )
    assert "an exercise of old" in page_of(alices)
    assert alices.get("/programme").status_code == 200
    data = {"uid": str(uuid4()), "side": "left", "amount": "12", "day": "2026-11-23"}
    assert alices.post("/log/w1-mon/w1-mon-1", data).status_code == 302
    (done,) = training.entries()
    assert isinstance(done, SetDone)
    assert done.exercise == "an-exercise-of-old"


def test_a_set_dated_tomorrow_by_a_wrong_clock_breaks_no_page(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done(day=date(2026, 11, 24), at=datetime(2031, 1, 1, tzinfo=UTC))])
    for address in ("/", "/log", "/programme", "/log/w1-mon/w1-mon-1"):
        assert alices.get(address).status_code == 200


def test_the_block_at_a_glance_marks_what_is_done_and_shows_ranges(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done(day=date(2026, 11, 23), session="block-1/w1-mon", slot="w1-mon-1")])
    page = page_of(alices, "/programme")
    assert page.count('class="day done"') == 1
    assert "5–9.5" in page
    assert "Ten more minutes on Thursday." in page
    assert "Because of the reason for clamshell-band." in page


def test_the_days_of_a_block_stand_in_the_order_of_the_calendar(
    alices: Client, training: Store, programme: Programme
) -> None:
    shift = timedelta(days=3)  # the block begins on a Thursday: its first session comes first in its row
    weeks = tuple(
        replace(
            week,
            starts=week.starts + shift,
            sessions=tuple(
                replace(
                    session,
                    day=session.day + timedelta(days=7) if session.weekday is Weekday.MON else session.day,
                )
                for session in week.sessions
            ),
        )
        for week in programme.weeks
    )
    training.save_programme(replace(programme, weeks=weeks))
    page = alices.get("/programme").content.decode()
    row = page[page.index("Week 1") :]
    assert row.index("Thursday 26 November") < row.index("Monday 30 November")
    heads = re.findall(r'<th scope="col">(\w+)</th>', page)
    assert heads[0] == "Thu"
    assert "26 Nov" in row
