"""The stretches of time of a repetition: key postures held, and the ways between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gluteal.body.skeleton import Skeleton, Spot
from gluteal.catalogue.motion import Tilt
from gluteal.lab.keys import Solved
from gluteal.lab.part import patch, shared

Array = NDArray[np.float64]
PELVIS = Spot("pelvis", (0.0, 0.0, 0.0))


@dataclass(slots=True, eq=False)
class Way:
    """One stretch of time: from one key posture to the next, or a hold of one."""

    start: Solved
    end: Solved
    seconds: float
    moves: bool
    contacts: tuple[str, ...]
    places: tuple[Array, Array]
    rests: tuple[Array, Array]
    ends: tuple[dict[str, float], dict[str, float]] | None = None

    def angles(self, skeleton: Skeleton) -> tuple[dict[str, float], dict[str, float]]:
        """Return the joint angles of both ends, in degrees."""
        if self.ends is None:
            self.ends = (skeleton.angles(self.start.fit.qpos), skeleton.angles(self.end.fit.qpos))
        return self.ends


def ways_of(skeleton: Skeleton, keys: Sequence[Solved], returns: bool, rests: Sequence[str]) -> list[Way]:
    """Return the stretches of one repetition: each key posture held, then the way to the next, and back to the first."""
    spot = patch(rests[0]).middle if rests else None
    places, resting = [], []
    for solved in keys:
        skeleton.place(solved.fit.qpos)
        places.append(skeleton.world(PELVIS))
        resting.append(skeleton.world(spot) if spot else np.zeros(3))
    found = []
    for at, solved in enumerate(keys):
        here = (places[at], places[at]), (resting[at], resting[at])
        if solved.key.hold > 0:
            found.append(Way(solved, solved, solved.key.hold, False, solved.key.contacts, *here))
        to = (at + 1) % len(keys)
        if len(keys) == 1 or (to == 0 and not returns):
            continue
        both = shared(solved.key.contacts, keys[to].key.contacts)
        found.append(
            Way(
                solved,
                keys[to],
                keys[to].key.takes,
                True,
                both,
                (places[at], places[to]),
                (resting[at], resting[to]),
            )
        )
    return found


def eased(part: Array) -> Array:
    """Return how far a movement has come after a part of its time: slow at both ends (least jerk)."""
    return np.asarray(part**3 * (10 - 15 * part + 6 * part**2))


def mixed(a: dict[Tilt, float | None], b: dict[Tilt, float | None], part: float) -> dict[Tilt, float | None]:
    """Return the angles a part of the way between two sets; what is free at either end is free."""
    if not a or not b:
        return {}
    mixed: dict[Tilt, float | None] = {}
    for tilt in Tilt:
        first, last = a.get(tilt), b.get(tilt)
        mixed[tilt] = None if first is None or last is None else (1 - part) * first + part * last
    return mixed
