"""One set in front of the camera: checks every message of the page, feeds the engine, answers; knows no network.

A message of the page is an object with `kind`:

- `start`: `exercise`, and `size` (width and height of the picture in pixels); for a movement screen also `screen`,
  and what should be the same next time: `step` (cm) and `conditions`
- `frames`: `frames`, a list of `{t, image, world}` (33 points each, `image` from 0 to 1 of the picture's size)
- `end`
- `keep`: `uid` (of the set) and `day`: the landmarks of the set that has ended are to be kept

The answers are objects with `kind`: `started`, `seen` (how far frames were read, and the events in them), `report`,
`error` (one sentence; what came before stays counted).
"""

import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from gluteal.errors import BadValue, GlutealError
from gluteal.form.landmark import Frame, Layout, blazepose
from gluteal.form.recording import FORMAT, VERSION
from gluteal.form.report import Event, Report
from gluteal.form.screen import TESTS
from gluteal.record import to_mapping

MOST_TEXT = 256 * 1024
"""Bytes of one message; sixty frames, which is what a page sends at once after a break, are about half of it."""

MOST_AT_ONCE = 60
MOST_FPS = 120.0  # frames a second of the set's own time: a camera gives 30, rarely 60
LONGEST_S = 30 * 60.0
MOST_FRAMES = 60_000  # bounds the memory of one set, whatever its times say
_GZIP = 31  # zlib's window size that stands for a gzip file
MOST_CONDITIONS = 400
MOST_FAULTS = 5  # messages that are none, before the page is asked to go


class Checker(Protocol):
    """The form engine, as far as a live set uses it."""

    def feed(self, frame: Frame) -> Sequence[Event]:
        """Take one frame and return what happened in it."""

    def finish(self) -> Report:
        """Close the set and return everything about it."""


Engine = Callable[[str, tuple[int, int]], Checker]
"""Makes the engine for an exercise and a size of picture; raises GlutealError."""


