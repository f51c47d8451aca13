"""The safety questions and condition rules: each complete, each sourced, each number the claim's own."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import gluteal.catalogue
from gluteal.catalogue.load import load
from gluteal.errors import UnknownName
from gluteal.training.athlete import Condition, ConditionKind, Screening
from gluteal.training.question import (
    FOLLOW_UPS,
    SCREENING_GROUPS,
    ConditionRule,
    Group,
    Question,
    answered_yes,
    condition_rules,
    questions,
    questions_of,
)

CLAIMS = {
    claim["id"]: claim
    for file in sorted((Path(gluteal.catalogue.__file__).parent / "data" / "claims").glob("*.toml"))
    for claim in tomllib.loads(file.read_text(encoding="utf-8"))["claims"]
}


@pytest.mark.parametrize("question", list(questions().values()), ids=list(questions()))
def test_a_question_asks_says_what_a_yes_means_and_whom_to_see(question: Question) -> None:
    assert question.asks.endswith("?")
    assert question.means.endswith(".")
    assert question.see[0].islower()
    assert not question.see.endswith(".")
    assert question.claims
    assert set(question.claims) <= set(CLAIMS)


@pytest.mark.parametrize("question", list(questions().values()), ids=list(questions()))
def test_every_number_in_a_question_is_a_number_of_its_claims(question: Question) -> None:
    sourced = {number["value"] for c in question.claims for number in CLAIMS[c].get("numbers", {}).values()}
    asked = question.asks.replace("type 1", "")  # a name, not a number
    assert {float(n) for n in re.findall(r"\d+", asked + question.means + question.see)} <= sourced


@pytest.mark.parametrize("rule", condition_rules(), ids=lambda r: f"{r.condition} {r.says} {r.hides}"[:90])
def test_a_condition_rule_changes_something_and_cites_a_claim_that_exists(rule: ConditionRule) -> None:
    assert rule.hides or rule.hides_positions or rule.says or rule.support
    assert set(rule.on_patterns) <= {exercise.pattern for exercise in load().exercises.values()}
    assert rule.claims
    assert set(rule.claims) <= set(CLAIMS)
    assert rule.level_cap is None or "highest-level" in CLAIMS[rule.level_cap]["numbers"]
    assert rule.pain_limit is None or rule.pain_limit in CLAIMS["D12"]["numbers"]
    assert rule.detail is None or rule.detail in questions()


def test_every_condition_changes_something() -> None:
    assert {rule.condition for rule in condition_rules()} == {*ConditionKind, None}


def test_every_group_has_questions_and_every_question_can_be_answered() -> None:
    answerable = {g for groups in (*SCREENING_GROUPS.values(), *FOLLOW_UPS.values()) for g in groups}
    assert answerable == set(Group)
    assert all(questions_of(group) for group in Group)


def test_the_seven_general_questions_are_asked() -> None:
    assert len(questions_of(Group.SUITABILITY)) == 7


def test_keys_are_unique_across_the_file() -> None:
    assert len(questions()) == sum(len(questions_of(group)) for group in Group)
    assert len(questions()) == len({q.asks for q in questions().values()})


def test_the_gravest_answer_comes_first() -> None:
    yes = answered_yes(
        Screening(
            answered_on=date(2026, 11, 1),
            suitability_yes=("medicines",),
            red_flags_yes=("groin-lump", "bladder-change"),
        ),
        (Condition(kind=ConditionKind.PREGNANCY, details=("flat-lying-symptoms", "severe-chest-pain")),),
    )
    assert [q.key for q in yes] == [
        "bladder-change",
        "severe-chest-pain",
        "groin-lump",
        "medicines",
        "flat-lying-symptoms",
    ]


def test_an_answer_to_a_question_of_another_list_is_named_as_unknown() -> None:
    with pytest.raises(UnknownName, match="heart-or-blood-pressure"):
        answered_yes(Screening(answered_on=date(2026, 11, 1), suitability_yes=("groin-lump",)), ())


def test_a_follow_up_answer_of_another_condition_is_named_as_unknown() -> None:
    with pytest.raises(UnknownName, match="follow-up answer for kneecap-pain"):
        answered_yes(None, (Condition(kind=ConditionKind.KNEECAP_PAIN, details=("twins",)),))
