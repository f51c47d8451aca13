"""Smoothing: One-Euro for live signals, a zero-lag Butterworth for files, an even grid, and left/right swap repair."""

from bisect import bisect_right
from collections.abc import Sequence
from math import ceil, hypot, nan, pi, sqrt, tan

from gluteal.form.landmark import Frame, Point


class OneEuro:
    """The One-Euro filter over a row of signals: slow when still, quick when moving.

    Args:
        count: Number of signals.
        cutoff: Cut-off at rest, Hz.
        beta: How much the cut-off rises with speed.
        gap: Seconds after which an unseen signal starts afresh.

    """

    __slots__ = ("beta", "cutoff", "gap", "seen", "speed", "value")

    def __init__(self, count: int, cutoff: float, beta: float, gap: float) -> None:
        self.cutoff, self.beta, self.gap = cutoff, beta, gap
        self.value = [nan] * count
        self.speed = [0.0] * count
        self.seen = [-1e9] * count

    def feed(self, t: float, row: Sequence[float]) -> list[float]:
        """Return the smoothed row; NaN stays NaN."""
        value, speed, seen = self.value, self.speed, self.seen
        cutoff, beta, gap = self.cutoff, self.beta, self.gap
        out = []
        turn = 2.0 * pi
        for i, raw in enumerate(row):
            if raw != raw:
                out.append(raw)
                continue
            dt = t - seen[i]
            last = value[i]
            seen[i] = t
            if dt > gap or last != last:
                value[i], speed[i] = raw, 0.0
                out.append(raw)
                continue
            step = turn * dt  # the speed itself is smoothed at 1 Hz
            pace = speed[i] + (step / (step + 1.0)) * ((raw - last) / dt - speed[i])
            speed[i] = pace
            step *= cutoff + beta * (pace if pace >= 0.0 else -pace)
            last += (step / (step + 1.0)) * (raw - last)
            value[i] = last
            out.append(last)
        return out


def butterworth(values: Sequence[float], rate: float, cutoff: float) -> list[float]:
    """Return the signal without lag below `cutoff` Hz (second order, forth and back; ends held still).

    Args:
        values: Evenly spaced values without NaN.
        rate: Values a second; a cut-off at or above half of it changes nothing.
        cutoff: Of the whole there-and-back filter, Hz.

    """
    count = len(values)
    # forth and back halves the power twice, so each pass has its corner a little higher
    corner = cutoff / (sqrt(2.0) - 1.0) ** 0.25
    if count < 4 or corner >= rate / 2:
        return list(values)
    k = tan(pi * corner / rate)
    norm = 1.0 / (1.0 + sqrt(2.0) * k + k * k)
    b0, a1, a2 = k * k * norm, 2.0 * (k * k - 1.0) * norm, (1.0 - sqrt(2.0) * k + k * k) * norm
    pad = min(count - 1, ceil(rate / cutoff * 2))
    first, last = values[0], values[-1]
    row = [2 * first - values[i] for i in range(pad, 0, -1)]
    row += values
    row += [2 * last - values[-1 - i] for i in range(1, pad + 1)]
    for _ in range(2):
        x1 = x2 = y1 = y2 = row[0]
        for i, x in enumerate(row):
            y = b0 * (x + 2.0 * x1 + x2) - a1 * y1 - a2 * y2
            x2, x1, y2, y1 = x1, x, y1, y
            row[i] = y
        row.reverse()
    return row[pad : pad + count]


def even(times: Sequence[float], values: Sequence[float], grid: Sequence[float], gap: float) -> list[float]:
    """Return the values at the grid's times, in a straight line between neighbours.

    Holes (NaN, or frames missing) longer than `gap` seconds stay NaN.
    """
    known = [(t, v) for t, v in zip(times, values, strict=True) if v == v]
    if not known:
        return [nan] * len(grid)
    at = [t for t, _ in known]
    out = []
    for t in grid:
        i = bisect_right(at, t)
        if i == 0 or i == len(at):
            edge = known[0] if i == 0 else known[-1]
            out.append(edge[1] if abs(edge[0] - t) <= gap / 2 else nan)
            continue
        (t0, v0), (t1, v1) = known[i - 1], known[i]
        if t1 - t0 > gap:
            out.append(v0 if t == t0 else nan)
        else:
            out.append(v0 + (v1 - v0) * (t - t0) / (t1 - t0))
    return out


def smooth_with_holes(values: Sequence[float], rate: float, cutoff: float) -> list[float]:
    """Smooth each stretch without NaN by itself."""
    out: list[float] = []
    start = 0
    count = len(values)
    while start < count:
        end = start
        hole = values[start] != values[start]
        while end < count and (values[end] != values[end]) == hole:
            end += 1
        stretch = values[start:end]
        out += stretch if hole else butterworth(stretch, rate, cutoff)
        start = end
    return out


_UPPER = (3, 5, 7, 9)  # the left one of each pair: shoulders, elbows, wrists, hips
_LOWER = (11, 13, 15, 17)  # knees, ankles, heels, toes


class SwapRepair:
    """Undoes frames in which a network calls left right: the names follow the points, not the network.

    Trunk and legs are looked at by themselves. A swap is undone where the points lie much nearer to where the
    *other* side was a moment ago; after a gap the network's names are taken again.
    """

    __slots__ = ("clear", "gap", "last", "swapped", "when")

    def __init__(self, gap: float, clear: float) -> None:
        self.gap, self.clear = gap, clear
        self.last: list[tuple[float, float, float]] | None = None
        self.when = 0.0
        self.swapped = 0

    def feed(self, frame: Frame) -> Frame:
        """Return the frame with its sides as they were before."""
        image = frame.image
        if image is None:
            return frame
        last = self.last
        if last is None or frame.t - self.when > self.gap:
            self.last, self.when = list(image), frame.t
            return frame
        self.when = frame.t
        upper, lower = self._other(image, last, _UPPER[:1] + _UPPER[3:]), self._other(image, last, _LOWER[:2])
        if not upper and not lower:
            self.last = image  # type: ignore[assignment]
            return frame
        self.swapped += 1
        pairs = (*((1, *_UPPER) if upper else ()), *(_LOWER if lower else ()))
        spots = list(image)
        places = list(frame.world) if frame.world is not None else None
        for i in pairs:
            spots[i], spots[i + 1] = spots[i + 1], spots[i]
            if places is not None:
                places[i], places[i + 1] = places[i + 1], places[i]
        self.last = spots
        return Frame(frame.t, tuple(spots), None if places is None else tuple(places))

    def _other(
        self,
        image: Sequence[tuple[float, float, float]],
        last: Sequence[tuple[float, float, float]],
        pairs: Sequence[int],
    ) -> bool:
        same = crossed = apart = 0.0
        for i in pairs:
            lx, ly, _ = image[i]
            rx, ry, _ = image[i + 1]
            ox, oy, _ = last[i]
            px, py, _ = last[i + 1]
            same += hypot(lx - ox, ly - oy) + hypot(rx - px, ry - py)
            crossed += hypot(lx - px, ly - py) + hypot(rx - ox, ry - oy)
            apart += hypot(ox - px, oy - py)
        return crossed < self.clear * same and apart > crossed


assert len(Point) == 19  # noqa: S101 - the pairs above are places in Point
