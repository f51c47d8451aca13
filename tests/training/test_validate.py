"""Each rule of the validator is shown to be able to fail: a sound programme is broken in one place at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from athletes import TODAY

from gluteal.catalogue.exercise import Choice, Resistance
from gluteal.catalogue.load import load
from gluteal.training.athlete import (
    Activity,
    Athlete,
    Experience,
    Goal,
    Kit,
    OtherTraining,
    Screening,
    Side,
    Weekday,
)
from gluteal.training.planner import plan
from gluteal.training.profile import example
from gluteal.training.programme import Load, Part, Programme, Session, Slot
from gluteal.training.validate import RULES, violations

CATALOGUE = load()
ATHLETE = Athlete(
    name="Bob",
    born=1990,
    experience=Experience.TRAINED,
    days=(Weekday.MON, Weekday.WED, Weekday.FRI),
    minutes=45,
    goals={Goal.GROWTH: 1.0},
    screening=Screening(answered_on=TODAY),
    kit=Kit(dumbbells=(4.0, 8.0, 12.0), bench=True),
    weaker_side=Side.LEFT,
    block_weeks=4,
)


@pytest.fixture(scope="module")
def sound() -> Programme:
    programme = plan(ATHLETE, CATALOGUE, TODAY, work=0.15)
    assert violations(programme, ATHLETE, CATALOGUE) == []
    return programme


def with_session(programme: Programme, change: Callable[[Session], Session], week: int, at: int) -> Programme:
    sessions = list(programme.weeks[week].sessions)
    sessions[at] = change(sessions[at])
    weeks = list(programme.weeks)
    weeks[week] = replace(weeks[week], sessions=tuple(sessions))
    return replace(programme, weeks=tuple(weeks))


def with_slot(programme: Programme, part: Part, change: Callable[[Slot], Slot], week: int = 0) -> Programme:
    """Change the first slot of a part in a week."""
    at, place = next(
        (i, k)
        for i, session in enumerate(programme.weeks[week].sessions)
        for k, slot in enumerate(session.slots)
        if slot.part is part
    )

    def alter(session: Session) -> Session:
        slots = list(session.slots)
        slots[place] = change(slots[place])
        return replace(session, slots=tuple(slots))

    return with_session(programme, alter, week, at)


def load_of(slot: Slot, load: Load | None) -> Slot:
    return replace(slot, target=replace(slot.target, load=load))


def target(slot: Slot, **changes: object) -> Slot:
    return replace(slot, target=replace(slot.target, **changes))  # type: ignore[arg-type]


MAIN = Part.MAIN
MUTATIONS: dict[str, Callable[[Programme], Programme]] = {
    "calendar": lambda p: replace(p, weeks=p.weeks[:-1]),
    "available": lambda p: with_slot(p, MAIN, lambda s: replace(s, choice="standing-abduction-cable")),
    "gate-words": lambda p: with_slot(p, MAIN, lambda s: replace(s, support=True)),
    "levels": lambda p: with_slot(p, MAIN, lambda s: replace(s, choice="copenhagen-long")),
    "time": lambda p: with_slot(p, MAIN, lambda s: replace(s, seconds=s.seconds - 1)),
    "doses": lambda p: with_slot(p, MAIN, lambda s: replace(s, hard=False)),
    "sides": lambda p: with_slot(p, Part.WARM_UP, lambda s: replace(s, first_side=Side.RIGHT)),
    "loads": lambda p: with_slot(p, MAIN, lambda s: load_of(s, Load(kind="dumbbell", amount=5.0, unit="kg"))),  # type: ignore[arg-type]
    "reasons": lambda p: with_slot(p, MAIN, lambda s: replace(s, claims=("no-such-claim",))),
    "session-cap": lambda p: with_slot(p, MAIN, lambda s: replace(s, sets=20)),
    "ceilings": lambda p: with_slot(p, MAIN, lambda s: replace(s, sets=30)),
    "order": lambda p: with_session(p, lambda x: replace(x, slots=x.slots[::-1]), 0, 0),
    "variety": lambda p: with_slot(p, MAIN, lambda s: replace(s, choice="copenhagen-long"), week=2),
    "jumps": lambda p: with_slot(p, MAIN, lambda s: replace(s, sets=s.sets + 8), week=1),
    "spread": lambda p: with_slot(p, Part.ACCESSORY, lambda s: replace(s, sets=4)),
    "tables": lambda p: replace(
        p, regions={k: tuple(replace(r, low=r.low + 1) for r in rows) for k, rows in p.regions.items()}
    ),
    "alternatives": lambda p: with_slot(p, MAIN, lambda s: replace(s, alternatives=(s.choice,))),
}


@pytest.mark.parametrize("rule", sorted(set(RULES) - {"hard-days"}))
def test_each_rule_fails_where_its_constraint_is_broken(rule: str, sound: Programme) -> None:
    found = violations(MUTATIONS[rule](sound), ATHLETE, CATALOGUE)
    assert any(fault.startswith(f"{rule}: ") for fault in found), found


def test_two_hard_days_in_a_row_are_found(sound: Programme) -> None:
    # The same sessions, but as if the last day before each hard one had been a hard leg day.
    leg_days = OtherTraining(kind=Activity.LEG_DAY, days=(Weekday.TUE, Weekday.THU, Weekday.SAT), hard=True)
    found = violations(sound, replace(ATHLETE, other_training=(leg_days,)), CATALOGUE)
    assert any(fault.startswith("hard-days: ") for fault in found)


def test_hard_sessions_on_neighbouring_days_are_found(sound: Programme) -> None:
    week = sound.weeks[-1]
    moved = tuple(replace(s, day=week.starts + timedelta(days=i)) for i, s in enumerate(week.sessions))
    broken = replace(sound, weeks=(*sound.weeks[:-1], replace(week, sessions=moved)))
    assert any(f.startswith("hard-days: ") for f in violations(broken, ATHLETE, CATALOGUE))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda p: with_slot(p, MAIN, lambda s: replace(s, sets=9), week=3), "sets of"),
        (lambda p: with_slot(p, Part.ACCESSORY, lambda s: replace(s, sets=4)), "sets of an accessory"),
        (
            lambda p: with_slot(p, MAIN, lambda s: replace(s, choice="curtsy-lunge", sets=3), week=1),
            "something new",
        ),
    ],
)
def test_too_much_of_one_exercise_is_found(
    change: Callable[[Programme], Programme], words: str, sound: Programme
) -> None:
    found = violations(change(sound), ATHLETE, CATALOGUE)
    assert any(words in fault for fault in found if fault.startswith("spread: "))


def test_a_main_lift_on_consecutive_days_is_found(sound: Programme) -> None:
    broken = sound
    for at in range(3):
        day = TODAY + timedelta(days=at)
        broken = with_session(broken, lambda x, day=day: replace(x, day=day), 0, at)  # type: ignore[misc]
    assert any("a day apart" in fault for fault in violations(broken, ATHLETE, CATALOGUE))


def easier(choice: Choice) -> list[str]:
    """Return the variants of a choice's exercise that are easier, or unloaded where it has a load."""
    loaded = choice.resistance is not Resistance.NONE
    return [
        slug
        for slug, other in CATALOGUE.choices.items()
        if other.exercise == choice.exercise
        and (other.level < choice.level or (loaded and other.resistance is Resistance.NONE))
    ]


