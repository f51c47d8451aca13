import itertools
from dataclasses import replace

import pytest
from athletes import athlete_of
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Choice, Measure
from gluteal.catalogue.load import Catalogue, load
from gluteal.training.programme import Target
from gluteal.training.session import best_order, budget, change_seconds, changes, tier, timing

CATALOGUE = load()
SLUGS = sorted(CATALOGUE.choices)


def target(choice: Choice, amount: int = 10, rest: int = 60) -> Target:
    return Target(
        measure=choice.measure, amount=(amount, amount), rir=(1, 3), tempo=(2.0, 1.0, 2.0), rest_s=rest
    )


def test_one_sided_work_takes_both_sides_and_the_turn_between() -> None:
    bridge, clam = CATALOGUE.choice("glute-bridge"), CATALOGUE.choice("clamshell")
    both = timing(bridge, target(bridge), CATALOGUE.ledger)
    each = timing(clam, target(clam), CATALOGUE.ledger)
    assert both.per_set == 10 * 5 + 60
    assert each.per_set == 2 * 10 * 5 + 10 + 15 + 60  # both sides, the change, rolling over, the rest
    assert each.slot(3) == clam.dose.setup_s + 3 * each.per_set


def test_a_hold_takes_its_seconds_and_steps_take_theirs() -> None:
    hold = next(c for c in CATALOGUE.choices.values() if c.measure is Measure.SECONDS and c.sides == "both")
    assert timing(hold, target(hold, 30, 0), CATALOGUE.ledger).per_set == 30
    walk = next(
        c for c in CATALOGUE.choices.values() if c.measure is Measure.STEPS and c.sides == "alternating"
    )
    assert timing(walk, target(walk, 12, 0), CATALOGUE.ledger).per_set == 24


@pytest.mark.parametrize(
    ("minutes", "warm_up", "activation"), [(10, 2, 0), (30, 6, 4), (60, 10, 4), (90, 10, 4)]
)
def test_the_warm_up_takes_a_fifth_and_activation_only_where_there_is_time(
    minutes: int, warm_up: int, activation: int
) -> None:
    parts = budget(replace(athlete_of(3), minutes=minutes, activation=True), CATALOGUE.ledger)
    assert parts.raise_s + parts.mobilise_s == 60 * warm_up
    assert parts.activation_s == 60 * activation
    assert parts.raise_s + parts.mobilise_s + parts.activation_s + parts.cool_s + parts.work_s == 60 * minutes


def test_activation_is_left_out_for_who_does_not_want_it() -> None:
    assert budget(replace(athlete_of(3), minutes=60, activation=False), CATALOGUE.ledger).activation_s == 0


def test_main_lifts_come_before_accessories_and_balance_last() -> None:
    hike, squat, stance = (CATALOGUE.choice(s) for s in ("hip-hike", "squat", "tandem-stance"))
    fast = CATALOGUE.choice("sit-to-stand-fast")
    assert (
        tier(fast, False) < tier(hike, True) < tier(hike, False) <= tier(squat, False) < tier(stance, False)
    )


def test_changes_are_counted_between_neighbours() -> None:
    a, b = CATALOGUE.choice("clamshell"), CATALOGUE.choice("hip-hike")
    assert changes([a, a, b]) == (1, 0)
    assert change_seconds([a, a, b], CATALOGUE.ledger) == 20
    assert best_order([], []) == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SLUGS), min_size=1, max_size=6), st.data())
def test_the_best_order_has_the_fewest_changes_of_all_that_keep_the_tiers(
    slugs: list[str], data: st.DataObject
) -> None:
    choices = [CATALOGUE.choice(slug) for slug in slugs]
    tiers = data.draw(st.lists(st.integers(0, 2), min_size=len(slugs), max_size=len(slugs)))
    order = best_order(choices, tiers)
    assert sorted(order) == list(range(len(slugs)))
    assert [tiers[i] for i in order] == sorted(tiers)

    def cost(path: tuple[int, ...]) -> int:
        return sum(changes([choices[i] for i in path]))

    legal = [p for p in itertools.permutations(range(len(slugs))) if [tiers[i] for i in p] == sorted(tiers)]
    assert cost(order) == min(cost(p) for p in legal)
    assert best_order(choices, tiers) == order


def test_the_catalogue_is_the_shipped_one() -> None:
    assert isinstance(CATALOGUE, Catalogue)
