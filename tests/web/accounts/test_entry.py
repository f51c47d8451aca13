"""The one-time address: in once, then never again; without it every page is closed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gluteal.web.accounts.models import ENTRY_MINUTES, EntryLink, Person


def test_a_link_lets_its_person_in_once(charlies: Client, alice: Person) -> None:
    token = EntryLink.make(alice)
    answer = charlies.get(f"/enter/{token}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"
    cookie = answer.cookies["gluteal_session"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert charlies.get("/").status_code == 200
    assert Client().get(f"/enter/{token}").status_code == 403


def test_the_same_link_again_in_the_same_browser_leads_home(charlies: Client, alice: Person) -> None:
    token = EntryLink.make(alice)
    charlies.get(f"/enter/{token}")
    assert charlies.get(f"/enter/{token}").headers["Location"] == "/"


def test_looking_without_opening_does_not_spend_a_link(charlies: Client, alice: Person) -> None:
    token = EntryLink.make(alice)
    assert charlies.head(f"/enter/{token}").status_code == 200
    assert charlies.get(f"/enter/{token}").status_code == 302


def test_a_link_expires(charlies: Client, alice: Person) -> None:
    token = EntryLink.make(alice, timezone.now() - timedelta(minutes=ENTRY_MINUTES, seconds=1))
    assert charlies.get(f"/enter/{token}").status_code == 403


def test_a_fresh_link_closes_the_ones_before_it(charlies: Client, alice: Person) -> None:
    older = EntryLink.make(alice)
    EntryLink.make(alice)
    assert charlies.get(f"/enter/{older}").status_code == 403


@pytest.mark.parametrize("token", ["x", "%00", "a" * 3000])
def test_a_token_that_never_was_is_refused(charlies: Client, token: str) -> None:
    answer = charlies.get(f"/enter/{token}")
    assert answer.status_code == 403
    assert "gluteal serve" in answer.content.decode()


def test_the_token_itself_is_not_stored(alice: Person) -> None:
    token = EntryLink.make(alice)
    assert token not in str(EntryLink.objects.values_list()[0])


def test_leaving_closes_the_pages(alices: Client) -> None:
    assert alices.post("/leave").status_code == 200
    assert alices.get("/").status_code == 403
