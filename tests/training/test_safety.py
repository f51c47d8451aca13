"""The safety gate: every question, every condition, every date that opens or closes it."""

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gluteal.catalogue
from gluteal.catalogue.claim import Claim, Ledger
from gluteal.catalogue.exercise import FLOOR, Position, Tag
from gluteal.errors import NotSafe, UnknownName
from gluteal.record import from_json, from_mapping, to_json
from gluteal.training.athlete import (
    Approach,
    Athlete,
    Condition,
    ConditionKind,
    Experience,
    Goal,
    Screening,
    Weekday,
)
from gluteal.training.question import Group, Question, condition_rules, questions, questions_of
from gluteal.training.safety import AnswersNeeded, Clearance, after_change, clear, in_window

TODAY = date(2026, 11, 22)
LEDGER = Ledger(
    {
        claim.id: claim
        for claim in from_mapping(
            list[Claim],
            tomllib.loads(
                (Path(gluteal.catalogue.__file__).parent / "data" / "claims" / "safety.toml").read_text(
                    "utf-8"
                )
            )["claims"],
            "safety.toml",
        )
    },
    {},
)
ALICE = Athlete(
    name="Alice",
    born=1992,
    experience=Experience.SOME,
    days=(Weekday.TUE, Weekday.SAT),
    minutes=30,
    goals={Goal.STABILITY: 1},
    screening=Screening(answered_on=date(2026, 11, 1)),
)


def gate(athlete: Athlete, today: date = TODAY) -> Clearance:
    return clear(athlete, today, LEDGER)


def answers(**yes: tuple[str, ...] | bool) -> Athlete:
    return replace(ALICE, screening=Screening(answered_on=date(2026, 11, 1), **yes))  # type: ignore[arg-type]


def having(*conditions: Condition) -> Athlete:
    return replace(ALICE, conditions=conditions)


def hip(**known: object) -> Condition:
    settled: dict[str, object] = {
        "approach": Approach.POSTERIOR,
        "operated_on": date(2026, 10, 1),
        "cleared_on": date(2026, 11, 1),
    }
    return Condition(kind=ConditionKind.HIP_REPLACEMENT, **(settled | known))  # type: ignore[arg-type]


def test_a_person_without_any_yes_may_train() -> None:
    clearance = gate(ALICE)
    assert clearance.age == 34
    assert clearance.hidden == ()
    assert clearance.notes == ()
    assert clearance.level_cap == 3
    assert not clearance.support


@pytest.mark.parametrize("question", questions_of(Group.EMERGENCY), ids=lambda q: q.key)
def test_an_emergency_sign_sends_to_an_emergency_department_now(question: Question) -> None:
    with pytest.raises(NotSafe, match="emergency department now") as caught:
        gate(answers(red_flags_yes=(question.key,)))
    assert caught.value.claims == ("D2",)


@pytest.mark.parametrize("question", questions_of(Group.RED_FLAG), ids=lambda q: q.key)
def test_a_red_flag_yields_no_exercise_and_says_whom_to_see(question: Question) -> None:
    with pytest.raises(NotSafe) as caught:
        gate(answers(red_flags_yes=(question.key,), professional_clearance=True))
    assert question.see in str(caught.value)
    assert str(caught.value).startswith("No exercise for now")


@pytest.mark.parametrize("question", questions_of(Group.SUITABILITY), ids=lambda q: q.key)
def test_a_suitability_yes_waits_for_a_professional_and_passes_with_one(question: Question) -> None:
    with pytest.raises(NotSafe) as caught:
        gate(answers(suitability_yes=(question.key,)))
    assert question.see in str(caught.value)
    cleared = gate(answers(suitability_yes=(question.key,), professional_clearance=True))
    assert any("professional" in note for note in cleared.notes)


