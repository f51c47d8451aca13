"""Reading an export of Strong, in its comma and semicolon dialects, as diary entries."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo

from gluteal.catalogue.exercise import Measure
from gluteal.errors import BadData, BadValue
from gluteal.exchange.cell import (
    all_or_faults,
    load_of,
    minutes,
    moment,
    number,
    rir_of,
    stated_unit,
    uid_of,
    unit_of,
)
from gluteal.exchange.csv_file import Row, Table, table_of, text_of
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import Entry, SessionDone, SetDone, Source
from gluteal.training.programme import Part

_NEEDED = ("Date", "Workout Name", "Exercise Name", "Set Order")
_WEIGHTS = ("Weight", "Weight (kg)", "Weight (kgs)", "Weight (lbs)", "Weight (lb)")
_DISTANCES = ("Distance", "Distance (meters)", "Distance (km)", "Distance (miles)")
_READ = frozenset(
    {*_NEEDED, *_WEIGHTS, "Reps", "Seconds", "Notes", "Workout Notes", "Duration", "Duration (sec)"}
)
_REST, _NOTE = "rest timer", "note"
_WARM_UP, _FAILED = "w", "f"


def read_strong(data: bytes | str, *, unit: Unit | None = None, zone: tzinfo = UTC) -> tuple[Entry, ...]:
    """Return the sets and sessions of a Strong export, oldest first as in the file.

    The side is BOTH, since Strong does not record sides. The same row gets the same id in every import.
    Columns without a home of their own are kept in `extra`.

    Args:
        data: The file.
        unit: The unit of the weights, for files that do not state it.
        zone: The time zone of the dates, which Strong does not state.

    Raises:
        BadData: With a line number for each fault; then nothing at all is read.
        BadValue: If weights have no stated unit and `unit` is None.

    """
    table = table_of(text_of(data, "Strong export"), "Strong export")
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing or not any(name in table.columns for name in ("Reps", "Seconds")):
        lacks = ", ".join(missing) or "Reps"
        raise BadData([f"Strong export: line 1: this is no Strong export, for it has no column {lacks}"])
    _ask_for_unit(table, unit)
    reader = _Reader(unit, zone)
    for row in table.rows:
        try:
            reader.take(row)
        except BadValue as error:
            reader.faults.append(f"Strong export: line {row.line}: {error}")
    all_or_faults(reader.faults)
    return tuple(reader.finish())


def needs_unit(data: bytes | str) -> bool:
    """Tell whether the weights of an export have no stated unit. Raises `BadData` as `read_strong` does."""
    table = table_of(text_of(data, "Strong export"), "Strong export")
    try:
        _ask_for_unit(table, None)
    except BadValue:
        return True
    return False


def _ask_for_unit(table: Table, unit: Unit | None) -> None:
    column = next((name for name in _WEIGHTS if name in table.columns), None)
    if unit or column is None or stated_unit(column) or "Weight Unit" in table.columns:
        return
    raise BadValue("The file does not say whether its weights are kg or lb; give --unit kg or --unit lb.")


@dataclass(slots=True)
class _Reader:
    """Takes rows in the file's order and holds back what belongs to a set that is still to come."""

    unit: Unit | None
    zone: tzinfo
    faults: list[str] = field(default_factory=list)
    sessions: dict[str, SessionDone] = field(default_factory=dict)
    sets: dict[str, list[SetDone]] = field(default_factory=dict)
    seen: Counter[tuple[str, ...]] = field(default_factory=Counter)
    waiting: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)

    def take(self, row: Row) -> None:
        key = f"strong/{row.get('Date')}/{row.get('Workout Name')}"
        name = row.get("Exercise Name")
        if not name:
            raise BadValue("the exercise has no name")
        self._open(key, row)
        order = row.get("Set Order")
        if order.lower() in (_REST, _NOTE):
            what, value = (
                ("rest timer", row.get("Seconds")) if order.lower() == _REST else ("note", row.get("Notes"))
            )
            self._attach(key, name, what, value)
            return
        done = self._set(key, name, order, row)
        held = self.waiting.pop((key, name), {})
        self.sets[key].append(replace(done, extra={**held, **done.extra}))

    def finish(self) -> list[Entry]:
        """Return each session after its sets; what still waits for a set goes to the session's notes."""
        for (key, name), held in self.waiting.items():
            session = self.sessions[key]
            left = "; ".join(f"{name}, {what}: {value}" for what, value in held.items())
            self.sessions[key] = replace(session, notes="; ".join(filter(None, (session.notes, left))))
        entries: list[Entry] = []
        for key, session in self.sessions.items():
            entries += [*self.sets[key], session]
        return entries

    def _open(self, key: str, row: Row) -> None:
        if key not in self.sessions:
            at = moment(row.get("Date"), self.zone)
            self.sets[key] = []
            self.sessions[key] = SessionDone(
                uid=uid_of(key),
                at=at,
                day=at.date(),
                source=Source.STRONG,
                session=key,
                title=row.get("Workout Name"),
                minutes=minutes(row.get("Duration", "Duration (sec)")),
            )
        session, notes = self.sessions[key], row.get("Workout Notes")
        if notes and notes not in session.notes:
            joined = "; ".join(filter(None, (session.notes, notes)))
            self.sessions[key] = replace(session, notes=joined)

    def _attach(self, key: str, name: str, what: str, value: str) -> None:
        done = self.sets[key]
        if done and done[-1].exercise == name:
            old = done[-1].extra.get(what)
            done[-1] = replace(done[-1], extra={**done[-1].extra, what: f"{old}; {value}" if old else value})
        else:
            self.waiting.setdefault((key, name), {})[what] = value

    def _set(self, key: str, name: str, order: str, row: Row) -> SetDone:
        identity = (key, name, order)
        self.seen[identity] += 1
        measure, amount = _amount(row)
        column = next((c for c in _WEIGHTS if row.get(c)), "")
        unit = unit_of(row.get("Weight Unit")) or stated_unit(column) or self.unit
        rpe = number(row.get("RPE"), "RPE")
        extra = {c: v for c in row.cells if c not in _READ and (v := row.get(c)) and not _filler(c, row)}
        if order and not order.isdecimal():
            extra["Set Order"] = order
        if measure is Measure.REPS and (number(row.get("Seconds"), "Seconds") or 0) > 0:
            extra["Seconds"] = row.get("Seconds")
        session = self.sessions[key]
        return SetDone(
            uid=uid_of(*identity, self.seen[identity]),
            at=session.at,
            day=session.day,
            source=Source.STRONG,
            exercise=name,
            side=Side.BOTH,
            measure=measure,
            amount=amount,
            load=load_of(name, number(row.get(*_WEIGHTS), "the weight"), unit),
            rir=0.0 if order.lower() == _FAILED and rpe is None else rir_of(rpe),
            part=Part.WARM_UP if order.lower() == _WARM_UP else Part.MAIN,
            session=key,
            order=len(self.sets[key]) + 1,
            notes=row.get("Notes"),
            extra=extra,
        )


def _amount(row: Row) -> tuple[Measure, float | None]:
    reps, seconds = number(row.get("Reps"), "Reps"), number(row.get("Seconds"), "Seconds")
    if not reps and seconds:
        return Measure.SECONDS, seconds
    if not reps and any(number(row.get(c), c) for c in _DISTANCES):
        return Measure.REPS, None  # a distance is no repetition; it stays in `extra`
    return Measure.REPS, reps


def _filler(column: str, row: Row) -> bool:
    """Tell whether a cell says nothing: Strong writes 0, and units, where nothing was recorded."""
    if column in (*_DISTANCES, "Distance Unit"):
        return not any(number(row.get(name), name) for name in _DISTANCES)
    return column == "Weight Unit"
