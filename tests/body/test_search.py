"""The step of inverse kinematics: its downhill way is that of the misses, and few steps are enough."""

import mujoco as mj
import numpy as np
import pytest

from gluteal.body.force import Weight
from gluteal.body.goal import Angle, Balance, Goal, Place, Together, Turn
from gluteal.body.posture import fit
from gluteal.body.search import Search
from gluteal.body.skeleton import Skeleton, spot
from gluteal.lab import keys
from gluteal.lab import motion as motions
from gluteal.lab.motion import motion

STEP = 1e-6


@pytest.fixture(scope="module")
def skeleton() -> Skeleton:
    return Skeleton()


@pytest.fixture(scope="module")
def bent(skeleton: Skeleton) -> np.ndarray:
    angles = {"hip_flexion_r": 40, "hip_abduction_r": 12, "knee_flexion_r": 55, "trunk_flexion": 10}
    return skeleton.posture(angles, (0.1, 0.05, 0.9), (0.98, 0.05, 0.15, np.sqrt(1 - 0.98**2 - 0.025)))


def goals(skeleton: Skeleton) -> dict[str, Goal]:
    knee, heel, hip = spot("knee_r"), spot("heel_l"), spot("hip_r")
    heavy = Weight(at="shoulder_r", mass=4)
    return {
        "place": Place(heel, np.array([0.1, 0.2, 0.05]), np.array([3.0, 0.0, 40.0])),
        "together": Together(knee, heel, np.array([0.1, -0.3, 0.4]), np.array([5.0, 2.0, 0.0])),
        "together on one body": Together(hip, knee, np.array([0.0, 0.1, 0.3]), np.full(3, 2.0)),
        "turn": Turn("pelvis", np.eye(3), np.array([4.0, 4.0, 0.5])),
        "angle": Angle("ankle_dorsiflexion_r", 12.0, 1.5),
        "balance": Balance(np.array([0.0, 0.1]), 0.0, 12.0, lambda s: heavy.pulls(s)),
    }


@pytest.mark.parametrize("name", ["place", "together", "together on one body", "turn", "angle"])
def test_the_way_downhill_is_the_slope_of_the_cost(name: str, skeleton: Skeleton, bent: np.ndarray) -> None:
    search = Search(skeleton, [goals(skeleton)[name]])
    system = search.at(bent)
    for column in range(23):
        costs = []
        for sign in (1, -1):
            moved, move = bent.copy(), np.zeros(23)
            move[column] = sign * STEP
            mj.mj_integratePos(skeleton.model, moved, system.coupling @ move, 1.0)
            skeleton.couple(moved)
            costs.append(search.at(moved).cost)
        slope = (costs[0] - costs[1]) / (2 * STEP)
        # The turning's own row is the first term of a series: exact where little is left to turn.
        slack = 0.05 * np.abs(system.side).max() if name == "turn" else 1e-4
        assert -slope / 2 == pytest.approx(system.side[column], abs=slack)


def test_all_goals_together_are_the_sum_of_each(skeleton: Skeleton, bent: np.ndarray) -> None:
    every = goals(skeleton)
    alone = [Search(skeleton, [goal]).at(bent) for goal in every.values()]
    none = Search(skeleton, []).at(bent)
    both = Search(skeleton, list(every.values())).at(bent)
    assert both.cost == pytest.approx(sum(one.cost for one in alone))
    assert both.side == pytest.approx(sum(one.side for one in alone))
    assert both.matrix == pytest.approx(
        none.matrix + sum(one.matrix - none.matrix for one in alone), abs=1e-9
    )


def test_goals_of_one_shape_with_other_targets_do_not_mix(skeleton: Skeleton, bent: np.ndarray) -> None:
    first, second = (
        [Place(spot("heel_l"), np.array([x, 0.1, 0.05]), np.full(3, 40.0)), Angle("knee_flexion_l", x, 1.0)]
        for x in (0.1, 0.3)
    )
    before = fit(skeleton, first, bent)
    fit(skeleton, second, bent)
    assert fit(skeleton, first, bent).qpos == pytest.approx(before.qpos)
    skeleton.place(before.qpos)
    assert skeleton.world("heel_l") == pytest.approx([0.1, 0.1, 0.05], abs=1e-3)


@pytest.mark.parametrize(
    ("slug", "most"), [("single-leg-squat", 45), ("hip-thrust", 45), ("lateral-band-walk", 300)]
)
def test_a_motion_is_found_in_few_steps(
    slug: str, most: int, skeleton: Skeleton, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []

    def counted(*given, **named):
        found = fit(*given, **named)
        steps.append(found.steps)
        return found

    monkeypatch.setattr(keys, "fit", counted)
    monkeypatch.setattr(motions, "fit", counted)
    motion(slug, skeleton=skeleton)
    assert sum(steps) <= most
