"""The bootstrap script: which command it hands on to."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(name="start")
def loaded_start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_test_runs_the_suite_in_the_checkout(start: ModuleType) -> None:
    words = start.command(["test", "-k", "errors"])
    assert words[-7:] == ["pytest", "-n", "auto", "--dist", "loadgroup", "-k", "errors"]
    assert words[words.index("--directory") + 1] == str(ROOT)
    assert words[words.index("--python") + 1] == sys.executable


def test_other_words_go_to_the_gluteal_command(start: ModuleType) -> None:
    assert start.command(["serve", "--port", "9"])[-4:] == ["gluteal", "serve", "--port", "9"]
    assert start.command([])[-2:] == ["gluteal", "--help"]


def test_the_environment_of_another_project_stays_behind(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIRTUAL_ENV", "/somewhere/else")
    assert "VIRTUAL_ENV" not in start.environment()


def test_an_old_python_is_refused_in_one_sentence(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2, "final", 0))
    assert start.main(["serve"]) == 2
    assert capsys.readouterr().err.strip() == "Gluteal needs Python 3.11 or newer; this is Python 3.9."


def test_a_broken_uv_counts_as_none(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "uv"
    broken.write_bytes(b"half a download")
    broken.chmod(0o755)
    monkeypatch.setattr(start, "UV", str(broken))
    assert not start.uv_works()
