"""The front door: quick, honest about what does not exist, and never a traceback, whatever is typed or piped."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

COMMANDS = (
    "init", "plan", "today", "log", "next", "history", "exercises", "explain", "check", "import", "export", "map",
    "demo", "serve", "morning", "effort", "sleep", "measure", "retest",
)  # fmt: skip
HEAVY = ("django", "numpy", "pandas", "ortools", "mujoco", "pydantic", "rapidfuzz")


def test_help_names_every_command(gluteal: Run) -> None:
    text = gluteal("--help").out
    for command in COMMANDS:
        assert f"  {command} " in text, command


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(gluteal: Run, command: str) -> None:
    assert "Usage: gluteal" in gluteal(command, "--help").out


def test_no_command_at_all_shows_the_help(gluteal: Run) -> None:
    assert "Commands:" in gluteal().out


def test_the_version_is_told(gluteal: Run) -> None:
    assert gluteal("--version").out.startswith("gluteal 0.")


def test_help_costs_less_than_half_a_second_of_computing(process: Run) -> None:
    process("--help")  # the first start writes compiled files

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    costs = []
    for _ in range(3):
        before = spent()
        process("--help")
        costs.append(spent() - before)
    assert min(costs) < 0.5


@pytest.mark.parametrize(
    "code",
    [
        "import gluteal.cli, gluteal.cli.app",
        "import importlib, pkgutil\n"
        "import gluteal.anatomy, gluteal.catalogue, gluteal.training, gluteal.exchange\n"
        "for package in (gluteal.anatomy, gluteal.catalogue, gluteal.training, gluteal.exchange):\n"
        "    for module in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)",
    ],
    ids=["command line", "core"],
)
def test_importing_loads_nothing_heavy(code: str) -> None:
    asked = f"{code}\nimport sys\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("clamshell",), "No such command"),
        (("plan", "--nonsense"), "No such option"),
        (("explain",), "Missing argument"),
        (("import", "csv", "x"), "No such command"),
        (("exercises", "--level", "high"), "--level"),
        (("serve", "--port", "99999"), "--port"),
        (("--today", "tomorrow", "today"), "“tomorrow” is no day for --today"),
        (("plan",), "There is no profile yet; “gluteal init” makes one"),
        (("today",), "There is no profile yet"),
        (("next",), "There is no profile yet"),
        (("log", "clamshell", "left", "12"), "There is no profile yet"),
        (("log",), "Name the exercise first"),
        (("morning", "ok"), "No session is in the diary yet"),
        (("morning", "fine"), "No answer is called “fine”; there are: ok, up."),
        (("sleep", "25"), "Sleep is 0 to 24, not 25."),
        (("sleep", "nan"), "Sleep is 0 to 24, not nan."),
        (("sleep", "7", "--day", "2027-01-01"), "2027-01-01 is still to come"),
        (("effort", "11"), "Effort is 0 to 10, not 11."),
        (("measure", "hip-girth", "inf", "cm"), "A measure is 0 to 300, not inf."),
        (("retest", "side-bridge-hold", "up", "40", "s"), "No side is called “up”"),
        (("retest", "plank", "left", "40", "s"), "No test is called “plank”; there are: side-bridge-hold"),
        (("history", "squat", "--since", "soon"), "“soon” is no day for --since"),
        (("log", "--undo"), "Nothing that was logged here is left to take back."),
        (("demo", "--example", "nobody"), "No example profile is called “nobody”"),
        (("init", "--example", "nobody"), "No example profile is called “nobody”"),
        (("init", "--profile", "/no/such.toml"), "There is no file /no/such.toml"),
        (("init", "--example", "runner", "--questions"), "Give only one of"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_code_2(
    gluteal: Run, args: tuple[str, ...], sentence: str
) -> None:
    left = gluteal(*args, code=2)
    assert sentence in left.err
    assert left.err.count("\n") == 1
    assert left.out == ""


def test_an_argument_that_is_no_utf8_is_a_sentence(process: Run) -> None:
    assert "not UTF-8" in process("explain", b"clam\xff", code=2).err


def test_a_folder_that_cannot_be_written_is_a_sentence(process: Run, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert "is a file" in process("history", "--data-dir", file, code=2).err
    assert process("history", "--data-dir", file / "below", code=2).err.count("\n") == 1
    assert "cannot be written to" in process("history", "--data-dir", "/proc/gluteal", code=2).err


def test_a_damaged_store_is_a_sentence(process: Run, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "gluteal.sqlite3").write_bytes(b"not a database at all" * 100)
    assert "not a readable Gluteal database" in process("history", "--data-dir", folder, code=2).err


def test_the_store_is_chosen_by_option_or_environment(process: Run, tmp_path: Path) -> None:
    process("--data-dir", tmp_path / "a", "init", "--example", "runner")
    process("init", "--example", "lifter", "--data-dir", tmp_path / "b")
    assert (
        json.loads(process("export", GLUTEAL_DATA=str(tmp_path / "a")).out)["profiles"][0]["name"] == "Alice"
    )
    assert json.loads(process("export", "--data-dir", tmp_path / "b").out)["profiles"][0]["name"] == "Bob"


def test_output_that_nobody_reads_to_the_end_is_no_error(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "gluteal", "exercises", "--json"],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "GLUTEAL_DATA": str(tmp_path)},
        )
    assert done.stderr == b""
    assert done.returncode == 1


def test_ctrl_c_leaves_quietly(gluteal: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gluteal.cli.catalogue.shipped", interrupt)
    left = gluteal("check", code=130)
    assert "Traceback" not in left.err


def test_without_a_terminal_there_are_no_colours(process: Run) -> None:
    assert "\x1b" not in process("explain", "clamshell").out
    assert "\x1b" not in process("exercises").out
    assert "\x1b" not in process("--help").out


def test_text_that_the_terminal_cannot_show_is_no_error(process: Run) -> None:
    assert process("explain", "clamshell", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C").out


@pytest.mark.parametrize("args", [("exercises",), ("explain", "side-lying-abduction"), ("explain", "A3")])
def test_sixty_columns_are_enough(process: Run, args: tuple[str, ...]) -> None:
    lines = process(*args, COLUMNS="60").out.splitlines()
    assert max(len(line) for line in lines) <= 60
    assert not [line for line in lines if "…" in line and "explain" not in line and "“" not in line]
