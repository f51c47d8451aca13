"""The modules of the camera page: their types hold, they name no other place, and their words are on the page."""

import re
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from tests.web.session.test_modules import node

from gluteal.errors import PackagesMissing
from gluteal.packages.fetch import folder
from gluteal.web.store import Store

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "src/gluteal/web/static/gluteal/formcheck").glob("*.mjs"))


def test_the_types_hold() -> None:
    try:
        compiler = folder(tools=True) / "typescript" / "bin" / "tsc"
    except PackagesMissing as missing:
        pytest.skip(str(missing))
    found = subprocess.run(
        [node(), str(compiler), "-p", str(Path(__file__).parent / "tsconfig.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_opens_with_what_is_in_it_and_names_no_other_place(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.startswith("// ")
    assert text.count("\n") <= 430
    assert not re.search(r"\beval\(|new Function|https?://", text)
    assert text.count("innerHTML") == (1 if module.name == "page.mjs" else 0), "only what our server rendered"


def test_every_word_that_is_used_is_on_the_page(alices: Client, training: Store) -> None:
    page = alices.get("/form/clamshell").content.decode()
    there = set(re.findall(r'data-word="(\w+)"', page))
    used = set(
        re.findall(r'\bword\("(\w+)"\)', MODULES[[m.name for m in MODULES].index("page.mjs")].read_text())
    )
    assert used | {"left", "right"} == there
