"""Bands, cables, weights and pads pull where and as hard as they should, and absurd ones are refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteal.body.errors import BodyError, OutOfRange
from gluteal.body.force import (
    BandCurve,
    Cable,
    LoopBand,
    MachinePad,
    StripBand,
    Weight,
    ankle_weight,
    barbell_on_pelvis,
    dumbbell,
)
from gluteal.body.skeleton import Skeleton

GREEN = BandCurve(((100, 20.5), (200, 29.8)))
SKELETON = Skeleton()


@pytest.fixture(autouse=True)
def _standing() -> None:
    SKELETON.place(SKELETON.standing())


def test_a_band_pulls_as_its_maker_says_and_harder_the_further() -> None:
    assert GREEN.tension(100) == pytest.approx(20.5)
    assert GREEN.tension(200) == pytest.approx(29.8)
    assert GREEN.tension(0) == GREEN.tension(-40) == 0
    assert 0 < GREEN.tension(50) < 20.5


@given(st.floats(0, 300), st.floats(0, 300))
def test_tension_never_falls_with_stretch(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert GREEN.tension(low) <= GREEN.tension(high)


def test_a_bands_error_gives_a_weaker_and_a_stronger_one() -> None:
    weak, strong = GREEN.ends()
    assert (weak.tension(150), strong.tension(150)) == pytest.approx(
        (0.75 * GREEN.tension(150), 1.25 * GREEN.tension(150))
    )


def test_a_loop_pulls_both_knees_together_with_two_strands() -> None:
    loop = LoopBand(round=("knee_r", "knee_l"), curve=GREEN, resting=0.3)
    right, left = loop.pulls(SKELETON)
    assert (right.body, left.body) == ("femur_r", "femur_l")
    assert right.force[1] == pytest.approx(2 * GREEN.tension(loop.elongation(SKELETON)))
    assert right.force == pytest.approx(-left.force)
    assert LoopBand(round=("knee_r", "knee_l"), curve=GREEN, resting=1.2).pulls(SKELETON) == []


def test_a_strip_and_a_cable_pull_towards_where_they_are_tied() -> None:
    strip = StripBand(at="ankle_r", to=(0.0, 1.0, 0.1), curve=GREEN, resting=0.5)
    (pull,) = strip.pulls(SKELETON)
    length = np.linalg.norm(np.array(strip.to) - pull.at)
    assert np.linalg.norm(pull.force) == pytest.approx(GREEN.tension(100 * (length / 0.5 - 1)))
    (cable,) = Cable(at="ankle_r", pulley=(0.0, 1.0, 0.1), tension=59).pulls(SKELETON)
    assert cable.force / np.linalg.norm(cable.force) == pytest.approx(pull.force / np.linalg.norm(pull.force))
    assert np.linalg.norm(cable.force) == pytest.approx(59)


def test_weights_hang_where_they_are_named() -> None:
    for weight, where in (
        (ankle_weight("r", 2), "tibia_r"),
        (dumbbell("l", 10), "torso"),
        (barbell_on_pelvis(60), "pelvis"),
    ):
        (pull,) = weight.pulls(SKELETON)
        assert pull.body == where
        assert pull.force == pytest.approx((0, 0, -9.81 * weight.mass))
    assert dumbbell("l", 10).pulls(SKELETON)[0].at[1] > 0.1


def test_a_pad_turns_with_the_thigh() -> None:
    pad = MachinePad(at="knee_r", direction=(0, 0, -1), newtons=100)
    assert pad.pulls(SKELETON)[0].force == pytest.approx((0, 100, 0), abs=1e-9)
    SKELETON.place(SKELETON.posture({"hip_internal_rotation_r": 30}))
    assert pad.pulls(SKELETON)[0].force[0] == pytest.approx(-50, abs=1)


@pytest.mark.parametrize(
    "force",
    [
        LoopBand(round=("knee_r", "ankle_l"), curve=GREEN, resting=0.4),
        StripBand(at="ankle_r", to=(0.1, 1.0, 0.1), curve=GREEN, resting=0.5),
        StripBand(at="ankle_r", to="hip_l", curve=GREEN, resting=0.3),
        Cable(at="foot_l", pulley=(0.5, 1.0, 0.1), tension=59),
        ankle_weight("l", 2),
        MachinePad(at="knee_l", direction=(0.3, 0, 1), newtons=100),
    ],
)
def test_a_mirrored_force_pulls_the_mirrored_body_the_mirrored_way(force) -> None:
    qpos = SKELETON.posture({"hip_abduction_r": 20, "hip_flexion_l": 30, "trunk_turn_left": 10})
    SKELETON.place(qpos)
    here = force.pulls(SKELETON)
    SKELETON.place(SKELETON.mirrored(qpos))
    there = force.mirrored().pulls(SKELETON)
    assert force.mirrored().mirrored() == force
    for one, two in zip(here, there, strict=True):
        assert one.force * (1, -1, 1) == pytest.approx(two.force, abs=1e-9)
        assert one.at * (1, -1, 1) == pytest.approx(two.at, abs=1e-9)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: ankle_weight("r", -1), "A weight cannot be -1; it goes from 0 to 500 kg."),
        (lambda: Weight(at="ankle_r", mass=math.nan), "A weight cannot be nan"),
        (lambda: Cable(at="ankle_r", pulley=(0, 0, 0), tension=1e6), "from 0 to 2000 N"),
        (lambda: Cable(at="ankle_r", pulley=(0, math.nan, 0), tension=5), "finite"),
        (lambda: BandCurve(((100, -5),)), "A band's pull cannot be -5; it goes from 0.5 to 2000 N."),
        (lambda: BandCurve(((5000, 5),)), "A band's stretch cannot be 5000; it goes from 1 to 300 percent."),
        (lambda: BandCurve(((100, 20), (200, 10))), "harder the further"),
        (lambda: BandCurve(()), "at least one"),
        (lambda: LoopBand(round=("knee_r", "knee_l"), curve=GREEN, resting=0.0), "from 0.1 to 5 m"),
        (lambda: MachinePad(at="knee_r", direction=(0, 0, 0), newtons=1), "not zero"),
    ],
)
def test_absurd_forces_are_refused_with_the_range(make, sentence: str) -> None:
    with pytest.raises(BodyError) as caught:
        make()
    assert sentence in str(caught.value)


def test_a_band_stretched_beyond_what_any_maker_states_is_no_number() -> None:
    with pytest.raises(OutOfRange, match="from 0 to 300 percent"):
        LoopBand(round=("knee_r", "knee_l"), curve=GREEN, resting=0.1).pulls(SKELETON)
