"""A guided session in a browser: without a network, killed at any moment, replayed, locked, on two phones; nothing lost."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

Phone = Any
ORDER = ["rest", "ready", "work"]


def asked_for(guide: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Return how many sets the session of today asks for, by slot and side."""
    session = next(one for one in guide["sessions"] if one["due"])
    return Counter(
        {
            (line["slot"], side["side"]): side["sets"]
            for line in session["lines"]
            for side in line["options"][0]["sides"]
        }
    )


def counted(sets: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    return Counter((one["slot"], one["side"]) for one in sets)


def finish(phone: Phone, effort: int = 6) -> None:
    phone.page.wait_for_selector(f'[data-key="effort-{effort}"]')
    phone.tap(f"effort-{effort}")
    phone.tap()


@pytest.mark.parametrize("seed", [1])
def test_a_session_without_a_network_killed_again_and_again_arrives_whole_and_once(
    phone: Phone, seed: int
) -> None:
    dice = random.Random(seed)
    asked = asked_for(phone.ask("/api/guide"))
    phone.cut()
    phone.kill()
    phone.open()
    phone.begin()
    kills = 0
    for _ in range(400):
        if dice.random() < 0.25 and kills < 6 and phone.page.query_selector(".stage"):
            done, uid, phase = len(phone.kept("outbox")), phone.uid, phone.phase
            if dice.random() < 0.5:  # in the middle of a tap
                phone.page.wait_for_timeout(400)
                phone.page.evaluate("document.querySelector('[data-key=main]').click()")
                phone.page.wait_for_timeout(dice.randrange(0, 40))
                tapped = True
            else:
                tapped = False
            phone.kill()
            kills += 1
            phone.open()
            assert len(phone.kept("outbox")) - done in ((0, 1) if tapped else (0,))
            if not tapped:
                assert phone.uid == uid  # the very set that was up, and no phase of it gone back
                assert ORDER.index(phone.phase) >= ORDER.index(phase)
            continue
        if not phone.goes_on():
            break
    assert kills >= 4
    finish(phone)
    assert phone.sets() == []  # not one request got through
    phone.cut(False)
    phone.all_sent()
    sets = phone.sets()
    assert counted(sets) == asked
    assert len({one["uid"] for one in sets}) == len(sets)
    assert len(phone.kept("outbox")) == 0
    entries = [one["entry"] for one in phone.ask("/api/entries")["entries"]]
    assert Counter(one["kind"] for one in entries) == Counter(set=len(sets), session=1)
    assert not phone.complaints


def test_answers_that_get_lost_on_the_way_make_no_duplicates(phone: Phone) -> None:
    lost = Counter[str]()

    def lose(route: Any) -> None:
        if route.request.method == "PUT" and lost[route.request.url.split("?")[0]] < 2:
            lost[route.request.url.split("?")[0]] += 1
            route.fetch()  # the server has it
            route.abort("connectionreset")  # and the phone never hears of it
        else:
            route.continue_()

    phone.page.route("**/api/sets/**", lose)
    phone.begin()
    for _ in range(3):
        phone.work_through()
    for _ in range(12):
        phone.page.evaluate("window.dispatchEvent(new Event('online'))")
        phone.page.wait_for_timeout(300)
    phone.all_sent()
    assert sum(lost.values()) >= 4  # it did happen
    sets = phone.sets()
    assert len(sets) == 3
    assert len({one["uid"] for one in sets}) == 3


def test_a_double_tap_writes_one_set(phone: Phone) -> None:
    phone.begin()
    while not phone.page.query_selector('[data-key="main"][data-done]'):
        phone.tap()
        phone.page.wait_for_timeout(150)
    phone.page.wait_for_timeout(400)
    phone.page.dblclick('[data-key="main"]')
    phone.page.wait_for_timeout(600)
    assert len(phone.kept("outbox")) + len(phone.sets()) in (1, 2)
    phone.all_sent()
    assert len(phone.sets()) == 1


def test_two_phones_of_one_person_merge(new_phone: Callable[..., Phone]) -> None:
    first = new_phone().open()
    first.on_the_phone()
    second = new_phone().open()
    second.on_the_phone()
    asked = asked_for(first.ask("/api/guide"))
    for one in (first, second):
        one.cut()
        one.begin()
    lines = [line for line, _side in asked]
    here, there = lines[0], lines[-1]
    first.work_through()  # the first exercise on one phone
    second.tap("menu")
    second.tap(f"now-{there}")  # and the last one on the other
    second.page.wait_for_selector("dialog", state="hidden")
    second.work_through()
    for one in (first, second):
        one.cut(False)
        one.all_sent()
    for one in (first, second):
        one.all_sent()
        one.page.reload()
        one.page.wait_for_selector("html[data-ready=yes]")
        one.page.wait_for_timeout(800)
        one.tap("menu")
        one.page.wait_for_selector("dialog .lines > li")
        rows = one.page.eval_on_selector_all("dialog .lines > li", "rows => rows.map(row => row.innerText)")
        assert sum("1 of" in row for row in rows) == 2, rows
    assert {slot for slot, _side in counted(first.sets())} == {here, there}
    assert sum(counted(first.sets()).values()) == 2


def test_the_rest_goes_by_the_clock_while_the_phone_is_locked(phone: Phone) -> None:
    phone.begin()
    phone.until_rest()
    assert phone.phase == "rest"
    until = phone.kept("runs")[0]["at"]["until"]
    session = phone.context.new_cdp_session(phone.page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    phone.context.pages[0].wait_for_timeout(100) if len(phone.context.pages) > 1 else None
    import time

    time.sleep(4)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    phone.page.wait_for_timeout(700)
    shown = phone.page.inner_text("#time")
    left = phone.page.evaluate("until => (until - Date.now()) / 1000", until)
    minutes, seconds = shown.split(":")
    assert abs(int(minutes) * 60 + int(seconds) - left) <= 1.5, (shown, left)
    assert phone.kept("runs")[0]["at"]["until"] == until


def test_a_page_killed_in_a_rest_comes_back_into_the_same_rest(phone: Phone) -> None:
    phone.begin()
    phone.until_rest()
    until = phone.kept("runs")[0]["at"]["until"]
    phone.kill()
    phone.open()
    assert phone.phase == "rest"
    assert phone.kept("runs")[0]["at"]["until"] == until


def test_a_phone_whose_clock_is_wrong_still_writes_into_today(new_phone: Callable[..., Phone]) -> None:
    phone = new_phone()
    phone.context.clock.install(time=datetime.now(UTC) + timedelta(days=3))
    phone.open()
    phone.on_the_phone()
    phone.begin()
    phone.work_through()
    phone.all_sent()
    (done,) = phone.sets()
    assert done["day"] == phone.ask("/api/guide")["today"]
    assert "phone-at" in done["extra"]


def to_work(phone: Phone) -> None:
    """Tap until the set that is up can be said to be done."""
    for _ in range(8):
        if phone.page.query_selector('[data-key="main"][data-done]'):
            return
        phone.tap()
        phone.page.wait_for_timeout(150)
    raise AssertionError("the set never began")


def test_two_tabs_of_one_phone_go_on_with_one_session(phone: Phone) -> None:
    phone.begin()
    phone.cut()
    other = type(phone)(phone.base, phone.context, offline=True).open()
    other.page.wait_for_selector(".stage")
    for _ in range(2):  # each tab in turn, as a thumb finds them
        for tab in (phone, other):
            tab.page.bring_to_front()
            tab.work_through()
    sets = [row["entry"] for row in phone.kept("outbox")]
    assert len(sets) == 4
    asked = asked_for(next(row for row in phone.kept("keep") if "guide" in row)["guide"])
    assert all(times <= asked[place] for place, times in counted(sets).items())
    assert not phone.complaints
    assert not other.complaints


def test_a_tap_in_a_tab_that_was_overtaken_writes_nothing_over(phone: Phone) -> None:
    phone.begin()
    phone.cut()
    other = type(phone)(phone.base, phone.context, offline=True).open()
    # This tab hears nothing of the other one, like a page that was asleep.
    other.page.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    phone.page.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    to_work(phone)
    other.page.reload()
    other.page.wait_for_selector('[data-key="main"][data-done]')
    other.page.evaluate("BroadcastChannel.prototype.postMessage = () => {}")
    phone.work_through()
    (first,) = [row["entry"] for row in phone.kept("outbox")]
    other.tap()
    other.page.wait_for_function("uid => document.querySelector('.stage').dataset.uid === uid", arg=phone.uid)
    assert [row["entry"] for row in phone.kept("outbox")] == [first]


def test_the_first_tap_after_a_note_counts(phone: Phone) -> None:
    phone.begin()
    to_work(phone)
    phone.tap("other")
    phone.page.wait_for_selector("#sheet-notes")
    phone.page.wait_for_timeout(400)
    phone.page.click("#sheet-notes")
    phone.page.keyboard.type("a note")
    phone.page.click('[data-key="pain-1"]')
    phone.page.wait_for_selector('[data-key="pain-1"][aria-pressed="true"]')
    phone.page.click("#sheet-notes")
    phone.page.keyboard.press("End")
    phone.page.keyboard.type(" more")
    phone.page.wait_for_timeout(400)
    phone.page.click('[data-key="keep"]')
    phone.page.wait_for_selector("dialog", state="hidden")
    phone.all_sent()
    (done,) = phone.sets()
    assert (done["pain"], done["notes"]) == (1, "a note more")


def test_red_pain_is_asked_about_again_after_a_kill(phone: Phone) -> None:
    session = next(one for one in phone.ask("/api/guide")["sessions"] if one["due"])
    hard = next(line for line in session["lines"] if line["hard"])
    phone.begin()
    phone.tap("menu")
    phone.tap(f"now-{hard['slot']}")
    phone.page.wait_for_selector("dialog", state="hidden")
    to_work(phone)
    phone.tap("hurts")
    phone.page.wait_for_selector('[data-key="pain-8"]')
    phone.tap("pain-8")
    phone.tap("keep")
    phone.page.wait_for_selector('[data-key="end"]')
    said = phone.page.inner_text("dialog .notice.bad")
    phone.kill()
    phone.open()
    assert phone.page.inner_text("dialog .notice.bad") == said
    phone.tap("leave-it" if phone.page.query_selector('[data-key="leave-it"]') else "end")
    phone.page.wait_for_selector("dialog", state="hidden")
    phone.kill()
    phone.open()
    assert not phone.page.query_selector("dialog[open]")
