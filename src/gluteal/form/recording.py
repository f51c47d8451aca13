"""Recorded landmarks: a whole recording as a value, and the file format with its strict, frugal reader."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path
from typing import IO

from gluteal.errors import BadValue
from gluteal.form.landmark import (
    JOINT_NAMES,
    LONGEST_S,
    MOST_FPS,
    NEEDED,
    Depth,
    Frame,
    Layout,
    Place,
    Point,
    Spot,
    blazepose,
)

FORMAT, VERSION = "gluteal-landmarks", 1
MOST_DOCUMENT = 64 * 1024 * 1024  # bytes of a file that is one document; longer ones go line by line
MOST_LINE = 64 * 1024
MOST_FRAMES = 1_000_000
_HEADER = {
    "format",
    "version",
    "kind",
    "size",
    "points",
    "joints",
    "unit_m",
    "axes",
    "fps",
    "exercise",
    "frames",
}
_AXES = {"y-up-z-to-camera": (-1.0, -1.0), "y-down-z-away": (1.0, 1.0)}


@dataclass(frozen=True, slots=True)
class Recording:
    """Landmarks of one person over time. `frames` may be an iterator that is read once."""

    frames: Iterable[Frame]
    size: tuple[int, int] | None = None  # of the picture, pixels; None where there was none
    depth: Depth = Depth.ESTIMATED
    source: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def held(self) -> "Recording":
        """Return the same with its frames read into memory."""
        return replace(self, frames=tuple(self.frames))


def read(path: Path) -> Recording:
    """Read a landmark file: one JSON document, or a header line followed by one frame a line.

    The second form is read as it is walked through, so an hour of it takes no more memory than a minute.

    Raises:
        BadValue: In one sentence, naming the file and, where there is one, the frame.

    """
    try:
        with path.open("rb") as file:
            first = file.readline(MOST_LINE + 1)
        header = _object(first) if len(first) <= MOST_LINE else None
        if header is not None and "frames" not in header:
            layout = layout_of(header, path.name)
            return Recording(_lines(path, header, layout), layout.size, layout.depth, path.name)
        if path.stat().st_size > MOST_DOCUMENT:
            raise BadValue(
                f"{path.name} is larger than {MOST_DOCUMENT // 1024 // 1024} MB; write a recording of that length"
                " with one frame a line."
            )
        text = path.read_bytes()
    except OSError as error:
        raise BadValue(f"{path.name} cannot be read: {error.strerror or error}.") from None
    document = header if header is not None else _object(text)
    if document is None:
        raise BadValue(f"{path.name} is no JSON document, or it is cut off.")
    return recording_of(document, path.name)


def recording_of(document: object, name: str = "The recording") -> Recording:
    """Build a recording from a parsed document; raises `BadValue` in one sentence."""
    if not isinstance(document, Mapping):
        raise BadValue(f"{name} is no landmark document: an object with format “{FORMAT}” is wanted.")
    layout = layout_of(document, name)
    frames = document.get("frames")
    if not isinstance(frames, list) or not frames:
        raise BadValue(f"{name} has no frames.")
    return Recording(
        tuple(_in_order(_numbered(frames, layout, _fps(document, name), name), name)),
        layout.size,
        layout.depth,
        name,
    )


def layout_of(header: Mapping[str, object], name: str) -> Layout:
    """Read the head of a landmark document; raises `BadValue`."""
    if header.get("format") != FORMAT:
        raise BadValue(f"{name} is no landmark file: its format is not “{FORMAT}”.")
    if header.get("version") != VERSION or isinstance(header.get("version"), bool):
        raise BadValue(
            f"{name} has a version of the landmark format that is not known; this is version {VERSION}."
        )
    unknown = sorted(str(key)[:20] for key in set(header) - _HEADER)
    if unknown:
        raise BadValue(f"{name} holds “{unknown[0]}”, which the landmark format does not have.")
    kind = header.get("kind")
    if kind == "blazepose":
        size = header.get("size")
        if not isinstance(size, list) or len(size) != 2:
            raise BadValue(f"{name} wants size, width and height of the picture in pixels.")
        points = header.get("points", "pixel")
        if points not in ("pixel", "normalised"):
            raise BadValue(f"{name}: points are “pixel” or “normalised”.")
        return blazepose(size[0], size[1], normalised=points == "normalised")
    if kind == "named-joints":
        return _named(header, name)
    raise BadValue(f"{name}: kind is “blazepose” or “named-joints”.")


def _named(header: Mapping[str, object], name: str) -> Layout:
    joints = header.get("joints")
    if (
        not isinstance(joints, list)
        or not 0 < len(joints) <= 100
        or not all(isinstance(j, str) for j in joints)
    ):
        raise BadValue(f"{name} wants joints, a list of names such as left_hip or l_upper_leg.")
    points = tuple(JOINT_NAMES.get(joint) for joint in joints)
    used = [point for point in points if point is not None]
    if len(used) != len(set(used)):
        raise BadValue(f"{name} names one joint twice.")
    missing = [point.name.lower() for point in NEEDED if point not in used]
    if missing:
        raise BadValue(
            f"{name} has no {missing[0]}; shoulders, hips, knees and ankles of both sides are needed."
        )
    unit = header.get("unit_m", 1.0)
    if type(unit) not in (int, float) or not 1e-6 <= unit <= 1.0:  # type: ignore[operator]
        raise BadValue(f"{name}: unit_m is the length of one unit in metres, at most 1.")
    axes = header.get("axes", "y-up-z-to-camera")
    if axes not in _AXES:
        raise BadValue(f"{name}: axes are {' or '.join(_AXES)}.")
    return Layout(None, False, points, Depth.MEASURED, True, float(unit), _AXES[str(axes)])  # type: ignore[arg-type]


def _fps(header: Mapping[str, object], name: str) -> float | None:
    fps = header.get("fps")
    if fps is None:
        return None
    if type(fps) not in (int, float) or not isfinite(fps) or not 1 <= fps <= MOST_FPS:  # type: ignore[arg-type,operator]
        raise BadValue(f"{name}: fps is a number from 1 to {MOST_FPS:g}.")
    return float(fps)  # type: ignore[arg-type]


def _lines(path: Path, header: Mapping[str, object], layout: Layout) -> Iterator[Frame]:
    def objects(file: IO[bytes]) -> Iterator[object]:
        for number, line in enumerate(iter(lambda: file.readline(MOST_LINE + 1), b"")):
            if len(line) > MOST_LINE:
                raise BadValue(f"{path.name}: frame {number} is longer than {MOST_LINE // 1024} kB.")
            if line.strip():
                found = _object(line)
                if found is None:
                    raise BadValue(f"{path.name}: frame {number} is no JSON object, or the file is cut off.")
                yield found

    with path.open("rb") as file:
        file.readline(MOST_LINE + 1)
        yield from _in_order(_numbered(objects(file), layout, _fps(header, path.name), path.name), path.name)


def _numbered(data: Iterable[object], layout: Layout, fps: float | None, name: str) -> Iterator[Frame]:
    for number, item in enumerate(data):
        if number >= MOST_FRAMES:
            raise BadValue(f"{name} has more than {MOST_FRAMES} frames.")
        try:
            yield layout.frame(item, None if fps is None else number / fps)
        except BadValue as error:
            raise BadValue(f"{name}, frame {number}: {error}") from None


def _in_order(frames: Iterable[Frame], name: str) -> Iterator[Frame]:
    """Hand the frames on; refuse times that stand still, run back, or are more than a camera can give."""
    last, second, in_second = -1.0, 0, 0
    for frame in frames:
        if frame.t <= last:
            raise BadValue(
                f"{name}: the time of each frame is later than that of the one before; {frame.t:g} s is not."
            )
        if frame.t > LONGEST_S:
            raise BadValue(f"{name} is longer than {LONGEST_S / 3600:g} hours.")
        last = frame.t
        in_second = in_second + 1 if int(frame.t) == second else 1
        second = int(frame.t)
        if in_second > MOST_FPS + 1:
            raise BadValue(f"{name} has more than {MOST_FPS:g} frames a second, which no camera gives.")
        yield frame


def _refuse(word: str) -> object:
    raise ValueError(word)


_DECODER = json.JSONDecoder(parse_constant=_refuse)  # NaN and infinities are no JSON


def _object(text: bytes) -> dict[str, object] | None:
    """Parse one JSON object; None for anything else."""
    try:
        found = _DECODER.decode(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def mirrored(recording: Recording) -> Recording:
    """Return what the same movement looks like in a mirror: left and right change places."""
    width = recording.size[0] if recording.size else 0

    def swap(points: tuple[Spot, ...] | None, width: float) -> tuple[Spot, ...] | None:
        if points is None:
            return None
        turned: list[Spot | Place] = [(width - x, y, z) for x, y, z in points]
        return (turned[0], *(turned[i + 1 if i % 2 else i - 1] for i in range(1, len(Point))))

    return replace(
        recording,
        frames=tuple(Frame(f.t, swap(f.image, width), swap(f.world, 0.0)) for f in recording.frames),
    )
