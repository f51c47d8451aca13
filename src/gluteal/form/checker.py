"""The one engine behind files and the live page: frames in, events and a report out."""

from array import array
from bisect import bisect_right
from operator import itemgetter

from gluteal.errors import BadValue
from gluteal.form.angle import Scale, flat, signals, solid
from gluteal.form.judge import Judge
from gluteal.form.landmark import MOST_FPS, Depth, Frame
from gluteal.form.recording import Recording
from gluteal.form.reference import Reference
from gluteal.form.report import (
    Body,
    Event,
    Hold,
    HoldDone,
    HoldTick,
    Rep,
    RepDone,
    Report,
    SetUp,
    SetUpChanged,
)
from gluteal.form.signal import NAMES, PLACE
from gluteal.form.smooth import OneEuro, SwapRepair, even, smooth_with_holes
from gluteal.form.summary import Crier, summarise
from gluteal.form.view import Viewer, facing

_NOBODY = (float("nan"),) * len(NAMES)


class Watcher:
    """What files and live share: repairs swaps, follows the view and turns a frame into a row of raw signals."""

    def __init__(
        self, reference: Reference, names: tuple[str, ...], size: tuple[int, int] | None, depth: Depth
    ) -> None:
        numbers = reference.numbers
        self.measured = depth is Depth.MEASURED
        self.least = numbers["least-visibility"]
        self.repair = SwapRepair(numbers["gap"], numbers["swap-clear"])
        self.viewer = Viewer(numbers, size)
        self.scale = Scale(numbers["scale-fade"], numbers["scale-growth"])
        self.deep = any(look.depth for look in reference.looks)
        self.pick = itemgetter(*(PLACE[name] for name in names))
        self.low = 0.0

    def row(self, frame: Frame) -> tuple[float, ...]:
        """Return the wanted signals of one frame; NaN where nothing is seen."""
        if frame.image is None:
            self.viewer.feed(frame, None, self.low)
            return self.pick(_NOBODY)  # type: ignore[no-any-return]
        if not self.measured:
            frame = self.repair.feed(frame)
        found = facing(frame)
        self.viewer.feed(frame, found, self.low)
        planar = solid(frame) if self.measured else flat(frame, self.viewer.c, self.viewer.s)
        row = signals(
            frame, planar, self.scale, measured=self.measured, least=self.least, facing=found, depth=self.deep
        )
        self.low = max(row[0], row[1])
        return self.pick(row)  # type: ignore[no-any-return]


class FormChecker:
    """Watches one set of one exercise as the frames come in.

    `feed` answers with what has just become known; `finish` closes the set and sums it up. Memory is bounded:
    frames are forgotten once their repetition is judged, and no signals are kept for plots.

    Args:
        reference: The exercise.
        size: Width and height of the picture in pixels.
        depth: Where the depth of the frames comes from.

    """

    def __init__(
        self, reference: Reference, size: tuple[int, int] | None = None, depth: Depth = Depth.ESTIMATED
    ) -> None:
        self.reference = reference
        self.judge = Judge(reference, measured=depth is Depth.MEASURED)
        self.watcher = Watcher(reference, self.judge.names, size, depth)
        numbers = reference.numbers
        self.filter = OneEuro(
            len(self.judge.names), numbers["cutoff-live"], numbers["beta-live"], numbers["gap"]
        )
        self.crier = Crier(reference)
        self.frames = 0
        self.start_t = self.last_t = -1.0
        self.setup_t = -1.0
        self.setup: SetUp | None = None
        self.ticked = 0

    def feed(self, frame: Frame) -> tuple[Event, ...]:
        """Take the next frame. Raises `BadValue` where its time is not later than that of the last one."""
        t = frame.t
        if t - self.last_t < 0.5 / MOST_FPS:
            raise BadValue(
                f"Frames want times that rise, at most {MOST_FPS:g} a second; {t:g} s does not follow {self.last_t:g} s."
            )
        if not self.frames:
            self.start_t = t
        self.last_t = t
        row = self.filter.feed(t, self.watcher.row(frame))
        events: list[Event] = []
        for done in self.judge.feed(t, self.frames, row):
            events += self._done(t, done)
        self.frames += 1
        if self.reference.hold:
            held = int(self.judge.timer.seconds())
            if held > self.ticked:
                events.append(HoldTick(t=t, side=Body.BOTH, seconds=held))
            self.ticked = held
        if t - self.setup_t >= self.reference.numbers["setup-seconds"]:
            self.setup_t = t
            setup = self._setup()
            before = self.setup
            if before is None or (before.view, before.advice, before.good) != (
                setup.view,
                setup.advice,
                setup.good,
            ):
                events.append(SetUpChanged(t=t, setup=setup))
            self.setup = setup
        return tuple(events)

    def _done(self, t: float, done: Rep | Hold) -> list[Event]:
        if isinstance(done, Hold):
            return [HoldDone(t=t, hold=done), *self.crier.listen(t, done)]
        count = sum(rep.side is done.side for rep in self.judge.reps)
        return [RepDone(t=t, rep=done, count=count), *self.crier.listen(t, done)]

    def _setup(self) -> SetUp:
        return self.watcher.viewer.set_up(self.reference.view, self.reference.posture, self.watcher.measured)

    def finish(self) -> Report:
        """Close the set and return the report."""
        self.judge.close()
        seconds = max(0.0, self.last_t - self.start_t) if self.frames else 0.0
        return summarise(self.reference, self.judge, self._setup(), self.frames, seconds)


def check(recording: Recording, reference: Reference) -> Report:
    """Judge a recorded set: the same rules as live, over signals smoothed without lag.

    Raises:
        BadValue: Where the recording holds no frame at all, or cannot be read on.

    """
    judge = Judge(reference, measured=recording.depth is Depth.MEASURED)
    watcher = Watcher(reference, judge.names, recording.size, recording.depth)
    times = array("d")
    columns = [array("d") for _ in judge.names]
    for frame in recording.frames:
        times.append(frame.t)
        for column, value in zip(columns, watcher.row(frame), strict=True):
            column.append(value)
    if not times:
        raise BadValue("The recording has no frames.")
    numbers = reference.numbers
    grid = _grid(times, numbers["grid"])
    rate = (len(grid) - 1) / (grid[-1] - grid[0]) if len(grid) > 1 else numbers["grid"]
    smooth = [
        array("d", smooth_with_holes(even(times, column, grid, numbers["gap"]), rate, numbers["cutoff-file"]))
        for column in columns
    ]
    for i, row in enumerate(zip(*smooth, strict=True)):
        judge.feed(grid[i], max(0, bisect_right(times, grid[i] + 1e-6) - 1), row)
    judge.close()
    setup = watcher.viewer.set_up(reference.view, reference.posture, watcher.measured)
    report = summarise(reference, judge, setup, len(times), times[-1] - times[0], (grid, smooth))
    return report


def _grid(times: "array[float]", rate: float) -> "array[float]":
    """Return even times over the recording, about `rate` a second, so that any frame rate is judged alike."""
    span = times[-1] - times[0]
    count = max(1, round(span * rate))
    return array("d", (times[0] + span * i / count for i in range(count + 1))) if span else array("d", times)
