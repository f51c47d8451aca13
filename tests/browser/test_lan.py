"""The home network in a real browser: with the certificate trusted a phone keeps pages, with the warning passed over not."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from running import CHROMIUM, violations, watched

from gluteal.web import authority

pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="there is no Chromium on this machine"),
    pytest.mark.skipif(not authority.addresses(), reason="this machine is in no network"),
]
START = "from gluteal.web.serve import serve; serve(port=0, open_browser=False, lan=True)"
KEPT = "navigator.serviceWorker.ready.then(found => found.active !== null)"


@pytest.fixture
def lan(tmp_path: Path) -> Iterator[tuple[str, str, Path]]:
    """Give the address of the set-up page, the one-time address, and the data folder."""
    own = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "GLUTEAL_TODAY")}
    folder = tmp_path / "data"
    process = subprocess.Popen(
        [sys.executable, "-c", START],
        stdout=subprocess.PIPE,
        text=True,
        env=own | {"GLUTEAL_DATA": str(folder)},
    )
    assert process.stdout is not None
    said = ""
    while "makes further ones" not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    set_up, link = re.findall(r"(http://\S+|https://\S+)", said.split("For a phone")[1])[:2]
    yield set_up, link, folder
    process.terminate()
    process.wait(timeout=30)
    process.stdout.close()


def trusting(folder: Path) -> list[str]:
    """Return what lets Chromium take this one server for trusted, as an installed authority would."""
    own = x509.load_pem_x509_certificate((folder / authority.LEAF).read_bytes())
    key = own.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digest = base64.b64encode(hashlib.sha256(key).digest()).decode()
    return [f"--ignore-certificate-errors-spki-list={digest}"]


def test_a_phone_that_trusts_the_machine_keeps_pages(lan: tuple[str, str, Path], tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    set_up, link, folder = lan
    base = link.split("/enter/")[0]
    with sync_playwright() as playwright:
        context: Any = playwright.chromium.launch_persistent_context(
            str(tmp_path / "browser"),
            executable_path=CHROMIUM,
            args=trusting(folder),
            viewport={"width": 390, "height": 844},
        )
        page = context.new_page()
        faults = watched(page, base)
        page.goto(link)
        assert page.evaluate("window.isSecureContext")
        assert page.evaluate(KEPT)
        page.goto(f"{base}/pair")
        page.click("main form button")
        assert page.locator(".qr svg").count() == 2
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        assert not violations(page)
        assert not faults
        page.goto(set_up)
        assert not violations(page)
        context.close()


def test_a_phone_that_passes_over_the_warning_keeps_nothing(lan: tuple[str, str, Path]) -> None:
    from playwright.sync_api import sync_playwright

    _set_up, link, _folder = lan
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.goto(link)
        refused = page.evaluate(
            "navigator.serviceWorker.register('/sw.js').then(() => '', error => error.name)"
        )
        assert refused == "SecurityError"
        browser.close()
