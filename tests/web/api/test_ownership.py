"""Every address of the API: its owner gets an answer, a stranger nothing of the owner's, nobody a 401."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from gluteal.record import to_mapping
from gluteal.training.athlete import Athlete, Side
from gluteal.training.diary import SetDone
from gluteal.training.programme import Slot
from gluteal.web.accounts.models import CalendarFeed, Person
from gluteal.web.api.api import api
from gluteal.web.api.models import SCOPES, Token
from gluteal.web.store import Store

UID = "7b1c2a44-58a4-4f4c-9d42-0d9a8b1c6f10"
SLEEP = {"kind": "sleep", "uid": UID, "at": "2026-11-23T08:00:00Z", "day": "2026-11-23", "hours": 7}
SET = {
    "uid": UID,
    "at": "2026-11-23T08:00:00Z",
    "day": "2026-11-23",
    "exercise": "clamshell",
    "side": "left",
    "amount": 12,
}
# method, address, body, scope of a token that may, status for the owner
ADDRESSES: list[tuple[str, str, Any, str | None, int]] = [
    ("get", "/api/me", None, "read", 200),
    ("get", "/api/profile", None, "read", 200),
    ("put", "/api/profile", "profile", "plan", 200),
    ("get", "/api/export", None, "read", 200),
    ("get", "/api/guide", None, "read", 200),
    ("get", "/api/agenda", None, "read", 200),
    ("get", "/api/programme", None, "read", 200),
    ("post", "/api/programme", None, "plan", 201),
    ("get", "/api/sessions/w1-mon", None, "read", 200),
    ("get", "/api/sessions/w1-mon/next", None, "read", 200),
    ("get", "/api/slots/w1-thu-1/offered", None, "read", 200),
    ("put", "/api/slots/w1-thu-1", {"choice": "clamshell"}, "plan", 200),
    ("put", "/api/sessions/w1-thu/day", {"day": "2026-11-27"}, "plan", 200),
    ("put", "/api/sessions/w1-thu/minutes", {"minutes": 14}, "plan", 200),
    ("put", "/api/sessions/w1-thu/kit", {"kit": "nothing"}, "plan", 200),
    ("post", "/api/away", {"first": "2026-11-26", "last": "2026-11-27"}, "plan", 200),
    ("put", "/api/weeks/1/lighter", {"lighter": True}, "plan", 200),
    ("delete", "/api/programme/change", None, "plan", 200),
    ("get", "/api/progress", None, "read", 200),
    ("get", "/api/progress/{done}", None, "read", 200),
    ("get", "/api/calendar", None, "account", 200),
    ("post", "/api/calendar", None, "account", 201),
    ("delete", "/api/calendar", None, "account", 200),
    ("get", "/api/devices", None, "account", 200),
    ("delete", "/api/devices/{device}", None, "account", 200),
    ("post", "/api/account/delete", {"word": "delete"}, "account", 200),
    ("put", f"/api/sets/{UID}", SET, "log", 201),
    ("delete", "/api/sets/{known}", None, "log", 200),
    ("put", f"/api/entries/{UID}", SLEEP, "log", 201),
    ("post", "/api/entries", {"entries": [SLEEP]}, "log", 200),
    ("get", "/api/entries", None, "read", 200),
    ("get", "/api/sets", None, "read", 200),
    ("get", "/api/exercises?q=clam", None, "read", 200),
    ("get", "/api/exercises/clamshell", None, "read", 200),
    ("get", "/api/claims/D3", None, "read", 200),
    ("get", "/api/tokens", None, None, 200),
    ("post", "/api/tokens", {"name": "watch", "scopes": ["log"]}, None, 201),
    ("delete", "/api/tokens/{token}", None, None, 200),
]
IDS = [f"{method} {address}" for method, address, *_rest in ADDRESSES]
SHARED = ("/api/exercises", "/api/claims")  # the catalogue is the same for everybody


@pytest.fixture
def known(training: Store, athlete: Athlete) -> dict[str, str]:
    """What of Alice's the addresses name: a set of hers, a token of hers."""
    done = SetDone(
        uid=uuid4(),
        at=datetime(2026, 11, 22, 18, tzinfo=UTC),
        day=datetime(2026, 11, 22, tzinfo=UTC).date(),
        exercise="a secret exercise of Alice's",
        side=Side.LEFT,
        amount=12.0,
    )
    training.add([done])
    row, _text = Token.make(training.person, "her phone", ("log",), None)
    CalendarFeed.make(training.person)
    other_phone = Client()
    other_phone.force_login(training.person)
    device = UserSession.objects.create(
        user=training.person,
        session_key=other_phone.session.session_key,
        ip="127.0.0.1",
        user_agent="Firefox/1",
    )
    _two_versions(training)
    return {
        "known": str(done.uid),
        "token": str(row.pk),
        "device": str(device.pk),
        "done": "a%20secret%20exercise%20of%20Alice's",
    }


