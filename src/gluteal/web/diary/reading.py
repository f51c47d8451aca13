"""Reading a whole diary fast: in one piece the first time, and then only what was added since."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Cast

from gluteal.record import from_json
from gluteal.training.diary import KINDS, Entry, SetDone
from gluteal.training.history import Diary

if TYPE_CHECKING:
    from gluteal.web.diary.models import Fact

_LATELY = 1000  # rows by which a second writer may be late
_Row = tuple[date, datetime, int, Entry]
_KEPT = 24  # persons whose diary stays in memory; what ten years of one take is measured by benchmarks/web.py


@dataclass(frozen=True, slots=True)
class _Known:
    """A diary as it was read: up to which row, and each entry with its place in the order."""

    newest: tuple[int, UUID]
    numbers: list[int]  # of all rows, ascending
    rows: list[_Row]
    entries: tuple[Entry, ...]

    def lately(self) -> int:
        """Return how many of its rows are among the last `_LATELY` numbers."""
        return len(self.numbers) - bisect_right(self.numbers, self.newest[0] - _LATELY)


_known: OrderedDict[int, _Known] = OrderedDict()
_diaries: OrderedDict[tuple[int, date | None], tuple[tuple[Entry, ...], Diary]] = OrderedDict()
_grown: OrderedDict[int, tuple[tuple[Entry, ...], tuple[Entry, ...], tuple[SetDone, ...]]] = OrderedDict()
"""By the id of entries: themselves, what they were before, and the sets that were added since."""


def read_whole(facts: "models.QuerySet[Fact]", person: int) -> tuple[Entry, ...]:
    """Return all entries of one person's facts by day, time and arrival.

    Rows are never changed, so what was read once holds; a row that arrives out of order (two writers at once)
    shows in the count of the latest numbers, and then everything is read again.
    """
    newest = facts.order_by("-number").values_list("number", "uid").first()
    if newest is None:
        _known.pop(person, None)
        return ()
    known = _known.get(person)
    lately = facts.filter(number__gt=newest[0] - _LATELY).count() if known else 0
    if known is not None and known.newest == newest and known.lately() == lately:
        _known.move_to_end(person)
        return known.entries
    if known is not None and facts.filter(number=known.newest[0], uid=known.newest[1]).exists():
        grown = _grow(known, newest, _read(facts.filter(number__gt=known.newest[0])))
        if grown.lately() == lately:
            return _keep(person, grown)
    rows = _read(facts)
    numbers = [row[2] for row in rows]
    rows.sort(key=lambda row: row[:3])
    return _keep(person, _Known(newest, numbers, rows, tuple(row[3] for row in rows)))


def _keep(person: int, known: _Known) -> tuple[Entry, ...]:
    _known[person] = known
    _known.move_to_end(person)
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return known.entries


def _grow(known: _Known, newest: tuple[int, UUID], fresh: list[_Row]) -> _Known:
    """Return what is known with further rows; that they come last is usual, that they are sets as well."""
    numbers = [*known.numbers, *(row[2] for row in fresh)]
    fresh.sort(key=lambda row: row[:3])
    if known.rows and fresh and fresh[0][:3] < known.rows[-1][:3]:
        rows = sorted([*known.rows, *fresh], key=lambda row: row[:3])
        return _Known(newest, numbers, rows, tuple(row[3] for row in rows))
    added = tuple(row[3] for row in fresh)
    grown = _Known(newest, numbers, [*known.rows, *fresh], known.entries + added)
    sets = tuple(entry for entry in added if isinstance(entry, SetDone))
    if len(sets) == len(added):
        _grown[id(grown.entries)] = (grown.entries, known.entries, sets)
        while len(_grown) > _KEPT:
            _grown.popitem(last=False)
    return grown


def _read(facts: "models.QuerySet[Fact]") -> list[_Row]:
    """Read rows, each kind's documents as one JSON text: one call each would take many times as long."""
    found: list[Any] = list(
        facts.order_by("number")
        .annotate(text=Cast("data", models.TextField()))
        .values_list("day", "at", "number", "kind", "text")
    )
    texts: dict[str, list[str]] = {}
    for *_place, kind, text in found:
        texts.setdefault(kind, []).append(text)
    values: dict[str, Iterator[Entry]] = {
        kind: iter(from_json(list[KINDS[kind]], f"[{','.join(every)}]", f"diary, {kind}"))  # type: ignore[valid-type]
        for kind, every in texts.items()
    }
    return [(day, at, number, next(values[kind])) for day, at, number, kind, _text in found]


def diary_of(entries: tuple[Entry, ...], without_sets_from: date | None = None) -> Diary:
    """Return the diary of entries that `read_whole` gave, built once for as long as they are the same tuple.

    Args:
        entries: All entries of one person.
        without_sets_from: Leave out the sets of this day and later ones, and nothing else.

    """
    key, day = (id(entries), without_sets_from), without_sets_from
    kept = _diaries.get(key)
    if kept is None or kept[0] is not entries:
        grown = _from_before(entries, day)
        kept = (
            entries,
            grown or Diary(e for e in entries if day is None or e.kind != "set" or e.day < day),
        )
        _diaries[key] = kept
    _diaries.move_to_end(key)
    while len(_diaries) > 2 * _KEPT:
        _diaries.popitem(last=False)
    return kept[1]


def _from_before(entries: tuple[Entry, ...], day: date | None) -> Diary | None:
    """Return the diary grown by the sets that were added since it was built, None where there is no such diary.

    Only sets are added like that: a correction or an answer may change what was there before.
    """
    now, before, sets = _grown.get(id(entries), ((), (), ()))
    kept = _diaries.get((id(before), day))
    if now is not entries or kept is None or kept[0] is not before:
        return None
    counted = [one for one in sets if day is None or one.day < day]
    known = kept[1].facts
    if any(one.uid.int in known for one in counted):
        return None
    return kept[1].plus(counted) if counted else kept[1]
