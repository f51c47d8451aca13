"""One's account over the API: the calendar's secret address, where one is signed in, and deleting everything."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, Router

from gluteal.record import Record
from gluteal.web.accounts.models import CalendarFeed, Person
from gluteal.web.accounts.sessions import end, sessions_of
from gluteal.web.api.access import ACCOUNT, store_of
from gluteal.web.api.answer import FAILURES, Failure, Refused, answered

router = Router(tags=["account"])
WORD = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar(Record):
    """The secret address of the calendar, None where there is none."""

    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Record):
    """One device on which the person is signed in; `here` is the one that asks."""

    number: int
    device: str
    address: str
    since: datetime
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Devices(Record):
    """Where the person is signed in, the newest first."""

    devices: tuple[Device, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletion(Record):
    """The word that says it is meant: `delete`."""

    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(Record):
    """How many entries were in the diary that is gone."""

    entries: int


@router.get(
    "calendar", auth=ACCOUNT, response={200: Calendar, FAILURES: Failure}, summary="The calendar's address"
)
def calendar(request: HttpRequest) -> HttpResponse:
    """Return the secret address at which calendar programs fetch the programme."""
    return answered(_calendar(request))


@router.post("calendar", auth=ACCOUNT, response={201: Calendar, FAILURES: Failure}, summary="A fresh address")
def make_calendar(request: HttpRequest) -> HttpResponse:
    """Make a fresh secret address; the one before stops working."""
    person = store_of(request).person
    CalendarFeed.objects.filter(person=person).delete()
    CalendarFeed.make(person)
    return answered(_calendar(request), 201)


@router.delete(
    "calendar", auth=ACCOUNT, response={200: Calendar, FAILURES: Failure}, summary="Revoke the address"
)
def revoke_calendar(request: HttpRequest) -> HttpResponse:
    """Revoke the secret address at once."""
    CalendarFeed.objects.filter(person=store_of(request).person).delete()
    return answered(_calendar(request))


@router.get(
    "devices", auth=ACCOUNT, response={200: Devices, FAILURES: Failure}, summary="Where one is signed in"
)
def devices(request: HttpRequest) -> HttpResponse:
    """List the browsers in which the person has entered."""
    found = sessions_of(store_of(request).person, request.session.session_key)
    return answered(
        Devices(
            devices=tuple(
                Device(
                    number=one.number, device=one.device, address=one.address, since=one.since, here=one.here
                )
                for one in found
            )
        )
    )


@router.delete(
    "devices/{int:number}",
    auth=ACCOUNT,
    response={200: Devices, FAILURES: Failure},
    summary="Sign a device out",
)
def sign_out(request: HttpRequest, number: int) -> HttpResponse:
    """Sign one device out; answers with those that are left."""
    if number > 2**62 or not end(store_of(request).person, number):
        raise Http404
    return devices(request)


@router.post(
    "account/delete", auth=ACCOUNT, response={200: Deleted, FAILURES: Failure}, summary="Delete everything"
)
def delete(request: HttpRequest, entry: Body[Deletion]) -> HttpResponse:
    """Delete the person and all that is kept of them, at once and for good.

    A browser session on a hosted Gluteal has to have signed in lately, as on the page; else 403 `sign-in-again`.
    """
    store = store_of(request)
    if entry.word.strip().lower() != WORD:
        raise Refused(422, "word", f"Nothing was deleted; the word that deletes everything is “{WORD}”.")
    if settings.HOSTED and request.user.is_authenticated and not _lately(request):
        raise Refused(403, "sign-in-again", "Sign in again first; deleting needs a fresh sign-in.")
    person, gone = store.person, len(store.entries())
    for one in sessions_of(person, None):
        end(person, one.number)
    if request.user.is_authenticated:
        logout(request)
    Person.objects.filter(pk=person.pk).delete()
    return answered(Deleted(entries=gone))


def _lately(request: HttpRequest) -> bool:
    from allauth.account.decorators import reauthentication_required
    from allauth.core.exceptions import ReauthenticationRequired

    try:
        reauthentication_required(lambda _request: HttpResponse())(request)
    except ReauthenticationRequired:
        return False
    return True


def _calendar(request: HttpRequest) -> Calendar:
    feed = CalendarFeed.objects.filter(person=store_of(request).person).first()
    return Calendar(address=request.build_absolute_uri(feed.path) if feed else None)
