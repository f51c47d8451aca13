"""Looking back: months, days, and entries that are put right, taken out and put back, always by further entries."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from gluteal.catalogue.exercise import Resistance
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import (
    Correction,
    CustomExercise,
    Measured,
    Morning,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.training.programme import Load
from gluteal.web.diary.days import days_of, months
from gluteal.web.diary.reading import diary_of
from gluteal.web.store import Store

MakeSet = Callable[..., SetDone]
DAY = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def facts(store: Store) -> list[object]:
    return list(diary_of(store.entries()).facts.values())


@pytest.fixture
def done(training: Store, set_done: MakeSet) -> SetDone:
    one = set_done(
        at=AT,
        day=DAY,
        exercise="Zercher wiggle",
        load=Load(kind=Resistance.DUMBBELL, amount=10.0, unit=Unit.KG),
    )
    training.add([one])
    return one


def form(one: SetDone, **changes: str) -> dict[str, str]:
    values = {
        "uid": str(uuid4()),
        "side": str(one.side),
        "amount": "12",
        "rir": "2",
        "pain": "",
        "pain_where": "",
        "notes": "",
        "day": one.day.isoformat(),
        "weight": "10",
        "unit": "kg",
    }
    return {**values, **changes}


def flat(page: str) -> str:
    return re.sub(r"[ \n]+", " ", page)


def everything(set_done: MakeSet) -> list[object]:
    kept = {"at": AT, "day": DAY}
    return [
        set_done(
            **kept,
            amount=11.0,
            rir=1.0,
            pain=4,
            pain_where="outer hip",
            clean_share=0.75,
            judged=8,
            notes="too fast",
            session="block-1/w1-mon",
        ),
        SessionDone(uid=uuid4(), **kept, session="block-1/w1-mon", effort=7.0, minutes=31.0, notes="late"),
        NextMorning(uid=uuid4(), **kept, about=date(2026, 11, 20), answer=Morning.STILL_UP),
        Slept(uid=uuid4(), **kept, hours=6.5),
        Measured(uid=uuid4(), **kept, what="hip-girth", value=97.5, unit="cm"),
        Retest(uid=uuid4(), **kept, test="side-bridge-hold", side=Side.LEFT, value=41.0, unit="s"),
        CustomExercise(uid=uuid4(), **kept, name="Frog pump", same_as="glute-bridge"),
        set_done(**kept, exercise="Zercher wiggle", side=Side.BOTH, rir=2.5),
    ]


def test_a_day_shows_all_that_is_written_down_of_it(
    alices: Client, training: Store, set_done: MakeSet
) -> None:
    training.add(everything(set_done))  # type: ignore[arg-type]
    page = flat(alices.get("/diary/day/2026-11-21").content.decode())
    for said in (
        "11 reps",
        "1 in reserve",
        "pain 4 of 10",
        "outer hip",
        "75\N{NO-BREAK SPACE}% clean of 8",
        "too fast",
        "effort 7 of 10",
        "31 min",
        "late",
        "The morning after Friday 20 November",
        "still worse than usual",
        "Slept 6.5 hours",
        "Girth of the hips: 97.5 cm",
        "Side bridge hold, left: 41 s",
        "Frog pump",
        "Zercher wiggle",
        "Week 1",
        "/programme/w1-mon",
    ):
        assert said in page
    month = flat(alices.get("/diary").content.decode())
    for said in (
        "November 2026",
        "Saturday 21 November",
        "11 reps",
        "Zercher wiggle",
        "Slept 6.5",
        "pain up to 4",
    ):
        assert said in month


def test_every_entry_can_be_opened_changed_and_taken_out(
    alices: Client, training: Store, set_done: MakeSet
) -> None:
    entries = everything(set_done)
    training.add(entries)  # type: ignore[arg-type]
    for one in entries:
        address = f"/diary/entry/{one.uid}"  # type: ignore[attr-defined]
        assert alices.get(address).status_code == 200
        assert alices.post(address, {"do": "remove", "uid": str(uuid4())}).status_code == 302
    assert facts(training) == []
    page = alices.get("/diary/day/2026-11-21").content.decode()
    assert page.count("Put it back") == len(entries)


def test_a_set_of_the_past_is_put_right_by_a_correction_that_names_it(
    alices: Client, training: Store, done: SetDone
) -> None:
    sent = form(done, amount="9", weight="12,5", pain="2", pain_where="hip", notes="was wrong", side="right")
    answer = alices.post(f"/diary/entry/{done.uid}", sent)
    assert answer["Location"].startswith("/diary/day/2026-11-21?undo=")
    (now,) = facts(training)
    assert now == replace(
        done,
        amount=9.0,
        side=Side.RIGHT,
        pain=2,
        pain_where="hip",
        notes="was wrong",
        load=Load(kind=Resistance.DUMBBELL, amount=12.5, unit=Unit.KG),
    )
    kept, correction = training.entries()
    assert kept == done
    assert isinstance(correction, Correction)
    assert correction.replaces == done.uid
    alices.post(f"/diary/entry/{done.uid}", sent)  # sent twice
    assert len(training.entries()) == 2


def test_a_change_is_undone_from_the_page_of_its_day(alices: Client, training: Store, done: SetDone) -> None:
    answer = alices.post(f"/diary/entry/{done.uid}", form(done, amount="3"))
    page = alices.get(answer["Location"]).content.decode()
    (back,) = [part.split('"')[0] for part in page.split('action="')[1:]]
    assert back.startswith("/diary/back/")
    for _twice in range(2):
        assert alices.post(back).status_code == 302
    assert facts(training) == [done]
    assert "Undo" not in alices.get(answer["Location"]).content.decode()


def test_what_was_taken_out_can_be_put_back_and_taken_out_again(
    alices: Client, training: Store, done: SetDone
) -> None:
    for _again in range(2):
        answer = alices.post(f"/diary/entry/{done.uid}", {"do": "remove", "uid": str(uuid4())})
        assert facts(training) == []
        own = answer["Location"].partition("undo=")[2]
        alices.post(f"/diary/back/{own}")
        assert facts(training) == [done]
    alices.post(f"/undo/{done.uid}")
    gone = next(e for e in training.entries() if isinstance(e, Correction) and e.why == "undone")
    alices.post(f"/diary/back/{gone.uid}")
    alices.post(f"/undo/{done.uid}")
    assert facts(training) == []


def test_a_set_moves_to_another_day_and_nothing_else_of_it_changes(
    alices: Client, training: Store, done: SetDone
) -> None:
    alices.post(f"/diary/entry/{done.uid}", form(done, day="2026-10-03"))
    (now,) = facts(training)
    assert now == replace(done, day=date(2026, 10, 3), at=AT.replace(month=10, day=3))
    assert "Saturday 3 October" in alices.get("/diary/2026/10").content.decode()


def test_what_was_not_changed_writes_nothing(alices: Client, training: Store, done: SetDone) -> None:
    alices.post(f"/diary/entry/{done.uid}", form(done))
    assert training.entries() == (done,)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": ""}, "Reps"),
        ({"amount": "many"}, "Reps"),
        ({"weight": "nan"}, "Weight"),
        ({"pain": "11"}, "Pain"),
        ({"day": "2026-11-24"}, "still to come"),
        ({"day": "1812-01-01"}, "look at the year"),
        ({"notes": "x\0y"}, "Notes"),
    ],
)
def test_a_wrong_change_is_said_in_a_sentence_and_changes_nothing(
    alices: Client, training: Store, done: SetDone, wrong: dict[str, str], said: str
) -> None:
    answer = alices.post(f"/diary/entry/{done.uid}", form(done, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert training.entries() == (done,)


def test_a_diary_of_another_person_cannot_be_looked_at_or_changed(
    bobs: Client, charlies: Client, training: Store, done: SetDone
) -> None:
    training.add(
        [Correction(uid=UUID(int=7), at=AT, day=DAY, replaces=done.uid, by=replace(done, amount=1.0))]
    )
    before = training.entries()
    for who, status in ((bobs, 404), (charlies, 403)):
        assert who.get(f"/diary/entry/{done.uid}").status_code == status
        assert who.post(f"/diary/entry/{done.uid}", form(done, amount="1")).status_code == status
        assert who.post(f"/diary/entry/{done.uid}", {"do": "remove"}).status_code == status
        assert who.post(f"/diary/back/{UUID(int=7)}").status_code == status
        assert "Zercher" not in who.get("/diary/day/2026-11-21").content.decode()
    assert training.entries() == before


@pytest.mark.parametrize(
    "address", ["/diary/day/2026-13-01", "/diary/day/never", "/diary/2026/13", "/diary/0/1", "/diary/9999/12"]
)
def test_a_day_that_does_not_exist_is_said_in_a_sentence(
    alices: Client, training: Store, address: str
) -> None:
    assert alices.get(address).status_code == 404


def test_ten_years_are_looked_at_by_the_month(
    alices: Client, training: Store, set_done: MakeSet, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """A page costs the same few queries for one set as for thousands, and makes the days of its month alone."""

    def queries() -> int:
        alices.get("/diary/2026/1")
        with django_assert_max_num_queries(12) as asked:  # type: ignore[attr-defined]
            assert alices.get("/diary/2026/1").status_code == 200
        return len(asked)

    training.add([set_done()])
    few = queries()
    days = [date(2016, 11, 1) + timedelta(days=3 * n) for n in range(1200)]
    training.add(
        set_done(day=day, at=datetime(day.year, day.month, day.day, 18, tzinfo=UTC))
        for day in days
        for _ in range(3)
    )
    assert queries() == few
    diary = diary_of(training.entries())
    assert len(months(diary)) > 110
    looked = days_of(diary, date(2020, 5, 1))
    assert {day.day.month for day in looked} == {5}
    assert len(looked) in (10, 11)
