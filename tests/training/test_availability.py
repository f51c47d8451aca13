"""Whether a choice is there for a person: the gravest reason first, and no wish beats safety."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gluteal.catalogue
from gluteal.catalogue.check import EQUIPMENT
from gluteal.catalogue.claim import Claim, Ledger
from gluteal.catalogue.exercise import (
    FLOOR,
    Choice,
    Dose,
    Measure,
    Placement,
    Position,
    Purpose,
    Resistance,
    Role,
    Sides,
    Tag,
)
from gluteal.catalogue.load import load
from gluteal.record import from_mapping
from gluteal.training.athlete import (
    Approach,
    Athlete,
    Band,
    BandForm,
    Condition,
    ConditionKind,
    Experience,
    Goal,
    Kit,
    Screening,
    Stack,
    Weekday,
)
from gluteal.training.profile import EXAMPLES, example
from gluteal.training.resistance import HOUSEHOLD
from gluteal.training.safety import Refusal, RefusalKind, allowed, clear

TODAY = date(2026, 11, 22)
CLAIMS = Path(gluteal.catalogue.__file__).parent / "data" / "claims" / "safety.toml"
LEDGER = Ledger(
    {
        claim.id: claim
        for claim in from_mapping(
            list[Claim], tomllib.loads(CLAIMS.read_text("utf-8"))["claims"], "safety.toml"
        )
    },
    {},
)
BOB = Athlete(
    name="Bob",
    born=1988,
    experience=Experience.ADVANCED,
    days=(Weekday.MON,),
    minutes=30,
    goals={Goal.GROWTH: 1},
    screening=Screening(answered_on=date(2026, 11, 1)),
)
LATERAL_HIP_PAIN = Condition(kind=ConditionKind.LATERAL_HIP_PAIN)


def choice(**changes: object) -> Choice:
    plain: dict[str, object] = {
        "slug": "side-leg",
        "exercise": "side-leg",
        "name": "Side leg raise",
        "what_changes": None,
        "synonyms": (),
        "pattern": "abduction",
        "actions": (),
        "roles": (),
        "purposes": (),
        "position": Position.STANDING,
        "sides": Sides.EACH,
        "measure": Measure.REPS,
        "level": 1,
        "equipment": (),
        "resistance": Resistance.NONE,
        "placement": Placement.NONE,
        "tags": frozenset(),
        "settings": {},
        "set_up": "",
        "execution": "",
        "felt": "",
        "easier": (),
        "harder": (),
        "claims": (),
        "dose": Dose(amount=(8, 12), rir=(1, 3), tempo=(2, 0, 2), rest_s=60, setup_s=20, claims=()),
        "stimulus": {},
        "credit": {},
    }
    return Choice(**(plain | changes))  # type: ignore[arg-type]


def refusal(picked: Choice, athlete: Athlete) -> Refusal | None:
    return allowed(picked, athlete, clear(athlete, TODAY, LEDGER))


def kind(picked: Choice, athlete: Athlete) -> RefusalKind | None:
    found = refusal(picked, athlete)
    return found.kind if found else None


def test_a_plain_choice_is_there_for_everybody() -> None:
    assert refusal(choice(), BOB) is None


def test_a_hidden_tag_refuses_and_names_the_condition() -> None:
    found = refusal(
        choice(tags=frozenset({Tag.ADDUCTION_UNDER_LOAD})), replace(BOB, conditions=(LATERAL_HIP_PAIN,))
    )
    assert found is not None
    assert found.kind is RefusalKind.SAFETY
    assert not found.relaxable
    assert found.why == "Side leg raise is left out because of lateral hip pain."
    assert "D8" in found.claims


def test_a_hidden_position_refuses_too() -> None:
    pregnant = replace(BOB, conditions=(Condition(kind=ConditionKind.PREGNANCY),))
    assert kind(choice(position=Position.PRONE), pregnant) is RefusalKind.SAFETY


def test_a_level_above_an_irritable_condition_is_a_matter_of_safety() -> None:
    irritable = replace(BOB, conditions=(Condition(kind=ConditionKind.LOW_BACK_PAIN, irritable=True),))
    assert kind(choice(level=3), irritable) is RefusalKind.SAFETY
    assert kind(choice(level=3), BOB) is None


def test_a_level_above_experience_is_a_matter_of_level() -> None:
    found = refusal(choice(level=3), replace(BOB, experience=Experience.NEW))
    assert found is not None
    assert found.kind is RefusalKind.LEVEL
    assert found.relaxable
    assert "level 3" in found.why
    assert "level 2" in found.why


@pytest.mark.parametrize("position", sorted(FLOOR))
def test_the_floor_is_no_place_for_who_cannot_get_down(position: Position) -> None:
    seventy = replace(BOB, reaches_floor=False)
    assert kind(choice(position=position), seventy) is RefusalKind.FLOOR
    assert kind(choice(position=position), BOB) is None


def test_a_bench_is_reached_from_the_floor_but_a_machine_is_not() -> None:
    seventy = replace(
        BOB,
        reaches_floor=False,
        kit=Kit(bench=True, hip_thrust_machine=Stack(low=5, high=50, step=5)),
    )
    assert kind(choice(position=Position.BENCH, equipment=(("bench",),)), seventy) is RefusalKind.FLOOR
    assert kind(choice(position=Position.BENCH, equipment=(("hip-thrust-machine",),)), seventy) is None
    assert kind(choice(position=Position.SEATED), seventy) is None


def test_standing_work_wants_the_support_that_the_person_needs() -> None:
    unsteady = replace(BOB, needs_hand_support=True)
    assert kind(choice(), unsteady) is None
    nothing_fixed = replace(unsteady, kit=Kit(without=("support",)))
    assert kind(choice(), nothing_fixed) is RefusalKind.SUPPORT
    assert kind(choice(position=Position.SEATED), nothing_fixed) is None


def test_both_hands_on_a_bar_leave_none_for_a_support() -> None:
    unsteady = replace(BOB, needs_hand_support=True, kit=Kit(bar=20))
    loaded = choice(resistance=Resistance.BARBELL, equipment=(("barbell",),))
    assert kind(loaded, unsteady) is RefusalKind.SUPPORT
    assert kind(loaded, replace(BOB, kit=Kit(bar=20))) is None


def test_balance_work_without_a_hand_waits_while_one_is_needed() -> None:
    unsteady = replace(BOB, needs_hand_support=True)
    free = {"purposes": (Purpose.BALANCE,), "settings": {"support": "none"}}
    assert kind(choice(**free), unsteady) is RefusalKind.SUPPORT
    assert kind(choice(**free), BOB) is None
    held = {"purposes": (Purpose.BALANCE,), "settings": {"support": "fingertips"}}
    assert kind(choice(**held), unsteady) is None


def test_a_sore_knee_changes_squats_and_nothing_else() -> None:
    knee = Condition(kind=ConditionKind.KNEECAP_PAIN)
    calm = clear(replace(BOB, conditions=(knee,)), TODAY, LEDGER)
    sore = clear(replace(BOB, conditions=(replace(knee, irritable=True),)), TODAY, LEDGER)
    assert calm.modification(choice(pattern="squat")) == (
        "Bend the knee only as far as the pain stays acceptable."
    )
    assert (
        sore.modification(choice(pattern="lunge")) == "Bend the knee only as far as it stays nearly painless."
    )
    assert calm.modification(choice(pattern="bridge")) is None


def test_missing_kit_is_named_as_alternatives() -> None:
    found = refusal(choice(equipment=(("loop-band", "long-band"), ("chair",), ("abduction-machine",))), BOB)
    assert found is not None
    assert found.kind is RefusalKind.KIT
    assert found.missing == (("loop-band", "long-band"), ("abduction-machine",))
    assert found.why == "Side leg raise needs a loop band or a long band, and an abduction machine."


def test_a_household_thing_is_there_until_the_profile_says_otherwise() -> None:
    seated = choice(equipment=(("chair",),))
    assert kind(seated, BOB) is None
    assert kind(seated, replace(BOB, kit=Kit(without=("chair",)))) is RefusalKind.KIT


@pytest.mark.parametrize("slug", ["side-leg", "side-leg-banded"])
def test_a_dislike_of_the_exercise_or_of_the_variation_counts(slug: str) -> None:
    picky = replace(BOB, dislikes=(slug,))
    found = refusal(choice(slug="side-leg-banded"), picky)
    assert found is not None
    assert found.kind is RefusalKind.DISLIKE
    assert kind(choice(slug="other", exercise="other"), picky) is None


def test_safety_is_named_before_kit_and_dislike() -> None:
    athlete = replace(BOB, conditions=(LATERAL_HIP_PAIN,), dislikes=("side-leg",))
    picked = choice(tags=frozenset({Tag.IMPACT}), equipment=(("sled",),))
    assert kind(picked, athlete) is RefusalKind.SAFETY


def test_a_modification_is_said_where_it_belongs() -> None:
    clearance = clear(replace(BOB, conditions=(LATERAL_HIP_PAIN,)), TODAY, LEDGER)
    side_lying = choice(position=Position.SIDE_LYING, tags=frozenset({Tag.SIDE_LYING}))
    assert "cushion between the knees" in (clearance.modification(side_lying) or "")
    assert clearance.modification(choice()) is None


def test_support_is_asked_for_standing_work_only() -> None:
    clearance = clear(replace(BOB, needs_hand_support=True), TODAY, LEDGER)
    assert clearance.with_support(choice())
    assert not clearance.with_support(choice(position=Position.SUPINE))


words = st.sampled_from(sorted(EQUIPMENT))
CHOICES = st.builds(
    choice,
    position=st.sampled_from(Position),
    level=st.integers(1, 5),
    tags=st.frozensets(st.sampled_from(Tag), max_size=4),
    resistance=st.sampled_from(Resistance),
    equipment=st.lists(st.lists(words, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
)
KITS = st.builds(
    Kit,
    bands=st.lists(
        st.builds(Band, name=st.just("band"), colour=st.just("red"), form=st.sampled_from(BandForm)),
        max_size=2,
    ).map(tuple),
    dumbbells=st.sampled_from([(), (5.0,)]),
    kettlebells=st.sampled_from([(), (8.0,)]),
    ankle_weights=st.sampled_from([(), (2.0, 2.0)]),
    plates=st.sampled_from([(), (10.0,)]),
    bar=st.sampled_from([None, 20.0]),
    cable=st.sampled_from([None, Stack(low=5, high=50, step=5)]),
    abduction_machine=st.sampled_from([None, Stack(low=5, high=50, step=5)]),
    hip_thrust_machine=st.sampled_from([None, Stack(low=5, high=50, step=5)]),
    bench=st.booleans(),
    step_cm=st.sampled_from([(), (20.0,)]),
    box_cm=st.sampled_from([(), (40.0,)]),
    ball=st.booleans(),
    slider=st.booleans(),
    sled=st.booleans(),
    anchor=st.booleans(),
    partner=st.booleans(),
    without=st.lists(st.sampled_from(sorted(HOUSEHOLD)), unique=True, max_size=3).map(tuple),
)
ATHLETES = st.builds(
    replace,
    st.just(BOB),
    experience=st.sampled_from(Experience),
    kit=KITS,
    reaches_floor=st.booleans(),
    needs_hand_support=st.booleans(),
    conditions=st.lists(
        st.builds(
            Condition,
            kind=st.sampled_from(ConditionKind),
            irritable=st.booleans(),
            approach=st.sampled_from(Approach),
            operated_on=st.dates(date(2026, 6, 1), date(2026, 10, 1)),
            cleared_on=st.just(date(2026, 10, 2)),
        ),
        max_size=3,
    ).map(tuple),
)


@given(CHOICES, ATHLETES)
def test_no_allowed_choice_carries_anything_hidden(picked: Choice, athlete: Athlete) -> None:
    clearance = clear(athlete, TODAY, LEDGER)
    if allowed(picked, athlete, clearance) is None:
        assert not picked.tags & clearance.hidden_tags
        assert picked.position not in clearance.hidden_positions
        assert picked.level <= clearance.level_cap
        assert athlete.reaches_floor or picked.position not in FLOOR


EMPTY = Kit()
KIT_FIELDS = sorted(set(Kit.__dataclass_fields__) - {"without"})


@given(CHOICES, ATHLETES, st.sampled_from(KIT_FIELDS))
def test_removing_kit_never_adds_a_choice(picked: Choice, athlete: Athlete, field: str) -> None:
    fewer = replace(athlete, kit=replace(athlete.kit, **{field: getattr(EMPTY, field)}))
    if refusal(picked, athlete) is not None:
        assert refusal(picked, fewer) is not None


@given(CHOICES, ATHLETES, st.sampled_from(sorted(HOUSEHOLD)))
def test_doing_without_a_household_thing_never_adds_a_choice(
    picked: Choice, athlete: Athlete, thing: str
) -> None:
    without = tuple({*athlete.kit.without, thing})
    fewer = replace(athlete, kit=replace(athlete.kit, without=without))
    if refusal(picked, athlete) is not None:
        assert refusal(picked, fewer) is not None


@pytest.mark.parametrize(
    ("position", "tag"),
    [
        (Position.SIDE_LYING, Tag.SIDE_LYING),
        (Position.SUPINE, Tag.SUPINE),
        (Position.QUADRUPED, Tag.KNEELING),
        (Position.SIDE_PLANK, Tag.SHOULDER_LOAD),
    ],
)
def test_the_catalogues_positions_carry_the_tags_that_conditions_hide_by(
    position: Position, tag: Tag
) -> None:
    placed = [c for c in load().choices.values() if c.position is position]
    assert placed
    assert [c.slug for c in placed if tag not in c.tags] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_athlete_has_abduction_and_extension_to_choose_from(name: str) -> None:
    athlete = example(name)
    clearance = clear(athlete, TODAY)
    there = [c for c in load().choices.values() if allowed(c, athlete, clearance) is None]
    roles = {role for picked in there for role in picked.roles}
    assert {Role.ABDUCTION, Role.HIP_EXTENSION, Role.ONE_LEG_PELVIS} <= roles


@given(CHOICES, ATHLETES)
def test_a_refusal_says_why_in_one_sentence(picked: Choice, athlete: Athlete) -> None:
    found = refusal(picked, athlete)
    if found is not None:
        assert found.why.startswith(picked.name)
        assert found.why.endswith(".")
        assert found.why.count(". ") == 0
        assert found.claims or found.kind is RefusalKind.DISLIKE
        assert bool(found.missing) == (found.kind is RefusalKind.KIT)