def test_a_step_back_to_an_easier_or_unloaded_variant_is_found(sound: Programme) -> None:
    last = len(sound.weeks) - 1
    found = 0
    for at, session in enumerate(sound.weeks[last].sessions):
        for place, slot in enumerate(session.slots):
            for slug in easier(CATALOGUE.choice(slot.choice)) if slot.hard else ():
                slots = list(session.slots)
                slots[place] = replace(slot, choice=slug)
                broken = with_session(sound, lambda x, slots=slots: replace(x, slots=tuple(slots)), last, at)  # type: ignore[misc]
                faults = violations(broken, ATHLETE, CATALOGUE)
                assert any(f"{slot.id} goes back to {slug}" in fault for fault in faults), slug
                found += 1
    assert found


@cache
def lifter() -> Programme:
    """Return a programme with a lighter set before its main lift."""
    programme = plan(example("lifter"), CATALOGUE, TODAY, work=0.15)
    assert violations(programme, example("lifter"), CATALOGUE) == []
    return programme


@pytest.mark.parametrize("to", [0, -1], ids=["first of all", "last of all"])
def test_a_lighter_set_that_is_not_directly_before_its_main_lift_is_found(to: int) -> None:
    at, ramp = next(
        (n, slot)
        for n, session in enumerate(lifter().weeks[0].sessions)
        for slot in session.slots
        if "lighter set" in slot.why
    )

    def misplaced(session: Session) -> Session:
        rest = [slot for slot in session.slots if slot is not ramp]
        rest.insert(0 if to == 0 else len(rest), ramp)
        return replace(session, slots=tuple(rest))

    faults = violations(with_session(lifter(), misplaced, 0, at), example("lifter"), CATALOGUE)
    assert any(f"{ramp.id} does not come directly before its main lift" in fault for fault in faults)


def test_a_choice_that_does_not_exist_is_named(sound: Programme) -> None:
    broken = with_slot(sound, MAIN, lambda s: replace(s, choice="moonwalk"))
    assert violations(broken, ATHLETE, CATALOGUE)[0].startswith("known: ")


def test_a_session_that_runs_over_is_found(sound: Programme) -> None:
    found = violations(sound, replace(ATHLETE, minutes=15), CATALOGUE)
    assert any("more than 15 minutes" in fault for fault in found)


def test_a_dropped_reserve_in_activation_is_found(sound: Programme) -> None:
    broken = with_slot(sound, Part.ACTIVATION, lambda s: target(s, rir=(0, 1)))
    assert any("too hard for activation" in fault for fault in violations(broken, ATHLETE, CATALOGUE))


def test_every_rule_has_its_mutation() -> None:
    assert set(MUTATIONS) | {"hard-days"} == set(RULES)
