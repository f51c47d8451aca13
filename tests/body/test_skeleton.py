"""The skeleton: signs that names tell, ranges that are kept, a mirror image that is exact."""

import mujoco as mj
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteal.body.errors import BodyError, OutOfRange
from gluteal.body.person import Person
from gluteal.body.skeleton import (
    ANGLES,
    Skeleton,
    Spot,
    other_side,
    point_names,
    spot,
    support,
    support_names,
)
from gluteal.errors import UnknownName

TALL = Skeleton(Person(height=1.95, mass=95))
MIDDLE = Skeleton()


def place(angles: dict[str, float], at: Spot) -> np.ndarray:
    MIDDLE.place(MIDDLE.posture(angles))
    return MIDDLE.world(at)


@pytest.mark.parametrize(
    ("angle", "at", "axis", "sign"),
    [
        ("hip_abduction_r", Spot("tibia_r", (0, -0.3, 0)), 1, -1),
        ("hip_abduction_l", Spot("tibia_l", (0, -0.3, 0)), 1, 1),
        ("hip_flexion_r", Spot("tibia_r", (0, -0.3, 0)), 0, 1),
        ("hip_internal_rotation_r", Spot("toes_r", (0, 0, 0)), 1, 1),
        ("hip_internal_rotation_l", Spot("toes_l", (0, 0, 0)), 1, -1),
        ("knee_flexion_r", Spot("calcn_r", (0, 0, 0)), 0, -1),
        ("ankle_dorsiflexion_l", Spot("toes_l", (0, 0, 0)), 2, 1),
        ("toe_extension_r", Spot("toes_r", (0.06, 0, 0)), 2, 1),
        ("foot_inversion_r", Spot("calcn_r", (0.1, 0, -0.04)), 2, 1),
        ("trunk_flexion", Spot("head", (0, 0, 0)), 0, 1),
        ("trunk_bend_right", Spot("head", (0, 0, 0)), 1, -1),
        ("trunk_turn_left", Spot("torso", (0.2, 0, 0)), 1, 1),
    ],
)
def test_an_angle_moves_the_body_as_its_name_says(angle: str, at: Spot, axis: int, sign: int) -> None:
    moved = place({angle: 15.0}, at) - place({}, at)
    assert sign * moved[axis] > 0.003


def test_standing_puts_both_feet_on_the_ground_under_the_weight() -> None:
    MIDDLE.place(MIDDLE.standing())
    soles = [MIDDLE.world(at)[2] for side in "rl" for at in support(f"foot_{side}")]
    assert soles == pytest.approx([0.0] * 8, abs=1e-8)
    behind, before = (MIDDLE.world(Spot("calcn_r", (x, 0, 0)))[0] for x in (0.0, 0.17))
    assert behind < MIDDLE.centre_of_mass()[0] < before


def test_heights_and_masses_scale() -> None:
    assert TALL.model.body_mass.sum() == pytest.approx(95)
    knees = [s.world("ankle_r")[2] - s.world("hip_r")[2] for s in (TALL, MIDDLE) if not s.place(s.standing())]
    assert knees[0] / knees[1] == pytest.approx(1.95 / 1.70)


postures = st.fixed_dictionaries(
    {name: st.floats(*(round(end, 1) for end in MIDDLE.ranges[name])) for name in ANGLES}
)


