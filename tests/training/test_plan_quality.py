"""What a coach or physiotherapist would object to in a plan, held against the planner."""

from dataclasses import replace
from functools import cache

import pytest
from athletes import TODAY

from gluteal.catalogue.exercise import Purpose, Resistance, Role
from gluteal.catalogue.load import load
from gluteal.training import planner
from gluteal.training.athlete import Athlete, Experience, Goal, Kit, Screening, Stack, Weekday
from gluteal.training.candidate import candidates
from gluteal.training.phase import answer, question, seconds_of
from gluteal.training.planner import plan
from gluteal.training.profile import EXAMPLES, example
from gluteal.training.programme import Part, Programme, Session, Week
from gluteal.training.safety import clear
from gluteal.training.validate import violations
from gluteal.training.volume import aims

CATALOGUE = load()
QUICK = 0.15


def person(**changes: object) -> Athlete:
    values = {
        "name": "Bob",
        "born": 1990,
        "experience": Experience.SOME,
        "days": (Weekday.MON, Weekday.WED, Weekday.FRI),
        "minutes": 30,
        "goals": {Goal.STABILITY: 1.0},
        "screening": Screening(answered_on=TODAY),
        **changes,
    }
    return Athlete(**values)  # type: ignore[arg-type]


@cache
def example_plan(name: str) -> Programme:
    return plan(example(name), CATALOGUE, TODAY, QUICK)


def mains(session: Session) -> set[str]:
    return {slot.choice for slot in session.slots if slot.part is Part.MAIN}


BORDER = (
    Weekday.MON,
    Weekday.THU,
    Weekday.SUN,
)  # `TODAY` is a Monday: the last day of a week lies beside the first


def test_a_main_lift_rests_a_day_over_the_border_of_phases_too() -> None:
    athlete = person(days=BORDER)
    programme = plan(athlete, CATALOGUE, TODAY, QUICK)
    assert violations(programme, athlete, CATALOGUE) == []
    sessions = [session for week in programme.weeks for session in week.sessions]
    beside = [(a, b) for a in sessions for b in sessions if (b.day - a.day).days == 1]
    assert any(a.week != b.week for a, b in beside)
    for a, b in beside:
        assert not mains(a) & mains(b), f"{a.id} and {b.id}"


def test_the_validator_sees_a_main_lift_without_its_day_of_rest_between_phases() -> None:
    athlete = person(days=BORDER)
    programme = plan(athlete, CATALOGUE, TODAY, QUICK)

    def turned_round(week: Week) -> Week:
        first, middle, last = week.sessions
        return replace(
            week, sessions=(replace(first, slots=last.slots), middle, replace(last, slots=first.slots))
        )

    weeks = tuple(turned_round(week) if week.phase > 1 else week for week in programme.weeks)
    faults = violations(replace(programme, weeks=weeks), athlete, CATALOGUE)
    assert [fault for fault in faults if "w3-sun" in fault and "a day apart" in fault]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_session_of_the_examples_has_a_main_lift(name: str) -> None:
    for week in example_plan(name).weeks:
        assert all(mains(session) for session in week.sessions)


def test_a_full_gym_brings_plain_hip_abduction_with_a_load_for_growth() -> None:
    for week in plan(example("lifter"), CATALOGUE, TODAY).weeks:  # searched to the end
        choices = [CATALOGUE.choice(s.choice) for x in week.sessions for s in x.slots if s.hard]
        assert any(
            Role.ABDUCTION in c.roles
            and Role.HIP_EXTENSION not in c.roles
            and c.resistance in (Resistance.MACHINE, Resistance.CABLE)
            for c in choices
        ), week.number


def test_where_the_machine_does_not_fit_in_the_plan_says_so() -> None:
    machine = Kit(abduction_machine=Stack(low=5, high=80, step=5))
    athlete = person(kit=machine, days=(Weekday.MON,), minutes=7, goals={Goal.GROWTH: 1.0})
    programme = plan(athlete, CATALOGUE, TODAY, QUICK)
    held = any(s.choice.startswith("machine-abduction") for x in programme.weeks[0].sessions for s in x.slots)
    assert held != any("fine steps" in sentence for sentence in programme.falls_short)


@pytest.mark.parametrize("name", ["lifter", "seventy"])
def test_fast_and_balance_work_come_in_two_sets_once_the_block_is_under_way(name: str) -> None:
    last = example_plan(name).weeks[-1]
    other = [
        slot
        for session in last.sessions
        for slot in session.slots
        if slot.part in (Part.ACCESSORY, Part.FINISH)
        and {Purpose.POWER, Purpose.BALANCE} & set(CATALOGUE.choice(slot.choice).purposes)
        and not slot.hard
    ]
    assert other
    assert all(slot.sets == 2 for slot in other), [(s.id, s.sets) for s in other]


