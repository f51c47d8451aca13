"""The profile form: a plan follows, what is wrong is said and kept, and nothing that it does not ask is lost."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from gluteal.training.athlete import Athlete, ConditionKind, Goal, Side, Stack, Weekday
from gluteal.training.profile import EXAMPLES, example
from gluteal.training.question import Group, questions_of
from gluteal.web.store import Store


def typed(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": "Alice",
        "born": "1990",
        "goals": ["growth", "stability"],
        "experience": "some",
        "days": ["mon", "thu"],
        "minutes": "30",
        "units": "kg",
        "weaker_side": "left",
        "none_of_these": "on",
    }
    return {key: value for key, value in {**fields, **changes}.items() if value is not None}


def test_a_filled_form_gives_a_profile_and_a_programme(alices: Client, alices_store: Store) -> None:
    answer = alices.post(
        "/start",
        typed(
            band_0="green loop",
            band_0_cm="30",
            dumbbells="2, 4,7.5 10",
            cable="on",
            cable_low="2.5",
            cable_high="60",
            cable_step="2.5",
            other_run=["tue"],
        ),
    )
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/programme"
    athlete = alices_store.athlete()
    assert athlete is not None
    assert athlete.goals == {Goal.GROWTH: 1.0, Goal.STABILITY: 1.0}
    assert athlete.days == (Weekday.MON, Weekday.THU)
    assert athlete.weaker_side is Side.LEFT
    assert athlete.kit.dumbbells == (2.0, 4.0, 7.5, 10.0)
    assert athlete.kit.cable == Stack(low=2.5, high=60.0, step=2.5)
    assert athlete.kit.bands[0].resting_cm == 30.0
    assert athlete.screening is not None
    assert athlete.screening.answered_on.isoformat() == "2026-11-23"
    assert alices_store.programme() is not None
    assert "A block of" in alices.get("/programme").content.decode()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": ""}, "Your name, or any name</a>: this is not filled in yet."),
        ({"born": "NaN"}, "Year of birth</a>: that is not a whole number."),
        ({"born": "1e999"}, "Year of birth</a>: that is not a whole number."),
        ({"born": "-5"}, "four figures"),
        ({"born": "2031"}, '<a href="#id_born">Year of birth</a>: 2031 is still to come.'),
        ({"born": "2020"}, "from the year after the one in which they turn 18"),
        ({"born": "2008"}, "from the year after the one in which they turn 18"),
        ({"minutes": "0"}, "from 5 to 180"),
        ({"minutes": "99999"}, "from 5 to 180"),
        ({"days": None}, "On which days?</a>: this is not filled in yet."),
        ({"days": ["someday"]}, "not one of the choices here"),
        ({"goals": None}, "this is not filled in yet."),
        ({"dumbbells": "2, four"}, "“four” is not a number"),
        ({"dumbbells": "NaN"}, "“NaN” is not a number"),
        ({"plates": "1e999"}, "is not a number"),
        ({"band_0": "green", "band_1": "green"}, "two bands are called green"),
        ({"cable": "on"}, "give its lightest and heaviest setting"),
        ({"cable": "on", "cable_low": "9", "cable_high": "3", "cable_step": "1"}, "low at most high"),
        ({"none_of_these": None}, "Please read the safety questions"),
        ({"has_hip-replacement": "on", "has_hip-replacement_cleared_on": "2027-01-01"}, "still to come"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    alices: Client, alices_store: Store, changes: dict[str, Any], says: str
) -> None:
    answer = alices.post("/start", typed(kettlebells="12, 16", **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert 'value="12, 16"' in page
    assert alices_store.is_empty()


def test_to_change_one_thing_one_part_is_opened_and_a_fault_opens_its_own(
    alices: Client, training: Store
) -> None:
    def opened(page: str) -> list[str]:
        return re.findall(r'<details class="card fold" id="p-(\w+)" open>', page)

    page = alices.get("/start").content.decode()
    assert opened(page) == ["safety"]
    assert page.count('<details class="card fold"') == 6
    assert opened(alices.get("/start?open=kit").content.decode()) == ["kit", "safety"]
    page = alices.post(
        "/start", {**submitted(page), "none_of_these": "on", "minutes": "999"}
    ).content.decode()
    assert opened(page) == ["time", "safety"]
    assert 'href="#id_minutes"' in page
    for place in re.findall(r'href="#(id_\w+)"', page):
        assert f'id="{place}"' in page


def test_a_red_flag_gives_no_programme_and_a_sentence(alices: Client, alices_store: Store) -> None:
    flag = questions_of(Group.EMERGENCY)[0].key
    page = alices.post("/start", typed(**{f"ask_{flag}": "on"}), follow=True).content.decode()
    assert "emergency department" in page
    assert alices_store.programme() is None


@pytest.mark.parametrize("name", EXAMPLES)
def test_saving_a_profile_unchanged_keeps_all_of_it(alices: Client, alices_store: Store, name: str) -> None:
    before = example(name)
    alices_store.save_athlete(before)
    fields = submitted(alices.get("/start").content.decode())
    answer = alices.post("/start", {**fields, "none_of_these": "on"})
    assert answer.status_code == 302
    after = alices_store.athlete()
    assert after is not None
    assert after.screening is not None
    assert before.screening is not None
    # The safety questions are answered afresh each time; all else is as it was.
    assert replace(after, screening=None) == replace(before, screening=None)
    assert after.screening.red_flags_yes == ()


def test_a_condition_of_the_form_reaches_the_profile(alices: Client, alices_store: Store) -> None:
    alices.post("/start", typed(**{"has_kneecap-pain": "on", "has_kneecap-pain_side": "left"}))
    athlete: Athlete | None = alices_store.athlete()
    assert athlete is not None
    (condition,) = athlete.conditions
    assert (condition.kind, condition.side) == (ConditionKind.KNEECAP_PAIN, Side.LEFT)


def submitted(page: str) -> dict[str, Any]:
    """Return what a browser would send for the page's form."""
    fields: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        name = re.search(r' name="([^"]+)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        picked = not re.search(r'type="(?:radio|checkbox)"', tag) or " checked" in tag
        if name and picked:
            fields.setdefault(name[1], []).append(value[1] if value else "on" if "checked" in tag else "")
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'value="([^"]*)"', options
        )
        fields[name] = [chosen[1] if chosen else ""]
    fields.pop("csrfmiddlewaretoken", None)
    return fields
