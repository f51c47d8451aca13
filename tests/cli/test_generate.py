"""The generated parts of docs/ are up to date, and `make docs` touches nothing else."""

from pathlib import Path

import pytest

from gluteal.cli.generate import fill, main, makers
from gluteal.errors import UnknownName

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = sorted(DOCS.glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_up_to_date(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert fill(text, makers()) == text, f"run `make docs`: {page.name} is out of date"


def test_every_block_is_used_by_some_page() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in makers() if f"<!-- generated: {name} -->" not in text] == []


def test_only_the_inside_of_a_block_changes() -> None:
    page = "before\n<!-- generated: a -->\nold\n<!-- end -->\nafter\n"
    made = fill(page, {"a": lambda: "new"})
    assert made == "before\n<!-- generated: a -->\nnew\n<!-- end -->\nafter\n"
    assert fill(made, {"a": lambda: "new"}) == made


def test_a_block_that_nothing_makes_is_an_error() -> None:
    with pytest.raises(UnknownName, match="there are: a"):
        fill("<!-- generated: zzz -->\n<!-- end -->", {"a": lambda: "new"})


def test_pages_without_blocks_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "plain.md").write_text("nothing generated here\n", encoding="utf-8")
    main(tmp_path)
    assert (tmp_path / "plain.md").read_text(encoding="utf-8") == "nothing generated here\n"
