"""The cast of the page tests: Alice owns what is looked at, Bob is somebody else, Charlie has not entered."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from gluteal.training.athlete import Athlete, Band, Experience, Goal, Kit, Screening, Side, Weekday
from gluteal.training.diary import SetDone
from gluteal.web.accounts.models import Person
from gluteal.web.store import Store


@pytest.fixture(autouse=True)
def _plain_static(settings: Any) -> None:
    settings.WHITENOISE_AUTOREFRESH = True  # do not scan all static files for each test client


@pytest.fixture
def alice(db: None) -> Person:
    return Person.objects.create(username="alice")


@pytest.fixture
def bob(db: None) -> Person:
    return Person.objects.create(username="bob")


@pytest.fixture
def alices_store(alice: Person) -> Store:
    return Store(alice)


@pytest.fixture
def bobs_store(bob: Person) -> Store:
    return Store(bob)


@pytest.fixture
def alices(alice: Person) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def bobs(bob: Person) -> Client:
    client = Client()
    client.force_login(bob)
    return client


@pytest.fixture
def charlies(db: None) -> Client:
    return Client()


@pytest.fixture
def athlete() -> Athlete:
    return Athlete(
        name="Alice",
        born=1990,
        experience=Experience.SOME,
        days=(Weekday.MON, Weekday.THU),
        minutes=30,
        goals={Goal.GROWTH: 1.0},
        screening=Screening(answered_on=date(2026, 1, 5)),
        kit=Kit(bands=(Band(name="green loop", colour="green"),)),
    )


@pytest.fixture
def set_done() -> Callable[..., SetDone]:
    def make(**changes: Any) -> SetDone:
        fields = {
            "uid": uuid4(),
            "at": datetime(2026, 1, 5, 18, 0, tzinfo=UTC),
            "day": date(2026, 1, 5),
            "exercise": "clamshell",
            "side": Side.LEFT,
            "amount": 12.0,
            "rir": 2.0,
        }
        return SetDone(**{**fields, **changes})

    return make
