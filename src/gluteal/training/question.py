"""The safety questions and the rules of each condition: values, and the one reader of their two files."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from gluteal.catalogue.exercise import Position, Tag
from gluteal.errors import UnknownName
from gluteal.record import Record, from_mapping
from gluteal.training.athlete import Approach, Condition, ConditionKind, Screening


class Group(StrEnum):
    """What a yes does; in this order when several questions are answered yes."""

    EMERGENCY = "emergency"  # emergency department now
    PREGNANCY_SIGN = "pregnancy-sign"  # stop and call
    RED_FLAG = "red-flag"  # a professional before any exercise
    HIP_STOP = "hip-stop"  # the surgical team before any exercise
    PREGNANCY_STOP = "pregnancy-stop"  # exercise is off
    PREGNANCY_ASK = "pregnancy-ask"  # a clinician allows it first
    SUITABILITY = "suitability"  # a professional clears it first
    PREGNANCY_CHANGE = "pregnancy-change"  # changes the exercises
    HIP_CHANGE = "hip-change"  # changes the exercises


SCREENING_GROUPS: dict[str, tuple[Group, ...]] = {
    "suitability_yes": (Group.SUITABILITY,),
    "red_flags_yes": (Group.EMERGENCY, Group.RED_FLAG),
}
"""Which questions each field of `Screening` answers."""

FOLLOW_UPS: dict[ConditionKind, tuple[Group, ...]] = {
    ConditionKind.PREGNANCY: (
        Group.PREGNANCY_SIGN,
        Group.PREGNANCY_STOP,
        Group.PREGNANCY_ASK,
        Group.PREGNANCY_CHANGE,
    ),
    ConditionKind.HIP_REPLACEMENT: (Group.HIP_STOP, Group.HIP_CHANGE),
}
"""Which questions `Condition.details` answers; conditions left out have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Record):
    """One question that is answered yes or no. `see` completes “please turn to …”."""

    key: str
    group: Group
    asks: str
    means: str
    see: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRule(Record):
    """What holds for a condition when all of its own requirements are met (None and False: no requirement).

    `hides` and `hides_positions` take choices away; `says` are sentences for the person, which with `on`,
    `on_positions` or `on_patterns` belong to matching choices only. `level_cap` names the claim whose number `highest-level`
    caps the level; `pain_limit` names a number of claim D12.
    """

    condition: ConditionKind | None = None
    irritable: bool = False
    calm: bool = False  # the opposite of irritable
    approach: Approach | None = None
    in_window: bool = False
    detail: str | None = None
    hides: tuple[Tag, ...] = ()
    hides_positions: tuple[Position, ...] = ()
    on: tuple[Tag, ...] = ()
    on_positions: tuple[Position, ...] = ()
    on_patterns: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    support: bool = False
    staged: bool = False
    level_cap: str | None = None
    pain_limit: str | None = None
    claims: tuple[str, ...]

    def applies(self, condition: Condition, in_window: bool) -> bool:
        """Tell whether the rule holds for this condition; `in_window`: the surgeon's limits are in force."""
        return (
            self.condition in (None, condition.kind)
            and (condition.irritable or not self.irritable)
            and not (condition.irritable and self.calm)
            and self.approach in (None, condition.approach)
            and (in_window or not self.in_window)
            and (self.detail is None or self.detail in condition.details)
        )


@cache
def questions() -> dict[str, Question]:
    """Return every question by its key, the more urgent of each group first."""
    found = from_mapping(list[Question], _data("questions.toml")["questions"], "questions.toml")
    return {question.key: question for question in found}


@cache
def condition_rules() -> tuple[ConditionRule, ...]:
    """Return the rules of all conditions in the order of their file."""
    return tuple(from_mapping(list[ConditionRule], _data("conditions.toml")["rules"], "conditions.toml"))


def questions_of(*groups: Group) -> tuple[Question, ...]:
    """Return the questions of these groups, in the order in which they are asked."""
    return tuple(question for question in questions().values() if question.group in groups)


def answered_yes(screening: Screening | None, conditions: tuple[Condition, ...]) -> list[Question]:
    """Return the questions that a person answered yes, the gravest group first.

    Raises:
        UnknownName: When an answer names a question that does not exist, or one of another list.

    """
    yes: list[Question] = []
    if screening is not None:
        for field, groups in SCREENING_GROUPS.items():
            yes += _chosen(getattr(screening, field), groups, f"safety question ({field})")
    for condition in conditions:
        groups = FOLLOW_UPS.get(condition.kind, ())
        yes += _chosen(condition.details, groups, f"follow-up answer for {condition.kind}")
    file_order, group_order = list(questions()), list(Group)
    return sorted(yes, key=lambda q: (group_order.index(q.group), file_order.index(q.key)))


def _chosen(keys: tuple[str, ...], groups: tuple[Group, ...], kind: str) -> list[Question]:
    known = {question.key: question for question in questions_of(*groups)}
    for key in keys:
        if key not in known:
            raise UnknownName(kind, key, known)
    return [known[key] for key in keys]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("gluteal.training") / "data" / name).read_text(encoding="utf-8"))
