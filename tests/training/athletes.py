"""Random athletes for tests and benchmarks: everything that a profile can say, drawn from one source of chance."""

import random
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from gluteal.training.athlete import (
    Activity,
    Approach,
    Athlete,
    Band,
    BandForm,
    Condition,
    ConditionKind,
    Experience,
    Goal,
    Kit,
    OtherTraining,
    Screening,
    Side,
    Stack,
    Unit,
    Weekday,
)

TODAY = date(2026, 11, 23)

FULL_KIT = Kit(
    bands=tuple(
        Band(name=f"{colour} loop", colour=colour, order=at, resting_cm=30, form=BandForm.LOOP)
        for at, colour in enumerate(("yellow", "green", "blue"), 1)
    ),
    dumbbells=(4, 5, 6, 8, 10, 12.5, 15),
    kettlebells=(8, 12, 16),
    ankle_weights=(0.5, 1, 2, 2.5),
    plates=(0.5, 1.25, 2.5, 5, 10, 20),
    bar=20,
    cable=Stack(low=2.5, high=60, step=2.5),
    abduction_machine=Stack(low=10, high=80, step=5),
    hip_thrust_machine=Stack(low=10, high=120, step=5),
    bench=True,
    step_cm=(20,),
    box_cm=(40,),
    ball=True,
    slider=True,
    anchor=True,
)
"""Everything that a choice can be loaded with, in uneven steps."""


def random_athlete(chance: random.Random) -> Athlete:
    """Return an athlete who passes the safety gate on `TODAY`; half of them have one to three conditions."""
    experience = chance.choice(list(Experience))
    goals = chance.sample(list(Goal), chance.choice([1, 1, 2, 3]))
    days = chance.sample(list(Weekday), chance.choice([1, 2, 2, 3, 3, 3, 4, 4, 5, 6]))
    bare = chance.random() < 0.15
    return Athlete(
        name="Alice",
        born=chance.randint(1936, 2007),
        experience=experience,
        days=tuple(day for day in Weekday if day in days),
        minutes=chance.choice([10, 15, 20, 30, 40, 45, 60, chance.randint(10, 90)]),
        goals={goal: float(chance.choice([1, 1, 2, 3])) for goal in goals},
        screening=Screening(answered_on=date(2026, 11, 1)),
        units=chance.choice(list(Unit)),
        mass_kg=chance.choice([None, 50.0, 65.0, 80.0, 110.0]),
        kit=Kit() if bare else _kit(chance),
        other_training=_other(chance),
        reaches_floor=chance.random() < 0.9,
        needs_hand_support=chance.random() < 0.1,
        conditions=() if chance.random() < 0.5 else _conditions(chance),
        dislikes=tuple(
            chance.sample(["clamshell", "squat", "side-plank", "hip-thrust"], chance.choice([0, 0, 1, 2]))
        ),
        weaker_side=chance.choice([None, Side.LEFT, Side.RIGHT]),
        spare_tfl=chance.random() < 0.25,
        activation=chance.random() < 0.7,
        block_weeks=chance.randint(4, 8),
    )


def _kit(chance: random.Random) -> Kit:
    def has(share: float) -> bool:
        return chance.random() < share

    share = chance.choice([0.1, 0.35, 0.8])
    forms = [form for form in BandForm if has(0.5)]
    return Kit(
        bands=tuple(
            Band(name=f"{form} {k}", colour=colour, form=form, order=k + 1)
            for form in forms
            for k, colour in enumerate(chance.sample(["red", "green", "blue"], chance.randint(1, 3)))
        ),
        dumbbells=(4.0, 4.0, 8.0, 8.0, 12.0) if has(share) else (),
        kettlebells=(8.0, 16.0) if has(share) else (),
        ankle_weights=(1.0, 1.0, 2.0) if has(share) else (),
        plates=(2.5, 5.0, 10.0) if has(share) else (),
        bar=20.0 if has(share) else None,
        cable=Stack(low=2.5, high=50, step=2.5) if has(share) else None,
        abduction_machine=Stack(low=5, high=80, step=5) if has(share) else None,
        hip_thrust_machine=Stack(low=10, high=150, step=10) if has(share / 2) else None,
        bench=has(share),
        step_cm=(15.0,) if has(share) else (),
        box_cm=(40.0,) if has(share) else (),
        ball=has(share),
        slider=has(share),
        sled=has(share / 2),
        anchor=has(share),
        partner=has(share / 2),
        without=("chair",) if has(0.05) else (),
    )


def _other(chance: random.Random) -> tuple[OtherTraining, ...]:
    return tuple(
        OtherTraining(
            kind=chance.choice(list(Activity)),
            days=tuple(chance.sample(list(Weekday), chance.randint(1, 3))),
            hard=chance.random() < 0.6,
        )
        for _ in range(chance.choice([0, 0, 1, 2]))
    )


def _conditions(chance: random.Random) -> tuple[Condition, ...]:
    kinds = chance.sample(list(ConditionKind), chance.choice([1, 1, 2, 3]))
    found = []
    for kind in kinds:
        condition = Condition(
            kind=kind, side=chance.choice([None, Side.LEFT]), irritable=chance.random() < 0.3
        )
        if kind is ConditionKind.HIP_REPLACEMENT:
            operated = date(2026, chance.randint(1, 9), 1)
            condition = replace(
                condition,
                approach=chance.choice(list(Approach)),
                operated_on=operated,
                cleared_on=date(2026, 10, 1),
            )
        found.append(condition)
    return tuple(found)


def athlete_of(seed: int) -> Athlete:
    """Return the athlete of a seed; the same seed gives the same athlete."""
    return random_athlete(random.Random(seed))


athletes: st.SearchStrategy[Athlete] = st.randoms(use_true_random=False).map(random_athlete)
"""Athletes for property tests."""
