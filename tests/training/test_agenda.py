"""What is up today: due and missed sessions, mornings, retests, the lighter week, and the end of the block."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from gluteal.catalogue.load import load
from gluteal.training.agenda import next_session
from gluteal.training.athlete import (
    Activity,
    Athlete,
    Condition,
    ConditionKind,
    Experience,
    Goal,
    OtherTraining,
    Screening,
    Side,
    Weekday,
)
from gluteal.training.deload import deload_due, deloaded, weeks_without_rest
from gluteal.training.diary import Entry, Morning, NextMorning, Retest, SetDone
from gluteal.training.history import Diary
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Programme, Session, Target, Week
from gluteal.training.retest import retest_change, retests_due

MON = date(2026, 3, 2)
DAYS = {day: at for at, day in enumerate(Weekday)}
FIVE = (Weekday.MON, Weekday.TUE, Weekday.WED, Weekday.THU, Weekday.FRI)


def programme(*days: Weekday, weeks: int = 2) -> Programme:
    made = []
    for number in range(1, weeks + 1):
        starts = MON + timedelta(days=7 * (number - 1))
        sessions = tuple(
            Session(
                id=f"w{number}-{day}",
                week=number,
                weekday=day,
                day=starts + timedelta(days=DAYS[day]),
                slots=(),
                seconds=1800,
            )
            for day in days
        )
        made.append(Week(number=number, starts=starts, phase=1, deload=False, sessions=sessions))
    return Programme(
        id="p1",
        athlete="Alice",
        made_on=MON,
        weeks=tuple(made),
        regions={},
        covered={},
        falls_short=(),
        smallest_change=None,
        notes=(),
        claims=(),
        solves=(),
    )


def done(number: int, day: date, session: str | None = None, **more: Any) -> SetDone:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(seconds=number)
    return SetDone(
        uid=UUID(int=number), at=at, day=day, exercise="clamshell", side=Side.LEFT, amount=12,
        session=session and f"p1/{session}", **more,
    )  # fmt: skip


def up(plan: Programme, entries: list[Entry], day: int) -> Any:
    return next_session(plan, Diary(entries), MON + timedelta(days=day), catalogue=load())


def test_the_session_of_the_day_is_due_and_the_next_one_is_named() -> None:
    now = up(programme(Weekday.MON, Weekday.WED, Weekday.FRI), [], 0)
    assert (now.due.id, now.coming.id, now.finished) == ("w1-mon", "w1-wed", False)
    after = up(programme(Weekday.MON, Weekday.WED, Weekday.FRI), [done(1, MON, "w1-mon")], 0)
    assert after.due is None
    assert after.done_today
    assert after.coming.id == "w1-wed"


def test_a_set_off_the_plan_takes_nothing_of_todays_own_session_away() -> None:
    plan = programme(Weekday.MON, Weekday.WED, Weekday.FRI)
    now = up(plan, [done(1, MON)], 0)
    assert (now.due.id, now.coming.id) == ("w1-mon", "w1-wed")
    saturday = programme(Weekday.THU, Weekday.SAT)
    now = up(saturday, [done(1, MON + timedelta(days=5))], 5)
    assert now.due.id == "w1-sat"


def test_a_missed_session_moves_to_a_day_with_rest_around_it() -> None:
    plan = programme(Weekday.MON, Weekday.FRI)
    now = up(plan, [], 1)
    assert now.due.id == "w1-mon"
    assert [s.id for s in now.missed] == ["w1-mon"]
    assert "moved" in now.why


def test_a_missed_session_without_room_is_let_go_and_never_doubled_up() -> None:
    plan = programme(Weekday.MON, Weekday.WED, Weekday.FRI)
    for day in range(1, 7):
        now = up(plan, [], day)
        days = [s.day for s in (now.due, now.coming) if s is not None]
        assert len(days) == len(set(days))
    tuesday = up(plan, [], 1)
    assert tuesday.due is None
    saturday, sunday = up(plan, [], 5), up(plan, [], 6)
    assert saturday.due is not None  # two days before the next Monday
    assert len(saturday.let_go) == 2
    assert sunday.due is None
    assert len(sunday.let_go) == 3


def test_a_missed_session_keeps_away_from_hard_days_of_other_training() -> None:
    runner = Athlete(
        name="Alice", born=1990, experience=Experience.SOME, days=(Weekday.MON, Weekday.THU), minutes=30,
        goals={Goal.GROWTH: 1}, screening=Screening(answered_on=MON),
        other_training=(OtherTraining(kind=Activity.RUN, days=(Weekday.WED,)),),
    )  # fmt: skip
    plan, tuesday = programme(Weekday.MON, Weekday.SUN), MON + timedelta(days=1)
    free = next_session(plan, Diary(()), tuesday, catalogue=load())
    assert free.due is not None
    assert free.due.id == "w1-mon"
    kept = next_session(plan, Diary(()), tuesday, athlete=runner, catalogue=load())
    assert kept.due is None
    assert kept.coming is not None
    assert (kept.coming.id, kept.coming.day) == (
        "w1-mon",
        MON + timedelta(days=2),
    )  # with the run, not beside it


def test_a_session_moved_by_the_person_pushes_the_next_one_to_keep_two_days() -> None:
    plan = programme(Weekday.MON, Weekday.WED)
    now = up(plan, [done(1, MON + timedelta(days=1), "w1-mon")], 2)
    assert now.due is None
    assert now.coming.id == "w1-wed"
    assert now.coming.day == MON + timedelta(days=3)


def test_a_session_on_its_own_day_next_to_one_done_on_its_day_is_never_let_go() -> None:
    plan = programme(Weekday.MON, Weekday.FRI, Weekday.SAT)
    entries: list[Entry] = [done(1, MON, "w1-mon"), done(2, MON + timedelta(days=4), "w1-fri")]
    friday = up(plan, entries, 4)
    assert (friday.coming.id, friday.coming.day) == ("w1-sat", MON + timedelta(days=5))
    assert friday.let_go == ()
    assert "let go" not in friday.why
    assert up(plan, entries, 5).due.id == "w1-sat"


def test_five_days_running_stay_as_planned_when_each_is_done_on_its_day() -> None:
    plan, entries = programme(*FIVE), list[Entry]()
    for at in range(5):
        before = up(plan, entries, at)
        assert (before.due.day, before.let_go) == (MON + timedelta(days=at), ())
        entries.append(done(at + 1, MON + timedelta(days=at), before.due.id))
        after = up(plan, entries, at)
        assert after.coming.day == MON + timedelta(days=at + 1 if at < 4 else 7)
        assert after.let_go == ()


def test_a_session_moved_onto_the_day_of_another_pushes_only_that_one_in_a_five_day_plan() -> None:
    tuesday = MON + timedelta(days=1)
    now = up(programme(*FIVE), [done(1, tuesday, "w1-mon")], 1)
    assert now.due is None
    assert (now.coming.id, now.coming.day) == ("w1-wed", MON + timedelta(days=2))
    assert "w1-wed" not in now.let_go


def test_a_finished_block_offers_a_new_plan() -> None:
    now = up(programme(Weekday.MON), [], 14)
    assert now.finished
    assert "new plan" in now.why


def test_the_morning_after_noted_pain_is_asked_about_until_it_is_answered() -> None:
    plan = programme(Weekday.MON)
    sore = done(1, MON, "w1-mon", pain=2)
    assert up(plan, [sore], 0).mornings == ()
    asked = up(plan, [sore, done(2, MON, pain=0, part=sore.part)], 1).mornings
    assert [(m.about, m.exercises) for m in asked] == [(MON, ("clamshell",))]
    answer = NextMorning(
        uid=UUID(int=9),
        at=datetime(2026, 3, 3, tzinfo=UTC),
        day=MON + timedelta(days=1),
        about=MON,
        answer=Morning.BACK_TO_NORMAL,
    )
    assert up(plan, [sore, answer], 1).mornings == ()


def test_three_red_days_in_two_weeks_send_to_a_professional() -> None:
    red: list[Entry] = [done(n, MON + timedelta(days=4 * n), pain=7) for n in range(3)]
    assert up(programme(Weekday.MON), red, 9).professional
    assert up(programme(Weekday.MON), red[:2], 9).professional is None


def test_retests_are_due_at_first_and_again_after_four_weeks_unless_they_cannot_be_done() -> None:
    ledger = load().ledger
    assert len(retests_due(Diary([]), MON, ledger)) == 4
    test = Retest(
        uid=UUID(int=1), at=datetime(2026, 3, 2, tzinfo=UTC), day=MON, test="side-bridge-hold",
        side=Side.LEFT, value=40, unit="s",
    )  # fmt: skip
    sooner = retests_due(Diary([test]), MON + timedelta(days=27), ledger)
    later = retests_due(Diary([test]), MON + timedelta(days=28), ledger)
    assert (len(sooner), len(later)) == (3, 4)


def test_nobody_is_asked_to_test_what_their_plan_would_not_hold() -> None:
    trained = Athlete(
        name="Bob", born=1990, experience=Experience.TRAINED, days=(Weekday.MON,), minutes=20,
        goals={Goal.GROWTH: 1}, screening=Screening(answered_on=MON),
    )  # fmt: skip

    def asked(who: Athlete) -> set[str]:
        return {due.test for due in retests_due(Diary([]), MON, load().ledger, who, load())}

    sore = Condition(kind=ConditionKind.LATERAL_HIP_PAIN)
    assert asked(trained) == {"side-bridge-hold", "side-lying-abduction-reps"}
    assert asked(replace(trained, reaches_floor=False)) == set()
    assert asked(replace(trained, conditions=(sore,))) == {"side-lying-abduction-reps"}
    assert asked(replace(trained, experience=Experience.NEW)) == {"side-lying-abduction-reps"}


def test_a_retest_tells_of_change_only_beyond_its_error() -> None:
    def reps(number: int, value: float) -> Retest:
        day = MON + timedelta(days=28 * number)
        return Retest(
            uid=UUID(int=number + 1), at=datetime(2026, 3, 2, tzinfo=UTC), day=day,
            test="side-lying-abduction-reps", side=Side.LEFT, value=value, unit="repetitions",
        )  # fmt: skip

    today, ledger, name = MON + timedelta(days=99), load().ledger, "side-lying-abduction-reps"
    once = Diary([reps(0, 12), reps(1, 15)])
    assert retest_change(once, name, Side.LEFT, today, ledger) is None
    twice = Diary([reps(0, 12), reps(1, 15), reps(2, 14)])
    assert "12 then, 14 repetitions now" in (retest_change(twice, name, Side.LEFT, today, ledger) or "")
    small = Diary([reps(0, 12), reps(1, 15), reps(2, 13)])
    assert retest_change(small, name, Side.LEFT, today, ledger) is None


def test_a_lighter_week_is_offered_after_six_weeks_but_not_to_beginners() -> None:
    ledger = load().ledger
    sets: list[Entry] = [done(n, MON + timedelta(days=3 * n)) for n in range(14)]
    today = MON + timedelta(days=41)
    new = Athlete(
        name="Alice", born=1990, experience=Experience.NEW, days=(Weekday.MON,), minutes=20,
        goals={Goal.GROWTH: 1},
    )  # fmt: skip
    assert weeks_without_rest(Diary(sets), today, ledger) == 6
    assert deload_due(Diary(sets), today, None, ledger)
    assert deload_due(Diary(sets), today, new, ledger) is None
    assert deload_due(Diary(sets), today - timedelta(days=7), None, ledger) is None


def test_a_lighter_week_keeps_the_exercise_and_takes_sets_and_effort_away() -> None:
    choice = load().choice("clamshell")
    dose = choice.dose
    target = Target(
        measure=choice.measure, amount=dose.amount, rir=dose.rir, tempo=dose.tempo, rest_s=dose.rest_s
    )
    asked = Prescription(
        slot="s", choice="clamshell", side=Side.LEFT, sets=3, target=target, change=Change.SAME, why="So.",
        claims=("A3",),
    )  # fmt: skip
    who = Athlete(
        name="Alice", born=1990, experience=Experience.TRAINED, days=(Weekday.MON,), minutes=20,
        goals={Goal.GROWTH: 1},
    )  # fmt: skip
    light = deloaded(asked, who, load())
    assert (light.choice, light.sets, light.change) == ("clamshell", 1, Change.DELOAD)
    assert light.target.rir == (dose.rir[0] + 2, dose.rir[1] + 2)
