"""Plates on a bar: as few as possible, only what is owned, and no lie where it cannot be made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteal.training.athlete import Kit
from gluteal.training.plates import on_each_side
from gluteal.training.resistance import loads_owned

PAIRS = (1.25, 2.5, 5.0, 10.0, 20.0)


@pytest.mark.parametrize(
    ("total", "plates"),
    [
        (20.0, ()),
        (60.0, (20.0,)),
        (62.5, (20.0, 1.25)),
        (97.5, (20.0, 10.0, 5.0, 2.5, 1.25)),
        (61.0, None),
        (15.0, None),
        (200.0, None),
    ],
)
def test_the_fewest_plates_are_taken(total: float, plates: tuple[float, ...] | None) -> None:
    assert on_each_side(total, 20.0, PAIRS) == plates


@given(st.lists(st.sampled_from([0.5, 1.25, 2.5, 5.0, 10.0, 15.0]), max_size=6))
def test_every_load_that_the_kit_makes_can_be_drawn(pairs: list[float]) -> None:
    from gluteal.catalogue.exercise import Resistance

    kit = Kit(bar=20.0, plates=tuple(pairs))
    for total in loads_owned(Resistance.BARBELL, kit):
        found = on_each_side(total, 20.0, pairs)
        assert found is not None
        assert 20.0 + 2 * sum(found) == pytest.approx(total)
