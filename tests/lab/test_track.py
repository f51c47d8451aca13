"""Ways read off between solved places are the ways that solving every frame would give."""

import numpy as np
import pytest

from gluteal.body.posture import Fit
from gluteal.body.skeleton import Skeleton
from gluteal.lab.track import Track, nodes, shares


@pytest.fixture(scope="module")
def skeleton() -> Skeleton:
    return Skeleton()


def test_a_polynomial_is_read_off_exactly() -> None:
    parts = np.linspace(0, 1, 33)
    for power in range(9):
        assert shares(parts, nodes()) @ nodes() ** power == pytest.approx(parts**power, abs=1e-12)


def test_the_ends_are_the_key_postures_and_the_middle_is_what_was_solved(skeleton: Skeleton) -> None:
    def solve(part: float, seed: np.ndarray) -> Fit:
        angles = {"hip_flexion_r": 80 * np.sin(part), "knee_flexion_r": 90 * part**2}
        turn = np.array([np.cos(part), 0, np.sin(part), 0])
        qpos = skeleton.posture(angles, (part, 0, 0.9), -turn if 0.3 < part < 0.6 else turn)
        return Fit(qpos, 1, 0.0, 0.0)

    start = skeleton.standing()
    track = Track(skeleton, solve, start, start)
    parts = np.array([0.0, 0.17, 0.5, 0.83, 1.0])
    for part, qpos in zip(parts, track.at(parts), strict=True):
        wanted = solve(part, start).qpos
        skeleton.checked(qpos)
        assert qpos[7:] == pytest.approx(wanted[7:], abs=1e-6)
        assert abs(qpos[3:7] @ wanted[3:7]) == pytest.approx(1, abs=1e-9)


def test_no_joint_is_read_off_beyond_its_range(skeleton: Skeleton) -> None:
    def solve(part: float, seed: np.ndarray) -> Fit:
        return Fit(skeleton.posture({"knee_flexion_r": min(120, 240 * part)}), 1, 0.0, 0.0)

    postures = Track(skeleton, solve, skeleton.standing(), skeleton.standing()).at(np.linspace(0, 1, 60))
    knees = [skeleton.angles(qpos)["knee_flexion_r"] for qpos in postures]
    assert max(knees) <= 120
    assert min(knees) >= 0
