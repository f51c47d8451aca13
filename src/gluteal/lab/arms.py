"""Arms for the figure: the body model has none, so they are drawn to what the hands hold, bear on, or rest before the chest.

No load depends on them. The mass of the arms is part of the model's trunk.
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from gluteal.body.contact import Contact
from gluteal.body.force import Force, Weight
from gluteal.body.skeleton import Array, Skeleton, Spot
from gluteal.lab.press import Hands

RADIUS = 0.024
REACH = 0.40
"""Metres before the shoulders at which a rail is held."""
_BELOW = 0.30  # metres below the shoulders
_UPPER, _FORE = 0.29, 0.31  # metres of upper arm, and of forearm with the fist, at 1.70 m
_COLLAR, _SHOULDER = (0.0, 0.385, 0.03), (0.007, 0.355, 0.155)  # of the right side, in the trunk's frame
_FOLDED = (0.17, 0.10, 0.05)  # a hand before the breastbone, where it hides no hip
_PILLOW = (0.09, 0.56, 0.09)  # a hand under the forehead, lying on the front
_OUT = (-0.55, -0.8, 0.45)  # the way an elbow bends
_FLOOR = 0.03  # metres: where a hand on the floor has its middle
_BAR = {"bar-back": 0.36, "bar-hips": 0.30}  # metres from the middle at which a bar is held
_HELD_BY_BOTH = ("goblet",)

Frame = Callable[[Skeleton], Array]
Hand = Callable[[Skeleton], Array]


def arms(forces: Sequence[Force], contacts: Sequence[Sequence[Contact]]) -> list[Frame]:
    """Return both arms, each as what gives its points in a posture: collar bone, shoulder, elbow, hand (world, m)."""
    bearing = [spot for frame in contacts for c in frame for spot in c.spots if _is_arm(spot)]
    found: list[Frame] = []
    for side in (1.0, -1.0):
        spots = list(dict.fromkeys(spot for spot in bearing if spot.at[2] * side > 0))
        if _is_forearm(spots):
            found.append(partial(_along, spots=spots, side=side))
        elif spots:
            middle = np.mean([spot.at for spot in spots], axis=0)
            at = Spot("torso", (float(middle[0]), float(middle[1]), float(middle[2])))
            found.append(partial(_bent, side=side, hand=partial(Skeleton.world, at=at)))
        else:
            found.append(partial(_bent, side=side, hand=_hand(forces, side)))
    return found


def hanging(skeleton: Skeleton, at: str | Spot) -> Array:
    """Return the hand of an arm that hangs from a shoulder with a weight."""
    reach = (_UPPER + _FORE) * skeleton.person.length_scale
    return np.asarray(skeleton.world(at) - [0.0, 0.0, reach])


def rail(skeleton: Skeleton, side: float) -> Array:
    """Return where a hand holds the rail before the body."""
    shoulder = _point(skeleton, _SHOULDER, side)
    ahead = skeleton.turning("torso")[:, 0] * [1.0, 1.0, 0.0]
    ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-6)
    scale = skeleton.person.length_scale
    return np.asarray(shoulder + scale * (REACH * ahead - [0.0, 0.0, _BELOW]))


def _hand(forces: Sequence[Force], side: float) -> Hand:
    """Return where the hand of a side is that bears nothing: on what it holds, or before the breastbone."""
    suffix = "r" if side > 0 else "l"
    for force in forces:
        if isinstance(force, Hands):
            return partial(rail, side=side)
        if not isinstance(force, Weight) or not isinstance(force.at, str) or force.mass <= 0:
            continue
        if force.at == f"shoulder_{suffix}":
            return partial(hanging, at=force.at)
        if force.at in _BAR:
            return partial(_on_bar, at=force.at, side=side)
        if force.at in _HELD_BY_BOTH:
            return partial(_beside, at=force.at, side=side)
    return partial(_idle, side=side)


def _idle(skeleton: Skeleton, side: float) -> Array:
    face_down = skeleton.turning("torso")[2, 0] < -0.7
    return _point(skeleton, _PILLOW if face_down else _FOLDED, side)


def _on_bar(skeleton: Skeleton, at: str, side: float) -> Array:
    spot = skeleton.spot(at)
    turning = skeleton.turning(spot.body)
    ahead = 0.05 if spot.at[0] > 0 else -0.03  # the bar itself lies on the surface of the body
    return np.asarray(skeleton.world(spot) + ahead * turning[:, 0] + side * _BAR[at] * turning[:, 2])


def _beside(skeleton: Skeleton, at: str, side: float) -> Array:
    return np.asarray(skeleton.world(at) + side * 0.06 * skeleton.turning("torso")[:, 2])


def _point(skeleton: Skeleton, at: tuple[float, float, float], side: float) -> Array:
    return skeleton.world(Spot("torso", (at[0], at[1], at[2] * side)))


def _bent(skeleton: Skeleton, side: float, hand: Hand) -> Array:
    """Return an arm that bends at the elbow just as far as its hand is near; a hand out of reach stretches it."""
    collar, shoulder = (_point(skeleton, at, side) for at in (_COLLAR, _SHOULDER))
    end = np.array(hand(skeleton))
    end[2] = max(end[2], _FLOOR)
    scale = skeleton.person.length_scale
    upper, fore = _UPPER * scale, _FORE * scale
    line = end - shoulder
    far = max(float(np.linalg.norm(line)), 1e-6)
    way = line / far
    along = (far**2 + upper**2 - fore**2) / (2 * far) if far < upper + fore else far * upper / (upper + fore)
    out = skeleton.turning("torso") @ (np.array(_OUT) * [1.0, 1.0, side])
    out = out - way * (out @ way)
    out = out / max(float(np.linalg.norm(out)), 1e-6)
    elbow = shoulder + along * way + np.sqrt(max(upper**2 - along**2, 0.0)) * out
    return _above(np.array([collar, shoulder, elbow, end]))


def _along(skeleton: Skeleton, spots: Sequence[Spot], side: float) -> Array:
    """Return an arm that bears on its forearm: the elbow is the bearing point nearer to the shoulder."""
    collar, shoulder = (_point(skeleton, at, side) for at in (_COLLAR, _SHOULDER))
    ends = sorted((skeleton.world(spot) for spot in spots), key=lambda p: float(np.linalg.norm(p - shoulder)))
    return _above(np.array([collar, shoulder, ends[0], ends[-1]]))


def _above(points: Array) -> Array:
    points[:, 2] = np.maximum(points[:, 2], RADIUS)  # the trunk's soft parts give way, the floor does not
    return points


def _is_arm(spot: Spot) -> bool:
    return spot.body == "torso" and (abs(spot.at[2]) > 0.3 or spot.at[0] > 0.25)


def _is_forearm(spots: Sequence[Spot]) -> bool:
    apart = [np.linalg.norm(np.subtract(a.at, b.at)) for a in spots for b in spots]
    return bool(max(apart, default=0.0) > 0.12)
