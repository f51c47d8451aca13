"""The command that rates a movement screen from a film and keeps it: `screen`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gluteal.cli.context import AsJson, DataDir, answer, console, counted, fact, tell
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.context import store as opened
from gluteal.cli.film import LANDMARKS, End, Network, Slower, Start, notes_on, opened_film, watched
from gluteal.cli.notes import Day, side_of
from gluteal.errors import BadValue

if TYPE_CHECKING:
    from gluteal.cli.answer import FilmSeen, ScreenAnswer
    from gluteal.form.recording import Recording
    from gluteal.form.reference import Reference
    from gluteal.form.report import SetUp
    from gluteal.form.screen_result import ScreenResult
    from gluteal.lab.screening import Since
    from gluteal.video.models import Size
    from gluteal.web.store import Store

_LONGEST = 400  # letters of the conditions
_SHOWN = {True: "yes", False: "no", None: "cannot be told"}


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(screen)


def screen(
    name: Annotated[
        str,
        typer.Argument(
            help="single-leg-squat, lateral-step-down or single-leg-stance (Trendelenburg).", metavar="SCREEN"
        ),
    ],
    file: Annotated[
        Path,
        typer.Argument(help="A video, or recorded landmarks (.json, .jsonl).", metavar="VIDEO|LANDMARKS"),
    ],
    side: Annotated[
        str | None, typer.Option(help="Only this standing side, left or right; else each that is seen.")
    ] = None,
    step: Annotated[
        float | None, typer.Option(help="Height of the step in cm (lateral-step-down).", metavar="CM")
    ] = None,
    conditions: Annotated[str, typer.Option(help="Anything else that should be the same next time.")] = "",
    look: Annotated[bool, typer.Option("--look", help="Only look; write nothing into the diary.")] = False,
    network: Network = "heavy",
    start: Start = 0.0,
    end: End = None,
    slower: Slower = None,
    day: Day = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Rate a movement screen seen from the front or back, and compare it with your own first one."""
    from gluteal.lab import screening
    from gluteal.video.models import size_named

    test, size, only = screening.screen_named(name), size_named(network), _side(side)
    if len(conditions) > _LONGEST:
        raise BadValue(f"The conditions are said in up to {_LONGEST} letters.")
    said = screening.conditions_of(test, step, conditions, shipped().ledger)
    if end is not None and end <= start:
        raise BadValue("--to has to be later than --from.")
    common = fact(day)
    how = {"start": start, "end": end, "slower": slower}
    seen, recording = _recorded(file, screening.reference_of(test, shipped()), how, size)
    report, results = screening.screened(recording, test, shipped(), said)
    results = tuple(one for one in results if only is None or one.side == only)
    if not results:
        where = " ".join(report.setup.advice)
        raise BadValue(f"Nothing of this screen was seen{f' on the {only}' if only else ''}. {where}".strip())
    kept = opened(data_dir)
    found = _answer(kept, file, test, seen, report.setup, results, common, look=look)
    if as_json:
        answer(found)
    else:
        _show(found)


def _side(side: str | None) -> str | None:
    found = None if side is None else str(side_of(side))
    return None if found == "both" else found


def _recorded(
    file: Path, reference: "Reference", how: dict[str, float | None], size: "Size"
) -> "tuple[FilmSeen | None, Recording]":
    """Return the landmarks of a file, and what was looked at where it is a film."""
    from gluteal.form.recording import read

    if file.suffix.lower() in LANDMARKS:
        if not file.is_file():
            raise BadValue(f"There is no file {file}.")
        return None, read(file)
    with opened_film(file, how) as film:
        track, seen = watched(film, reference, size)
    return seen, track.recording(file.name)


def _answer(
    kept: "Store",
    file: Path,
    test: str,
    seen: "FilmSeen | None",
    setup: "SetUp",
    results: "tuple[ScreenResult, ...]",
    common: dict[str, Any],
    *,
    look: bool,
) -> "ScreenAnswer":
    """Compare each side with the first of its own, and keep what may be kept."""
    from uuid import uuid4

    from gluteal.cli.answer import ScreenAnswer, SideScreened
    from gluteal.lab import screening
    from gluteal.training.history import Diary

    book, sides = Diary(kept.entries()), []
    for one in results:
        since = screening.since_first(book, one, common["day"], shipped().ledger)
        entry = None if look else screening.fact_of(one, **{**common, "uid": uuid4()})
        sides.append(SideScreened(result=one, since=since, kept=entry))
    kept.add([one.kept for one in sides if one.kept is not None])
    return ScreenAnswer(file=file.name, test=test, film=seen, setup=setup, sides=tuple(sides))


def _show(found: "ScreenAnswer") -> None:
    from gluteal.form.screen import NAMES
    from gluteal.video.sheet import SEEN_FROM

    page = console()
    page.print(f"[bold]{NAMES[found.test].capitalize()}[/bold], seen {SEEN_FROM[found.setup.view]}")
    for note in (*notes_on(found.film), *found.setup.advice):
        page.print(note, markup=False)
    for side in found.sides:
        _show_side(side.result, side.since)
        if side.kept is not None:
            tell("Kept in the diary; “gluteal log --undo” takes it back.")
    tell("A screen describes how a movement looked on one day; it says nothing about injury.")


def _show_side(result: "ScreenResult", since: "Since") -> None:
    from rich import box
    from rich.table import Table

    page = console()
    head = [result.side.capitalize()]
    if result.seconds is not None:
        head.append(f"{result.seconds:g} s")
    else:
        head.append(counted(result.reps, "repetition"))
    if result.depth is not None:
        head.append(f"depth {result.depth:.0f} % of the leg")
    if result.condition:
        head.append(result.condition)
    page.print(f"\n{', '.join(head)}", markup=False)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("Rated", "Seen", "Why not"):
        table.add_column(title, overflow="fold")
    for item in result.items:
        table.add_row(item.name, _SHOWN[item.shown], item.why if item.shown is None else "")
    page.print(table)
    if result.seconds is None:
        points = str(result.least) if result.least == result.most else f"{result.least} to {result.most}"
        word = f": {result.label}" if result.label else ""
        all_of = sum(item.points for item in result.items)
        page.print(f"{points} of {all_of} points{word}; fewer is better.", markup=False)
    for sentence in (*((result.note,) if result.note else ()), *since.says):
        page.print(sentence, markup=False)
