"""The diary over the API: a set is put once under its own uid, entries are read by their order of arrival."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, Query, Router
from pydantic import Field

from gluteal.errors import BadData
from gluteal.record import Record
from gluteal.training.diary import (
    Correction,
    CustomExercise,
    Entry,
    Measured,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.web import clock
from gluteal.web.api.access import LOG, READ, store_of
from gluteal.web.api.answer import FAILURES, Failure, Refused, answered
from gluteal.web.api.received import received, same
from gluteal.web.diary.models import Fact
from gluteal.web.diary.reading import diary_of
from gluteal.web.store import Store

router = Router(tags=["diary"])
MOST_AT_ONCE = 1000

AnyEntry = Annotated[
    SetDone | SessionDone | NextMorning | Slept | Measured | Retest | Correction | CustomExercise,
    Field(discriminator="kind"),
]
SentAt = Annotated[
    datetime | None,
    Query(
        description="The device's own clock at this moment; where it is wrong, the entry's time is put right."
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Record):
    """An entry as it is kept, and its number in the order of arrival."""

    number: int
    entry: AnyEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries(Record):
    """Entries in the order of arrival; `more` tells that there are newer ones than these."""

    entries: tuple[Kept, ...]
    newest: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk(Record):
    """Entries to be added together."""

    entries: tuple[AnyEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Record):
    """How many entries were added, and how many were known already."""

    added: int
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sets(Record):
    """Sets as they stand after all corrections, newest first."""

    sets: tuple[SetDone, ...]


@router.put(
    "sets/{uuid:uid}", auth=LOG, response={(200, 201): Kept, FAILURES: Failure}, summary="Write down a set"
)
def put_set(request: HttpRequest, uid: UUID, entry: Body[SetDone], sent_at: SentAt = None) -> HttpResponse:
    """Keep a set under the uid that was made where it was written down; the same again changes nothing.

    Answers 201 when it is new and 200 when it was known; 409 where other values stand under this uid: a set is
    changed by a correction. The exercise may be any name: one that this version does not know is kept as it is.
    """
    return _put(request, uid, entry, sent_at)


@router.put(
    "entries/{uuid:uid}",
    auth=LOG,
    response={(200, 201): Kept, FAILURES: Failure},
    summary="Write down any entry",
)
def put_entry(request: HttpRequest, uid: UUID, entry: Body[AnyEntry], sent_at: SentAt = None) -> HttpResponse:
    """Keep an entry of any kind: a session's end, the next morning, sleep, a measure, a test, a correction."""
    return _put(request, uid, entry, sent_at)


@router.post("entries", auth=LOG, response={200: Added, FAILURES: Failure}, summary="Write down many entries")
def post_entries(request: HttpRequest, entry: Body[Bulk]) -> HttpResponse:
    """Add entries, all or none; what is known already changes nothing."""
    moment, faults, kept = clock.now(), list[str](), list[Entry]()
    for place, one in enumerate(entry.entries):
        try:
            kept.append(received(one, moment))
        except BadData as error:
            faults += [f"entries.{place}.{fault}" for fault in error.faults]
    if faults:
        raise BadData(faults)
    added, known = store_of(request).add(kept)
    return answered(Added(added=added, known=known))


@router.get("entries", auth=READ, response={200: Entries, FAILURES: Failure}, summary="Entries by arrival")
def entries(
    request: HttpRequest,
    since: Annotated[int, Query(ge=0, le=2**62)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = MOST_AT_ONCE,
) -> HttpResponse:
    """Return what arrived after the number `since`, oldest first: a second device asks for what is new."""
    rows = list(
        Fact.objects.filter(person=store_of(request).person, number__gt=since).order_by("number")[: limit + 1]
    )
    shown = rows[:limit]
    return answered(
        Entries(
            entries=tuple(Kept(number=row.number, entry=row.to_entry()) for row in shown),
            newest=shown[-1].number if shown else since,
            more=len(rows) > limit,
        )
    )


@router.get("sets", auth=READ, response={200: Sets, FAILURES: Failure}, summary="Sets as they stand")
def sets(
    request: HttpRequest,
    exercise: Annotated[str | None, Query(max_length=300)] = None,
    first: date | None = None,
    last: date | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST_AT_ONCE)] = 100,
) -> HttpResponse:
    """Return sets after all corrections, newest first, of one exercise and between two days where asked for."""
    diary = diary_of(store_of(request).entries())
    found = [
        fact
        for fact in diary.facts.values()
        if isinstance(fact, SetDone)
        and (exercise is None or diary.known_as(fact.exercise) == exercise)
        and (first or date.min) <= fact.day <= (last or date.max)
    ]
    found.sort(key=lambda one: (one.day, one.at, one.order), reverse=True)
    return answered(Sets(sets=tuple(found[:limit])))


@router.delete(
    "sets/{uuid:uid}", auth=LOG, response={200: Kept, FAILURES: Failure}, summary="Take a set back"
)
def undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a set back by a correction, which is answered; doing it twice is doing it once."""
    store = store_of(request)
    if not Fact.objects.filter(person=store.person, uid=uid, kind="set").exists():
        raise Http404
    now = clock.now()
    correction = Correction(
        uid=uuid5(NAMESPACE_URL, f"gluteal:undo:{uid}"), at=now, day=now.date(), replaces=uid, why="undone"
    )
    store.add([correction])
    return answered(_kept(store, correction.uid))


def _put(request: HttpRequest, uid: UUID, entry: Entry, sent_at: datetime | None) -> HttpResponse:
    if entry.uid != uid:
        raise BadData([f"uid: the entry says {entry.uid}, the address {uid}; they have to be the same"])
    store = store_of(request)
    kept = received(entry, clock.now(), sent_at)
    added, _known = store.add([kept])
    answer = _kept(store, uid)
    if not added and not same(answer.entry, kept):
        raise Refused(
            409,
            "other-values",
            "Something else is written down under this uid already; it stays, and a correction changes it.",
        )
    return answered(answer, 201 if added else 200)


def _kept(store: Store, uid: UUID) -> Kept:
    row = Fact.objects.get(person=store.person, uid=uid)
    return Kept(number=row.number, entry=row.to_entry())
