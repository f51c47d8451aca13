"""From a person to a plan, four weeks of logging, and the next session with its reason, for all five examples."""

from datetime import date, timedelta

import pytest
from tests.cli.conftest import Run

FIVE = ("runner", "lifter", "desk-worker", "seventy", "dancer")
MONDAY = date(2026, 11, 23)


def log_as_asked(run: Run, answer: dict[str, object], day: str) -> int:
    """Log each prescribed set at the top of its range with the least reserve asked for."""
    logged = 0
    for slot in answer["slots"]:  # type: ignore[attr-defined]
        for asked in slot["prescriptions"]:
            target = asked["target"]
            count = f"{asked['sets']}x{target['amount'][1]}{target['measure'].removeprefix('reps')}"
            if asked["sets"]:
                line = f"{asked['choice']} {asked['side']} {count} rir {target['rir'][1]}"
                logged += len(run("log", line, "--json", today=day).json["entries"])
    return logged


@pytest.mark.parametrize("name", FIVE)
def test_a_plan_is_made_and_shown_again(gluteal: Run, name: str) -> None:
    gluteal("init", "--example", name)
    first = gluteal("plan", "--json").json
    assert gluteal("plan", "--json").json == first
    text = gluteal("plan").out
    assert "Hard sets a week and side" in text
    assert "--new” makes another" in text
    assert "No week is called “99”" in gluteal("plan", "--week", "99", code=2).err


@pytest.mark.parametrize("name", FIVE)
def test_four_weeks_of_logging_lead_to_a_decided_next_session(gluteal: Run, name: str) -> None:
    gluteal("init", "--example", name)
    gluteal("plan")
    changes: set[str] = set()
    logged = 0
    for offset in range(28):
        day = str(MONDAY + timedelta(days=offset))
        answer = gluteal("today", "--json", today=day).json
        if answer["session"] is None:
            assert "Nothing is due" in gluteal("today").out
            continue
        assert answer["day"] == day
        changes |= {asked["change"] for slot in answer["slots"] for asked in slot["prescriptions"]}
        logged += log_as_asked(gluteal, answer, day)
        again = gluteal("today", "--json").json
        assert [s["prescriptions"] for s in again["slots"]] == [s["prescriptions"] for s in answer["slots"]]
        hard = [s for s in again["slots"] if s["prescriptions"]]
        assert all(s["done"] >= sum(p["sets"] for p in s["prescriptions"]) for s in hard)
    told = gluteal("next", "--json").json
    assert told["session"] is not None
    assert told["day"] > day
    assert changes - {"start", "same"}, "four weeks of steady clean logs made nothing harder"
    sets = gluteal("history", "--json").json["sets"]
    assert len(sets) == logged
    assert all(s["prescribed"] and s["slot"] and s["session"] for s in sets)
    text = " ".join(gluteal("next").out.split())
    for slot in told["slots"]:
        for asked in slot["prescriptions"]:
            assert " ".join(asked["why"].split()) in text


def test_pain_is_asked_about_on_the_next_morning(gluteal: Run) -> None:
    gluteal("init", "--example", "lifter")
    gluteal("plan")
    gluteal("log", "hip-thrust 10@20kg pain 4")
    text = gluteal("next", today="2026-11-24").out
    assert "gluteal morning ok --about 2026-11-23" in " ".join(text.split())
    gluteal("morning", "ok", "--about", "2026-11-23")
    assert "gluteal morning ok" not in gluteal("next").out


def test_a_red_flag_yields_no_exercise_and_whom_to_see(gluteal: Run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from gluteal.training.profile import example_text

    file = tmp_path / "alice.toml"
    text = example_text("runner").replace(
        "[screening]\n", '[screening]\nred_flags_yes = ["bladder-change"]\n'
    )
    file.write_text(text, encoding="utf-8")
    assert "emergency department" in gluteal("init", "--profile", file, code=2).err
    for command in ("plan", "today", "next"):
        left = gluteal(command, code=2)
        assert left.out == ""


def test_a_warm_up_set_of_the_same_exercise_is_told_from_the_work(gluteal: Run) -> None:
    gluteal("init", "--example", "lifter")
    gluteal("plan")
    slots = gluteal("today", "--json").json["slots"]
    worked = {s["slot"]["choice"]: s["slot"]["id"] for s in slots if s["slot"]["hard"]}
    warmed = {s["slot"]["choice"]: s["slot"]["id"] for s in slots if not s["slot"]["hard"]}
    (twice,) = worked.keys() & warmed.keys()
    sided = any(s["slot"]["choice"] == twice and s["slot"]["first_side"] for s in slots)
    line = f"{twice} left 8" if sided else f"{twice} 8"
    (work,) = gluteal("log", line, "--json").json["entries"]
    (warm_up,) = gluteal("log", line, "--warm-up", "--json").json["entries"]
    assert (work["slot"], work["part"]) == (worked[twice], "main")
    assert (warm_up["slot"], warm_up["part"]) == (warmed[twice], "warm-up")


def test_a_lighter_week_is_taken_and_given_back(gluteal: Run) -> None:
    gluteal("init", "--example", "lifter")
    gluteal("plan")
    usual = gluteal("today", "--json").json["slots"]
    assert "taken as a lighter one" in gluteal("plan", "--lighter").out
    light = gluteal("today", "--json").json["slots"]
    changes = {asked["change"] for slot in light for asked in slot["prescriptions"]}
    assert changes == {"deload"}
    assert "taken as a lighter one" not in gluteal("plan", "--full").out
    assert gluteal("today", "--json").json["slots"] == usual
    assert "No week is called “99”" in gluteal("plan", "--lighter", "--week", "99", code=2).err


def test_a_session_that_is_done_is_said_to_be_done(gluteal: Run) -> None:
    gluteal("init", "--example", "lifter")
    gluteal("plan")
    answer = gluteal("today", "--json").json
    assert answer["session"]
    first = next(one for one in answer["slots"] if one["prescriptions"] and one["slot"]["part"] == "main")
    log_as_asked(gluteal, {**answer, "slots": [first]}, answer["day"])
    half = gluteal("today").out
    assert "Today's session is under way" in half
    name = half.split(first["name"])[-1]
    assert "Done: " in name.split("\n\n")[0]
    assert "Nothing is logged yet" not in name.split("\n\n")[0]
    log_as_asked(
        gluteal, {**answer, "slots": [one for one in answer["slots"] if one is not first]}, answer["day"]
    )
    assert "Today's session is done" in gluteal("today").out


def test_another_persons_example_brings_its_own_answers(gluteal: Run) -> None:
    gluteal("init", "--example", "lifter")
    gluteal("init", "--example", "dancer")  # other conditions, answered the same day
    gluteal("plan")
