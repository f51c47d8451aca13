"""Loads: balance closes, sides mirror, ranges hold their peaks, and what stands open is called so."""

import pytest

from gluteal.anatomy.region import Region
from gluteal.body.person import Person
from gluteal.body.solve import Body
from gluteal.catalogue.load import load
from gluteal.catalogue.loads import loads as table
from gluteal.lab.generate import cases, reckon
from gluteal.lab.loads import Loads, body_of, loads
from gluteal.lab.motion import motion, reason_left_out
from gluteal.lab.settings import settings_of

CATALOGUE = load()
EXERCISES = [
    exercise.slug
    for exercise in CATALOGUE.exercises.values()
    if reason_left_out(CATALOGUE.choices[exercise.slug], exercise) is None
]
SAMPLE = cases()[::29]


@pytest.fixture(scope="module")
def body() -> Body:
    return body_of(Person())


def asked(slug: str, body: Body, *, ranges: bool = False, side: str = "right", **settings: object) -> Loads:
    given = {name.replace("_", "-"): value for name, value in settings.items()}
    return loads(motion(slug, given, side, skeleton=body.skeleton, frames=12), body, ranges=ranges)


@pytest.mark.parametrize("slug", EXERCISES)
def test_each_exercise_is_held_by_muscles_and_contacts(slug: str, body: Body) -> None:
    found = asked(slug, body)
    assert found.residual < 1e-6
    assert found.reserve < 3, "a joint of the leg is held by nothing"
    assert all(0 <= load.mean <= load.peak <= 1 for load in found.regions.values())


@pytest.mark.parametrize("slug", ["side-lying-abduction", "single-leg-squat", "lateral-band-walk"])
def test_both_sides_give_the_same_loads(slug: str, body: Body) -> None:
    right, left = (asked(slug, body, side=side) for side in ("right", "left"))
    for key, one in right.regions.items():
        assert left.regions[key].peak == pytest.approx(one.peak, abs=1e-3)


def test_the_range_holds_the_peak_and_a_band_widens_it(body: Body) -> None:
    found = asked("side-lying-abduction", body, ranges=True, band_placement="ankles")
    load = found.regions[Region.GMED_ANTERIOR, "working"]
    assert load.low < load.peak < load.high
    assert not load.undetermined


def test_a_band_round_planted_legs_is_called_undetermined(body: Body) -> None:
    found = asked("squat-band-knees", body, ranges=True)
    load = found.regions[Region.GMED_POSTERIOR, "working"]
    assert load.undetermined
    assert load.high > load.low + 0.02


def test_more_weight_at_the_ankle_asks_more(body: Body) -> None:
    bare, loaded = (asked("side-lying-abduction", body, load=kg) for kg in (0, 5))
    key = (Region.GMED_MIDDLE, "working")
    assert loaded.regions[key].peak > bare.regions[key].peak


def test_a_weaker_body_works_harder() -> None:
    weak = Body(Person(strength=0.6))
    strong = body_of(Person())
    key = (Region.GMED_MIDDLE, "working")
    assert (
        asked("single-leg-stance", weak).regions[key].peak
        > asked("single-leg-stance", strong).regions[key].peak
    )


@pytest.mark.parametrize("case", SAMPLE, ids=str)
def test_the_committed_table_is_what_the_model_says(case: tuple[str, str | None, object]) -> None:
    row = table().row(*case)  # type: ignore[arg-type]
    assert row is not None, "run python -m gluteal.lab.generate"
    fresh = reckon(*case)  # type: ignore[arg-type]
    assert (row.why_not is None) == (fresh.why_not is None)
    for leg in ("working", "other"):
        for old, new in zip(getattr(row, leg), getattr(fresh, leg), strict=True):
            assert old == pytest.approx(new, abs=2)


def test_the_table_has_every_case() -> None:
    assert {(r.choice, r.setting, r.value) for r in table().rows} == set(cases())


def test_the_cue_is_a_setting_that_settles_the_range(body: Body) -> None:
    open_, told = (asked("squat", body, ranges=True, knees_out=push) for push in ("open", "50"))
    key = (Region.GMED_ANTERIOR, "working")
    assert open_.regions[key].undetermined
    assert not told.regions[key].undetermined
    assert told.regions[key].peak == pytest.approx(open_.regions[key].high, abs=0.01)


def test_the_cue_is_offered_where_two_supports_leave_a_choice_and_nowhere_else() -> None:
    for slug, offered in {
        "squat": True,
        "hip-thrust": True,
        "frog-pump": True,
        "lateral-band-walk": True,
        "side-lying-abduction": False,
        "single-leg-stance": False,
        "static-abduction-supine": False,
    }.items():
        known = settings_of(CATALOGUE.choices[slug], CATALOGUE.exercise(slug))
        assert ("knees-out" in known) == offered, slug
