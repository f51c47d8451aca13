"""The cast of the page tests: Alice owns what is looked at, Bob is somebody else, Charlie has not entered."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from gluteal.anatomy.region import TARGETS
from gluteal.catalogue.exercise import Measure, Placement, Resistance
from gluteal.training.athlete import Athlete, Band, Experience, Goal, Kit, Screening, Side, Weekday
from gluteal.training.diary import SetDone
from gluteal.training.programme import (
    BandUse,
    Load,
    Part,
    Programme,
    RegionWeek,
    Session,
    Slot,
    Target,
    Week,
)
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
        screening=Screening(answered_on=date(2026, 11, 1)),
        kit=Kit(bands=(Band(name="green loop", colour="green"),)),
    )


TODAY = date(2026, 11, 23)  # a Monday, the first day of the programme below


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLUTEAL_TODAY", TODAY.isoformat())


@pytest.fixture
def programme() -> Programme:
    """Two weeks, Monday and Thursday: one two-sided warm-up, two one-sided lifts, one with a band."""
    weeks = []
    for number in (1, 2):
        starts = TODAY + timedelta(weeks=number - 1)
        sessions = tuple(_session(number, day, starts + timedelta(days=after)) for day, after in DAYS)
        weeks.append(Week(number=number, starts=starts, phase=1, deload=False, sessions=sessions))
    ranges = tuple(
        RegionWeek(region=region, target=8.0, low=5.0, nominal=7.0, high=9.5, ceiling=20.0)
        for region in TARGETS
    )
    return Programme(
        id="block-1",
        athlete="Alice",
        made_on=TODAY,
        weeks=tuple(weeks),
        regions={1: ranges},
        covered={1: ()},
        falls_short=("Gluteus minimus gets less than is aimed at.",),
        smallest_change="Ten more minutes on Thursday.",
        notes=(),
        claims=("A10",),
        solves=(),
    )


DAYS = ((Weekday.MON, 0), (Weekday.THU, 3))
_BAND = BandUse(name="green loop", product="unknown", colour="green", placement=Placement.ABOVE_KNEES)


def _session(week: int, weekday: Weekday, day: date) -> Session:
    name = f"w{week}-{weekday}"
    slots = tuple(
        Slot(
            id=f"{name}-{number}",
            choice=choice,
            part=part,
            sets=2,
            target=Target(
                measure=Measure.REPS,
                amount=(10, 15),
                rir=(1, 3),
                tempo=(2.0, 1.0, 2.0),
                rest_s=60,
                load=Load(kind=Resistance.BAND, band=_BAND) if choice.endswith("band") else None,
            ),
            first_side=None if part is Part.WARM_UP else Side.LEFT,
            hard=part is Part.MAIN,
            seconds=300,
            why=f"Because of the reason for {choice}.",
            claims=("A10",),
        )
        for number, (choice, part) in enumerate(
            [("squat", Part.WARM_UP), ("side-lying-abduction", Part.MAIN), ("clamshell-band", Part.MAIN)]
        )
    )
    return Session(id=name, week=week, weekday=weekday, day=day, slots=slots, seconds=900)


@pytest.fixture
def training(alices_store: Store, athlete: Athlete, programme: Programme) -> Store:
    """Alice's store with her profile and the programme; today is its first session."""
    alices_store.save_athlete(athlete)
    alices_store.save_programme(programme)
    return alices_store


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
