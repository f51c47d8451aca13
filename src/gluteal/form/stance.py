"""The timed single-leg stance: how long the free side of the pelvis stayed up."""

from collections.abc import Mapping
from statistics import median

from gluteal.form.report import Body, Degree, Hold, Report
from gluteal.form.screen_result import Item, ScreenResult


def timed(
    test: str, hold: Hold, report: Report, numbers: Mapping[str, float], condition: str
) -> ScreenResult:
    """Time one hold: until the foot came down, or the free side sank for good."""
    level = _sinks(hold, report, numbers)
    end = hold.end_s if level is None else min(hold.end_s, level[0])
    seconds = min(numbers["longest"], end - hold.start_s)
    seen = level is not None
    if not seen:
        note = "The pelvis could not be judged from this view: the time is only how long the foot was up. Look at the film."
    elif level is not None and level[1]:
        note = "The free side of the pelvis sank below where it was at the start."
    else:
        note = "Held to the end." if seconds >= numbers["longest"] else "The foot came down."
    items = (
        Item(id="pelvis", name="free side of the pelvis sinks", shown=None if level is None else level[1]),
    )
    return ScreenResult(
        test=test, side=hold.side, condition=condition, reps=1, enough=seen, items=items,
        least=int(bool(seen and level and level[1])), most=1 if not seen else int(bool(level and level[1])),
        seconds=round(seconds, 1), values={"seconds": round(seconds, 1)} if seen else None, note=note,
    )  # fmt: skip


def _sinks(hold: Hold, report: Report, numbers: Mapping[str, float]) -> tuple[float, bool] | None:
    """Return when the free side sank for good and whether it did; None where the pelvis could not be judged."""
    finding = next((f for f in hold.findings if f.look == "pelvis-drop"), None)
    if finding is None or finding.degree is Degree.UNSURE:
        return None
    sign = 1.0 if hold.side is Body.LEFT else -1.0
    column = report.signals.get("obliquity", ())
    points = [
        (t, sign * v)
        for t, v in zip(report.times, column, strict=False)
        if v is not None and hold.start_s <= t <= hold.end_s
    ]
    first = [v for t, v in points if t <= hold.start_s + numbers["start"]]
    if not first:
        return None
    base = median(first)
    since: float | None = None
    for t, v in points:
        if v - base <= numbers["pelvis"]:
            since = None
        elif since is None:
            since = t
        elif t - since >= numbers["lasting"]:
            return since, True
    return hold.end_s, False
