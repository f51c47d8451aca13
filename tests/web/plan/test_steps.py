"""The first set-up in six steps: a plan at the end, a sentence where something is wrong, nothing typed lost."""

import pytest
from django.test import Client

from gluteal.web.accounts.models import Person
from gluteal.web.plan.parts import STEPS
from gluteal.web.store import Store

YOU = {"goals": ["growth"], "name": "Alice", "born": "1990", "experience": "some"}
KIT = {"units": "kg", "band_0": "green", "band_0_form": "loop", "band_0_cm": "30", "dumbbells": "5, 10"}
ANSWERS = {
    "you": YOU,
    "safety": {"none_of_these": "on"},
    "conditions": {},
    "kit": KIT,
    "time": {"days": ["mon", "thu"], "minutes": "25"},
    "sides": {"weaker_side": "left"},
}


def go(client: Client, upto: int) -> None:
    for number in range(1, upto + 1):
        answer = client.post(f"/start/{number}", ANSWERS[STEPS[number - 1]])
        assert answer.status_code == 302, answer.content.decode()


def test_a_new_person_is_led_to_the_first_step(alices: Client) -> None:
    assert alices.get("/start")["Location"] == "/start/1"
    assert "Step 1 of 6" in alices.get("/start/1").content.decode()


def test_six_steps_make_a_plan_with_a_reason_for_each_choice(alices: Client, alice: Person) -> None:
    go(alices, 6)
    store = Store(alice)
    athlete, programme = store.athlete(), store.programme()
    assert athlete is not None
    assert programme is not None
    assert (athlete.name, athlete.weaker_side, athlete.minutes) == ("Alice", "left", 25)
    assert athlete.kit.dumbbells == (5.0, 10.0)
    assert [band.name for band in athlete.kit.bands] == ["green"]
    page = alices.get("/programme").content.decode()
    week = programme.weeks[0]
    assert all(slot.why for session in week.sessions for slot in session.slots)
    assert page.count('class="why small"') >= sum(len(session.slots) for session in week.sessions)
    assert alices.get("/start/1")["Location"] == "/start"


@pytest.mark.parametrize(
    ("step", "wrong", "said"),
    [
        (1, YOU | {"born": "199"}, "Year of birth"),
        (1, YOU | {"born": "2031"}, "Year of birth: 2031 is still to come."),
        (1, YOU | {"born": "2020"}, "Gluteal plans for adults"),
        (1, YOU | {"goals": []}, "What do you train for?"),
        (2, {}, "read the safety questions"),
        (4, KIT | {"dumbbells": "5, heavy"}, "“heavy” is not a number"),
        (5, {"days": [], "minutes": "25"}, "On which days?"),
        (5, {"days": ["mon"], "minutes": "-4"}, "Minutes"),
    ],
)
def test_a_step_says_what_is_wrong_and_keeps_what_was_typed(
    alices: Client, alice: Person, step: int, wrong: dict[str, object], said: str
) -> None:
    go(alices, step - 1)
    answer = alices.post(f"/start/{step}", wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    for value in wrong.values():
        if isinstance(value, str) and value not in ("on", "kg", "some"):
            assert value in page
    assert Store(alice).athlete() is None


def test_going_back_shows_what_was_typed(alices: Client) -> None:
    go(alices, 4)
    assert 'value="1990"' in alices.get("/start/1").content.decode()
    assert 'value="5, 10"' in alices.get("/start/4").content.decode()
    assert 'role="alert"' not in alices.get("/start/5").content.decode()


def test_the_last_step_leads_back_to_one_that_was_left_out(alices: Client, alice: Person) -> None:
    alices.post("/start/1", YOU)
    answer = alices.post("/start/6", {"weaker_side": ""})
    assert answer.status_code == 422
    assert "Step 2 of 6" in answer.content.decode()
    assert Store(alice).athlete() is None


def test_a_red_flag_keeps_the_plan_back_and_the_answers(alices: Client, alice: Person) -> None:
    from gluteal.training.question import Group, questions_of

    flag = questions_of(Group.RED_FLAG)[0].key
    for number, part in enumerate(STEPS, start=1):
        more = {f"ask_{flag}": "on"} if part == "safety" else {}
        alices.post(f"/start/{number}", ANSWERS[part] | more)
    assert Store(alice).athlete() is not None
    assert Store(alice).programme() is None
    assert "No training for now" in alices.get("/").content.decode()


def test_no_step_beyond_the_last(alices: Client) -> None:
    assert alices.get("/start/7", follow=True).redirect_chain[-1][0] == "/start/1"
    assert alices.get("/start/0", follow=True).redirect_chain[-1][0] == "/start/1"


def test_a_draft_belongs_to_its_person(alices: Client, bobs: Client, charlies: Client) -> None:
    alices.post("/start/1", YOU)
    assert "Alice" not in bobs.get("/start/1").content.decode()
    assert charlies.get("/start/1").status_code == 403
