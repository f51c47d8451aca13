"""From the camera page into the diary: accepted, corrected, for both sides, once; and the files the page runs on."""

import gzip
import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from gluteal.errors import BadData, StoreError
from gluteal.exchange.json_file import Document, KeptSet, read, write
from gluteal.packages import fetch
from gluteal.training.athlete import Side
from gluteal.training.diary import SetDone
from gluteal.web.accounts.models import Person
from gluteal.web.formcheck.models import KeptLandmarks
from gluteal.web.formcheck.networks import networks
from gluteal.web.store import Store

PLACE = {"session": "w1-mon", "slot": "w1-mon-1"}


def fields(side: str, **changes: object) -> dict[str, object]:
    found = {
        "uid": str(uuid4()),
        "amount": "12",
        "rir": "2",
        "pain": "0",
        "clean_share": "0.75",
        "judged": "12",
        "agreed": "on",
    }
    return {f"{side}-{name}": value for name, value in {**found, **changes}.items()}


def sent(*sides: dict[str, object], **more: object) -> dict[str, object]:
    found: dict[str, object] = {"day": "2026-11-23", "notes": ""}
    for side in sides:
        found |= side
    return {**found, **more}


def test_each_side_becomes_a_set_of_its_own_with_its_share_of_clean_ones(
    alices: Client, training: Store
) -> None:
    answer = alices.post(
        "/form/side-lying-abduction/save",
        sent(fields("left"), fields("right", amount="10", clean_share="1", judged="9"), **PLACE),
    )
    assert (answer.status_code, answer["Location"]) == (302, "/log/w1-mon/w1-mon-1")
    left, right = (one for one in training.entries() if isinstance(one, SetDone))
    assert (left.side, left.amount, left.clean_share, left.judged) == (Side.LEFT, 12, 0.75, 12)
    assert (right.side, right.amount, right.clean_share, right.judged) == (Side.RIGHT, 10, 1.0, 9)
    assert {one.slot for one in (left, right)} == {"w1-mon-1"}
    assert left.session == "block-1/w1-mon"
    assert left.prescribed is not None
    assert (left.order, right.order) == (0, 1)


def test_sending_it_twice_is_sending_it_once(alices: Client, training: Store) -> None:
    data = sent(fields("left"))
    for _ in range(2):
        assert alices.post("/form/side-lying-abduction/save", data).status_code == 302
    assert len(training.entries()) == 1


def test_a_side_without_a_number_is_not_logged(alices: Client, training: Store) -> None:
    alices.post("/form/side-lying-abduction/save", sent(fields("left", amount=""), fields("right")))
    (one,) = training.entries()
    assert isinstance(one, SetDone)
    assert one.side is Side.RIGHT
    alices.post("/form/side-lying-abduction/save", sent(fields("left", amount="")))
    assert len(training.entries()) == 1


@pytest.mark.parametrize(
    "changes", [{"agreed": ""}, {"judged": "0"}, {"judged": ""}, {"clean_share": ""}], ids=str
)
def test_how_clean_it_was_is_left_out_where_the_person_disagrees_or_nothing_was_judged(
    alices: Client, training: Store, changes: dict[str, object]
) -> None:
    alices.post("/form/squat/save", sent(fields("both", **changes)))
    (one,) = training.entries()
    assert isinstance(one, SetDone)
    assert (one.side, one.clean_share, one.judged) == (Side.BOTH, None, None)


def test_a_band_is_named_once_for_both_sides(alices: Client, training: Store) -> None:
    alices.post("/form/clamshell-band/save", sent(fields("left"), fields("right"), band="green loop"))
    loads = [one.load for one in training.entries() if isinstance(one, SetDone)]
    assert [load.band.name for load in loads if load and load.band] == ["green loop", "green loop"]


@pytest.mark.parametrize(
    "changes",
    [{"amount": "-3"}, {"amount": "x"}, {"clean_share": "7"}, {"pain": "11"}, {"uid": "x"}],
    ids=str,
)
def test_what_cannot_be_is_said_and_nothing_saved(
    alices: Client, training: Store, changes: dict[str, object]
) -> None:
    answer = alices.post("/form/squat/save", sent(fields("both", **changes)))
    assert answer.status_code == 422
    assert "Nothing was saved" in answer.content.decode()
    assert training.entries() == ()


def test_the_page_says_what_is_asked_for_and_what_it_cannot_see(alices: Client, training: Store) -> None:
    page = alices.get("/form/side-lying-abduction", PLACE).content.decode()
    assert "{&quot;left&quot;: 15, &quot;right&quot;: 15}" in page
    assert "What the camera cannot see" in page
    assert "The picture stays in this browser" in page
    assert re.search(r'name="left-pain" value="0">', page), "nobody is said to be free of pain unasked"


