"""The block at a glance: each week as a row of seven days, the weeks off between them, and how each session stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gluteal.training.agenda import Agenda
from gluteal.training.athlete import Weekday
from gluteal.training.programme import Programme, Session, Week
from gluteal.web.plan import due


class State(StrEnum):
    """How a session stands today."""

    DONE = "done"
    DUE = "due"
    COMING = "coming"
    MOVED = "moved"
    LET_GO = "gone"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a week; `to` is the day to which a missed session has moved by itself."""

    day: date
    session: Session | None = None
    state: State | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One week; `off` are the weeks before it in which nothing is planned, from `off_from` on."""

    week: Week
    cells: tuple[Cell, ...]
    now: bool
    off: int
    off_from: date


def weekdays(programme: Programme) -> list[Weekday]:
    """Return the weekdays in the order in which the weeks of a programme have them."""
    first = programme.weeks[0].starts.weekday()
    return [*Weekday][first:] + [*Weekday][:first]


def runs(week: Week, day: date) -> bool:
    """Tell whether a day lies in a week."""
    return 0 <= (day - week.starts).days < 7


def rows(programme: Programme, begun: Mapping[str, date], agenda: Agenda) -> Iterator[Row]:
    """Yield the weeks of a programme. `begun` are the diary's sessions with the day on which each was begun."""
    expected = programme.weeks[0].starts
    for week in programme.weeks:
        by_day = {session.day: session for session in week.sessions}
        cells = []
        for after in range(7):
            day = week.starts + timedelta(days=after)
            session = by_day.get(day)
            state = state_of(programme, session, begun, agenda) if session else None
            cells.append(Cell(day, session, state, moved_to(session, agenda) if session else None))
        off = max((week.starts - expected).days // 7, 0)
        yield Row(week, tuple(cells), runs(week, agenda.today), off, expected)
        expected = week.starts + timedelta(days=7)


def state_of(programme: Programme, session: Session, begun: Mapping[str, date], agenda: Agenda) -> State:
    """Return how a session stands."""
    if due.session_key(programme, session) in begun:
        return State.DONE
    if session.let_go or session.id in agenda.let_go:
        return State.LET_GO
    if moved_to(session, agenda):
        return State.MOVED
    if session.day == agenda.today:
        return State.DUE
    if session.day > agenda.today:
        return State.COMING
    return State.MOVED if session.id in {one.id for one in agenda.missed} else State.MISSED


def moved_to(session: Session, agenda: Agenda) -> date | None:
    """Return the day on which a session stands now, None where it is its own."""
    placed = next((one for one in (agenda.due, agenda.coming) if one and one.id == session.id), None)
    return placed.day if placed is not None and placed.day != session.day else None
