"""Commands on the diary's sets: `log` and `history`."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, DataDir, answer, console, counted, day_of, fact, tell, today
from gluteal.cli.context import athlete as profile_of
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.context import store as opened
from gluteal.cli.notes import side_of, write
from gluteal.cli.shorthand import EXAMPLE, Shorthand, check, loaded, parse
from gluteal.errors import BadValue, StoreError

if TYPE_CHECKING:
    from gluteal.cli.answer import HistoryAnswer
    from gluteal.training.diary import Correction, Entry, SetDone
    from gluteal.web.store import Store

_SHOWN_DAYS = 20
_CALLED = {
    "SessionDone": "a session's effort",
    "NextMorning": "an answer about a morning",
    "Slept": "a night's sleep",
    "Measured": "a body measure",
    "Retest": "a test",
    "Correction": "a correction",
}


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command(context_settings={"ignore_unknown_options": True})(log)  # “rir -1” is an answer to be refused
    app.command()(history)


def log(
    words: Annotated[
        list[str] | None, typer.Argument(help=f"What was done, such as: {EXAMPLE}", metavar="EXERCISE …")
    ] = None,
    side: Annotated[str | None, typer.Option(help="left, right or both.")] = None,
    reps: Annotated[float | None, typer.Option(help="Repetitions done.")] = None,
    seconds: Annotated[float | None, typer.Option(help="Seconds held.")] = None,
    steps: Annotated[float | None, typer.Option(help="Steps walked.")] = None,
    load: Annotated[str | None, typer.Option(help="A weight (8kg), or a band's colour or name.")] = None,
    implement: Annotated[
        str | None, typer.Option("--with", help="What the weight is: dumbbell, ankle-weight …")
    ] = None,
    rir: Annotated[float | None, typer.Option(help="Repetitions left in reserve.")] = None,
    pain: Annotated[int | None, typer.Option(help="Pain during the set, 0 to 10.")] = None,
    where: Annotated[str | None, typer.Option(help="Where it hurt.")] = None,
    notes: Annotated[str | None, typer.Option(help="Anything worth keeping.")] = None,
    day: Annotated[str | None, typer.Option(help="The day it was done: a date, or yesterday.")] = None,
    warm_up: Annotated[
        bool, typer.Option("--warm-up", help="It was a warm-up set, which counts for nothing.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was logged last.")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Write down a set, in the short form or with options."""
    if undo:
        if words:
            raise BadValue("--undo stands alone; it takes back what was logged last.")
        _undo(opened(data_dir), as_json)
        return
    amounts = {"reps": reps, "seconds": seconds, "steps": steps}
    written = _with_options(parse(words or ()), amounts, load)
    extra = {"side": side, "implement": implement, "rir": rir, "pain": pain, "where": where, "notes": notes}
    for name, value in extra.items():
        if value is not None:
            if getattr(written, name):
                raise BadValue(f"--{name} says a second time what was said before; each thing is said once.")
            written = replace(written, **{name: str(side_of(side)) if name == "side" and side else value})  # type: ignore[arg-type]
    written = check(written)
    kept = opened(data_dir)
    entries, follows = _entries(written, kept, day, warm_up)
    write(kept, list(entries), as_json, "\n".join((_in_words(entries), *follows)))


