"""What may be written into a diary from outside: limits, days that have come, and a phone's wrong clock put right."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from gluteal.errors import BadData
from gluteal.record import to_mapping
from gluteal.training.athlete import Side
from gluteal.training.diary import (
    EARLIEST,
    Correction,
    CustomExercise,
    Entry,
    Measured,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)

PHONE_AT = "phone-at"
"""The key in `extra` under which a moment stands as a phone with a wrong clock gave it."""
_TRUSTED = timedelta(minutes=2)  # a clock that is off by less is left alone
_MOST = 10_000  # repetitions, seconds, steps or weight: more is a slip of the finger
_MOST_NAME, _MOST_NOTES, _MOST_EXTRA = 300, 2000, 40
_HOURS, _MINUTES = 24, 24 * 60


def received(entry: Entry, moment: datetime, sent_at: datetime | None = None) -> Entry:
    """Return an entry as it may be kept.

    Args:
        entry: As it came.
        moment: Now, by the clock of the server.
        sent_at: Now, by the clock of the device that sent it. Where the two differ, the entry's time and day are
            moved by the difference, and what the device had said stays in `extra`.

    Raises:
        BadData: With everything about it that cannot be.

    """
    faults = list(_time_faults(entry.at, "at"))
    if sent_at is not None:
        faults += _time_faults(sent_at, "sent_at")
    if faults:
        raise BadData(faults)
    if sent_at is not None and abs(moment - sent_at) > _TRUSTED:
        entry = _put_right(entry, moment - sent_at)
    faults = [*_day_faults(entry, moment), *_faults(entry)]
    faults += [
        f"{place}: holds a character that cannot be kept" for place in _broken_text(to_mapping(entry), "")
    ]
    if faults:
        raise BadData(faults)
    return entry


def same(one: Entry, other: Entry) -> bool:
    """Tell whether two entries of one uid say the same; when they were sent does not matter."""
    return _timeless(one) == _timeless(other)


def _timeless(entry: Entry) -> Entry:
    plain = replace(entry, at=datetime.fromtimestamp(0, entry.at.tzinfo), day=EARLIEST)
    plain = replace(plain, at=plain.at.replace(tzinfo=None))
    if isinstance(plain, SetDone | SessionDone):
        return replace(plain, extra={k: v for k, v in plain.extra.items() if k != PHONE_AT})
    return plain


def _put_right(entry: Entry, off: timedelta) -> Entry:
    at = entry.at + off
    days = at.date() - entry.at.date()
    said = entry.at.isoformat()
    entry = replace(entry, at=at, day=entry.day + days)
    if isinstance(entry, SetDone | SessionDone):
        return replace(entry, extra={**entry.extra, PHONE_AT: said})
    return entry


def _time_faults(at: datetime, name: str) -> Iterator[str]:
    if at.tzinfo is None:
        yield f"{name}: has no time zone; write it like 2026-11-23T18:05:00+01:00"
    elif not EARLIEST.year < at.year < date.max.year - 1:
        yield f"{name}: {at.year} is not a year in which anybody trains"


def _day_faults(entry: Entry, moment: datetime) -> Iterator[str]:
    today = moment.astimezone(entry.at.tzinfo).date()
    if entry.day > today:
        yield f"day: {entry.day} is still to come (today is {today}); look at the clock, and send it again"
    if entry.day < EARLIEST:
        yield f"day: entries are kept from {EARLIEST} on; look at the year"


def _faults(entry: Entry) -> Iterator[str]:
    match entry:
        case SetDone():
            yield from _set_faults(entry)
        case SessionDone():
            yield from _within("effort", entry.effort, 0, 10)
            yield from _within("minutes", entry.minutes, 0, _MINUTES)
            yield from _texts({"session": entry.session, "title": entry.title}, _MOST_NAME)
            yield from _texts({"notes": entry.notes}, _MOST_NOTES)
            yield from _extra(entry.extra)
        case NextMorning():
            if not EARLIEST <= entry.about < entry.day:
                yield f"about: {entry.about} is not a day before {entry.day}"
            yield from _texts(
                dict.fromkeys(("exercises",), max(entry.exercises, key=len, default="")), _MOST_NAME
            )
        case Slept():
            yield from _within("hours", entry.hours, 0, _HOURS)
        case Measured():
            yield from _within("value", entry.value, 0, _MOST)
            yield from _texts({"what": entry.what, "unit": entry.unit}, _MOST_NAME, needed=True)
        case Retest():
            if entry.side is Side.BOTH:
                yield "side: a test is done on one side at a time; say left or right"
            yield from _within("value", entry.value, 0, _MOST)
            yield from _texts({"test": entry.test, "unit": entry.unit}, _MOST_NAME, needed=True)
            yield from _texts({"conditions": entry.conditions}, _MOST_NOTES)
            yield from _seen(entry.seen)
        case Correction():
            yield from _texts({"why": entry.why}, _MOST_NOTES)
            if entry.by is not None:
                yield from (f"by.{fault}" for fault in (*_time_faults(entry.by.at, "at"), *_faults(entry.by)))
        case CustomExercise():
            yield from _texts({"name": entry.name}, _MOST_NAME, needed=True)
            yield from _texts({"same_as": entry.same_as or ""}, _MOST_NAME)
            yield from _texts({"notes": entry.notes}, _MOST_NOTES)


def _set_faults(done: SetDone) -> Iterator[str]:
    yield from _texts({"exercise": done.exercise}, _MOST_NAME, needed=True)
    yield from _texts({"session": done.session or "", "slot": done.slot or ""}, _MOST_NAME)
    yield from _texts({"notes": done.notes, "pain_where": done.pain_where or ""}, _MOST_NOTES)
    yield from _within("amount", done.amount, 0, _MOST)
    yield from _within("rir", done.rir, 0, 10)
    yield from _within("pain", done.pain, 0, 10)
    yield from _within("clean_share", done.clean_share, 0, 1)
    yield from _within("judged", done.judged, 0, _MOST)
    yield from _within("order", done.order, 0, _MOST)
    if done.load is not None:
        yield from _within("load.amount", done.load.amount, 0, _MOST)
        if done.load.band is not None:
            yield from _within("load.band.strands", done.load.band.strands, 1, 10)
            yield from _within("load.band.resting_cm", done.load.band.resting_cm, 0, _MOST)
            yield from _within("load.band.stretched_cm", done.load.band.stretched_cm, 0, _MOST)
    if done.prescribed is not None:
        numbers = (
            *done.prescribed.amount,
            *done.prescribed.rir,
            *done.prescribed.tempo,
            done.prescribed.rest_s,
        )
        for number in numbers:
            yield from _within("prescribed", number, 0, _MOST)
    yield from _extra(done.extra)


def _seen(seen: dict[str, float]) -> Iterator[str]:
    if len(seen) > _MOST_EXTRA:
        yield f"seen: has {len(seen)} values; {_MOST_EXTRA} are kept"
    for name, value in seen.items():
        yield from _texts({"seen": name}, _MOST_NAME, needed=True)
        yield from _within("seen", value, -_MOST, _MOST)


def _within(name: str, value: float | None, low: float, high: float) -> Iterator[str]:
    if value is not None and not low <= value <= high:
        yield f"{name}: is outside {low:g} to {high:g}"


def _texts(texts: dict[str, str], most: int, *, needed: bool = False) -> Iterator[str]:
    for name, text in texts.items():
        if len(text) > most:
            yield f"{name}: has {len(text)} characters; {most} are kept"
        if needed and not text.strip():
            yield f"{name}: is empty"


def _extra(extra: dict[str, str]) -> Iterator[str]:
    if len(extra) > _MOST_EXTRA:
        yield f"extra: holds {len(extra)} fields; {_MOST_EXTRA} are kept"
    yield from _texts({f"extra.{key[:20]}": key + value for key, value in extra.items()}, _MOST_NOTES)


def _broken_text(value: object, place: str) -> Iterator[str]:
    """Yield where text holds what no database keeps: the character zero, or half a character."""
    match value:
        case str():
            if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
                yield place or "text"
        case dict():
            for key, inner in value.items():
                yield from _broken_text(key, f"{place}.{key}".strip("."))
                yield from _broken_text(inner, f"{place}.{key}".strip("."))
        case list():
            for inner in value:
                yield from _broken_text(inner, place)
