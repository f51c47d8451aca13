"""A real Chromium before a real server: phones with an own memory, a network that can go, pages that can be killed."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # the tests share what starts servers and fills stores
WAIT = 20_000  # milliseconds: the machine may be busy


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep everything that drives a browser on one worker: two of them would starve each other of time."""
    for item in items:
        if HERE in item.path.parents or item.path.name in ("test_camera.py", "test_waiting.py"):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Try a failed browser test up to twice more: only a failure that comes again tells a fault from a busy machine."""
    from _pytest.runner import runtestprotocol

    if item.get_closest_marker("xdist_group") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for _ in range(2):
        if not any(report.failed for report in reports):
            break
        item._initrequest()  # type: ignore[attr-defined] # fixtures anew
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        for report in reports:
            report.user_properties.append(
                ("tried again", item.nodeid)
            )  # told at the end by tests/conftest.py
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def chromium() -> str | None:
    """Return a Chromium of this machine, or None."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"):
        if found := shutil.which(name):
            return found
    return None


@dataclass
class Server:
    """A running Gluteal with a person whose first session is today."""

    folder: Path
    process: "subprocess.Popen[str]"
    address: str

    @property
    def base(self) -> str:
        return self.address.split("/enter/")[0]

    def phone(self, context: Any) -> "Phone":
        return Phone(self.base, context)


