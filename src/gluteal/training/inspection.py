"""A programme laid open for inspection: its slots, and what a session or a week adds up to, for the validator."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gluteal.anatomy.region import MUSCLES, TARGETS, Region
from gluteal.catalogue.exercise import Choice, Purpose
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete
from gluteal.training.clearance import Clearance
from gluteal.training.programme import Part, Programme, Session, Slot, Week

EPSILON = 1 / 100
"""Of a set: sums of quarters are exact in floating point, this only guards the comparison."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules look at."""

    programme: Programme
    athlete: Athlete
    catalogue: Catalogue
    clearance: Clearance

    def number(self, claim: str, name: str) -> float:
        """Return a rule's constant."""
        return self.catalogue.ledger.number(claim, name)

    def choice(self, slot: Slot) -> Choice:
        """Return the choice of a slot."""
        return self.catalogue.choice(slot.choice)

    def works(self, slot: Slot) -> bool:
        """Tell whether a slot belongs to the work of a session: neither warm-up nor activation, nor the easy end."""
        if slot.part is Part.FINISH:
            return Purpose.BALANCE in self.choice(slot).purposes
        return slot.part in (Part.MAIN, Part.ACCESSORY)

    def sessions(self) -> Iterator[tuple[Week, Session]]:
        """Yield every session with its week."""
        for week in self.programme.weeks:
            for session in week.sessions:
                yield week, session

    def slots(self) -> Iterator[tuple[Week, Session, Slot]]:
        """Yield every slot with its session and week."""
        for week, session in self.sessions():
            for slot in session.slots:
                yield week, session, slot

    def muscle_sets(self, session: Session) -> dict[str, float]:
        """Count nominal sets of each muscle in the session's work: for a muscle of several regions the most worked."""
        sums: dict[str, float] = defaultdict(float)
        for slot in session.slots:
            choice = self.choice(slot)
            if self.works(slot) and counts(choice):
                named = {m: max(choice.credit.get(r, (0, 0, 0))[1] for r in rs) for m, rs in MUSCLES.items()}
                named |= {str(r): c[1] for r, c in choice.credit.items() if r not in TARGETS}
                for muscle, worth in named.items():
                    sums[muscle] += slot.sets * worth
        return sums

    def region_sets(self, week: Week) -> dict[Region, tuple[float, float, float]]:
        """Sum what a week's work is worth to each target region: low, nominal, high."""
        sums = {region: [0.0, 0.0, 0.0] for region in TARGETS}
        for session in week.sessions:
            for slot in session.slots:
                choice = self.choice(slot)
                if not self.works(slot) or not counts(choice):
                    continue
                for region in TARGETS:
                    low, nominal, high = choice.credit.get(region, (0, 0, 0))
                    low = low if Purpose.STRENGTH in choice.purposes else 0
                    for index, worth in enumerate((low, nominal, high)):
                        sums[region][index] += slot.sets * worth
        return {region: (a, b, c) for region, (a, b, c) in sums.items()}


def counts(choice: Choice) -> bool:
    """Tell whether its sets count: strength or power work."""
    return bool({Purpose.STRENGTH, Purpose.POWER} & set(choice.purposes))
