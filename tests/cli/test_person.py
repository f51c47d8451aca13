"""A profile from questions, from a file, or from an example; the safety questions decide at once."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from gluteal.training.profile import EXAMPLES, example_text
from gluteal.training.question import SCREENING_GROUPS, questions_of

PERSON = (
    "Bob", "1990", "some", "growth stability", "mon thu", "30", "kg", "left",
    "green blue", "4 4 6.5", "none", "20", "10 5", "n", "18", "n", "none",
    "y", "n", "n", "run", "tue", "y", "none",
)  # fmt: skip
QUESTIONS = sum(len(questions_of(*groups)) for groups in SCREENING_GROUPS.values())


def answers(*lines: str) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def profile(process: Run) -> dict[str, object]:
    import json

    return json.loads(process("export").out)["profiles"][-1]  # type: ignore[no-any-return]


def test_the_questions_make_a_profile(process: Run) -> None:
    process("init", stdin=answers(*PERSON, *["n"] * QUESTIONS))
    made = profile(process)
    assert (made["name"], made["born"], made["days"], made["weaker_side"]) == (
        "Bob",
        1990,
        ["mon", "thu"],
        "left",
    )
    assert made["goals"] == {"growth": 1, "stability": 1}
    kit = made["kit"]
    assert isinstance(kit, dict)
    assert [band["colour"] for band in kit["bands"]] == ["green", "blue"]
    assert (kit["dumbbells"], kit["plates"], kit["bar"]) == ([4, 4, 6.5], [10, 5], 20)
    assert made["screening"]["answered_on"] == "2026-11-23"  # type: ignore[index]
    assert process("plan", "--json").json["weeks"]


def test_a_wrong_answer_is_explained_and_asked_again(process: Run) -> None:
    lines = ["", "Bob", "ninety", *PERSON[1:4], "someday", *PERSON[4:], *["n"] * QUESTIONS]
    out = process("init", stdin=answers(*lines)).out
    assert "“ninety” is no whole number." in out
    assert "No answer is called “someday”" in out
    assert profile(process)["name"] == "Bob"


def test_an_input_that_ends_early_saves_nothing(process: Run) -> None:
    left = process("init", stdin=answers(*PERSON[:5]), code=2)
    assert "nothing was saved" in left.err
    assert "There is no profile yet" in process("plan", code=2).err


def test_a_red_flag_among_the_answers_ends_in_a_sentence(process: Run) -> None:
    left = process("init", stdin=answers(*PERSON, *["n"] * (QUESTIONS - 1), "y"), code=2)
    assert "emergency" in left.err
    assert process("today", code=2).out == ""


def test_the_safety_questions_can_be_answered_again(process: Run) -> None:
    process("init", "--example", "runner")
    process("init", "--questions", stdin=answers(*["n"] * QUESTIONS))
    made = profile(process)
    assert made["name"] == "Alice"
    assert made["screening"]["answered_on"] == "2026-11-23"  # type: ignore[index]


@pytest.mark.parametrize("name", [*EXAMPLES, "desk", "older"])
def test_every_example_is_there(gluteal: Run, name: str) -> None:
    assert gluteal("init", "--example", name, "--json").json["screening"]


def test_a_file_makes_a_profile_and_an_unchanged_one_adds_nothing(gluteal: Run, tmp_path: Path) -> None:
    file = tmp_path / "alice.toml"
    file.write_text(example_text("runner"), encoding="utf-8")
    assert "The profile of Alice is saved." in gluteal("init", "--profile", file).out
    assert "nothing has changed" in gluteal("init", "--profile", file).out
    assert "the one before it is kept" in gluteal("init", "--example", "lifter").out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"name = ", "is not TOML"),
        (b"\xff\xfe\x00\x01", "not a text file in UTF-8"),
        (b"colour = 3", "colour is not known"),
        (b"name = 'A'\nborn = nan", "born"),
        (b"", "name"),
    ],
)
def test_a_bad_profile_is_a_sentence(gluteal: Run, tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    left = gluteal("init", "--profile", file, code=2)
    assert sentence in left.err
    assert left.err.count("\n") == 1


def test_a_retest_tells_of_a_change_only_beyond_the_error_of_the_test(gluteal: Run) -> None:
    gluteal("init", "--example", "lifter")
    first = gluteal("retest", "side-bridge-hold", "left", "40", "s").out
    near = gluteal("retest", "side-bridge-hold", "left", "41", "s", today="2026-12-24").out
    far = gluteal("retest", "side-bridge-hold", "left", "70", "s", today="2027-01-25").out
    assert "error of the test" not in first + near
    assert "40 then, 70 s now, more than the error of the test" in far


def test_nothing_of_a_child_is_kept(gluteal: Run, tmp_path: Path) -> None:
    file = tmp_path / "child.toml"
    file.write_text(example_text("lifter").replace("born = 1988", "born = 2015"), encoding="utf-8")
    assert "adult" in gluteal("init", "--profile", file, code=2).err
    assert "init" in gluteal("plan", code=2).err  # there is no profile
