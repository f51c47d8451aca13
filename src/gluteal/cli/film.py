"""What the commands that look at a film share: opening it, finding the landmarks, what is said of it, and a bar."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gluteal.errors import BadValue

if TYPE_CHECKING:
    from gluteal.cli.answer import FilmSeen
    from gluteal.form.reference import Reference
    from gluteal.video.decode import Film
    from gluteal.video.models import Size
    from gluteal.video.watch import Track

Network = Annotated[
    str, typer.Option(help="The pose network: heavy is the most accurate, full and lite are faster.")
]
Start = Annotated[float, typer.Option("--from", help="Begin at this second of the video.", min=0)]
End = Annotated[float | None, typer.Option("--to", help="End at this second of the video.", min=0)]
Slower = Annotated[
    float | None,
    typer.Option(help="How many times slower than life the video plays, if it is slow motion.", min=1),
]
LANDMARKS = (".json", ".jsonl", ".ndjson")
_LYING = frozenset({"side-lying", "supine", "side-plank", "quadruped", "bench"})
_HARDLY = 0.5  # share of pictures with a person, below which it is said


def opened_film(file: Path, how: dict[str, Any]) -> "Film":
    """Open a film; raises GlutealError for what is none."""
    from gluteal.video.decode import Film

    return Film(file, **how)


def watched(film: "Film", reference: "Reference", size: "Size") -> "tuple[Track, FilmSeen]":
    """Find the landmarks in a film, with bars on a terminal; raises `BadValue` where nobody is in it."""
    from gluteal.cli.answer import FilmSeen
    from gluteal.video.pose import Tracker
    from gluteal.video.watch import watch

    with bar("Fetching the pose network (once)") as fetched:
        tracker = Tracker(size, lying=reference.posture in _LYING, report=fetched)
    with bar("Looking at the film") as looked:
        track = watch(film, tracker, lambda t: looked(round(t * 1000), round(film.seconds * 1000)))
    if not track.seen:
        raise BadValue(
            f"Nobody can be seen in {film.path}; film from two to three metres away, with the whole body in the picture."
        )
    return track, FilmSeen(
        width=film.width,
        height=film.height,
        codec=film.codec,
        rate=round(film.rate, 3),
        seconds=round(track.times[-1], 3),
        slower=round(film.slower, 3),
        network=size,
        frames=len(track),
        seen=round(track.seen, 4),
        people=track.people,
        broken=film.broken,
        ended_early=film.ended_early,
    )


def notes_on(seen: "FilmSeen | None") -> list[str]:
    """Return what a person should know of a film before its findings."""
    if seen is None:
        return []
    notes = []
    if seen.slower > 1:
        notes.append(f"Slow motion: it plays {seen.slower:g} times slower than life; times are real ones.")
    if seen.people > 1:
        notes.append("More than one person is in the picture; the one most in the middle was followed.")
    if seen.seen < _HARDLY:
        notes.append(f"Somebody was seen in only {seen.seen:.0%} of the pictures.")
    if seen.ended_early or seen.broken:
        notes.append("The file is damaged or ends early; what could be read was looked at.")
    return notes


@contextmanager
def bar(sentence: str) -> "Iterator[Callable[[int, int], None]]":
    """Show a bar on a terminal, nothing anywhere else; it appears with the first news."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn(sentence), BarColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as progress:
        task: Any = None

        def told(done: int, total: int) -> None:
            nonlocal task
            if task is None:
                task = progress.add_task(sentence, total=max(total, 1))
            progress.update(task, completed=done, total=max(total, done, 1))

        yield told
