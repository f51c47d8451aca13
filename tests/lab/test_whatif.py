"""What if: one setting over its range, in numbers and in words."""

import re

import pytest

from gluteal.anatomy.region import Region
from gluteal.errors import BadValue, UnknownName
from gluteal.lab.whatif import whatif


def test_turning_the_thigh_in_quietens_the_tensor_fasciae_latae() -> None:
    found = whatif("side-lying-abduction", "hip-rotation", steps=3, frames=10, ranges=False)
    change = next(c for c in found.changes if (c.region, c.leg) == (Region.TFL, "working"))
    assert change.direction == "falls"
    assert any("Tensor fasciae latae of the top leg falls" in sentence for sentence in found.sentences)


def test_options_are_told_one_by_one() -> None:
    found = whatif("standing-abduction", "band-placement", frames=10, ranges=False)
    assert [one.value for one in found.tried] == ["none", "above-knees", "ankles", "feet"]
    assert any("ankles" in sentence for sentence in found.sentences)


def test_a_value_that_no_body_can_hold_says_so() -> None:
    found = whatif("hip-thrust", "load", steps=2, frames=10, ranges=False)
    for one in found.tried:
        assert (one.loads is None) == (one.why_not is not None)


def test_a_setting_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownName, match="pelvis-roll"):
        whatif("side-lying-abduction", "pelvis-rol")


@pytest.mark.parametrize("slug", ["squat", "glute-bridge"])
def test_what_the_mechanics_leave_open_is_told_as_a_range_and_never_as_no_change(slug: str) -> None:
    said = whatif(slug, "band-placement", frames=10).sentences
    line = next(sentence for sentence in said if sentence.startswith("Gluteus medius posterior of both legs"))
    assert re.search(r"none \d+ to \d+, ", line)
    assert "undetermined, for it depends on how hard you push the knees out" in line
    assert not any("No region changes" in sentence for sentence in said)


def test_a_region_that_rises_and_falls_again_says_how_far() -> None:
    said = whatif("side-lying-abduction", "hip-rotation", frames=10, ranges=False).sentences
    again = [sentence for sentence in said if "rises and falls again" in sentence]
    assert all(", with " in sentence and " % at " in sentence for sentence in again)


def test_without_a_band_it_is_said_that_none_is_worn() -> None:
    said = whatif("squat", "band", frames=10, ranges=False).sentences
    assert said[-1] == "No band is worn in this setting: say where with band-placement."


def test_above_a_weight_that_is_too_heavy_nothing_is_held() -> None:
    tried = whatif("sit-to-stand-dumbbell", "weight", steps=9, frames=10, ranges=False).tried
    held = [one.loads is not None for one in tried]
    assert held == sorted(held, reverse=True)
    assert tried[-1].value == 60


def test_a_weight_that_no_hand_holds_cannot_be_moved() -> None:
    with pytest.raises(BadValue, match="No hand holds the weight"):
        whatif("single-leg-squat", "weight")
    found = whatif(
        "single-leg-squat", "weight", {"load-side": "opposite side"}, steps=3, frames=10, ranges=False
    )
    assert found.changes[0].first != found.changes[0].last
