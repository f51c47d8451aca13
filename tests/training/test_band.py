"""Bands: the owner's order first, a force never without its range, a stretch never beyond the limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteal.catalogue.claim import Claim, Grade, Ledger, Number
from gluteal.training.athlete import Band, BandForm, Unit
from gluteal.training.band import (
    by_stiffness,
    chart_of,
    charts,
    elongation,
    force,
    longer,
    longest,
    shorter,
    softer,
    stiffer,
)


def claim(claim_id: str, **numbers: float) -> Claim:
    return Claim(
        id=claim_id,
        title=claim_id,
        wording="",
        grade=Grade.DEFAULT,
        would_change="",
        numbers={name.replace("_", "-"): Number(value=value, unit="") for name, value in numbers.items()},
    )


LEDGER = Ledger(
    {
        "A5": claim(
            "A5", elongation_step=10, elongation_step_low=5, elongation_step_high=20, length_mark=0.5
        ),
        "A6": claim("A6", error_low=15, error_high=25),
        "A8": claim("A8", max_length=250),
    },
    {},
)


def strip(colour: str, **known: object) -> Band:
    settled: dict[str, object] = {
        "name": colour,
        "colour": colour,
        "product": "TheraBand",
        "form": BandForm.STRIP,
    }
    return Band(**(settled | known))  # type: ignore[arg-type]


RED, GREEN, GOLD = strip("red"), strip("green"), strip("gold")


def test_colours_of_one_charted_product_follow_the_chart() -> None:
    assert by_stiffness((GOLD, RED, GREEN)) == (RED, GREEN, GOLD)


def test_the_owners_order_comes_before_the_chart() -> None:
    mine = (strip("red", order=2), strip("gold", order=1))
    assert by_stiffness(mine) == (mine[1], mine[0])


def test_colours_of_different_makers_are_never_compared() -> None:
    other = Band(name="mini", colour="black", product="Nobody's")
    assert by_stiffness((GREEN, other, RED)) == (RED, other, GREEN)


def test_bands_without_a_chart_keep_the_persons_list_order() -> None:
    mine = tuple(Band(name=c, colour=c) for c in ("pink", "grey", "red"))
    assert by_stiffness(mine) == mine


def test_a_short_loop_has_no_chart_even_from_the_same_maker() -> None:
    assert chart_of(strip("red", form=BandForm.LOOP)) is None
    assert chart_of(strip("RED ", product=" thera-band ")) is not None
    assert chart_of(strip("pink")) is None


def test_neighbours_are_of_the_same_form() -> None:
    tube = strip("blue", name="tube", form=BandForm.TUBE)
    bands = (RED, tube, GOLD)
    assert stiffer(RED, bands) == GOLD
    assert softer(GOLD, bands) == RED
    assert stiffer(GOLD, bands) is None
    assert softer(RED, bands) is None
    assert stiffer(GREEN, bands) is None


def test_a_force_is_about_and_with_its_range() -> None:
    red = force(RED, 100, LEDGER)
    assert red is not None
    assert red.about == pytest.approx(1.68)
    assert red.low == pytest.approx(1.68 * 2.7 / 3.7)  # the older figure is lower than a quarter less
    assert red.high == pytest.approx(1.68 * 1.25)
    assert red.in_words() == "about 1.7 kg (1.2 to 2.1)"


def test_a_force_between_the_two_published_points_is_a_straight_line() -> None:
    halfway = force(RED, 150, LEDGER, Unit.LB)
    assert halfway is not None
    assert halfway.about == pytest.approx((3.7 + 5.5) / 2)
    assert halfway.unit is Unit.LB


def test_two_strands_pull_twice_as_hard() -> None:
    one, two = force(GREEN, 100, LEDGER), force(GREEN, 100, LEDGER, strands=2)
    assert one is not None
    assert two is not None
    assert (two.low, two.about, two.high) == pytest.approx((2 * one.low, 2 * one.about, 2 * one.high))


@pytest.mark.parametrize("percent", [0, 99.9, 200.1, float("nan")])
def test_nothing_is_said_outside_the_published_points(percent: float) -> None:
    assert force(RED, percent, LEDGER) is None


def test_nothing_is_said_of_a_band_without_a_chart() -> None:
    assert force(Band(name="mini", colour="green"), 150, LEDGER) is None


def test_every_published_force_grows_with_stretch_and_with_colour() -> None:
    for chart in charts():
        for unit in ("kg", "lb"):
            pairs = [getattr(colour, unit) for colour in chart.colours]
            assert all(first < last for first, last in pairs)
            assert pairs == sorted(pairs)
        for colour in chart.colours:
            for kg, lb in zip(colour.kg, colour.lb, strict=True):
                assert kg == pytest.approx(lb * 0.45359237, abs=0.006)


def test_elongation_is_what_is_added_to_the_resting_length() -> None:
    assert elongation(30, 60) == 100
    assert elongation(30, 30) == 0


def test_the_next_length_is_a_step_that_can_be_measured() -> None:
    assert longer(30, 60, LEDGER) == 63
    assert longer(28, 56, LEDGER) == 58.5
    assert shorter(30, 60, LEDGER) == 57


def test_no_length_beyond_two_and_a_half_times_rest() -> None:
    assert longest(30, LEDGER) == 75
    assert longer(30, 73, LEDGER) == 75
    assert longer(30, 74, LEDGER) is None
    assert longer(30, 75, LEDGER) is None


def test_a_band_never_goes_slack() -> None:
    assert shorter(30, 32, LEDGER) is None


@given(st.floats(10, 200), st.floats(1, 2.5))
def test_a_longer_length_is_longer_within_the_step_and_within_the_limit(resting: float, times: float) -> None:
    current = resting * times
    length = longer(resting, current, LEDGER)
    if length is not None:
        assert length <= longest(resting, LEDGER)
        assert 5 <= elongation(resting, length) - elongation(resting, current) + 1e-9 <= 20


@given(st.permutations([RED, GREEN, GOLD, strip("tan"), Band(name="x", colour="x")]))
def test_ordering_keeps_every_band_and_is_stable(bands: list[Band]) -> None:
    ordered = by_stiffness(tuple(bands))
    assert sorted(b.name for b in ordered) == sorted(b.name for b in bands)
    assert by_stiffness(ordered) == ordered
