"""Estimated maxima inside their window, reserve with a discount, and change beyond noise."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from gluteal.catalogue.exercise import Measure, Placement, Resistance
from gluteal.catalogue.load import load
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import SetDone
from gluteal.training.programme import BandUse, Load
from gluteal.training.strength import change_beyond_noise, discounted, estimated_maximum, performance

LEDGER = load().ledger
STACK = Load(kind=Resistance.MACHINE, amount=100, unit=Unit.KG)


def done(**more: Any) -> SetDone:
    values: dict[str, Any] = {"amount": 5, "rir": 1.0, "load": STACK, **more}
    return SetDone(
        uid=UUID(int=1),
        at=datetime(2026, 3, 2, tzinfo=UTC),
        day=date(2026, 3, 2),
        exercise="machine-abduction",
        side=Side.BOTH,
        **values,
    )


def test_a_maximum_is_a_band_around_epley_with_reps_and_reserve() -> None:
    found = estimated_maximum(done(), LEDGER)
    assert found is not None
    middle = 100 * (1 + 0.0333 * 6)
    assert found.low == pytest.approx(middle * (1 - 0.116))
    assert found.high == pytest.approx(middle * (1 + 0.116))


@pytest.mark.parametrize(
    "outside",
    [
        {"amount": 1},
        {"amount": 11},
        {"rir": 4.0},
        {"rir": None},
        {"amount": None},
        {"load": None},
        {"measure": Measure.SECONDS},
        {"load": Load(kind=Resistance.DUMBBELL, amount=10, unit=Unit.KG)},
        {
            "load": Load(
                kind=Resistance.BAND,
                band=BandUse(name="g", product="x", colour="green", placement=Placement.ANKLES),
            )
        },
    ],
)
def test_there_is_no_maximum_outside_the_window(outside: dict[str, Any]) -> None:
    assert estimated_maximum(done(**outside), LEDGER) is None


def test_five_or_more_in_reserve_is_five() -> None:
    assert discounted(9, LEDGER) == 5
    assert discounted(2, LEDGER) == 2
    assert discounted(None, LEDGER) is None
    assert performance(done(amount=10, rir=8.0), LEDGER) == 15


def test_small_changes_are_noise() -> None:
    assert change_beyond_noise([10], [11], LEDGER) is None
    assert change_beyond_noise([10], [12], LEDGER) == pytest.approx(20)
    assert change_beyond_noise([10, 10, 10], [11, 11, 11], LEDGER) == pytest.approx(10)
    assert change_beyond_noise([], [11], LEDGER) is None
