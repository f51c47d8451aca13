"""The short form of a set reads as people write it, and says what it does not understand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteal.cli.shorthand import Shorthand, parse
from gluteal.errors import BadValue


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "clamshell left 12@green rir 2",
            Shorthand(exercise="clamshell", side="left", amount=12, band="green", rir=2),
        ),
        (
            "hip-thrust 3x8@60kg barbell",
            Shorthand(exercise="hip-thrust", sets=3, amount=8, weight=60, unit="kg", implement="barbell"),
        ),
        (
            "side plank right 30s",
            Shorthand(exercise="side plank", side="right", amount=30, measure="seconds"),
        ),
        (
            "band walk 20steps@Green",
            Shorthand(exercise="band walk", amount=20, measure="steps", band="Green"),
        ),
        (
            "clamshell l 12 pain 2 at knee",
            Shorthand(exercise="clamshell", side="left", amount=12, pain=2, where="knee"),
        ),
        (
            "clamshell both 12@8lb",
            Shorthand(exercise="clamshell", side="both", amount=12, weight=8, unit="lb"),
        ),
        ("clamshell 12@8", Shorthand(exercise="clamshell", amount=12, weight=8)),
        ("clamshell 12 8kg r", Shorthand(exercise="clamshell", amount=12, weight=8, unit="kg", side="right")),
        ("clamshell rir2 12reps", Shorthand(exercise="clamshell", amount=12, measure="reps", rir=2)),
        ("clamshell left 12 clean 90%", Shorthand(exercise="clamshell", side="left", amount=12, clean=0.9)),
        (
            "clamshell 12 note felt at the back of the hip",
            Shorthand(exercise="clamshell", amount=12, notes="felt at the back of the hip"),
        ),
        ("clamshell left", Shorthand(exercise="clamshell", side="left")),
    ],
)
def test_a_line_is_taken_apart(line: str, expected: Shorthand) -> None:
    assert parse(line.split()) == expected
    assert parse([line]) == expected


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Name the exercise first"),
        ("12@green", "Name the exercise first"),
        ("clamshell left right 12", "“right” says a second time"),
        ("clamshell 12 13", "“13” is not understood here"),
        ("clamshell 12 rir", "After “rir” something is missing"),
        ("clamshell 12 rir two", "After “rir” comes a number, not “two”"),
        ("clamshell 12 rir nan", "After “rir” comes a number, not “nan”"),
        ("clamshell 12 pain 2.5", "After “pain” comes a whole number, not “2.5”"),
        ("clamshell 12 pain 11", "Pain is 0 (none) to 10"),
        ("clamshell 12 rir 50", "50 repetitions in reserve cannot be"),
        ("clamshell 0", "0 reps in one set cannot be"),
        ("clamshell 9999", "9999 reps in one set cannot be; it is 1 to 500"),
        ("clamshell 9999s", "9999 seconds in one set cannot be"),
        ("clamshell 12@0kg", "A weight of 0 cannot be"),
        ("clamshell 50x12", "50 sets in one line cannot be"),
        ("clamshell 12 clean 3", "share of clean repetitions"),
        ("clamshell 12 blue", "“blue” is not understood here; write for example: gluteal log"),
    ],
)
def test_what_cannot_be_is_said(line: str, sentence: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse(line.split())
    assert sentence in str(caught.value)


@settings(deadline=None)  # the machine may be busy; time is measured elsewhere
@given(
    st.lists(
        st.text(max_size=12) | st.sampled_from(["left", "12@", "rir", "pain", "3x", "@", "12@8kg"]),
        max_size=8,
    )
)
def test_no_words_whatever_give_a_traceback(words: list[str]) -> None:
    try:
        assert parse(words).exercise
    except BadValue as error:
        assert str(error).endswith((".", EXAMPLE_END, "”"))  # noqa: PT017


EXAMPLE_END = "rir 2"
