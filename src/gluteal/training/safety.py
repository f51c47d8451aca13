"""The safety gate: whether a person may train now, and what their conditions hide and change."""

from dataclasses import replace
from datetime import date, timedelta

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import load
from gluteal.errors import NotSafe
from gluteal.training.athlete import Athlete, Condition, ConditionKind
from gluteal.training.availability import Refusal, RefusalKind, allowed
from gluteal.training.clearance import Clearance, Hidden, Modification, Stage
from gluteal.training.question import ConditionRule, Group, Question, answered_yes, condition_rules

__all__ = [
    "AnswersNeeded",
    "Clearance",
    "Refusal",
    "RefusalKind",
    "after_change",
    "allowed",
    "clear",
    "in_window",
]


class AnswersNeeded(NotSafe):
    """The safety questions are to be answered first, or again; the sentence says why."""


def clear(athlete: Athlete, today: date, ledger: Ledger | None = None) -> Clearance:
    """Open or close the gate before any plan.

    Args:
        athlete: With the answers to the safety questions.
        today: The day on which the person wants to train.
        ledger: Where the rules' numbers stand; left out, the ledger that ships with Gluteal.

    Raises:
        NotSafe: One sentence that says whom to see.
        AnswersNeeded: The questions are to be answered first, or again.
        UnknownName: An answer names a question that does not exist.

    """
    ledger = ledger or load().ledger
    yes = answered_yes(athlete.screening, athlete.conditions)
    _stop_at_answers([q for q in yes if q.group not in (Group.PREGNANCY_ASK, Group.SUITABILITY)])
    age = today.year - athlete.born
    _check_adult(age, ledger)
    _check_answers_hold(athlete, today, ledger)
    if athlete.screening is not None and not athlete.screening.professional_clearance:
        _stop_at_answers([q for q in yes if q.group is Group.SUITABILITY])
    for condition in athlete.conditions:
        _check_condition(condition, today)
    return _limits(athlete, today, ledger)


def check_adult(athlete: Athlete, today: date, ledger: Ledger | None = None) -> None:
    """Stop at somebody who is not known to be an adult; raises `NotSafe`. To be asked before anything is kept."""
    _check_adult(today.year - athlete.born, ledger or load().ledger)


def _check_adult(age: int, ledger: Ledger) -> None:
    # Only the year of birth is known: whoever reaches the age this year may not have reached it yet.
    least = ledger.number("adults-only", "minimum-age")
    if age <= least:
        raise NotSafe(
            f"Gluteal plans for adults, from the year after the one in which they turn {least:.0f}; "
            "until then please turn to your doctor or a physiotherapist who treats young people.",
            ("adults-only", "D17"),
        )


def _stop_at_answers(yes: list[Question]) -> None:
    for question in yes:
        if question.group in (Group.PREGNANCY_CHANGE, Group.HIP_CHANGE):
            continue
        if question.group is Group.EMERGENCY:
            raise NotSafe(
                "Please go to an emergency department now, do not wait and do not exercise: "
                "one of your answers names a sign that must be looked at at once.",
                question.claims,
            )
        means = question.means[:1].lower() + question.means[1:]
        raise NotSafe(f"No exercise for now; please turn to {question.see}: {means}", question.claims)


def _check_answers_hold(athlete: Athlete, today: date, ledger: Ledger) -> None:
    claims = ("screening-validity", "D1", "D2")
    screening = athlete.screening
    if screening is None:
        raise AnswersNeeded("Please answer the safety questions first; no plan is made without them.", claims)
    if screening.answered_on > today:
        raise AnswersNeeded(
            f"The safety questions are marked as answered on {screening.answered_on}, which is after {today}; "
            "please answer them again.",
            claims,
        )
    days = ledger.number("screening-validity", "longest-days")
    if screening.answered_on < today - timedelta(days=days):
        raise AnswersNeeded(
            f"The safety questions were last answered on {screening.answered_on}, more than {days:.0f} days ago; "
            "please answer them again.",
            claims,
        )
    for condition in athlete.conditions:
        if condition.since is not None and condition.since > screening.answered_on:
            raise AnswersNeeded(
                f"{_named(condition.kind)} is newer ({condition.since}) than your answers to the safety questions "
                f"({screening.answered_on}); please answer them again.",
                claims,
            )


def _check_condition(condition: Condition, today: date) -> None:
    cleared = condition.cleared_on is not None and condition.cleared_on <= today
    if condition.kind is ConditionKind.PREGNANCY and not cleared:
        _stop_at_answers([q for q in answered_yes(None, (condition,)) if q.group is Group.PREGNANCY_ASK])
    if condition.kind is not ConditionKind.HIP_REPLACEMENT:
        return
    if not cleared:
        raise NotSafe(
            "No exercise for now; please ask your surgical team, and enter the day from which they allow it.",
            ("D11",),
        )
    if condition.approach is None:
        raise NotSafe(
            "No exercise for now; please ask your surgical team from which side the hip was operated "
            "(posterior, lateral or anterior), and enter it.",
            ("D11",),
        )
    if (
        condition.operated_on is not None
        and condition.cleared_on is not None
        and condition.cleared_on < condition.operated_on
    ):
        raise NotSafe(
            f"No exercise for now; your clearance of {condition.cleared_on} is older than the operation of "
            f"{condition.operated_on}, so please ask your surgical team again.",
            ("D11",),
        )


