"""A movement screen before the camera: rated after the set, kept once when asked, and nobody else's."""

import json
import re
from functools import cache
from typing import Any

import pytest
import tests.form.conftest  # noqa: F401 - makes the recordings known
from django.test import Client
from tests.form.recordings import as_sent
from tests.form.synthetic import performed, seen

from gluteal.errors import BadValue
from gluteal.training.diary import Retest
from gluteal.web.accounts.models import Person
from gluteal.web.formcheck.engine import checker_for
from gluteal.web.formcheck.live import LiveSet
from gluteal.web.formcheck.screened import screened, signed_entries
from gluteal.web.store import Store

TEST = "single-leg-squat-rated"


@cache
def frames(
    fault: str = "", size: float = 0.0, reps: int = 3
) -> tuple[tuple[int, int], list[dict[str, object]]]:
    film = seen(performed("single-leg-squat", "right", reps, fault, size), 0, 0.002)
    assert film.size is not None
    return film.size, as_sent(film)


def told(one: LiveSet, message: dict[str, Any]) -> Any:
    return one.take(json.dumps(message))


def done(fault: str = "", size: float = 0.0, reps: int = 3, **more: object) -> LiveSet:
    picture, made = frames(fault, size, reps)
    one = LiveSet(checker_for)
    start = {"kind": "start", "exercise": "single-leg-squat", "screen": TEST, "size": picture}
    assert told(one, {**start, **more})["kind"] == "started"
    for at in range(0, len(made), 60):
        assert told(one, {"kind": "frames", "frames": made[at : at + 60]})["kind"] == "seen"
    assert told(one, {"kind": "end"})["kind"] == "report"
    return one


def test_a_screen_is_rated_and_kept_once_when_it_is_sent(
    alices: Client, training: Store, alice: Person
) -> None:
    found = screened(alice, done("knee", 18, conditions="barefoot"))
    assert "Knee inside the foot" in found["html"]
    assert "This is the first result" in found["html"]
    assert "<script" not in found["html"]
    for _again in range(2):
        answer = alices.post(f"/form/screens/{TEST}/save", {"screen": found["screen"]})
        assert (answer.status_code, answer["Location"]) == (302, "/progress/measures")
    (kept,) = training.entries()
    assert isinstance(kept, Retest)
    assert (kept.test, kept.side, kept.conditions) == (TEST, "right", "barefoot")
    assert "Single-leg squat, rated" in alices.get("/progress/measures").content.decode()
    then = screened(alice, done(conditions="barefoot"))["html"]
    assert "the line of the knee is better than before" in then
    assert "first result" in screened(alice, done(conditions="in shoes"))["html"]


def test_too_few_repetitions_are_shown_and_cannot_be_kept(alice: Person, training: Store) -> None:
    found = screened(alice, done(reps=2))
    assert "At least 3 repetitions" in found["html"]
    assert found["screen"] == ""


def test_what_was_changed_on_the_way_or_is_somebody_elses_is_not_kept(
    alices: Client, training: Store, alice: Person, bob: Person
) -> None:
    text = screened(alice, done())["screen"]
    answer = alices.post(f"/form/screens/{TEST}/save", {"screen": text[:-3] + "abc"}, follow=True)
    assert "was changed on the way" in answer.content.decode()
    assert training.entries() == ()
    with pytest.raises(BadValue, match="somebody else"):
        signed_entries(bob, text)


def test_who_may_not_do_its_exercise_gets_a_sentence_in_place_of_the_camera(
    alices: Client, training: Store
) -> None:
    page = alices.get(f"/form/screens/{TEST}").content.decode()
    assert "level" in page
    assert 'id="begin"' not in page


def test_a_page_of_each_screen_can_be_reached(alices: Client) -> None:
    index = alices.get("/form").content.decode()
    addresses = re.findall(r'href="(/form/screens/[a-z-]+)"', index)
    assert len(addresses) == 3
    for address in addresses:
        page = alices.get(address).content.decode()
        assert 'data-screen="' in page
        assert ('id="step"' in page) == ("step-down" in address)
    assert alices.get("/form/screens/y-balance").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"screen": "y-balance"},
        {"screen": 7},
        {"screen": TEST, "exercise": "squat"},
        {"screen": TEST, "step": "high"},
        {"screen": TEST, "step": -1},
        {"screen": TEST, "step": True},
        {"screen": TEST, "conditions": 3},
        {"screen": TEST, "conditions": "x" * 401},
    ],
)
def test_a_screen_that_is_none_is_answered_by_a_sentence(wrong: dict[str, object]) -> None:
    start = {"kind": "start", "exercise": "single-leg-squat", "size": [640, 480]}
    answer = told(LiveSet(checker_for), {**start, **wrong})
    assert answer["kind"] == "error"
    assert answer["text"].endswith(".")
