"""Reading a whole diary fast: in one piece the first time, and then only what was added since."""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models.functions import Cast

from gluteal.record import from_json
from gluteal.training.diary import KINDS, Entry
from gluteal.training.history import Diary

if TYPE_CHECKING:
    from gluteal.web.diary.models import Fact

_KEPT = 8  # persons whose diary stays in memory: ten years of one are some tens of megabytes


@dataclass(frozen=True, slots=True)
class _Known:
    """A diary as it was read: up to which row, and each entry with its place in the order."""

    newest: tuple[int, UUID]
    rows: list[tuple[date, datetime, int, Entry]]
    entries: tuple[Entry, ...]


_known: OrderedDict[int, _Known] = OrderedDict()
_diaries: OrderedDict[tuple[int, date | None], tuple[tuple[Entry, ...], Diary]] = OrderedDict()


def read_whole(facts: "models.QuerySet[Fact]", person: int) -> tuple[Entry, ...]:
    """Return all entries of one person's facts by day, time and arrival.

    Rows are never changed, so what was read once holds; a row that arrives out of order (two writers at once)
    shows in the count, and then everything is read again.
    """
    newest = facts.order_by("-number").values_list("number", "uid").first()
    if newest is None:
        _known.pop(person, None)
        return ()
    known = _known.get(person)
    if known is not None and known.newest == newest and len(known.rows) == facts.count():
        _known.move_to_end(person)
        return known.entries
    rows = None
    if known is not None and facts.filter(number=known.newest[0], uid=known.newest[1]).exists():
        rows = [*known.rows, *_read(facts.filter(number__gt=known.newest[0]))]
    if rows is None or len(rows) != facts.count():
        rows = _read(facts)
    rows.sort(key=lambda row: row[:3])
    entries = tuple(row[3] for row in rows)
    _known[person] = _Known(newest, rows, entries)
    _known.move_to_end(person)
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return entries


def _read(facts: "models.QuerySet[Fact]") -> list[tuple[date, datetime, int, Entry]]:
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
    key = (id(entries), without_sets_from)
    kept = _diaries.get(key)
    if kept is None or kept[0] is not entries:
        day = without_sets_from
        kept = (entries, Diary(e for e in entries if day is None or e.kind != "set" or e.day < day))
        _diaries[key] = kept
    _diaries.move_to_end(key)
    while len(_diaries) > 2 * _KEPT:
        _diaries.popitem(last=False)
    return kept[1]
