"""Exercises and claims over the API."""

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from gluteal.catalogue.claim import Claim
from gluteal.catalogue.exercise import Choice, Exercise
from gluteal.catalogue.load import load
from gluteal.catalogue.search import Hit, search
from gluteal.record import Record
from gluteal.web.api.access import READ
from gluteal.web.api.answer import FAILURES, Failure, answered

router = Router(tags=["catalogue"])
Word = Annotated[str | None, Query(max_length=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits(Record):
    """What was found, best first."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Record):
    """One choice, the exercise that it is of, and the claims behind both."""

    choice: Choice
    exercise: Exercise


@router.get("exercises", auth=READ, response={200: Hits, FAILURES: Failure}, summary="Find exercises")
def exercises(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=200)] = "",
    region: Word = None,
    action: Word = None,
    equipment: Word = None,
    position: Word = None,
    level: Annotated[int | None, Query(ge=1, le=5)] = None,
    tag: Word = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 40,
) -> HttpResponse:
    """Return what can be picked, by what people call it and by what it does and needs; forgiving of typos."""
    found = search(
        load(), q, region=region, action=action, equipment=equipment, position=position, level=level, tag=tag
    )
    return answered(Hits(hits=tuple(found[:limit])))


@router.get("exercises/{slug}", auth=READ, response={200: Page, FAILURES: Failure}, summary="One exercise")
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Return how it is done, where it is felt, what varies, what is known, and how sure that is."""
    catalogue = load()
    return answered(Page(choice=catalogue.choice(slug), exercise=catalogue.exercise(slug)))


@router.get("claims/{claim_id}", auth=READ, response={200: Claim, FAILURES: Failure}, summary="One claim")
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Return a claim: wording, grade, numbers, sources, and what would change it."""
    return answered(load().ledger.claim(claim_id))
