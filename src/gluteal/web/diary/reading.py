"""Reading a whole diary fast: in pieces the first time, and then only what was added since."""

import gc
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Cast
from pydantic import Field

from gluteal.record import from_json
from gluteal.training.diary import Entry, SetDone
from gluteal.training.history import Diary

if TYPE_CHECKING:
    from gluteal.web.diary.models import Fact

_LATELY = 1000  # rows by which a second writer may be late
_PIECE = 250  # rows that are read at once: other requests get their turn between two pieces
_KEPT = 24  # persons whose diary stays in memory; what ten years of one take is measured by benchmarks/web.py
_LARGE = 2000  # entries from which on a diary is kept out of the collector's way
_SETTLED_BEFORE_SWEEP = 200

_AnyKind: Any = list[Annotated[Entry, Field(discriminator="kind")]]
_Place = tuple[date, datetime, int]


class Entries(tuple[Entry, ...]):
    """All entries of one person in their order, with the diaries that were built from them.

    `diaries` are by the day from which on sets are left out, None where none are.
    """

    diaries: dict[date | None, Diary]

    def __new__(cls, entries: Iterable[Entry] = ()) -> "Entries":
        """Make them of entries in their order."""
        made = super().__new__(cls, entries)
        made.diaries = {}
        return made


@dataclass(frozen=True, slots=True)
class _Known:
    """A diary as it was read: up to which row, its entries, their rows' numbers, and those of the last rows."""

    newest: tuple[int, UUID]
    entries: Entries
    numbers: "array[int]"
    lately: int  # how many of its rows are among the last `_LATELY` numbers

    @classmethod
    def of(cls, newest: tuple[int, UUID], entries: Entries, numbers: "array[int]") -> "_Known":
        """Gather them."""
        first = newest[0] - _LATELY
        return cls(newest, entries, numbers, sum(number > first for number in numbers))


_known: OrderedDict[int, _Known] = OrderedDict()
_one_at_a_time = tuple(Lock() for _ in range(64))  # pages opened together read one person's diary once
_settled = 0


def read_whole(facts: "models.QuerySet[Fact]", person: int) -> Entries:
    """Return all entries of one person's facts by day, time and arrival; the same ones while nothing is added.

    Rows are never changed, so what was read once holds; a row that arrives out of order (two writers at once)
    shows in the count of the latest numbers, and then everything is read again.
    """
    with _one_at_a_time[person % len(_one_at_a_time)]:
        newest = facts.order_by("-number").values_list("number", "uid").first()
        if newest is None:
            _known.pop(person, None)
            return Entries()
        known = _known.get(person)
        lately = facts.filter(number__gt=newest[0] - _LATELY, number__lte=newest[0]).count() if known else 0
        if known is not None and known.newest == newest and known.lately == lately:
            _known.move_to_end(person)
            return known.entries
        if known is not None and facts.filter(number=known.newest[0], uid=known.newest[1]).exists():
            between = facts.filter(number__gt=known.newest[0], number__lte=newest[0])
            grown = _grow(known, newest, *_read(between))
            if grown.lately == lately:
                return _keep(person, grown)
        numbers, entries = _read(facts.filter(number__lte=newest[0]))
        kept = _keep(person, _Known.of(newest, Entries(entries), numbers))
        if len(kept) >= _LARGE:
            _settle()
        return kept


def _keep(person: int, known: _Known) -> Entries:
    _known[person] = known
    _known.move_to_end(person)
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return known.entries


def _settle() -> None:
    """Keep what is in memory out of later collections, which would stop everybody for as long as they look at it.

    A diary holds no cycles: one that is dropped goes by itself. What else was there by chance and became a cycle
    later is looked for once in a while.
    """
    global _settled
    _settled += 1
    if _settled % _SETTLED_BEFORE_SWEEP == 0:
        gc.unfreeze()
        gc.collect()
    gc.freeze()


def _grow(known: _Known, newest: tuple[int, UUID], numbers: "array[int]", fresh: list[Entry]) -> _Known:
    """Return what is known with further rows; that they come last is usual, that they are sets as well."""
    before = known.entries
    if before and fresh and _place(fresh[0], numbers[0]) < _place(before[-1], known.numbers[-1]):
        pairs = sorted(
            [*zip(known.numbers, before, strict=True), *zip(numbers, fresh, strict=True)], key=_where
        )
        return _Known.of(newest, Entries(one for _, one in pairs), array("q", (n for n, _ in pairs)))
    grown = Entries((*before, *fresh))
    sets = [entry for entry in fresh if isinstance(entry, SetDone)]
    if len(sets) == len(fresh):
        _take_along(before, grown, sets)
    return _Known.of(newest, grown, known.numbers + numbers)


def _take_along(before: Entries, grown: Entries, sets: list[SetDone]) -> None:
    """Grow the diaries built so far; only sets are added like that: a correction may change what was there before."""
    built = dict(before.diaries)
    latest = max((day for day in built if day is not None), default=None)
    for day in {None, latest} & built.keys():  # of the days before nobody asks any more
        counted = [one for one in sets if day is None or one.day < day]
        if not any(one.uid.int in built[day].facts for one in counted):
            grown.diaries[day] = built[day].plus(counted) if counted else built[day]


def _place(entry: Entry, number: int) -> _Place:
    return entry.day, entry.at.astimezone(UTC), number


def _where(pair: tuple[int, Entry]) -> _Place:
    return _place(pair[1], pair[0])


def _read(facts: "models.QuerySet[Fact]") -> tuple["array[int]", list[Entry]]:
    """Return numbers and entries of rows by day, time and arrival, a piece as one JSON text.

    One call for each entry would take many times as long, and one for all would let nobody else in.
    """
    numbers, entries, shared = array("q"), list[Entry](), dict[Any, Any]()
    rows = (
        facts.order_by("day", "at", "number")
        .annotate(text=Cast("data", models.TextField()))
        .values_list("number", "text")
    )
    for piece in _pieces(rows.iterator(chunk_size=_PIECE)):
        read: list[Entry] = from_json(_AnyKind, f"[{','.join(text for _, text in piece)}]", "diary")
        for entry in read:
            _share(entry, shared)
        numbers.extend(number for number, _ in piece)
        entries += read
    return numbers, entries


def _pieces(rows: Iterator[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    piece = list[tuple[int, str]]()
    for row in rows:
        piece.append(row)
        if len(piece) == _PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def _share(entry: Entry, shared: dict[Any, Any]) -> None:
    """Let entries share equal parts, which takes half of the memory: most sets were asked for like the one before."""
    object.__setattr__(entry, "day", shared.setdefault(entry.day, entry.day))
    if isinstance(entry, SetDone):
        for name in ("load", "prescribed"):
            part = getattr(entry, name)
            if part is not None:
                object.__setattr__(entry, name, shared.setdefault(part, part))


def diary_of(entries: tuple[Entry, ...], without_sets_from: date | None = None) -> Diary:
    """Return the diary of entries that `read_whole` gave, built once for as long as they are the same tuple.

    Args:
        entries: All entries of one person.
        without_sets_from: Leave out the sets of this day and later ones, and nothing else.

    """
    day, kept = without_sets_from, entries.diaries if isinstance(entries, Entries) else {}
    found = kept.get(day)
    if found is None:
        found = Diary(e for e in entries if day is None or e.kind != "set" or e.day < day)
        kept[day] = found
    return found
