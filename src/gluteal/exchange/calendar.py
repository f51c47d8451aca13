"""A programme as a calendar (iCalendar, RFC 5545): one whole-day event a session, updated in place by its uid."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from gluteal.training.programme import Programme, Session

_FOLD = 75  # octets of a line, without its end
_PRODUCT = "-//Gluteal//Gluteal//EN"


def write(
    programme: Programme | None,
    *,
    stamp: datetime,
    names: dict[str, str],
    moved: Iterable[Session] = (),
    left_out: Iterable[str] = (),
    title: str = "Gluteal",
) -> str:
    """Return the text of a calendar.

    Args:
        programme: What is planned; None gives an empty calendar.
        stamp: When it was made, with its time zone.
        names: The name of each choice by its slug; a slug without one stands for itself.
        moved: Sessions that stand on another day now than the programme says, each on its new day.
        left_out: Ids of sessions that are not to be done any more.
        title: The calendar's name.

    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    now, gone = {session.id: session for session in moved}, set(left_out)
    for week in programme.weeks if programme else ():
        for session in week.sessions:
            if session.id not in gone and not session.let_go:
                lines += _event(programme.id, now.get(session.id, session), stamp, names)  # type: ignore[union-attr]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def uid(programme_id: str, session_id: str) -> str:
    """Return the name that a session's event keeps for good, wherever it moves."""
    return f"{programme_id}/{session_id}@gluteal"


def _event(programme_id: str, session: Session, stamp: datetime, names: dict[str, str]) -> list[str]:
    minutes = max(1, round(session.seconds / 60))
    slots = [slot for slot in session.slots if slot.hard] or list(session.slots)
    done = "\n".join(f"{slot.sets} × {names.get(slot.choice, slot.choice)}" for slot in slots)
    return [
        "BEGIN:VEVENT",
        f"UID:{_text(uid(programme_id, session.id))}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(session.day)}",
        f"DTEND;VALUE=DATE:{_day(session.day + timedelta(days=1))}",
        f"SUMMARY:{_text(f'Upper glutes, {minutes} min')}",
        f"DESCRIPTION:{_text(done)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _text(value: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    return "".join(letter for letter in value if letter.isprintable() or letter == " ")


def _folded(line: str) -> str:
    """Break a line so that no part has more octets than the standard allows, and no letter is cut apart."""
    parts, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _FOLD:
            parts.append(" ")
            size = 1
        parts[-1] += letter
        size += octets
    return "\r\n".join(parts)
