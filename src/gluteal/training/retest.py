"""Repeatable tests (rule E10): which are due, and whether a result differs from the one before beyond its error."""

from dataclasses import dataclass
from datetime import date, timedelta

from gluteal.catalogue.claim import Ledger
from gluteal.record import Record
from gluteal.training import wording
from gluteal.training.athlete import Athlete, ConditionKind, Side
from gluteal.training.diary import Retest
from gluteal.training.history import Diary
from gluteal.training.loading import same_load
from gluteal.training.strength import change_beyond_noise

TESTS = ("side-bridge-hold", "side-lying-abduction-reps")
"""The tests of rule E10 that need no camera."""
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
    diary: Diary, today: date, ledger: Ledger, athlete: Athlete | None = None
) -> tuple[RetestDue, ...]:
    """Return the tests due today, per side: never done yet, or not for so many weeks (rule E10).

    Tests that a person cannot do are left out: both lie on the floor, and the side bridge rests on a shoulder.
    """
    if athlete is not None and not athlete.reaches_floor:
        return ()
    shoulder = athlete is not None and any(c.kind is ConditionKind.SHOULDER_PAIN for c in athlete.conditions)
    tests = [test for test in TESTS if not (shoulder and test == TESTS[0])]
    return tuple(
        due
        for test in tests
        for side in (Side.LEFT, Side.RIGHT)
        if (due := _due(diary, test, side, today, ledger)) is not None
    )


def retest_change(diary: Diary, test: str, side: Side, today: date, ledger: Ledger) -> str | None:
    """Return a sentence about a change beyond the error of the test, None where nothing can be told.

    Counted tests need a difference that two tests running agree on; holds are held to the noise of single tests.
    Only tests with the same load are compared.
    """
    done = _done(diary, test, side, today)
    if len(done) < 2:
        return None
    newest, first = done[-1], done[0]
    if not same_load(newest.load, first.load):
        return None
    name = test.replace("-", " ")
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
    name = test.replace("-", " ")
    if not done:
        why = f"The {name} has not been done on {wording.the_side(side)} yet; rule E10: a first result to compare with."
        return RetestDue(test=test, side=side, due_on=today, last=None, why=why)
    last = done[-1]
    weeks = ledger.number("E10", "weeks-low")
    if (today - last.day).days < weeks * 7:
        return None
    why = (
        f"The last {name} on {wording.the_side(side)} was on {wording.on(last.day)}, {wording.plain(weeks)} weeks "
        f"ago or more; rule E10: repeat it every {wording.plain(weeks)} to "
        f"{wording.plain(ledger.number('E10', 'weeks-high'))} weeks."
    )
    return RetestDue(
        test=test, side=side, due_on=last.day + timedelta(days=int(weeks * 7)), last=last, why=why
    )


def _done(diary: Diary, test: str, side: Side, today: date) -> list[Retest]:
    return [r for r in diary.retests if r.test == test and r.side is side and r.day <= today]
