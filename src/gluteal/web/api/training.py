"""Plan and training over the API: the guide for the phone, the programme, and what comes next."""

from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from gluteal.catalogue.load import load
from gluteal.record import Record
from gluteal.training.agenda import Agenda, next_session
from gluteal.training.athlete import Athlete
from gluteal.training.prescription import Prescription
from gluteal.training.programme import Programme, Session
from gluteal.training.progression import prescribe_session
from gluteal.web import clock
from gluteal.web.api.access import PLAN, READ, not_too_often, store_of
from gluteal.web.api.answer import FAILURES, Failure, Refused, answered, written
from gluteal.web.plan import due
from gluteal.web.session.document import Guide, SessionDocument
from gluteal.web.session.guide import written as written_guide

router = Router(tags=["training"])
_MOST_OFFSET = 14 * 60  # minutes east of Greenwich, as far as clocks go
Offset = Annotated[
    int | None,
    Query(ge=-_MOST_OFFSET, le=_MOST_OFFSET, description="Minutes east of UTC where the person is now."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Next(Record):
    """What a session's slots ask for the next time, by slot."""

    key: str
    prescriptions: dict[str, tuple[Prescription, ...]]


@router.get(
    "guide", auth=READ, response={200: Guide, 304: None, FAILURES: Failure}, summary="The guide for the phone"
)
def guide(request: HttpRequest, offset: Offset = None) -> HttpResponse:
    """Return today's and the next sessions with every answer that may be needed on the way without a network.

    Answers 304 to an `If-None-Match` with the tag of the guide that the phone has.
    """
    moment = clock.now()
    if offset is not None:
        moment = moment.astimezone(timezone(timedelta(minutes=offset)))
    found = written_guide(store_of(request), moment)
    response = written(found.text)
    if request.headers.get("If-None-Match") == found.tag:
        response = HttpResponse(status=304)
    response["ETag"] = found.tag
    return response


@router.get("agenda", auth=READ, response={200: Agenda, FAILURES: Failure}, summary="What is up today")
def agenda(request: HttpRequest) -> HttpResponse:
    """Return the session due, what was missed, the morning's question, tests that are due."""
    athlete, programme = _planned(request)
    book = due.Book.open(athlete, store_of(request).entries(), load(), clock.today())
    return answered(
        next_session(programme, book.diary, book.today, athlete=athlete, catalogue=book.catalogue)
    )


@router.get("programme", auth=READ, response={200: Programme, FAILURES: Failure}, summary="The programme")
def programme(request: HttpRequest) -> HttpResponse:
    """Return the current programme; 404 before the first one."""
    return answered(_planned(request)[1])


@router.post("programme", auth=PLAN, response={201: Programme, FAILURES: Failure}, summary="Make a programme")
def make(request: HttpRequest) -> HttpResponse:
    """Make a programme from the profile and keep it; 409 with the smallest remedy where no plan meets everything."""
    from gluteal.training.planner import plan

    store = store_of(request)
    athlete = store.athlete()
    if athlete is None:
        raise Refused(409, "no-profile", "There is no profile yet; put one at /api/profile first.")
    not_too_often(request, "plan")
    store.save_programme(plan(athlete, load(), clock.today()))
    made = store.programme()
    if made is None:
        raise Http404
    return answered(made, 201)


@router.get(
    "sessions/{session_id}",
    auth=READ,
    response={200: SessionDocument, FAILURES: Failure},
    summary="One session",
)
def session(request: HttpRequest, session_id: str) -> HttpResponse:
    """Return one session of the programme with what the diary asks for as of today."""
    from gluteal.web.session.build import session_document

    found, chosen, book = _chosen(request, session_id)
    document = session_document(found, chosen, due.as_of(book, chosen), is_due=chosen.day == book.today)
    return answered(document)


@router.get(
    "sessions/{session_id}/next",
    auth=READ,
    response={200: Next, FAILURES: Failure},
    summary="What changes next time",
)
def after(request: HttpRequest, session_id: str) -> HttpResponse:
    """Return what each slot of a session asks for the next time, with the reason, from all that is written down."""
    found, chosen, book = _chosen(request, session_id)
    answers = prescribe_session(
        chosen,
        book.diary,
        book.today + timedelta(days=1),  # the sets of today are the session behind it
        athlete=book.athlete,
        catalogue=book.catalogue,
        clearance=book.clearance,
        programme=found,
    )
    return answered(Next(key=due.session_key(found, chosen), prescriptions=answers))


def _planned(request: HttpRequest) -> tuple[Athlete, Programme]:
    store = store_of(request)
    athlete, found = store.athlete(), store.programme()
    if athlete is None or found is None:
        raise Http404
    return athlete, found


def _chosen(request: HttpRequest, session_id: str) -> tuple[Programme, Session, due.Book]:
    athlete, found = _planned(request)
    chosen = found.session(session_id)
    unknown = [slot.choice for slot in chosen.slots if slot.hard and slot.choice not in load().choices]
    if unknown:
        chosen = replace(chosen, slots=tuple(s for s in chosen.slots if s.choice not in unknown))
    book = due.Book.open(athlete, store_of(request).entries(), load(), clock.today())
    return found, chosen, book
