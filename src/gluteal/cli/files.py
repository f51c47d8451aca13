"""Commands that take files in and give them out: `import`, `export`, `map`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, DataDir, answer, counted, fact, tell, zone
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.context import store as opened
from gluteal.errors import BadValue, StoreError, UnknownName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gluteal.cli.answer import ImportAnswer, Unmapped
    from gluteal.training.athlete import Unit
    from gluteal.training.diary import Entry
    from gluteal.web.store import Store

_MOST_BYTES = 200 * 1024 * 1024
_SHOWN = 12

File = Annotated[Path, typer.Argument(help="The file, or - for standard input.")]

importing = typer.Typer(
    help="Take in what another tracker, or Gluteal itself, has exported. A second import changes nothing.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.add_typer(importing, name="import")
    app.command()(export)
    app.command("map")(map_name)


@importing.command()
def strong(
    file: File,
    unit: Annotated[
        str | None, typer.Option(help="kg or lb, where the file does not say it; else your own unit.")
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Import an export of Strong (CSV, comma or semicolon)."""
    from gluteal.exchange.strong import needs_unit, read_strong

    data = _bytes_of(file)
    chosen, kept = _unit(unit), opened(data_dir)
    if chosen is None and needs_unit(data):
        chosen = _own_unit(kept)
        if sys.stdin.isatty() and not as_json:
            chosen = _unit(typer.prompt("Are the weights in kg or lb?", default=str(chosen)))
        elif not as_json:
            tell(
                f"The file does not say whether its weights are kg or lb; they are taken as {chosen} (--unit)."
            )
    _take_in("strong", read_strong(data, unit=chosen, zone=zone()), kept, as_json)


