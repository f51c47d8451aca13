"""Where a person is signed in: the sessions as values, and ending one."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from gluteal.web.accounts.models import Person

_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "CrOS", "Linux")
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One session: its number, the device as far as it says, since when, and whether it is the one in use."""

    number: int
    device: str
    address: str
    since: datetime
    here: bool


def sessions_of(person: Person, here: str | None) -> tuple[SignedIn, ...]:
    """Return the person's sessions that still hold, the newest first; `here` is the key of the one in use."""
    from allauth.usersessions.models import UserSession

    rows = UserSession.objects.purge_and_list(person)
    found = [
        SignedIn(row.pk, device(row.user_agent), row.ip, row.created_at, row.session_key == here)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (not one.here, -one.since.timestamp())))


def note_session(request: HttpRequest) -> None:
    """Write down a session that was begun without allauth, so that it stands in the list."""
    from allauth.usersessions.models import UserSession

    UserSession.objects.create_from_request(request)


def end(person: Person, number: int) -> bool:
    """End one session of this person; False where they have none of this number."""
    from allauth.usersessions.models import UserSession

    row = UserSession.objects.filter(user=person, pk=number).first()
    if row is None:
        return False
    row.end()
    return True


def device(agent: str) -> str:
    """Return a browser's own description in two words: "Firefox, Linux"."""
    browser = next((name for mark, name in _BROWSERS if f"{mark}/" in agent), "")
    system = next((name for name in _SYSTEMS if re.search(name, agent)), "")
    return (
        ", ".join(part for part in (browser, system.replace("Mac OS X", "Mac")) if part) or agent[:40] or "?"
    )
