"""The safety page says what the data say."""

import tomllib
from pathlib import Path

import pytest

from gluteal.training.athlete import ConditionKind
from gluteal.training.question import questions
from gluteal.training.safety_page import render

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
NUMBERS = {
    claim["id"]: {name: number["value"] for name, number in claim.get("numbers", {}).items()}
    for claim in tomllib.loads(
        (ROOT / "src/gluteal/catalogue/data/claims/safety.toml").read_text(encoding="utf-8")
    )["claims"]
}


def test_the_tables_are_up_to_date() -> None:
    assert render(PAGE) == PAGE, "run: make docs"


@pytest.mark.parametrize("word", [*questions(), *ConditionKind])
def test_the_page_shows_every_question_and_every_condition(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_a_mark_without_a_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("<!-- made: nothing -->\n<!-- end -->")


def test_the_stages_on_the_page_are_those_of_the_claim() -> None:
    d7 = NUMBERS["D7"]
    for week, level in (("1", f"{d7['week-1-level']}"), ("2", f"{d7['week-2-level']}")):
        row = f"| {week} | {level} | {d7[f'week-{week}-sets']} | {d7[f'week-{week}-most-reps']} | {d7[f'week-{week}-reserve']} |"
        assert row in PAGE
    last = f"| 3 to {d7['week-3-last']} | as experience allows | {d7['week-3-sets']} | {d7['week-3-most-reps']} | {d7['week-3-reserve']} |"
    assert last in PAGE


def test_the_other_numbers_on_the_page_are_those_of_their_claims() -> None:
    levels = NUMBERS["experience-levels"]
    assert ", ".join(f"{name} {value}" for name, value in levels.items()) in PAGE
    assert f"under {NUMBERS['adults-only']['minimum-age']} " in PAGE
    assert f"more than {NUMBERS['screening-validity']['longest-days']} days" in PAGE
    assert f"{NUMBERS['D11']['window-weeks']} weeks from the operation" in PAGE
    assert f"only levels 1 and {NUMBERS['hip-replacement-care']['highest-level']} are planned" in PAGE
