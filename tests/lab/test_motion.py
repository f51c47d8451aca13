"""Motions: contacts stay, joints keep their ranges, feet do not slide, the body balances, sides mirror."""

import numpy as np
import pytest

from gluteal.body.posture import pressure_centre
from gluteal.body.skeleton import Skeleton
from gluteal.catalogue.load import load
from gluteal.errors import BadValue, UnknownName
from gluteal.lab.motion import Motion, motion, reason_left_out

CATALOGUE = load()
WITH_MOTION = [
    choice.slug
    for choice in CATALOGUE.choices.values()
    if reason_left_out(choice, CATALOGUE.exercises[choice.exercise]) is None
]


@pytest.fixture(scope="module")
def skeleton() -> Skeleton:
    return Skeleton()


@pytest.fixture(scope="module")
def moved(skeleton: Skeleton) -> dict[str, Motion]:
    return {slug: motion(slug, skeleton=skeleton) for slug in WITH_MOTION}


@pytest.mark.parametrize("slug", WITH_MOTION)
def test_every_frame_keeps_its_contacts_and_joint_ranges(
    slug: str, moved: dict[str, Motion], skeleton: Skeleton
) -> None:
    found = moved[slug]
    assert found.off[0] < 0.004, f"a contact is {1000 * found.off[0]:.1f} mm off"
    assert found.off[1] < 3, f"a foot is turned {found.off[1]:.1f} degrees off"
    for posture in found.qpos:
        skeleton.checked(posture)


@pytest.mark.parametrize("slug", WITH_MOTION)
def test_what_bears_does_not_slide(slug: str, moved: dict[str, Motion], skeleton: Skeleton) -> None:
    found = moved[slug]
    before: dict[int, np.ndarray] = {}
    for posture, contacts in zip(found.qpos, found.contacts, strict=True):
        skeleton.place(posture)
        now = {
            id(contact): np.mean([skeleton.world(spot) for spot in contact.spots], axis=0)
            for contact in contacts
            if contact.body is None
        }
        for key, places in now.items():
            if key in before:
                assert np.abs(places - before[key]).max() < 0.006
        before = now


@pytest.mark.parametrize("slug", WITH_MOTION)
def test_the_pressure_stays_under_the_feet(slug: str, moved: dict[str, Motion], skeleton: Skeleton) -> None:
    found = moved[slug]
    for posture, contacts, aim in zip(found.qpos, found.contacts, found.balance, strict=True):
        if aim is None:
            continue
        skeleton.place(posture)
        pulls = [pull for force in found.forces for pull in force.pulls(skeleton)]
        centre, _ = pressure_centre(skeleton, pulls, aim[1])
        points = np.array([skeleton.world(spot)[:2] for c in contacts for spot in c.spots])
        assert _inside(centre, points), f"{centre} is outside {points}"


def test_a_setting_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="hip-rotation"):
        motion("side-lying-abduction", {"hip-rotaton": 5})


@pytest.mark.parametrize("value", [-90, float("nan"), float("inf"), "much"])
def test_a_value_out_of_range_is_refused_with_the_range(value: object) -> None:
    with pytest.raises(BadValue, match="-30 to 20 degrees"):
        motion("side-lying-abduction", {"hip-rotation": value})


def test_the_left_side_is_the_mirror_image(skeleton: Skeleton) -> None:
    right, left = (motion("single-leg-squat", side=side, skeleton=skeleton) for side in ("right", "left"))
    for a, b in zip(right.qpos, left.qpos, strict=True):
        first, second = skeleton.angles(a), skeleton.angles(b)
        assert first["hip_flexion_r"] == pytest.approx(second["hip_flexion_l"])
        assert first["knee_flexion_l"] == pytest.approx(second["knee_flexion_r"])


def _inside(point: np.ndarray, points: np.ndarray) -> bool:
    """Tell whether a point lies in the hull of points: some weights of at least 0 give it as their mean."""
    from itertools import combinations

    for a, b, c in combinations(points, 3):
        matrix = np.array([[*a, 1], [*b, 1], [*c, 1]]).T
        if abs(np.linalg.det(matrix)) > 1e-9 and (np.linalg.solve(matrix, [*point, 1]) >= -1e-6).all():
            return True
    return False
