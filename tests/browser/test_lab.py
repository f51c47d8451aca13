"""The lab in a real Chromium: a figure that turns and moves, sliders that answer, a drawing where there is no WebGL."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Playwright, expect, sync_playwright

from gluteal.errors import PackagesMissing
from gluteal.packages import fetch

CHROMIUM = Path(os.environ.get("GLUTEAL_CHROMIUM", "/usr/bin/chromium"))
SOFTWARE = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
NONE = ["--disable-gpu", "--disable-3d-apis"]
PAGE = "/lab/side-lying-abduction"

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no Chromium on this machine")


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The one-time address of a server of its own."""
    try:
        fetch.folder()
    except PackagesMissing as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("store")
    log = folder / "said"
    with log.open("w") as said:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gluteal",
                "serve",
                "--no-browser",
                "--port",
                "0",
                "--data-dir",
                str(folder),
            ],
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        found = None
        for _ in range(120):
            found = re.search(r"http://\S+/enter/\S+", log.read_text())
            if found or server.poll() is not None:
                break
            time.sleep(0.5)
        assert found, log.read_text()
        yield found[0]
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def kept(playwright: Playwright, entry: str) -> dict:
    """The session of somebody who has entered."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
    context = browser.new_context()
    context.new_page().goto(entry)
    state = context.storage_state()
    browser.close()
    return dict(state)


@pytest.fixture
def opened(playwright: Playwright, entry: str, kept: dict) -> Iterator:
    """Opens a page in a browser with its own switches; no complaint of the browser is let pass."""
    browsers, complaints = [], []

    def open_page(path: str, args: list[str], **how: object) -> Page:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *args])
        browsers.append(browser)
        context: BrowserContext = browser.new_context(storage_state=kept, **how)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(90_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(entry.split("/enter/")[0] + path)
        return page

    yield open_page
    for browser in browsers:
        browser.close()
    assert complaints == []


def shown(page: Page) -> str:
    """Return the address of the motion that the figure shows."""
    return page.locator("#figure-one").get_attribute("data-motion") or ""


def test_a_slider_moves_loads_figure_and_address_at_once(opened: object) -> None:
    page = opened(PAGE, SOFTWARE, viewport={"width": 1280, "height": 1000})  # type: ignore[operator]
    page.wait_for_selector("#figure-one.live")
    before = page.locator("tr[data-region=gluteus-medius-anterior] .amount").first.inner_text()
    slider = page.get_by_label("Turn of the thigh")
    slider.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    expect(page.locator("tr[data-region=gluteus-medius-anterior] .amount").first).not_to_have_text(before)
    expect(page.locator("#answer")).to_contain_text("More is asked of gluteus medius anterior")
    expect(page.locator("#figure-one")).to_have_attribute("data-motion", re.compile("hip-rotation=12"))
    assert "hip-rotation=12" in page.url
    assert page.locator("#set-hip-rotation-value").inner_text() == "12"
    page.reload()
    assert page.locator("#set-hip-rotation").input_value() == "12"
    assert "hip-rotation=12" in shown(page)


def test_the_figure_plays_stops_scrubs_and_turns_by_keyboard(opened: object) -> None:
    page = opened(PAGE, SOFTWARE, viewport={"width": 900, "height": 900})  # type: ignore[operator]
    page.wait_for_selector("#figure-one.live")
    moment = page.locator("#figure-one-moment")
    first = float(moment.input_value())
    page.wait_for_timeout(1500)
    assert float(moment.input_value()) != first
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()
    moment.fill("1.2")
    canvas = page.locator("#figure-one canvas")
    page.wait_for_timeout(800)
    still = canvas.screenshot()
    assert len(still) > 8_000  # an empty stage would pack into far less
    page.wait_for_timeout(800)
    assert canvas.screenshot() == still
    canvas.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(800)
    assert canvas.screenshot() != still
    page.get_by_role("button", name="Front").click()
    expect(page.get_by_role("button", name="Front")).to_have_attribute("aria-pressed", "true")


def test_without_webgl_the_drawing_stays(opened: object) -> None:
    page = opened(PAGE, NONE)  # type: ignore[operator]
    picture = page.locator("#figure-one img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 100
    page.wait_for_timeout(1000)
    assert page.locator(".live").count() == 0
    expect(page.locator("#figure-one canvas")).to_be_hidden()


def test_who_wants_little_motion_gets_a_figure_that_stands_still(opened: object) -> None:
    page = opened(PAGE, SOFTWARE, reduced_motion="reduce")  # type: ignore[operator]
    page.wait_for_selector("#figure-one.live")
    moment = page.locator("#figure-one-moment").input_value()
    page.wait_for_timeout(1200)
    assert page.locator("#figure-one-moment").input_value() == moment
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    other = opened("/exercises/clamshell", NONE, reduced_motion="reduce")  # type: ignore[operator]
    other.locator(".figure img").scroll_into_view_if_needed()
    start = other.url.split("/exercises/")[0]
    expect(other.locator(".figure img")).to_have_js_property(
        "currentSrc", f"{start}/lab/clamshell/picture.svg?still=1"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_the_page(opened: object, scheme: str) -> None:
    page = opened(f"{PAGE}?load=3&from=clamshell", NONE, color_scheme=scheme)  # type: ignore[operator]
    page.wait_for_load_state()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
