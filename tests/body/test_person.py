"""Who can be computed, and who cannot."""

import math

import pytest

from gluteal.body.errors import OutOfRange
from gluteal.body.person import Person


def test_forces_scale_as_areas_do() -> None:
    assert Person(mass=75.337).force_scale == pytest.approx(1)
    assert Person(mass=8 * 75.337 / 4).force_scale == pytest.approx(2 ** (2 / 3))
    assert Person(strength=0.6).force_scale == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"mass": -60.0}, "A body mass cannot be -60; it goes from 30 to 200 kg."),
        ({"height": 170.0}, "A height cannot be 170; it goes from 1.3 to 2.2 m."),
        ({"strength": 0.0}, "A strength factor cannot be 0; it goes from 0.2 to 2.5."),
        ({"mass": math.nan}, "A body mass cannot be nan; it goes from 30 to 200 kg."),
        ({"height": "tall"}, "A height cannot be tall; it goes from 1.3 to 2.2 m."),
    ],
)
def test_an_impossible_person_is_an_error_that_lists_the_range(wrong: dict, sentence: str) -> None:
    with pytest.raises(OutOfRange) as caught:
        Person(**wrong)
    assert str(caught.value) == sentence
