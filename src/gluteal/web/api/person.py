"""Who is asking, their profile, and all that is kept of them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from ninja import Body, Router

from gluteal.catalogue.load import load
from gluteal.errors import BadData
from gluteal.exchange.json_file import Document, write
from gluteal.record import Record
from gluteal.training.athlete import Athlete
from gluteal.training.profile import faults_of
from gluteal.web.api.access import PLAN, READ, not_too_often, store_of
from gluteal.web.api.answer import FAILURES, Failure, answered, written
from gluteal.web.session.guide import person_key

router = Router(tags=["person"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Me(Record):
    """Who is asking. `person` tells people apart and says nothing about them; `csrf` goes with what a page writes."""

    person: str
    name: str
    csrf: str


@router.get("me", auth=READ, response={200: Me, FAILURES: Failure}, summary="Who is asking")
def me(request: HttpRequest) -> HttpResponse:
    """Tell who is asking, and give a page the token that it sends in `X-CSRFToken` with everything it writes."""
    store = store_of(request)
    athlete = store.athlete()
    return answered(
        Me(person=person_key(store), name=athlete.name if athlete else "", csrf=get_token(request))
    )


@router.get("profile", auth=READ, response={200: Athlete, FAILURES: Failure}, summary="The profile")
def profile(request: HttpRequest) -> HttpResponse:
    """Return the current profile; 404 before the first one."""
    athlete = store_of(request).athlete()
    if athlete is None:
        raise Http404
    return answered(athlete)


@router.put("profile", auth=PLAN, response={200: Athlete, FAILURES: Failure}, summary="Change the profile")
def change_profile(request: HttpRequest, entry: Body[Athlete]) -> HttpResponse:
    """Make this the current profile; the ones before it are kept.

    Safety answers that speak of other conditions than the new ones are dropped: they are asked again.
    """
    faults = faults_of(entry, load().ledger)
    if faults:
        raise BadData(faults)
    store = store_of(request)
    store.save_athlete(entry)
    return answered(store.athlete() or entry)


@router.get(
    "export", auth=READ, response={200: Document, FAILURES: Failure}, summary="Everything that is kept"
)
def export(request: HttpRequest) -> HttpResponse:
    """Return the whole store as the document that `gluteal export` writes and `gluteal import json` reads."""
    store = store_of(request)
    not_too_often(request, "export")
    document = Document(
        profiles=store.profiles(),
        programmes=store.programmes(),
        entries=store.entries(),
        landmarks=store.landmarks(),
    )
    return written(write(document))
