from dataclasses import replace
from datetime import date

import pytest
from athletes import TODAY, athlete_of

from gluteal.anatomy.region import Region
from gluteal.catalogue.load import Catalogue, load
from gluteal.training.athlete import Experience, Goal
from gluteal.training.volume import (
    QUARTERS,
    aims,
    climb,
    credit,
    is_older,
    jumps,
    muscle_sets,
    muscle_sums,
    region_weeks,
    spoken,
    weekly_sums,
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def athlete(**changes: object) -> object:
    return replace(athlete_of(1), born=1990, **changes)  # type: ignore[arg-type]


def test_growth_aims_at_ten_sets_for_somebody_advanced(catalogue: Catalogue) -> None:
    goals = aims(athlete(goals={Goal.GROWTH: 1.0}, experience=Experience.ADVANCED), catalogue.ledger, TODAY)  # type: ignore[arg-type]
    medius = next(aim for aim in goals if aim.region is Region.GMED_MIDDLE)
    assert medius.target == 10 * QUARTERS
    assert medius.ceiling == 20 * QUARTERS


def test_aims_of_two_goals_are_averaged_by_weight(catalogue: Catalogue) -> None:
    def target(**goals: float) -> int:
        person = athlete(goals={Goal(k): v for k, v in goals.items()}, experience=Experience.ADVANCED)
        return next(
            a.target
            for a in aims(person, catalogue.ledger, TODAY)
            if a.region is Region.GMED_MIDDLE  # type: ignore[arg-type]
        )

    assert target(growth=1.0, comfort=1.0) == (target(growth=1.0) + target(comfort=1.0)) / 2
    assert target(growth=3.0, comfort=1.0) > target(growth=1.0, comfort=1.0)


def test_beginners_and_older_people_aim_lower_and_have_lower_ceilings(catalogue: Catalogue) -> None:
    def of(**changes: object) -> tuple[int, int]:
        person = replace(athlete_of(1), **{"born": 1990, "goals": {Goal.GROWTH: 1.0}, **changes})  # type: ignore[arg-type]
        aim = aims(person, catalogue.ledger, TODAY)[0]
        return aim.target, aim.ceiling

    trained = of(experience=Experience.TRAINED)
    assert of(experience=Experience.NEW) < trained
    assert of(experience=Experience.TRAINED, born=1950) < trained
    assert is_older(replace(athlete_of(1), born=1950), catalogue.ledger, date(2026, 1, 1))


def test_every_ceiling_lies_above_its_aim(catalogue: Catalogue) -> None:
    for seed in range(300):
        for aim in aims(athlete_of(seed), catalogue.ledger, TODAY):
            assert 0 < aim.target <= aim.ceiling


def test_a_warm_up_or_a_balance_exercise_counts_nothing(catalogue: Catalogue) -> None:
    for slug in ("march-in-place", "tandem-stance"):
        assert credit(catalogue.choice(slug)) == {}
        assert muscle_sets(catalogue.choice(slug)) == {}


def test_fast_work_counts_towards_the_most_but_not_towards_the_aim(catalogue: Catalogue) -> None:
    worth = credit(catalogue.choice("skater-bound"))
    assert worth
    assert all(w.low == 0 for w in worth.values())
    assert any(w.high > 0 for w in worth.values())


def test_a_hip_thrust_counts_for_the_upper_maximus_alone(catalogue: Catalogue) -> None:
    thrust = catalogue.choice("hip-thrust")
    assert set(credit(thrust)) == {Region.GMAX_UPPER}
    assert muscle_sums([(thrust, 3)])["gluteus medius"] == 0


def test_weekly_sums_are_ranges_that_add_up(catalogue: Catalogue) -> None:
    clam, hike = catalogue.choice("clamshell"), catalogue.choice("hip-hike")
    one, two = weekly_sums([(clam, 2)]), weekly_sums([(clam, 2), (hike, 3)])
    for region, sums in two.items():
        assert sums.low <= sums.nominal <= sums.high
        assert sums.high >= one[region].high
    table = region_weeks(aims(athlete_of(1), catalogue.ledger, TODAY), [(clam, 2), (hike, 3)])
    assert all(row.low <= row.nominal <= row.high for row in table)


def test_the_first_week_holds_a_share_and_later_ones_grow_no_faster_than_allowed(
    catalogue: Catalogue,
) -> None:
    choices = {k: catalogue.choice(slug) for k, slug in enumerate(("hip-hike", "clamshell", "hip-thrust"))}
    full = {0: 4, 1: 4, 2: 4}
    week = climb(full, choices, 0.5, None, 12)
    assert week == {0: 2, 1: 2, 2: 2}
    for _ in range(6):
        before = muscle_sums((choices[k], n) for k, n in week.items())
        week = climb(full, choices, 0.5, before, 12)
        after = muscle_sums((choices[k], n) for k, n in week.items())
        assert not jumps(before, after, 12)
    assert week == full


def test_a_jump_is_named_by_its_muscle() -> None:
    assert jumps({"a": 4, "b": 4}, {"a": 17, "b": 16}, 12) == ["a"]


def test_regions_are_said_as_people_say_them() -> None:
    assert spoken(Region.GMED_MIDDLE) == "middle gluteus medius"
    assert spoken(Region.TFL) == "tensor fasciae latae"