def test_an_exercise_without_a_form_check_has_no_camera_page(alices: Client, training: Store) -> None:
    answer = alices.get("/form/machine-abduction")
    assert answer.status_code == 404
    assert "machine-abduction" in answer.content.decode()


def test_kept_landmarks_are_their_owners_alone(alices: Client, bobs: Client, alice: Person) -> None:
    uid = UUID("7b1c2a44-58a4-4f4c-9d42-0d9a8b1c6f10")
    document = gzip.compress(b'{"format":"gluteal-landmarks"}\n{"t":0.1}\n')
    KeptLandmarks.objects.create(
        uid=uid, person=alice, day="2026-11-23", exercise="squat", frames=1, document=document
    )
    assert bobs.get(f"/form/kept/{uid}").status_code == 404
    bobs.post(f"/form/kept/{uid}/forget")
    got = alices.get(f"/form/kept/{uid}")
    assert got.content.splitlines()[1] == b'{"t":0.1}'
    assert "squat-2026-11-23.jsonl" in got["Content-Disposition"]
    alices.post(f"/form/kept/{uid}/forget")
    assert not KeptLandmarks.objects.exists()


def test_only_the_worker_may_run_webassembly(alices: Client, training: Store) -> None:
    worker = alices.get("/form/eye.mjs")
    assert worker["Content-Type"] == "text/javascript"
    assert "script-src 'self' 'wasm-unsafe-eval'" in worker["Content-Security-Policy"]
    for address in ("/form", "/form/squat", "/"):
        assert "unsafe" not in alices.get(address)["Content-Security-Policy"]


def test_only_the_networks_are_served_and_only_to_who_has_entered(
    alices: Client, charlies: Client, db: None
) -> None:
    for name in ("x", "pose-huge.task", "pose-heavy.task", "..%2f..%2fsecret.key"):
        assert alices.get(f"/form/networks/{name}").status_code == 404
    assert charlies.get("/form/networks/pose-full.task").status_code == 403
    if fetch.is_here():
        answer = alices.get("/form/networks/pose-lite.task")
        assert answer.content[:2] == b"PK"
        assert "immutable" in answer["Cache-Control"]


def test_the_page_learns_how_far_the_fetching_is_and_why_it_failed(
    alices: Client, training: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gluteal.errors import PackagesMissing

    def away(*_: object) -> None:
        raise PackagesMissing("the network does not reach the package registry")

    monkeypatch.setattr(networks, "_state", type(networks._state)())
    monkeypatch.setattr("gluteal.video.models.bundle", away)
    alices.post("/form/ready")
    assert networks._thread is not None
    networks._thread.join()
    found = alices.post("/form/ready").json()
    assert not found["ready"]
    assert "does not reach" in found["fault"]
    networks._thread.join()


def test_the_way_to_the_camera_is_where_the_exercise_is_and_back_to_where_it_came_from(
    alices: Client, training: Store
) -> None:
    assert "/form/clamshell" in alices.get("/exercises/clamshell").content.decode()
    assert "/form/" not in alices.get("/exercises/machine-abduction").content.decode()
    page = alices.get("/log/w1-mon/w1-mon-1").content.decode()
    assert "/form/side-lying-abduction?session=w1-mon&amp;slot=w1-mon-1" in page
    guided = alices.get("/form/side-lying-abduction", {**PLACE, "back": "session"}).content.decode()
    assert 'name="back" value="session"' in guided
    answer = alices.post("/form/side-lying-abduction/save", sent(fields("left"), **PLACE, back="session"))
    assert answer["Location"] == "/session"


def test_kept_landmarks_are_in_the_export_and_come_back_with_it(
    alices: Client, bobs: Client, training: Store, alice: Person, bob: Person
) -> None:
    packed = gzip.compress(b'{"format": "gluteal-landmarks"}\n')
    row = {"uid": uuid4(), "day": "2026-11-20", "exercise": "squat", "frames": 3, "document": packed}
    KeptLandmarks.objects.create(person=alice, **row)
    document = read(alices.get("/account/export").content)
    (one,) = document.landmarks
    assert (one.exercise, one.frames) == ("squat", 3)
    assert read(bobs.get("/account/export").content).landmarks == ()
    KeptLandmarks.objects.all().delete()
    for _again in range(2):
        Store(alice).restore_landmarks(document.landmarks)
    assert [bytes(kept.document) for kept in KeptLandmarks.objects.filter(person=alice)] == [packed]
    with pytest.raises(StoreError, match="somebody else"):
        Store(bob).restore_landmarks(document.landmarks)


def test_landmarks_that_are_none_are_a_fault_of_the_export() -> None:
    kept = KeptSet(uid=uuid4(), day=date(2026, 11, 20), exercise="squat", frames=3, document="!!")
    with pytest.raises(BadData, match="cannot be read"):
        read(write(Document(landmarks=(kept,))))
