"""Logging a set: two taps as prescribed, every odd input kept and answered with a sentence, undo."""

import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.test import Client

from gluteal.training.athlete import Side
from gluteal.training.diary import Correction, SessionDone, SetDone
from gluteal.training.history import Diary
from gluteal.web.store import Store

SLOT = "/log/w1-mon/w1-mon-1"
BAND_SLOT = "/log/w1-mon/w1-mon-2"


def typed(**changes: object) -> dict[str, object]:
    fields = {
        "uid": str(uuid4()),
        "side": "left",
        "amount": "12",
        "rir": "2",
        "pain": "0",
        "day": "2026-11-23",
    }
    return {**fields, **changes}


def offered(client: Client, address: str) -> list[dict[str, str]]:
    """Return the hidden fields of each “done as prescribed” button of a page."""
    page = client.get(address).content.decode()
    forms = [form for form in re.findall(r"<form.*?</form>", page, re.S) if "Done:" in form]
    return [dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)) for form in forms]


def test_done_as_prescribed_is_one_tap_on_the_page_of_the_set(alices: Client, training: Store) -> None:
    left, right = offered(alices, BAND_SLOT)
    assert (left["side"], right["side"]) == ("left", "right")
    answer = alices.post(BAND_SLOT, left)
    assert answer.status_code == 302
    (done,) = training.entries()
    assert isinstance(done, SetDone)
    assert (done.side, done.pain, done.session, done.slot) == (Side.LEFT, 0, "block-1/w1-mon", "w1-mon-2")
    assert done.prescribed is not None
    assert done.prescribed.amount[0] <= (done.amount or 0) <= done.prescribed.amount[1]
    assert done.load is not None
    assert done.load.band is not None
    assert done.load.band.name == "green loop"
    page = alices.get(BAND_SLOT).content.decode()
    assert "Saved: left" in page
    assert "1 of 2 sets done" in page


def test_a_second_tap_on_the_same_button_adds_nothing(alices: Client, training: Store) -> None:
    left, _right = offered(alices, SLOT)
    for _tap in range(2):
        assert alices.post(SLOT, left).status_code == 302
    assert len(training.entries()) == 1


