"""Rewrites the generated parts of docs/ (`make docs`); a test fails while they are out of date."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from gluteal.errors import UnknownName

_BLOCK = re.compile(r"(<!-- generated: (?P<name>[a-z-]+) -->\n)(?P<body>.*?)(<!-- end -->)", re.DOTALL)

Maker = Callable[[], str]


def makers() -> dict[str, Maker]:
    """Return what makes the text of each generated block, by the block's name."""
    from gluteal.anatomy import atlas, table
    from gluteal.catalogue import answer, load
    from gluteal.lab import truth

    return {
        "attachments": lambda: table.attachment_table(atlas.load()),
        "pulls": lambda: table.pull_table(atlas.load()),
        "tally": lambda: answer.tally_table(load.load().ledger),
        "disagreements": lambda: answer.disagreement_table(load.load().ledger),
        "truth": truth.table,
    }


def fill(page: str, blocks: Mapping[str, Maker]) -> str:
    """Return the page with every `<!-- generated: NAME -->` … `<!-- end -->` block made anew.

    Raises:
        UnknownName: For a block that nothing makes.

    """

    def made(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in blocks:
            raise UnknownName("generated block", name, blocks)
        return f"{match[1]}{blocks[name]()}\n{match[4]}"

    return _BLOCK.sub(made, page)


def main(folder: Path = Path("docs")) -> None:
    """Rewrite everything that is generated in the folder: blocks, tables, the reference and the schemas."""
    from gluteal.catalogue import page
    from gluteal.cli import reference
    from gluteal.training import safety_page

    blocks = makers()
    for file in sorted(folder.glob("*.md")):
        file.write_text(fill(file.read_text(encoding="utf-8"), blocks), encoding="utf-8")
    for name, render in (("catalogue.md", page.render), ("safety.md", safety_page.render)):
        if (folder / name).is_file():
            (folder / name).write_text(render((folder / name).read_text(encoding="utf-8")), encoding="utf-8")
    reference.write(folder)


if __name__ == "__main__":
    main()