@dataclass
class Phone:
    """One device: a browser context with its page. What it complains about and whom it asks is written down."""

    base: str
    context: Any
    page: Any = None
    complaints: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    offline: bool = False

    def open(self, path: str = "/session") -> "Phone":
        """Open a page as a fresh start of the app, and wait until it can be tapped."""
        for _ in range(10):
            try:
                self.page = self.context.new_page()
                break
            except Exception as error:  # a renderer held in stock was killed with the others
                if "crashed" not in str(error):
                    raise
        self.page.set_default_timeout(WAIT)
        self.page.on("console", lambda m: self._heard(m.type, f"{m.text} {m.location.get('url', '')}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"page: {error}"))
        self.page.on("request", lambda request: self.asked.add(request.url))
        self.page.goto(self.base + path)
        if path == "/session":
            self.page.wait_for_selector("html[data-ready=yes]")
        return self

    def _heard(self, kind: str, text: str) -> None:
        # Chromium itself reports a request that found no network; that is what these tests bring about.
        if kind in ("error", "warning") and not (self.offline and "ERR_INTERNET_DISCONNECTED" in text):
            self.complaints.append(f"{kind}: {text}")

    def cut(self, offline: bool = True) -> None:
        """Take the network away, or give it back."""
        self.offline = True  # from here on the browser may complain about it, also late
        self.context.set_offline(offline)

    def kill(self) -> None:
        """Kill the page as a phone short of memory does: no event, no chance to save."""
        page, self.page = self.page, None
        crashed: list[bool] = []
        page.on("crash", lambda _page: crashed.append(True))
        session = self.context.browser.new_browser_cdp_session()
        for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
            if process["type"] == "renderer":  # of this browser, which the tests have started
                os.kill(process["id"], signal.SIGKILL)
        session.detach()
        for _ in range(100):
            if crashed:
                break
            time.sleep(0.05)
            self.context.cookies()  # lets the news come in
        assert crashed
        page.close()

    def tap(self, key: str = "main") -> None:
        """Tap a button by its key, once the tap before it has settled."""
        self.page.wait_for_timeout(400)
        self.page.click(f'[data-key="{key}"]')

    def goes_on(self) -> bool:
        """Tap the main button of the session under way; False where the session is at its end."""
        self.page.wait_for_timeout(420)
        if not self.page.query_selector(".stage"):
            return False
        with suppress(Exception):  # a countdown may have brought the next screen in this moment
            self.page.click('.acts [data-key="main"]', timeout=2000)
        return True

    @property
    def uid(self) -> str:
        return str(self.page.get_attribute(".stage", "data-uid"))

    @property
    def phase(self) -> str:
        return str(self.page.get_attribute(".stage", "data-phase"))

    def until_rest(self) -> None:
        """Tap the main button until the session stands in a rest."""
        for _ in range(60):
            with suppress(Exception):
                self.page.wait_for_selector(
                    '.stage[data-phase="rest"]', timeout=600
                )  # a tap shows what it did
                return
            self.goes_on()
        raise AssertionError(f"no rest came, the session stands in {self.phase}")

    def begin(self) -> None:
        """Start today's session."""
        self.tap()
        self.page.wait_for_selector(".stage")

    def work_through(self) -> None:
        """Do the set that is up as asked for: through rest and getting ready, and the button that says it is done."""
        for _ in range(6):
            before = self.uid
            done = self.page.query_selector('[data-key="main"][data-done]')
            self.tap()
            if done:
                self.page.wait_for_function(
                    "uid => !document.querySelector('.stage') || document.querySelector('.stage').dataset.uid !== uid",
                    arg=before,
                )
                return
            self.page.wait_for_timeout(150)
        raise AssertionError("the set never came to its end")

    def ask(self, path: str) -> Any:
        """Ask the API as this phone's person, past the page."""
        answer = self.context.request.get(self.base + path)
        assert answer.ok, answer.text()
        return answer.json()

    def sets(self) -> list[dict[str, Any]]:
        """Return the sets that stand on the server."""
        return list(self.ask("/api/sets?limit=1000")["sets"])

    def kept(self, store: str) -> list[Any]:
        """Return what the phone keeps in one of its stores."""
        return list(
            self.page.evaluate(
                """store => new Promise((resolve, reject) => {
                  const opening = indexedDB.open("gluteal");
                  opening.onsuccess = () => {
                    const all = opening.result.transaction(store).objectStore(store).getAll();
                    all.onsuccess = () => { opening.result.close(); resolve(all.result); };
                    all.onerror = () => reject(all.error);
                  };
                })""",
                store,
            )
        )

    def all_sent(self) -> None:
        """Wait until nothing waits to be sent any more."""
        self.page.wait_for_timeout(500)  # the last tap may still be on its way to the disk
        self.page.evaluate("window.dispatchEvent(new Event('online'))")
        self.page.wait_for_function(
            "() => document.getElementById('net')?.dataset.waiting === '0' && "
            "document.getElementById('net')?.dataset.network === 'sent'"
        )

    def on_the_phone(self) -> None:
        """Wait until the service worker and the guide are there."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
        self.page.wait_for_selector('[data-key="main"]')


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the store of an example person once; each test gets a copy."""
    made: dict[str, Path] = {}

    def stage(example: str) -> Path:
        if example not in made:
            made[example] = tmp_path_factory.mktemp(example) / "store"
            subprocess.run([sys.executable, str(HERE / "stage.py"), str(made[example]), example], check=True)
        return made[example]

    return stage


def start(folder: Path) -> Server:
    """Serve a store."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gluteal", "serve", "--port", "0", "--no-browser", "--data-dir", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    found = re.search(r"http\S+", process.stdout.readline())
    assert found
    return Server(folder, process, found[0])


@pytest.fixture
def serve() -> Callable[[Path], Server]:
    return start


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    executable = chromium()
    if executable is None:
        pytest.skip("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def server(request: pytest.FixtureRequest, staged: Callable[[str], Path], tmp_path: Path) -> Iterator[Server]:
    running = start(shutil.copytree(staged(getattr(request, "param", "runner")), tmp_path / "store"))
    yield running
    running.process.terminate()
    running.process.communicate(timeout=20)


@pytest.fixture
def new_phone(browser: Any, server: Server) -> Iterator[Callable[..., Phone]]:
    """Makes phones; further ones are let in by the cookies of the first."""
    phones: list[Phone] = []

    def make(**options: Any) -> Phone:
        state = phones[0].context.storage_state() if phones else None
        context = browser.new_context(
            **{
                "viewport": {"width": 390, "height": 844},
                "has_touch": True,
                "storage_state": state,
                **options,
            }
        )
        phone = Phone(server.base, context)
        if not phones:
            page = context.new_page()
            page.goto(server.address)
            page.close()
        phones.append(phone)
        return phone

    yield make
    for phone in phones:
        phone.context.close()


@pytest.fixture
def phone(new_phone: Callable[..., Phone]) -> Phone:
    """A phone on which the session has been opened once with a network."""
    made = new_phone().open()
    made.on_the_phone()
    return made
