"""Everything that was asked for can be picked."""

import pytest

from gluteal.catalogue.exercise import Purpose, Sides
from gluteal.catalogue.load import load

# The structured list of fifty-five exercises that the catalogue began from -> the slug each one has here.
FROM_THE_LIST = {
    "static_abduction_supine": "static-abduction-supine",
    "static_abduction_standing": "static-abduction-standing",
    "clamshell": "clamshell",
    "clamshell_banded_high_flexion": "clamshell-banded-high-flexion",
    "reverse_clam": "reverse-clam",
    "clam_hover_rotation": "clam-hover-rotation",
    "side_lying_abduction": "side-lying-abduction",
    "side_lying_abduction_ir": "side-lying-abduction-toes-down",
    "side_lying_abduction_loaded": "side-lying-abduction-ankle-weight",
    "side_lying_extra_range": "side-lying-extra-range",
    "standing_abduction_band": "standing-abduction-band",
    "standing_abduction_cable": "standing-abduction-cable",
    "wall_press_isometric": "wall-press-isometric",
    "standing_fire_hydrant_wall": "standing-fire-hydrant-wall",
    "quadruped_fire_hydrant": "quadruped-fire-hydrant",
    "sidestep_unloaded": "sidestep-unloaded",
    "lateral_band_walk": "lateral-band-walk",
    "monster_walk": "monster-walk",
    "x_band_walk": "x-band-walk",
    "band_side_slide": "band-side-slide",
    "glute_bridge_banded": "glute-bridge-banded",
    "offset_bridge": "offset-bridge",
    "single_leg_bridge": "single-leg-bridge",
    "hip_thrust_barbell": "hip-thrust",
    "hip_thrust_banded": "hip-thrust-banded",
    "single_leg_hip_thrust": "single-leg-hip-thrust",
    "frog_pump": "frog-pump",
    "seated_band_abduction_upright": "seated-band-abduction-upright",
    "seated_band_abduction_lean": "seated-band-abduction-lean",
    "machine_abduction": "machine-abduction",
    "hinge_band_abduction": "hinge-band-abduction",
    "kickback_45": "kickback-45",
    "side_plank_knees": "side-plank-knees",
    "side_plank": "side-plank",
    "side_plank_abduction_knees": "side-plank-abduction-knees",
    "side_plank_abduction": "side-plank-abduction",
    "front_plank_hip_extension": "front-plank-hip-extension",
    "copenhagen_short": "copenhagen-short",
    "copenhagen_long": "copenhagen-long",
    "pelvic_drop": "pelvic-drop",
    "step_up": "step-up",
    "lateral_step_up": "lateral-step-up",
    "lateral_step_down": "lateral-step-down",
    "offset_squat": "offset-squat",
    "single_leg_squat": "single-leg-squat",
    "skater_squat": "skater-squat",
    "kickstand_rdl": "kickstand-rdl",
    "single_leg_rdl": "single-leg-rdl",
    "hip_airplane": "hip-airplane",
    "curtsy_lunge": "curtsy-lunge",
    "lateral_lunge": "lateral-lunge",
    "lateral_lunge_slider": "lateral-lunge-slider",
    "lateral_hop_hold": "lateral-hop-hold",
    "skater_bound": "skater-bound",
    "lateral_sled_drag": "lateral-sled-drag",
}

BESIDES = {
    "squat": "squat",
    "lunge": "lunge",
    "split squat": "split-squat",
    "walking lunge, weight in the same hand": "walking-lunge-same-hand",
    "walking lunge, weight in the opposite hand": "walking-lunge-opposite-hand",
    "banded external rotation, standing": "standing-external-rotation",
    "banded external rotation, seated": "seated-external-rotation",
    "side-lying clam raise": "clam-raise",
    "conventional hip abduction as warm-up": "standing-abduction-warm-up",
    "leg swings, front to back": "leg-swing",
    "leg swings, side to side": "leg-swing-sideways",
    "hip circles": "hip-circle",
    "bodyweight squat as warm-up": "squat-warm-up",
}

# Other programs call these by name: they never change.
STABLE = ("side-lying-abduction", "single-leg-squat", "hip-thrust", "clamshell", "standing-abduction")

LEAST_CHOICES = 75


def test_the_list_is_whole() -> None:
    assert len(FROM_THE_LIST) == len(set(FROM_THE_LIST.values())) == 55


@pytest.mark.parametrize(("wanted", "slug"), [*FROM_THE_LIST.items(), *BESIDES.items()])
def test_what_was_asked_for_can_be_picked(wanted: str, slug: str) -> None:
    assert slug in load().choices, wanted


@pytest.mark.parametrize("slug", STABLE)
def test_a_slug_that_others_call_is_an_exercise_of_its_own(slug: str) -> None:
    assert slug in load().exercises


def test_there_are_choices_enough() -> None:
    assert len(load().choices) >= LEAST_CHOICES


def test_the_warm_ups_warm_up() -> None:
    for slug in ("standing-abduction-warm-up", "leg-swing", "hip-circle", "squat-warm-up"):
        assert load().choice(slug).purposes == (Purpose.WARM_UP,)


def test_a_weight_in_either_hand_is_said_from_the_front_leg() -> None:
    for slug, side in (
        ("walking-lunge-same-hand", "same side"),
        ("walking-lunge-opposite-hand", "opposite side"),
    ):
        choice = load().choice(slug)
        assert choice.settings["load-side"] == side
        assert choice.sides is Sides.EACH
