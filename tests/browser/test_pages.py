"""Every page in a real browser: accessible, silent, asking no other site, by day and by night, narrow and wide."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import CHROMIUM, chromium, server, violations, watched

from gluteal.packages import fetch
from gluteal.web.learn.chapters import CHAPTERS, PROFESSIONAL

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="there is no Chromium on this machine")

PAGES = (
    "/",
    "/programme",
    "/programme/w5-{day}",
    "/programme/w5-{day}/change",
    "/programme/swap/{slot}",
    "/away",
    "/diary",
    "/diary/day/{trained}",
    "/diary/entry/{set}",
    "/start",
    "/progress",
    "/progress/of/{exercise}",
    "/progress/measures",
    "/exercises",
    "/exercises?q=clam",
    "/exercises/clamshell-band",
    "/claims/D3",
    "/log",
    "/log/exercise/clamshell-band",
    "/form",
    "/form/clamshell-band",
    "/account",
    "/account/delete",
    "/account/tokens",
    "/pair",
    "/learn",
    f"/learn/{PROFESSIONAL}",
    *(f"/learn/{chapter.slug}" for chapter in CHAPTERS),
    "/nowhere",
)
MODES = [(390, "dark"), (1280, "light")]


@pytest.fixture(scope="module")
def lived_in(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[str, Any, dict[str, Any], list[str]]]:
    """Give the address, a browser, a signed-in state and all pages of a store in its fifth week."""
    folder = tmp_path_factory.mktemp("lived-in")
    subprocess.run([sys.executable, str(HERE / "lived_in.py"), str(folder)], check=True)
    with server(folder) as link, chromium() as browser:
        base = link.split("/enter/")[0]
        context = browser.new_context()
        page = context.new_page()
        page.goto(link)
        page.goto(f"{base}/programme")
        sessions = page.eval_on_selector_all("a.day", "all => all.map(one => one.getAttribute('href'))")
        week = [one for one in sessions if "/w5-" in one]
        swaps = page.eval_on_selector_all(
            "a[href^='/programme/swap/']", "all => all.map(one => one.getAttribute('href'))"
        )
        page.goto(f"{base}/progress")
        trained = page.get_attribute("a[href^='/progress/of/']", "href")
        page.goto(f"{base}/diary")
        page.click("section:has(.lifts) h2 a")
        day = page.url.removeprefix(base)
        entry = page.get_attribute("a.item[href^='/diary/entry/']", "href")
        names = {
            "/diary/day/{trained}": day,
            "/diary/entry/{set}": entry,
            "/programme/w5-{day}": week[0],
            "/programme/w5-{day}/change": f"{week[0]}/change",
            "/programme/swap/{slot}": swaps[0],
            "/progress/of/{exercise}": trained,
        }
        state = context.storage_state()
        context.close()
        yield base, browser, state, [names.get(one, one) for one in PAGES]


@pytest.mark.parametrize(("width", "scheme"), MODES, ids=lambda value: str(value))
def test_every_page_is_accessible_silent_and_fits(
    lived_in: tuple[str, Any, dict[str, Any], list[str]], width: int, scheme: str
) -> None:
    base, browser, state, pages = lived_in
    context = browser.new_context(
        storage_state=state, viewport={"width": width, "height": 844}, color_scheme=scheme
    )
    page = context.new_page()
    faults = watched(page, base)
    wrong: dict[str, list[str]] = {}
    for address in pages:
        faults.clear()
        page.goto(base + address)
        page.wait_for_load_state("load")
        for closed in page.query_selector_all("details:not([open])"):
            closed.evaluate("one => one.open = true")
        found = [fault for fault in faults if not (address == "/nowhere" and "404" in fault)]
        found += violations(page)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append("is wider than the screen")
        if found:
            wrong[address] = found
    context.close()
    assert not wrong


def test_axe_would_find_something(lived_in: tuple[str, Any, dict[str, Any], list[str]]) -> None:
    _base, browser, _state, _pages = lived_in
    page = browser.new_page()
    page.set_content("<html><body><img src='x'><input></body></html>")
    assert any("image-alt" in one for one in violations(page))
    page.close()


@pytest.mark.skipif(not fetch.is_here(), reason="the front-end packages are not here")
def test_charts_are_drawn_from_their_tables(lived_in: tuple[str, Any, dict[str, Any], list[str]]) -> None:
    base, browser, state, _pages = lived_in
    context = browser.new_context(storage_state=state, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{base}/progress")
    page.wait_for_selector(".chart canvas")
    drawn = page.eval_on_selector_all(
        ".chart", "all => all.map(one => one.querySelectorAll('canvas').length)"
    )
    assert len(drawn) >= 6
    assert set(drawn) == {1}
    context.close()


def test_the_calendar_can_be_fetched_without_signing_in(
    lived_in: tuple[str, Any, dict[str, Any], list[str]],
) -> None:
    base, browser, state, _pages = lived_in
    context = browser.new_context(storage_state=state)
    page = context.new_page()
    page.goto(f"{base}/account")
    address = page.input_value("#feed")
    context.close()
    stranger = browser.new_context()
    answer = stranger.request.get(address)
    assert answer.ok
    assert "BEGIN:VEVENT" in answer.text()
    stranger.close()
