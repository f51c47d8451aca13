"""Time off is told from an exercise that only rested, and a plateau from a set-back; what conditions change is said."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from athletes import FULL_KIT

from gluteal.catalogue.load import load
from gluteal.training.athlete import Athlete, Experience, Goal, Screening, Side, Weekday
from gluteal.training.diary import Entry, SetDone
from gluteal.training.history import Diary
from gluteal.training.prescription import Change, Prescription
from gluteal.training.profile import example
from gluteal.training.programme import Part, Slot, Target
from gluteal.training.progression import prescribe

MON = date(2026, 3, 2)
ALICE = Athlete(
    name="Alice",
    born=1990,
    experience=Experience.SOME,
    days=(Weekday.MON, Weekday.THU),
    minutes=45,
    goals={Goal.GROWTH: 1},
    screening=Screening(answered_on=MON),
    kit=FULL_KIT,
)


def slot(slug: str) -> Slot:
    choice = load().choice(slug)
    dose = choice.dose
    target = Target(
        measure=choice.measure,
        amount=dose.amount,
        rir=dose.rir,
        tempo=dose.tempo,
        rest_s=dose.rest_s,
        load=None,
    )
    return Slot(
        id="w1-mon-1",
        choice=slug,
        part=Part.MAIN,
        sets=2,
        target=target,
        first_side=Side.LEFT,
        hard=True,
        seconds=300,
        why="For a test.",
        claims=("A20",),
    )


def done(
    number: int, day: int, slug: str, reps: float = 12, side: Side = Side.LEFT, pain: int = 0
) -> SetDone:
    at = MON + timedelta(days=day)
    return SetDone(
        uid=UUID(int=number),
        at=datetime(at.year, at.month, at.day, 9, tzinfo=UTC) + timedelta(seconds=number),
        day=at,
        exercise=slug,
        side=side,
        amount=reps,
        rir=2,
        pain=pain,
    )


def left(slug: str, logged: Iterable[Entry], day: int) -> Prescription:
    answers = prescribe(
        slot(slug), Diary(tuple(logged)), MON + timedelta(days=day), athlete=ALICE, catalogue=load()
    )
    return next(one for one in answers if one.side is Side.LEFT)


def test_an_exercise_that_rested_while_others_went_on_is_no_break() -> None:
    once = done(1, 0, "clamshell")
    went_on = [done(n, 4 * n, "side-lying-abduction") for n in range(2, 8)]
    assert left("clamshell", [once], 30).change is Change.RETURN
    again = left("clamshell", [once, *went_on], 30)
    assert again.change is Change.SAME
    assert "trained on with other exercises" in again.why
    assert again.target.rir == slot("clamshell").target.rir


def test_after_time_off_from_everything_the_second_session_is_careful_too() -> None:
    before = [done(1, 0, "clamshell"), done(2, 0, "side-lying-abduction")]
    first_day_back = done(3, 28, "side-lying-abduction")
    assert left("clamshell", [*before, first_day_back], 30).change is Change.RETURN


def test_no_plateau_is_counted_across_red_pain() -> None:
    flat = [done(n, 4 * n, "clamshell", 14) for n in range(1, 12)]
    quiet = left("clamshell", flat, 46)
    assert quiet.offer is not None
    assert "on the left side" in quiet.offer
    sore = [replace(one, pain=7) if one.uid == UUID(int=10) else one for one in flat]
    told = left("clamshell", sore, 46)
    assert told.offer is None or "No change" not in told.offer


def test_what_a_condition_changes_is_said_of_the_exercise_that_is_asked_for() -> None:
    runner, catalogue = example("runner"), load()
    today = runner.screening.answered_on if runner.screening else MON
    for slug in ("hip-hike-leg-swing", "lateral-step-down"):
        answers = prescribe(slot(slug), Diary(()), today, athlete=runner, catalogue=catalogue)
        for one in answers:
            knee = "Bend the knee only" in (one.modification or "")
            assert knee == (one.choice == "lateral-step-down"), (slug, one.choice, one.modification)
