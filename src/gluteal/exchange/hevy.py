"""Reading Hevy: workouts as its API gives them, and the CSV file that its app exports."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from gluteal.catalogue.exercise import Measure
from gluteal.errors import BadData, BadValue
from gluteal.exchange.cell import (
    all_or_faults,
    load_of,
    moment,
    number,
    rir_of,
    stated_unit,
    uid_of,
)
from gluteal.exchange.csv_file import Row, table_of, text_of
from gluteal.exchange.json_text import items_of, parse, spoken
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import Entry, SessionDone, SetDone, Source
from gluteal.training.programme import Part

_NEEDED = ("title", "start_time", "exercise_title", "set_index")
_WEIGHTS = ("weight_kg", "weight_lbs", "weight_lb")
_SET_READ = frozenset({"index", "type", "reps", "duration_seconds", "rpe", *_WEIGHTS})
_EXERCISE_READ = frozenset({"index", "title", "sets", "notes"})
_WORKOUT_READ = frozenset({"title", "start_time", "end_time", "exercises", "description"})
_ROW_READ = frozenset(
    {
        *_NEEDED, "end_time", "description", "exercise_notes", "set_type", "reps", "duration_seconds", "rpe",
        *_WEIGHTS,
    }
)  # fmt: skip
_ORDINARY = "normal"


def read_hevy(data: bytes | str, *, zone: tzinfo = UTC) -> tuple[Entry, ...]:
    """Return the sets and sessions of a Hevy file, which is JSON of its API or the CSV of its app.

    Args:
        data: The file: a list of workouts, or an object with `workouts`, or a table.
        zone: The person's time zone: it tells the calendar day, and the time where the file has no offset.

    Raises:
        BadData: With the line, or the workout, exercise and set, of each fault; then nothing at all is read.

    """
    text = text_of(data, "Hevy file")
    if text.lstrip()[:1] in ("[", "{"):
        return _from_api(text, zone)
    return _from_csv(text, zone)


def _from_api(text: str, zone: tzinfo) -> tuple[Entry, ...]:
    document = parse(text, "Hevy file")
    if isinstance(document, dict):
        document = document.get("workouts", [document] if "exercises" in document else None)
    faults: list[str] = []
    entries: list[Entry] = []
    for index, workout in enumerate(items_of(document, "Hevy file", "workouts")):
        where = f"Hevy file: workout {index + 1}"
        try:
            entries.extend(_workout(workout, where, zone, faults))
        except BadValue as error:
            faults.append(f"{where}: {error}")
    all_or_faults(faults)
    return tuple(entries)


def _workout(data: dict[str, object], where: str, zone: tzinfo, faults: list[str]) -> list[Entry]:
    at = moment(spoken(data, "start_time"), zone)
    at = at.astimezone(zone)
    key = f"hevy/{spoken(data, 'id') or at.astimezone(UTC).isoformat()}"
    sets: list[Entry] = []
    for position, exercise in enumerate(items_of(data.get("exercises"), where, "exercises")):
        name = spoken(exercise, "title")
        place = f"{where}, exercise {position + 1}"
        if not name:
            faults.append(f"{place}: it has no title")
        about = {k: str(v) for k, v in exercise.items() if k not in _EXERCISE_READ and v not in (None, "")}
        for number_of_set, row in enumerate(items_of(exercise.get("sets"), place, "sets")):
            try:
                done = _set(
                    {k: spoken(row, k) for k in row},
                    uid_parts=(key, position, name, number_of_set),
                    at=at,
                    name=name,
                    key=key,
                    read=_SET_READ,
                )
            except BadValue as error:
                faults.append(f"{place}, set {number_of_set + 1}: {error}")
                continue
            notes = spoken(exercise, "notes") if not number_of_set else ""
            sets.append(replace(done, order=len(sets) + 1, notes=notes, extra={**about, **done.extra}))
    session = SessionDone(
        uid=uid_of(key),
        at=at,
        day=at.date(),
        source=Source.HEVY,
        session=key,
        title=spoken(data, "title"),
        minutes=_length(at, spoken(data, "end_time"), zone),
        notes=spoken(data, "description"),
        extra={k: str(v) for k, v in data.items() if k not in _WORKOUT_READ and v not in (None, "")},
    )
    return [*sets, session]


def _from_csv(text: str, zone: tzinfo) -> tuple[Entry, ...]:
    table = table_of(text, "Hevy file")
    missing = [name for name in _NEEDED if name not in table.columns]
    if missing:
        raise BadData(
            [f"Hevy file: line 1: this is no Hevy export, for it has no column {', '.join(missing)}"]
        )
    faults: list[str] = []
    sessions: dict[str, SessionDone] = {}
    sets: dict[str, list[SetDone]] = {}
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in table.rows:
        key = f"hevy/{row.get('start_time')}/{row.get('title')}"
        try:
            if key not in sessions:
                sessions[key], sets[key] = _session(key, row, zone), []
            name = row.get("exercise_title")
            if not name:
                raise BadValue("the exercise has no title")
            identity = (key, name, row.get("set_index"))
            seen[identity] += 1
            done = _set(
                {column: row.get(column) for column in row.cells},
                uid_parts=(*identity, seen[identity]),
                at=sessions[key].at,
                name=name,
                key=key,
                read=_ROW_READ,
            )
            again = any(other.exercise == name for other in sets[key])
            notes = "" if again else row.get("exercise_notes")
            sets[key].append(replace(done, order=len(sets[key]) + 1, notes=notes))
        except BadValue as error:
            faults.append(f"Hevy file: line {row.line}: {error}")
    all_or_faults(faults)
    entries: list[Entry] = []
    for key, session in sessions.items():
        entries += [*sets[key], session]
    return tuple(entries)


def _session(key: str, row: Row, zone: tzinfo) -> SessionDone:
    at = moment(row.get("start_time"), zone)
    return SessionDone(
        uid=uid_of(key),
        at=at,
        day=at.astimezone(zone).date(),
        source=Source.HEVY,
        session=key,
        title=row.get("title"),
        minutes=_length(at, row.get("end_time"), zone),
        notes=row.get("description"),
    )


def _set(
    cells: dict[str, str],
    *,
    uid_parts: tuple[object, ...],
    at: datetime,
    name: str,
    key: str,
    read: frozenset[str],
) -> SetDone:
    column = next((c for c in _WEIGHTS if cells.get(c)), "")
    weight = number(cells.get(column, ""), "the weight")
    reps, seconds = (
        number(cells.get("reps", ""), "reps"),
        number(cells.get("duration_seconds", ""), "seconds"),
    )
    kind = cells.get("type", "") or cells.get("set_type", "")
    rpe = number(cells.get("rpe", ""), "RPE")
    timed = not reps and bool(seconds)
    extra = {k: v for k, v in cells.items() if k not in read and v}
    if kind and kind != _ORDINARY:
        extra["set type"] = kind
    if seconds and not timed:
        extra["duration_seconds"] = cells["duration_seconds"]
    return SetDone(
        uid=uid_of(*uid_parts),
        at=at,
        day=at.date(),
        source=Source.HEVY,
        exercise=name,
        side=Side.BOTH,
        measure=Measure.SECONDS if timed else Measure.REPS,
        amount=seconds if timed else reps,
        load=load_of(name, weight, stated_unit(column) or Unit.KG),
        rir=0.0 if kind == "failure" and rpe is None else rir_of(rpe),
        part=Part.WARM_UP if kind == "warmup" else Part.MAIN,
        session=key,
        extra=extra,
    )


def _length(start: datetime, end: str, zone: tzinfo) -> float | None:
    """Return minutes from `start` to `end`; None where the end is missing or not after the start."""
    if not end:
        return None
    seconds = (moment(end, zone) - start).total_seconds()
    return round(seconds / 60, 1) if seconds > 0 else None
