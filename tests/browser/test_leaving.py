"""Nobody is signed in any more: what was kept on the phone goes, and what is not sent yet is asked about."""

from typing import Any

Phone = Any
KEPT = """new Promise((resolve, reject) => {
  const opening = indexedDB.open("gluteal");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const found = opening.result.transaction("keep").objectStore("keep").getAllKeys();
    found.onsuccess = () => { opening.result.close(); resolve(found.result.filter((key) => key !== "settings")); };
  };
})"""


def test_a_session_ended_elsewhere_empties_the_phone_that_only_opens_the_session(phone: Phone) -> None:
    assert phone.page.evaluate(KEPT)
    phone.context.clear_cookies()
    phone.page.reload()
    phone.page.wait_for_selector("html[data-ready=yes]")
    phone.page.wait_for_function(f"{KEPT}.then(kept => kept.length === 0)")


def test_a_session_under_way_is_not_taken_from_under_ones_hands(phone: Phone) -> None:
    phone.begin()
    phone.context.clear_cookies()
    phone.page.reload()
    phone.page.wait_for_selector("html[data-ready=yes]")
    phone.page.wait_for_selector("#net[data-network=closed]", state="attached")
    assert phone.page.query_selector(".stage")
    assert phone.page.evaluate(KEPT)


def test_who_leaves_with_something_unsent_is_asked(phone: Phone) -> None:
    phone.context.route("**/api/entries/**", lambda route: route.abort())
    phone.context.route("**/api/sets/**", lambda route: route.abort())
    phone.begin()
    phone.work_through()
    phone.page.wait_for_selector("#net[data-waiting='1']", state="attached")
    phone.page.goto(f"{phone.base}/account")

    for leaves in (False, True):
        with phone.page.expect_event("dialog") as asked:
            phone.page.click("text=Sign out here")
        assert "not sent yet" in asked.value.message
        if leaves:
            asked.value.accept()
        else:
            asked.value.dismiss()
    phone.page.wait_for_selector("html[data-forgotten=yes]")
    assert phone.page.evaluate(KEPT) == []
    assert len(phone.kept("outbox")) == 1
