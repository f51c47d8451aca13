"""Changing the plan over the API: another exercise, day, length or kit, days away, a lighter week, and taking it back."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, Router
from pydantic import Field

from gluteal.catalogue.load import load
from gluteal.record import Record
from gluteal.training.athlete import Athlete
from gluteal.training.deload import lighter_week
from gluteal.training.programme import Programme
from gluteal.training.rearrange import Person, away, moved, offered, shortened, swapped, with_kit
from gluteal.web import clock
from gluteal.web.api.access import PLAN, READ, store_of
from gluteal.web.api.answer import FAILURES, Failure, Refused, answered
from gluteal.web.diary.reading import diary_of
from gluteal.web.plan.change import kit_today

router = Router(tags=["changing the plan"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Record):
    """The programme as it is from now on, and what became of it in sentences."""

    programme: Programme
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Record):
    """A choice that fits in the place of a slot."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers(Record):
    """What fits in the place of a slot, best first."""

    offered: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap(Record):
    """The choice that is wanted in the place of a slot."""

    choice: Annotated[str, Field(max_length=300)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Record):
    """The day on which a session is done instead."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes(Record):
    """How long a session may take."""

    minutes: Annotated[int, Field(ge=1, le=999)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitToday(Record):
    """All that is there for one session: nothing but one's body, one's own bands, or one's own dumbbells."""

    kit: Literal["nothing", "bands", "dumbbells"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysAway(Record):
    """The first and the last day away."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Lighter(Record):
    """Whether a week is taken as a lighter one (rule A27)."""

    lighter: bool


_CHANGED = {200: Changed, FAILURES: Failure}


@router.get(
    "slots/{slot_id}/offered", auth=READ, response={200: Offers, FAILURES: Failure}, summary="What fits"
)
def offers(request: HttpRequest, slot_id: str) -> HttpResponse:
    """Return what may stand in the place of one line of a session."""
    athlete, programme = _planned(request)
    fitting = offered(programme, slot_id, _person(athlete))
    return answered(Offers(offered=tuple(Offer(slug=one.slug, name=one.name) for one in fitting)))


@router.put("slots/{slot_id}", auth=PLAN, response=_CHANGED, summary="Swap an exercise")
def swap(request: HttpRequest, slot_id: str, entry: Body[Swap]) -> HttpResponse:
    """Put another exercise in the place of one, in this session and in the later ones where both fit."""
    athlete, programme = _planned(request)
    return _keep(request, swapped(programme, slot_id, entry.choice, _person(athlete)))


@router.put("sessions/{session_id}/day", auth=PLAN, response=_CHANGED, summary="Move a session")
def move(request: HttpRequest, session_id: str, entry: Body[Day]) -> HttpResponse:
    """Put a session on another day of its own week."""
    _athlete, programme = _planned(request)
    return _keep(request, moved(programme, session_id, entry.day, clock.today()))


@router.put("sessions/{session_id}/minutes", auth=PLAN, response=_CHANGED, summary="Shorten a session")
def shorten(request: HttpRequest, session_id: str, entry: Body[Minutes]) -> HttpResponse:
    """Cut one session down to a time; every main lift keeps a set."""
    athlete, programme = _planned(request)
    return _keep(request, shortened(programme, session_id, entry.minutes, _person(athlete)))


@router.put("sessions/{session_id}/kit", auth=PLAN, response=_CHANGED, summary="Other kit this once")
def kit(request: HttpRequest, session_id: str, entry: Body[KitToday]) -> HttpResponse:
    """Rebuild one session for the kit that is there; `told` says what stands in for what."""
    athlete, programme = _planned(request)
    return _keep(
        request, *with_kit(programme, session_id, kit_today(athlete.kit, entry.kit), _person(athlete))
    )


@router.post("away", auth=PLAN, response=_CHANGED, summary="Days away")
def time_away(request: HttpRequest, entry: Body[DaysAway]) -> HttpResponse:
    """Take days off out of the block; `told` says what is let go and what comes later."""
    _athlete, programme = _planned(request)
    begun = diary_of(store_of(request).entries()).sessions(clock.today())
    new, told = away(
        programme, entry.first, entry.last, [key.removeprefix(f"{programme.id}/") for key in begun]
    )
    return _keep(request, new, (told,))


@router.put("weeks/{int:number}/lighter", auth=PLAN, response=_CHANGED, summary="A lighter week")
def lighter(request: HttpRequest, number: int, entry: Body[Lighter]) -> HttpResponse:
    """Take a week as a lighter one (fewer sets, less load, more in reserve), or do it in full again."""
    _athlete, programme = _planned(request)
    return _keep(request, lighter_week(programme, number, taken=entry.lighter))


@router.delete("programme/change", auth=PLAN, response=_CHANGED, summary="Take the last change back")
def take_back(request: HttpRequest) -> HttpResponse:
    """Put back the programme as it was before the last change; 409 where there is none."""
    before = store_of(request).programme_before()
    if before is None:
        raise Refused(409, "no-change", "There is no change to take back.")
    return _keep(request, before)


def _planned(request: HttpRequest) -> tuple[Athlete, Programme]:
    store = store_of(request)
    athlete, found = store.athlete(), store.programme()
    if athlete is None or found is None:
        raise Http404
    return athlete, found


def _person(athlete: Athlete) -> Person:
    return Person.of(athlete, load(), clock.today())


def _keep(request: HttpRequest, programme: Programme, told: tuple[str, ...] = ()) -> HttpResponse:
    store_of(request).save_programme(programme)
    return answered(Changed(programme=programme, told=told))
