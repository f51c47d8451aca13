"""What the pages show of a session: each slot with its prescription per side and the sets done so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gluteal.catalogue.exercise import Choice, Sides
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete, Side
from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Part, Programme, Session, Slot


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
    def reasons(self) -> list[tuple[Side | None, str]]:
        """The reason of each side; one without a side where both have the same."""
        whys = [(line.side, line.prescription.why) for line in self.sides]
        return [(None, whys[0][1])] if len({why for _, why in whys}) == 1 else list(whys)

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
    sets = [f for f in diary.facts.values() if isinstance(f, SetDone) and f.session == key and f.slot]
    for one in sorted(sets, key=lambda s: (s.day, s.at, s.order)):
        found.setdefault(one.slot or "", []).append(one)
    return found


def lines(
    programme: Programme, session: Session, diary: Diary, athlete: Athlete, catalogue: Catalogue, today: date
) -> list[Line]:
    """Return every slot of a session with its prescriptions."""
    done = done_in(diary, session_key(programme, session))
    return [line(slot, done.get(slot.id, ()), diary, athlete, catalogue, today) for slot in session.slots]


def line(
    slot: Slot, done: Iterable[SetDone], diary: Diary, athlete: Athlete, catalogue: Catalogue, today: date
) -> Line:
    """Return one slot with its prescriptions and the sets of this session that are done."""
    sets = tuple(done)
    sides = tuple(
        SideLine(
            prescription=given,
            choice=catalogue.choices.get(given.choice),
            done=tuple(s for s in sets if s.side is given.side),
        )
        for given in prescriptions(slot, diary, today, athlete, catalogue)
    )
    return Line(slot=slot, choice=catalogue.choices.get(slot.choice), sides=sides)


def prescriptions(
    slot: Slot, diary: Diary, today: date, athlete: Athlete, catalogue: Catalogue
) -> tuple[Prescription, ...]:
    """Return what is asked of each side, the first side first."""
    choice = catalogue.choices.get(slot.choice)
    sides = [Side.BOTH]
    if choice is not None and choice.sides not in (Sides.BOTH, Sides.ALTERNATING):
        sides = [Side.RIGHT, Side.LEFT] if slot.first_side is Side.RIGHT else [Side.LEFT, Side.RIGHT]
    return tuple(
        Prescription(
            slot=slot.id,
            choice=slot.choice,
            side=side,
            sets=slot.sets,
            target=slot.target,
            change=Change.START,
            why=slot.why,
            claims=slot.claims,
        )
        for side in sides
    )


@dataclass(frozen=True, slots=True)
class Next:
    """The session to do: on which day it stands in the programme, and whether that is today or past."""

    session: Session
    due: bool


def next_session(programme: Programme, diary: Diary, today: date) -> Next | None:
    """Return the session to do today, or the next one to come; None when the block is over."""
    begun = diary.sessions(today)
    ended = {fact.session for fact in diary.efforts}
    for session in (s for week in programme.weeks for s in week.sessions):
        key = session_key(programme, session)
        if key in ended or begun.get(key, today) < today:
            continue
        if session.day >= today or begun.get(key) == today:
            return Next(session, due=session.day <= today or begun.get(key) == today)
    return None


def morning_to_ask(diary: Diary, today: date, first: float) -> tuple[date, list[str]] | None:
    """Return the last training day whose next morning is not answered, and what hurt then.

    Args:
        diary: The diary as it stands.
        today: The day on which the page is looked at.
        first: Pain from which the question is asked, in points of 10.

    """
    before = [day for day in diary.training_days(today) if day < today]
    if not before:
        return None
    day = before[-1]
    sore = {
        s.exercise
        for s in diary.sets_between(day, day)
        if s.pain is not None and s.pain >= first and diary.morning(day, s.exercise, s.side, today) is None
    }
    return (day, sorted(sore)) if sore else None


def grouped(found: list[Line]) -> list[tuple[Part, list[Line]]]:
    """Return the lines by part of the session, in their order."""
    parts: list[tuple[Part, list[Line]]] = []
    for one in found:
        if not parts or parts[-1][0] is not one.slot.part:
            parts.append((one.slot.part, []))
        parts[-1][1].append(one)
    return parts


def monday(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())