@pytest.mark.parametrize(
    "question",
    questions_of(Group.PREGNANCY_SIGN, Group.PREGNANCY_STOP),
    ids=lambda q: q.key,
)
def test_a_stop_in_pregnancy_holds_even_with_a_clearance(question: Question) -> None:
    pregnant = Condition(kind=ConditionKind.PREGNANCY, details=(question.key,), cleared_on=date(2026, 11, 1))
    with pytest.raises(NotSafe) as caught:
        gate(having(pregnant))
    assert question.see in str(caught.value)


@pytest.mark.parametrize("question", questions_of(Group.PREGNANCY_ASK), ids=lambda q: q.key)
def test_a_clinician_allows_first_where_the_guideline_asks_for_one(question: Question) -> None:
    pregnant = Condition(kind=ConditionKind.PREGNANCY, details=(question.key,))
    with pytest.raises(NotSafe) as caught:
        gate(having(pregnant))
    assert question.see in str(caught.value)
    with pytest.raises(NotSafe):
        gate(having(replace(pregnant, cleared_on=TODAY + timedelta(days=1))))
    assert gate(having(replace(pregnant, cleared_on=TODAY)))


@pytest.mark.parametrize("question", questions_of(Group.HIP_STOP), ids=lambda q: q.key)
def test_trouble_with_a_new_hip_goes_to_the_surgical_team(question: Question) -> None:
    with pytest.raises(NotSafe, match="surgical team"):
        gate(having(hip(details=(question.key,))))


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"cleared_on": None}, "allow it"),
        ({"cleared_on": TODAY + timedelta(days=1)}, "allow it"),
        ({"approach": None}, "posterior, lateral or anterior"),
        ({"cleared_on": date(2026, 9, 30)}, "older than the operation"),
    ],
    ids=["not cleared", "cleared in the future", "approach unknown", "cleared before the operation"],
)
def test_a_hip_replacement_waits_for_the_surgical_team(known: dict[str, object], says: str) -> None:
    with pytest.raises(NotSafe, match=says):
        gate(having(hip(**known)))


@pytest.mark.parametrize(
    ("approach", "hides", "leaves"),
    [
        (Approach.POSTERIOR, Tag.DEEP_HIP_FLEXION, Tag.ACTIVE_ABDUCTION),
        (Approach.LATERAL, Tag.ACTIVE_ABDUCTION, Tag.HIP_EXTENSION_ER),
        (Approach.ANTERIOR, Tag.HIP_EXTENSION_ER, Tag.ADDUCTION_UNDER_LOAD),
    ],
)
def test_each_approach_hides_its_own_movements(approach: Approach, hides: Tag, leaves: Tag) -> None:
    tags = gate(having(hip(approach=approach))).hidden_tags
    assert hides in tags
    assert Tag.IMPACT in tags
    assert leaves not in tags


def test_the_surgeons_limits_end_after_the_window_but_impact_stays_out() -> None:
    operated = date(2026, 1, 5)
    last_day = operated + timedelta(weeks=12) - timedelta(days=1)
    condition = hip(operated_on=operated, cleared_on=date(2026, 3, 1))
    athlete = replace(having(condition), screening=Screening(answered_on=date(2026, 3, 1)))
    assert Tag.SIDE_LYING in gate(athlete, last_day).hidden_tags
    assert gate(athlete, last_day + timedelta(days=1)).hidden_tags == {Tag.IMPACT}


def test_limits_stay_when_the_surgical_team_says_so_or_no_date_is_known() -> None:
    assert in_window(hip(operated_on=date(2020, 1, 1), details=("limits-still-apply",)), TODAY, LEDGER)
    assert in_window(hip(operated_on=None), TODAY, LEDGER)
    assert not in_window(hip(operated_on=date(2020, 1, 1)), TODAY, LEDGER)
    assert not in_window(Condition(kind=ConditionKind.PREGNANCY), TODAY, LEDGER)


