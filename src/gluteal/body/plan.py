"""The ground plan of balance: where the ground must push, and the nearest point inside what bears."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import GRAVITY, Pull
from gluteal.body.skeleton import Skeleton

Array = NDArray[np.float64]


def pressure_centre(skeleton: Skeleton, pulls: Iterable[Pull], height: float) -> tuple[Array, float]:
    """Return where the ground must push on the plane z = `height` (x, y in m), and with how many newtons."""
    x, y, _ = skeleton.centre_of_mass().tolist()
    normal = skeleton.mass * GRAVITY
    about_x, about_y = x * normal, y * normal
    for pull in pulls:
        (x, y, z), (push_x, push_y, push_z) = pull.at.tolist(), pull.force.tolist()
        about_x += (z - height) * push_x - x * push_z
        about_y += (z - height) * push_y - y * push_z
        normal -= push_z
    return np.array((about_x / normal, about_y / normal)), normal


def inside(point: Array, corners: Array, inset: float = 0.0) -> Array:
    """Return the point itself if it lies in the hull of `corners` (n, 2) drawn in by `inset`, else the nearest in it."""
    given = corners.tolist()
    middle_x, middle_y = (inset * sum(along) / len(given) for along in zip(*given, strict=True))
    drawn = _hull([(middle_x + (1 - inset) * a, middle_y + (1 - inset) * b) for a, b in given])
    x, y = point.tolist()
    sides = zip(drawn, [*drawn[1:], drawn[0]], strict=True)
    if len(drawn) > 2 and all((c - a) * (y - b) >= (d - b) * (x - a) for (a, b), (c, d) in sides):
        return point
    hull = np.array(drawn)
    along, out = np.roll(hull, -1, axis=0) - hull, point - hull
    part = np.clip((along * out).sum(1) / np.maximum((along * along).sum(1), 1e-12), 0.0, 1.0)
    near = hull + part[:, None] * along
    return np.asarray(near[np.argmin(((near - point) ** 2).sum(1))])


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of the convex hull, anticlockwise."""
    order = sorted(points)
    found: list[list[tuple[float, float]]] = []
    for row in (order, order[::-1]):
        chain: list[tuple[float, float]] = []
        for x, y in row:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2], chain[-1]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        found.append(chain[:-1])
    return found[0] + found[1] or [order[0]]
