"""Changing the plan, progress and the account over the API: the same as on the pages."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gluteal.training.diary import SetDone
from gluteal.training.programme import Programme
from gluteal.web.accounts.models import CalendarFeed, Person
from gluteal.web.store import Store

Send = Callable[..., Any]


@pytest.fixture
def send(alices: Client) -> Send:
    def ask(method: str, address: str, **body: Any) -> Any:
        if method == "get":
            return alices.get(address)
        return getattr(alices, method)(address, json.dumps(body), content_type="application/json")

    return ask


def programme_of(store: Store) -> Programme:
    found = store.programme()
    assert found is not None
    return found


def test_a_session_moves_and_the_answer_is_what_is_kept(send: Send, training: Store) -> None:
    answer = send("put", "/api/sessions/w1-thu/day", day="2026-11-27")
    assert programme_of(training).session("w1-thu").day == date(2026, 11, 27)
    assert answer.json()["programme"] == json.loads(send("get", "/api/programme").content)


def test_a_swap_takes_what_is_offered_and_nothing_else(send: Send, training: Store) -> None:
    programme = programme_of(training)
    session = programme.weeks[0].sessions[0]
    slots = tuple(replace(s, alternatives=("clamshell",)) if s.hard else s for s in session.slots)
    weeks = (
        replace(programme.weeks[0], sessions=(replace(session, slots=slots), programme.weeks[0].sessions[1])),
        programme.weeks[1],
    )
    training.save_programme(replace(programme, weeks=weeks))
    offered = send("get", "/api/slots/w1-mon-1/offered").json()["offered"]
    assert [one["slug"] for one in offered] == ["clamshell"]
    refused = send("put", "/api/slots/w1-mon-1", choice="hip-thrust")
    assert refused.status_code == 422
    assert "what fits is Clamshell" in refused.json()["error"]["sentence"]
    assert send("put", "/api/slots/w1-mon-1", choice="clamshell").status_code == 200
    assert programme_of(training).session("w1-mon").slots[1].choice == "clamshell"


@pytest.mark.parametrize(
    ("method", "address", "body", "status"),
    [
        ("put", "/api/sessions/w1-thu/day", {"day": "2026-12-24"}, 422),
        ("put", "/api/sessions/w9-thu/day", {"day": "2026-11-27"}, 404),
        ("put", "/api/sessions/w1-thu/minutes", {"minutes": 0}, 422),
        ("put", "/api/sessions/w1-thu/minutes", {"minutes": 400}, 422),
        ("put", "/api/sessions/w1-thu/kit", {"kit": "barbell"}, 422),
        ("put", "/api/slots/w9-mon-1", {"choice": "clamshell"}, 422),
        ("post", "/api/away", {"first": "2026-11-28", "last": "2026-11-26"}, 422),
        ("put", "/api/weeks/99/lighter", {"lighter": True}, 404),
        ("delete", "/api/programme/change", {}, 409),
        ("get", "/api/progress/no-such-thing", {}, 404),
        ("delete", "/api/devices/99", {}, 404),
        ("post", "/api/account/delete", {"word": "yes"}, 422),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_changes_nothing(
    send: Send, training: Store, method: str, address: str, body: dict[str, Any], status: int
) -> None:
    before = training.programmes()
    answer = send(method, address, **body)
    assert answer.status_code == status
    assert len(answer.json()["error"]["sentence"]) > 10
    assert training.programmes() == before


def test_a_lighter_week_is_eased_and_can_be_taken_back(send: Send, training: Store) -> None:
    full = send("get", "/api/sessions/w1-mon").json()
    assert send("put", "/api/weeks/1/lighter", lighter=True).status_code == 200
    eased = send("get", "/api/sessions/w1-mon").json()

    def sets(document: dict[str, Any]) -> int:
        return sum(side["sets"] for line in document["lines"] for side in line["options"][0]["sides"])

    assert sets(eased) < sets(full)
    assert send("delete", "/api/programme/change").status_code == 200
    assert sets(send("get", "/api/sessions/w1-mon").json()) == sets(full)


def test_progress_says_what_was_done_on_each_side(
    send: Send, training: Store, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done(day=date(2026, 11, 20)), set_done(day=date(2026, 11, 21))])
    whole = send("get", "/api/progress?weeks=1").json()
    assert [(one["exercise"], one["side"]) for one in whole["exercises"]] == [("clamshell", "left")]
    assert "Too few sessions" in whole["exercises"][0]["told"]
    assert whole["weeks"][0]["left"]["gluteus-medius-posterior"][1] > 0
    assert whole["weeks"][0]["right"] == {}
    assert whole["targets"]["gluteus-medius-posterior"] == 8.0
    assert whole["kept"] == {"due": 0, "begun": 0, "on_day": 0}
    one = send("get", "/api/progress/clamshell").json()
    assert [len(track["points"]) for track in one["tracks"]] == [2, 0]
    assert one["ladders"]["left"][0]["sessions"] == 2
    assert one["gap"]["told"] is None


def test_a_fresh_calendar_address_works_and_ends_the_one_before(
    send: Send, training: Store, charlies: Client
) -> None:
    first = send("post", "/api/calendar").json()["address"]
    second = send("post", "/api/calendar").json()["address"]
    assert charlies.get(first).status_code == 404
    assert charlies.get(second).status_code == 200
    send("delete", "/api/calendar")
    assert charlies.get(second).status_code == 404
    assert not CalendarFeed.objects.filter(person=training.person).exists()


def test_deleting_takes_everything_and_signs_out(
    send: Send, training: Store, alices: Client, bobs_store: Store, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done()])
    bobs_store.add([set_done()])
    assert send("post", "/api/account/delete", word=" Delete ").json() == {"entries": 1}
    assert not Person.objects.filter(username="alice").exists()
    assert alices.get("/api/me").status_code == 401
    assert len(bobs_store.entries()) == 1


def test_a_hosted_browser_has_to_have_signed_in_lately_to_delete(
    send: Send, training: Store, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOSTED = True
    answer = send("post", "/api/account/delete", word="delete")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "sign-in-again")
    assert Person.objects.filter(username="alice").exists()


@pytest.mark.parametrize(("method", "address"), [("get", "/api/export"), ("post", "/api/programme")])
def test_what_costs_much_is_held_back_where_many_share_a_server(
    send: Send, training: Store, settings: Any, method: str, address: str
) -> None:
    settings.HOSTED = True
    cache.clear()
    settings.TIMES_AN_HOUR = {"plan": 1, "export": 1}
    assert send(method, address).status_code in (200, 201)
    answer = send(method, address)
    assert (answer.status_code, answer.json()["error"]["code"]) == (429, "too-often")
