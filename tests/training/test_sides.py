"""Left and right together: the weaker side leads, and what was asked for beyond a range is given back after a miss."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from athletes import FULL_KIT

from gluteal.catalogue.exercise import Measure
from gluteal.catalogue.load import load
from gluteal.training.athlete import Athlete, Experience, Goal, Screening, Side, Weekday
from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Part, Slot, Target
from gluteal.training.progression import prescribe

MON = date(2026, 3, 2)
ALICE = Athlete(
    name="Alice",
    born=1990,
    experience=Experience.ADVANCED,
    days=(Weekday.MON, Weekday.THU),
    minutes=45,
    goals={Goal.STRENGTH: 1},
    screening=Screening(answered_on=MON),
    kit=FULL_KIT,
)
HOLD = Target(
    measure=Measure.SECONDS, amount=(15, 30), rir=(2, 3), tempo=(0.0, 1.0, 0.0), rest_s=60, load=None
)


def line() -> Slot:
    return Slot(
        id="w1-mon-1",
        choice="hip-hike-leg-swing",
        part=Part.MAIN,
        sets=2,
        target=HOLD,
        first_side=Side.LEFT,
        hard=True,
        seconds=300,
        why="For a test.",
        claims=("A20",),
    )


def held(number: int, day: int, side: Side, seconds: float, asked: tuple[int, int] | None = None) -> SetDone:
    at = MON + timedelta(days=day)
    return SetDone(
        uid=UUID(int=number),
        at=datetime(at.year, at.month, at.day, 9, tzinfo=UTC) + timedelta(seconds=number),
        day=at,
        exercise=line().choice,
        side=side,
        measure=Measure.SECONDS,
        amount=seconds,
        rir=2,
        pain=0,
        prescribed=replace(HOLD, amount=asked) if asked else None,
    )


def after(logged: Sequence[SetDone], day: int) -> dict[Side, Prescription]:
    answers = prescribe(line(), Diary(logged), MON + timedelta(days=day), athlete=ALICE, catalogue=load())
    return {answer.side: answer for answer in answers}


def test_a_side_trained_alone_is_not_asked_for_more_than_the_one_that_waits() -> None:
    sides = after([held(1, 0, Side.LEFT, 30), held(2, 3, Side.LEFT, 30)], 7)
    assert sides[Side.RIGHT].change is Change.START
    assert sides[Side.LEFT].target.amount == sides[Side.RIGHT].target.amount == (15, 30)
    assert "the weaker side leads" in sides[Side.LEFT].why


def test_both_sides_that_did_the_same_are_asked_for_the_same() -> None:
    done = [held(n, day, side, 30) for n, (day, side) in enumerate([(0, Side.LEFT), (0, Side.RIGHT)], 1)]
    sides = after(done, 3)
    assert sides[Side.LEFT].target.amount == sides[Side.RIGHT].target.amount == (35, 35)


@pytest.mark.parametrize(("done", "amount"), [(10, (15, 30)), (16, (15, 30)), (32, (35, 35))])
def test_a_miss_of_what_was_asked_beyond_the_range_goes_back_to_the_range(
    done: float, amount: tuple[int, int]
) -> None:
    logged = [held(1, 0, Side.LEFT, 30), held(2, 0, Side.RIGHT, 30)]
    logged += [held(3, 3, Side.LEFT, done, (35, 35)), held(4, 3, Side.RIGHT, done, (35, 35))]
    sides = after(logged, 7)
    assert {one.target.amount for one in sides.values()} == {amount}
    if done > 30:
        assert "fewer than the 35 s asked for" in sides[Side.LEFT].why
    elif done > 15:
        assert "far from the 35 s asked for" in sides[Side.LEFT].why
    else:
        assert "fewer than the least of 15 s" in sides[Side.LEFT].why
