"""The report of a set from its repetitions, the findings over the whole set, and what is said aloud during it."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from gluteal.form.fault import amount, grade
from gluteal.form.judge import Judge, by_side
from gluteal.form.reference import Look, Reference
from gluteal.form.report import (
    Body,
    Cue,
    Degree,
    Event,
    Finding,
    Hold,
    Rep,
    Report,
    SetUp,
    SideSummary,
    StopSet,
    Sureness,
    Withheld,
)
from gluteal.form.signal import SHARED, SIDED

_HIDDEN = ("ankle-x", "ankle-up", "view-cos", "view-sin", "ankle-lead", "depth-lead", "roll", "leg-length")


def summarise(
    reference: Reference,
    judge: Judge,
    setup: SetUp,
    frames: int,
    seconds: float,
    plots: tuple[Sequence[float], Sequence[Sequence[float]]] | None = None,
) -> Report:
    """Return the report; `plots` are even times and one column for each of the judge's names."""
    reps, holds, withheld = _withhold(reference, judge.reps, judge.holds)
    signals, units = _plots(judge, plots)
    return Report(
        exercise=reference.slug,
        setup=setup,
        reps=reps,
        holds=holds,
        sides=tuple(_side(side, items) for side, items in sorted(by_side((*reps, *holds)).items())),
        findings=_over_the_set(reference, reps),
        withheld=withheld,
        uncounted=judge.uncounted(),
        cannot_see=reference.cannot_see,
        experimental=reference.experimental,
        tested_on=reference.tested_on,
        frames=frames,
        seconds=round(seconds, 3),
        times=tuple(round(t, 3) for t in plots[0]) if plots else (),
        signals=signals,
        units=units,
    )


def _withhold(
    reference: Reference, reps: Sequence[Rep], holds: Sequence[Hold]
) -> tuple[tuple[Rep, ...], tuple[Hold, ...], tuple[Withheld, ...]]:
    """Take a look that could never be judged, for one and the same reason, out of the repetitions."""
    items: list[Rep | Hold] = [*reps, *holds]
    findings = [f for item in items for f in item.findings]
    withheld = []
    for look in reference.looks:
        whys = {f.why for f in findings if f.look == look.id}
        if len(whys) == 1 and "" not in whys:
            withheld.append(Withheld(look=look.id, rule=look.rule, name=look.name, why=whys.pop()))
    gone = {item.look for item in withheld}
    if not gone:
        return tuple(reps), tuple(holds), ()
    return (
        tuple(replace(rep, findings=tuple(f for f in rep.findings if f.look not in gone)) for rep in reps),
        tuple(
            replace(hold, findings=tuple(f for f in hold.findings if f.look not in gone)) for hold in holds
        ),
        tuple(withheld),
    )


def _plots(
    judge: Judge, plots: tuple[Sequence[float], Sequence[Sequence[float]]] | None
) -> tuple[dict[str, tuple[float | None, ...]], dict[str, str]]:
    signals: dict[str, tuple[float | None, ...]] = {}
    units: dict[str, str] = {}
    if plots is None:
        return signals, units
    for name, column in zip(judge.names, plots[1], strict=True):
        plain = name.split(":")[0]
        if plain not in _HIDDEN or plain in judge.reference.also:
            signals[name] = tuple(round(v, 2) if v == v else None for v in column)
            units[name] = (SIDED.get(plain) or SHARED[plain])[0]
    return signals, units


def _side(side: Body, items: Sequence[Rep | Hold]) -> SideSummary:
    reps = [item for item in items if isinstance(item, Rep)]
    judged = [item.clean for item in items if item.clean is not None]

    def middle(values: list[float]) -> float | None:
        return round(median(values), 2) if values else None

    return SideSummary(
        side=side,
        reps=len(reps),
        judged=len(judged),
        clean_share=round(sum(judged) / len(judged), 3) if judged else None,
        held_s=round(sum(item.seconds for item in items if isinstance(item, Hold)), 1),
        range=middle([rep.range for rep in reps]),
        up_s=middle([rep.up_s for rep in reps]),
        pause_s=middle([rep.pause_s for rep in reps]),
        down_s=middle([rep.down_s for rep in reps]),
    )


def _over_the_set(reference: Reference, reps: Sequence[Rep]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for look in reference.looks:
        if look.of == "set":
            for side, items in by_side(reps).items():
                found += _range_lost(look, reference, side, [i for i in items if isinstance(i, Rep)])
        elif look.of == "sides":
            found += _sides_differ(look, reference, reps)
    return tuple(found)


def _range_lost(look: Look, reference: Reference, side: Body, reps: Sequence[Rep]) -> list[Finding]:
    numbers = reference.numbers
    some = int(numbers["first"])
    if len(reps) < max(numbers["least-reps"], 2 * some - 1):
        return []
    first, last = median(r.range for r in reps[:some]), median(r.range for r in reps[-some:])
    return [_of_set(look, side, 100.0 * (1.0 - last / first), reps[-1])]


def _sides_differ(look: Look, reference: Reference, reps: Sequence[Rep]) -> list[Finding]:
    left, right = ([r for r in reps if r.side is side] for side in (Body.LEFT, Body.RIGHT))
    if min(len(left), len(right)) < reference.numbers["sides-reps"]:
        return []
    ranges = {Body.LEFT: median(r.range for r in left), Body.RIGHT: median(r.range for r in right)}
    small = min(ranges, key=lambda side: ranges[side])
    value = 100.0 * (1.0 - min(ranges.values()) / max(ranges.values()))
    return [_of_set(look, small, value, (left if small is Body.LEFT else right)[-1])]


def _of_set(look: Look, side: Body, value: float, rep: Rep) -> Finding:
    degree = grade(value, look)
    return Finding(
        look=look.id,
        rule=look.rule,
        name=look.name,
        side=side,
        degree=degree,
        sureness=Sureness.GOOD,
        rep=0,
        at_s=rep.turn_s,
        frame=rep.turn_frame,
        cue=look.cue if degree is not Degree.NONE else "",
        amount=amount(value, look),
        experimental=look.experimental,
    )


class Crier:
    """Decides what is said aloud: one cue at a time, the most important first, and when a set should end."""

    def __init__(self, reference: Reference) -> None:
        self.major = {look.rule for look in reference.looks if look.major and not look.experimental}
        self.numbers = reference.numbers
        self.said: dict[str, float] = {}
        self.row: dict[tuple[str, Body], int] = {}

    def listen(self, t: float, done: Rep | Hold) -> list[Event]:
        """Return the one cue that is due after this repetition, and the stop if the fault came again and again."""
        events: list[Event] = []
        clear = [f for f in done.findings if f.degree is Degree.CLEAR and not f.experimental]
        due = [f for f in clear if t - self.said.get(f.rule, -1e9) >= self.numbers["again-seconds"]]
        if due:
            first = max(
                due, key=lambda f: (f.rule in self.major, f.sureness is not Sureness.POOR, f.amount or 0.0)
            )
            self.said[first.rule] = t
            events.append(Cue(t=t, finding=first))
        now = {(f.rule, f.side) for f in clear if f.rule in self.major and f.sureness is not Sureness.POOR}
        self.row = {key: self.row.get(key, 0) + 1 for key in now}
        limit = self.numbers["faults-in-a-row"]
        events += [StopSet(t=t, rule=rule, side=side) for (rule, side), n in self.row.items() if n == limit]
        return events
