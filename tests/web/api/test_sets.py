"""A set is put once: replays change nothing, wrong clocks are put right, bad input is said in a sentence and kept out."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.web.store import Store

Body = dict[str, Any]
Put = Callable[..., Any]


def test_the_same_set_again_changes_nothing(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body]
) -> None:
    body = a_set()
    first, *others = [put(alices, body) for _ in range(4)]
    assert (first.status_code, [one.status_code for one in others]) == (201, [200, 200, 200])
    assert {one.json()["number"] for one in others} == {first.json()["number"]}
    (kept,) = training.entries()
    assert isinstance(kept, SetDone)
    assert (str(kept.uid), kept.amount, kept.slot) == (body["uid"], 12, "w1-mon-1")


def test_other_values_under_a_known_uid_are_refused_and_the_first_stays(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body]
) -> None:
    body = a_set()
    put(alices, body)
    answer = put(alices, {**body, "amount": 20})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "other-values")
    (kept,) = training.entries()
    assert isinstance(kept, SetDone)
    assert kept.amount == 12


def test_a_uid_of_somebody_else_is_refused_without_a_word_about_them(
    alices: Client, put: Put, bobs: Client, training: Store, bobs_store: Store, a_set: Callable[..., Body]
) -> None:
    body = a_set(exercise="secret")
    put(alices, body)
    answer = put(bobs, {**body, "exercise": "mine"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "other-diary")
    assert "secret" not in answer.content.decode()
    assert bobs_store.entries() == ()


def test_a_set_dated_tomorrow_is_refused_and_can_be_sent_again(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body]
) -> None:
    body = a_set(day="2026-11-24", at="2026-11-24T08:00:00Z")
    answer = put(alices, body)
    assert answer.status_code == 422
    assert "2026-11-24 is still to come" in answer.json()["error"]["sentence"]
    assert training.entries() == ()
    assert put(alices, {**body, "day": "2026-11-23"}).status_code == 201


@pytest.mark.parametrize(("days", "said"), [(1, "2026-11-24"), (-400, "2025-10-19"), (3650, "2036-11-20")])
def test_a_phone_with_a_wrong_clock_loses_nothing(
    days: int,
    said: str,
    alices: Client,
    put: Put,
    training: Store,
    a_set: Callable[..., Body],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The phone wrote the set five minutes before it sent it, by its own wrong clock.
    from datetime import timedelta

    from gluteal.web import clock

    moment = clock.now().replace(hour=18, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(clock, "now", lambda: moment)
    phone = moment + timedelta(days=days)
    body = a_set(at=(phone - timedelta(minutes=5)).isoformat(), day=said)
    assert said == phone.date().isoformat()
    query = f"?sent_at={phone.isoformat().replace('+', '%2B')}"
    assert put(alices, body, query=query).status_code == 201
    (kept,) = training.entries()
    assert isinstance(kept, SetDone)
    assert (kept.day.isoformat(), kept.at) == ("2026-11-23", moment - timedelta(minutes=5))
    assert kept.extra["phone-at"] == body["at"]
    later = (phone + timedelta(seconds=3)).isoformat().replace("+", "%2B")
    assert (
        put(alices, body, query=f"?sent_at={later}").status_code == 200
    )  # sent again a little later: the same set
    assert len(training.entries()) == 1


def test_a_clock_that_is_off_by_seconds_is_left_alone(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gluteal.web import clock

    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    body = a_set(at=moment.isoformat())
    put(alices, body, query=f"?sent_at={moment.isoformat().replace('+', '%2B')}")
    (kept,) = training.entries()
    assert isinstance(kept, SetDone)
    assert (kept.at, kept.extra) == (moment, {})


def test_an_exercise_of_an_old_version_is_kept_as_it_is(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body]
) -> None:
    assert put(alices, a_set(exercise="a-clam-we-once-had")).status_code == 201
    for address in ("/", "/api/guide", "/api/agenda", "/api/sets", "/log"):
        assert alices.get(address).status_code == 200
    assert alices.get("/api/sets").json()["sets"][0]["exercise"] == "a-clam-we-once-had"


def test_taking_back_twice_is_taking_back_once(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body]
) -> None:
    body = a_set()
    put(alices, body)
    answers = [alices.delete(f"/api/sets/{body['uid']}") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len(training.entries()) == 2
    assert not Diary(training.entries()).facts
    assert put(alices, body).status_code == 200  # a late replay does not bring it back
    assert not Diary(training.entries()).facts
    assert alices.delete(f"/api/sets/{uuid4()}").status_code == 404


BAD: list[tuple[Body, str]] = [
    ({"amount": -1}, "amount"),
    ({"amount": 1e9}, "amount"),
    ({"rir": 99}, "rir"),
    ({"pain": 11}, "pain"),
    ({"pain": 2.5}, "pain"),
    ({"side": "middle"}, "side"),
    ({"exercise": ""}, "exercise"),
    ({"exercise": "x" * 301}, "exercise"),
    ({"notes": "x" * 2001}, "notes"),
    ({"at": "2026-11-23T18:05:00"}, "time zone"),
    ({"at": "0001-01-01T00:00:00+14:00", "day": "0001-01-01"}, "not a year"),
    ({"at": "9999-12-31T23:59:59-12:00"}, "not a year"),
    ({"day": "1900-01-01"}, "day"),
    ({"colour": "blue"}, "colour"),
    ({"uid": "not-a-uid"}, "uid"),
    ({"load": {"kind": "barbell", "amount": -5}}, "load.amount"),
    ({"load": {"kind": "feather"}}, "load"),
    ({"notes": "a\x00b"}, "character"),
    ({"extra": {"k": "v" * 3000}}, "extra"),
    ({"order": 10**30}, "order"),
    ({"kind": "sleep"}, "kind"),
]


@pytest.mark.parametrize(("changes", "named"), BAD, ids=[str(list(c.items()))[:40] for c, _ in BAD])
def test_what_cannot_be_is_said_with_its_place_and_not_kept(
    changes: Body, named: str, alices: Client, training: Store, a_set: Callable[..., Body]
) -> None:
    address = f"/api/sets/{a_set()['uid']}"
    body = a_set(uid=address.rpartition("/")[2])
    answer = alices.put(address, json.dumps({**body, **changes}), content_type="application/json")
    assert answer.status_code == 422, answer.content
    assert named in answer.json()["error"]["sentence"]
    assert training.entries() == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        '"x"',
        "NaN",
        '{"uid": NaN}',
        "[" * 50_000,
        "\ud800".encode("utf-8", "surrogatepass"),
    ],
)
def test_a_body_that_is_no_set_is_refused(text: str | bytes, alices: Client, training: Store) -> None:
    answer = alices.put(f"/api/sets/{uuid4()}", text, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["sentence"]


def test_five_megabytes_are_refused_for_one_set_and_taken_for_many(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body]
) -> None:
    answer = put(alices, a_set(notes="x" * 5_000_000))
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")
    many = {"entries": [a_set(notes="x" * 1900) for _ in range(2000)]}
    text = json.dumps(many)
    assert 4_000_000 < len(text) < 8_000_000
    answer = alices.post("/api/entries", text, content_type="application/json")
    assert answer.json() == {"added": 2000, "known": 0}
    again = alices.post("/api/entries", text, content_type="application/json")
    assert again.json() == {"added": 0, "known": 2000}
    assert alices.post("/api/entries", "x" * 9_000_000, content_type="application/json").status_code == 413
    assert len(training.entries()) == 2000


def test_of_many_entries_all_are_kept_or_none(
    alices: Client, training: Store, a_set: Callable[..., Body]
) -> None:
    answer = alices.post(
        "/api/entries", {"entries": [a_set(), a_set(pain=11)]}, content_type="application/json"
    )
    assert answer.status_code == 422
    assert "entries.1.pain" in answer.json()["error"]["sentence"]
    assert training.entries() == ()


def test_a_second_phone_asks_for_what_is_new(
    alices: Client, put: Put, training: Store, a_set: Callable[..., Body]
) -> None:
    bodies = [a_set() for _ in range(3)]
    for body in bodies:
        put(alices, body)
    first = alices.get("/api/entries?limit=2").json()
    assert [one["entry"]["uid"] for one in first["entries"]] == [body["uid"] for body in bodies[:2]]
    assert first["more"] is True
    rest = alices.get(f"/api/entries?since={first['newest']}").json()
    assert [one["entry"]["uid"] for one in rest["entries"]] == [bodies[2]["uid"]]
    assert rest["more"] is False
    assert alices.get(f"/api/entries?since={rest['newest']}").json()["newest"] == rest["newest"]


ENTRIES = [
    {"kind": "session", "session": "block-1/w1-mon", "effort": 6, "minutes": 31},
    {"kind": "morning", "about": "2026-11-22", "answer": "still-up"},
    {"kind": "sleep", "hours": 7.5},
    {"kind": "measure", "what": "hip-girth", "value": 98, "unit": "cm"},
    {"kind": "retest", "test": "side-bridge-hold", "side": "left", "value": 41, "unit": "s"},
    {"kind": "exercise", "name": "my clam", "same_as": "clamshell"},
]


@pytest.mark.parametrize("fields", ENTRIES, ids=[str(one["kind"]) for one in ENTRIES])
def test_every_kind_of_entry_can_be_written_down(
    fields: Body, alices: Client, put: Put, training: Store
) -> None:
    body = {"uid": str(uuid4()), "at": "2026-11-23T19:00:00Z", "day": "2026-11-23", **fields}
    assert put(alices, body, "/api/entries/").status_code == 201
    assert put(alices, body, "/api/entries/").status_code == 200
    (kept,) = training.entries()
    assert kept.kind == fields["kind"]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "session", "session": "x", "effort": 11},
        {"kind": "morning", "about": "2026-11-23", "answer": "still-up"},
        {"kind": "sleep", "hours": 25},
        {"kind": "retest", "test": "side-bridge-hold", "side": "both", "value": 41, "unit": "s"},
        {"kind": "dream"},
        {},
    ],
)
def test_an_entry_that_cannot_be_is_refused(fields: Body, alices: Client, put: Put, training: Store) -> None:
    body = {"uid": str(uuid4()), "at": "2026-11-23T19:00:00Z", "day": "2026-11-23", **fields}
    assert put(alices, body, "/api/entries/").status_code == 422
    assert training.entries() == ()
