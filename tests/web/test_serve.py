"""Starting the local app: a one-time address, pages and files without set-up, a busy port, a clean stop."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar

import pytest

from gluteal.errors import BadValue
from gluteal.web.serve import serve

START = "import sys; from gluteal.web.serve import serve; serve(port=0, open_browser=False)"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"GLUTEAL_DATA": str(tmp_path_factory.mktemp("data")), "PYTHONWARNINGS": "always"}
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", line)
    assert found, line
    assert "works once" in process.stdout.readline()
    yield process, found[0]
    if process.poll() is None:
        process.kill()
        process.communicate()


def test_the_app_runs_from_its_address_and_stops_cleanly(
    running: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = running
    base = address.split("/enter/")[0]
    with pytest.raises(urllib.error.HTTPError) as closed:
        urllib.request.urlopen(f"{base}/")
    assert closed.value.code == 403
    assert "gluteal serve" in closed.value.read().decode()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(address) as answer:
        page = answer.read().decode()
    assert "Set up my plan" in page
    files = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert len(files) >= 4
    for file in files:
        with browser.open(base + file) as answer:
            assert answer.read(), file
            assert answer.headers["Content-Type"].split(";")[0] in (
                "text/css",
                "text/javascript",
                "application/javascript",
                "image/svg+xml",
                "image/png",
                "application/manifest+json",
            )
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(address)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert (out, err) == ("", "")


def test_a_busy_port_names_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(BadValue, match=rf"Port {port} is in use; \d+ is free: --port \d+\."):
            serve(port=port, open_browser=False)


@pytest.mark.parametrize(
    ("host", "port", "says"),
    [
        ("127.0.0.1", 99999, "1 to 65535"),
        ("127.0.0.1", -1, "1 to 65535"),
        ("no such host", 0, "No host is called"),
        ("192.0.2.1", 0, "not an address of this machine"),
    ],
)
def test_a_place_that_cannot_be_served_from_is_a_sentence(host: str, port: int, says: str) -> None:
    with pytest.raises(BadValue, match=says):
        serve(host, port, open_browser=False)
