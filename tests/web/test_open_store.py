"""Opening a data folder: made privately, safe for two at once, one sentence for what cannot be used."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

OPEN = """
import sys
from pathlib import Path
from gluteal.errors import GlutealError
from gluteal.web.store import open_store
try:
    for name in sys.argv[1:]:
        store = open_store(Path(name))
        print(store.is_empty(), store.person.username)
except GlutealError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


def run(*folders: Path | str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN, *map(str, folders)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**{k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}, **environment},
    )


def answer(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_two_processes_may_open_a_new_folder_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "new"
    both = [run(folder), run(folder)]
    assert [answer(process) for process in both] == [(0, "True local\n", "")] * 2
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert files == {"gluteal.sqlite3": 0o600, "gluteal.lock": 0o600, "secret.key": 0o600}
    assert len((folder / "secret.key").read_text()) > 50


def test_a_second_folder_in_one_process_is_an_error(tmp_path: Path) -> None:
    code, out, err = answer(run(tmp_path / "one", tmp_path / "one", tmp_path / "two"))
    assert code == 1
    assert out.count("True local") == 2
    assert err.startswith("StoreError: The store in ")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "gluteal.sqlite3",
            b"not a database at all, but long enough to look at" * 90,
            "not a readable Gluteal database",
        ),
        ("gluteal.sqlite3", b"SQLite format 3\x00" + b"\xff" * 4096, "not a readable Gluteal database"),
    ],
)
def test_a_damaged_database_gives_one_sentence(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    code, _, err = answer(run(tmp_path))
    assert code == 1
    assert err.startswith("StoreError: ")
    assert says in err
    assert len(err.splitlines()) == 1
    assert (tmp_path / name).read_bytes() == content


def test_a_file_in_place_of_the_folder_gives_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "below"):
        code, _, err = answer(run(folder))
        assert (code, len(err.splitlines())) == (1, 1)
        assert err.startswith("StoreError: ")


def test_a_database_of_a_newer_gluteal_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    assert answer(run(tmp_path))[0] == 0
    with sqlite3.connect(tmp_path / "gluteal.sqlite3") as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('diary', '0999_later', '2030-01-01')"
        )
    connection.close()
    code, _, err = answer(run(tmp_path))
    assert code == 1
    assert "newer Gluteal" in err


def test_opening_leaves_the_machines_own_clock_zone(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib, time; from gluteal.web.store import open_store; "
        "open_store(pathlib.Path(sys.argv[1])); print(time.strftime('%z', time.localtime(0)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "XYZ-3"},
    )
    assert done.stdout == "+0300\n"
