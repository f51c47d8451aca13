"""What the API tests share: a set as a phone sends it, and asking by token."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from gluteal.web.accounts.models import Person
from gluteal.web.api.models import Token

Body = dict[str, Any]
Put = Callable[..., Any]


@pytest.fixture
def a_set() -> Callable[..., Body]:
    def make(**changes: Any) -> Body:
        fields = {
            "kind": "set",
            "uid": str(uuid4()),
            "at": "2026-11-23T18:05:00+01:00",
            "day": "2026-11-23",
            "exercise": "side-lying-abduction",
            "side": "left",
            "measure": "reps",
            "amount": 12,
            "rir": 2,
            "pain": 0,
            "session": "block-1/w1-mon",
            "slot": "w1-mon-1",
            "part": "main",
        }
        return {**fields, **changes}

    return make


@pytest.fixture
def with_token() -> Callable[..., Client]:
    def make(person: Person, *scopes: str) -> Client:
        _row, text = Token.make(person, "test", scopes, None)
        return Client(headers={"authorization": f"Bearer {text}"})

    return make


@pytest.fixture
def put() -> Put:
    """Put an entry under its own uid."""

    def send(client: Client, body: Body, address: str = "/api/sets/", query: str = "") -> Any:
        return client.put(f"{address}{body['uid']}{query}", body, content_type="application/json")

    return send
