"""What if: one setting over its range, in numbers and in words."""

import pytest

from gluteal.anatomy.region import Region
from gluteal.errors import UnknownName
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
