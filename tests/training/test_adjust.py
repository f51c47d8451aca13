"""The next set inside a session follows the effort of the last one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from gluteal.catalogue.exercise import Measure, Resistance
from gluteal.catalogue.load import load
from gluteal.training.adjust import adjust, must_stop
from gluteal.training.athlete import Athlete, Experience, Goal, Kit, Side, Stack, Unit, Weekday
from gluteal.training.diary import SetDone
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Load, Target

WHO = Athlete(
    name="Bob",
    born=1985,
    experience=Experience.TRAINED,
    days=(Weekday.MON,),
    minutes=30,
    goals={Goal.STRENGTH: 1},
    kit=Kit(abduction_machine=Stack(low=5, high=100, step=2.5)),
)
FORTY = Load(kind=Resistance.MACHINE, amount=40, unit=Unit.KG)
ASKED = Prescription(
    slot="w1-mon-1",
    choice="machine-abduction",
    side=Side.BOTH,
    sets=3,
    target=Target(measure=Measure.REPS, amount=(8, 12), rir=(1, 3), tempo=(2, 0, 2), rest_s=90, load=FORTY),
    change=Change.SAME,
    why="As before.",
    claims=("A3",),
)


def done(rir: float | None, **more: Any) -> SetDone:
    return SetDone(
        uid=UUID(int=1),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        day=date(2026, 3, 2),
        exercise="machine-abduction",
        side=Side.BOTH,
        amount=10,
        rir=rir,
        load=more.pop("load", FORTY),
        **more,
    )


def amount(target: Target) -> float | None:
    return target.load.amount if target.load else None


@pytest.mark.parametrize(
    ("rir", "kilograms"), [(2.0, 40), (1.0, 40), (3.0, 40), (None, 40), (4.0, 42.5), (0.0, 37.5)]
)
def test_one_off_is_one_step_and_inside_the_range_is_none(rir: float | None, kilograms: float) -> None:
    assert amount(adjust(ASKED, [done(rir)], athlete=WHO, catalogue=load())) == kilograms


def test_five_and_nine_in_reserve_are_the_same_two_steps() -> None:
    found = {amount(adjust(ASKED, [done(r)], athlete=WHO, catalogue=load())) for r in (5.0, 9.0)}
    assert found == {45.0}


def test_it_goes_on_from_the_load_that_was_really_used() -> None:
    thirty = replace(FORTY, amount=30)
    assert amount(adjust(ASKED, [done(2.0, load=thirty)], athlete=WHO, catalogue=load())) == 30


@pytest.mark.parametrize("bad", [{"pain": 3}, {"clean_share": 0.5}])
def test_nothing_goes_up_after_a_sore_or_unclean_set(bad: dict[str, Any]) -> None:
    assert amount(adjust(ASKED, [done(2.0, **bad), done(5.0)], athlete=WHO, catalogue=load())) == 40


def test_a_step_back_is_not_undone_inside_the_session() -> None:
    less = replace(ASKED, change=Change.LESS)
    assert amount(adjust(less, [done(5.0)], athlete=WHO, catalogue=load())) == 40


def test_without_a_load_repetitions_change() -> None:
    plain = replace(ASKED, choice="clamshell", target=replace(ASKED.target, load=None))
    easy = adjust(plain, [done(5.0, load=None)], athlete=WHO, catalogue=load())
    hard = adjust(plain, [done(0.0, load=None)], athlete=WHO, catalogue=load())
    assert (easy.amount, hard.amount) == ((10, 12), (7, 11))


def test_the_first_set_is_as_prescribed_and_a_red_one_ends_the_exercise() -> None:
    assert adjust(ASKED, [], athlete=WHO, catalogue=load()) == ASKED.target
    assert must_stop([done(2.0, pain=5)], load().ledger) is None
    sentence = must_stop([done(2.0, pain=6)], load().ledger)
    assert sentence is not None
    assert "rule D3" in sentence