@settings(max_examples=25, deadline=None)
@given(postures, st.tuples(*[st.floats(-1, 1)] * 4).filter(lambda q: np.linalg.norm(q) > 0.1))
def test_the_mirror_image_of_a_posture_is_exact(angles: dict[str, float], turning: tuple[float, ...]) -> None:
    for one in (MIDDLE, TALL):
        qpos = one.posture(angles, (0.3, 0.2, 0.9), np.array(turning) / np.linalg.norm(turning))
        bodies = ["pelvis", "torso", "head"]
        bodies += [
            f"{bone}_{side}" for bone in ("femur", "tibia", "patella", "calcn", "toes") for side in "rl"
        ]
        one.place(qpos)
        there = {name: one.world(Spot(name, (0.02, 0.03, 0.04))) for name in bodies}
        mj.mj_tendon(one.model, one.data)
        tendons = [one.model.tendon(at).name for at in range(one.model.ntendon)]
        lengths = dict(zip(tendons, one.data.ten_length.copy(), strict=True))
        one.place(one.mirrored(qpos))
        mj.mj_tendon(one.model, one.data)
        for name in bodies:
            seen = one.world(Spot(other_side(name), (0.02, 0.03, -0.04)))
            assert seen == pytest.approx(there[name] * (1, -1, 1), abs=1e-9)
        for name, length in zip(tendons, one.data.ten_length, strict=True):
            side = "_r_" if "_r_" in name else "_l_"
            swapped = name.replace(side, "_l_" if side == "_r_" else "_r_")
            assert length == pytest.approx(lengths[swapped], abs=1e-7)


@settings(max_examples=25, deadline=None)
@given(postures)
def test_angles_of_a_posture_are_those_it_was_made_of(angles: dict[str, float]) -> None:
    assert MIDDLE.angles(MIDDLE.posture(angles)) == pytest.approx(angles, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(postures)
def test_jacobians_are_the_slopes_of_places(angles: dict[str, float]) -> None:
    qpos = MIDDLE.posture({name: 0.9 * value for name, value in angles.items()})
    MIDDLE.place(qpos)
    at = Spot("calcn_r", (0.1, 0.0, 0.02))
    slope = MIDDLE.jacobian(at.body, MIDDLE.world(at)) @ MIDDLE.coupling(qpos)
    for column in (0, 4, 6, 9, 10, 11, 12, 13):
        step = np.zeros(23)
        step[column] = 1e-6
        ends = []
        for way in (1, -1):
            moved = qpos.copy()
            mj.mj_integratePos(MIDDLE.model, moved, way * MIDDLE.coupling(qpos) @ step, 1.0)
            MIDDLE.couple(moved)
            MIDDLE.place(moved)
            ends.append(MIDDLE.world(at))
        assert (ends[0] - ends[1]) / 2e-6 == pytest.approx(slope[:, column], abs=1e-4)


@pytest.mark.parametrize("value", [95.0, -60.0, float("nan"), float("inf")])
def test_an_impossible_angle_is_an_error_that_lists_the_range(value: float) -> None:
    with pytest.raises(OutOfRange, match=r"right hip abduction.*from -30 to 50 degrees"):
        MIDDLE.posture({"hip_abduction_r": value})


def test_an_unknown_angle_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="hip_abduction_r"):
        MIDDLE.posture({"hip_abdction_r": 5})


def test_a_posture_of_wrong_numbers_is_refused() -> None:
    qpos = MIDDLE.standing()
    for wrong in (qpos[:-1], np.full_like(qpos, np.nan), np.concatenate([[0, 0, 1, 2, 0, 0, 0], qpos[7:]])):
        with pytest.raises(BodyError):
            MIDDLE.checked(wrong)
    qpos[MIDDLE.address("knee_angle_r")] = -0.5
    with pytest.raises(OutOfRange, match="right knee flexion"):
        MIDDLE.checked(qpos)


def test_every_named_point_exists_on_the_body_and_has_its_mirror() -> None:
    MIDDLE.place(MIDDLE.standing())
    for name in point_names():
        there = MIDDLE.world(spot(other_side(name)))
        assert MIDDLE.world(name) * (1, -1, 1) == pytest.approx(there)
    for name in support_names():
        for one, two in zip(support(name), support(other_side(name)), strict=True):
            assert MIDDLE.world(one) * (1, -1, 1) == pytest.approx(MIDDLE.world(two))
    with pytest.raises(UnknownName, match="knee_r"):
        spot("knees_r")
    with pytest.raises(UnknownName):
        support("foot")


@pytest.mark.parametrize("at", [(float("nan"), 0, 0), (0, 50, 0), (0, 0)])
def test_a_point_far_off_the_body_or_of_no_numbers_is_refused(at: tuple[float, ...]) -> None:
    with pytest.raises(BodyError, match="between -3 and 3 m"):
        Spot("femur_r", at)
