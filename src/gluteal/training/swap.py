"""Alternatives for a slot: the best other choices that fit in its place under the same constraints."""

from collections.abc import Iterable
from dataclasses import dataclass

from gluteal.anatomy.region import MUSCLES
from gluteal.catalogue.claim import Ledger
from gluteal.training.candidate import Candidate, spill_of
from gluteal.training.phase import Phase, hard_muscles, seconds_of
from gluteal.training.session import tier
from gluteal.training.slot import Pick
from gluteal.training.volume import QUARTERS, credit, muscle_sets, weekly_sums
from gluteal.training.weekly import adjacent


@dataclass(frozen=True, slots=True)
class Room:
    """What one session still allows: nominal quarter sets for each muscle, counted over the whole session."""

    session: int
    most: dict[str, int]
    usual: int

    def holds(self, picks: Iterable[Pick]) -> bool:
        """Tell whether these picks stay within what the session allows."""
        sums: dict[str, int] = {}
        for pick in picks:
            for muscle, worth in muscle_sets(pick.choice).items():
                sums[muscle] = sums.get(muscle, 0) + pick.sets * worth
        return all(count <= self.most.get(muscle, self.usual) for muscle, count in sums.items())


def rooms(phase: Phase, ledger: Ledger) -> tuple[Room, ...]:
    """Return the room of each session: the cap, or less next to another hard day."""
    week = phase.week
    light = round(QUARTERS * ledger.number("hard-days", "sets"))
    usual = round(QUARTERS * ledger.number("A17", "session-sets"))
    apart = int(ledger.number("hard-days", "days-apart"))
    hard = [hard_muscles(session, ledger) for session in phase.sessions]
    found = []
    for s, day in enumerate(week.days):
        most = dict.fromkeys(MUSCLES, usual)
        near = [t for t, other in enumerate(week.days) if other != day and adjacent((day, other), apart)]
        elsewhere = any(o != day and adjacent((day, o), apart) for o in week.hard_elsewhere)
        for muscle in MUSCLES:
            if elsewhere or (day, muscle) in week.light or any(muscle in hard[t] for t in near):
                most[muscle] = light
        found.append(Room(s, most, usual))
    return tuple(found)


def alternatives(
    phase: Phase, room: Room, pick: Pick, pool: tuple[Candidate, ...], ledger: Ledger
) -> tuple[str, ...]:
    """Return the slugs of the best choices that fit in the place of a pick, best first.

    Args:
        phase: The week around it.
        room: What the session allows.
        pick: What is to be replaced.
        pool: All candidates that the person may use.
        ledger: Where the numbers stand.

    """
    session = phase.sessions[room.session]
    others = [p for s, picks in enumerate(phase.sessions) for p in picks if (s, p) != (room.session, pick)]
    taken = {p.choice.exercise for p in others}
    sums = weekly_sums((p.choice, p.sets) for p in others)
    roles = {role for p in others for role in p.candidate.roles}
    ranked = []
    for place, item in enumerate(pool):
        if item.choice.exercise in taken or item.choice.slug == pick.choice.slug or not _alike(item, pick):
            continue
        if not item.least <= pick.sets <= item.most:
            continue
        swapped = Pick(item, pick.sets, pick.main)
        there = tuple(swapped if p is pick else p for p in session)
        worth = credit(item.choice)
        if any(
            sums[a.region].high + pick.sets * worth[a.region].high > a.ceiling
            for a in phase.week.aims
            if a.region in worth
        ):
            continue
        if not room.holds(there) or seconds_of(there, ledger) > phase.week.seconds:
            continue
        short = sum(
            a.weight
            * max(
                0,
                a.target - sums[a.region].low - pick.sets * (worth[a.region].low if a.region in worth else 0),
            )
            for a in phase.week.aims
        )
        lost = len(set(pick.candidate.roles) - roles - set(item.roles))
        spill = spill_of(item) if phase.week.spare_tfl else 0
        worse = item.altered and not pick.candidate.altered  # a condition speaks against it, if not strictly
        ranked.append(
            (worse, short, lost, spill, item.evidence, abs(item.choice.level - pick.choice.level), place)
        )
    best = [pool[row[-1]].choice for row in sorted(ranked)]
    of_each = {choice.exercise: choice for choice in reversed(best)}  # the best variation of each exercise
    found = [choice.slug for choice in best if of_each[choice.exercise] is choice]
    return tuple(found[: int(ledger.number("session-shape", "alternatives"))])


def _alike(item: Candidate, pick: Pick) -> bool:
    return (
        item.strength == pick.candidate.strength
        and item.balance == pick.candidate.balance
        and tier(item.choice, pick.main) == tier(pick.choice, pick.main)
    )