def test_a_session_with_time_ends_easily_and_says_what_that_is_worth() -> None:
    athlete = person(minutes=40)
    programme = plan(athlete, CATALOGUE, TODAY, QUICK)
    assert violations(programme, athlete, CATALOGUE) == []
    for session in (x for week in programme.weeks for x in week.sessions):
        end = session.slots[-1]
        assert (end.part, end.hard, end.claims) == (Part.FINISH, False, ("cool-down",))
        assert end.seconds <= 120
        assert "does not spare you soreness" in end.why


def test_a_short_session_spends_no_time_on_an_easy_end() -> None:
    programme = plan(person(minutes=20), CATALOGUE, TODAY, QUICK)
    assert not any("cool-down" in s.claims for w in programme.weeks for x in w.sessions for s in x.slots)


def test_the_validator_sees_an_easy_end_that_is_too_long_or_not_the_end() -> None:
    athlete = person(minutes=40)
    programme = plan(athlete, CATALOGUE, TODAY, QUICK)
    week = programme.weeks[0]
    session = week.sessions[0]
    last = session.slots[-1]
    for slots, words in (
        ((*session.slots[:-1], replace(last, seconds=500)), "too long to come to its end"),
        ((session.slots[-1], *session.slots[:-1]), "goes on after its easy end"),
    ):
        broken = replace(week, sessions=(replace(session, slots=slots), *week.sessions[1:]))
        faults = violations(replace(programme, weeks=(broken, *programme.weeks[1:])), athlete, CATALOGUE)
        assert any(words in fault for fault in faults)


@pytest.mark.parametrize("goal", [Goal.STABILITY, Goal.COMFORT])
def test_seven_long_days_without_kit_keep_every_kind_of_work_in_both_phases(goal: Goal) -> None:
    athlete = person(days=tuple(Weekday), minutes=120, kit=Kit(), goals={goal: 1.0})
    programme = plan(athlete, CATALOGUE, TODAY, QUICK)
    assert violations(programme, athlete, CATALOGUE) == []
    assert all(set(roles) == set(Role) for roles in programme.covered.values())


def test_a_short_session_gets_the_time_back_that_nobody_rests_after_its_last_set() -> None:
    athlete = person(minutes=10, kit=Kit(), days=(Weekday.MON,), goals={Goal.GROWTH: 1.0})
    clearance = clear(athlete, TODAY, CATALOGUE.ledger)
    items = candidates(athlete, CATALOGUE, clearance, TODAY)
    asked = question(athlete, items, clearance, aims(athlete, CATALOGUE.ledger, TODAY), CATALOGUE.ledger)
    assert asked.short
    saved, waited = (answer(week, CATALOGUE.ledger, 2.0) for week in (asked, replace(asked, short=False)))
    assert saved is not None
    assert waited is not None
    gaps = [(p.found.levels["coverage"], p.found.levels["shortfall"]) for p in (saved, waited)]
    assert gaps[0] < gaps[1]
    assert all(seconds_of(session, CATALOGUE.ledger) <= asked.seconds for session in saved.sessions)


@cache
def phases() -> list:  # type: ignore[type-arg]
    """Two phases of one athlete in which the accessories stay."""
    athlete = example("runner")
    clearance = clear(athlete, TODAY, CATALOGUE.ledger)
    return planner._phases(athlete, CATALOGUE, clearance, 1.5)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("optimal", "No other accessories would serve you as well, so they stay"),
        ("feasible", "The accessories stay"),
    ],
)
def test_that_nothing_serves_better_is_said_only_where_it_is_proven(status: str, words: str) -> None:
    athlete = example("runner")
    (span, first, dressed), (later, second, also) = phases()
    same = replace(second, sessions=first.sessions, found=replace(second.found, status=status))
    made = [(span, first, dressed), (later, same, also)]
    notes = planner._notes(athlete, clear(athlete, TODAY, CATALOGUE.ledger), (), made)
    assert f"{words} for the whole block." in notes


def test_a_phase_that_is_only_carried_on_is_not_called_proven() -> None:
    athlete = example("runner")
    (span, first, dressed), (later, _, also) = phases()
    notes = planner._notes(
        athlete, clear(athlete, TODAY, CATALOGUE.ledger), (), [(span, first, dressed), (later, first, also)]
    )
    assert "The accessories stay for the whole block." in notes
