"""Where a set belongs: the session of the day, its slots, and what is prescribed for each of them now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gluteal.catalogue.load import Catalogue
    from gluteal.training.athlete import Athlete, Side
    from gluteal.training.history import Diary
    from gluteal.training.prescription import Prescription
    from gluteal.training.programme import Programme, Session, Slot, Target


@dataclass(frozen=True, slots=True)
class Place:
    """A slot of a session, and the target prescribed for each side of it."""

    session: str  # "<programme id>/<session id>"
    slot: "Slot"
    targets: "Mapping[Side, Target]"
    prescriptions: "tuple[Prescription, ...]"

    def target(self, side: "Side") -> "Target":
        """Return what is asked of this side: its prescription, the one for both sides, else the plan's own target."""
        from gluteal.training.athlete import Side

        return self.targets.get(side) or self.targets.get(Side.BOTH) or self.slot.target


def name_of(programme: "Programme", session: "Session") -> str:
    """Return the name under which the diary keeps a session of a programme."""
    return f"{programme.id}/{session.id}"


def session_of_day(programme: "Programme", book: "Diary", day: date, athlete: "Athlete") -> "Session | None":
    """Return the session due on `day`, or the one that was begun on it; None for a day without one."""
    from gluteal.training.agenda import next_session

    due = next_session(programme, book, day, athlete=athlete).due
    if due is not None:
        return due
    begun = {name for name, first in book.sessions(day).items() if first == day}
    return next((s for w in programme.weeks for s in w.sessions if name_of(programme, s) in begun), None)


def prescribed(
    programme: "Programme",
    session: "Session",
    book: "Diary",
    day: date,
    athlete: "Athlete",
    catalogue: "Catalogue",
) -> "dict[str, tuple[Prescription, ...]]":
    """Return what is prescribed for a session on `day`, by slot id.

    Sets of the session under way do not move its own targets, unless one was red.
    """
    from gluteal.training.progression import prescribe_session

    return prescribe_session(session, book, day, athlete=athlete, catalogue=catalogue, programme=programme)


def place_of(
    programme: "Programme",
    slug: str,
    day: date,
    book: "Diary",
    athlete: "Athlete",
    catalogue: "Catalogue",
    *,
    warm_up: bool = False,
) -> Place | None:
    """Return the slot of the day's session that asks for this exercise, or for a rung that stands in for it.

    None where the day has no session, or its session does not ask for it: the set then stands by itself. Where the
    same exercise is both warmed up with and worked with, it is the work unless `warm_up` is set.
    """
    session = session_of_day(programme, book, day, athlete)
    if session is None:
        return None
    name = name_of(programme, session)
    asked = prescribed(programme, session, book, day, athlete, catalogue)
    for slot in sorted(session.slots, key=lambda slot: (slot.id in asked) is warm_up):
        answers = asked.get(slot.id, ())
        if slug in (slot.choice, *(a.choice for a in answers)):
            targets = {a.side: a.target for a in answers if a.choice == slug}
            return Place(name, slot, targets, answers)
    return None
