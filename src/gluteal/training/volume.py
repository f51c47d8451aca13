"""Weekly hard sets for each region: what a person aims at, what a week may hold at most, and how weeks build up."""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from gluteal.anatomy.region import MUSCLES, TARGETS, Region
from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Purpose
from gluteal.training.athlete import Athlete, Goal
from gluteal.training.programme import Part, RegionWeek, Slot, Week

K = TypeVar("K", bound=Hashable)

QUARTERS = 4
"""Sets are reckoned in quarters, so that all sums are whole numbers."""

_SHORT = {"gluteus medius": "medius", "gluteus minimus": "minimus", "upper gluteus maximus": "maximus"}
MUSCLE_OF: dict[Region, str] = {region: muscle for muscle, regions in MUSCLES.items() for region in regions}
"""The target muscle of each target region."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What one region is to get in a week, in quarter sets, and how much a missing set weighs.

    A muscle weighs 1 to 3, shared out among its regions; the weights are the smallest whole numbers of that kind.
    """

    region: Region
    target: int
    ceiling: int
    weight: int


@dataclass(frozen=True, slots=True)
class Credit:
    """What one hard set of a choice is worth to a region, in quarter sets."""

    low: int
    nominal: int
    high: int


def years(athlete: Athlete, today: date) -> int:
    """Return the age in whole years as far as the year of birth tells it (never too low)."""
    return today.year - athlete.born


def is_older(athlete: Athlete, ledger: Ledger, today: date) -> bool:
    """Tell whether rule A29 for older adults applies, by age or by goal."""
    return years(athlete, today) >= ledger.number("A29", "age") or Goal.EVERYDAY in athlete.goals


def block_weeks(athlete: Athlete, ledger: Ledger) -> int:
    """Return how many weeks the block has: as asked for, or the usual number."""
    return int(ledger.number("A32", "weeks")) if athlete.block_weeks is None else athlete.block_weeks


def aims(athlete: Athlete, ledger: Ledger, today: date) -> tuple[Aim, ...]:
    """Return the weekly aim of each target region: goals averaged by weight, scaled by experience."""
    total = sum(athlete.goals.values())

    def mean(claim: str, muscle: str) -> float:
        return (
            sum(
                weight * ledger.number(claim, f"{goal}-{_SHORT[muscle]}")
                for goal, weight in sorted(athlete.goals.items())
            )
            / total
        )

    share = ledger.number("weekly-targets", f"{athlete.experience}-share")
    ceiling = ledger.number("weekly-ceilings", str(athlete.experience))
    most = ledger.number("weekly-targets", "growth-medius")
    if years(athlete, today) >= ledger.number("A29", "age"):
        ceiling = min(ceiling, ledger.number("weekly-ceilings", "older"))
        most = ledger.number("A29", "weekly-sets")
    weights = {r: max(1, round(mean("region-weights", MUSCLE_OF[r]))) * _share(r) for r in TARGETS}
    common = math.gcd(*weights.values())
    return tuple(
        Aim(
            region,
            max(1, round(QUARTERS * share * min(most, mean("weekly-targets", MUSCLE_OF[region])))),
            round(QUARTERS * ceiling),
            weights[region] // common,
        )
        for region in TARGETS
    )


def _share(region: Region) -> int:
    """Return how often a region's weight counts, so that a muscle of many regions weighs no more than one of few."""
    most = math.lcm(*(len(regions) for regions in MUSCLES.values()))
    return most // len(MUSCLES[MUSCLE_OF[region]])


def credit(choice: Choice) -> dict[Region, Credit]:
    """Return what a set is worth to each target region, in quarter sets.

    A fast set that stops far from failure counts nothing towards the aim and in full towards the most;
    a choice that is neither strength nor power work counts nothing at all.
    """
    strength = Purpose.STRENGTH in choice.purposes
    if not strength and Purpose.POWER not in choice.purposes:
        return {}
    found = {}
    for region in TARGETS:
        low, nominal, high = (round(QUARTERS * value) for value in choice.credit.get(region, (0, 0, 0)))
        if high:
            found[region] = Credit(low if strength else 0, nominal, high)
    return found


def muscle_sets(choice: Choice) -> dict[str, int]:
    """Return what a set counts for each muscle in a session, in quarter sets: its most worked region, nominally.

    Target muscles go by their names, every other region is a muscle of its own.
    """
    if Purpose.STRENGTH not in choice.purposes and Purpose.POWER not in choice.purposes:
        return {}
    counts: dict[str, int] = {}
    for region, (_, nominal, _) in choice.credit.items():
        muscle = MUSCLE_OF.get(region, str(region))
        counts[muscle] = max(counts.get(muscle, 0), round(QUARTERS * nominal))
    return {muscle: count for muscle, count in sorted(counts.items()) if count}