def after_change(before: Athlete, after: Athlete) -> Athlete:
    """Return the changed athlete, without the safety answers where they no longer speak of the same person.

    When the conditions are not those of `before` and the questions have not been answered anew with them, the
    answers are dropped, so that `clear` asks for them again. Another name with another year of birth is another
    person, whose answers are their own.
    """
    somebody_else = before.name != after.name and before.born != after.born
    if somebody_else or after.conditions == before.conditions or after.screening != before.screening:
        return after
    return replace(after, screening=None)


def in_window(condition: Condition, today: date, ledger: Ledger) -> bool:
    """Tell whether the surgeon's limits after a hip replacement are in force; no date counts as yes."""
    if condition.kind is not ConditionKind.HIP_REPLACEMENT:
        return False
    weeks = ledger.number("D11", "window-weeks")
    return (
        condition.operated_on is None
        or "limits-still-apply" in condition.details
        or today < condition.operated_on + timedelta(weeks=weeks)
    )


def _limits(athlete: Athlete, today: date, ledger: Ledger) -> Clearance:
    rules = [
        (condition, rule)
        for condition in athlete.conditions
        for rule in condition_rules()
        if rule.applies(condition, in_window(condition, today, ledger))
    ]
    caps = {
        claim: int(ledger.number(claim, "highest-level"))
        for claim in dict.fromkeys(rule.level_cap for _, rule in rules)
        if claim is not None
    }
    condition_cap = min(caps.values(), default=None)
    experience_cap = int(ledger.number("experience-levels", athlete.experience))
    pains = [int(ledger.number("D12", rule.pain_limit)) for _, rule in rules if rule.pain_limit]
    modifications = [m for condition, rule in rules for m in _modifications(condition, rule)]
    support = athlete.needs_hand_support or any(rule.support for _, rule in rules)
    if athlete.needs_hand_support and not any(rule.support for _, rule in rules):
        modifications.append(
            Modification(says="One hand on something fixed for all standing work.", claims=("hand-support",))
        )
    age = today.year - athlete.born
    if age >= ledger.number("D16", "older-age") and not support:
        modifications.append(
            Modification(
                says="Do standing work within reach of something fixed that a hand can hold.",
                claims=("D16", "hand-support"),
            )
        )
    if athlete.screening is not None and athlete.screening.suitability_yes:
        modifications.append(
            Modification(says="What the professional who cleared you has said comes first.", claims=("D1",))
        )
    claims = ["adults-only", "screening-validity", "D1", "D2", "experience-levels"]
    claims += [claim for _, rule in rules for claim in rule.claims]
    return Clearance(
        day=today,
        age=age,
        level_cap=experience_cap if condition_cap is None else min(experience_cap, condition_cap),
        condition_level_cap=condition_cap,
        condition_level_claims=tuple(claim for claim, cap in caps.items() if cap == condition_cap),
        hidden=tuple(hidden for condition, rule in rules for hidden in _hidden(condition, rule)),
        modifications=tuple({m.says: m for m in modifications}.values()),
        support=support,
        floor=athlete.reaches_floor,
        pain_limit=min(pains, default=None),
        stages=_stages(ledger) if any(rule.staged for _, rule in rules) else (),
        claims=tuple(dict.fromkeys(claims)),
    )


def _hidden(condition: Condition, rule: ConditionRule) -> list[Hidden]:
    return [
        *(Hidden(condition=condition.kind, claims=rule.claims, tag=tag) for tag in rule.hides),
        *(
            Hidden(condition=condition.kind, claims=rule.claims, position=position)
            for position in rule.hides_positions
        ),
    ]


def _modifications(condition: Condition, rule: ConditionRule) -> list[Modification]:
    return [
        Modification(
            says=sentence,
            claims=rule.claims,
            condition=condition.kind,
            tags=frozenset(rule.on),
            positions=frozenset(rule.on_positions),
            patterns=frozenset(rule.on_patterns),
        )
        for sentence in rule.says
    ]


def _stages(ledger: Ledger) -> tuple[Stage, ...]:
    stages = []
    first = 1
    for name in ("week-1", "week-2", "week-3"):
        last = int(ledger.number("D7", f"{name}-last"))
        capped = f"{name}-level" in ledger.claim("D7").numbers
        stages.append(
            Stage(
                first_week=first,
                last_week=last,
                level_cap=int(ledger.number("D7", f"{name}-level")) if capped else None,
                most_sets=int(ledger.number("D7", f"{name}-sets")),
                most_reps=int(ledger.number("D7", f"{name}-most-reps")),
                least_reserve=int(ledger.number("D7", f"{name}-reserve")),
                claims=("D7",),
            )
        )
        first = last + 1
    return tuple(stages)


def _named(kind: ConditionKind) -> str:
    words = kind.replace("-", " ")
    return words[:1].upper() + words[1:]
