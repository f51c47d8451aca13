"""Repeatable tests (rule E10): which are due, and whether a result differs from the one before beyond its error."""

from dataclasses import dataclass
from datetime import date, timedelta

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import Catalogue
from gluteal.record import Record
from gluteal.training import wording
from gluteal.training.athlete import Athlete, Side
from gluteal.training.diary import Retest
from gluteal.training.history import Diary
from gluteal.training.loading import same_load
from gluteal.training.safety import RefusalKind, allowed, clear
from gluteal.training.strength import change_beyond_noise

TESTS = {"side-bridge-hold": "side-plank", "side-lying-abduction-reps": "side-lying-abduction"}
"""The tests of rule E10 that need no camera, each with the choice that it is a test of."""
NAMES = {
    "side-bridge-hold": "side bridge hold",
    "side-lying-abduction-reps": "count of side-lying leg raises",
}
_COUNTED = frozenset({"side-lying-abduction-reps"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RetestDue(Record):
    """A test to be done on one side, since when it is due, and why."""

    test: str
    side: Side
    due_on: date
    last: Retest | None
    why: str


def retests_due(
    diary: Diary,
    today: date,
    ledger: Ledger,
    athlete: Athlete | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[RetestDue, ...]:
    """Return the tests due today, per side: never done yet, or not for so many weeks (rule E10).

    With the athlete and the catalogue, tests of what this person may not do, or cannot get down to, are left out.

    Raises:
        NotSafe: The safety gate is closed.

    """
    tests = tuple(TESTS)
    if athlete is not None and catalogue is not None:
        clearance = clear(athlete, today, ledger)
        refused = {test: allowed(catalogue.choice(slug), athlete, clearance) for test, slug in TESTS.items()}
        # Whether it is liked does not matter for a test; safety, level, floor and support do.
        tests = tuple(
            t for t, refusal in refused.items() if not refusal or refusal.kind is RefusalKind.DISLIKE
        )
    return tuple(
        due
        for test in tests
        for side in (Side.LEFT, Side.RIGHT)
        if (due := _due(diary, test, side, today, ledger)) is not None
    )


def retest_change(diary: Diary, test: str, side: Side, today: date, ledger: Ledger) -> str | None:
    """Return a sentence about a change beyond the error of the test, None where nothing can be told.

    Counted tests need a difference that two tests running agree on; holds are held to the noise of single tests.
    Only tests with the same load are compared. A camera's screens have errors of their own (gluteal.lab.screening)
    and are left out here.
    """
    done = _done(diary, test, side, today)
    if len(done) < 2 or done[-1].seen:
        return None
    newest, first = done[-1], done[0]
    if not same_load(newest.load, first.load):
        return None
    name = NAMES.get(test, test)
    if test in _COUNTED:
        needed = int(ledger.number("E10", "sustained"))
        alike = [one for one in done[1:] if same_load(one.load, first.load)][-needed:]
        least = ledger.number("E10", "reps-change")
        more = [one.value - first.value for one in alike]
        if len(more) < needed or (min(more) < least and max(more) > -least):
            return None
    elif change_beyond_noise([first.value], [newest.value], ledger) is None:
        return None
    return (
        f"{name.capitalize()}, {wording.the_side(side)}: {wording.plain(first.value)} then, "
        f"{wording.plain(newest.value)} {newest.unit} now, more than the error of the test."
    )


def _due(diary: Diary, test: str, side: Side, today: date, ledger: Ledger) -> RetestDue | None:
    done = _done(diary, test, side, today)
    name = NAMES.get(test, test)
    if not done:
        why = f"The {name} has not been done yet; rule E10: a first result to compare with."
        return RetestDue(test=test, side=side, due_on=today, last=None, why=why)
    last = done[-1]
    weeks = ledger.number("E10", "weeks-low")
    if (today - last.day).days < weeks * 7:
        return None
    why = (
        f"The last {name} was on {wording.on(last.day)}, {(today - last.day).days} days ago; "
        f"rule E10: repeat it every {wording.plain(weeks)} to "
        f"{wording.plain(ledger.number('E10', 'weeks-high'))} weeks."
    )
    return RetestDue(
        test=test, side=side, due_on=last.day + timedelta(days=int(weeks * 7)), last=last, why=why
    )


def _done(diary: Diary, test: str, side: Side, today: date) -> list[Retest]:
    return [r for r in diary.retests if r.test == test and r.side is side and r.day <= today]
