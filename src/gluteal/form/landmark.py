"""Landmarks of one person in one picture: which points there are, in which axes, and strict reading of one frame.

Axes of all values: x to the right of the picture, y down, z away from the camera. `image` is in pixels,
`world` in metres. Left and right are the person's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import isfinite

from gluteal.errors import BadValue


class Point(IntEnum):
    """The points that the engine uses; the value is the place in `Frame.image` and `Frame.world`."""

    NOSE = 0
    LEFT_EAR = 1
    RIGHT_EAR = 2
    LEFT_SHOULDER = 3
    RIGHT_SHOULDER = 4
    LEFT_ELBOW = 5
    RIGHT_ELBOW = 6
    LEFT_WRIST = 7
    RIGHT_WRIST = 8
    LEFT_HIP = 9
    RIGHT_HIP = 10
    LEFT_KNEE = 11
    RIGHT_KNEE = 12
    LEFT_ANKLE = 13
    RIGHT_ANKLE = 14
    LEFT_HEEL = 15
    RIGHT_HEEL = 16
    LEFT_TOE = 17
    RIGHT_TOE = 18


class Depth(StrEnum):
    """Where the depth of `Frame.world` comes from."""

    MEASURED = "measured"  # a depth camera or several cameras
    ESTIMATED = "estimated"  # a network guessed it from one picture
    NONE = "none"


Spot = tuple[float, float, float]  # x, y in pixels, visibility 0 to 1
Place = tuple[float, float, float]  # x, y, z in metres

BLAZEPOSE = 33
_OF_BLAZEPOSE = (0, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)  # in Point's order

JOINT_NAMES: dict[str, Point] = {point.name.lower(): point for point in Point} | {
    "left_foot_index": Point.LEFT_TOE,
    "right_foot_index": Point.RIGHT_TOE,
    # the names of the Kinect skeletons, in which a part is named by the joint at its near end
    "head": Point.NOSE,
    "l_upper_arm": Point.LEFT_SHOULDER,
    "r_upper_arm": Point.RIGHT_SHOULDER,
    "l_forearm": Point.LEFT_ELBOW,
    "r_forearm": Point.RIGHT_ELBOW,
    "l_hand": Point.LEFT_WRIST,
    "r_hand": Point.RIGHT_WRIST,
    "l_upper_leg": Point.LEFT_HIP,
    "r_upper_leg": Point.RIGHT_HIP,
    "l_lower_leg": Point.LEFT_KNEE,
    "r_lower_leg": Point.RIGHT_KNEE,
    "l_foot": Point.LEFT_ANKLE,
    "r_foot": Point.RIGHT_ANKLE,
    "l_toes": Point.LEFT_TOE,
    "r_toes": Point.RIGHT_TOE,
}
"""Names of joints that are understood; others in a file are left aside."""

NEEDED = tuple(
    Point[f"{side}_{part}"] for part in ("SHOULDER", "HIP", "KNEE", "ANKLE") for side in ("LEFT", "RIGHT")
)
UNSEEN: Spot = (0.0, 0.0, 0.0)

MOST_FPS = 480.0  # slow motion of a phone ends at 240
LONGEST_S = 4 * 3600.0
_MOST_PIXELS, _MOST_METRES = 1e5, 50.0
_PICTURE_PER_METRE = 1000.0  # how joints in metres are drawn flat, so that one set of formulas serves both


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment: seconds since the start, and the points of the one person, or None where nobody is seen.

    A point that was not seen has visibility 0. `world` is None where there is no depth at all.
    """

    t: float
    image: tuple[Spot, ...] | None = None
    world: tuple[Place, ...] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the numbers of one source are laid out, and how one frame of it is read.

    Args:
        size: Width and height of the picture in pixels; None for joints in metres.
        normalised: Image points are 0 to 1 of width and height, not pixels.
        joints: For each position in a frame, the point it is, or None if it is not used.
        depth: Where `world` comes from.
        named: Joints in metres only, without a picture.
        metres: Length of one unit of `world`.
        flip: Sign of y and z as they are in the source: (-1, -1) where y is up and z towards the camera.

    """

    size: tuple[int, int] | None
    normalised: bool = False
    joints: tuple[Point | None, ...] = ()
    depth: Depth = Depth.ESTIMATED
    named: bool = False
    metres: float = 1.0
    flip: tuple[float, float] = (1.0, 1.0)

    def frame(self, data: object, t: float | None = None) -> Frame:
        """Read one frame: a mapping with `t` and `image` or `world` (both left out: nobody seen).

        Raises:
            BadValue: In one sentence; nothing is repaired or guessed.

        """
        if not isinstance(data, Mapping):
            raise BadValue(f"A frame is an object with t, image and world, not {_kind(data)}.")
        unknown = [str(key)[:20] for key in data if key not in ("t", "image", "world")]
        if unknown:
            raise BadValue(f"A frame has t, image and world, and nothing like “{unknown[0]}”.")
        t = _time(data["t"]) if "t" in data else t
        if t is None:
            raise BadValue("A frame wants its time t in seconds.")
        image, world = data.get("image"), data.get("world")
        if self.named:
            if image is not None:
                raise BadValue("Named joints have world points in metres and no image.")
            return Frame(t) if world is None else self._joints(t, world)
        if image is None:
            if world is not None:
                raise BadValue(f"The frame at {t:g} s has world points and no image points.")
            return Frame(t)
        return Frame(t, self._image(image), None if world is None else self._world(world))

    def _image(self, data: object) -> tuple[Spot, ...]:
        rows = _rows(data, BLAZEPOSE, (3, 4), "image")
        width, height = self.size or (1, 1)
        sx, sy = (width, height) if self.normalised else (1, 1)
        most = _MOST_PIXELS / max(sx, sy)
        _check(rows, max(most, 1.0), "image")
        return tuple(
            (rows[i][0] * sx, rows[i][1] * sy, min(1.0, max(0.0, rows[i][-1]))) for i in _OF_BLAZEPOSE
        )

    def _world(self, data: object) -> tuple[Place, ...]:
        rows = _rows(data, BLAZEPOSE, (3,), "world")
        _check(rows, _MOST_METRES, "world")
        return tuple((rows[i][0], rows[i][1], rows[i][2]) for i in _OF_BLAZEPOSE)

    def _joints(self, t: float, data: object) -> Frame:
        rows = _rows(data, len(self.joints), (3,), "world")
        _check(rows, _MOST_METRES / self.metres, "world")
        fy, fz = self.flip
        world: list[Place] = [UNSEEN] * len(Point)
        image: list[Spot] = [UNSEEN] * len(Point)
        for point, (x, y, z) in zip(self.joints, rows, strict=True):
            if point is not None:
                place = (x * self.metres, y * self.metres * fy, z * self.metres * fz)
                world[point] = place
                image[point] = (place[0] * _PICTURE_PER_METRE, place[1] * _PICTURE_PER_METRE, 1.0)
        return Frame(t, tuple(image), tuple(world))


def blazepose(width: int, height: int, *, normalised: bool = False) -> Layout:
    """Return the layout of 33 BlazePose points of a picture of that size in pixels."""
    for side in (width, height):
        if type(side) is not int or not 0 < side <= _MOST_PIXELS:
            raise BadValue("The size of the picture is two whole numbers of pixels, width and height.")
    return Layout((width, height), normalised)


def _time(value: object) -> float:
    if type(value) not in (int, float) or not 0 <= value <= LONGEST_S:  # type: ignore[operator]
        raise BadValue(f"The time t of a frame is seconds from 0 to {LONGEST_S:g}, not {_shown(value)}.")
    return float(value)  # type: ignore[arg-type]


def _rows(data: object, count: int, widths: tuple[int, ...], name: str) -> list[list[float]]:
    if type(data) not in (list, tuple) or len(data) != count:  # type: ignore[arg-type]
        raise BadValue(f"{name} is a list of {count} points, not {_kind(data)}.")
    for row in data:  # type: ignore[attr-defined]
        if type(row) not in (list, tuple) or len(row) not in widths:
            wanted = " or ".join(str(width) for width in widths)
            raise BadValue(f"Each point of {name} has {wanted} numbers, not {_kind(row)}.")
    return data  # type: ignore[return-value]


def _check(rows: list[list[float]], most: float, name: str) -> None:
    """Every number is a real, finite one of a sensible size; checked by one pass without a call per number."""
    for row in rows:
        for value in row:
            kind = type(value)
            if (kind is not float and kind is not int) or not -most <= value <= most:
                raise BadValue(f"A point of {name} holds {_shown(value)}, which is no number up to {most:g}.")


def _kind(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return "nothing" if value is None else f"a {type(value).__name__}"


def _shown(value: object) -> str:
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    text = (
        repr(value) if isinstance(value, int | float | str | bool) and len(str(value)) <= 20 else _kind(value)
    )
    return "nothing" if value is None else text
