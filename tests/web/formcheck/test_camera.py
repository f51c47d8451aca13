"""The camera page in a real Chromium before a fake webcam: counts, asks nobody else, outlives a cut network, saves."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.video.conftest import balancing, networks  # noqa: F401 - fixtures
from tests.web.formcheck.conftest import Running
from tests.web.formcheck.webcam import CHROMIUM, FLAGS, webcam

SECONDS = 75  # newer versions of the pose library call home after a minute
SLUG = "standing-abduction"


class Cable:
    """A way to the server that can be cut and mended, as a network does."""

    def __init__(self, port: int) -> None:
        self.port, self.cut = port, False
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.held: list[socket.socket] = []
        self.carrying: list[threading.Thread] = []
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self.listening.accept()
            except OSError:
                return
            if self.cut:
                here.close()
                continue
            self.carrying.append(threading.Thread(target=self._carry, args=(here,), daemon=True))
            self.carrying[-1].start()

    def _carry(self, here: socket.socket) -> None:
        with here, socket.create_connection(("127.0.0.1", self.port)) as there:
            self.held += [here, there]
            back = threading.Thread(target=self._pass_on, args=(there, here), daemon=True)
            back.start()
            self._pass_on(here, there)
            back.join()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut_off(self) -> None:
        self.cut = True
        for end in self.held:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.held.clear()

    def mend(self) -> None:
        self.cut = False


def until(true: Callable[[], Any], seconds: float = 60.0) -> Any:
    """Wait for something, by asking (a strict policy forbids the browser's own way)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.25)
    raise AssertionError(f"waited {seconds} s in vain")


@pytest.fixture
def cable(running: Running) -> Iterator[Cable]:
    made = Cable(int(running.base.rpartition(":")[2]))
    yield made
    made.listening.close()
    made.cut_off()
    for thread in made.carrying:
        thread.join(5)


@pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason="there is no Chromium on this machine")
@pytest.mark.usefixtures("networks")
def test_a_set_before_the_camera(running: Running, cable: Cable, balancing: Path, tmp_path: Path) -> None:  # noqa: F811
    from playwright.sync_api import Page, sync_playwright

    def data(page: Page) -> dict[str, str]:
        return page.evaluate("({...document.getElementById('stage').dataset})")  # type: ignore[no-any-return]

    def counted(page: Page) -> int:
        return sum(
            page.evaluate(
                "Object.values(JSON.parse(document.getElementById('stage').dataset.counted ?? '{}'))"
            )
        )

    with sync_playwright() as play:
        camera = webcam(balancing / "cam02.mp4", tmp_path, 20)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, camera])
        context = browser.new_context(viewport={"width": 420, "height": 900})
        pairs = (pair.partition("=") for pair in running.cookie.split("; "))
        context.add_cookies([{"name": n, "value": v, "url": cable.base} for n, _, v in pairs])
        page = context.new_page()
        asked, complaints = [], []
        context.on("request", lambda request: asked.append(request.url))
        page.on(
            "console", lambda m: complaints.append(m.text) if "Content Security Policy" in m.text else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))

        page.goto(f"{cable.base}/form/{SLUG}")
        page.click("#begin")
        until(lambda: data(page).get("state") in ("ready", "fault"), 120)
        assert data(page)["state"] == "ready", page.inner_text("#state")
        loaded = time.monotonic()
        page.click("#go")
        before = until(lambda: counted(page))
        assert page.inner_text("#count") != ""

        cable.cut_off()
        until(lambda: "network is away" in page.inner_text("#state"), 20)
        seen = int(data(page)["pictures"])
        until(lambda: int(data(page)["pictures"]) > seen + 40)
        assert counted(page) <= before + 1
        cable.mend()
        after = until(lambda: counted(page) > before + 1 and counted(page))
        assert "network is away" not in page.inner_text("#state")

        until(lambda: time.monotonic() > loaded + SECONDS, SECONDS + 5)
        page.click("#go")
        until(lambda: data(page)["state"] == "report", 20)
        assert page.is_visible("#review")
        boxes = {
            side: int(page.get_attribute(f'fieldset[data-side="{side}"]', "data-counted") or 0)
            for side in ("left", "right")
        }
        assert sum(boxes.values()) >= after
        for side in boxes:
            page.locator(f'[name="{side}-pain"][value="0"]').check(force=True)
            page.locator(f'[name="{side}-rir"][value="2"]').check(force=True)
        page.check('[name="keep"]', force=True)
        page.click("#accept button.main")
        until(lambda: "Saved" in page.inner_text("main"), 20)
        page.goto(f"{cable.base}/form")
        assert page.locator('form[action$="/forget"]').count() == 1, "the landmarks were kept, as was asked"

        elsewhere = [url for url in asked if not url.startswith((cable.base, "blob:", "data:"))]
        assert elsewhere == []
        assert any(url.endswith(".wasm") for url in asked), "requests of the worker are seen as well"
        assert complaints == []
        browser.close()
