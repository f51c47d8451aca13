"""Every page: its owner sees it, a stranger sees nothing of it, nobody gets in; and no page runs inline code."""

import re

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import URLPattern

from gluteal.web import urls
from gluteal.web.store import Store

PAGES = {
    "today": "/",
    "start": "/start",
    "account": "/account",
    "delete": "/account/delete",
    "tokens": "/account/tokens",
    "pair": "/pair",
    "change": "/programme/w1-mon/change",
    "swap": "/programme/swap/w1-mon-1",
    "away": "/away",
    "progress": "/progress",
    "measures": "/progress/measures",
    "progress-exercise": "/progress/of/clamshell",
    "learn": "/learn",
    "chapter": "/learn/medius",
    "programme": "/programme",
    "session": "/programme/w1-mon",
    "log": "/log",
    "diary": "/diary",
    "diary-month": "/diary/2026/11",
    "diary-day": "/diary/day/2026-11-23",
    "log-slot": "/log/w1-mon/w1-mon-1",
    "log-exercise": "/log/exercise/clamshell",
    "exercises": "/exercises",
    "exercise": "/exercises/clamshell-band",
    "claim": "/claims/D3",
    "form-index": "/form",
    "form-camera": "/form/clamshell",
    "form-screen": "/form/screens/single-leg-stance-timed",
    "lab": "/lab",
    "lab-exercise": "/lab/side-lying-abduction",
}
POSTS = {
    "end-session": "/account/sessions/1/end",
    "calendar-address": "/account/calendar",
    "take-back": "/programme/back",
    "lighter": "/programme/weeks/1/lighter",
    "make": "/plan",
    "revoke-token": "/account/tokens/1/revoke",
    "undo": "/undo/7b1c2a44-58a4-4f4c-9d42-0d9a8b1c6f10",
    "finish": "/finish",
    "diary-back": "/diary/back/7b1c2a44-58a4-4f4c-9d42-0d9a8b1c6f10",
    "morning": "/morning",
    "leave": "/leave",
    "form-ready": "/form/ready",
    "form-save": "/form/clamshell/save",
    "form-screen-save": "/form/screens/single-leg-stance-timed/save",
    "form-forget": "/form/kept/7b1c2a44-58a4-4f4c-9d42-0d9a8b1c6f10/forget",
}
OPEN = {
    "enter",
    "calendar",
    "package",
    "lab-bones",
    "lab-motion",
    "lab-picture",
    "start-step",
    "diary-entry",
    "export",
    "form-worker",
    "form-network",
    "form-kept",
    "guided",
    "words",
    "manifest",
    "worker",
}  # each has tests of its own


def test_every_address_is_tested_here() -> None:
    names = {pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
    assert names == PAGES.keys() | POSTS.keys() | OPEN


@pytest.mark.parametrize("address", [*PAGES.values()])
def test_the_owner_sees_the_page(alices: Client, training: Store, address: str) -> None:
    assert alices.get(address).status_code == 200


@pytest.mark.parametrize("address", [*PAGES.values(), *POSTS.values()])
def test_nobody_is_told_how_to_get_in(charlies: Client, training: Store, address: str) -> None:
    for answer in (charlies.get(address), charlies.post(address)):
        assert answer.status_code == 403
        page = answer.content.decode()
        assert "gluteal serve" in page
        assert "Alice" not in page
        assert "Programme</a>" not in page


@pytest.mark.parametrize("address", [*PAGES.values()])
def test_a_stranger_sees_nothing_of_the_owners(bobs: Client, training: Store, address: str) -> None:
    page = bobs.get(address, follow=True).content.decode()
    assert "Alice" not in page
    assert "Because of the reason" not in page


@pytest.mark.parametrize("address", POSTS.values())
def test_what_writes_does_not_answer_to_a_look(alices: Client, training: Store, address: str) -> None:
    assert alices.get(address).status_code == 405


@pytest.mark.parametrize("address", [*POSTS.values(), "/log/w1-mon/w1-mon-1", "/start"])
def test_a_form_from_elsewhere_is_refused(training: Store, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(training.person)
    answer = client.post(address, {"side": "left"})
    assert answer.status_code == 403
    assert "send it again" in answer.content.decode()
    assert training.entries() == ()


@pytest.mark.parametrize("address", [*PAGES.values(), "/nowhere", "/exercises/no-such-thing"])
def test_a_strict_policy_stands_on_every_page_and_nothing_is_inline(
    alices: Client, training: Store, address: str
) -> None:
    answer = alices.get(address)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    page = answer.content.decode()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", page)
    assert not re.search(r"""(?:src|href|action)=["'](?:https?:)?//""", page)


@pytest.mark.parametrize("address", PAGES.values())
def test_every_field_has_a_name_and_every_page_one_heading(
    alices: Client, training: Store, address: str
) -> None:
    page = alices.get(address).content.decode()
    assert page.count("<h1") == 1
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    for field in re.findall(r"<(?:input|select|textarea)\b[^>]*>", page):
        if re.search(r'type="(?:hidden|radio|checkbox)"', field):
            continue
        found = re.search(r' id="([^"]+)"', field)
        assert found, field
        assert found[1] in labelled, field
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_slash_too_many_leads_to_the_page_itself(alices: Client, training: Store) -> None:
    answer = alices.get("/exercises/clamshell/")
    assert (answer.status_code, answer["Location"]) == (302, "/exercises/clamshell")
    assert alices.get("/nowhere/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/nowhere", "/exercises/clamshel", "/log/w9-mon/x", "/log/exercise/nope"]
)
def test_what_does_not_exist_is_said_in_a_sentence(alices: Client, training: Store, address: str) -> None:
    answer = alices.get(address)
    assert answer.status_code == 404
    assert "<h1>Not here</h1>" in answer.content.decode()


def test_pages_are_not_kept_by_caches_between_people(alices: Client, training: Store) -> None:
    assert "Cookie" in alices.get("/").headers["Vary"]


def test_another_host_name_is_refused(alices: Client, training: Store) -> None:
    assert alices.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_store_that_breaks_under_a_page_is_said_in_a_sentence(
    alices: Client, training: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(store: Store) -> None:
        raise OperationalError("disk I/O error")

    monkeypatch.setattr(Store, "entries", broken)
    answer = alices.get("/")
    assert answer.status_code == 500
    assert "The store cannot be read or written just now (disk I/O error)" in answer.content.decode()


def test_a_fault_of_our_own_is_said_without_touching_the_store(
    training: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(store: Store) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(Store, "athlete", wrong)
    client = Client(raise_request_exception=False)
    client.force_login(training.person)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "nothing of what was saved before is lost" in answer.content.decode()
    assert "a bug" not in answer.content.decode()


def test_the_migrations_say_what_the_models_say(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