def weekly_sums(sets: Iterable[tuple[Choice, int]]) -> dict[Region, Credit]:
    """Add up what a week's sets are worth to each target region, in quarter sets."""
    sums = {region: [0, 0, 0] for region in TARGETS}
    for choice, count in sets:
        for region, worth in credit(choice).items():
            for index, value in enumerate((worth.low, worth.nominal, worth.high)):
                sums[region][index] += count * value
    return {region: Credit(*values) for region, values in sums.items()}


def muscle_sums(sets: Iterable[tuple[Choice, int]]) -> dict[str, int]:
    """Add up nominal quarter sets for each target muscle."""
    sums = dict.fromkeys(MUSCLES, 0)
    for choice, count in sets:
        for muscle, worth in muscle_sets(choice).items():
            if muscle in sums:
                sums[muscle] += count * worth
    return sums


def region_weeks(goals: Iterable[Aim], sets: Iterable[tuple[Choice, int]]) -> tuple[RegionWeek, ...]:
    """Return the table of a week: for each region the aim, the range that the sets give, and the ceiling, in sets."""
    sums = weekly_sums(sets)
    return tuple(
        RegionWeek(
            region=aim.region,
            target=aim.target / QUARTERS,
            low=sums[aim.region].low / QUARTERS,
            nominal=sums[aim.region].nominal / QUARTERS,
            high=sums[aim.region].high / QUARTERS,
            ceiling=aim.ceiling / QUARTERS,
        )
        for aim in goals
    )


def week_table(
    week: Week, rows: Iterable[RegionWeek], choices: Mapping[str, Choice]
) -> tuple[RegionWeek, ...]:
    """Return the table of a week as it stands: the aims of `rows` with the range that its sets give."""
    work = [
        (choice, slot.sets)
        for session in week.sessions
        for slot in session.slots
        if (choice := choices.get(slot.choice)) and _is_work(slot, choice)
    ]
    sums = weekly_sums(work)
    return tuple(
        replace(
            row,
            low=sums[row.region].low / QUARTERS,
            nominal=sums[row.region].nominal / QUARTERS,
            high=sums[row.region].high / QUARTERS,
        )
        for row in rows
    )


def _is_work(slot: Slot, choice: Choice) -> bool:
    """Tell whether a slot is neither warm-up nor activation, nor the easy end."""
    if slot.part is Part.FINISH:
        return Purpose.BALANCE in choice.purposes
    return slot.part in (Part.MAIN, Part.ACCESSORY)


def climb(
    full: Mapping[K, int],
    choices: Mapping[K, Choice],
    start_share: float,
    before: Mapping[str, int] | None,
    most_more: int,
) -> dict[K, int]:
    """Return one week's sets on the way to `full`.

    Args:
        full: The planned sets of each slot, in the order in which slots are to grow (main lifts first).
        choices: The choice of each slot.
        start_share: The share of the full sets in the first week; used where `before` is None.
        before: Nominal quarter sets of each target muscle in the week before; None in the first week.
        most_more: By how many quarter sets a muscle may grow from one week to the next.

    """
    if before is None:
        return {slot: math.ceil(start_share * sets) for slot, sets in full.items()}
    limit = {muscle: count + most_more for muscle, count in before.items()}
    now = dict.fromkeys(full, 1)
    sums = muscle_sums((choices[slot], 1) for slot in full)
    grown = True
    while grown:
        grown = False
        for slot, sets in full.items():
            worth = {m: c for m, c in muscle_sets(choices[slot]).items() if m in limit}
            if now[slot] < sets and all(sums[m] + c <= limit[m] for m, c in worth.items()):
                now[slot] += 1
                grown = True
                for muscle, count in worth.items():
                    sums[muscle] += count
    return now


def jumps(before: Mapping[str, int], after: Mapping[str, int], most_more: int) -> list[str]:
    """Name the muscles whose nominal quarter sets grow by more than `most_more` from one week to the next."""
    return [muscle for muscle in before if after[muscle] - before[muscle] > most_more]


def spoken(region: Region) -> str:
    """Return a region as people say it ("middle gluteus medius")."""
    words = region.value.split("-")
    if words[0] == "gluteus":
        return f"{words[-1]} {' '.join(words[:-1])}"
    return " ".join(words)
