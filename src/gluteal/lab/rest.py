"""Head, toes and idle feet of the drawn body, kept above the floor: the mechanics hold them stiff, people do not.

Only the picture is changed. They are light and carry nothing, so no load depends on how they are held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gluteal.body.contact import Contact
from gluteal.body.skeleton import Skeleton
from gluteal.lab.bones import Bone

Array = NDArray[np.float64]

_DEEPEST = -0.008  # metres below the floor that nobody sees
_BURIED = -0.04  # a hinge deeper than this is no matter of head or toes
_RAISED = 0.025  # metres
_MOST = float(np.radians(85.0))  # passively, under the weight of the body
_HALVINGS = 6
_SEEN = -0.02  # metres below the floor from which on an idle foot is pointed
_FOOT = ("calcn", "toes")
_POINTED = float(np.radians(-62.0))  # an ankle at its end, where the floor presses on it
_ANGLES = np.array(
    [sign * _MOST * part for part in np.linspace(0, 1, 18) for sign in (1, -1)]
)  # smallest first
_EXTREMES = 40  # points of a bone that tell how deep it reaches


@dataclass(frozen=True, slots=True)
class _Hinge:
    """Bodies that are turned together about a point and an axis of the first one's frame."""

    bodies: tuple[str, ...]
    pivot: tuple[float, float, float]
    axis: int


_HINGES = (
    _Hinge(("neck", "head"), (-0.02, 0.40, 0.0), 2),
    _Hinge(("toes_r",), (0.0, 0.0, 0.0), 2),
    _Hinge(("toes_l",), (0.0, 0.0, 0.0), 2),
)


def stretch(
    skeleton: Skeleton, postures: Array, contacts: Sequence[Sequence[Contact]], bones: tuple[Bone, ...]
) -> Array:
    """Return the postures with every foot that bears nothing pointed just as far as it needs to stay above the floor.

    So lies a foot in kneeling and lying on the front; as far as the ankle goes.
    """
    found = postures.copy()
    tips = {bone.body: _extremes(bone) * skeleton.person.length_scale for bone in bones}
    bearing = {
        spot.body[-1] for frame in contacts for c in frame for spot in c.spots if spot.body[:-2] in _FOOT
    }
    for side in "rl":
        if side in bearing:
            continue
        at = skeleton.address(f"ankle_angle_{side}")
        least = _POINTED

        def depth(posture: Array, angle: float, at: int = at, side: str = side) -> float:
            posture[at] = angle
            skeleton.place(posture)
            return min(_lowest(skeleton, f"{body}_{side}", tips) for body in _FOOT)

        for posture in found:
            high = float(posture[at])
            if depth(posture, high) >= _SEEN or depth(posture, least) < depth(posture, high):
                posture[at] = high
                continue
            low = least
            for _ in range(_HALVINGS):
                middle = (low + high) / 2
                low, high = (middle, high) if depth(posture, middle) >= _SEEN else (low, middle)
            posture[at] = low
    return found


def _lowest(skeleton: Skeleton, body: str, tips: Mapping[str, Array]) -> float:
    at = skeleton.body_id(body)
    up = skeleton.data.xmat[at].reshape(3, 3)[2]
    return float((tips[body] @ up).min() + skeleton.data.xpos[at][2])


def lift(
    bodies: tuple[str, ...], places: Array, turns: Array, bones: tuple[Bone, ...], size: float = 1.0
) -> None:
    """Turn head and toes, in place, just as far as they need to stay above the floor.

    Args:
        bodies: The names behind the second axis of `places` and `turns`.
        places: (frames, bodies, 3), metres.
        turns: (frames, bodies, 4), quaternions with w first.
        bones: The bones of the model.
        size: Of the person's bones, as a multiple of the model's.

    """
    number = {body: at for at, body in enumerate(bodies)}
    shapes = {bone.body: _extremes(bone) * size for bone in bones}
    for hinge in _HINGES:
        numbers = [number[body] for body in hinge.bodies]
        tip = shapes[hinge.bodies[-1]]
        for frame in range(len(places)):
            _lift_one(places[frame], turns[frame], numbers, tip, np.array(hinge.pivot) * size, hinge.axis)


def _lift_one(places: Array, turns: Array, numbers: list[int], tip: Array, pivot: Array, axis: int) -> None:
    first, last = numbers[0], numbers[-1]
    matrix = _matrix(turns[first])
    about = places[first] + matrix @ pivot
    points = places[last] + tip @ _matrix(turns[last]).T - about
    floor = _DEEPEST - about[2]
    if points[:, 2].min() >= floor or about[2] < _BURIED:
        return
    line = matrix[:, axis]

    depths = (np.array([_turning(line, angle)[2] for angle in _ANGLES]) @ points.T).min(axis=1)
    enough = depths >= floor
    best = float(_ANGLES[int(np.argmax(enough)) if enough.any() else int(np.argmax(depths))])
    turn = _turning(line, best)
    half = np.array([np.cos(best / 2), *(np.sin(best / 2) * line)])
    for at in numbers:
        places[at] = about + turn @ (places[at] - about)
        turns[at] = _product(half, turns[at])
    # On a steep foot the joint of the toes itself is a little too deep: its toes lie on the floor, not in it.
    places[last, 2] += min(max(0.0, floor - float(depths.max())), _RAISED)


@cache
def _extremes(bone: Bone) -> Array:
    """Return the points of a bone that reach farthest each way."""
    steps = np.arange(_EXTREMES) + 0.5
    up, round_ = 1 - 2 * steps / _EXTREMES, steps * np.pi * (1 + np.sqrt(5))
    flat = np.sqrt(1 - up * up)
    ways = np.stack([flat * np.cos(round_), flat * np.sin(round_), up])
    return np.asarray(bone.vertices[np.unique((bone.vertices @ ways).argmax(axis=0))], dtype=float)


def _matrix(turn: Array) -> Array:
    w, x, y, z = turn
    return np.array(
        (
            (1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)),
            (2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
            (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)),
        )
    )


def _turning(line: Array, angle: float) -> Array:
    x, y, z = line
    cross = np.array(((0, -z, y), (z, 0, -x), (-y, x, 0)))
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)


def _product(one: Array, other: Array) -> Array:
    w, v = one[0], one[1:]
    u, t = other[0], other[1:]
    return np.array([w * u - v @ t, *(w * t + u * v + np.cross(v, t))])
