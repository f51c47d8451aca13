"""`gluteal screen`: rated, kept in the diary, compared with one's own first, and refused in a sentence."""

import json
from pathlib import Path

import pytest
import tests.form.conftest  # noqa: F401 - makes the recordings known
from tests.cli.conftest import Run
from tests.cli.test_reference import validate
from tests.form.recordings import as_sent
from tests.form.synthetic import performed, seen

from gluteal.form.landmark import Point
from gluteal.form.recording import Recording


def written(path: Path, recording: Recording) -> Path:
    head: dict[str, object] = {"format": "gluteal-landmarks", "version": 1, "kind": "named-joints"}
    head |= {"joints": [point.name.lower() for point in Point], "axes": "y-down-z-away"}
    lines = [
        {"t": round(f.t, 4), "world": [[round(v, 4) for v in p] for p in f.world or ()]}
        for f in recording.frames
    ]
    path.write_text("\n".join(map(json.dumps, [head, *lines])))
    return path


@pytest.fixture
def knee_in(tmp_path: Path) -> Path:
    return written(tmp_path / "in.jsonl", performed("single-leg-squat", "right", 3, "knee", 18))


@pytest.fixture
def knee_straight(tmp_path: Path) -> Path:
    return written(tmp_path / "straight.jsonl", performed("single-leg-squat", "right", 3))


def test_a_screen_is_kept_and_the_next_one_compared_with_it(
    gluteal: Run, knee_in: Path, knee_straight: Path
) -> None:
    first = gluteal("screen", "single-leg-squat", knee_in, "--day", "2026-10-12").out
    assert "This is the first result" in first
    assert "1 to 2 of 5 points" in first
    then = gluteal("screen", "single-leg-squat", knee_straight).out
    joined = " ".join(then.split())
    assert "Since 12 October 2026: the line of the knee is better than before, beyond the error" in joined
    assert "no clear difference in the lean of the trunk" in joined
    kept = [one for one in gluteal("export").json["entries"] if one["kind"] == "retest"]
    assert [one["test"] for one in kept] == ["single-leg-squat-rated"] * 2
    assert kept[0]["seen"]["knee"] > kept[1]["seen"]["knee"] + 8.9
    gluteal("log", "--undo")
    again = gluteal("screen", "single-leg-squat", knee_in, "--look", "--json").json
    validate("screen", again)
    assert again["sides"][0]["kept"] is None
    assert not any(change["changed"] for change in again["sides"][0]["since"]["changes"])


def test_less_than_three_repetitions_are_shown_and_not_kept(gluteal: Run, tmp_path: Path) -> None:
    few = written(tmp_path / "few.jsonl", performed("single-leg-squat", "left", 2))
    assert "At least 3 repetitions" in " ".join(gluteal("screen", "single-leg-squat", few).out.split())
    assert gluteal("export").json["entries"] == []


def test_steps_of_two_heights_are_not_compared(gluteal: Run, tmp_path: Path) -> None:
    film = written(tmp_path / "step.jsonl", performed("lateral-step-down", "left", 3))
    assert "step 20 cm" in gluteal("screen", "lateral-step-down", film).out
    other = gluteal("screen", "lateral-step-down", film, "--step", "16").out
    assert "This is the first result under these conditions" in " ".join(other.split())


def test_a_stance_is_timed_on_the_side_that_stands(gluteal: Run, tmp_path: Path) -> None:
    film = written(tmp_path / "stance.jsonl", performed("single-leg-stance", "right", 1))
    found = gluteal("screen", "trendelenburg", film, "--json").json
    assert [side["result"]["side"] for side in found["sides"]] == ["right"]
    assert found["sides"][0]["kept"]["unit"] == "s"
    assert "on the left" in gluteal("screen", "trendelenburg", film, "--side", "left", code=2).err


def test_what_was_seen_from_the_side_is_never_kept(gluteal: Run, tmp_path: Path) -> None:
    recording = seen(performed("single-leg-squat", "right", 3), 90, 0.004)
    assert recording.size is not None
    path = tmp_path / "side.jsonl"
    head = {"format": "gluteal-landmarks", "version": 1, "kind": "blazepose", "size": [*recording.size]}
    lines = as_sent(recording)
    head["points"] = "normalised"
    path.write_text("\n".join(map(json.dumps, [head, *lines])))
    found = gluteal("screen", "single-leg-squat", path).out
    assert "nothing could be judged" in " ".join(found.split())
    assert gluteal("export").json["entries"] == []


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("y-balance", "x.json"), "single-leg-squat-rated"),
        (("single-leg-squat", "nowhere.json"), "There is no file"),
        (("single-leg-squat", "nowhere.mp4"), "There is no file"),
        (("single-leg-squat", "x.json", "--step", "20"), "Only the lateral step-down has a step"),
        (("lateral-step-down", "x.json", "--step", "2"), "5 to 50 cm"),
        (("lateral-step-down", "x.json", "--step", "nan"), "5 to 50 cm"),
        (("single-leg-squat", "x.mp4", "--from", "5", "--to", "2"), "later than --from"),
        (("single-leg-squat", "x.mp4", "--side", "middle"), "left"),
        (("single-leg-squat", "x.json", "--conditions", "a" * 401), "400"),
    ],
)
def test_what_is_not_possible_is_a_sentence(gluteal: Run, args: tuple[str, ...], says: str) -> None:
    found = gluteal("screen", *args, code=2)
    assert says in found.err
    assert found.err.count("\n") == 1
