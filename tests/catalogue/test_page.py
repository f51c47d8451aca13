"""The catalogue page says what the code knows."""

from pathlib import Path

import pytest

from gluteal.catalogue.page import render
from gluteal.catalogue.vocabulary import EQUIPMENT, PARAMETERS, TAGS

PAGE = (Path(__file__).parent.parent.parent / "docs" / "catalogue.md").read_text(encoding="utf-8")


def test_the_tables_are_up_to_date() -> None:
    assert render(PAGE) == PAGE, "run: make docs"


@pytest.mark.parametrize("word", [*dict.fromkeys((*PARAMETERS, *TAGS, *EQUIPMENT))])
def test_the_page_explains_every_word(word: str) -> None:
    assert f"| `{word}` |" in PAGE


def test_a_mark_without_a_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("<!-- made: nothing -->\n<!-- end -->")
