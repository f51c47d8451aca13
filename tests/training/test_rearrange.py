"""Changing a programme: what was chosen stands, what is safe stays safe, and nothing else is touched."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gluteal.catalogue.load import Catalogue, load
from gluteal.errors import BadValue
from gluteal.training.athlete import Athlete, Kit
from gluteal.training.availability import allowed
from gluteal.training.inspection import Case
from gluteal.training.planner import plan
from gluteal.training.profile import EXAMPLES, example
from gluteal.training.programme import Part, Programme, RegionWeek
from gluteal.training.rearrange import Person, away, moved, offered, shortened, swapped, with_kit

TODAY = date(2026, 11, 23)


def person_of(name: str) -> tuple[Athlete, Programme, Person]:
    athlete = example(name)
    screening = athlete.screening and replace(athlete.screening, answered_on=TODAY)
    athlete = replace(athlete, screening=screening)
    catalogue: Catalogue = load()
    return athlete, plan(athlete, catalogue, TODAY), Person.of(athlete, catalogue, TODAY)


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def planned(request: pytest.FixtureRequest) -> tuple[Athlete, Programme, Person]:
    return person_of(request.param)


def test_a_swap_stands_from_that_session_on_and_nowhere_else(
    planned: tuple[Athlete, Programme, Person],
) -> None:
    _athlete, programme, person = planned
    session = programme.weeks[1].sessions[0]
    slot = next((s for s in session.slots if offered(programme, s.id, person)), None)
    if slot is None:
        pytest.skip("nothing else fits for this person")
    choice = offered(programme, slot.id, person)[0]
    after = swapped(programme, slot.id, choice.slug, person)
    assert after.weeks[0] == programme.weeks[0]
    there = {s.id: s for s in after.session(session.id).slots}[slot.id]
    assert (there.choice, there.sets, there.part) == (choice.slug, slot.sets, slot.part)
    assert slot.choice in there.alternatives
    assert swapped(after, slot.id, slot.choice, person).session(session.id).slots[0].choice
    for week in after.weeks:
        for one in week.sessions:
            names = [s.choice for s in one.slots if s.hard]
            assert len(names) == len(set(names))


def test_what_does_not_fit_is_refused_by_name(planned: tuple[Athlete, Programme, Person]) -> None:
    _athlete, programme, person = planned
    slot = programme.weeks[0].sessions[0].slots[-1]
    with pytest.raises(BadValue, match="what fits is"):
        swapped(programme, slot.id, "no-such-thing", person)


def test_a_shorter_session_fits_and_keeps_a_set_of_each_main_lift(
    planned: tuple[Athlete, Programme, Person],
) -> None:
    _athlete, programme, person = planned
    session = programme.weeks[-1].sessions[0]
    mains = {s.choice for s in session.slots if s.part == "main" and s.hard}
    with pytest.raises(BadValue, match=r"it takes [0-9]+ minutes") as refused:
        shortened(programme, session.id, 1, person)
    least = int(str(refused.value).split()[-2])
    for minutes in range(least, session.seconds // 60, 3):
        after = shortened(programme, session.id, minutes, person).session(session.id)
        assert after.seconds <= 60 * minutes
        assert {s.choice for s in after.slots if s.part == "main" and s.hard} == mains
        assert all(s.sets >= 1 for s in after.slots)


def test_what_counts_no_sets_goes_before_what_does(planned: tuple[Athlete, Programme, Person]) -> None:
    _athlete, programme, person = planned
    session = programme.weeks[-1].sessions[0]
    hard = sum(s.sets for s in session.slots if s.hard)
    for minutes in range(session.seconds // 60 - 1, 10, -1):
        after = shortened(programme, session.id, minutes, person).session(session.id)
        if sum(s.sets for s in after.slots if s.hard) < hard:
            assert not [s for s in after.slots if s.part in (Part.ACTIVATION, Part.FINISH)]
            break
    else:
        raise AssertionError("no hard set was ever given up")


def test_with_nothing_at_hand_only_what_is_allowed_stays(planned: tuple[Athlete, Programme, Person]) -> None:
    athlete, programme, person = planned
    bare = replace(athlete, kit=Kit(without=athlete.kit.without))
    session = programme.weeks[0].sessions[0]
    after, told = with_kit(programme, session.id, bare.kit, person)
    slots = after.session(session.id).slots
    for slot in slots:
        assert allowed(person.catalogue.choice(slot.choice), bare, person.clearance) is None
    changed = sum(a.choice != b.choice for a, b in zip(session.slots, slots, strict=False))
    assert len(told) >= (1 if changed else 0)
    assert after.weeks[1:] == programme.weeks[1:]


def test_time_away_moves_whole_weeks_and_keeps_every_weekday(
    planned: tuple[Athlete, Programme, Person],
) -> None:
    _athlete, programme, _person = planned
    first = programme.weeks[1].starts
    after, why = away(programme, first, first + timedelta(days=9), ())
    assert "2 weeks later" in why
    assert after.weeks[0] == programme.weeks[0]
    for before, now in zip(programme.weeks[1:], after.weeks[1:], strict=True):
        assert now.starts - before.starts == timedelta(weeks=2)
        for a, b in zip(before.sessions, now.sessions, strict=True):
            assert (b.day - a.day, b.slots, b.day.weekday()) == (timedelta(weeks=2), a.slots, a.day.weekday())
    assert all(not first <= s.day <= first + timedelta(days=9) for w in after.weeks for s in w.sessions)


def test_a_week_that_has_begun_stays_where_it_is(planned: tuple[Athlete, Programme, Person]) -> None:
    _athlete, programme, _person = planned
    week = programme.weeks[0]
    if len(week.sessions) < 2:
        pytest.skip("one session a week")
    gone = week.sessions[1]
    after, why = away(programme, gone.day, gone.day, [week.sessions[0].id])
    assert "let go" in why
    now = after.weeks[0]
    assert [s.id for s in now.sessions if s.let_go] == [gone.id]
    assert replace(now, sessions=tuple(replace(s, let_go=False) for s in now.sessions)) == week


def test_a_session_moves_inside_its_week_only(planned: tuple[Athlete, Programme, Person]) -> None:
    _athlete, programme, _person = planned
    week = programme.weeks[1]
    session = week.sessions[0]
    free = next(
        day
        for n in range(7)
        if (day := week.starts + timedelta(days=n)) not in {s.day for s in week.sessions}
    )
    after = moved(programme, session.id, free, TODAY).session(session.id)
    assert (after.day, after.slots) == (free, session.slots)
    with pytest.raises(BadValue, match="inside its week"):
        moved(programme, session.id, week.starts + timedelta(days=7), TODAY)


def tables(programme: Programme, person: Person) -> dict[int, tuple[RegionWeek, ...]]:
    """Return the weekly tables as the last week of each phase really has them, summed by the validator."""
    case = Case(programme, person.athlete, person.catalogue, person.clearance)
    last = {week.phase: case.region_sets(week) for week in programme.weeks}
    return {
        phase: tuple(
            replace(row, low=low, nominal=middle, high=high)
            for row in rows
            for low, middle, high in [last[phase][row.region]]
        )
        for phase, rows in programme.regions.items()
    }


def test_the_weekly_tables_tell_the_plan_as_it_is_after_a_change(
    planned: tuple[Athlete, Programme, Person],
) -> None:
    _athlete, programme, person = planned
    assert programme.regions == tables(programme, person)
    differ = False
    for session in programme.weeks[0].sessions:
        for slot in session.slots:
            for choice in offered(programme, slot.id, person)[:1]:
                after = swapped(programme, slot.id, choice.slug, person)
                assert after.regions == tables(after, person)
                differ |= after.regions != programme.regions
    last = programme.weeks[-1].sessions[0]
    least = shortened(programme, last.id, last.seconds // 60 - 4, person)
    assert least.regions == tables(least, person)
    assert differ or person.athlete.name not in ("Bob", "Charlie")


def test_a_short_day_leaves_out_first_what_counts_no_sets(planned: tuple[Athlete, Programme, Person]) -> None:
    _athlete, programme, person = planned
    for session in programme.weeks[-1].sessions:
        hard = sum(s.sets for s in session.slots if s.hard)
        for minutes in range(session.seconds // 60 - 1, 0, -2):
            try:
                after = shortened(programme, session.id, minutes, person).session(session.id)
            except BadValue:
                break
            if sum(s.sets for s in after.slots if s.hard) < hard:
                assert not any(s.part is Part.ACTIVATION for s in after.slots)
