"""Runs commands as a person would, inside the test's own database: arguments in; code, text and sentence out."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TODAY = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Outcome]


@pytest.fixture
def gluteal(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; each test has an empty store that is thrown away."""
    from gluteal.cli.app import run

    monkeypatch.setenv("GLUTEAL_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "100")
    capsys.readouterr()

    def call(*args: str | Path, code: int = 0, today: str | None = None) -> Outcome:
        if today is not None:
            monkeypatch.setenv("GLUTEAL_TODAY", today)
        left = run([str(arg) for arg in args])
        out, err = capsys.readouterr()
        assert left == code, f"gluteal {' '.join(map(str, args))} left with {left}: {err or out}"
        return Outcome(left, out, err)

    return call


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Run a command in a process of its own, in a store and a home of its own."""

    def call(*args: str | bytes | Path, code: int = 0, stdin: bytes = b"", **environment: str) -> Outcome:
        home = {"HOME": str(tmp_path), "GLUTEAL_DATA": str(tmp_path / "store"), "GLUTEAL_TODAY": TODAY}
        kept = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "NO_COLOR")}
        done = subprocess.run(
            [sys.executable, "-m", "gluteal", *args],
            input=stdin,
            capture_output=True,
            check=False,
            env={**kept, **home, **environment},
            timeout=120,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        assert done.returncode == code, f"{args} left with {done.returncode}: {err or out}"
        return Outcome(done.returncode, out, err)

    return call
