"""Tokens: shown once, kept as a hash, revoked at once, and gone when their time is over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gluteal.web.accounts.models import Person
from gluteal.web.api.models import Token
from gluteal.web.store import Store

JSON = "application/json"


def test_a_token_is_shown_once_and_works_until_it_is_revoked(alices: Client, training: Store) -> None:
    made = alices.post("/api/tokens", {"name": "watch", "scopes": ["read"], "days": 30}, JSON).json()
    assert made["token"].startswith("glu_")
    watch = Client(headers={"authorization": f"Bearer {made['token']}"})
    assert watch.get("/api/me").json()["name"] == "Alice"
    listed = alices.get("/api/tokens")
    assert made["token"] not in listed.content.decode()
    assert listed.json()["tokens"][0]["used_at"] is not None
    assert Token.objects.get().token_hash not in made["token"]
    assert alices.delete(f"/api/tokens/{made['info']['id']}").json() == {"tokens": []}
    answer = watch.get("/api/me")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "token")


def test_a_token_ends_with_its_time_and_with_its_person(alice: Person) -> None:
    now = timezone.now()
    _row, text = Token.make(alice, "old", ("read",), now + timedelta(days=1))
    assert Token.find(text, now) is not None
    assert Token.find(text, now + timedelta(days=2)) is None
    alice.is_active = False
    alice.save()
    assert Token.find(text, now) is None


@pytest.mark.parametrize(
    "wish",
    [
        {"name": "", "scopes": ["read"]},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["everything"]},
        {"name": "x", "scopes": ["read"], "days": 0},
        {"name": "x" * 101, "scopes": ["read"]},
        {"name": "a\x00b", "scopes": ["read"]},
    ],
)
def test_a_wish_that_cannot_be_is_said_in_a_sentence(
    wish: dict[str, object], alices: Client, training: Store
) -> None:
    answer = alices.post("/api/tokens", wish, JSON)
    assert answer.status_code == 422
    assert answer.json()["error"]["faults"]
    assert not Token.objects.exists()


def test_there_is_an_end_to_how_many_tokens_there_are(alices: Client, alice: Person, training: Store) -> None:
    for number in range(50):
        Token.make(alice, str(number), ("read",), None)
    assert alices.post("/api/tokens", {"name": "x", "scopes": ["read"]}, JSON).status_code == 409


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer nonsense", "Basic abc", "Bearer glu_" + "x" * 5000]
)
def test_a_header_that_is_no_token_lets_nobody_in(header: str, db: None) -> None:
    assert Client(headers={"authorization": header}).get("/api/me").status_code == 401


def test_a_token_never_makes_tokens(with_token: Callable[..., Client], alice: Person) -> None:
    client = with_token(alice, "read", "log", "plan")
    assert client.post("/api/tokens", {"name": "x", "scopes": ["read"]}, JSON).status_code == 401
