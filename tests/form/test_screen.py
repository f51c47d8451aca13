"""The screens rate what was seen, leave open what was not, and compare only beyond their error."""

from dataclasses import replace

import pytest
from synthetic import performed, recorded, seen

from gluteal.catalogue.load import load
from gluteal.errors import BadValue, UnknownName
from gluteal.form.change import compare
from gluteal.form.checker import check
from gluteal.form.recording import Recording
from gluteal.form.report import Body
from gluteal.form.screen import TESTS, rate, screen_numbers, screen_reference
from gluteal.form.screen_result import ScreenResult
from gluteal.lab.form_reference import form_reference

NUMBERS = screen_numbers(load().ledger.number)
SQUAT, STEP, STANCE = "single-leg-squat-rated", "lateral-step-down-rated", "single-leg-stance-timed"


def rated(test: str, recording: Recording, condition: str = "") -> ScreenResult:
    reference = screen_reference(test, form_reference(load(), TESTS[test]))
    (result,) = rate(test, check(recording, reference), NUMBERS, condition)
    return result


def shown(result: ScreenResult) -> dict[str, bool | None]:
    return {item.id: item.shown for item in result.items}


@pytest.mark.parametrize(
    ("fault", "size", "item"), [("knee", 16, "knee"), ("trunk", -12, "trunk"), ("pelvis", 10, "pelvis")]
)
@pytest.mark.parametrize("test", [SQUAT, STEP])
def test_a_fault_that_is_there_is_rated_and_the_others_are_not(
    test: str, fault: str, size: float, item: str
) -> None:
    result = rated(test, performed(TESTS[test], "right", 3, fault, size))
    found = shown(result)
    item = "second-toe" if (item, test) == ("knee", STEP) else item
    assert result.side is Body.RIGHT
    assert found[item] is True
    others = {"knee", "trunk", "pelvis", "second-toe"} - {item, *({"foot"} if fault == "knee" else ())}
    assert not any(found.get(other) for other in others)


def test_without_a_fault_points_stay_low_and_what_was_not_told_stays_open() -> None:
    result = rated(SQUAT, performed("single-leg-squat", "right", 3))
    assert result.enough
    assert result.least == 0
    assert shown(result)["foot"] is None
    assert result.most >= 1
    assert result.depth is not None
    assert result.depth > 20


def test_from_the_side_nothing_sideways_is_rated() -> None:
    result = rated(SQUAT, seen(performed("single-leg-squat", "right", 3), 90, 0.004))
    assert shown(result) == dict.fromkeys(("foot", "knee", "shake", "pelvis", "trunk"))
    assert result.least == 0
    assert result.most == 5


def test_two_repetitions_are_too_few_to_compare() -> None:
    few = rated(SQUAT, performed("single-leg-squat", "right", 2))
    assert not few.enough
    assert few.note
    with pytest.raises(BadValue):
        compare(few, few, NUMBERS)


def test_only_what_exceeds_the_error_is_called_a_change() -> None:
    before = rated(SQUAT, performed("single-leg-squat", "right", 3, "knee", 18))
    a_little = rated(SQUAT, performed("single-leg-squat", "right", 3, "knee", 14))
    much = rated(SQUAT, performed("single-leg-squat", "right", 3))
    assert not any(change.changed for change in compare(before, a_little, NUMBERS))
    changed = {change.name: change for change in compare(before, much, NUMBERS) if change.changed}
    assert set(changed) == {"knee"}
    assert "better" in changed["knee"].says
    assert not any(char.isdigit() for change in changed.values() for char in change.says)


def test_another_depth_step_or_side_is_not_compared() -> None:
    one = rated(STEP, performed("lateral-step-down", "right", 3, "knee", 14), "step 20 cm")
    with pytest.raises(BadValue, match="same conditions"):
        compare(one, replace(one, condition="step 24 cm"), NUMBERS)
    with pytest.raises(BadValue, match="same test"):
        compare(one, rated(STEP, performed("lateral-step-down", "left", 3), "step 20 cm"), NUMBERS)
    assert one.depth is not None
    deeper = replace(one, depth=one.depth + 9, values={"knee": 0.0})
    assert not any(change.changed for change in compare(one, deeper, NUMBERS))


def test_the_step_down_gets_a_word_only_where_the_open_points_do_not_matter() -> None:
    fine = rated(STEP, performed("lateral-step-down", "right", 3))
    assert fine.label == ("good" if fine.most <= 1 else None)


def test_a_stance_is_timed_until_the_pelvis_sinks() -> None:
    still = performed("single-leg-stance", "right", 1)
    frames = [[list(place) for place in frame.world or ()] for frame in still.frames]
    import numpy as np
    from synthetic import broken

    rows = [np.array(frames[20])] * 300
    held = rated(STANCE, recorded(rows, "held"))
    assert held.seconds == pytest.approx(10, abs=0.5)
    sinking = [
        broken(np.array(frames[20]), "right", "pelvis", 0 if i < 150 else min(8, (i - 150) / 10))
        for i in range(300)
    ]
    sunk = rated(STANCE, recorded(sinking, "sunk"))
    assert sunk.side is Body.RIGHT
    assert sunk.seconds == pytest.approx(6.5, abs=0.7)
    assert "sank" in sunk.note
    changes = compare(sunk, held, NUMBERS)
    assert not changes[0].changed


def test_a_screen_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UnknownName):
        screen_reference("y-balance", form_reference(load(), "squat"))
