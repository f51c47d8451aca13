"""Every exercise that is watched names signals, looks and limits that exist, and says what it was tested on."""

import pytest

from gluteal.catalogue.exercise import FormRule
from gluteal.catalogue.load import load
from gluteal.errors import UnknownName
from gluteal.form.reference import look, look_ids
from gluteal.form.signal import SHARED, SIDED
from gluteal.lab.form_reference import form_reference, watched

COVERED = [
    "squat",
    "single-leg-squat",
    "lateral-step-down",
    "step-up",
    "lunge",
    "lateral-lunge",
    "standing-abduction",
    "lateral-band-walk",
    "single-leg-rdl",
    "hip-hike",
    "glute-bridge",
    "hip-thrust",
    "single-leg-bridge",
    "side-plank",
    "clamshell",
    "side-lying-abduction",
    "quadruped-fire-hydrant",
]
OWN_RULES = {"sides-differ"}  # over a whole set; no fault of one repetition


@pytest.mark.parametrize("slug", watched(load()))
def test_a_watched_exercise_can_be_built(slug: str) -> None:
    reference = form_reference(load(), slug)
    assert reference.signal in SIDED or reference.signal in SHARED
    assert reference.looks
    assert reference.tested_on
    assert len(reference.cannot_see) >= 3


@pytest.mark.parametrize("look_id", look_ids())
def test_a_look_goes_by_signals_that_exist_and_climbs_from_slight_to_clear(look_id: str) -> None:
    one = look(look_id, load().ledger.number)
    assert one.rule in {str(rule) for rule in FormRule} | OWN_RULES
    assert one.slight < one.clear
    assert one.cue.endswith(".")
    if one.of not in ("rep", "set", "sides"):
        assert one.signal in (SHARED if one.of == "shared" else SIDED)
    for guard in one.guards:
        assert guard.signal in (SHARED if guard.of == "shared" else SIDED)


def test_all_that_was_promised_is_watched() -> None:
    assert set(COVERED) <= set(watched(load()))


def test_an_exercise_without_a_check_is_named_with_those_that_have_one() -> None:
    with pytest.raises(UnknownName):
        form_reference(load(), "copenhagen-long")
