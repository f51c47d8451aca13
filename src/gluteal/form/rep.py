"""Repetitions and holds as state machines with hysteresis on one signal."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """One way out and back: numbers of the samples and the values of the signal at rest and at the turn."""

    start: int
    turn: int
    end: int
    base: float
    peak: float

    @property
    def range(self) -> float:
        """Return how far it went, in the signal's unit."""
        return self.peak - self.base


class RepCounter:
    """Follows one signal from rest to its turn and back.

    It leaves rest when the signal has risen by `enter` of the least range, has turned when `back` of the way is
    undone, and has ended when it is near where it began, stands still, or sets out again. What rose less than the
    least range, or took longer than the longest time, is not counted. With `half`, a set may begin at the turn
    (seated, say): then the first way back counts too. `shortest` names the number of seconds it must last.
    """

    def __init__(
        self,
        least: float,
        numbers: Mapping[str, float],
        *,
        half: bool = False,
        shortest: str = "shortest-rep",
    ) -> None:
        self.least, self.half = least, half
        self.enter = numbers["enter"] * least
        self.back, self.near = numbers["back"], numbers["near"]
        self.still, self.settle = numbers["still-seconds"], numbers["settle-seconds"]
        self.shortest, self.longest = numbers[shortest], numbers["longest-rep"]
        self.state = "rest"
        self.base: float | None = None
        self.peak = self.valley = 0.0
        self.top: tuple[float, int, float] | None = None
        self.base_at = self.turn_at = self.valley_at = 0
        self.base_t = self.valley_t = self.last_t = 0.0
        self.too_quick = 0

    @property
    def since(self) -> int:
        """Return the first sample that is still needed."""
        return self.base_at

    def feed(self, at: int, t: float, value: float) -> Span | None:
        """Take the next value; returns the span that just ended, if one did."""
        if value != value:
            return None
        found = None
        dt, self.last_t = t - self.last_t, t
        if self.base is None:
            self._rest(at, t, value)
            self.top = (value, at, t) if self.half else None
        elif self.state == "rest":
            self._resting(at, t, value, dt)
            found = self._first_half(value)
        elif t - self.base_t > self.longest:
            self._rest(at, t, value)
        elif self.state == "out":
            self._out(at, t, value)
        else:
            found = self._back(at, t, value)
        return found

    def _rest(self, at: int, t: float, value: float) -> None:
        self.state, self.base, self.base_at, self.base_t = "rest", value, at, t

    def _resting(self, at: int, t: float, value: float, dt: float) -> None:
        base = self.base or 0.0
        if value <= base + self.enter * self.near:
            self.base_at, self.base_t = at, t
        if value < base:
            self.base = value
        elif value > base + self.enter:
            self.state, self.peak, self.turn_at = "out", value, at
        else:  # rest itself may drift upwards: a little bent, a foot placed anew
            self.base = base + (value - base) * min(1.0, dt / self.settle)

    def _first_half(self, value: float) -> Span | None:
        """Return the way back from a beginning at the turn, once it has ended."""
        if self.top is None:
            return None
        if value >= self.top[0]:
            self.top = (value, self.base_at, self.base_t)
        base = self.base or 0.0
        if self.state == "out" or value <= base or self.top[0] - base < self.least:
            if self.state == "out":
                self.top = None
            return None
        height, start, since = self.top
        self.top = None
        if self.base_t - since < self.shortest / 2:
            return None
        return Span(start, start + 1, self.base_at, base, height)

    def _out(self, at: int, t: float, value: float) -> None:
        base = self.base or 0.0
        if value > self.peak:
            self.peak, self.turn_at = value, at
        elif value < self.peak - self.back * (self.peak - base):
            if self.peak - base >= self.least:
                self.state, self.valley, self.valley_at, self.valley_t = "back", value, at, t
            else:
                self._rest(at, t, value)

    def _back(self, at: int, t: float, value: float) -> Span | None:
        base = self.base or 0.0
        height = self.peak - base
        if value < self.valley:
            self.valley, self.valley_at, self.valley_t = value, at, t
        home = value <= base + self.near * height
        again = value > self.valley + self.near * height
        if not home and not again and t - self.valley_t < self.still:
            return None
        span = Span(self.base_at, self.turn_at, self.valley_at, base, self.peak)
        long_enough = (
            self.valley_t - self.base_t >= self.shortest
        )  # the wait until it surely stands still is none
        self.too_quick += not long_enough
        self._rest(self.valley_at if again else at, self.valley_t if again else t, self.valley)
        return span if long_enough else None


class HoldTimer:
    """Times how long a signal stays beyond a limit; short dips below it are forgiven.

    Args:
        on: From this value on the position is held.
        off: Below this value it is left.
        grace: Seconds that a dip may last.
        least: Seconds that make a hold at all.

    """

    def __init__(self, on: float, off: float, grace: float, least: float) -> None:
        self.on, self.off, self.grace, self.least = on, off, grace, least
        self.start: tuple[int, float] | None = None
        self.good: tuple[int, float] = (0, 0.0)

    def feed(self, at: int, t: float, value: float) -> tuple[int, int] | None:
        """Take the next value; returns (first, last) sample of a hold that just ended."""
        if self.start is None:
            if value >= self.on:
                self.start = self.good = (at, t)
            return None
        if value >= self.off:
            self.good = (at, t)
            return None
        if t - self.good[1] < self.grace:
            return None
        return self.close()

    def close(self) -> tuple[int, int] | None:
        """End what is being held; returns it if it was long enough."""
        start, self.start = self.start, None
        if start is None or self.good[1] - start[1] < self.least:
            return None
        return start[0], self.good[0]

    def seconds(self) -> float:
        """Return how long it has been held so far."""
        return 0.0 if self.start is None else self.good[1] - self.start[1]
