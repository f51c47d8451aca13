"""The command that looks at a set: `form`, from a video file or from recorded landmarks."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gluteal.cli.context import AsJson, answer, console, counted, tell
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.film import LANDMARKS, End, Network, Slower, Start, bar, notes_on, opened_film, watched
from gluteal.errors import BadValue

if TYPE_CHECKING:
    from gluteal.cli.answer import FilmSeen
    from gluteal.form.reference import Reference
    from gluteal.form.report import Finding, Report
    from gluteal.video.sheet import Key
    from gluteal.video.watch import Track

_PAGES = (".html", ".pdf")


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(form)


def form(
    file: Annotated[
        Path,
        typer.Argument(help="A video, or recorded landmarks (.json, .jsonl).", metavar="VIDEO|LANDMARKS"),
    ],
    exercise: Annotated[
        str, typer.Option("--exercise", "-e", help="What is done in it: an exercise's slug.", metavar="SLUG")
    ],
    annotate: Annotated[
        Path | None, typer.Option(help="Write the video with skeleton, count and cues on it (.mp4).")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write one page with key pictures and signals (.html or .pdf).")
    ] = None,
    landmarks: Annotated[
        Path | None, typer.Option(help="Write the landmarks, so that the video need not be kept (.jsonl).")
    ] = None,
    network: Network = "heavy",
    start: Start = 0.0,
    end: End = None,
    slower: Slower = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Count the repetitions in a video and look for faults; nothing leaves this machine."""
    from gluteal.lab.form_reference import form_reference
    from gluteal.video.models import size_named

    size = size_named(network)
    reference = form_reference(shipped(), exercise.strip().lower().replace(" ", "-").replace("_", "-"))
    out = _Out(annotate, report, landmarks)
    out.check(file, force)
    if end is not None and end <= start:
        raise BadValue("--to has to be later than --from.")
    if file.suffix.lower() in LANDMARKS:
        _from_landmarks(file, reference, out, as_json)
        return
    how = {"start": start, "end": end, "slower": slower}
    with opened_film(file, how) as film:
        track, seen = watched(film, reference, size)
    from gluteal.form.checker import check

    found = check(track.recording(file.name), reference)
    _write(file, how, track, found, reference, out)
    if as_json:
        _answer_json(found, file, seen)
    else:
        _show(found, reference, seen, out)


@dataclass(frozen=True, slots=True)
class _Out:
    """The files that were asked for."""

    annotate: Path | None
    report: Path | None
    landmarks: Path | None

    def check(self, source: Path, force: bool) -> None:
        """Raise `BadValue` before any work is done, where a file could not be written or would be lost."""
        for path, endings in (
            (self.annotate, (".mp4",)),
            (self.report, _PAGES),
            (self.landmarks, LANDMARKS),
        ):
            if path is None:
                continue
            if path.suffix.lower() not in endings:
                raise BadValue(f"{path} has to end in {' or '.join(endings)}.")
            if path.absolute() == source.absolute():
                raise BadValue(f"{path} is the file that is to be looked at; name another one.")
            if path.is_dir() or not path.absolute().parent.is_dir():
                raise BadValue(f"{path} cannot be written: name a file in a folder that is there.")
            if path.exists() and not force:
                raise BadValue(f"{path} is there already; --force replaces it.")


def _from_landmarks(file: Path, reference: "Reference", out: _Out, as_json: bool) -> None:
    from gluteal.form.checker import check
    from gluteal.form.recording import read

    if out.annotate is not None or out.landmarks is not None:
        raise BadValue("Landmarks hold no pictures; --annotate and --landmarks want a video.")
    if not file.is_file():
        raise BadValue(f"There is no file {file}.")
    found = check(read(file), reference)
    if out.report is not None:
        _page(out.report, found, reference, file.name, ())
    if as_json:
        _answer_json(found, file, None)
    else:
        _show(found, reference, None, out)


def _write(
    file: Path, how: dict[str, Any], track: "Track", found: "Report", reference: "Reference", out: _Out
) -> None:
    if out.landmarks is not None:
        track.write(out.landmarks, reference.slug)
    if out.annotate is not None:
        from gluteal.video.annotate import annotate

        with bar("Writing the annotated film") as told, opened_film(file, how) as film:
            annotate(
                film,
                track,
                found,
                out.annotate,
                lambda t: told(round(t * 1000), round(film.seconds * 1000)),
            )
    if out.report is not None:
        from gluteal.video.sheet import key_pictures

        with opened_film(file, how) as film:
            keys = key_pictures(film, track, found)
        _page(out.report, found, reference, file.name, keys)


