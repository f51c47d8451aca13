"""Ten years of diary to the next session: 1,500 sessions and 30,000 sets, indexing included, against 50 ms."""

import gc
import random
import statistics
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "training"))

from athletes import FULL_KIT

from gluteal.catalogue.exercise import Resistance, Sides
from gluteal.catalogue.load import load
from gluteal.training.athlete import (
    Athlete,
    Experience,
    Goal,
    Screening,
    Side,
    Unit,
    Weekday,
)
from gluteal.training.diary import Entry, Morning, NextMorning, SessionDone, SetDone, Slept
from gluteal.training.history import Diary
from gluteal.training.loading import lightest
from gluteal.training.programme import Load, Part, Session, Slot, Target
from gluteal.training.progression import prescribe_session
from gluteal.training.resistance import loads_for

SESSIONS, SETS, LIMIT_MS, ROUNDS = 1500, 30_000, 50.0, 15
SLUGS = (
    "machine-abduction",
    "single-leg-squat-dumbbell",
    "side-lying-abduction-ankle-weight",
    "standing-abduction-band",
    "hip-thrust",
    "lateral-band-walk",
    "clamshell-band",
    "side-plank-knees",
)
TODAY = date(2026, 3, 2)


def somebody() -> Athlete:
    """Return an athlete with a full kit."""
    return Athlete(
        name="Charlie",
        born=1980,
        experience=Experience.ADVANCED,
        days=(Weekday.MON, Weekday.WED, Weekday.FRI),
        minutes=60,
        goals={Goal.GROWTH: 1},
        screening=Screening(answered_on=TODAY),
        kit=FULL_KIT,
    )


def slots(who: Athlete) -> tuple[Slot, ...]:
    """Return one slot for each of the exercises, as a plan would start it."""
    made = []
    for at, slug in enumerate(SLUGS):
        choice = load().choice(slug)
        dose = choice.dose
        weights = loads_for(choice, who.kit)
        weight = (
            Load(kind=choice.resistance, amount=weights[len(weights) // 3], unit=Unit.KG)
            if weights
            else lightest(choice, who)
        )
        target = Target(
            measure=choice.measure,
            amount=dose.amount,
            rir=dose.rir,
            tempo=dose.tempo,
            rest_s=dose.rest_s,
            load=weight if choice.resistance is not Resistance.NONE else None,
        )
        first = Side.LEFT if choice.sides in (Sides.EACH, Sides.BIASED) else None
        made.append(
            Slot(
                id=f"w1-mon-{at}",
                choice=slug,
                part=Part.MAIN,
                sets=3,
                target=target,
                first_side=first,
                hard=True,
                seconds=400,
                why="Benchmark.",
                claims=("A20",),
            )
        )
    return tuple(made)


def ten_years(lines: tuple[Slot, ...]) -> list[Entry]:
    """Three sessions a week, twenty sets each, with effort, sleep and mornings; simulated, fixed seed."""
    chance = random.Random(1)
    entries: list[Entry] = []
    number = 0
    for session in range(SESSIONS):
        day = TODAY - timedelta(days=round((SESSIONS - session) * 7 / 3))
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        for place in range(SETS // SESSIONS):
            line = lines[(session + place // 6) % len(lines)]
            number += 1
            side = (Side.LEFT, Side.RIGHT)[place % 2] if line.first_side else Side.BOTH
            low, high = line.target.amount
            entries.append(
                SetDone(
                    uid=UUID(int=number),
                    at=at + timedelta(minutes=2 * place),
                    day=day,
                    exercise=line.choice,
                    side=side,
                    measure=line.target.measure,
                    amount=chance.randint(low, high),
                    load=line.target.load,
                    rir=chance.choice((1.0, 2.0, 3.0)),
                    pain=chance.choice((0, 0, 0, 1)),
                    clean_share=chance.choice((None, 0.9, 1.0)),
                    session=f"p/s{session}",
                    slot=line.id,
                    order=place,
                    prescribed=line.target,
                )
            )
        number += 3
        entries.append(
            SessionDone(
                uid=UUID(int=number), at=at, day=day, session=f"p/s{session}", effort=chance.randint(4, 8)
            )
        )
        entries.append(Slept(uid=UUID(int=number - 1), at=at, day=day, hours=chance.uniform(5.5, 8.5)))
        entries.append(
            NextMorning(uid=UUID(int=number - 2), at=at, day=day, about=day, answer=Morning.BACK_TO_NORMAL)
        )
    chance.shuffle(entries[: len(entries) // 2])
    return entries


def main() -> int:
    """Measure, print a table, and return 1 where even the fastest round is over the limit."""
    who = somebody()
    lines = slots(who)
    entries = ten_years(lines)
    session = Session(id="w1-mon", week=1, weekday=Weekday.MON, day=TODAY, slots=lines, seconds=3600)
    catalogue = load()
    walls: list[tuple[float, float]] = []
    cpus: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        diary = Diary(entries)
        indexed = time.perf_counter() - wall, time.process_time() - cpu
        answers = prescribe_session(session, diary, TODAY, athlete=who, catalogue=catalogue)
        walls.append((indexed[0] * 1000, (time.perf_counter() - wall) * 1000))
        cpus.append((indexed[1] * 1000, (time.process_time() - cpu) * 1000))
    assert sum(len(found) for found in answers.values()) >= len(lines)
    sets = sum(isinstance(e, SetDone) for e in entries)
    print(f"{SESSIONS} sessions, {sets} sets, {len(entries)} facts; {len(lines)} slots; {ROUNDS} rounds")
    print("| what | wall ms | of the limit | CPU ms | of the limit |")
    print("|---|---|---|---|---|")
    for name, pick in (
        ("index, median", lambda runs: statistics.median(run[0] for run in runs)),
        ("index and next session, median", lambda runs: statistics.median(run[1] for run in runs)),
        ("index and next session, fastest", lambda runs: min(run[1] for run in runs)),
        ("index and next session, slowest", lambda runs: max(run[1] for run in runs)),
    ):
        wall, cpu = pick(walls), pick(cpus)
        print(f"| {name} | {wall:.1f} | {wall / LIMIT_MS:.2f} | {cpu:.1f} | {cpu / LIMIT_MS:.2f} |")
    # Judged by the fastest round's CPU time: other work on the machine only ever adds to it.
    return 0 if min(run[1] for run in cpus) < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
