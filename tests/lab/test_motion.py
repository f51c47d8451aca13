"""Motions: contacts stay, joints keep their ranges, feet do not slide, the body balances, sides mirror."""

import numpy as np
import pytest

from gluteal.body.plan import inside, pressure_centre
from gluteal.body.skeleton import Skeleton
from gluteal.catalogue.load import load
from gluteal.errors import BadValue, UnknownName
from gluteal.lab.motion import Motion, NoMotion, motion, reason_left_out

CATALOGUE = load()
WITH_MOTION = [
    choice.slug
    for choice in CATALOGUE.choices.values()
    if reason_left_out(choice, CATALOGUE.exercises[choice.exercise]) is None
]
FRAMES = 24


@pytest.fixture(scope="module")
def skeleton() -> Skeleton:
    return Skeleton()


@pytest.fixture(scope="module")
def moved(skeleton: Skeleton) -> dict[str, Motion]:
    return {}


def of(slug: str, moved: dict[str, Motion], skeleton: Skeleton) -> Motion:
    if slug not in moved:
        moved[slug] = motion(slug, skeleton=skeleton, frames=FRAMES)
    return moved[slug]


def test_all_exercises_move_but_hops_and_the_sled() -> None:
    left_out = {e.slug for e in CATALOGUE.exercises.values() if e.motion and e.motion.left_out}
    assert left_out == {"lateral-hop-hold", "skater-bound", "lateral-sled-drag"}
    with pytest.raises(NoMotion, match="hop"):
        motion("lateral-hop-hold")


@pytest.mark.parametrize("slug", WITH_MOTION)
def test_every_frame_keeps_its_contacts_and_joint_ranges(
    slug: str, moved: dict[str, Motion], skeleton: Skeleton
) -> None:
    found = of(slug, moved, skeleton)
    assert found.off[0] < 0.004, f"a contact is {1000 * found.off[0]:.1f} mm off"
    assert found.off[1] < 1, f"a foot is turned {found.off[1]:.1f} degrees off"
    for posture in found.qpos:
        skeleton.checked(posture)


@pytest.mark.parametrize("slug", WITH_MOTION)
def test_what_bears_does_not_slide(slug: str, moved: dict[str, Motion], skeleton: Skeleton) -> None:
    found = of(slug, moved, skeleton)
    before: dict[int, np.ndarray] = {}
    for posture, contacts in zip(found.qpos, found.contacts, strict=True):
        skeleton.place(posture)
        now = {
            id(contact): np.mean([skeleton.world(spot) for spot in contact.spots], axis=0)
            for contact in contacts
            if contact.body is None and contact.friction
        }
        for key, place in now.items():
            if key in before:
                assert np.abs(place - before[key]).max() < 0.005
        before = now


@pytest.mark.parametrize("slug", WITH_MOTION)
def test_the_pressure_stays_inside_what_bears(
    slug: str, moved: dict[str, Motion], skeleton: Skeleton
) -> None:
    found = of(slug, moved, skeleton)
    for posture, contacts, aim in zip(found.qpos, found.contacts, found.balance, strict=True):
        if aim is None:
            continue
        skeleton.place(posture)
        pulls = [pull for force in found.forces for pull in force.pulls(skeleton)]
        centre, _ = pressure_centre(skeleton, pulls, aim[1])
        corners = np.array([skeleton.world(spot)[:2] for c in contacts for spot in c.spots])
        assert np.linalg.norm(inside(centre, corners) - centre) < 0.003


@pytest.mark.parametrize("slug", ["single-leg-squat", "lateral-band-walk", "clamshell", "hip-thrust"])
def test_the_left_side_is_the_mirror_image(slug: str, skeleton: Skeleton) -> None:
    right, left = (motion(slug, side=side, skeleton=skeleton, frames=12) for side in ("right", "left"))
    assert (right.side, left.side) == ("right", "left")
    for a, b in zip(right.qpos, left.qpos, strict=True):
        first, second = skeleton.angles(a), skeleton.angles(b)
        for name in ("hip_flexion", "hip_abduction", "hip_internal_rotation", "knee_flexion"):
            assert first[f"{name}_r"] == pytest.approx(second[f"{name}_l"])
            assert first[f"{name}_l"] == pytest.approx(second[f"{name}_r"])


def test_a_parameter_acts_on_the_motion(skeleton: Skeleton) -> None:
    turned = motion("side-lying-abduction", {"hip-rotation": 15, "range": 20}, skeleton=skeleton, frames=12)
    angles = [skeleton.angles(posture) for posture in turned.qpos]
    assert all(one["hip_internal_rotation_r"] == pytest.approx(15, abs=0.5) for one in angles)
    assert max(one["hip_abduction_r"] for one in angles) == pytest.approx(20, abs=0.5)


def test_a_band_goes_where_it_is_said_to_sit(skeleton: Skeleton) -> None:
    knees, ankles = (
        motion("standing-abduction", {"band-placement": at}, skeleton=skeleton, frames=12)
        for at in ("above-knees", "ankles")
    )
    assert [force.round[0] for force in knees.forces] == ["knee_r"]
    assert [force.round[0] for force in ankles.forces] == ["ankle_r"]


def test_a_setting_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="hip-rotation"):
        motion("side-lying-abduction", {"hip-rotaton": 5})


@pytest.mark.parametrize("value", [-90, float("nan"), float("inf"), "much", None])
def test_a_value_out_of_range_is_refused_with_the_range(value: object) -> None:
    with pytest.raises(BadValue, match="-30 to 20 degrees"):
        motion("side-lying-abduction", {"hip-rotation": value})


def test_an_option_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(BadValue, match="none, above-knees, ankles"):
        motion("side-lying-abduction", {"band-placement": "nose"})


@pytest.mark.parametrize("frames", [0, 7, 401])
def test_a_motion_has_a_bearable_number_of_frames(frames: int) -> None:
    with pytest.raises(BadValue, match="8 to 400"):
        motion("clamshell", frames=frames)


def test_a_motion_of_many_ways_can_have_fewer_frames_than_ways(skeleton: Skeleton) -> None:
    assert motion("lateral-band-walk", frames=8, skeleton=skeleton).qpos.shape == (8, 38)


def test_a_side_is_right_or_left() -> None:
    with pytest.raises(BadValue, match="right or left"):
        motion("clamshell", side="top")