def _page(path: Path, found: "Report", reference: "Reference", source: str, keys: "tuple[Key, ...]") -> None:
    from gluteal.video.report import FONT, html, pdf
    from gluteal.video.sheet import sheet, written

    kind = path.suffix.lower()
    page = sheet(found, reference, source, keys, FONT[kind])
    written(path, html(page).encode() if kind == ".html" else pdf(page))


def _answer_json(found: "Report", file: Path, seen: "FilmSeen | None") -> None:
    from gluteal.cli.answer import FormAnswer
    from gluteal.video.findings import rows

    answer(FormAnswer(file=file.name, film=seen, report=found, looks=rows(found)))


def _show(found: "Report", reference: "Reference", seen: "FilmSeen | None", out: _Out) -> None:
    from gluteal.video.sheet import SEEN_FROM

    screen = console()
    screen.print(f"[bold]{reference.name}[/bold], {found.seconds:.1f} s, seen {SEEN_FROM[found.setup.view]}")
    for note in (*notes_on(seen), *found.setup.advice):
        screen.print(note, markup=False)
    if reference.experimental:
        screen.print("Experimental: this check was not tried on real films of this exercise.")
    _table_of_reps(found, reference.signal)
    _table_of_looks(found)
    for why in dict.fromkeys(one.why for one in found.withheld):
        names = ", ".join(dict.fromkeys(one.name for one in found.withheld if one.why == why))
        screen.print(f"Not judged, because {why}: {names}.", markup=False)
    for side in found.sides:
        name = "" if side.side == "both" else f"{side.side.capitalize()}: "
        done = (
            f"{side.held_s:g} s held" if side.held_s and not side.reps else counted(side.reps, "repetition")
        )
        clean = (
            "could not be judged for cleanness"
            if side.clean_share is None
            else f"{side.clean_share:.0%} of {side.judged} judged without a clear major fault"
        )
        screen.print(f"{name}{done}, {clean}.", markup=False)
    if not found.sides:
        screen.print("Nothing was counted.")
    if any(side.clean_share is not None for side in found.sides):
        screen.print("Pace, range, feet and what is experimental are no major faults.")
    if found.uncounted:
        why = ", ".join(f"{reason} ({times})" for reason, times in found.uncounted.items())
        screen.print(f"Movements that were not counted: {why}.", markup=False)
    for path in (out.annotate, out.report, out.landmarks):
        if path is not None:
            tell(f"Written: {path}")


def _table_of_reps(found: "Report", signal: str) -> None:
    from rich import box
    from rich.table import Table

    if not found.reps and not found.holds:
        return
    unit = next((unit for name, unit in found.units.items() if name.split(":")[0] == signal), "")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("No.", "Side", "From", "To", "Up – pause – down", "Range", "Clear faults"):
        table.add_column(title, justify="right" if title in ("No.", "From", "To") else "left")
    for rep in found.reps:
        clear = _clear(rep.findings)
        tempo = f"{rep.up_s:.1f} – {rep.pause_s:.1f} – {rep.down_s:.1f} s"
        said = clear or ("none" if rep.clean is not None else "cannot be told")
        table.add_row(
            str(rep.number),
            rep.side,
            f"{rep.start_s:.1f} s",
            f"{rep.end_s:.1f} s",
            tempo,
            f"{rep.range:.0f} {unit}".strip(),
            said,
        )
    for hold in found.holds:
        clear = _clear(hold.findings)
        said = clear or ("none" if hold.clean is not None else "cannot be told")
        held = f"held {hold.seconds:.1f} s"
        table.add_row(
            str(hold.number), hold.side, f"{hold.start_s:.1f} s", f"{hold.end_s:.1f} s", held, "", said
        )
    console().print(table)


def _clear(findings: "tuple[Finding, ...]") -> str:
    """Return what is clear in one repetition; what is experimental never counts against it."""
    return ", ".join(dict.fromkeys(f.name for f in findings if f.degree == "clear" and not f.experimental))


def _table_of_looks(found: "Report") -> None:
    from rich import box
    from rich.table import Table

    from gluteal.video.findings import rows, sentence

    made = rows(found)
    if not made:
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("Looked for", "Side", "Found", "Sureness", "What to do"):
        table.add_column(title, overflow="fold")
    for row in made:
        name = row.name + (" (experimental)" if row.experimental else "")
        sure = "–" if row.worst == "unsure" else str(row.sureness)
        table.add_row(
            name, row.side, sentence(row), sure, row.cue or (row.why if row.worst == "unsure" else "")
        )
    console().print(table)