@pytest.mark.parametrize(("born", "ok"), [(2009, False), (2008, False), (2007, True), (2030, False)])
def test_adults_only(born: int, ok: bool) -> None:
    athlete = replace(ALICE, born=born)
    if ok:
        assert gate(athlete).age == 19
    else:
        with pytest.raises(NotSafe, match="plans for adults"):
            gate(athlete)


def test_an_emergency_is_said_before_anything_else_is_asked() -> None:
    child = replace(answers(red_flags_yes=("bladder-change",)), born=2012)
    with pytest.raises(NotSafe, match="emergency department"):
        gate(child, date(2030, 1, 1))


def test_no_plan_without_answers() -> None:
    with pytest.raises(AnswersNeeded, match="answer the safety questions first"):
        gate(replace(ALICE, screening=None))


@pytest.mark.parametrize(
    ("answered_on", "open_gate"),
    [
        (TODAY, True),
        (TODAY - timedelta(days=365), True),
        (TODAY - timedelta(days=366), False),
        (TODAY + timedelta(days=1), False),
    ],
    ids=["today", "a year ago", "more than a year ago", "tomorrow"],
)
def test_answers_hold_for_a_year(answered_on: date, open_gate: bool) -> None:
    athlete = replace(ALICE, screening=Screening(answered_on=answered_on))
    if open_gate:
        assert gate(athlete)
    else:
        with pytest.raises(AnswersNeeded, match="answer them again"):
            gate(athlete)


def test_a_condition_newer_than_the_answers_asks_them_again() -> None:
    knee = Condition(kind=ConditionKind.KNEECAP_PAIN, since=date(2026, 11, 2))
    with pytest.raises(AnswersNeeded, match="Kneecap pain is newer"):
        gate(having(knee))
    assert gate(having(replace(knee, since=date(2026, 11, 1))))


def test_an_unknown_answer_is_an_error_that_lists_what_exists() -> None:
    with pytest.raises(UnknownName, match="safety question"):
        gate(answers(red_flags_yes=("toothache",)))


@pytest.mark.parametrize(
    ("condition", "tags"),
    [
        (Condition(kind=ConditionKind.LATERAL_HIP_PAIN), {Tag.ADDUCTION_UNDER_LOAD, Tag.IMPACT}),
        (
            Condition(kind=ConditionKind.PELVIC_GIRDLE_PAIN),
            {
                Tag.SINGLE_LEG_STANCE,
                Tag.UNEVEN_STANCE,
                Tag.WIDE_STRADDLE,
                Tag.IMPACT,
                Tag.DEEP_KNEE_FLEXION,
            },
        ),
        (Condition(kind=ConditionKind.PREGNANCY), {Tag.IMPACT}),
        (Condition(kind=ConditionKind.PREGNANCY, details=("flat-lying-symptoms",)), {Tag.SUPINE, Tag.IMPACT}),
        (Condition(kind=ConditionKind.KNEECAP_PAIN), set()),
        (Condition(kind=ConditionKind.KNEECAP_PAIN, irritable=True), {Tag.IMPACT, Tag.DEEP_KNEE_FLEXION}),
        (Condition(kind=ConditionKind.IT_BAND_PAIN), set()),
        (Condition(kind=ConditionKind.IT_BAND_PAIN, irritable=True), {Tag.IMPACT}),
        (Condition(kind=ConditionKind.LOW_BACK_PAIN), set()),
        (Condition(kind=ConditionKind.ANKLE_SPRAIN), set()),
        (Condition(kind=ConditionKind.POOR_BALANCE), {Tag.IMPACT}),
        (Condition(kind=ConditionKind.SHOULDER_PAIN), {Tag.SHOULDER_LOAD}),
        (Condition(kind=ConditionKind.KNEELING_PAIN), {Tag.KNEELING}),
        (Condition(kind=ConditionKind.FRONT_HIP_PAIN), set()),
        (
            Condition(kind=ConditionKind.FRONT_HIP_PAIN, irritable=True),
            {Tag.IMPACT, Tag.DEEP_HIP_FLEXION},
        ),
    ],
    ids=lambda value: (
        "-".join((value.kind, *value.details, *["irritable"] * value.irritable))
        if isinstance(value, Condition)
        else "tags"
    ),
)
def test_each_condition_hides_what_its_rule_says(condition: Condition, tags: set[Tag]) -> None:
    clearance = gate(having(condition))
    assert clearance.hidden_tags == tags
    assert all(hidden.condition is condition.kind and hidden.claims for hidden in clearance.hidden)


