"""Turnings of pelvis and trunk: how the body lies in the room, and tilts, leans and turns from there."""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from gluteal.catalogue.motion import Facing, Tilt

Array = NDArray[np.float64]

# Columns: where the body's front, head and right side point to in the room (x ahead, y left, z up).
ROOM: dict[Facing, Array] = {
    Facing.STANDING: np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]]),
    Facing.SUPINE: np.array([[0.0, -1, 0], [0, 0, -1], [1, 0, 0]]),
    Facing.PRONE: np.array([[0.0, 1, 0], [0, 0, -1], [-1, 0, 0]]),
    Facing.SIDE_LYING: np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1]]),
    Facing.SIDE_LYING_UNDER: np.array([[1.0, 0, 0], [0, -1, 0], [0, 0, -1]]),
}
UPRIGHT = ROOM[Facing.STANDING]


@lru_cache(maxsize=512)
def turned(facing: Facing, tilt: float = 0.0, lean: float = 0.0, turn: float = 0.0) -> Array:
    """Return the turning of a trunk or pelvis (3 x 3, its axes in the room; read only); degrees, signs as in `Tilt`."""
    return _kept(ROOM[facing] @ about(0, lean) @ about(2, -tilt) @ about(1, turn))


@cache
def axis_of(facing: Facing, tilt: Tilt) -> int:
    """Return the room's axis that an angle turns about."""
    column = {Tilt.TILT: 2, Tilt.LEAN: 0, Tilt.TURN: 1}[tilt]
    return int(np.argmax(np.abs(ROOM[facing][:, column])))


def about(axis: int, degrees: float) -> Array:
    """Return a turn about an axis of the body: 0 front, 1 head, 2 right."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    a, b = (axis + 1) % 3, (axis + 2) % 3
    matrix = np.eye(3)
    matrix[a, a] = matrix[b, b] = c
    matrix[a, b], matrix[b, a] = -s, s
    return matrix


@lru_cache(maxsize=512)
def heading(degrees: float) -> Array:
    """Return the turning of a flat foot that points so many degrees to the left of straight ahead; read only."""
    return _kept(about(2, degrees) @ UPRIGHT)


def _kept(turning: Array) -> Array:
    found = np.asarray(turning)
    found.flags.writeable = False
    return found


def about_line(line: Array, degrees: float) -> Array:
    """Return a turn about a line in the room (right-handed)."""
    x, y, z = line / np.linalg.norm(line)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)
