"""Logging: the short form and the options write the same, undo takes back, history shows each side by itself."""

import pytest
from tests.cli.conftest import Run


@pytest.fixture
def alice(gluteal: Run) -> Run:
    gluteal("init", "--example", "runner")
    return gluteal


def sets(run: Run) -> list[dict[str, object]]:
    return run("history", "--json").json["sets"]  # type: ignore[no-any-return]


def test_the_short_form_and_the_options_write_the_same(alice: Run) -> None:
    (short,) = alice("log", "clamshell", "left", "12@green", "rir", "2", "--json").json["entries"]
    (long,) = alice(
        "log", "clamshell", "--side", "left", "--reps", "12", "--load", "green", "--rir", "2", "--json"
    ).json["entries"]
    for one in (short, long):
        for changing in ("uid", "at", "order"):
            del one[changing]
    assert short == long


def test_a_band_means_the_variation_with_a_band_as_it_is_owned(alice: Run) -> None:
    (done,) = alice("log", "clamshell left 12@green rir 2", "--json").json["entries"]
    assert (done["exercise"], done["side"], done["amount"], done["rir"]) == ("clamshell-band", "left", 12, 2)
    assert done["load"]["band"]["name"] == "green loop"
    assert done["load"]["band"]["resting_cm"] == 30
    assert done["source"] == "cli"


def test_both_is_one_set_on_each_side(alice: Run) -> None:
    alice("log", "clamshell both 2x10")
    assert [(s["side"], s["amount"]) for s in sets(alice)] == [
        ("left", 10), ("right", 10), ("left", 10), ("right", 10),
    ]  # fmt: skip
    assert len({s["uid"] for s in sets(alice)}) == 4
    assert [s["order"] for s in sets(alice)] == [1, 2, 3, 4]


def test_a_synonym_is_understood_and_a_near_miss_is_not_guessed(alice: Run) -> None:
    assert (
        alice("log", "fire hydrant left 10", "--json").json["entries"][0]["exercise"]
        == "quadruped-fire-hydrant"
    )
    assert "did you mean clamshell" in alice("log", "clamshel left 10", code=2).err


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("clamshell 12", "say left, right or both"),
        ("hip-thrust left 12", "works both sides at once"),
        ("clamshell left 12@red", "No band of yours is called “red”; there are: green, green loop."),
        ("clamshell left 12@8kg", "clamshell has no variation with a weight; say with what"),
        ("clamshell left 12@8stone", "No band of yours is called “8stone”"),
        ("nothing-at-all left 12", "No exercise is called"),
    ],
)
def test_a_line_that_leaves_something_open_is_refused(alice: Run, line: str, sentence: str) -> None:
    assert sentence in alice("log", line, code=2).err
    assert sets(alice) == []


def test_each_thing_is_said_once(alice: Run) -> None:
    assert "--side says a second time" in alice("log", "clamshell left 12", "--side", "right", code=2).err
    assert "Say once how much" in alice("log", "clamshell left 12", "--reps", "10", code=2).err
    assert (
        "--load says a second time" in alice("log", "clamshell left 12@green", "--load", "green", code=2).err
    )
    assert "'--pain'" in alice("log", "clamshell left 12", "--pain", "3.5", code=2).err


def test_undo_takes_back_the_last_line_only(alice: Run) -> None:
    alice("log", "clamshell left 12")
    alice("log", "clamshell both 10")
    assert "Taken back: clamshell (2 entries)" in alice("log", "--undo").out
    assert [s["amount"] for s in sets(alice)] == [12]
    alice("log", "--undo")
    assert sets(alice) == []
    assert "Nothing that was logged here is left" in alice("log", "--undo", code=2).err


def test_a_set_can_be_dated_back_but_not_ahead(alice: Run) -> None:
    alice("log", "clamshell left 12", "--day", "yesterday")
    assert sets(alice)[0]["day"] == "2026-11-22"
    assert "is still to come" in alice("log", "clamshell left 12", "--day", "2026-12-24", code=2).err


def test_history_keeps_the_sides_apart(alice: Run) -> None:
    alice("log", "clamshell left 12 rir 2")
    alice("log", "clamshell right 9 rir 1 pain 2")
    text = alice("history", "clamshell").out
    assert "12 reps, 2 in reserve" in text
    assert "9 reps, 1 in reserve, pain 2" in text
    told = alice("history", "clamshell", "--json").json
    assert [(s["side"], s["amount"]) for s in told["sets"]] == [("left", 12), ("right", 9)]


def test_history_can_be_cut_by_day(alice: Run) -> None:
    alice("log", "clamshell left 12", "--day", "2026-10-01")
    alice("log", "clamshell left 13")
    assert len(alice("history", "--weeks", "2", "--json").json["sets"]) == 1
    assert len(alice("history", "--since", "2026-10-01", "--json").json["sets"]) == 2
    assert "No exercise in the diary is called “squt”" in alice("history", "squt", code=2).err


def test_the_morning_after_belongs_to_the_last_session(alice: Run) -> None:
    alice("log", "clamshell left 12 pain 3", "--day", "yesterday")
    (entry,) = alice("morning", "up", "clamshell", "--side", "left", "--json").json["entries"]
    assert (entry["about"], entry["answer"], entry["exercises"], entry["side"]) == (
        "2026-11-22", "still-up", ["clamshell"], "left",
    )  # fmt: skip
    assert "No training day is called" in alice("morning", "ok", "--about", "2026-11-01", code=2).err


def test_effort_closes_the_session_of_the_day(alice: Run) -> None:
    alice("log", "clamshell left 12")
    (entry,) = alice("effort", "6", "--minutes", "25", "--json").json["entries"]
    assert (entry["kind"], entry["effort"], entry["minutes"]) == ("session", 6, 25)


def test_half_a_repetition_is_refused_and_half_a_second_is_not(gluteal: Run) -> None:
    gluteal("init", "--example", "lifter")
    assert "whole" in gluteal("log", "clamshell", "left", "10.5", code=2).err
    gluteal("log", "side-plank", "left", "20.5s")
