"""What the pages show of a session: each slot with its prescription per side and the sets done so far."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from gluteal.catalogue.exercise import Choice
from gluteal.catalogue.load import Catalogue
from gluteal.training.adjust import adjust
from gluteal.training.athlete import Athlete, Side
from gluteal.training.clearance import Clearance
from gluteal.training.deload import eased
from gluteal.training.diary import Entry, SetDone
from gluteal.training.history import Diary
from gluteal.training.practice import is_prescribed
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Part, Programme, Session, Slot, Target
from gluteal.training.progression import prescribe, taken_in_week
from gluteal.training.safety import clear
from gluteal.training.standing import one_sided
from gluteal.web.diary.reading import diary_of


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of a slot: what is asked for, and the sets of today's session that are done."""

    prescription: Prescription
    choice: Choice | None
    done: tuple[SetDone, ...]

    @property
    def side(self) -> Side:
        """The side that works."""
        return self.prescription.side

    @property
    def complete(self) -> bool:
        """Whether as many sets are done as were asked for, or the exercise is off."""
        return self.stopped or len(self.done) >= self.prescription.sets

    @property
    def stopped(self) -> bool:
        """Whether this exercise is off for this side; the reason says why."""
        return self.prescription.change is Change.STOP

    @property
    def surplus(self) -> SetDone | None:
        """The newest set where more are done than were asked for: on purpose, or one set on two phones."""
        more = self.prescription.sets > 0 and len(self.done) > self.prescription.sets
        return self.done[-1] if more else None

    @property
    def dots(self) -> list[bool]:
        """One entry a set that was asked for: whether it is done."""
        return [number < len(self.done) for number in range(max(self.prescription.sets, len(self.done)))]


@dataclass(frozen=True, slots=True)
class Line:
    """One slot of a session as a page shows it."""

    slot: Slot
    choice: Choice | None
    sides: tuple[SideLine, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to do here."""
        return all(side.complete for side in self.sides)

    @property
    def names(self) -> list[str]:
        """The name of what is asked for; of each side's where the two differ."""
        asked = [side.choice.name if side.choice else side.prescription.choice for side in self.sides]
        return list(dict.fromkeys(asked))

    @property
    def reasons(self) -> list[tuple[Side | None, str]]:
        """The reason of each side; one without a side where both have the same."""
        whys = [(line.side, line.prescription.why) for line in self.sides]
        return [(None, whys[0][1])] if len({why for _, why in whys}) == 1 else list(whys)

    @property
    def modifications(self) -> list[str]:
        """What conditions change about what is asked for, each sentence once."""
        told = [side.prescription.modification for side in self.sides]
        return list(dict.fromkeys(one for one in told if one))

    @property
    def next_side(self) -> SideLine | None:
        """The side whose set comes next: the one with fewer done, the first in order on a tie."""
        open_sides = [side for side in self.sides if not side.complete]
        return min(open_sides, key=lambda side: len(side.done), default=None)


def session_key(programme: Programme, session: Session) -> str:
    """Return the name under which a session's facts stand in the diary."""
    return f"{programme.id}/{session.id}"


def done_in(diary: Diary, key: str) -> dict[str, list[SetDone]]:
    """Return the sets of one session by slot, in the order in which they were done."""
    found: dict[str, list[SetDone]] = {}
    for one in diary.sets_of(key):
        if one.slot:
            found.setdefault(one.slot, []).append(one)
    return found


def lines(programme: Programme, session: Session, book: "Book") -> list[Line]:
    """Return every slot of a session with its prescriptions; raises `NotSafe` when the safety gate is closed."""
    done = done_in(book.diary, session_key(programme, session))
    return [line(programme, session, slot, done.get(slot.id, ()), book) for slot in session.slots]


def line(programme: Programme, session: Session, slot: Slot, done: Iterable[SetDone], book: "Book") -> Line:
    """Return one slot with its prescriptions and the sets of this session that are done."""
    sets = tuple(done)
    sides = tuple(
        SideLine(
            prescription=given,
            choice=book.catalogue.choices.get(given.choice),
            done=tuple(s for s in sets if s.side is given.side),
        )
        for given in _prescriptions(programme, session, slot, book)
    )
    return Line(slot=slot, choice=book.catalogue.choices.get(slot.choice), sides=sides)


def next_target(side: SideLine, book: "Book") -> Target:
    """Return what the next set of a side asks for, after the sets of today (rule A21)."""
    if side.choice is None:
        return side.prescription.target
    return adjust(side.prescription, side.done, athlete=book.athlete, catalogue=book.catalogue)


def _prescriptions(
    programme: Programme, session: Session, slot: Slot, book: "Book"
) -> tuple[Prescription, ...]:
    known = slot.choice in book.catalogue.choices  # a programme of an older Gluteal may hold others
    if known and is_prescribed(slot, book.catalogue.choice(slot.choice)):
        answers = prescribe(
            slot,
            book.before,
            book.today,
            athlete=book.athlete,
            catalogue=book.catalogue,
            clearance=book.clearance,
            taken=taken_in_week(session, programme),
            week=session.week,
        )
        return eased(answers, programme, session, book.athlete, book.catalogue)
    sides = [Side.BOTH]
    if slot.first_side is not None or (known and one_sided(book.catalogue.choice(slot.choice), slot)):
        sides = [Side.RIGHT, Side.LEFT] if slot.first_side is Side.RIGHT else [Side.LEFT, Side.RIGHT]
    return tuple(
        Prescription(
            slot=slot.id,
            choice=slot.choice,
            side=side,
            sets=slot.sets,
            target=slot.target,
            change=Change.SAME,
            why=slot.why,
            claims=slot.claims,
        )
        for side in sides
    )


@dataclass(frozen=True, slots=True)
class Book:
    """All that a page of training is made from: the person, the diary, the catalogue, the day.

    `before` is the diary without the sets of today: what is asked for today does not change while it is done.
    """

    athlete: Athlete
    diary: Diary
    before: Diary
    catalogue: Catalogue
    today: date
    clearance: Clearance

    @classmethod
    def open(cls, athlete: Athlete, entries: tuple[Entry, ...], catalogue: Catalogue, today: date) -> "Book":
        """Gather them; raises `NotSafe` when the safety gate is closed."""
        clearance = clear(athlete, today, catalogue.ledger)
        diary = diary_of(entries)
        newest = takewhile(lambda entry: entry.day >= today, reversed(entries))  # they come by day
        fresh = any(isinstance(entry, SetDone) for entry in newest)
        before = diary_of(entries, today) if fresh else diary
        return cls(athlete, diary, before, catalogue, today, clearance)


def as_of(book: Book, session: Session) -> Book:
    """Return the book as it will be on a session's own day, if nothing else is trained until then.

    The sets of today are left out of today's targets alone; for what comes later they count like all others.
    """
    return book if session.day <= book.today else replace(book, today=session.day, before=book.diary)


def open_session(programme: Programme, diary: Diary, today: date) -> Session | None:
    """Return the session that was begun today and is not finished, or None."""
    begun = diary.sessions(today)
    ended = {fact.session for fact in diary.efforts if fact.day == today}
    for session in (s for week in programme.weeks for s in week.sessions):
        key = session_key(programme, session)
        if begun.get(key) == today and key not in ended:
            return session
    return None


def grouped(found: list[Line]) -> list[tuple[Part, list[Line]]]:
    """Return the lines by part of the session, in their order."""
    parts: list[tuple[Part, list[Line]]] = []
    for one in found:
        if not parts or parts[-1][0] is not one.slot.part:
            parts.append((one.slot.part, []))
        parts[-1][1].append(one)
    return parts