def history(
    exercise: Annotated[
        str | None, typer.Argument(help="Only this exercise: its slug, or its imported name.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="From this day on (YYYY-MM-DD).")] = None,
    weeks: Annotated[int | None, typer.Option(help="Only the last weeks.", min=1, max=10_000)] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Show what was done, per exercise and day, each side by itself."""
    first = day_of(since, today="--since") if since else date.min
    if weeks is not None:
        first = max(first, today() - timedelta(weeks=weeks))
    found = _history(opened(data_dir), exercise, first)
    if as_json:
        answer(found)
    elif not found.sets:
        tell("Nothing is logged here yet; “gluteal log” writes the first set down.")
    elif exercise is None:
        _table_of_exercises(found)
    else:
        _table_of_days(found)


def load_in_words(done: "SetDone") -> str:
    """Return a set's load as people say it; "" for none."""
    load = done.load
    if load is None:
        return ""
    if load.band is not None:
        return load.band.colour
    return f"{load.amount:g} {load.unit}" if load.amount is not None and load.unit else str(load.kind)


def set_in_words(done: "SetDone") -> str:
    """Return a set as people say it: "12 reps, green, 2 in reserve, pain 1"."""
    parts = [f"{done.amount:g} {done.measure}" if done.amount is not None else "done"]
    if load_in_words(done):
        parts.append(load_in_words(done))
    if done.rir is not None:
        parts.append(f"{done.rir:g} in reserve")
    if done.pain is not None:
        parts.append(f"pain {done.pain}")
    return ", ".join(parts)


def _with_options(written: Shorthand, amounts: dict[str, float | None], load: str | None) -> Shorthand:
    given = {name: value for name, value in amounts.items() if value is not None}
    if len(given) + (written.amount is not None) > 1:
        raise BadValue("Say once how much was done: --reps, --seconds, --steps, or a number among the words.")
    for name, value in given.items():
        written = replace(written, amount=value, measure=name)
    if load is not None:
        if written.weight is not None or written.band is not None:
            raise BadValue("--load says a second time what was said before; each thing is said once.")
        written = loaded(written, load)
    return written


def _entries(
    written: Shorthand, kept: "Store", day: str | None, warm_up: bool
) -> "tuple[tuple[SetDone, ...], list[str]]":
    """Return the sets that a line says were done, and what follows from them now."""
    from gluteal.cli import following
    from gluteal.cli.entry import choice_named, sets_of, variation
    from gluteal.cli.place import place_of, session_of_day
    from gluteal.training.diary import SetDone
    from gluteal.training.history import Diary
    from gluteal.training.programme import Part

    person, catalogue, common = profile_of(kept), shipped(), fact(day)
    book, programme = Diary(kept.entries()), kept.programme()
    session = session_of_day(programme, book, common["day"], person) if programme else None
    planned = [slot.choice for slot in session.slots] if session else []
    choice = variation(written, choice_named(written.exercise, catalogue), catalogue, planned)
    place = (
        place_of(programme, choice.slug, common["day"], book, person, catalogue, warm_up=warm_up)
        if programme
        else None
    )
    on_day = sum(1 for f in book.facts.values() if isinstance(f, SetDone) and f.day == common["day"])
    made = sets_of(written, choice, person, common=common, place=place, order=on_day)
    if warm_up:
        return tuple(replace(one, part=Part.WARM_UP) for one in made), []
    return made, following.after(made, place, book, person, catalogue)


def _in_words(entries: "tuple[SetDone, ...]") -> str:
    lines = [
        f"Logged: {one.exercise} {'' if one.side == 'both' else f'{one.side} '}{set_in_words(one)}."
        for one in entries
    ]
    if entries[0].pain:
        lines.append(
            "The next morning, “gluteal morning ok” or “gluteal morning up” tells whether it settled."
        )
    return "\n".join(lines)


def _undo(kept: "Store", as_json: bool) -> None:
    from gluteal.training.diary import Correction as Correcting
    from gluteal.training.diary import CustomExercise, SetDone, Source
    from gluteal.training.history import Diary

    mine = [
        f
        for f in Diary(kept.entries()).facts.values()
        if f.source is Source.CLI and not isinstance(f, CustomExercise)
    ]
    if not mine:
        raise StoreError("Nothing that was logged here is left to take back.")
    last = max(f.at for f in mine)
    taken = [f for f in mine if f.at == last]
    corrections: list[Entry] = [_removal(Correcting, f.uid) for f in taken]
    what = ", ".join(
        dict.fromkeys(f.exercise if isinstance(f, SetDone) else _CALLED[type(f).__name__] for f in taken)
    )
    write(
        kept,
        corrections,
        as_json,
        f"Taken back: {what} ({counted(len(taken), 'entry', 'entries')}); the diary keeps a trace of it.",
    )


def _removal(kind: "type[Correction]", uid: object) -> "Correction":
    return kind(**fact(), replaces=uid, by=None, why="undone at the command line")  # type: ignore[arg-type]


def _history(kept: "Store", exercise: str | None, first: date) -> "HistoryAnswer":
    from gluteal.cli.answer import ExerciseHistory, HistoryAnswer
    from gluteal.errors import UnknownName
    from gluteal.training.diary import SessionDone, SetDone
    from gluteal.training.history import Diary

    book, choices = Diary(kept.entries()), shipped().choices
    facts = sorted((f for f in book.facts.values() if first <= f.day <= today()), key=lambda f: (f.day, f.at))
    sets = [f for f in facts if isinstance(f, SetDone)]
    sets.sort(key=lambda s: (s.day, s.at, s.order))
    if exercise is not None:
        names = {s.exercise for s in sets} | {book.known_as(s.exercise) for s in sets}
        if exercise not in names and exercise not in choices:
            raise UnknownName("exercise in the diary", exercise, names)
        sets = [s for s in sets if exercise in (s.exercise, book.known_as(s.exercise))]
    by_name: dict[str, list[SetDone]] = {}
    for one in sets:
        by_name.setdefault(one.exercise, []).append(one)
    return HistoryAnswer(
        exercises=tuple(
            ExerciseHistory(
                exercise=name,
                choice=book.known_as(name) if book.known_as(name) in choices else None,
                sets=len(done),
                first=done[0].day,
                last=done[-1].day,
            )
            for name, done in sorted(by_name.items())
        ),
        sessions=tuple(f for f in facts if isinstance(f, SessionDone)) if exercise is None else (),
        sets=tuple(sets),
    )


def _table_of_exercises(found: "HistoryAnswer") -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Exercise", overflow="fold")
    table.add_column("Sets", justify="right")
    table.add_column("First")
    table.add_column("Last")
    for one in sorted(found.exercises, key=lambda e: (-e.last.toordinal(), e.exercise)):
        shown = one.exercise if one.choice in (None, one.exercise) else f"{one.exercise} = {one.choice}"
        table.add_row(shown, str(one.sets), str(one.first), str(one.last))
    screen = console()
    screen.print(table, markup=False)
    days = counted(len({s.day for s in found.sets}), "day")
    screen.print(
        f"{counted(len(found.sets), 'set')} on {days}. “gluteal history NAME” shows one exercise.",
        markup=False,
    )


def _table_of_days(found: "HistoryAnswer") -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("Day", "Side", "Sets"):
        table.add_column(title, overflow="fold")
    rows: dict[tuple[date, str], list[str]] = {}
    for one in found.sets:
        rows.setdefault((one.day, one.side), []).append(set_in_words(one))
    shown = sorted({day for day, _ in rows})[-_SHOWN_DAYS:]
    for (day, side), sets in rows.items():
        if day in shown:
            table.add_row(str(day), side, "\n".join(sets))
    screen = console()
    screen.print(table, markup=False)
    older = len({day for day, _ in rows}) - len(shown)
    if older:
        screen.print(f"{older} earlier days are in --json.", markup=False)
