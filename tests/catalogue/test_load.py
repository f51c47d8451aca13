"""Credit of a set: what a class is worth, and what a narrower range makes of it."""

import pytest

from gluteal.anatomy.region import Region
from gluteal.catalogue.claim import Grade
from gluteal.catalogue.exercise import Stimulus, StimulusClass
from gluteal.catalogue.load import _credit, load

CASES = [
    # class, low, high given -> low, nominal, high
    ("high", None, None, (0.75, 1, 1)),
    ("some", None, None, (0.25, 0.5, 0.75)),
    ("none", None, None, (0, 0, 0)),
    ("unknown", None, None, (0, 0, 0.5)),
    # the class's own value lies in the range, its ends included: it stays
    ("high", 0.5, None, (0.5, 1, 1)),
    ("some", 0, 0.5, (0, 0.5, 0.5)),
    ("some", None, 1, (0.25, 0.5, 1)),
    ("unknown", None, 0.25, (0, 0, 0.25)),
    # the range leaves it out: the middle, down to a quarter
    ("some", 0, 0.25, (0, 0, 0.25)),
    ("high", 0.25, 0.75, (0.25, 0.5, 0.75)),
    ("high", 0, 0.75, (0, 0.25, 0.75)),
    ("some", 0.75, 1, (0.75, 0.75, 1)),
    ("unknown", 0.25, 0.5, (0.25, 0.25, 0.5)),
]


@pytest.mark.parametrize(("level", "low", "high", "worth"), CASES)
def test_the_nominal_credit_is_the_classs_own_unless_the_range_leaves_it_out(
    level: str, low: float | None, high: float | None, worth: tuple[float, float, float]
) -> None:
    stimulus = Stimulus(
        level=StimulusClass(level), grade=Grade.C, claims=("stimulus-classes",), low=low, high=high
    )
    region = Region.GMED_MIDDLE
    assert _credit({region: stimulus}, load().ledger) == {region: worth}


def test_a_clam_counts_nothing_certain_for_the_minimus() -> None:
    low, nominal, high = load().choice("clamshell").credit[Region.GMIN_ANTERIOR]
    assert (low, nominal) == (0, 0)
    assert high > 0
