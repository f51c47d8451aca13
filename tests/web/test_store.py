"""The store keeps what it is given, for one person, and changes nothing that is there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest

from gluteal.errors import BadData, StoreError
from gluteal.training.athlete import Athlete, Side
from gluteal.training.diary import (
    Correction,
    CustomExercise,
    Entry,
    Measured,
    Morning,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.web.diary.models import Fact
from gluteal.web.plan.models import Profile
from gluteal.web.store import Store

MakeSet = Callable[..., SetDone]
WHEN = {"at": datetime(2026, 1, 5, 19, 0, tzinfo=timezone(timedelta(hours=2))), "day": date(2026, 1, 5)}


def _uid(entry: Entry) -> UUID:
    return entry.uid


def test_a_new_store_is_empty(alices_store: Store) -> None:
    assert alices_store.is_empty()
    assert alices_store.athlete() is None
    assert alices_store.programme() is None
    assert alices_store.entries() == ()


def test_the_newest_profile_counts_and_the_others_are_kept(alices_store: Store, athlete: Athlete) -> None:
    alices_store.save_athlete(athlete)
    alices_store.save_athlete(athlete)
    longer = replace(athlete, minutes=45)
    alices_store.save_athlete(longer)
    assert alices_store.athlete() == longer
    assert [row.to_athlete() for row in Profile.objects.order_by("id")] == [athlete, longer]


def test_every_kind_of_entry_comes_back_as_it_was(alices_store: Store, set_done: MakeSet) -> None:
    first = set_done(extra={"Notes": "heavy"}, notes="naïve “quotes”")
    entries = (
        first,
        SessionDone(uid=uuid4(), session="p/w1-mon", effort=6, **WHEN),
        NextMorning(uid=uuid4(), about=date(2026, 1, 4), answer=Morning.STILL_UP, **WHEN),
        Slept(uid=uuid4(), hours=7.25, **WHEN),
        Measured(uid=uuid4(), what="hip-girth", value=98.1, unit="cm", **WHEN),
        Retest(uid=uuid4(), test="side-bridge-hold", side=Side.LEFT, value=41, unit="s", **WHEN),
        Correction(uid=uuid4(), replaces=first.uid, by=replace(first, uid=uuid4(), amount=11.0), **WHEN),
        CustomExercise(uid=uuid4(), name="Monster walk", same_as="monster-walk", **WHEN),
    )
    assert alices_store.add(entries) == (8, 0)
    assert sorted(alices_store.entries(), key=_uid) == sorted(entries, key=_uid)
    assert {row.to_entry().uid for row in Fact.objects.all()} == {entry.uid for entry in entries}


def test_entries_come_by_day_then_time_then_arrival(alices_store: Store, set_done: MakeSet) -> None:
    same_time = [set_done(order=index) for index in range(5)]
    day_before = set_done(day=date(2026, 1, 4))
    alices_store.add([*same_time, day_before])
    assert alices_store.entries() == (day_before, *same_time)


def test_adding_the_same_uid_again_changes_nothing(alices_store: Store, set_done: MakeSet) -> None:
    entry = set_done()
    assert alices_store.add([entry]) == (1, 0)
    assert alices_store.add([replace(entry, amount=99.0), set_done()]) == (1, 1)
    assert alices_store.entries()[0] == entry


def test_one_uid_twice_in_one_call_counts_once(alices_store: Store, set_done: MakeSet) -> None:
    entry = set_done()
    assert alices_store.add([entry, entry]) == (1, 1)


def test_a_uid_of_another_person_is_refused_and_nothing_added(
    alices_store: Store, bobs_store: Store, set_done: MakeSet
) -> None:
    entry = set_done()
    alices_store.add([entry])
    with pytest.raises(StoreError, match="another diary"):
        bobs_store.add([set_done(), replace(entry, amount=1.0)])
    assert bobs_store.is_empty()
    assert alices_store.entries() == (entry,)


def test_nobody_sees_another_persons_rows(
    alices_store: Store, bobs_store: Store, set_done: MakeSet, athlete: Athlete
) -> None:
    alices_store.add([set_done()])
    alices_store.save_athlete(athlete)
    assert bobs_store.is_empty()
    assert bobs_store.athlete() is None
    assert bobs_store.entries() == ()


@pytest.mark.parametrize(
    "wrong",
    [{"amount": float("nan")}, {"rir": float("inf")}, {"at": datetime(2026, 1, 5, 18, 0)}],  # noqa: DTZ001
)
def test_an_entry_that_no_diary_may_hold_is_refused_with_all_others(
    alices_store: Store, set_done: MakeSet, wrong: dict[str, object]
) -> None:
    with pytest.raises(BadData):
        alices_store.add([set_done(), set_done(**wrong)])
    assert alices_store.is_empty()


def test_facts_cannot_be_changed_or_removed(alices_store: Store, set_done: MakeSet) -> None:
    alices_store.add([set_done()])
    row = Fact.objects.get()
    with pytest.raises(TypeError, match="append-only"):
        row.save()
    with pytest.raises(TypeError, match="append-only"):
        row.delete()
    with pytest.raises(TypeError, match="append-only"):
        Fact.objects.filter(kind="set").update(kind="sleep")
    with pytest.raises(TypeError, match="append-only"):
        Fact.objects.all().delete()


def test_a_fact_keeps_the_day_and_zone_it_was_written_in(alices_store: Store, set_done: MakeSet) -> None:
    late = datetime(2026, 1, 5, 23, 30, tzinfo=timezone(timedelta(hours=-8)))
    alices_store.add([set_done(at=late)])
    (entry,) = alices_store.entries()
    assert entry.day == date(2026, 1, 5)
    assert entry.at.utcoffset() == timedelta(hours=-8)
    assert Fact.objects.get().at == late.astimezone(UTC)
