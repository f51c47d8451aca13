"""A running server of its own, as `gluteal serve` starts it, and a way in."""

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

START = "import sys; from gluteal.web.serve import serve; serve(port=0, open_browser=False)"


@dataclass(frozen=True, slots=True)
class Running:
    """A server: its process, its address, and the cookie of somebody who has entered."""

    process: subprocess.Popen[str]
    base: str
    cookie: str
    folder: Path

    def most_memory(self) -> int:
        """Return the most memory that the process has taken, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("data")
    kept = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "GLUTEAL_TODAY")}
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**kept, "GLUTEAL_DATA": str(folder)},
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"(http://127\.0\.0\.1:\d+)/enter/\S+", line)
    assert found, line
    jar = CookieJar()
    urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar)).open(found[0]).read()
    cookie = "; ".join(f"{one.name}={one.value}" for one in jar)
    yield Running(process, found[1], cookie, folder)
    process.terminate()
    try:
        _, err = process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        _, err = process.communicate()
    assert "Traceback" not in err, err
