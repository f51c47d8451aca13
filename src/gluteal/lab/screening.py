"""Movement screens joined with the catalogue and the diary: rating one, keeping it, and what changed since the first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import Catalogue
from gluteal.errors import BadValue, UnknownName
from gluteal.form.change import Change, compare
from gluteal.form.checker import check
from gluteal.form.recording import Recording
from gluteal.form.reference import Reference
from gluteal.form.report import Body, Report
from gluteal.form.screen import NAMES, TESTS, rate, screen_numbers, screen_reference
from gluteal.form.screen_result import ScreenResult
from gluteal.lab.form_reference import form_reference
from gluteal.training.athlete import Side
from gluteal.training.diary import Retest
from gluteal.training.history import Diary
from gluteal.training.wording import on

STEP = "lateral-step-down-rated"
_POINTS, _SECONDS = "points", "s"
_KEPT = ("knee", "pelvis", "trunk", "seconds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of one side against the first result of its own: `first` is its day, None where this is the first.

    `says` is one sentence a value; `changes` is empty where nothing can be compared.
    """

    first: date | None
    changes: tuple[Change, ...]
    says: tuple[str, ...]


def screen_named(name: str) -> str:
    """Return the screen of that name; its exercise's slug and “trendelenburg” will do. Raises `UnknownName`."""
    wanted = "-".join(name.lower().replace("_", " ").split())
    if wanted == "trendelenburg":
        return "single-leg-stance-timed"
    for test, exercise in TESTS.items():
        if wanted in (test, exercise):
            return test
    raise UnknownName("movement screen", name, TESTS)


def reference_of(test: str, catalogue: Catalogue) -> Reference:
    """Return what the form engine is told of the exercise that a screen is done as; raises `UnknownName`."""
    if test not in TESTS:
        raise UnknownName("movement screen", test, TESTS)
    return screen_reference(test, form_reference(catalogue, TESTS[test]))


def conditions_of(test: str, step_cm: float | None, said: str, ledger: Ledger) -> str:
    """Return in words what must be the same next time: the height of the step, and what the person says.

    Raises:
        BadValue: A step is named for a screen without one, or none that a person steps down from.

    """
    least, most = (
        ledger.number("screen-step-down", "least-step"),
        ledger.number("screen-step-down", "most-step"),
    )
    if test != STEP:
        if step_cm is not None:
            raise BadValue(f"Only the {NAMES[STEP].split(',')[0]} has a step.")
        return said.strip()
    height = ledger.number("screen-step-down", "step-cm") if step_cm is None else step_cm
    if not least <= height <= most:
        raise BadValue(f"A step is {least:g} to {most:g} cm high, not {height:g}.")
    return "; ".join(part for part in (f"step {height:g} cm", said.strip()) if part)


def screened(
    recording: Recording, test: str, catalogue: Catalogue, conditions: str = ""
) -> tuple[Report, tuple[ScreenResult, ...]]:
    """Rate a recorded screen: the form engine's report, and one result a side.

    Of several holds on one side the longest counts.

    Raises:
        UnknownName: There is no such screen.
        BadValue: The recording cannot be read.

    """
    report = check(recording, reference_of(test, catalogue))
    found: dict[Body, ScreenResult] = {}
    for one in rate(test, report, screen_numbers(catalogue.ledger.number), conditions):
        before = found.get(one.side)
        if before is None or (one.seconds or 0) > (before.seconds or 0):
            found[one.side] = one
    return report, tuple(found[side] for side in (Body.LEFT, Body.RIGHT) if side in found)


def fact_of(result: ScreenResult, **common: Any) -> Retest | None:
    """Return the diary entry of a result, None of one that holds too little to be compared with ever.

    Args:
        result: One side.
        common: What all diary entries share: uid, at, day, source.

    """
    if not result.enough or result.values is None:
        return None
    seen: dict[str, float] = {
        **result.values,
        "reps": result.reps,
        "least": result.least,
        "most": result.most,
    }
    if result.depth is not None:
        seen["depth"] = result.depth
    seen |= {f"shown-{item.id}": float(item.shown) for item in result.items if item.shown is not None}
    value, unit = (float(result.least), _POINTS) if result.seconds is None else (result.seconds, _SECONDS)
    return Retest(
        **common,
        test=result.test,
        side=Side(result.side),
        value=value,
        unit=unit,
        conditions=result.condition,
        seen=seen,
    )


def result_of(kept: Retest) -> ScreenResult:
    """Return what a kept screen says, as far as it is compared; the items' words are not kept."""
    seen = kept.seen
    return ScreenResult(
        test=kept.test,
        side=Body(kept.side),
        condition=kept.conditions,
        reps=int(seen.get("reps", 0)),
        enough=True,
        least=int(seen.get("least", 0)),
        most=int(seen.get("most", 0)),
        depth=seen.get("depth"),
        seconds=kept.value if kept.unit == _SECONDS else None,
        values={name: seen[name] for name in _KEPT if name in seen},
    )


def since_first(diary: Diary, result: ScreenResult, day: date, ledger: Ledger) -> Since:
    """Compare a result with the same person's first one of the same screen, side and conditions, before `day` ends.

    Nothing below the detectable difference is called a change (claim C2).
    """
    before = [
        one
        for one in diary.retests
        if one.seen and (one.test, one.side, one.conditions) == (result.test, Side(result.side), result.condition)
        and one.day <= day
    ]  # fmt: skip
    if not before:
        says = "This is the first result under these conditions; later ones are compared with it."
        return Since(first=None, changes=(), says=(says,))
    first = before[0]
    if not result.enough or result.values is None:
        return Since(first=first.day, changes=(), says=("Not compared: this result holds too little.",))
    changes = compare(result_of(first), result, screen_numbers(ledger.number))
    return Since(
        first=first.day,
        changes=changes,
        says=tuple(
            f"Since {on(first.day)}: {change.says[:1].lower()}{change.says[1:]}" for change in changes
        ),
    )


def latest_against_first(diary: Diary, test: str, side: Side, day: date, ledger: Ledger) -> Since | None:
    """Compare the newest kept result of one side with the first under the same conditions; None below two."""
    kept = [r for r in diary.retests if r.seen and r.test == test and r.side is side and r.day <= day]
    alike = [r for r in kept if r.conditions == kept[-1].conditions]
    if len(alike) < 2:
        return None
    return since_first(diary, result_of(alike[-1]), day, ledger)
