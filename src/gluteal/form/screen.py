"""Movement screens by camera: rated single-leg squat, lateral step-down, timed single-leg stance; own baseline only.

A screen describes one test on one day; it says nothing about who will be hurt (claim C1). What the camera could not
tell stays open, so points are a range. Results are compared with the same person's same test only.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import median

from gluteal.errors import UnknownName
from gluteal.form.reference import Reference
from gluteal.form.report import Body, Report
from gluteal.form.screen_item import means, squat_items, step_down_items
from gluteal.form.screen_result import ScreenResult
from gluteal.form.stance import timed

NAMES: dict[str, str] = {
    "single-leg-squat-rated": "single-leg squat, rated",
    "lateral-step-down-rated": "lateral step-down, rated",
    "single-leg-stance-timed": "single-leg stance, timed",
}
"""What each screen is called."""

TESTS: dict[str, str] = {
    "single-leg-squat-rated": "single-leg-squat",
    "lateral-step-down-rated": "lateral-step-down",
    "single-leg-stance-timed": "single-leg-stance",
}
"""Each screen with the exercise that it is done as."""

_NUMBERS = {
    "reps": ("C3", "squats"),
    "knee": ("C2", "knee-line"),
    "pelvis": ("C2", "pelvis-stance"),
    "trunk": ("form-trunk", "slight"),
    "seconds": ("screen-single-leg-stance", "detectable"),
    "longest": ("screen-single-leg-stance", "longest"),
    "start": ("screen-single-leg-stance", "start"),
    "lasting": ("screen-single-leg-stance", "lasting"),
    "shake": ("screen-single-leg-squat", "shake"),
    "share": ("screen-single-leg-squat", "reps-share"),
    "depth": ("screen-single-leg-squat", "depth-change"),
    "hands-off": ("screen-step-down", "hands-off"),
    "foot-wavers": ("screen-step-down", "foot-wavers"),
    "good-most": ("screen-step-down", "good-most"),
    "medium-most": ("screen-step-down", "medium-most"),
}


def screen_numbers(number: Callable[[str, str], float]) -> dict[str, float]:
    """Return the screens' constants, looked up in the ledger."""
    return {name: number(*cited) for name, cited in _NUMBERS.items()}


def screen_reference(test: str, reference: Reference) -> Reference:
    """Return the exercise's reference with the signals that the screen needs kept; raises `UnknownName`."""
    if test not in TESTS:
        raise UnknownName("screen", test, TESTS)
    return replace(
        reference, also=("fppa", "obliquity", "trunk-side", "hand-off", "ankle-x", "ankle-up", "leg-length")
    )


def rate(
    test: str, report: Report, numbers: Mapping[str, float], condition: str = ""
) -> tuple[ScreenResult, ...]:
    """Rate one recorded screen, each side by itself.

    Args:
        test: One of `TESTS`.
        report: What `check` said with the reference of `screen_reference`.
        numbers: From `screen_numbers`.
        condition: What must stay the same from time to time ("step 20 cm, hands on the waist").

    """
    if test not in TESTS:
        raise UnknownName("screen", test, TESTS)
    if test == "single-leg-stance-timed":
        return tuple(timed(test, hold, report, numbers, condition) for hold in report.holds)
    sides = [side for side in (Body.LEFT, Body.RIGHT) if any(rep.side is side for rep in report.reps)]
    return tuple(_rated(test, side, report, numbers, condition) for side in sides)


def _rated(
    test: str, side: Body, report: Report, numbers: Mapping[str, float], condition: str
) -> ScreenResult:
    reps = [rep for rep in report.reps if rep.side is side]
    items = (
        step_down_items(reps, side, report, numbers)
        if test.startswith("lateral")
        else squat_items(reps, side, report, numbers)
    )
    least = sum(item.points for item in items if item.shown)
    most = least + sum(item.points for item in items if item.shown is None)
    enough = len(reps) >= numbers["reps"]
    values = (means(reps, side, report) or None) if enough else None
    label = None
    if test.startswith("lateral") and enough and _label(least, numbers) == _label(most, numbers):
        label = _label(least, numbers)
    return ScreenResult(
        test=test,
        side=side,
        condition=condition,
        reps=len(reps),
        enough=enough,
        items=tuple(items),
        least=least,
        most=most,
        label=label,
        depth=round(median(rep.range for rep in reps), 1),
        values=values,
        note=_note(enough=enough, judged=values is not None, numbers=numbers),
    )


def _note(*, enough: bool, judged: bool, numbers: Mapping[str, float]) -> str:
    if not enough:
        return f"At least {numbers['reps']:g} repetitions are wanted before anything is compared."
    return "" if judged else "From this view nothing could be judged that would be compared later."


def _label(points: int, numbers: Mapping[str, float]) -> str:
    if points <= numbers["good-most"]:
        return "good"
    return "medium" if points <= numbers["medium-most"] else "poor"
