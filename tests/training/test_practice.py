"""Balance and fast work are prescribed from the diary too, each by its own rule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from gluteal.catalogue.exercise import Sides
from gluteal.catalogue.load import load
from gluteal.training.adjust import adjust
from gluteal.training.athlete import Athlete, Experience, Goal, Screening, Side, Weekday
from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.training.practice import is_balance, is_fast
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Part, Session, Slot, Target
from gluteal.training.progression import prescribe_session

START = date(2026, 11, 23)
CATALOGUE = load()


def person(**changes: object) -> Athlete:
    values = {
        "name": "Alice",
        "born": 1956,
        "experience": Experience.SOME,
        "days": (Weekday.MON, Weekday.THU),
        "minutes": 30,
        "goals": {Goal.EVERYDAY: 1.0},
        "screening": Screening(answered_on=START),
        **changes,
    }
    return Athlete(**values)  # type: ignore[arg-type]


def line(slug: str, part: Part, amount: tuple[int, int] | None = None) -> Slot:
    choice = CATALOGUE.choice(slug)
    dose = choice.dose
    return Slot(
        id="w1-mon-5",
        choice=slug,
        part=part,
        sets=2,
        target=Target(
            measure=choice.measure, amount=amount or dose.amount, rir=dose.rir, tempo=dose.tempo, rest_s=20
        ),
        first_side=Side.LEFT if choice.sides in (Sides.EACH, Sides.ALTERNATING) else None,
        hard=False,
        seconds=120,
        why="For a test.",
        claims=("D16",),
    )


def session(slot: Slot) -> Session:
    return Session(id="w1-mon", week=1, weekday=Weekday.MON, day=START, slots=(slot,), seconds=600)


def done(slot: Slot, days: Sequence[tuple[int, int, float | None]]) -> list[SetDone]:
    """Two sets a side on each day given as (days after the start, amount, reserve)."""
    sides = (Side.LEFT, Side.RIGHT) if slot.first_side else (Side.BOTH,)
    found: list[SetDone] = []
    for after, amount, rir in days:
        for side in sides * 2:
            found.append(
                SetDone(
                    uid=UUID(int=len(found) + 1),
                    at=datetime.combine(START + timedelta(days=after), time(9), UTC),
                    day=START + timedelta(days=after),
                    exercise=slot.choice,
                    side=side,
                    measure=slot.target.measure,
                    amount=amount,
                    rir=rir,
                    part=slot.part,
                    order=len(found),
                )
            )
    return found


def asked(
    slot: Slot, days: Sequence[tuple[int, int, float | None]], who: Athlete | None = None
) -> tuple[Prescription, ...]:
    today = START + timedelta(days=(days[-1][0] if days else 0) + 3)
    answers = prescribe_session(
        session(slot), Diary(done(slot, days)), today, athlete=who or person(), catalogue=CATALOGUE
    )
    for one in answers[slot.id]:
        assert one.why.endswith(".")
        assert one.target.amount[0] <= one.target.amount[1]
        for claim in one.claims:
            CATALOGUE.ledger.claim(claim)
    return answers[slot.id]


TANDEM = line("tandem-stance", Part.FINISH)
RISE = line("sit-to-stand-fast", Part.ACCESSORY, (4, 6))


def test_balance_starts_as_the_plan_says() -> None:
    assert {one.change for one in asked(TANDEM, [])} == {Change.START}


def test_balance_gets_longer_before_there_is_less_to_hold_on_to() -> None:
    for one in asked(TANDEM, [(0, 20, None)]):
        assert (one.change, one.choice) == (Change.REPS, "tandem-stance")
        assert one.target.amount == (25, 40)
        assert "rule D16" in one.why


def test_balance_held_to_the_top_is_confirmed_once_and_then_loses_support() -> None:
    once = asked(TANDEM, [(0, 40, None)])
    assert {(one.change, one.choice) for one in once} == {(Change.SAME, "tandem-stance")}
    assert all("once more" in one.why for one in once)
    twice = asked(TANDEM, [(0, 40, None), (3, 40, None)])
    assert {(one.change, one.choice) for one in twice} == {(Change.HARDER, "tandem-stance-free")}


def test_who_needs_a_hand_keeps_it_and_leans_on_it_less() -> None:
    walk = line("heel-to-toe-walk-supported", Part.FINISH)
    for one in asked(walk, [(0, 15, None), (3, 15, None)], person(needs_hand_support=True)):
        assert one.choice == "heel-to-toe-walk-supported"
        assert "fingertips" in one.why


def test_what_is_in_reserve_says_nothing_about_balance() -> None:
    for one in asked(TANDEM, [(0, 30, 0.0), (3, 30, 1.0)]):
        assert one.change is not Change.LESS
        assert one.target.amount == (35, 40)


def test_balance_far_too_short_takes_a_step_back() -> None:
    free = line("tandem-stance-free", Part.FINISH)
    assert {one.choice for one in asked(free, [(0, 3, None)])} == {"tandem-stance"}


def test_balance_never_becomes_strength_work() -> None:
    pad = line("single-leg-stance-pad", Part.FINISH)  # its harder rung is a lateral step-down
    for one in asked(pad, [(0, 40, None), (3, 40, None)], person(born=1990)):
        assert is_balance(CATALOGUE.choice(one.choice))


@pytest.mark.parametrize("amount", [6, 9])
def test_fast_work_stays_few_and_fast_however_easy_it_was(amount: int) -> None:
    for one in asked(RISE, [(0, amount, 5.0), (3, amount, 5.0)]):
        assert one.target.amount[1] <= 6
        assert is_fast(CATALOGUE.choice(one.choice))
        assert "move faster instead of more often" in one.why


def test_fast_work_near_to_tired_comes_down() -> None:
    (one,) = asked(RISE, [(0, 5, 1.0)])
    assert one.target.amount == (4, 4)
    assert "stop while it is fast" in one.why


def test_a_harder_jump_comes_after_the_last_one_was_fast_twice() -> None:
    hop = line("lateral-hop-hold", Part.ACCESSORY, (4, 6))
    who = person(born=1995, experience=Experience.ADVANCED, goals={Goal.PERFORMANCE: 1.0})
    answers = asked(hop, [(0, 6, 5.0), (3, 6, 4.0)], who)
    assert {(one.change, one.choice) for one in answers} == {(Change.HARDER, "skater-bound")}
    assert {one.target.amount for one in answers} == {(4, 6)}
    tired = asked(hop, [(0, 6, 5.0), (3, 6, 2.0)], who)
    assert {one.choice for one in tired} == {"lateral-hop-hold"}


def test_within_a_session_fast_work_never_grows() -> None:
    (one,) = asked(RISE, [])
    last = replace(done(RISE, [(0, 6, None)])[0], rir=9.0)
    assert adjust(one, [last], athlete=person(), catalogue=CATALOGUE).amount == one.target.amount


def test_a_warm_up_is_not_prescribed() -> None:
    slot = replace(line("single-leg-stance", Part.ACTIVATION))
    answers = prescribe_session(session(slot), Diary([]), START, athlete=person(), catalogue=CATALOGUE)
    assert answers == {}
