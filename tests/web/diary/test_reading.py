"""A diary in memory is never older than the store."""

from collections.abc import Callable
from datetime import date

from gluteal.training.diary import SetDone
from gluteal.web.accounts.models import Person
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
