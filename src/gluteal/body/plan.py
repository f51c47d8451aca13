"""The ground plan of balance: where the ground must push, and the nearest point inside what bears."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import GRAVITY, Pull
from gluteal.body.skeleton import Skeleton

Array = NDArray[np.float64]


def pressure_centre(skeleton: Skeleton, pulls: Iterable[Pull], height: float) -> tuple[Array, float]:
    """Return where the ground must push on the plane z = `height` (x, y in m), and with how many newtons."""
    mass = float(skeleton.model.body_mass.sum())
    centre = skeleton.centre_of_mass()
    weight = mass * GRAVITY
    moment = centre[:2] * weight
    normal = weight
    for pull in pulls:
        at, force = pull.at, pull.force
        moment = moment + (at[2] - height) * force[:2] - at[:2] * force[2]
        normal -= float(force[2])
    return moment / normal, normal


def inside(point: Array, corners: Array, inset: float = 0.0) -> Array:
    """Return the point itself if it lies in the hull of `corners` (n, 2) drawn in by `inset`, else the nearest in it."""
    middle = corners.mean(axis=0)
    drawn = _hull(middle + (1 - inset) * (corners - middle))
    x, y = point.tolist()
    sides = zip(drawn, [*drawn[1:], drawn[0]], strict=True)
    if len(drawn) > 2 and all((c - a) * (y - b) >= (d - b) * (x - a) for (a, b), (c, d) in sides):
        return point
    hull = np.array(drawn)
    along, out = np.roll(hull, -1, axis=0) - hull, point - hull
    part = np.clip((along * out).sum(1) / np.maximum((along * along).sum(1), 1e-12), 0.0, 1.0)
    near = hull + part[:, None] * along
    return np.asarray(near[np.argmin(((near - point) ** 2).sum(1))])


def _hull(points: Array) -> list[tuple[float, ...]]:
    """Return the corners of the convex hull, anticlockwise."""
    order = sorted(map(tuple, points.tolist()))
    found: list[list[tuple[float, ...]]] = []
    for row in (order, order[::-1]):
        chain: list[tuple[float, ...]] = []
        for x, y in row:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        found.append(chain[:-1])
    return found[0] + found[1] or [order[0]]
