"""Postures along the way between two key postures: solved at a few places, and read off in between.

Joint values change smoothly along a way, so the polynomial through nine well chosen places stands for all of them; there
and back is the same way. A motion of fifty frames costs a dozen searches instead of fifty. Where a joint comes to the end
of its range on the way, the polynomial cuts the corner: by up to 1 degree, contacts by less than a millimetre.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gluteal.body.posture import Fit
from gluteal.body.skeleton import Skeleton

Array = NDArray[np.float64]
NODES = 9
_TURNING = slice(3, 7)  # of a posture: the quaternion of the pelvis


def nodes(count: int = NODES) -> Array:
    """Return where a way is solved: parts from 0 to 1, closer at the ends (Chebyshev's points)."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.arange(count) / (count - 1)))


def shares(parts: Array, count: int = NODES) -> Array:
    """Return (parts, nodes) how much each node counts at each part: Lagrange's polynomials in barycentric form."""
    places = nodes(count)
    weights = (-1.0) ** np.arange(count)
    weights[[0, -1]] *= 0.5
    apart = parts[:, None] - places
    on = np.abs(apart) < 1e-12
    rows = weights / np.where(on, 1.0, apart)
    rows[on.any(axis=1)] = on[on.any(axis=1)]
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))


class Track:
    """One way, solved at its nodes.

    Args:
        skeleton: Whose.
        solve: Gives the posture a part of the way along (0 to 1), searched for from another one.
        start: Posture to search from at first.

    Attributes:
        fits: How well each node was met.

    """

    def __init__(self, skeleton: Skeleton, solve: Callable[[float, Array], Fit], start: Array) -> None:
        self._skeleton = skeleton
        self.fits: list[Fit] = []
        for part in nodes():
            self.fits.append(solve(float(part), self.fits[-1].qpos if self.fits else start))
        self._qpos = np.array([fit.qpos for fit in self.fits])
        for at in range(1, len(self._qpos)):  # a quaternion and its negative are one turning
            if self._qpos[at, _TURNING] @ self._qpos[at - 1, _TURNING] < 0:
                self._qpos[at, _TURNING] *= -1

    def at(self, parts: Array) -> Array:
        """Return (parts, 38) the postures at parts of the way."""
        found = shares(np.asarray(parts)) @ self._qpos
        found[:, _TURNING] /= np.linalg.norm(found[:, _TURNING], axis=1, keepdims=True)
        return np.array([self._skeleton.within(qpos) for qpos in found])
