"""Reads a video file as upright pictures with their true times; everything that is no such file is a sentence.

What a phone writes is taken as it is meant to be seen: rotation and mirroring (the display matrix), pixels that
are not square, a variable frame rate (each picture has its own time), slow motion (a file of 240 pictures a second,
or one that plays slower than it was filmed and says so).
"""

import queue
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from gluteal.errors import BadValue
from gluteal.video.container import (
    Picture,
    display_matrix,
    opened,
    picture_stream,
    pixel,
    shape_for,
    slowed,
    upright,
)

RATE = 30.0
"""Pictures a second that are looked at; a faster file gives each of these with its own time."""

LONGEST_S = 2 * 3600
_MOST_PIXELS = 8192 * 4320  # the largest picture of any level of H.265
_LEAST_SIDE = 32
_AHEAD = 3  # decoded pictures that wait: the memory taken does not grow with the file
_MOST_BROKEN = 300  # packets in a row that cannot be decoded before the rest is given up


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, upright, with its time in seconds since the first one."""

    number: int
    t: float
    picture: Picture


class Film:
    """An open video file. Use it in a `with` block, and iterate it once.

    Attributes:
        path: The file.
        width, height: Size of the pictures that are given, in pixels.
        rate: Pictures a second in the file, 0 where it does not say.
        seconds: Length in real time, 0 where the file does not say.
        codec: "h264", "hevc", "vp9" …
        slower: How many times slower than life it plays, as the file says (1 for most).
        broken: Packets that could not be decoded, so far.
        ended_early: Whether the file stopped in the middle of what it promised.

    Args:
        path: The file.
        start, end: Take only what lies between, in seconds of the file's own clock.
        rate: Most pictures a second to give.
        slower: How many times slower than life the file plays; None takes what it says of itself.

    Raises:
        BadValue: If it is no video that can be read; the sentence says why.

    """

    def __init__(
        self,
        path: Path,
        *,
        start: float = 0.0,
        end: float | None = None,
        rate: float = RATE,
        slower: float | None = None,
    ) -> None:
        self.path, self._start, self._end, self._most = path, start, end, rate
        self.broken, self.ended_early = 0, False
        self._container = opened(path)
        try:
            self._stream = picture_stream(self._container, path)
            self._settle(slower)
        except BaseException:
            self._container.close()
            raise

    def _settle(self, slower: float | None) -> None:
        stream = self._stream
        codec = stream.codec_context
        if codec.width * codec.height > _MOST_PIXELS:
            raise BadValue(
                f"{self.path} has pictures of {codec.width} x {codec.height}; up to 8192 x 4320 can be looked at."
            )
        if 0 < min(codec.width, codec.height) < _LEAST_SIDE:
            raise BadValue(
                f"{self.path} has pictures of {codec.width} x {codec.height}; nobody can be seen in them."
            )
        self.codec = codec.codec.canonical_name  # what it is, not which program decodes it
        self.rate = float(stream.average_rate or stream.guessed_rate or 0)
        self.slower = slower or slowed(self._container.metadata, self.rate)
        self.seconds = self._length() / self.slower
        if self.seconds > LONGEST_S:
            raise BadValue(
                f"{self.path} lasts {self.seconds / 3600:.1f} hours; up to {LONGEST_S // 3600} hours are looked at. "
                "Name a part of it with --from and --to."
            )
        stream.thread_type = "AUTO"
        self._first = self._first_picture()

    def _length(self) -> float:
        stream, whole = self._stream, self._container.duration
        told = float(stream.duration * stream.time_base) if stream.duration else (whole or 0) / 1_000_000
        end = told if self._end is None else min(self._end, told or self._end)
        return max(end - self._start, 0.0)

    def __enter__(self) -> "Film":
        """Return itself; leaving the block closes the file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._container.close()

    def __iter__(self) -> Iterator[Frame]:
        """Yield the pictures in order, decoded by a thread of its own a few pictures ahead."""
        waiting: queue.Queue[Frame | BaseException | None] = queue.Queue(_AHEAD)
        enough = threading.Event()

        def put(item: Frame | BaseException | None) -> bool:
            while not enough.is_set():
                with suppress(queue.Full):
                    waiting.put(item, timeout=0.2)
                    return True
            return False

        def work() -> None:
            try:
                for frame in self._frames():
                    if not put(frame):
                        return
                put(None)
            except BaseException as error:  # handed to the reader, who raises it
                put(error)

        thread = threading.Thread(target=work, name="decode", daemon=True)
        thread.start()
        try:
            while (item := waiting.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item
        finally:
            enough.set()
            thread.join()

    def _first_picture(self) -> Any:
        """Decode up to the first picture, from which rotation and size are known before anything is given."""
        if self._start > 0:
            import av

            with suppress(av.FFmpegError):
                self._container.seek(int(self._start * 1_000_000))
        self._pictures = self._decoded()
        first = next(self._pictures, None)
        if first is None:
            raise BadValue(f"{self.path} holds no picture that can be read.")
        if first.width * first.height > _MOST_PIXELS:
            raise BadValue(f"{self.path} has pictures of {first.width} x {first.height}, which is too large.")
        self._shape = shape_for(first.width, first.height, pixel(self._stream))
        self._matrix = display_matrix(first)
        turned = self._matrix is not None and self._matrix[0] == 0
        self.width, self.height = self._shape[::-1] if turned else self._shape
        return first

    def _decoded(self) -> Iterator[Any]:
        """Yield ffmpeg's frames, stepping over what is broken."""
        import av

        packets, in_a_row = self._container.demux(self._stream), 0
        while True:
            try:
                packet = next(packets, None)
            except av.FFmpegError:
                self.ended_early = True
                return
            if packet is None:
                return
            try:
                found = packet.decode()
                in_a_row = 0
            except av.FFmpegError:
                self.broken += 1
                in_a_row += 1
                if in_a_row > _MOST_BROKEN:
                    self.ended_early = True
                    return
                continue
            yield from found

    def _frames(self) -> Iterator[Frame]:
        from av.video.reformatter import VideoReformatter

        scaler, given, zero, last, due = VideoReformatter(), 0, None, -1.0, 0.0
        base = float(self._stream.time_base or 1)
        step = 1 / self._most
        for counted, raw in enumerate(_with_first(self._first, self._pictures)):
            at = counted / (self.rate or RATE) if raw.pts is None else raw.pts * base
            if at < self._start - base:
                continue
            if self._end is not None and at > self._end:
                return
            zero = at if zero is None else zero
            t = (at - zero) / self.slower
            # Not later than the one before (seen in cut files), or sooner than the next one wanted.
            if t <= last or t < due - step / 4:
                continue
            last, due = t, max(due + step, t + step / 2)
            if t > LONGEST_S:
                self.ended_early = True
                return
            yield Frame(given, t, upright(self._scaled(scaler, raw), self._matrix))
            given += 1
        if given == 0:
            raise BadValue(f"{self.path} holds no picture after second {self._start:g}.")
        # A file that was cut off says how long it was meant to be.
        if self._end is None and self.seconds > 0 and last < self.seconds - max(1.0, self.seconds / 10):
            self.ended_early = True

    def _scaled(self, scaler: Any, raw: Any) -> Picture:
        from av.video.reformatter import Interpolation

        width, height = self._shape
        rgb = scaler.reformat(
            raw, width, height, "rgb24", interpolation=Interpolation.FAST_BILINEAR, threads=1
        )
        # PyAV gives a padded view where the width is no multiple of 32; networks want it without gaps.
        return np.ascontiguousarray(rgb.to_ndarray())


def _with_first(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest
