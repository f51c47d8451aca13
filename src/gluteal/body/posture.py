"""Inverse kinematics: the posture that meets goals for points, turnings, joint angles and balance as well as can be."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gluteal.body.goal import FIRM as FIRM
from gluteal.body.goal import Above as Above
from gluteal.body.goal import Angle as Angle
from gluteal.body.goal import Array
from gluteal.body.goal import Balance as Balance
from gluteal.body.goal import Goal as Goal
from gluteal.body.goal import Place as Place
from gluteal.body.goal import Support as Support
from gluteal.body.goal import Together as Together
from gluteal.body.goal import Turn as Turn
from gluteal.body.search import Search
from gluteal.body.skeleton import Skeleton

_CLOSE = 1e-3  # step length (rad, m) at which the search ends: what is left after it is far less
_SHORT, _FLAT = 0.02, 3e-4  # or a short step after which the cost is the same to this part
_CAREFUL, _MOST_CAREFUL = 10.0, 1e6  # damping after a first overshoot, and where the search gives up
_MORE_CAREFUL, _BOLDER, _BOLD = (
    10.0,
    4.0,
    1e-2,
)  # its changes after a worse and a better posture; none below the last


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What was found: the posture, the steps it took, and how far off the firm goals are at worst."""

    qpos: Array
    steps: int
    metres: float
    turn_degrees: float


def fit(skeleton: Skeleton, goals: Sequence[Goal], start: Array, most_steps: int = 80) -> Fit:
    """Return the posture that meets the goals best, by weighted Newton steps from `start`.

    Joint ranges are never left. Weights count 1 m as much as 1 rad; goals of `FIRM` or more are those whose misses
    are told. The skeleton stands in the result afterwards.
    """
    search = Search(skeleton, goals)
    qpos, best = start, start
    steps, length, damping, least = 0, np.inf, 0.0, np.inf
    while steps < most_steps and length >= _CLOSE:
        system = search.at(qpos)
        steps += 1
        if length < _SHORT and abs(system.cost - least) < _FLAT * least:
            best = qpos if system.cost < least else best
            break
        if system.cost > least * (1 + 1e-9):
            # overshot, as a leg that is almost straight does: back, and more carefully
            damping = max(_CAREFUL, _MORE_CAREFUL * damping)
            if damping > _MOST_CAREFUL:
                break
        else:
            best, least, kept = qpos, system.cost, system
            damping = damping / _BOLDER if damping > _BOLD else 0.0
        qpos, length = search.step(best, kept, damping)
    else:
        if length < _CLOSE or search.at(qpos).cost <= least:
            best = qpos
    return Fit(best, steps, *search.off(best))
