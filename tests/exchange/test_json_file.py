"""Our own document: out and in again without a difference, and every fault named with its place."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Measure, Placement, Resistance
from gluteal.errors import BadData, GlutealError
from gluteal.exchange.hevy import read_hevy
from gluteal.exchange.json_file import Document, read, write
from gluteal.exchange.strong import read_strong
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import (
    Correction,
    CustomExercise,
    Measured,
    Morning,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.training.profile import EXAMPLES, example
from gluteal.training.programme import BandUse, Load

DATA = Path(__file__).parent / "data"
AT, DAY = datetime(2026, 11, 23, 18, 5, tzinfo=UTC), date(2026, 11, 23)


def uid(number: int) -> UUID:
    return UUID(int=number)


SET = SetDone(
    uid=uid(1), at=AT, day=DAY, exercise="clamshell-band", side=Side.LEFT, measure=Measure.REPS, amount=12, rir=2.5,
    load=Load(
        kind=Resistance.BAND,
        band=BandUse(name="grün", product="Ü", colour="green", placement=Placement.ABOVE_KNEES, resting_cm=30.5),
    ),
    pain=1, notes="Rücken ✓", extra={"a": "b"},
)  # fmt: skip
ENTRIES = (
    SET,
    SessionDone(uid=uid(2), at=AT, day=DAY, session="p/s", effort=6, extra={"id": "x"}),
    NextMorning(uid=uid(3), at=AT, day=DAY, about=DAY, answer=Morning.STILL_UP, side=Side.LEFT),
    Slept(uid=uid(4), at=AT, day=DAY, hours=7.5),
    Measured(uid=uid(5), at=AT, day=DAY, what="hip-girth", value=98, unit="cm"),
    Retest(uid=uid(6), at=AT, day=DAY, test="side-bridge-hold", side=Side.RIGHT, value=40, unit="s"),
    Correction(
        uid=uid(7), at=AT, day=DAY, replaces=uid(1), by=replace(SET, uid=uid(8), amount=11), why="typed"
    ),
    Correction(uid=uid(9), at=AT, day=DAY, replaces=uid(4)),
    CustomExercise(uid=uid(10), at=AT, day=DAY, name="Hip Thrust (Machine)", same_as="hip-thrust"),
)
DOCUMENT = Document(profiles=tuple(example(name) for name in EXAMPLES), entries=ENTRIES)


def test_everything_comes_back_the_same_and_the_text_too() -> None:
    text = write(DOCUMENT)
    assert read(text) == DOCUMENT
    assert write(read(text)) == text
    assert read(text.encode("utf-8-sig")) == DOCUMENT


def test_real_imports_come_back_the_same() -> None:
    entries = (
        *read_strong((DATA / "strong_comma.csv").read_bytes(), unit=Unit.KG),
        *read_hevy((DATA / "hevy_api_workouts.json").read_bytes()),
    )
    assert read(write(Document(entries=entries))).entries == entries


def changed(**fields: Any) -> str:
    return json.dumps({**json.loads(write(DOCUMENT)), **fields})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "the file is empty"),
        ("[]", "this is no export of Gluteal"),
        ('{"format": "other"}', "this is no export of Gluteal"),
        (changed(version=2), "written by a newer Gluteal"),
        (changed(version="1"), "version '1' is no version"),
        (changed(version=True), "version True is no version"),
        (changed(entries={}), "entries is not a list"),
        (changed(entries=[{"kind": "dream"}]), "entry 1: kind 'dream' is not a diary entry"),
        (changed(entries=[7]), "entry 1"),
        (changed(colour="red"), "colour"),
        (changed(profiles=[{"name": "Bob"}]), r"profiles, entry 1: born: is missing"),
        (write(DOCUMENT)[:2000], "the text ends too early"),
        (write(DOCUMENT).replace('"rir": 2.5', '"rir": NaN'), "NaN is no number"),
        (write(DOCUMENT).replace("18:05:00Z", "18:05:00", 1), "entry 1: at has no time zone"),
        (write(DOCUMENT).replace(str(uid(2)), str(uid(1)), 1), "is there 2 times"),
    ],
)
def test_a_fault_is_named_and_nothing_is_read(text: str, fault: str) -> None:
    with pytest.raises(BadData, match=fault):
        read(text)


@settings(deadline=None)  # the machine may be busy; time is measured elsewhere
@given(st.integers(0, 5000), st.characters())
def test_one_wrong_letter_anywhere_is_read_or_refused_in_a_sentence(place: int, letter: str) -> None:
    text = write(Document(entries=ENTRIES))
    place %= len(text)
    try:
        found = read(text[:place] + letter + text[place + 1 :])
    except GlutealError:
        return
    assert len(found.entries) == len(ENTRIES)
