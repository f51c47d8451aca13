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
_MIDDLE_FIRST = (4, 2, 6, 1, 5, 3, 7)
_ASKED = 5  # of these are searched for in any case; the others only where the last two were not foretold
_FORETOLD = 1e-3  # rad or m
_TURNING = slice(3, 7)  # of a posture: the quaternion of the pelvis


FEW = 7
"""Postures of one way that are sooner searched for one by one than read off its track, unless its way back is too."""


def one_by_one(
    skeleton: Skeleton, solve: Callable[[float, Array], Fit], start: Array, end: Array, parts: Array
) -> tuple[Array, list[Fit]]:
    """Return postures at a few parts of a way, and how well each was met.

    Each is searched for from where the straight way on from the one before to the end comes to.
    """
    found: list[Fit] = []
    here, before = start, 0.0
    for part in parts.tolist():
        if before < part < 1:
            share = (part - before) / (1 - before)
            here = _postures(skeleton, np.array([[1 - share, share]]) @ _alike([here, end]))[0]
        found.append(solve(part, here))
        here, before = found[-1].qpos, part
    return np.array([fit.qpos for fit in found]).reshape(len(found), len(start)), found


def nodes(count: int = NODES) -> Array:
    """Return where a way is solved: parts from 0 to 1, closer at the ends (Chebyshev's points)."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.arange(count) / (count - 1)))


def shares(parts: Array, places: Array) -> Array:
    """Return (parts, places) how much each place counts at each part: Lagrange's polynomials in barycentric form."""
    between = places[:, None] - places
    np.fill_diagonal(between, 1.0)
    apart = parts[:, None] - places
    on = np.abs(apart) < 1e-12
    rows = 1 / (between.prod(axis=1) * np.where(on, 1.0, apart))
    rows[on.any(axis=1)] = on[on.any(axis=1)]
    return np.asarray(rows / rows.sum(axis=1, keepdims=True))


class Track:
    """One way, solved at its nodes.

    The ends come first, then what lies between, each searched for from what those before it foretell.

    Args:
        skeleton: Whose.
        solve: Gives the posture a part of the way along (0 to 1), searched for from another one.
        start: Posture to search from at the start of the way.
        end: Posture to search from at its end.

    Attributes:
        fits: How well each node was met.

    """

    def __init__(
        self, skeleton: Skeleton, solve: Callable[[float, Array], Fit], start: Array, end: Array
    ) -> None:
        self._skeleton = skeleton
        places = nodes()
        self.fits = [solve(0.0, start), solve(1.0, end)]
        self._places, self._qpos = np.array([0.0, 1.0]), _alike([fit.qpos for fit in self.fits])
        misses: list[float] = []
        for at in _MIDDLE_FIRST:
            if len(misses) >= _ASKED and max(misses[-2:]) < _FORETOLD:
                break
            foretold = self.at(places[at : at + 1])[0]
            self.fits.append(solve(float(places[at]), foretold))
            self._places = np.append(self._places, places[at])
            self._qpos = _alike([*self._qpos, self.fits[-1].qpos])
            misses.append(float(np.abs(np.subtract(*_alike([foretold, self.fits[-1].qpos]))).max()))

    def at(self, parts: Array) -> Array:
        """Return (parts, 38) the postures at parts of the way."""
        return _postures(self._skeleton, shares(np.asarray(parts), self._places) @ self._qpos)


def _postures(skeleton: Skeleton, mixed: Array) -> Array:
    """Return mixtures of postures as postures: turnings of length 1, joints in their ranges."""
    mixed[:, _TURNING] /= np.linalg.norm(mixed[:, _TURNING], axis=1, keepdims=True)
    return np.array([skeleton.within(qpos) for qpos in mixed])


def _alike(postures: list[Array]) -> Array:
    """Return the postures with the quaternions on one side: one and its negative are the same turning."""
    found = np.array(postures)
    found[:, _TURNING] *= np.where(found[:, _TURNING] @ found[0, _TURNING] < 0, -1.0, 1.0)[:, None]
    return found
