"""The formulas of motions, and the check that finds what is wrong in a motion."""

from dataclasses import replace

import pytest

from gluteal.catalogue.check_motion import motion_faults
from gluteal.catalogue.exercise import Exercise
from gluteal.catalogue.formula import evaluate, names_in, word
from gluteal.catalogue.load import load
from gluteal.catalogue.motion import Joint, Motion, Posture
from gluteal.errors import BadData, UnknownName

NAMES = {"range": 30.0, "hip-flexion": 45.0, "free-leg": "straight"}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (12, 12),
        ("range", 30),
        ("-range / 2 + 5", -10),
        ("hip-flexion - range", 15),
        ("min(range, 20) * 2", 40),
        ("max(range, hip-flexion)", 45),
        ("range * sin(90)", 30),
        ("60 if free-leg == 'knee-hugged' else 0", 0),
        ("60 if free-leg != 'knee-hugged' else 0", 60),
    ],
)
def test_a_formula_gives_its_number(formula: float | str, value: float) -> None:
    assert evaluate(formula, NAMES, "here") == pytest.approx(value)


def test_a_formula_may_give_a_word() -> None:
    assert word("'toes' if free-leg == 'straight' else 'foot'", NAMES, "here") == "toes"


@pytest.mark.parametrize(
    "formula", ["__import__('os')", "range.real", "range if range else 2", "2 **3", "(", "[1]"]
)
def test_anything_else_is_refused(formula: str) -> None:
    with pytest.raises((BadData, UnknownName)):
        evaluate(formula, NAMES, "here")


def test_an_unknown_name_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UnknownName, match="hip-flexion"):
        evaluate("hip-flexon", NAMES, "here")


def test_the_names_in_a_formula_are_found() -> None:
    assert names_in("min(range, 3) + hip-flexion if free-leg == 'a-b' else 0", "here") == {
        "range",
        "hip-flexion",
        "free-leg",
    }


@pytest.mark.parametrize("exercise", load().exercises.values(), ids=lambda exercise: exercise.slug)
def test_every_exercise_has_a_motion_or_a_reason_and_no_fault(exercise: Exercise) -> None:
    assert exercise.motion is not None
    assert list(motion_faults(exercise)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (Motion(), "has no posture"),
        (
            Motion(postures=(Posture(name="a", working={Joint.HIP_FLEXION: "hip-bend"}),)),
            "hip-bend is no parameter",
        ),
        (Motion(postures=(Posture(name="a"),)), "does nothing"),
        (Motion(postures=(Posture(name="a", contacts=("working nose",)),)), "working nose"),
        (Motion(postures=(Posture(name="a", only=("no-such",)),)), "no-such is no choice"),
        (Motion(postures=(Posture(name="a"),), plant="b"), "no posture b"),
    ],
)
def test_the_check_finds_what_is_wrong(broken: Motion, fault: str) -> None:
    exercise = replace(load().exercises["side-lying-abduction"], motion=broken)
    assert any(fault in found for found in motion_faults(exercise))
