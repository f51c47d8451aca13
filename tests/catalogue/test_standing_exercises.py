"""Standing and seated work: what can be picked and what earns credit."""

import pytest

from gluteal.anatomy.region import TARGETS, Region
from gluteal.catalogue.exercise import Purpose, Tag
from gluteal.catalogue.load import load

ABDUCTORS = [region for region in TARGETS if region is not Region.GMAX_UPPER]

STANDING = """
    static-abduction-standing standing-abduction standing-abduction-band standing-abduction-cable
    wall-press-isometric standing-fire-hydrant-wall sidestep-unloaded lateral-band-walk monster-walk x-band-walk
    band-side-slide seated-band-abduction-upright seated-band-abduction-lean machine-abduction hinge-band-abduction
    kickback-45 hip-hike pelvic-drop step-up lateral-step-up lateral-step-down offset-squat single-leg-squat
    skater-squat kickstand-rdl single-leg-rdl hip-airplane curtsy-lunge lateral-lunge lateral-lunge-slider
    lateral-hop-hold skater-bound lateral-sled-drag squat lunge split-squat rear-foot-elevated-split-squat
    walking-lunge-same-hand walking-lunge-opposite-hand seated-external-rotation standing-external-rotation
    standing-abduction-warm-up leg-swing leg-swing-sideways hip-circle squat-warm-up march-in-place sit-to-stand
    single-leg-stance tandem-stance heel-to-toe-walk
"""


@pytest.mark.parametrize("slug", STANDING.split())
def test_it_can_be_picked(slug: str) -> None:
    assert load().choice(slug).slug == slug


def test_a_movement_that_only_warms_up_earns_nothing() -> None:
    warm_ups = [c for c in load().choices.values() if c.purposes == (Purpose.WARM_UP,)]
    assert warm_ups
    assert {c.slug: c.credit for c in warm_ups if any(high for _, _, high in c.credit.values())} == {}


def test_a_two_leg_squat_earns_nothing_for_medius_and_minimus_and_a_band_makes_it_uncertain_at_best() -> None:
    choices = load().choices
    for slug in ("squat", "half-squat", "squat-goblet", "squat-barbell", "sit-to-stand"):
        assert {choices[slug].credit[region] for region in ABDUCTORS} == {(0, 0, 0)}
    for slug in ("squat-band-knees", "squat-band-feet"):
        assert {choices[slug].credit[region][0] for region in ABDUCTORS} == {0}


def test_the_hike_from_level_does_not_load_the_hip_across_the_body_and_the_drop_does() -> None:
    choices = load().choices
    assert Tag.ADDUCTION_UNDER_LOAD not in choices["hip-hike"].tags
    assert Tag.ADDUCTION_UNDER_LOAD in choices["pelvic-drop"].tags