def _two_versions(training: Store) -> None:
    """Give Alice a change that can be taken back, and an alternative for one of her exercises."""
    programme = training.programme()
    assert programme is not None
    weeks = tuple(
        replace(w, sessions=tuple(replace(s, slots=tuple(map(_with_other, s.slots))) for s in w.sessions))
        for w in programme.weeks
    )
    training.save_programme(replace(programme, weeks=weeks))


def _with_other(slot: Slot) -> Slot:
    return replace(slot, alternatives=("clamshell",)) if slot.choice == "side-lying-abduction" else slot


def of(training: Store) -> tuple[Any, ...]:
    """Return all that is Alice's, to be compared."""
    person = training.person
    return (
        training.entries(),
        training.athlete(),
        training.programmes(),
        Token.objects.filter(person=person).count(),
        list(CalendarFeed.objects.filter(person=person).values_list("token", flat=True)),
        UserSession.objects.filter(user=person).count(),
        Person.objects.filter(pk=person.pk).exists(),
    )


def ask(client: Client, method: str, address: str, body: Any, athlete: Athlete, known: dict[str, str]) -> Any:
    if body == "profile":
        body = to_mapping(athlete)
    call: Callable[..., Any] = getattr(client, method)
    if body is None:
        return call(address.format(**known))
    return call(address.format(**known), json.dumps(body), content_type="application/json")


def test_every_address_is_tested_here() -> None:
    tested = [(method, address.split("?")[0]) for method, address, *_rest in ADDRESSES]
    for path, methods in api.get_openapi_schema()["paths"].items():
        pattern = re.compile(re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(path)))
        for method in methods:
            found = [one for one in tested if one[0] == method and pattern.fullmatch(one[1])]
            assert len(found) == 1, (method, path, found)


@pytest.mark.parametrize(("method", "address", "body", "scope", "status"), ADDRESSES, ids=IDS)
def test_the_owner_gets_an_answer(
    method: str,
    address: str,
    body: Any,
    scope: str | None,
    status: int,
    alices: Client,
    athlete: Athlete,
    known: dict[str, str],
) -> None:
    answer = ask(alices, method, address, body, athlete, known)
    assert answer.status_code == status, answer.content
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(("method", "address", "body", "scope", "status"), ADDRESSES, ids=IDS)
def test_nobody_gets_nothing(
    method: str,
    address: str,
    body: Any,
    scope: str | None,
    status: int,
    charlies: Client,
    athlete: Athlete,
    known: dict[str, str],
) -> None:
    answer = ask(charlies, method, address, body, athlete, known)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "nobody"
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "address", "body", "scope", "status"), ADDRESSES, ids=IDS)
def test_a_stranger_gets_nothing_of_the_owners(
    method: str,
    address: str,
    body: Any,
    scope: str | None,
    status: int,
    bobs: Client,
    training: Store,
    athlete: Athlete,
    known: dict[str, str],
) -> None:
    before = of(training)
    answer = ask(bobs, method, address, body, athlete, known)
    assert of(training) == before
    text = answer.content.decode()
    if body != "profile":
        assert "Alice" not in text
    assert "a secret exercise" not in text
    assert "her phone" not in text
    if "{" in address:
        assert answer.status_code == 404


@pytest.mark.parametrize(("method", "address", "body", "scope", "status"), ADDRESSES, ids=IDS)
def test_a_token_may_what_its_scope_says_and_nothing_else(
    method: str,
    address: str,
    body: Any,
    scope: str | None,
    status: int,
    alice: Person,
    with_token: Callable[..., Client],
    athlete: Athlete,
    known: dict[str, str],
) -> None:
    others = [one for one in SCOPES if one != scope]
    answer = ask(with_token(alice, *others), method, address, body, athlete, known)
    assert answer.status_code == (401 if scope is None else 403)
    if scope is not None:
        assert answer.json()["error"]["code"] == "scope"
        answer = ask(with_token(alice, scope), method, address, body, athlete, known)
        assert answer.status_code == status, answer.content


@pytest.mark.parametrize(("method", "address", "body", "scope", "status"), ADDRESSES, ids=IDS)
def test_a_page_from_elsewhere_cannot_write(
    method: str,
    address: str,
    body: Any,
    scope: str | None,
    status: int,
    training: Store,
    athlete: Athlete,
    known: dict[str, str],
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(training.person)
    before = of(training)
    answer = ask(client, method, address, body, athlete, known)
    assert of(training) == before
    if method == "get":
        assert answer.status_code == 200
        return
    assert answer.status_code == 403
    assert answer.json()["error"]["code"] == "csrf"


def test_a_page_writes_with_the_token_that_it_was_given(training: Store) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(training.person)
    csrf = client.get("/api/me").json()["csrf"]
    answer = client.put(
        f"/api/sets/{UID}", SET, content_type="application/json", headers={"x-csrftoken": csrf}
    )
    assert answer.status_code == 201