def test_a_stranger_cannot_log_into_the_owners_session_nor_under_her_uid(
    alices: Client, bobs: Client, training: Store, bobs_store: Store
) -> None:
    left, _right = offered(alices, SLOT)
    alices.post(SLOT, left)
    assert bobs.post(SLOT, left).status_code == 302  # no programme of his own: home
    answer = bobs.post("/log/exercise/clamshell", typed(uid=left["uid"]))
    assert answer.status_code == 400
    assert "another diary" in answer.content.decode()
    assert bobs_store.is_empty()
    assert len(training.entries()) == 1


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("amount", "NaN", "Repetitions: that is not a number"),
        ("amount", "1e999", "Repetitions: that is not a number"),
        ("amount", "-3", "0 is the least"),
        ("amount", "1000000", "10000 is the most"),
        ("amount", "", "Repetitions: this is not filled in yet."),
        ("amount", "١٢ twelve", "Repetitions: that is not a number"),
        ("rir", "99", "not one of the choices here"),
        ("pain", "11", "not one of the choices here"),
        ("pain", "NaN", "not one of the choices here"),
        ("side", "both", "not one of the choices here"),
        ("day", "2026-11-24", "still to come"),
        ("day", "31 February", "not a day of the calendar"),
        ("uid", "not-a-uid", "Enter a valid UUID"),
    ],
)
def test_bad_input_keeps_what_was_typed_and_gives_a_sentence(
    alices: Client, training: Store, field: str, value: str, says: str
) -> None:
    answer = alices.post(SLOT, typed(notes="my precious note", **{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert "my precious note" in page
    assert training.entries() == ()


def test_a_band_that_is_not_owned_is_refused(alices: Client, training: Store) -> None:
    answer = alices.post(BAND_SLOT, typed(band="purple"))
    assert answer.status_code == 422
    assert training.entries() == ()


def test_five_megabytes_of_notes_are_refused_and_kept(alices: Client, training: Store) -> None:
    answer = alices.post(SLOT, typed(notes="n" * 5_000_000))
    assert answer.status_code == 422
    assert "at most 2000 characters" in answer.content.decode()
    assert b"n" * 5_000_000 in answer.content
    assert training.entries() == ()


def test_more_than_a_form_may_hold_is_refused_with_a_sentence(alices: Client, training: Store) -> None:
    answer = alices.post(SLOT, typed(notes="n" * 30_000_000))
    assert answer.status_code == 413
    assert "more than a form may hold" in answer.content.decode()
    assert training.entries() == ()


def test_notes_with_a_nul_are_refused_and_markup_is_shown_as_text(alices: Client, training: Store) -> None:
    assert alices.post(SLOT, typed(notes="a\x00b")).status_code == 422
    page = alices.post(SLOT, typed(notes="<script>alert(1)</script>", amount="x")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_undo_takes_a_set_back_by_a_correction_and_twice_is_once(alices: Client, training: Store) -> None:
    uid = uuid4()
    alices.post(SLOT, typed(uid=str(uid)))
    for _tap in range(2):
        alices.post(f"/undo/{uid}")
    kinds = [type(entry) for entry in training.entries()]
    assert kinds == [SetDone, Correction]
    assert Diary(training.entries()).facts == {}


def test_a_stranger_cannot_undo(alices: Client, bobs: Client, training: Store) -> None:
    uid = uuid4()
    alices.post(SLOT, typed(uid=str(uid)))
    assert bobs.post(f"/undo/{uid}").status_code == 404
    assert len(training.entries()) == 1


def test_red_pain_stops_the_exercise_for_today(alices: Client, training: Store) -> None:
    page = alices.post(SLOT, typed(pain="7"), follow=True).content.decode()
    assert "see a professional" in page
    assert "Done: " not in page


def test_the_targets_of_today_do_not_move_with_the_sets_of_today(alices: Client, training: Store) -> None:
    before = [form["amount"] for form in offered(alices, SLOT)]
    alices.post(SLOT, typed(side="right", amount="15", rir="2"))
    assert offered(alices, SLOT)[0]["amount"] == before[0]


def test_any_exercise_can_be_logged_and_comes_up_again(alices: Client, training: Store) -> None:
    assert alices.get("/log", {"exercise": "clamshell"}).headers["Location"] == "/log/exercise/clamshell"
    assert alices.post("/log/exercise/clamshell", typed()).status_code == 302
    assert "Clamshell" in alices.get("/log").content.decode()
    (done,) = training.entries()
    assert isinstance(done, SetDone)
    assert (done.exercise, done.session) == ("clamshell", None)


def test_an_imported_name_stays_loggable(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    training.add([set_done(exercise="Cable / Kick-back (mine)")])
    address = "/log/exercise/Cable%20/%20Kick-back%20(mine)"
    assert alices.get(address).status_code == 200
    assert alices.post(address, typed(side="both")).status_code == 302
    assert len(training.entries()) == 2


def test_a_set_of_yesterday_stands_on_yesterday(alices: Client, training: Store) -> None:
    alices.post("/log/exercise/clamshell", typed(day="2026-11-22"))
    (done,) = training.entries()
    assert done.day.isoformat() == "2026-11-22"
    assert done.at.date() == done.day


def test_finishing_keeps_the_effort_once(alices: Client, training: Store) -> None:
    for _tap in range(2):
        alices.post("/finish", {"session": "w1-mon", "effort": "6"})
    (done,) = training.entries()
    assert isinstance(done, SessionDone)
    assert (done.session, done.effort) == ("block-1/w1-mon", 6.0)


@pytest.mark.parametrize("effort", ["11", "-1", "NaN", "1e999", "6.5"])
def test_an_effort_that_is_none_is_refused(alices: Client, training: Store, effort: str) -> None:
    page = alices.post("/finish", {"session": "w1-mon", "effort": effort}, follow=True).content.decode()
    assert "a number from 0 to 10" in page
    assert training.entries() == ()


def test_finishing_a_session_that_is_not_there_is_a_sentence(alices: Client, training: Store) -> None:
    assert alices.post("/finish", {"session": "w7-sun"}).status_code == 404
    assert UUID(int=0) not in {entry.uid for entry in training.entries()}
