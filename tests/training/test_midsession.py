"""Inside a session: the tables for the phone say what the core itself would say, pain acts at once, ways out stay safe."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from gluteal.catalogue.exercise import Placement, Resistance
from gluteal.catalogue.load import Catalogue, load
from gluteal.training.adjust import adjust
from gluteal.training.athlete import Athlete, Band, Experience, Goal, Kit, Screening, Side, Unit, Weekday
from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.training.loading import same_load
from gluteal.training.midsession import (
    follow_up,
    in_turn,
    may_stand_in,
    pain_answers,
    prescribed_instead,
    red_sets,
    steps_at_hand,
)
from gluteal.training.pain import Light
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import BandUse, Load, Part, Slot, Target
from gluteal.training.progression import prescribe
from gluteal.training.safety import clear

TODAY = date(2026, 11, 23)
KIT = Kit(
    bands=(Band(name="green loop", colour="green", order=1), Band(name="blue loop", colour="blue", order=2)),
    dumbbells=(2.5, 5.0, 7.5, 10.0),
    bar=20.0,
    plates=(1.25, 2.5, 5.0, 10.0),
    bench=True,
    step_cm=(20.0,),
)
ALICE = Athlete(
    name="Alice",
    born=1990,
    experience=Experience.TRAINED,
    days=(Weekday.MON,),
    minutes=40,
    goals={Goal.STRENGTH: 1.0},
    screening=Screening(answered_on=TODAY),
    kit=KIT,
)
BAND = Load(
    kind=Resistance.BAND,
    band=BandUse(name="green loop", product="unknown", colour="green", placement=Placement.ABOVE_KNEES),
)
BAR = Load(kind=Resistance.BARBELL, amount=40.0, unit=Unit.KG)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


def asked(choice: str, catalogue: Catalogue, weight: Load | None = None, **changes: object) -> Prescription:
    found = catalogue.choice(choice)
    target = Target(
        measure=found.measure,
        amount=found.dose.amount,
        rir=(1, 3),
        tempo=found.dose.tempo,
        rest_s=90,
        load=weight,
    )
    given = Prescription(
        slot="s",
        choice=choice,
        side=Side.LEFT,
        sets=3,
        target=target,
        change=Change.SAME,
        why="why",
        claims=(),
    )
    return replace(given, **changes)  # type: ignore[arg-type]


def slot_of(given: Prescription) -> Slot:
    return Slot(
        id=given.slot,
        choice=given.choice,
        part=Part.MAIN,
        sets=given.sets,
        target=given.target,
        first_side=Side.LEFT,
        hard=True,
        seconds=300,
        why="why",
        claims=(),
        alternatives=("side-lying-abduction",),
    )


def done(given: Prescription, weight: Load | None, rir: float | None, pain: int | None) -> SetDone:
    return SetDone(
        uid=uuid4(),
        at=datetime(2026, 11, 23, 18, tzinfo=UTC),
        day=TODAY,
        exercise=given.choice,
        side=given.side,
        measure=given.target.measure,
        amount=float(given.target.amount[1]),
        load=weight,
        rir=rir,
        pain=pain,
    )


CASES = [
    ("clamshell-band", BAND),
    ("hip-thrust", BAR),
    ("side-lying-abduction", None),
    ("side-plank", None),
    ("single-leg-squat-dumbbell", Load(kind=Resistance.DUMBBELL, amount=5.0, unit=Unit.KG)),
]


@pytest.mark.parametrize(("choice", "weight"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.parametrize("change", [Change.SAME, Change.LESS])
def test_the_table_says_after_each_set_what_the_core_says(
    choice: str, weight: Load | None, change: Change, catalogue: Catalogue
) -> None:
    given = asked(choice, catalogue, weight, change=change)
    table = follow_up(given, athlete=ALICE, catalogue=catalogue, reach=3)
    assert any(same_load(one, weight) for one in table.loads)
    for pain, rows in (
        (None, table.free),
        (0, table.free),
        (2, table.free),
        (3, table.held),
        (5, table.held),
    ):
        for step, row in zip(table.loads, rows, strict=True):
            for rir, place in zip(table.answers, row, strict=True):
                set_done = done(given, step, rir, pain)
                expected = adjust(given, [set_done], athlete=ALICE, catalogue=catalogue)
                assert table.targets[place] == expected, (step, rir, pain)


def test_soreness_of_an_earlier_set_holds_the_later_ones_too(catalogue: Catalogue) -> None:
    given = asked("hip-thrust", catalogue, BAR)
    table = follow_up(given, athlete=ALICE, catalogue=catalogue, reach=3)
    sets = [done(given, BAR, 2, 4), done(given, BAR, 5, 0)]
    row = table.held[table.loads.index(BAR)]
    expected = adjust(given, sets, athlete=ALICE, catalogue=catalogue)
    assert table.targets[row[table.answers.index(5)]] == expected


def test_loads_come_in_steps_that_are_owned(catalogue: Catalogue) -> None:
    found = steps_at_hand(catalogue.choice("hip-thrust"), BAR, ALICE, catalogue.ledger, 3)
    assert [step.amount for step in found if step] == [32.5, 35.0, 37.5, 40.0, 42.5, 45.0, 47.5]
    bands = steps_at_hand(catalogue.choice("clamshell-band"), BAND, ALICE, catalogue.ledger, 3)
    assert [step.band.name for step in bands if step and step.band] == ["green loop", "blue loop"]
    assert steps_at_hand(catalogue.choice("clamshell"), None, ALICE, catalogue.ledger, 3) == (None,)


def test_a_load_that_was_not_owned_is_among_the_steps_where_it_was_asked_for(catalogue: Catalogue) -> None:
    odd = replace(BAR, amount=41.0)
    found = steps_at_hand(catalogue.choice("hip-thrust"), odd, ALICE, catalogue.ledger, 1)
    assert [step.amount for step in found if step] == [40.0, 41.0, 42.5]


def test_each_score_of_pain_has_one_light_and_red_stops(catalogue: Catalogue) -> None:
    clearance = clear(ALICE, TODAY, catalogue.ledger)
    answers = pain_answers(catalogue.choice("hip-thrust"), clearance, catalogue.ledger)
    assert [answer.score for answer in answers] == list(range(11))
    assert [answer.light for answer in answers] == [Light.GREEN] * 3 + [Light.AMBER] * 3 + [Light.RED] * 5
    assert [answer.stop for answer in answers] == [False] * 6 + [True] * 5
    assert all(answer.sentence for answer in answers)


def test_after_red_pain_the_phone_offers_what_the_core_prescribes(catalogue: Catalogue) -> None:
    given = asked("side-lying-abduction", catalogue)
    slot, diary = slot_of(given), Diary([])
    clearance = clear(ALICE, TODAY, catalogue.ledger)
    sets = red_sets(given, slot, TODAY, catalogue.ledger)
    assert [one.pain for one in sets] == [None, None, 6]
    answers = prescribe(
        slot, diary.plus(sets), TODAY, athlete=ALICE, catalogue=catalogue, clearance=clearance, week=1
    )
    left = next(answer for answer in answers if answer.side is Side.LEFT)
    assert left.change is Change.EASIER
    assert left.choice in catalogue.choice("side-lying-abduction").easier
    assert left.sets == given.sets


def test_what_stands_in_is_prescribed_from_its_own_diary(catalogue: Catalogue) -> None:
    given = asked("clamshell-band", catalogue, BAND)
    clearance = clear(ALICE, TODAY, catalogue.ledger)
    choices = may_stand_in(["side-lying-abduction", "no-such-thing"], ALICE, clearance, catalogue)
    assert [choice.slug for choice in choices] == ["side-lying-abduction"]
    fresh = prescribed_instead(
        slot_of(given), choices, Diary([]), TODAY, athlete=ALICE, catalogue=catalogue, clearance=clearance
    )
    assert all(answer.change is Change.START for answer in fresh["side-lying-abduction"])
    assert all(answer.target.load is None for answer in fresh["side-lying-abduction"])
    sore = replace(
        done(asked("side-lying-abduction", catalogue), None, 2, 8), day=date(2026, 11, 20), session="x"
    )
    after = prescribed_instead(
        slot_of(given), choices, Diary([sore]), TODAY, athlete=ALICE, catalogue=catalogue, clearance=clearance
    )
    assert after == {}  # it hurt lately: it is no way out


def test_further_sets_leave_the_diary_itself_alone(catalogue: Catalogue) -> None:
    given = asked("clamshell-band", catalogue, BAND)
    old = replace(done(given, BAND, 2, 0), day=date(2026, 11, 20))
    diary = Diary([old])
    more = diary.plus([done(given, BAND, 2, 7)])
    assert len(diary.exposures("clamshell-band", Side.LEFT, TODAY, 9)) == 1
    assert [run.pain for run in more.exposures("clamshell-band", Side.LEFT, TODAY, 9)] == [7, 0]
    assert len(diary.facts) == 1


def test_two_exercises_in_turn_are_told_what_to_expect(catalogue: Catalogue) -> None:
    clam, raise_ = catalogue.choice("clamshell"), catalogue.choice("side-lying-abduction")
    assert "same muscles" in in_turn(clam, raise_)
