"""The tables of the safety page, made from the questions and the condition rules themselves.

`make docs` writes them into the page; a test compares.
"""

import re
from collections.abc import Iterable

from gluteal.training.question import ConditionRule, Group, Question, condition_rules, questions_of

_TITLES = {
    Group.EMERGENCY: "Emergency: any yes means an emergency department now",
    Group.RED_FLAG: "Red flags: any yes means no exercise until somebody has looked",
    Group.SUITABILITY: "Suitability: any yes waits for a professional's clearance",
    Group.PREGNANCY_SIGN: "Pregnancy, signs: stop and call",
    Group.PREGNANCY_STOP: "Pregnancy: exercise is off",
    Group.PREGNANCY_ASK: "Pregnancy: a clinician allows it first",
    Group.PREGNANCY_CHANGE: "Pregnancy: changes the exercises",
    Group.HIP_STOP: "Hip replacement: the surgical team first",
    Group.HIP_CHANGE: "Hip replacement: changes the exercises",
}
_MARK = re.compile(r"<!-- made: (?P<name>[a-z-]+) -->\n.*?<!-- end -->", re.DOTALL)


def render(page: str) -> str:
    """Return the page with every marked part made anew; raises KeyError for a mark without a table."""
    parts = {"questions": _questions(), "conditions": _conditions()}
    return _MARK.sub(lambda m: f"<!-- made: {m['name']} -->\n{parts[m['name']]}\n<!-- end -->", page)


def _questions() -> str:
    blocks = []
    for group, title in _TITLES.items():
        rows = ((f"`{q.key}`", q.asks, _meaning(q), ", ".join(q.claims)) for q in questions_of(group))
        blocks.append(f"### {title}\n\n{_table(('key', 'question', 'a yes means', 'rule'), rows)}")
    return "\n\n".join(blocks)


def _meaning(question: Question) -> str:
    if question.group is Group.EMERGENCY:
        return f"{question.means} Go to {question.see}."
    return f"{question.means} Turn to {question.see}."


def _conditions() -> str:
    rows = [_condition_row(rule) for rule in condition_rules()]
    return _table(("condition", "hides", "changes", "rule"), rows)


def _condition_row(rule: ConditionRule) -> tuple[str, str, str, str]:
    name = f"`{rule.condition}`" if rule.condition else "any condition"
    where = [
        *(["flares easily"] if rule.irritable else []),
        *(["calm"] if rule.calm else []),
        *([f"{rule.approach} approach"] if rule.approach else []),
        *(["within the surgeon's window"] if rule.in_window else []),
        *([f"answer `{rule.detail}`"] if rule.detail else []),
        *([f"exercises with {', '.join(rule.on)}"] if rule.on else []),
        *([f"position {', '.join(rule.on_positions)}"] if rule.on_positions else []),
        *([f"pattern {', '.join(rule.on_patterns)}"] if rule.on_patterns else []),
    ]
    positions = [f"position {p}" for p in rule.hides_positions]
    effects = [
        *rule.says,
        *(["Hand support."] if rule.support else []),
        *(["Starts in three stages."] if rule.staged else []),
        *(["Caps the level."] if rule.level_cap else []),
        *(["Limits the pain to which the knee is bent."] if rule.pain_limit else []),
    ]
    changes = " ".join(effects) or "nothing else"
    return (
        name + (f", {', '.join(where)}" if where else ""),
        ", ".join([*rule.hides, *positions]) or "nothing",
        changes,
        ", ".join(rule.claims),
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
