"""The simulated athlete: the same seed gives the same life, honest and marked, a sore week and one missed session."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from gluteal.catalogue.load import load
from gluteal.training.athlete import Athlete, Condition
from gluteal.training.diary import NextMorning, SessionDone, SetDone, Source
from gluteal.training.profile import EXAMPLES, example
from gluteal.training.simulate import Life, simulate

FIRST = date(2026, 8, 31)
CATALOGUE = load()


def earlier(condition: Condition) -> Condition:
    return replace(condition, since=FIRST if condition.since else None)


def athlete(name: str) -> Athlete:
    found = example(name)
    assert found.screening
    return replace(
        found,
        screening=replace(found.screening, answered_on=FIRST),
        conditions=tuple(earlier(c) for c in found.conditions),
    )


@pytest.fixture(scope="module")
def life() -> Life:
    return simulate(athlete("desk-worker"), CATALOGUE, FIRST, 8, Random(7))


def sets(life: Life) -> list[SetDone]:
    return [e for e in life.entries if isinstance(e, SetDone)]


def test_the_same_seed_gives_the_same_life_and_another_another(life: Life) -> None:
    assert simulate(athlete("desk-worker"), CATALOGUE, FIRST, 2, Random(3)).entries == (
        simulate(athlete("desk-worker"), CATALOGUE, FIRST, 2, Random(3)).entries
    )
    other = simulate(athlete("desk-worker"), CATALOGUE, FIRST, 2, Random(4))
    assert {e.uid for e in other.entries}.isdisjoint({e.uid for e in life.entries})


def test_everything_is_marked_as_made_up_and_inside_the_time(life: Life) -> None:
    assert {e.source for e in life.entries} == {Source.DEMO}
    assert all(FIRST <= e.day < FIRST + timedelta(weeks=8) for e in life.entries)
    assert len({e.uid for e in life.entries}) == len(life.entries)


def test_a_new_programme_follows_when_the_block_is_over(life: Life) -> None:
    first, second = life.programmes
    assert second.weeks[0].starts >= first.weeks[-1].starts + timedelta(days=7)


def test_every_set_is_one_that_was_asked_for(life: Life) -> None:
    for done in sets(life):
        assert done.prescribed is not None
        assert done.amount is not None
        assert 1 <= done.amount <= done.prescribed.amount[1]
        assert done.load == done.prescribed.load


def test_one_week_is_sore_and_its_mornings_are_answered(life: Life) -> None:
    sore = {done.day for done in sets(life) if done.pain}
    week = int(CATALOGUE.ledger.number("simulated-person", "sore-week"))
    assert {1 + (day - FIRST).days // 7 for day in sore} == {week}
    assert {e.about for e in life.entries if isinstance(e, NextMorning)} == sore


def test_one_session_is_missed_and_never_doubled_up(life: Life) -> None:
    days = [e.day for e in life.entries if isinstance(e, SessionDone)]
    assert len(days) == len(set(days))
    planned = [s.day for p in life.programmes for w in p.weeks for s in w.sessions]
    kept = [day for day in planned if day < FIRST + timedelta(weeks=8)]
    assert len(set(kept) - set(days)) == 1  # moved to a free day of its week, or let go
    assert len(days) <= len(kept)


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_athlete_gets_stronger_in_eight_weeks(name: str) -> None:
    life = simulate(athlete(name), CATALOGUE, FIRST, 8, Random(1))
    assert len([e for e in life.entries if isinstance(e, SessionDone)]) >= 8
    asked: dict[tuple[str, str], list[SetDone]] = {}
    for done in sets(life):
        asked.setdefault((done.exercise, done.side), []).append(done)
    harder = [
        key
        for key, done in asked.items()
        if done[0].prescribed != done[-1].prescribed or len({one.load for one in done}) > 1
    ]
    assert harder
