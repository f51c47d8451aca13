"""One's own account: sessions, the calendar's address, taking everything along, and deleting it."""

import json
from collections.abc import Callable

from django.test import Client

from gluteal.exchange.json_file import read
from gluteal.training.diary import SetDone
from gluteal.web.accounts.models import CalendarFeed, EntryLink, Person
from gluteal.web.diary.models import Fact
from gluteal.web.plan.models import Profile, ProgrammeRow
from gluteal.web.store import Store

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"


def entered(person: Person, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    client.get(f"/enter/{EntryLink.make(person)}")
    return client


def test_each_device_stands_in_the_list_and_can_be_signed_out(alice: Person) -> None:
    desk, phone = entered(alice, FIREFOX), entered(alice, PHONE)
    page = desk.get("/account").content.decode()
    assert "Firefox, Linux" in page
    assert "Chrome, Android" in page
    number = page.split("/account/sessions/")[1].split("/")[0]
    desk.post(f"/account/sessions/{number}/end")
    assert phone.get("/account").status_code == 403
    assert desk.get("/account").status_code == 200
    assert "Chrome, Android" not in desk.get("/account").content.decode()


def test_nobody_signs_out_a_stranger(alice: Person, bob: Person) -> None:
    phone, desk = entered(bob, PHONE), entered(alice, FIREFOX)
    page = phone.get("/account").content.decode()
    from allauth.usersessions.models import UserSession

    number = UserSession.objects.get(user=bob).pk
    assert "Firefox" not in page
    desk.post(f"/account/sessions/{number}/end")
    assert phone.get("/account").status_code == 200


def test_everything_can_be_taken_along_and_read_back(
    alices: Client, training: Store, bobs: Client, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done()])
    answer = alices.get("/account/export")
    assert answer["Content-Disposition"].startswith("attachment;")
    document = read(answer.content)
    assert document.profiles == training.profiles()
    assert document.programmes == training.programmes()
    assert document.entries == training.entries()
    others = read(bobs.get("/account/export").content)
    assert (others.profiles, others.programmes, others.entries) == ((), (), ())
    assert json.loads(answer.content)["format"] == "gluteal-export"


def test_nothing_is_deleted_without_the_word(alices: Client, training: Store) -> None:
    answer = alices.post("/account/delete", {"word": "yes please"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "nothing was deleted" in page
    assert 'value="yes please"' in page
    assert training.athlete() is not None


def test_deleting_leaves_no_row_of_the_person_and_every_row_of_others(
    alices: Client, training: Store, alice: Person, bob: Person, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done()])
    Store(bob).add([set_done()])
    CalendarFeed.make(alice)
    answer = alices.post("/account/delete", {"word": " Delete "})
    assert "Everything is deleted" in answer.content.decode()
    assert not Person.objects.filter(username="alice").exists()
    assert not Profile.objects.exists()
    assert not ProgrammeRow.objects.exists()
    assert not CalendarFeed.objects.exists()
    assert [row.person_id for row in Fact.objects.all()] == [bob.pk]
    assert alices.get("/").status_code == 403


def test_the_calendar_has_an_address_that_needs_no_sign_in_and_can_be_revoked(
    alices: Client, training: Store, charlies: Client
) -> None:
    alices.post("/account/calendar", {"do": "make"})
    first = CalendarFeed.objects.get().path
    assert first in alices.get("/account").content.decode()
    answer = charlies.get(first)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    assert "block-1/w1-mon@gluteal" in answer.content.decode()
    alices.post("/account/calendar", {"do": "renew"})
    second = CalendarFeed.objects.get().path
    assert second != first
    assert charlies.get(first).status_code == 404
    assert charlies.get(second).status_code == 200
    alices.post("/account/calendar", {"do": "revoke"})
    assert charlies.get(second).status_code == 404


def test_one_persons_calendar_shows_nothing_of_another(
    alices: Client, training: Store, bobs: Client, charlies: Client
) -> None:
    bobs.post("/account/calendar", {"do": "make"})
    text = charlies.get(CalendarFeed.objects.get().path).content.decode()
    assert "BEGIN:VCALENDAR" in text
    assert "VEVENT" not in text


def test_pairing_says_what_to_start_where_no_network_is_open(alices: Client) -> None:
    page = alices.get("/pair").content.decode()
    assert "gluteal serve --lan" in page
    assert "<svg" not in page


def test_pairing_makes_a_code_that_lets_one_phone_in(
    alices: Client, alice: Person, charlies: Client, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("GLUTEAL_LAN", "https://192.168.0.5:8443")
    monkeypatch.setenv("GLUTEAL_LAN_SETUP", "http://192.168.0.5:8080/")
    monkeypatch.setenv("GLUTEAL_LAN_FINGERPRINT", "AA:BB")
    page = alices.post("/pair").content.decode()
    assert page.count("<svg") == 2
    assert "AA:BB" in page
    token = page.split("https://192.168.0.5:8443/enter/")[1].split("<")[0].split()[0]
    assert charlies.get(f"/enter/{token}").status_code == 302
    assert charlies.get("/account").status_code == 200
    assert Client().get(f"/enter/{token}").status_code == 403


def test_who_leaves_is_told_to_the_page_that_clears_the_device(alices: Client, training: Store) -> None:
    answer = alices.post("/leave")
    assert answer.cookies["gluteal_left"].value == "1"
    assert not answer.cookies["gluteal_left"]["httponly"]
    assert "session/leave.js" in answer.content.decode()
    assert "session/install.js" not in answer.content.decode()
