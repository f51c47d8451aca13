"""Where the figure is looked at from: front, side and a three-quarter view, found from how the pelvis lies."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]

_UP = np.array([0.0, 0.0, 1.0])
_STEEP = 0.7  # an axis that rises more than this (the sine of its angle) is taken for upright
_LOWEST = 0.16  # the three-quarter view looks from at least this far above the floor


@dataclass(frozen=True, slots=True)
class View:
    """A way to look: `toward` points from the figure to the eye, `up` is up on the screen; both of length 1."""

    name: str  # "front", "side" or "free"
    title: str  # from where it looks: "front", "side", "above", "feet", "free"
    toward: Vector
    up: Vector

    @property
    def right(self) -> Vector:
        """What is to the right on the screen."""
        return np.cross(self.up, self.toward)


def views(pelvis: Vector, working: str) -> tuple[View, View, View]:
    """Return front, side and free view for a pelvis turned as `pelvis` (3, 3): columns forward, up, right.

    `working` is the side in front of the camera, "r" or "l". Who lies on the back or face is looked at from the
    feet instead of the front, who lies on the side from above instead of the side.
    """
    ahead, head, right = pelvis.T
    outward = right if working == "r" else -right
    if abs(ahead[2]) < _STEEP:
        front = View("front", "front", _level(ahead), _UP)
    else:
        front = View("front", "feet", _level(-head), _UP)
    if abs(outward[2]) < _STEEP:
        side = View("side", "side", _level(outward), _UP)
    else:  # from above, left and right as from the front
        side = View("side", "above", _UP, -_level(ahead))
    toward = 0.8 * outward - 0.6 * ahead + 0.3 * _UP
    if abs(head[2]) < _STEEP:  # lying: a little from the head or feet so that the trunk does not hide the hip
        toward = toward - 0.35 * head
    toward[2] = max(toward[2], _LOWEST * float(np.linalg.norm(toward[:2])) + _LOWEST)
    toward = toward / np.linalg.norm(toward)
    up = _UP - (_UP @ toward) * toward
    return front, side, View("free", "free", toward, up / np.linalg.norm(up))


def _level(direction: Vector) -> Vector:
    flat = direction * [1, 1, 0]
    return np.asarray(flat / np.linalg.norm(flat))


def flat(points: Any, view: View) -> Vector:
    """Return points (…, 3) as seen without perspective: (…, 3) of right, up and nearness, in metres."""
    return np.asarray(points) @ np.stack([view.right, view.up, view.toward], axis=1)
