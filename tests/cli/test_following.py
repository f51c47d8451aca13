"""Right after a set: red pain ends the exercise, otherwise the next set is named."""

from typing import Any

import pytest
from tests.cli.conftest import Run


@pytest.fixture
def bob(gluteal: Run) -> Run:
    gluteal("init", "--example", "lifter")
    gluteal("plan")
    return gluteal


def first_hard(run: Run) -> tuple[str, dict[str, Any]]:
    """Return the day of the next session and its first one-sided hard slot."""
    found = run("next", "--json").json
    slot = next(
        one for one in found["slots"] if one["prescriptions"] and one["prescriptions"][0]["side"] != "both"
    )
    return found["day"], slot


def words(item: dict[str, Any]) -> str:
    load = item["target"]["load"]
    weight = "" if load is None or load["amount"] is None else f"@{load['amount']:g}{load['unit']}"
    return f"{item['choice']} {item['side']} {item['target']['amount'][0]}{weight}"


def test_the_next_set_of_the_side_is_named_until_all_are_done(bob: Run) -> None:
    day, slot = first_hard(bob)
    item = slot["prescriptions"][0]
    reserve = item["target"]["rir"][0]
    said = [bob("log", f"{words(item)} rir {reserve}", today=day).out for _ in range(item["sets"])]
    for number, one in enumerate(said[:-1], 1):
        assert f"Next on the {item['side']} side: " in one
        assert f"{item['sets'] - number} to go." in one
    assert f"All sets on the {item['side']} side are done." in said[-1]


def test_a_red_set_ends_the_exercise_and_changes_what_is_asked_today(bob: Run) -> None:
    day, slot = first_hard(bob)
    item = slot["prescriptions"][0]
    out = bob("log", f"{words(item)} pain 7", today=day).out
    assert "Pain was 7 of 10, which is red; rule D3: no further set of this exercise today." in out
    after = next(o for o in bob("today", "--json").json["slots"] if o["slot"]["id"] == slot["slot"]["id"])
    now = next(p for p in after["prescriptions"] if p["side"] in (item["side"], "both"))
    assert now["change"] in ("easier-rung", "stop", "less")
    assert "Pain was 7 of 10" in now["why"]


def test_a_set_without_pain_leaves_todays_targets_as_they_were(bob: Run) -> None:
    day, slot = first_hard(bob)
    item = slot["prescriptions"][0]
    bob("log", f"{words(item)} rir 0", today=day)
    after = next(o for o in bob("today", "--json").json["slots"] if o["slot"]["id"] == slot["slot"]["id"])
    assert after["prescriptions"] == slot["prescriptions"]
    assert after["done"] == 1


def test_a_load_that_is_not_in_the_profile_is_named(gluteal: Run) -> None:
    gluteal("init", "--example", "dancer")
    assert "8 kg dumbbell is not in your profile" in " ".join(
        gluteal("log", "single-leg-rdl", "left", "12@8kg", "rir", "2").out.split()
    )
    assert "not in your profile" not in gluteal("log", "single-leg-rdl", "left", "12@6kg", "rir", "2").out
