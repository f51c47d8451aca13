"""The items of the rated screens, told from the findings and signals of the repetitions."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from statistics import fmean, median

from gluteal.form.report import Body, Degree, Rep, Report
from gluteal.form.screen_result import Item

_VALUES = {
    "knee": ("fppa", "knee-in"),
    "pelvis": ("obliquity", "pelvis-drop"),
    "trunk": ("trunk-side", "trunk-lean"),
}
"""What is kept: its signal, and the look that says whether the camera could tell it."""


def squat_items(reps: Sequence[Rep], side: Body, report: Report, numbers: Mapping[str, float]) -> list[Item]:
    """Rate the five items of the single-leg squat."""
    shakes = [_swing(rep, f"fppa:{side}", report) for rep in reps]
    shown = (
        None
        if any(s is None for s in shakes) or _blind(reps, "knee-in")
        else _often([s > numbers["shake"] for s in shakes if s is not None], numbers)
    )
    return [
        _looked("foot", "foot turned out", "foot-turnout", reps, numbers),
        _looked("knee", "knee inside the foot", "knee-in", reps, numbers),
        Item(id="shake", name="knee shakes sideways", shown=shown),
        _looked("pelvis", "pelvis tips", "pelvis-drop", reps, numbers),
        _looked("trunk", "trunk leans or sways", "trunk-lean", reps, numbers),
    ]


def step_down_items(
    reps: Sequence[Rep], side: Body, report: Report, numbers: Mapping[str, float]
) -> list[Item]:
    """Rate the six items of the lateral step-down."""
    off = [
        max((v for v in _over(rep, f"hand-off:{s}", report)), default=None)
        for rep in reps
        for s in ("left", "right")
    ]
    hands = (
        None
        if not off or None in off
        else _often([v > numbers["hands-off"] for v in off if v is not None], numbers)
    )
    wander = [_wander(rep, side, report) for rep in reps]
    wavers = (
        None
        if None in wander
        else _often([w > numbers["foot-wavers"] for w in wander if w is not None], numbers)
    )
    inside = _looked("second-toe", "knee inside the second toe", "knee-in", reps, numbers, slight=True)
    far = _looked("foot", "knee inside the foot", "knee-in", reps, numbers)
    return [
        Item(id="hands", name="hands leave the waist", shown=hands),
        _looked("trunk", "trunk leans", "trunk-lean", reps, numbers),
        _looked("pelvis", "pelvis loses level", "pelvis-drop", reps, numbers),
        inside,
        far,
        Item(id="wavers", name="standing foot wavers", shown=wavers),
    ]


def _blind(reps: Sequence[Rep], look: str) -> bool:
    return not any(f.look == look and f.degree is not Degree.UNSURE for rep in reps for f in rep.findings)


def _often(shown: Sequence[bool], numbers: Mapping[str, float]) -> bool:
    return sum(shown) >= numbers["share"] * len(shown) and any(shown)


def _looked(
    item: str,
    name: str,
    look: str,
    reps: Sequence[Rep],
    numbers: Mapping[str, float],
    *,
    slight: bool = False,
) -> Item:
    """Rate an item by what was found in the repetitions; experimental looks and blind views leave it open."""
    found = [f for rep in reps for f in rep.findings if f.look == look]
    judged = [f for f in found if f.degree is not Degree.UNSURE and not f.experimental]
    if not judged or len(judged) < len(found) / 2:
        why = next((f.why for f in found if f.why), "the camera cannot tell this surely")
        return Item(id=item, name=name, shown=None, why=why)
    degrees = (Degree.SLIGHT, Degree.CLEAR) if slight else (Degree.CLEAR,)
    return Item(id=item, name=name, shown=_often([f.degree in degrees for f in judged], numbers))


def _over(rep: Rep, name: str, report: Report) -> list[float]:
    """Return the values of a signal within a repetition."""
    column = report.signals.get(name, ())
    return [
        v
        for t, v in zip(report.times, column, strict=False)
        if v is not None and rep.start_s <= t <= rep.end_s
    ]


def _swing(rep: Rep, name: str, report: Report) -> float | None:
    """Return how far a signal swings to and fro besides going out and coming back."""
    values = _over(rep, name, report)
    if len(values) < 2:
        return None
    steps = [b - a for a, b in pairwise(values)]
    runs = sorted((abs(sum(run)) for _, run in groupby(steps, key=lambda step: step > 0)), reverse=True)
    return (
        runs[2] if len(runs) > 2 else 0.0
    )  # a smooth way goes over and back: two runs; a shake adds a third


def _wander(rep: Rep, side: Body, report: Report) -> float | None:
    x, y = _over(rep, f"ankle-x:{side}", report), _over(rep, f"ankle-up:{side}", report)
    leg = _over(rep, "leg-length", report)
    if not x or not y or not leg:
        return None
    return 100.0 * max(max(x) - min(x), max(y) - min(y)) / median(leg)


def means(reps: Sequence[Rep], side: Body, report: Report) -> dict[str, float]:
    """Return the mean change from start to turn of each kept value, with the fault positive.

    What the camera could not judge from where it stood is left out: it would be compared for years.
    """
    found = {}
    for key, (signal, look) in _VALUES.items():
        if _blind(reps, look):
            continue
        name = f"{signal}:{side}" if signal == "fppa" else signal
        sign = 1.0 if signal == "fppa" or side is Body.LEFT else -1.0
        changes = [
            sign * (values[_turn(rep, report, len(values))] - values[0])
            for rep in reps
            if (values := _over(rep, name, report))
        ]
        if len(changes) == len(reps):
            found[key] = round(fmean(changes), 1)
    return found


def _turn(rep: Rep, report: Report, count: int) -> int:
    share = (rep.turn_s - rep.start_s) / (rep.end_s - rep.start_s)
    return min(count - 1, round(share * (count - 1)))