@importing.command()
def hevy(file: File, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Import workouts of Hevy (JSON of its API, or the CSV of its app)."""
    from gluteal.exchange.hevy import read_hevy

    _take_in("hevy", read_hevy(_bytes_of(file), zone=zone()), opened(data_dir), as_json)


@importing.command("json")
def json_document(file: File, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Import what “gluteal export” wrote; into a store in use only what it lacks comes in."""
    from gluteal.exchange.json_file import read

    document = read(_bytes_of(file))
    kept = opened(data_dir)
    added, known = kept.restore(document.profiles, document.programmes, document.entries)
    kept.restore_landmarks(document.landmarks)
    found = _counted("json", document.entries, added, known, kept)
    if as_json:
        answer(found)
    else:
        _tell_counts(found)


def export(
    file: Annotated[
        Path | None, typer.Argument(help="Where to write; standard output when left out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Write everything that is stored as one JSON document."""
    from gluteal.exchange.json_file import Document, write

    kept = opened(data_dir)
    text = write(
        Document(
            profiles=kept.profiles(),
            programmes=kept.programmes(),
            entries=kept.entries(),
            landmarks=kept.landmarks(),
        )
    )
    if file is None or str(file) == "-":
        typer.echo(text, nl=False)
        return
    if file.is_dir():
        raise BadValue(f"{file} is a folder; name a file in it, such as {file / 'gluteal.json'}.")
    if not file.absolute().parent.is_dir():
        raise BadValue(f"There is no folder {file.absolute().parent}; name a file in a folder that is there.")
    if file.exists() and not force:
        raise BadValue(f"{file} is there already; --force replaces it.")
    # Beside its place first, then moved over it: a full disk never leaves half an export.
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    tell(f"Everything is in {file}; “gluteal import json {file}” takes it in again.")


def map_name(
    name: Annotated[str | None, typer.Argument(help="An imported exercise's name, in quotes.")] = None,
    slug: Annotated[str | None, typer.Argument(help="The exercise here that is the same.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Say which exercise here an imported name means; without names, list what is not mapped yet."""
    from gluteal.cli.answer import LogAnswer, MapAnswer
    from gluteal.training.diary import CustomExercise, SetDone
    from gluteal.training.history import Diary

    kept = opened(data_dir)
    entries = kept.entries()
    if name is None:
        book = Diary(entries)
        names = {e.exercise for e in book.facts.values() if isinstance(e, SetDone)}
        mapped = {n: book.known_as(n) for n in sorted(names) if book.known_as(n) != n}
        found = MapAnswer(mapped=mapped, unmapped=_unmapped(entries))
        if as_json:
            answer(found)
        else:
            _tell_unmapped(found.unmapped)
            tell(f"Mapped: {counted(len(mapped), 'name')}.")
        return
    logged = {e.exercise for e in entries if isinstance(e, SetDone)}
    if name not in logged:
        raise UnknownName("logged exercise", name, logged)
    if slug is None:
        raise BadValue(f'Which exercise is “{name}” here? Write: gluteal map "{name}" SLUG')
    choice = shipped().choice(slug)
    entry = CustomExercise(**fact(), name=name, same_as=choice.slug, resistance=choice.resistance)
    kept.add([entry])
    if as_json:
        answer(LogAnswer(entries=(entry,)))
    else:
        tell(f"“{name}” now counts as {choice.slug}.")


def _bytes_of(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    if file.is_dir():
        raise BadValue(f"{file} is a folder; name the exported file in it.")
    if not file.exists():
        raise BadValue(f"There is no file {file}.")
    if file.stat().st_size > _MOST_BYTES:
        raise BadValue(f"{file} is larger than {_MOST_BYTES // (1024 * 1024)} MB, which no training log is.")
    return file.read_bytes()


def _own_unit(kept: "Store") -> "Unit":
    """Return the unit of the person's own weights; kg before there is a profile."""
    from gluteal.training.athlete import Unit

    athlete = kept.athlete()
    return athlete.units if athlete else Unit.KG


def _unit(text: str | None) -> "Unit | None":
    from gluteal.training.athlete import Unit

    if text is None:
        return None
    wanted = text.strip().lower().removesuffix("s")
    if wanted not in tuple(Unit):
        raise UnknownName("unit", text, Unit)
    return Unit(wanted)


def _take_in(source: str, entries: "Sequence[Entry]", kept: "Store", as_json: bool) -> None:
    added, known = kept.add(entries)
    found = _counted(source, entries, added, known, kept)
    if as_json:
        answer(found)
        return
    _tell_counts(found)


def _counted(
    source: str, entries: "Sequence[Entry]", added: int, known: int, kept: "Store"
) -> "ImportAnswer":
    from gluteal.cli.answer import ImportAnswer

    kinds = [entry.kind for entry in entries]
    return ImportAnswer(
        source=source,
        sets=kinds.count("set"),
        sessions=kinds.count("session"),
        others=len(kinds) - kinds.count("set") - kinds.count("session"),
        added=added,
        known=known,
        unmapped=_unmapped(kept.entries()),
    )


def _unmapped(entries: "Sequence[Entry]") -> "tuple[Unmapped, ...]":
    from gluteal.cli.answer import Unmapped
    from gluteal.exchange.names import suggestion, unmapped

    found = shipped()
    return tuple(
        Unmapped(name=name, sets=count, suggestion=suggestion(name, found))
        for name, count in unmapped(entries, found).items()
    )


def _tell_counts(found: "ImportAnswer") -> None:
    others = f" and {counted(found.others, 'other entry', 'other entries')}" if found.others else ""
    tell(f"The file holds {counted(found.sets, 'set')} in {counted(found.sessions, 'session')}{others}.")
    tell(f"New: {counted(found.added, 'entry', 'entries')}; known already: {found.known:,}.")
    _tell_unmapped(found.unmapped)


def _tell_unmapped(names: "Sequence[Unmapped]") -> None:
    if not names:
        return
    likely = [n for n in names if n.suggestion]
    tell(
        f"Not in the catalogue, and kept under their own names: {counted(len(names), 'exercise')}. "
        "“gluteal map NAME SLUG” says what one of them is here; nothing is mapped by itself."
    )
    for one in likely[:_SHOWN]:
        tell(f'Perhaps: gluteal map "{one.name}" {one.suggestion}')
    for one in [n for n in names if not n.suggestion][: _SHOWN - len(likely[:_SHOWN])]:
        tell(f"  {one.name}: {counted(one.sets, 'set')}")


def stop_if_used(kept: "Store") -> None:
    """Raise `StoreError` when anything at all is stored."""
    if not kept.is_empty():
        raise StoreError(
            "This store is in use; name an empty one, for example --data-dir demo, to look at a simulated athlete."
        )
