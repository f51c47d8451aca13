"""From nothing to a plan in a real browser: by keyboard alone, and without any script."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from running import CHROMIUM, chromium, server, violations, watched

pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="there is no Chromium on this machine")
MOST_TABS = 150


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as found:
        yield found


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the element has the focus, and see that the focus can be seen."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard on {page.url}")


def tick(page: Any, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Space")


def write(page: Any, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def go_on(page: Any) -> None:
    tab_to(page, "main form button.main")
    with page.expect_navigation(timeout=60_000):
        page.keyboard.press("Enter")


def test_a_plan_is_made_with_the_keyboard_alone(browser: Any, tmp_path: Path) -> None:
    with server(tmp_path) as link:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        faults = watched(page, link.split("/enter/")[0])
        page.goto(link)
        tab_to(page, "main a.main")
        page.keyboard.press("Enter")
        page.wait_for_url("**/start/1")
        assert not violations(page)
        tick(page, "input[value=growth]")
        write(page, "#id_name", "Alice")
        write(page, "#id_born", "1990")
        tab_to(page, "input[name=experience]")
        page.keyboard.press("ArrowDown")
        go_on(page)
        assert not violations(page)
        tick(page, "#id_none_of_these")
        go_on(page)
        assert not violations(page)
        go_on(page)
        assert not violations(page)
        write(page, "#id_band_0", "green")
        go_on(page)
        assert not violations(page)
        tick(page, "input[name=days][value=mon]")
        tick(page, "input[name=days][value=thu]")
        write(page, "#id_minutes", "25")
        go_on(page)
        assert not violations(page)
        go_on(page)
        page.wait_for_url("**/programme", timeout=60_000)
        assert "A block of" in page.inner_text("h1")
        assert page.locator("p.why").count() > 10
        assert not faults
        page.close()


def test_a_plan_is_made_without_any_script_and_what_is_wrong_stays_typed(
    browser: Any, tmp_path: Path
) -> None:
    with server(tmp_path) as link:
        context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(link)
        page.click("main a.main")
        page.check("input[value=stability]")
        page.fill("#id_name", "Bob")
        page.fill("#id_born", "90")
        page.check("input[name=experience][value=new]")
        page.click("main form button.main")
        assert "Year of birth" in page.inner_text("[role=alert]")
        assert page.input_value("#id_born") == "90"
        page.fill("#id_born", "1958")
        page.click("main form button.main")
        page.check("#id_none_of_these")
        page.click("main form button.main")
        page.click("main form button.main")
        page.click("main form button.main")
        page.check("input[name=days][value=tue]")
        page.click("main form button.main")
        page.click("main form button.main")
        page.wait_for_url("**/programme", timeout=60_000)
        page.click("a:has-text('Change it') >> nth=0")
        page.fill("#minutes", "soon")
        page.click("button:has-text('Shorten it')")
        assert "whole minutes" in page.inner_text("[role=alert]")
        assert page.input_value("#minutes") == "soon"
        context.close()
