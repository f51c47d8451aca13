"""From rows of smooth signals to counted repetitions and holds with their findings, one sample at a time."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf
from statistics import median

from gluteal.form.fault import Row, Stretch, finding, judge, names_of
from gluteal.form.gate import BY_POSITION, Gate
from gluteal.form.reference import Look, Reference
from gluteal.form.rep import HoldTimer, RepCounter, Span
from gluteal.form.report import Body, Degree, Finding, Hold, Rep

_SHORTEST = {
    "knee-lift": "shortest-step",
    "leg-raise": "shortest-step",
    "drop": "shortest-lowering",
    "hip-height": "shortest-lowering",
}


class Judge:
    """Counts and judges one set. Samples are numbered from 0; old ones are forgotten once nobody needs them."""

    def __init__(self, reference: Reference, *, measured: bool) -> None:
        self.reference, self.numbers, self.measured = reference, reference.numbers, measured
        self.gate = Gate(reference, measured=measured)
        self.names, self.place = self.gate.names, self.gate.place
        self.rows: list[Row] = []
        self.times: list[float] = []
        self.frames: list[int] = []
        self.first = 0  # number of rows[0]
        self.reps: list[Rep] = []
        self.holds: list[Hold] = []
        self.starts: dict[tuple[Body, str], list[float]] = {}
        self.refused: dict[tuple[Body, str], int] = {}
        self._channels = self._make_channels()
        off = reference.least - abs(reference.least) / 2
        self.timer = HoldTimer(reference.least, off, self.numbers["hold-grace"], self.numbers["hold-least"])
        self.told = 0

    def _make_channels(self) -> list[tuple[Body, RepCounter]]:
        if self.reference.hold:
            return []
        sides = (Body.BOTH,) if self.reference.side in ("both", *BY_POSITION) else (Body.LEFT, Body.RIGHT)
        return [
            (
                side,
                RepCounter(
                    self.reference.least,
                    self.numbers,
                    half=self.reference.half,
                    shortest=_SHORTEST.get(self.reference.signal, "shortest-rep"),
                ),
            )
            for side in sides
        ]

    def feed(self, t: float, frame: int, row: Row) -> list[Rep | Hold]:
        """Take the next sample; returns what has just come to its end."""
        at = self.first + len(self.rows)
        self.rows.append(row)
        self.times.append(t)
        self.frames.append(frame)
        if self.reference.hold:
            return self._holding(at, t, row)
        done: list[Rep | Hold] = []
        for side, counter in self._channels:
            span = counter.feed(at, t, self.gate.value(row, side))
            if span is not None and (rep := self._rep(span, side)):
                self.reps.append(rep)
                done.append(rep)
        if len(self.rows) > 3000 or (not at % 256 and len(self.rows) > 512):
            self._forget(at)
        return done

    def _forget(self, at: int) -> None:
        keep = min((counter.since for _, counter in self._channels), default=at)
        longest = self.numbers["longest-rep"]
        drop = max(0, keep - 64 - self.first)
        while drop < len(self.rows) and self.times[-1] - self.times[drop] > longest + 2:
            drop += 1
        del self.rows[:drop], self.times[:drop], self.frames[:drop]
        self.first += drop

    def _rep(self, span: Span, side: Body) -> Rep | None:
        start, turn, end = (max(0, at - self.first) for at in (span.start, span.turn, span.end))
        if not start < turn < end or span.start < self.first:
            return None
        rows = self.rows[start : end + 1]
        whose = self.gate.side(rows, turn - start, side, span)
        reason = "" if whose is None else self.gate.refuse(rows, turn - start, whose, span)
        if whose is None or reason:
            if whose is not None:
                self.refused[side, reason] = self.refused.get((side, reason), 0) + 1
            return None
        values = [self.gate.value(row, side) for row in rows]
        down = self.reference.first == "down"
        out_s, pause_s, back_s = self._tempo(values, start, turn, end, span)
        stretch = self._stretch(start, turn, end, span, values, len(self.reps) + 1)
        findings = self._findings(stretch, whose, start, out_s if down else back_s)
        path = sum(abs(b - a) for a, b in pairwise(values) if a == a and b == b)
        return Rep(
            number=stretch.number,
            side=whose,
            start_s=round(self.times[start], 3),
            turn_s=round(self.times[turn], 3),
            end_s=round(self.times[end], 3),
            start_frame=self.frames[start],
            turn_frame=self.frames[turn],
            end_frame=self.frames[end],
            range=round(span.range, 2),
            up_s=round(back_s if down else out_s, 2),
            pause_s=round(pause_s, 2),
            down_s=round(out_s if down else back_s, 2),
            smoothness=round(min(1.0, 2 * span.range / path), 3) if path else 1.0,
            findings=findings,
            clean=clean(findings, self.reference.looks),
        )

    def _tempo(
        self, values: list[float], start: int, turn: int, end: int, span: Span
    ) -> tuple[float, float, float]:
        """Return seconds out, at the turn, and back; at the turn is where it is slow against the quickest moment."""
        t = self.times
        pace = [
            abs(b - a) / (t[start + i + 1] - t[start + i]) if a == a and b == b else 0.0
            for i, (a, b) in enumerate(pairwise(values))
        ]
        slow = self.numbers["pause-speed"] * max(pace)
        limit = span.peak - self.numbers["pause-share"] * span.range
        first = last = turn - start
        while first > 0 and pace[first - 1] < slow and values[first - 1] >= limit:
            first -= 1
        while last < len(pace) and pace[last] < slow and values[last + 1] >= limit:
            last += 1
        return t[start + first] - t[start], t[start + last] - t[start + first], t[end] - t[start + last]

    def _stretch(
        self, start: int, turn: int, end: int, span: Span, values: list[float], number: int
    ) -> Stretch:
        half = span.base + span.range / 2
        deep = [i for i, v in enumerate(values) if v >= half] or [turn - start]
        return Stretch(
            self.place,
            self.rows[start : end + 1],
            self.times[start : end + 1],
            self.frames[start : end + 1],
            turn - start,
            (deep[0], deep[-1] + 1),
            number,
            self.measured,
        )

    def _findings(self, stretch: Stretch, side: Body, start: int, down_s: float) -> tuple[Finding, ...]:
        found: list[Finding] = []
        for look in self.reference.looks:
            if look.of == "rep":
                found += self._pace(look, stretch, side, down_s)
            elif look.of not in ("set", "sides"):
                for _, name in names_of(look, side):
                    self._note_start(stretch, side, name, start)
                starts = {
                    name: median(self.starts[side, name])
                    for _, name in names_of(look, side)
                    if self.starts.get((side, name))
                }
                found += judge(look, stretch, side, starts, self.numbers)
        return tuple(found)

    def _note_start(self, stretch: Stretch, side: Body, name: str, start: int) -> None:
        """Remember the value at this repetition's start; own baseline is the median over the set so far."""
        around = self.numbers["start-seconds"]
        t0, at = stretch.times[0], self.place[name]
        first = start
        while first > 0 and t0 - self.times[first - 1] <= around:
            first -= 1
        last = start
        while last + 1 < len(self.times) and self.times[last + 1] - t0 <= around:
            last += 1
        values = [row[at] for row in self.rows[first : last + 1] if row[at] == row[at]]
        if values:
            self.starts.setdefault((side, name), []).append(median(values))

    def _pace(self, look: Look, stretch: Stretch, side: Body, down_s: float) -> list[Finding]:
        """Compare the lowering with the time that is asked for it."""
        if (
            self.reference.tempo is None
            or not self.reference.tempo[-1]
            or down_s < self.numbers["start-seconds"]
        ):
            return []  # nothing asked for, or a set that began at the bottom
        value = self.reference.tempo[-1] / down_s
        return [finding(look, stretch, side, value, len(stretch.rows) - 1, "", self.numbers)]

    def _holding(self, at: int, t: float, row: Row) -> list[Rep | Hold]:
        value = -inf if self.gate.wrong_posture(row) else self.gate.value(row, Body.BOTH)
        span = self.timer.feed(at, t, value)
        return self._hold(span)

    def uncounted(self) -> dict[str, int]:
        """Return how many movements that went far enough were not counted, by the reason; most frequent first."""
        found: dict[str, int] = {}
        quick = {(side, "too quick"): counter.too_quick for side, counter in self._channels}
        for (_, reason), times in (self.refused | quick).items():
            if times:  # the counters of both sides may have seen the same one
                found[reason] = max(found.get(reason, 0), times)
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def close(self) -> list[Rep | Hold]:
        """End the set: a hold that still stands is closed."""
        return self._hold(self.timer.close()) if self.reference.hold else []

    def _hold(self, span: tuple[int, int] | None) -> list[Rep | Hold]:
        if span is None:
            return []
        start, end = (max(0, at - self.first) for at in span)
        stretch = Stretch(
            self.place,
            self.rows[start : end + 1],
            self.times[start : end + 1],
            self.frames[start : end + 1],
            0,
            (0, end + 1 - start),
            len(self.holds) + 1,
            self.measured,
        )
        whose = self.gate.side_of_hold(stretch.rows)
        findings = self._findings(stretch, whose, start, float("inf"))
        hold = Hold(
            number=stretch.number,
            side=whose,
            start_s=round(self.times[start], 3),
            end_s=round(self.times[end], 3),
            start_frame=self.frames[start],
            end_frame=self.frames[end],
            findings=findings,
            clean=clean(findings, self.reference.looks),
        )
        self.holds.append(hold)
        return [hold]


def clean(findings: Sequence[Finding], looks: Sequence[Look]) -> bool | None:
    """Return False with a clear major fault that can be trusted, True if any major rule was judged, else None."""
    major = {look.rule for look in looks if look.major and not look.experimental}
    judged = [f for f in findings if f.rule in major and f.degree is not Degree.UNSURE and not f.experimental]
    if not judged:
        return None
    return not any(f.degree is Degree.CLEAR for f in judged)


def by_side(items: Sequence[Rep | Hold]) -> Mapping[Body, list[Rep | Hold]]:
    """Return the items of each side that has any."""
    found: dict[Body, list[Rep | Hold]] = {}
    for item in items:
        found.setdefault(item.side, []).append(item)
    return found