@pytest.mark.parametrize("kind", ConditionKind)
def test_each_condition_says_something_to_the_person(kind: ConditionKind) -> None:
    condition = hip() if kind is ConditionKind.HIP_REPLACEMENT else Condition(kind=kind)
    clearance = gate(having(condition))
    assert clearance.modifications
    assert clearance.claims


def test_an_irritable_condition_caps_the_level_below_experience() -> None:
    strong = replace(ALICE, experience=Experience.ADVANCED)
    assert gate(strong).level_cap == 5
    capped = gate(replace(strong, conditions=(Condition(kind=ConditionKind.LOW_BACK_PAIN, irritable=True),)))
    assert (capped.level_cap, capped.condition_level_cap) == (2, 2)
    assert capped.condition_level_claims == ("irritable-start",)


def test_within_the_surgeons_window_only_the_lower_levels_are_planned() -> None:
    strong = replace(ALICE, experience=Experience.ADVANCED)
    early = gate(replace(strong, conditions=(hip(),)))
    later = gate(replace(strong, conditions=(hip(operated_on=date(2020, 1, 1)),)))
    assert (early.level_cap, early.condition_level_claims) == (2, ("hip-replacement-care",))
    assert (later.level_cap, later.condition_level_claims) == (5, ())


@pytest.mark.parametrize(("experience", "cap"), list(zip(Experience, (2, 3, 4, 5), strict=True)))
def test_experience_opens_levels(experience: Experience, cap: int) -> None:
    assert gate(replace(ALICE, experience=experience)).level_cap == cap


def test_pain_at_the_side_of_the_hip_is_staged_over_eight_weeks() -> None:
    clearance = gate(having(Condition(kind=ConditionKind.LATERAL_HIP_PAIN)))
    stages = [clearance.stage(week) for week in range(1, 10)]
    assert [stage and (stage.first_week, stage.last_week) for stage in stages] == [
        (1, 1),
        (2, 2),
        *[(3, 8)] * 6,
        None,
    ]
    caps = [stage.level_cap for stage in clearance.stages]
    reserves = [stage.least_reserve for stage in clearance.stages]
    assert caps == [1, 2, None]
    assert reserves == sorted(reserves, reverse=True)
    assert gate(ALICE).stage(1) is None


def test_the_strictest_pain_limit_counts_for_a_sore_knee() -> None:
    assert gate(having(Condition(kind=ConditionKind.KNEECAP_PAIN))).pain_limit == 5
    assert gate(having(Condition(kind=ConditionKind.KNEECAP_PAIN, irritable=True))).pain_limit == 2
    assert gate(ALICE).pain_limit is None


def test_support_comes_from_the_wish_or_from_poor_balance() -> None:
    assert gate(replace(ALICE, needs_hand_support=True)).support
    assert gate(having(Condition(kind=ConditionKind.POOR_BALANCE))).support


def test_support_is_said_once() -> None:
    wish = gate(replace(ALICE, needs_hand_support=True))
    both = gate(
        replace(ALICE, needs_hand_support=True, conditions=(Condition(kind=ConditionKind.POOR_BALANCE),))
    )
    for clearance in (wish, both):
        assert sum("something fixed" in note for note in clearance.notes) == 1


def test_from_65_a_fixed_support_is_within_reach() -> None:
    assert any("within reach" in note for note in gate(replace(ALICE, born=1961)).notes)
    assert not any("within reach" in note for note in gate(replace(ALICE, born=1962)).notes)