@dataclass(slots=True)
class LiveSet:
    """What one open page is doing: nothing yet, a set, or the end of one.

    Attributes:
        engine: Makes the form engine.
        frames: How many frames of this set were read.
        report: Of the set that has ended; None before.
        size, exercise, screen, step, conditions: What the set was started with.
        faults: Messages that were none, so far.

    """

    engine: Engine
    frames: int = 0
    faults: int = 0
    report: Report | None = None
    screen: str | None = None
    step: float | None = None
    conditions: str = ""
    size: tuple[int, int] = (0, 0)
    exercise: str = ""
    _checker: Checker | None = None
    _packing: Any = None
    _packed: bytearray = field(default_factory=bytearray)
    _layout: Layout | None = None
    _last: float = -1.0
    _second: int = -1
    _in_second: int = 0

    @property
    def too_many_faults(self) -> bool:
        """Whether this page sends nothing that can be understood."""
        return self.faults >= MOST_FAULTS

    def take(self, text: str) -> Mapping[str, Any]:
        """Take one message and return the answer; what cannot be understood is answered by a sentence."""
        try:
            return self._answer(_object(text))
        except BadValue as error:
            self.faults += 1
            return {"kind": "error", "text": str(error)}
        except GlutealError as error:
            return {"kind": "error", "text": str(error)}

    def _answer(self, message: Mapping[str, Any]) -> Mapping[str, Any]:
        match message.get("kind"):
            case "start":
                return self._start(message)
            case "frames":
                return self._frames(message)
            case "end":
                return self._end()
            case "keep":
                return self._keep(message)
            case _:
                raise BadValue("A message is of the kind “start”, “frames”, “end” or “keep”.")

    def _start(self, message: Mapping[str, Any]) -> Mapping[str, Any]:
        exercise, size = message.get("exercise"), message.get("size")
        if not isinstance(exercise, str) or not 0 < len(exercise) <= 100:
            raise BadValue("To start, name an exercise.")
        if not isinstance(size, list) or len(size) != 2:
            raise BadValue("To start, give the size of the picture as width and height.")
        screen, step, conditions = _screen(message, exercise)
        layout = blazepose(size[0], size[1], normalised=True)
        self._checker = self.engine(exercise, (size[0], size[1]))
        self._layout, self._last, self._second, self._in_second = layout, -1.0, -1, 0
        self.frames, self.report, self.size, self.exercise = 0, None, (size[0], size[1]), exercise
        self.screen, self.step, self.conditions = screen, step, conditions
        self._packing, self._packed = zlib.compressobj(1, zlib.DEFLATED, _GZIP), bytearray()
        self._pack(
            {
                "format": FORMAT,
                "version": VERSION,
                "kind": "blazepose",
                "size": size,
                "points": "normalised",
                "exercise": exercise,
            }
        )
        return {"kind": "started", "exercise": exercise}

    def _frames(self, message: Mapping[str, Any]) -> Mapping[str, Any]:
        if self._checker is None or self._layout is None:
            raise BadValue("No set has been started.")
        frames = message.get("frames")
        if not isinstance(frames, list) or not 0 < len(frames) <= MOST_AT_ONCE:
            raise BadValue(f"Frames come in a list of 1 to {MOST_AT_ONCE}.")
        if self.frames + len(frames) > MOST_FRAMES:
            raise BadValue("This set has gone on for longer than a set can; end it and start another.")
        events: list[Event] = []
        for data in frames:
            frame = self._layout.frame(data)
            self._in_time(frame.t)
            events.extend(self._checker.feed(frame))
            self._pack(data)
            self.frames += 1
        return {"kind": "seen", "t": self._last, "events": [to_mapping(event) for event in events]}

    def _in_time(self, t: float) -> None:
        if t <= self._last:
            raise BadValue(
                f"The time of a frame is later than that of the one before; {t:g} s is not after {self._last:g} s."
            )
        if t > LONGEST_S:
            raise BadValue(f"A set in front of the camera lasts up to {LONGEST_S / 60:g} minutes.")
        self._in_second = self._in_second + 1 if int(t) == self._second else 1
        self._second = int(t)
        if self._in_second > MOST_FPS:
            raise BadValue(f"More than {MOST_FPS:g} frames a second are more than a camera gives.")
        self._last = t

    def _end(self) -> Mapping[str, Any]:
        if self._checker is None:
            raise BadValue("No set has been started.")
        self.report, self._checker = self._checker.finish(), None
        self._packed += self._packing.flush()
        return {"kind": "report", "report": to_mapping(self.report)}

    def document(self) -> bytes:
        """Return the landmarks of the set that has ended as a landmark document (docs/data-formats.md), gzipped."""
        return bytes(self._packed)

    def _pack(self, line: Mapping[str, Any]) -> None:
        """Hold a line of the document packed: as lists of numbers a long set would take ten times the memory."""
        self._packed += self._packing.compress(json.dumps(line, separators=(",", ":")).encode() + b"\n")

    def _keep(self, message: Mapping[str, Any]) -> Mapping[str, Any]:
        if self.report is None or not self.frames:
            raise BadValue("There is no set whose landmarks could be kept.")
        try:
            uid, day = UUID(message["uid"]), date.fromisoformat(message["day"])
        except (KeyError, TypeError, ValueError, AttributeError):
            raise BadValue("To keep landmarks, give the uid of the set and its day.") from None
        return {"kind": "keep", "uid": str(uid), "day": day.isoformat()}


def _screen(message: Mapping[str, Any], exercise: str) -> tuple[str | None, float | None, str]:
    """Return the movement screen that a set is started as, its step and its conditions; nothing for a plain set."""
    screen, step, conditions = message.get("screen"), message.get("step"), message.get("conditions", "")
    if screen is None:
        return None, None, ""
    if not isinstance(screen, str) or TESTS.get(screen) != exercise:
        raise BadValue(f"A screen is one of {', '.join(TESTS)}, with its own exercise.")
    if step is not None and (type(step) not in (int, float) or not 0 < step < 1000):
        raise BadValue("The height of a step is a number of centimetres.")
    if not isinstance(conditions, str) or len(conditions) > MOST_CONDITIONS or "\0" in conditions:
        raise BadValue(f"The conditions are said in up to {MOST_CONDITIONS} letters.")
    return screen, step, conditions


def _object(text: str) -> Mapping[str, Any]:
    """Parse a message; NaN and infinities are no JSON, and deep nesting is not parsed at all."""

    def refuse(word: str) -> object:
        raise ValueError(word)

    try:
        found = json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        raise BadValue("A message is one JSON object, without NaN or infinities.") from None
    if not isinstance(found, dict):
        raise BadValue("A message is one JSON object.")
    return found
