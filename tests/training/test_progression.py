"""What progression never does and always does, over thousands of diaries."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from athletes import FULL_KIT as KIT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Choice, Measure, Placement, Resistance, Sides
from gluteal.catalogue.load import load
from gluteal.training.athlete import (
    Athlete,
    Experience,
    Goal,
    Kit,
    Screening,
    Side,
    Unit,
    Weekday,
)
from gluteal.training.band import by_stiffness
from gluteal.training.diary import (
    Correction,
    CustomExercise,
    Entry,
    Morning,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.training.history import Diary
from gluteal.training.loading import lightest
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import BandUse, Load, Part, Slot, Target
from gluteal.training.progression import prescribe
from gluteal.training.resistance import at_most, loads_for
from gluteal.training.safety import allowed, clear
from gluteal.training.sides import UP

START = date(2026, 3, 2)
BARE = Kit()
SLUGS = (
    "clamshell",
    "clamshell-band",
    "side-lying-abduction",
    "side-lying-abduction-ankle-weight",
    "standing-abduction",
    "standing-abduction-band",
    "standing-abduction-cable",
    "single-leg-squat",
    "single-leg-squat-dumbbell",
    "hip-thrust",
    "lateral-band-walk",
    "machine-abduction",
    "side-plank-knees",
    "single-leg-bridge",
)
BANDED = Kit(bands=KIT.bands)


def athlete(kit: Kit = KIT, experience: Experience = Experience.ADVANCED) -> Athlete:
    return Athlete(
        name="Bob",
        born=1985,
        experience=experience,
        days=(Weekday.MON, Weekday.THU),
        minutes=45,
        goals={Goal.STRENGTH: 1},
        screening=Screening(answered_on=START),
        kit=kit,
    )


def start_load(choice: Choice, who: Athlete, at: int = 0) -> Load | None:
    if choice.resistance in (Resistance.NONE, Resistance.BAND):
        first = lightest(choice, who)
        if first and first.band:
            return replace(first, band=replace(first.band, stretched_cm=40.0 if at % 2 else None))
        return first
    loads = loads_for(choice, who.kit)
    return Load(kind=choice.resistance, amount=loads[at % len(loads)], unit=who.units) if loads else None


def slot(slug: str, who: Athlete, at: int = 0, sets: int = 3) -> Slot:
    choice = load().choice(slug)
    dose = choice.dose
    target = Target(
        measure=choice.measure,
        amount=dose.amount,
        rir=dose.rir,
        tempo=dose.tempo,
        rest_s=dose.rest_s,
        load=start_load(choice, who, at),
    )
    return Slot(
        id="w1-mon-1",
        choice=slug,
        part=Part.MAIN,
        sets=sets,
        target=target,
        first_side=Side.LEFT if choice.sides in (Sides.EACH, Sides.BIASED) else None,
        hard=True,
        seconds=600,
        why="For a test.",
        claims=("A20",),
    )


def sides_of(line: Slot) -> tuple[Side, ...]:
    return (Side.LEFT, Side.RIGHT) if line.first_side else (Side.BOTH,)


_count = iter(range(1, 10**12))


def a_set(day: date, slug: str, side: Side, amount: float | None, **more: Any) -> SetDone:
    number = next(_count)
    choice = load().choices.get(slug)
    return SetDone(
        uid=UUID(int=number),
        at=datetime.combine(day, time(9), UTC) + timedelta(seconds=number % 40000),
        day=day,
        exercise=slug,
        side=side,
        measure=more.pop("measure", choice.measure if choice else Measure.REPS),
        amount=amount,
        **more,
    )


def ask(line: Slot, entries: Sequence[Entry], today: date, who: Athlete) -> dict[Side, Prescription]:
    gate = clear(who, START, load().ledger)
    found = prescribe(line, Diary(entries), today, athlete=who, catalogue=load(), clearance=gate)
    for one in found:
        assert_owned(one, who)
        assert one.why.endswith((".", "!"))
        assert one.target.amount[0] <= one.target.amount[1]
        assert one.sets <= line.sets
        for claim in one.claims:
            load().ledger.claim(claim)
    # A rung may be two-sided where the slot is not, and the other way round.
    by_side = {one.side: one for one in found}
    return {side: by_side.get(side) or by_side.get(Side.BOTH) or found[0] for side in sides_of(line)}


def assert_owned(one: Prescription, who: Athlete) -> None:
    weight = one.target.load
    if weight is None:
        return
    if weight.band:
        assert weight.band.name in {band.name for band in who.kit.bands}
        own = next(band for band in who.kit.bands if band.name == weight.band.name)
        if weight.band.stretched_cm and own.resting_cm:
            assert weight.band.stretched_cm <= own.resting_cm * 2.5
        return
    choice = load().choice(one.choice)
    choice = replace(choice, resistance=weight.kind)
    assert weight.amount in loads_for(choice, who.kit)
    assert weight.unit is who.units


def hardness(target: Target, sets: int, who: Athlete) -> tuple[float, ...]:
    """Load first, then sets, amount and reserve: what is compared for one choice."""
    weight, size, stretch = target.load, -1.0, 0.0
    if weight is not None and weight.band is not None:
        names = [band.name for band in by_stiffness(who.kit.bands)]
        size = names.index(weight.band.name) if weight.band.name in names else -1
        stretch = weight.band.stretched_cm or 0
    elif weight is not None:
        size = weight.amount or 0
    return (size, stretch, sets, *target.amount, *(-rir for rir in target.rir))


def follow(
    line: Slot, who: Athlete, sessions: int, gap: Sequence[int], extra: int = 0, above: bool = False
) -> tuple[list[Entry], list[dict[Side, Prescription]], date]:
    """Let somebody do exactly what is asked (`above`: `extra` more), session after session."""
    entries: list[Entry] = []
    asked: list[dict[Side, Prescription]] = []
    day = START
    for number in range(sessions):
        answers = ask(line, entries, day, who)
        asked.append(answers)
        for side, one in answers.items():
            amount = one.target.amount[0] + (extra if above else 0)
            entries += [
                a_set(
                    day,
                    one.choice,
                    side,
                    amount,
                    load=one.target.load,
                    rir=float(one.target.rir[0]),
                    pain=0,
                    prescribed=one.target,
                    slot=f"w{number}",
                    order=place,
                )
                for place in range(one.sets)
            ]
        day += timedelta(days=gap[number % len(gap)])
    return entries, asked, day


@st.composite
def situations(draw: st.DrawFn) -> tuple[Slot, Athlete, list[Entry], date, dict[Side, Target]]:
    """A slot, an athlete, two to five sessions of varied success, the day of the next, and what was last asked."""
    who = athlete(draw(st.sampled_from([KIT, BANDED])))
    clearance = clear(who, START, load().ledger)
    slugs = [s for s in SLUGS if allowed(load().choice(s), who, clearance) is None]
    line = slot(draw(st.sampled_from(slugs)), who, draw(st.integers(0, 5)), draw(st.integers(1, 4)))
    low, high = line.target.amount
    entries: list[Entry] = []
    day, now = START, dict.fromkeys(sides_of(line), line.target)
    for _ in range(draw(st.integers(1, 5))):
        answers = ask(line, entries, day, who)
        now = {side: one.target for side, one in answers.items() if one.choice == line.choice}
        for side in sides_of(line):
            target = now.get(side, line.target)
            for place in range(line.sets):
                entries.append(
                    a_set(
                        day,
                        line.choice,
                        side,
                        draw(st.integers(max(low - 3, 1), high + 9)),
                        load=target.load,
                        rir=draw(st.one_of(st.none(), st.integers(0, 6).map(float))),
                        pain=draw(st.sampled_from([None, 0, 0, 0, 1])),
                        clean_share=draw(st.sampled_from([None, None, 0.9])),
                        prescribed=target,
                        slot=line.id,
                        order=place,
                    )
                )
        if draw(st.booleans()):
            entries += [
                slept(day - timedelta(days=back), draw(st.sampled_from([5.0, 8.0]))) for back in (0, 1)
            ]
        day += timedelta(days=draw(st.sampled_from([2, 3, 4, 7, 16, 30])))
    return line, who, entries, day, now


def slept(day: date, hours: float) -> Slept:
    return Slept(uid=UUID(int=next(_count)), at=datetime.combine(day, time(7), UTC), day=day, hours=hours)


def hurt(entry: SetDone, kind: str, amount: int) -> SetDone:
    if kind == "pain":
        return replace(entry, pain=amount)
    return replace(entry, clean_share=amount / 20) if kind == "form" else entry


MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@MANY
@given(situations(), st.sampled_from(["pain", "form", "morning"]), st.integers(3, 10), st.data())
def test_no_flare_and_no_failing_form_makes_a_target_harder(
    situation: tuple[Slot, Athlete, list[Entry], date, dict[Side, Target]],
    kind: str,
    amount: int,
    data: st.DataObject,
) -> None:
    line, who, entries, today, _ = situation
    last = max(e.day for e in entries if isinstance(e, SetDone))
    sore = data.draw(st.sampled_from(sides_of(line)))
    flared: list[Entry] = [
        hurt(e, kind, amount) if isinstance(e, SetDone) and e.day == last and e.side is sore else e
        for e in entries
    ]
    if kind == "morning":
        flared.append(morning(last, Morning.STILL_UP, sore))
    calm, after = ask(line, entries, today, who), ask(line, flared, today, who)
    done = {e.side: e for e in flared if isinstance(e, SetDone) and e.day == last}
    for side in after:
        if side is sore:
            assert after[side].change not in UP, after[side].why
            in_force = done[side].prescribed
            assert in_force is not None
            if after[side].choice == line.choice and after[side].sets:
                before = hardness(replace(in_force, load=done[side].load), line.sets, who)
                assert hardness(after[side].target, after[side].sets, who) <= before, after[side].why
        if after[side].choice == calm[side].choice and after[side].sets:
            # Not harder than it would have been; or, where the other side's answer would have lowered this one
            # (the weaker side leads), not harder than what was in force.
            most = hardness(calm[side].target, calm[side].sets, who)
            copy = done[side].prescribed if side in done else None
            if copy is not None and done[side].exercise == after[side].choice:
                most = max(most, hardness(replace(copy, load=done[side].load), line.sets, who))
            assert hardness(after[side].target, after[side].sets, who) <= most, (
                after[side].why,
                calm[side].why,
            )
        else:
            assert after[side].change in (Change.EASIER, Change.STOP, Change.LESS, Change.RETURN) or (
                calm[side].change is Change.HARDER
            )


def morning(about: date, answer: Morning, side: Side | None = None) -> NextMorning:
    day = about + timedelta(days=1)
    return NextMorning(
        uid=UUID(int=next(_count)),
        at=datetime.combine(day, time(7), UTC),
        day=day,
        about=about,
        answer=answer,
        side=side,
    )


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("gap", [(3, 4), (2, 2, 3), (7,)], ids=["twice", "thrice", "weekly"])
def test_steady_clean_logs_get_harder_within_two_sessions(slug: str, gap: tuple[int, ...]) -> None:
    who = athlete()
    _, asked, _ = follow(slot(slug, who), who, 60, gap)
    for first, second in pairwise(asked[1:]):
        for side in first:
            ready = {first[side].change, second[side].change} & UP
            assert ready or "nothing harder" in second[side].why, (first[side].why, second[side].why)


@pytest.mark.parametrize("slug", SLUGS)
def test_doing_more_than_asked_is_never_held_against_anybody(slug: str) -> None:
    who = athlete()
    _, asked, _ = follow(slot(slug, who), who, 20, (3, 4), extra=3, above=True)
    changes = {one.change for answers in asked[1:] for one in answers.values()}
    assert changes <= UP | {Change.SAME}


@MANY
@given(situations(), st.randoms())
def test_the_order_in_which_facts_arrive_does_not_matter(
    situation: tuple[Slot, Athlete, list[Entry], date, dict[Side, Target]], chance: random.Random
) -> None:
    line, who, entries, today, _ = situation
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert ask(line, shuffled, today, who) == ask(line, entries, today, who)


@MANY
@given(situations())
def test_mirrored_diaries_get_mirrored_answers(
    situation: tuple[Slot, Athlete, list[Entry], date, dict[Side, Target]],
) -> None:
    line, who, entries, today, _ = situation
    swap = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}
    other = [replace(e, side=swap[e.side]) if isinstance(e, SetDone) else e for e in entries]
    flipped = replace(line, first_side=line.first_side and swap[line.first_side])
    here, there = ask(line, entries, today, who), ask(flipped, other, today, who)
    for side, one in here.items():
        twin = there[swap[side]]
        assert (twin.choice, twin.sets, twin.target, twin.change) == (
            one.choice,
            one.sets,
            one.target,
            one.change,
        )


@MANY
@given(situations(), st.data())
def test_a_corrected_diary_equals_the_diary_that_it_should_have_been(
    situation: tuple[Slot, Athlete, list[Entry], date, dict[Side, Target]], data: st.DataObject
) -> None:
    line, who, entries, today, _ = situation
    wrong = data.draw(st.sampled_from([e for e in entries if isinstance(e, SetDone)]))
    right = replace(wrong, amount=1.0, pain=7, uid=UUID(int=next(_count)), at=wrong.at)
    first = Correction(
        uid=UUID(int=next(_count)), at=wrong.at, day=wrong.day, replaces=wrong.uid, by=replace(right, pain=2)
    )
    again = Correction(uid=UUID(int=next(_count)), at=wrong.at, day=wrong.day, replaces=first.uid, by=right)
    should = [right if e is wrong else e for e in entries]
    corrected = data.draw(st.permutations([*entries, first, again]))
    assert ask(line, corrected, today, who) == ask(line, should, today, who)


numbers = st.one_of(
    st.none(), st.floats(allow_nan=False, allow_infinity=False), st.integers(-5, 60).map(float)
)
days = st.dates(date(2025, 6, 1), date(2026, 9, 1))
names = st.sampled_from([*SLUGS, "Hip thing", "Other", ""])
moments = st.datetimes(  # some without a zone, as an import may leave them
    datetime(2025, 6, 1),  # noqa: DTZ001
    datetime(2026, 9, 1),  # noqa: DTZ001
    timezones=st.sampled_from([None, UTC]),
)
uids = st.integers(0, 60).map(lambda n: UUID(int=n))
bands = st.builds(
    BandUse,
    name=st.sampled_from(["green loop", "green", "pink", ""]),
    product=st.sampled_from(["unknown", "X"]),
    colour=st.sampled_from(["green", "", "pink"]),
    placement=st.sampled_from(list(Placement)),
    resting_cm=numbers,
    stretched_cm=numbers,
    strands=st.integers(-1, 3),
)
loads = st.builds(
    Load,
    kind=st.sampled_from(list(Resistance)),
    amount=numbers,
    unit=st.one_of(st.none(), st.sampled_from(list(Unit))),
    band=st.one_of(st.none(), bands),
)
targets = st.builds(
    Target,
    measure=st.sampled_from(list(Measure)),
    amount=st.tuples(st.integers(-5, 99), st.integers(-5, 99)),
    rir=st.tuples(st.integers(-5, 9), st.integers(-5, 9)),
    tempo=st.just((2.0, 0.0, 2.0)),
    rest_s=st.just(60),
    load=st.one_of(st.none(), loads),
)
fact = {"uid": uids, "at": moments, "day": days}
sets = st.builds(
    SetDone,
    **fact,
    exercise=names,
    side=st.sampled_from(list(Side)),
    measure=st.sampled_from(list(Measure)),
    amount=numbers,
    load=st.one_of(st.none(), loads),
    rir=numbers,
    pain=st.one_of(st.none(), st.integers(-3, 99)),
    clean_share=numbers,
    judged=st.one_of(st.none(), st.integers(-3, 99)),
    part=st.sampled_from(list(Part)),
    prescribed=st.one_of(st.none(), targets),
)
mornings = st.builds(
    NextMorning,
    **fact,
    about=days,
    answer=st.sampled_from(list(Morning)),
    exercises=st.lists(names, max_size=2).map(tuple),
    side=st.one_of(st.none(), st.sampled_from(list(Side))),
)
nights = st.builds(Slept, **fact, hours=st.floats(-5, 30))
efforts = st.builds(SessionDone, **fact, session=names, effort=numbers)
retests = st.builds(
    Retest, **fact, test=names, side=st.sampled_from(list(Side)), value=st.floats(-5, 99), unit=names
)
customs = st.builds(CustomExercise, **fact, name=names, same_as=st.one_of(st.none(), names))
corrections = st.builds(
    Correction, **fact, replaces=uids, by=st.one_of(st.none(), sets, mornings, nights, efforts, retests)
)
garbage = st.lists(
    st.one_of(sets, sets, sets, mornings, nights, efforts, retests, customs, corrections), max_size=30
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(garbage, st.sampled_from(SLUGS), st.sampled_from([KIT, BANDED, BARE]), st.data())
def test_nothing_that_can_be_written_down_breaks_it(
    entries: list[Entry], slug: str, kit: Kit, data: st.DataObject
) -> None:
    who = athlete(kit)
    line = slot(slug, who)
    answers = ask(line, entries, date(2026, 4, 1), who)
    shuffled = data.draw(st.permutations(entries))
    assert ask(line, shuffled, date(2026, 4, 1), who) == answers


def test_facts_dated_after_today_do_not_count_yet() -> None:
    who = athlete()
    line = slot("machine-abduction", who, 4)
    past: list[Entry] = [a_set(START, "machine-abduction", Side.BOTH, 9, load=line.target.load, pain=0)]
    later = START + timedelta(days=30)
    future: list[Entry] = [a_set(later, "machine-abduction", Side.BOTH, 3, load=line.target.load, pain=9)]
    today = START + timedelta(days=3)
    assert ask(line, past + future, today, who) == ask(line, past, today, who)


def test_a_session_under_way_does_not_move_its_own_target_unless_a_set_was_red() -> None:
    who = athlete()
    line = slot("machine-abduction", who, 4)
    weight = line.target.load
    past: list[Entry] = [a_set(START, line.choice, Side.BOTH, 9, load=weight, pain=0)]
    today = START + timedelta(days=3)
    before = ask(line, past, today, who)
    good = a_set(today, line.choice, Side.BOTH, 15, load=weight, pain=0, slot=line.id)
    assert ask(line, [*past, good], today, who) == before
    red = ask(line, [*past, replace(good, pain=8)], today, who)[Side.BOTH]
    assert red.change in (Change.EASIER, Change.STOP)


def test_a_lighter_week_is_not_taken_for_a_decline() -> None:
    who = athlete()
    line = slot("machine-abduction", who, 6)
    weight = line.target.load
    assert weight is not None
    low, high = line.target.rir
    eased = replace(line.target, rir=(low + 2, high + 2), load=replace(weight, amount=30))
    entries: list[Entry] = [
        a_set(START, line.choice, Side.BOTH, 10, load=weight, pain=0),
        a_set(
            START + timedelta(days=4), line.choice, Side.BOTH, 8, load=eased.load, prescribed=eased, pain=0
        ),
    ]
    answer = ask(line, entries, START + timedelta(days=8), who)[Side.BOTH]
    assert answer.target.load == weight


def test_a_choice_that_is_no_longer_safe_is_replaced_or_stopped() -> None:
    from gluteal.training.athlete import Condition, ConditionKind

    who = replace(
        athlete(BARE),
        reaches_floor=False,
        conditions=(Condition(kind=ConditionKind.POOR_BALANCE, since=START),),
    )
    answer = ask(slot("side-lying-abduction", athlete()), [], START, who)[Side.LEFT]
    assert answer.change in (Change.EASIER, Change.STOP)


@pytest.mark.parametrize("slug", ["single-leg-squat", "single-leg-bridge", "standing-abduction-band"])
def test_what_stands_in_after_red_pain_asks_for_no_less_reserve_and_no_more_sets(slug: str) -> None:
    who = athlete()
    line = slot(slug, who)
    line = replace(line, target=replace(line.target, rir=(3, 5)))
    red: list[Entry] = [
        a_set(START, slug, side, 10, load=line.target.load, pain=7 * at, order=at)
        for side in sides_of(line)
        for at in range(2)
    ]
    answer = ask(line, red, START + timedelta(days=3), who)[Side.LEFT]
    assert (answer.change, answer.sets) == (Change.EASIER, 2)
    assert answer.target.rir >= (3, 5)
    assert answer.target.rir[1] >= 5


@pytest.mark.parametrize("weaker", [Side.LEFT, Side.RIGHT])
def test_the_weaker_side_that_the_diary_shows_comes_first_whatever_was_named(weaker: Side) -> None:
    stronger = Side.RIGHT if weaker is Side.LEFT else Side.LEFT
    who = replace(athlete(), weaker_side=stronger)
    line = replace(slot("clamshell", who), first_side=stronger)
    reps = {weaker: 10, stronger: 15}

    def first(sessions: int) -> Side:
        entries = [
            a_set(START + timedelta(days=3 * at), line.choice, side, reps[side], rir=2.0, pain=0)
            for at in range(sessions)
            for side in reps
        ]
        today = START + timedelta(days=3 * sessions)
        return prescribe(line, Diary(entries), today, athlete=who, catalogue=load())[0].side

    assert first(5) is stronger  # five sessions cannot tell
    assert first(6) is weaker


def test_kit_sold_means_the_nearest_load_at_or_below() -> None:
    who = athlete()
    line = slot("single-leg-squat-dumbbell", who)
    nine = Load(kind=Resistance.DUMBBELL, amount=9, unit=Unit.KG)
    entries: list[Entry] = [a_set(START, line.choice, side, 8, load=nine, pain=0) for side in sides_of(line)]
    answer = ask(line, entries, START + timedelta(days=3), who)[Side.LEFT]
    assert answer.target.load == replace(nine, amount=at_most(9, loads_for(load().choice(line.choice), KIT)))
