"""A diary in memory is never older than the store."""

import gc
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gluteal.catalogue.exercise import Resistance
from gluteal.training.athlete import Unit
from gluteal.training.diary import SetDone
from gluteal.training.programme import Load
from gluteal.web.accounts.models import Person
from gluteal.web.diary import reading
from gluteal.web.diary.models import Fact
from gluteal.web.diary.reading import diary_of
from gluteal.web.store import Store

MakeSet = Callable[..., SetDone]


def test_nothing_new_gives_the_same_entries_and_the_same_diary(
    alices_store: Store, set_done: MakeSet
) -> None:
    alices_store.add([set_done()])
    first, second = alices_store.entries(), alices_store.entries()
    assert first is second
    assert diary_of(first) is diary_of(second)
    assert diary_of(first) is not diary_of(first, date(2026, 1, 1))


def test_what_another_process_added_is_there_at_once_and_in_its_place(
    alices_store: Store, set_done: MakeSet
) -> None:
    later = set_done(day=date(2026, 1, 9))
    alices_store.add([later])
    assert alices_store.entries() == (later,)
    earlier = set_done(day=date(2026, 1, 2))
    Fact.of(alices_store.person, earlier).save()
    assert alices_store.entries() == (earlier, later)


def test_a_row_that_arrives_late_under_a_lower_number_is_not_missed(
    alices_store: Store, set_done: MakeSet
) -> None:
    row = Fact.of(alices_store.person, set_done())
    row.number = 100
    Fact.objects.bulk_create([row])
    assert len(alices_store.entries()) == 1
    late = Fact.of(alices_store.person, set_done())
    late.number = 50
    Fact.objects.bulk_create([late])
    assert len(alices_store.entries()) == 2


def test_another_person_under_an_old_number_sees_nothing_of_it(
    alice: Person, alices_store: Store, set_done: MakeSet
) -> None:
    alices_store.add([set_done()])
    assert len(alices_store.entries()) == 1
    number = alice.pk
    alice.delete()
    again = Person.objects.create(pk=number, username="somebody-else")
    assert Store(again).entries() == ()
    entry = set_done(amount=7.0)
    Store(again).add([entry])
    assert Store(again).entries() == (entry,)


def test_sets_of_today_can_be_left_out_and_nothing_else(alices_store: Store, set_done: MakeSet) -> None:
    alices_store.add([set_done(day=date(2026, 1, day)) for day in (1, 2, 3)])
    before = diary_of(alices_store.entries(), date(2026, 1, 2))
    assert [fact.day.day for fact in before.facts.values()] == [1]


def test_a_diary_stays_in_memory_however_much_another_person_writes(
    alices_store: Store, bobs_store: Store, set_done: MakeSet
) -> None:
    alices_store.add([set_done()])
    alices = diary_of(alices_store.entries())
    for _ in range(60):
        bobs_store.add([set_done()])
        diary_of(bobs_store.entries())
    assert diary_of(alices_store.entries()) is alices


def test_a_diary_grows_by_what_was_added_since(alices_store: Store, set_done: MakeSet) -> None:
    alices_store.add([set_done(day=date(2026, 1, 1), session="p/w1-mon", slot="w1-mon-0")])
    first = diary_of(alices_store.entries(), date(2026, 1, 2))
    assert len(first.sets_of("p/w1-mon")) == 1
    alices_store.add([set_done(day=date(2026, 1, 2), session="p/w1-mon", slot="w1-mon-0")])
    entries = alices_store.entries()
    assert diary_of(entries, date(2026, 1, 2)) is first
    assert len(diary_of(entries).sets_of("p/w1-mon")) == 2


def test_a_row_written_while_the_diary_is_read_is_there_once(
    alices_store: Store, set_done: MakeSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    alices_store.add([set_done()])
    read = reading._read

    def slowly(facts: Any) -> Any:
        monkeypatch.setattr(reading, "_read", read)
        Fact.of(alices_store.person, set_done()).save()
        return read(facts)

    monkeypatch.setattr(reading, "_read", slowly)
    alices_store.entries()
    assert len(alices_store.entries()) == 2


def test_entries_come_in_their_order_whatever_the_pieces(
    alices_store: Store, set_done: MakeSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PIECE", 2)
    done = [set_done(day=date(2026, 1, day)) for day in (5, 1, 3, 2, 4)]
    alices_store.add(done)
    assert alices_store.entries() == tuple(sorted(done, key=lambda one: one.day))


def test_equal_parts_are_in_memory_once(alices_store: Store, set_done: MakeSet) -> None:
    load = Load(kind=Resistance.DUMBBELL, amount=7.5, unit=Unit.KG)
    alices_store.add([set_done(load=load), set_done(load=load)])
    one, other = alices_store.entries()
    assert isinstance(one, SetDone)
    assert isinstance(other, SetDone)
    assert one.load == load
    assert one.load is other.load


def test_a_large_diary_is_kept_out_of_the_collectors_way(
    alices_store: Store, set_done: MakeSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LARGE", 1)
    monkeypatch.setattr(reading, "_SETTLED_BEFORE_SWEEP", 2)
    try:
        for _ in range(3):
            gc.unfreeze()
            reading._known.clear()
            alices_store.add([set_done()])
            assert alices_store.entries()
            assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
