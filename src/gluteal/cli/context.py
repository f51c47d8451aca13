"""What every command stands on: which store, which day, which catalogue, and how an answer is written out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from gluteal.errors import BadValue, StoreError

if TYPE_CHECKING:
    from rich.console import Console

    from gluteal.catalogue.load import Catalogue
    from gluteal.training.athlete import Athlete
    from gluteal.training.programme import Programme
    from gluteal.web.store import Store

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="The folder of the store; GLUTEAL_DATA names one for all commands."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer as JSON (docs/data-formats.md).")]
TODAY = "GLUTEAL_TODAY"


@dataclass(slots=True)
class _Common:
    data_dir: Path | None = None
    today: str | None = None


_common = _Common()


def settle(data_dir: Path | None, today: str | None) -> None:
    """Keep what was given before the command's name."""
    _common.data_dir, _common.today = data_dir, today
    if today is not None:
        os.environ[TODAY] = str(day_of(today, today="--today"))  # the pages take it from there


def today() -> date:
    """Return the person's calendar day: `--today`, else `GLUTEAL_TODAY`, else the system's clock."""
    given = _common.today or os.environ.get(TODAY)
    return (
        day_of(given, today="--today" if _common.today else TODAY)
        if given
        else datetime.now().astimezone().date()
    )


def now() -> datetime:
    """Return the moment of writing something down; on a given day (see `today`) at the clock's time."""
    clock = datetime.now().astimezone()
    given = today()
    return (
        clock if clock.date() == given else clock.replace(year=given.year, month=given.month, day=given.day)
    )


def day_of(text: str, *, today: str) -> date:
    """Read a day (YYYY-MM-DD). Raises `BadValue` that names the option it was given for."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise BadValue(f"“{text}” is no day for {today}; write it as 2026-03-31.") from None
    from gluteal.training.diary import EARLIEST

    if found < EARLIEST:
        raise BadValue(f"{found} is no day of anybody's training diary; days from {EARLIEST} on can be kept.")
    return found


def when(day: str | None) -> tuple[datetime, date]:
    """Return the moment and calendar day of a fact: now, or noon of a day given with `--day`, which is not to come."""
    if day is None:
        return now(), today()
    if day in ("today", "yesterday"):
        found = today() - timedelta(days=day == "yesterday")
    else:
        found = day_of(day, today="--day")
    if found > today():
        raise BadValue(f"{found} is still to come; today is {today()}.")
    if found == today():
        return now(), found
    noon = datetime.combine(found, datetime.min.time(), tzinfo=zone()) + timedelta(days=1) / 2
    return noon, found


def fact(day: str | None = None) -> dict[str, Any]:
    """Return what every diary entry made here has in common: a new id, the moment, the day, the source."""
    from gluteal.training.diary import Source

    at, found = when(day)
    return {"uid": uuid4(), "at": at, "day": found, "source": Source.CLI}


def zone() -> tzinfo:
    """Return the machine's own time zone, summer time included."""
    return _SystemZone()


class _SystemZone(tzinfo):
    """The system's rules for local time, for any date (a fixed offset would be wrong for half the year)."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return None if moment is None else moment.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, moment: datetime) -> datetime:
        epoch = datetime(1970, 1, 1)  # noqa: DTZ001 - `moment` carries UTC clock time without its zone
        seconds = (moment.replace(tzinfo=None) - epoch).total_seconds()
        return datetime.fromtimestamp(seconds, tz=None).replace(tzinfo=self)  # noqa: DTZ006


def store(data_dir: Path | None) -> "Store":
    """Open the store of `--data-dir`, given after or before the command's name, else of `GLUTEAL_DATA`."""
    from gluteal.web.store import open_store

    return open_store(folder(data_dir))


def folder(data_dir: Path | None) -> Path | None:
    """Return the folder given after or before the command's name; None where none was."""
    return data_dir or _common.data_dir


def athlete(opened: "Store") -> "Athlete":
    """Return the current profile; raises `StoreError` that says how to make one."""
    found = opened.athlete()
    if found is None:
        raise StoreError("There is no profile yet; “gluteal init” makes one, “gluteal demo” a simulated one.")
    return found


def programme(opened: "Store") -> "Programme":
    """Return the current programme; raises `StoreError` that says how to make one."""
    athlete(opened)
    found = opened.programme()
    if found is None:
        raise StoreError("There is no programme yet; “gluteal plan” makes one.")
    return found


def catalogue() -> "Catalogue":
    """Return the catalogue that ships with Gluteal."""
    from gluteal.catalogue.load import load

    return load()


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its word: "1 set", "2,078 sets"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def tell(sentence: str) -> None:
    """Print one line for a person."""
    typer.echo(sentence)


def answer(value: object) -> None:
    """Print a record, or a collection of records, as JSON."""
    import json

    from gluteal.record import to_mapping

    typer.echo(json.dumps(to_mapping(value), indent=1, ensure_ascii=False, allow_nan=False))


def console() -> "Console":
    """Return the console that tables are drawn on: coloured only on a terminal, never with NO_COLOR."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False, file=sys.stdout)


@contextmanager
def working(sentence: str) -> Iterator[None]:
    """Show on a terminal that something long is under way; nothing anywhere else, so that output stays clean."""
    from rich.console import Console

    with Console(stderr=True).status(sentence) if sys.stderr.isatty() else nullcontext():
        yield
