"""What inverse kinematics can be asked for: places, turnings, joint angles, points kept apart, and balance."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import Pull
from gluteal.body.skeleton import Skeleton, Spot

Array = NDArray[np.float64]
FIRM = 30.0
"""Weight (per m or rad) from which a goal counts as one that must be met."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A point of the body belongs at a world place (m); weights per world axis, 0 for free."""

    spot: Spot
    target: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A body belongs turned like `target` (3 x 3, its axes in the world); weights per world axis, 0 for free."""

    body: str
    target: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False)
class Angle:
    """A joint angle belongs at so many degrees."""

    name: str
    degrees: float
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Two points belong apart by a fixed world vector (m): first minus second; weights per world axis."""

    first: Spot
    second: Spot
    apart: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """The centre of pressure belongs at `target` (x, y in m) on the plane z = `height`.

    `pulls` gives the forces on the body besides gravity and the ground, at the posture the skeleton has then.
    """

    target: Array
    height: float
    weight: float
    pulls: Callable[[Skeleton], Sequence[Pull]]


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """The centre of pressure belongs inside the ground plan of what the body bears on; where inside is all the same.

    `inset` draws the plan in towards its middle by this part, so that nothing stands on the very edge.
    """

    spots: tuple[Spot, ...]
    height: float
    weight: float
    pulls: Callable[[Skeleton], Sequence[Pull]]
    inset: float = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Above:
    """A point of the body stays above the height `floor` (m); where above is all the same."""

    spot: Spot
    floor: float
    weight: float


Goal = Place | Turn | Angle | Together | Balance | Support | Above
