"""The guided session for everybody: no finding of axe on any screen, by keyboard alone, and nothing asked of strangers."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

Phone = Any


def findings(phone: Phone) -> list[str]:
    """Return what axe finds on the screen as it is."""
    found = Axe().run(phone.page)
    return [
        f"{one['id']}: {node['html'][:120]}" for one in found.response["violations"] for node in one["nodes"]
    ]


def until_work(phone: Phone) -> None:
    while not phone.page.query_selector('[data-key="main"][data-done]'):
        phone.tap()
        phone.page.wait_for_timeout(150)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_screen(new_phone: Callable[..., Phone], scheme: str) -> None:
    phone = new_phone(color_scheme=scheme, reduced_motion="reduce").open()
    phone.on_the_phone()
    looked: dict[str, list[str]] = {"home": findings(phone)}

    def look(name: str) -> None:
        phone.page.wait_for_timeout(450)
        looked[name] = findings(phone)

    phone.tap("settings")
    look("settings")
    phone.tap()
    phone.begin()
    look("ready")
    until_work(phone)
    look("work")
    for key in ("other", "hurts", "swap", "menu"):
        phone.tap(key)
        look(key)
        if key in ("other", "hurts"):
            phone.tap("pain-4")
            look(f"{key}, some pain")
        phone.tap("close")
    phone.tap("hurts")
    phone.tap("pain-8")
    look("red pain")
    phone.tap("keep")
    look("after red pain")
    phone.tap("end")
    look("finish")
    phone.tap("effort-5")
    phone.tap()
    phone.page.wait_for_selector(".next-line, .notice")
    look("next")
    phone.tap()
    phone.tap("test-side-bridge-hold-left")
    look("test")
    assert {name: found for name, found in looked.items() if found} == {}
    assert not phone.complaints
    assert all(url.startswith(phone.base) for url in phone.asked)


def test_a_set_by_keyboard_alone(phone: Phone) -> None:
    def to(key: str) -> None:
        for _ in range(60):
            if phone.page.evaluate("document.activeElement?.getAttribute('data-key')") == key:
                return
            phone.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard never comes to {key}")

    def press(key: str) -> None:
        to(key)
        phone.page.wait_for_timeout(420)
        phone.page.keyboard.press("Enter")
        phone.page.wait_for_timeout(200)

    press("main")
    phone.page.wait_for_selector(".stage")
    while not phone.page.query_selector('[data-key="main"][data-done]'):
        press("main")
    press("other")
    phone.page.wait_for_selector("dialog[open]")
    phone.page.keyboard.press("Escape")
    phone.page.wait_for_selector("dialog[open]", state="detached")
    press("other")
    before = phone.page.inner_text("dialog output")
    press("amount-more")
    assert phone.page.inner_text("dialog output") != before
    assert phone.page.evaluate("document.activeElement.getAttribute('data-key')") == "amount-more"
    press("pain-0")
    press("keep")
    phone.page.wait_for_selector("dialog[open]", state="detached")
    phone.all_sent()
    assert [one["pain"] for one in phone.sets()] == [0]


def test_who_listens_is_told_side_exercise_and_amount(phone: Phone) -> None:
    phone.begin()
    heard = []
    for _ in range(14):
        heard.append(phone.page.inner_text("#said", timeout=5000))
        phone.tap()
    told = " | ".join(heard)
    assert "Left" in told or "Right" in told
    assert "reps" in told
    assert "Go" in heard


def test_without_a_network_every_page_leads_to_the_session(phone: Phone) -> None:
    phone.cut()
    phone.page.goto(phone.base + "/programme")
    phone.page.wait_for_selector("html[data-ready=yes]")
    assert phone.page.query_selector('[data-key="main"]')
    assert "No network" in phone.page.inner_text("#net")
    phone.page.goto(phone.base + "/session")
    phone.page.wait_for_selector("html[data-ready=yes]")


def test_red_pain_acts_at_once_without_a_network(phone: Phone) -> None:
    session = next(one for one in phone.ask("/api/guide")["sessions"] if one["due"])
    line = next(one for one in session["lines"] if one["hard"] and one["red"])
    phone.cut()
    phone.begin()
    phone.tap("menu")
    phone.tap(f"now-{line['slot']}")
    until = 0
    while "hurts" not in phone.page.content() and until < 5:
        phone.tap()
        until += 1
    side = phone.page.inner_text(".side-big").lower() if phone.page.query_selector(".side-big") else "both"
    phone.tap("hurts")
    phone.tap("pain-7")
    phone.page.wait_for_selector("dialog:has-text('7 of 10')")
    phone.tap("keep")
    after = next(one for one in line["red"] if one["side"] == side)
    plan = next(one for one in after["sides"] if one["side"] == side)
    if plan["sets"]:
        phone.page.wait_for_selector(f"dialog:has-text('{session['cards'][plan['choice']]['name']}')")
        phone.tap("keep")
    (row,) = phone.kept("outbox")
    assert (row["entry"]["pain"], row["entry"]["side"], row["entry"]["slot"]) == (7, side, line["slot"])


def test_taking_back_and_changing_reach_the_server(phone: Phone) -> None:
    phone.begin()
    phone.work_through()
    phone.all_sent()
    (done,) = phone.sets()
    phone.tap("change")
    phone.tap("amount-more")
    phone.tap("keep")
    phone.all_sent()
    (changed,) = phone.sets()
    assert changed["amount"] == done["amount"] + (5 if done["measure"] == "seconds" else 1)
    phone.tap("undo")
    phone.all_sent()
    assert phone.sets() == []


def test_sleep_and_a_test_are_written_down(phone: Phone) -> None:
    phone.page.click("summary:has-text('sleep')")
    phone.tap("sleep-more")
    phone.tap("sleep-keep")
    phone.tap("test-side-lying-abduction-reps-left")
    phone.tap("value-more")
    phone.tap()
    phone.all_sent()
    kinds = {one["entry"]["kind"]: one["entry"] for one in phone.ask("/api/entries")["entries"]}
    assert kinds["sleep"]["hours"] == 8
    assert (kinds["retest"]["side"], kinds["retest"]["value"], kinds["retest"]["unit"]) == (
        "left",
        11,
        "reps",
    )


def test_left_to_itself_a_session_logs_every_set_with_the_same_time_for_both_sides(
    new_phone: Callable[..., Phone],
) -> None:
    phone = new_phone()
    phone.context.clock.install()
    phone.open()
    phone.on_the_phone()
    session = next(one for one in phone.ask("/api/guide")["sessions"] if one["due"])
    phone.tap("settings")
    phone.tap("byItself")
    phone.tap()
    phone.begin()
    for _ in range(120):
        if not phone.page.query_selector(".stage"):
            break
        phone.page.clock.run_for(30_000)
    assert not phone.page.query_selector(".stage")
    rows = [row["entry"] for row in phone.kept("outbox")] + phone.sets()
    sets = {row["uid"]: row for row in rows if row["kind"] == "set"}
    asked = sum(side["sets"] for line in session["lines"] for side in line["options"][0]["sides"])
    assert len(sets) == asked
    assert all(one["rir"] is None and one["pain"] is None for one in sets.values())
    assert all(one["extra"]["logged"] == "by itself" for one in sets.values())
    for line in session["lines"]:
        mine = [one for one in sets.values() if one["slot"] == line["slot"]]
        work = {side: [one["amount"] for one in mine if one["side"] == side] for side in ("left", "right")}
        assert sorted(work["left"]) == sorted(work["right"])