def test_floor_positions_are_out_of_reach_for_who_cannot_get_down() -> None:
    assert gate(replace(ALICE, reaches_floor=False)).floor_positions == FLOOR
    assert gate(ALICE).floor_positions == frozenset()


def test_positions_are_hidden_with_pregnancy_and_with_pain_on_kneeling() -> None:
    assert gate(having(Condition(kind=ConditionKind.PREGNANCY))).hidden_positions == {Position.PRONE}
    assert gate(having(Condition(kind=ConditionKind.KNEELING_PAIN))).hidden_positions == {Position.QUADRUPED}


def test_a_clearance_is_a_document() -> None:
    clearance = gate(having(hip(), Condition(kind=ConditionKind.LATERAL_HIP_PAIN)))
    assert from_json(Clearance, to_json(clearance), "clearance") == clearance


def test_a_change_of_conditions_asks_the_questions_again() -> None:
    sore = having(Condition(kind=ConditionKind.KNEECAP_PAIN))
    with pytest.raises(AnswersNeeded):
        gate(after_change(ALICE, sore))
    answered = replace(sore, screening=Screening(answered_on=TODAY))
    assert gate(after_change(ALICE, answered))
    assert after_change(ALICE, replace(ALICE, minutes=45)).screening == ALICE.screening


CONDITIONS = st.builds(
    Condition,
    kind=st.sampled_from(ConditionKind),
    irritable=st.booleans(),
    approach=st.sampled_from(Approach),
    operated_on=st.dates(date(2026, 6, 1), date(2026, 10, 1)),
    cleared_on=st.just(date(2026, 10, 2)),
)


@given(st.lists(CONDITIONS, max_size=4).map(tuple), CONDITIONS)
def test_one_more_condition_never_opens_anything(conditions: tuple[Condition, ...], more: Condition) -> None:
    before, after = gate(having(*conditions)), gate(having(*conditions, more))
    assert before.hidden_tags <= after.hidden_tags
    assert before.hidden_positions <= after.hidden_positions
    assert before.level_cap >= after.level_cap
    assert before.support <= after.support


@given(st.sets(st.sampled_from(sorted(questions())), min_size=1))
def test_whatever_is_answered_yes_the_gate_gives_one_sentence_or_a_clearance(keys: set[str]) -> None:
    def of(*groups: Group) -> tuple[str, ...]:
        return tuple(q.key for q in questions_of(*groups) if q.key in keys)

    screening = Screening(
        answered_on=date(2026, 11, 1),
        suitability_yes=of(Group.SUITABILITY),
        red_flags_yes=of(Group.RED_FLAG, Group.EMERGENCY),
    )
    pregnant = Condition(
        kind=ConditionKind.PREGNANCY,
        details=of(Group.PREGNANCY_SIGN, Group.PREGNANCY_STOP, Group.PREGNANCY_ASK, Group.PREGNANCY_CHANGE),
    )
    operated = hip(details=of(Group.HIP_STOP, Group.HIP_CHANGE))
    harmless = {q.key for q in questions_of(Group.PREGNANCY_CHANGE, Group.HIP_CHANGE)}
    athlete = replace(ALICE, screening=screening, conditions=(pregnant, operated))
    if keys <= harmless:
        assert gate(athlete).hidden
    else:
        with pytest.raises(NotSafe) as caught:
            gate(athlete)
        assert str(caught.value).count("\n") == 0
        assert caught.value.claims


def test_every_rule_is_reached_by_some_condition() -> None:
    reached = {
        rule
        for rule in condition_rules()
        for kind in ConditionKind
        for irritable in (False, True)
        for approach in Approach
        if rule.applies(
            Condition(kind=kind, irritable=irritable, approach=approach, details=("flat-lying-symptoms",)),
            True,
        )
    }
    assert reached == set(condition_rules())
