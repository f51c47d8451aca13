"""Errors are one sentence that lists what exists."""

import pytest

from gluteal.errors import BadData, GlutealError, NoPlan, NotSafe, StoreError, UnknownName


def test_an_unknown_name_offers_its_nearest_neighbours() -> None:
    error = UnknownName("exercise", "clamshel", ["clamshell", "squat", "hip-thrust"])
    assert str(error) == "No exercise is called “clamshel”; did you mean clamshell?"


def test_an_unknown_name_far_from_all_lists_a_short_range_whole() -> None:
    assert (
        str(UnknownName("side", "up", ["left", "right"])) == "No side is called “up”; there are: left, right."
    )


def test_an_unknown_name_far_from_all_counts_a_long_range() -> None:
    message = str(UnknownName("exercise", "zzz", [f"exercise-{n:02}" for n in range(40)]))
    assert "there are 40, for example exercise-00, exercise-01" in message


def test_bad_data_says_how_many_faults_and_keeps_them_all() -> None:
    error = BadData(f"fault {n}" for n in range(20))
    assert str(error).startswith("20 faults in the data: fault 0; fault 1")
    assert str(error).endswith("…")
    assert len(error.faults) == 20


def test_no_plan_names_the_conflict_and_the_remedy() -> None:
    error = NoPlan(["minutes", "kit"], "Give it five minutes more.")
    assert str(error) == "No plan meets all of: minutes, kit. Give it five minutes more."


@pytest.mark.parametrize("child", [BadData, NoPlan, NotSafe, StoreError, UnknownName])
def test_all_errors_have_one_root(child: type[Exception]) -> None:
    assert issubclass(child, GlutealError)
