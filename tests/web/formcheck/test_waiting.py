"""Sets that wait on the device: queued while the network is away, taken up after the page was closed in the middle."""

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from tests.web.formcheck.conftest import Running
from tests.web.formcheck.landmarks import squat
from tests.web.formcheck.test_camera import Cable, until
from tests.web.formcheck.webcam import CHROMIUM

pytestmark = pytest.mark.skipif(shutil.which(CHROMIUM) is None, reason="there is no Chromium on this machine")
FRAMES = [squat(n / 15) for n in range(1, 190)]


@pytest.fixture
def cable(running: Running) -> Iterator[Cable]:
    made = Cable(int(running.base.rpartition(":")[2]))
    yield made
    made.listening.close()
    made.cut_off()
    for thread in made.carrying:
        thread.join(5)


@pytest.fixture
def page(running: Running, cable: Cable) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 420, "height": 900})
        pairs = (pair.partition("=") for pair in running.cookie.split("; "))
        context.add_cookies([{"name": n, "value": v, "url": cable.base} for n, _, v in pairs])
        opened = context.new_page()
        opened.goto(f"{cable.base}/form/squat")
        yield opened
        browser.close()


LINK = """async ([modules, address]) => {
  const { Link } = await import(`${modules}/link.mjs`);
  window.heard = [];
  window.opens = [];
  window.link = new Link(address, (answer) => window.heard.push(answer), (open) => window.opens.push(open));
}"""


def module_folder(page: Any) -> str:
    """Return where the page's own modules are served from."""
    source = page.get_attribute('script[src*="formcheck/page"]', "src")
    return str(source).rpartition("/")[0]


def test_a_set_done_while_the_network_is_away_is_counted_when_it_is_back(page: Any, cable: Cable) -> None:
    address = cable.base.replace("http:", "ws:") + "/form/socket"
    page.evaluate(LINK, [module_folder(page), address])
    until(lambda: page.evaluate("window.link.open"))
    page.evaluate("window.link.start({ exercise: 'squat', size: [640, 480] })")
    page.evaluate("frames => frames.forEach((f) => window.link.add(f))", FRAMES[:60])
    until(lambda: page.evaluate("window.heard.some((a) => a.kind === 'seen')"))
    cable.cut_off()
    until(lambda: page.evaluate("window.opens.at(-1)") is False)
    page.evaluate("frames => frames.forEach((f) => window.link.add(f))", FRAMES[60:])
    page.evaluate("window.link.end()")
    assert not page.evaluate("window.heard.some((a) => a.kind === 'report')")
    cable.mend()
    until(lambda: page.evaluate("window.heard.some((a) => a.kind === 'report')"))
    report = page.evaluate("window.heard.find((a) => a.kind === 'report').report")
    assert report["frames"] == len(FRAMES)
    assert report["sides"][0]["reps"] >= 3


def test_a_network_that_only_falls_silent_is_noticed(page: Any, cable: Cable) -> None:
    address = cable.base.replace("http:", "ws:") + "/form/socket"
    page.evaluate(LINK, [module_folder(page), address])
    until(lambda: page.evaluate("window.link.open"))
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    assert page.evaluate("window.opens.at(-1)") is False
    page.evaluate("window.link.start({ exercise: 'squat', size: [640, 480] })")
    until(lambda: page.evaluate("window.opens.at(-1)") is True)


def test_a_set_that_was_under_way_when_the_page_was_closed_is_taken_up(page: Any, cable: Cable) -> None:
    put = """async ([modules, take]) => {
      const waiting = await import(`${modules}/waiting.mjs`);
      await waiting.put(JSON.parse(take));
    }"""
    take = {"exercise": "squat", "size": [640, 480], "moments": FRAMES}
    page.evaluate(put, [module_folder(page), json.dumps(take)])
    page.goto(f"{cable.base}/form/squat")
    until(lambda: page.is_visible("#review"))
    assert int(page.get_attribute('fieldset[data-side="both"]', "data-counted")) >= 3
    page.goto(f"{cable.base}/form/squat")
    until(lambda: page.evaluate("document.readyState") == "complete")
    assert not page.is_visible("#review"), "it is counted once"
