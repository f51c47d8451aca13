"""Landmark files are read strictly: what is wrong is said in one sentence, and memory stays bounded."""

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteal.errors import BadValue
from gluteal.form.landmark import Depth, Frame, Point, blazepose
from gluteal.form.recording import FORMAT, VERSION, mirrored, read, recording_of

SKELETON = [
    f"{side}_{part}" for side in ("l", "r") for part in ("upper_arm", "upper_leg", "lower_leg", "foot")
]


def blaze(**changes: Any) -> dict[str, Any]:
    frames = [
        {"t": i / 30, "image": [[100.0, 200.0, 0.9]] * 33, "world": [[0.0, 0.1, 0.2]] * 33} for i in range(4)
    ]
    head = {"format": FORMAT, "version": VERSION, "kind": "blazepose", "size": [640, 480]}
    return head | {"frames": frames} | changes


def named(**changes: Any) -> dict[str, Any]:
    frames = [{"world": [[1000 * i, 2000, 3000] for i in range(8)]} for _ in range(3)]
    head = {
        "format": FORMAT,
        "version": VERSION,
        "kind": "named-joints",
        "joints": SKELETON,
        "unit_m": 0.001,
        "fps": 30,
    }
    return head | {"frames": frames} | changes


def one_sentence(error: pytest.ExceptionInfo[BadValue]) -> None:
    text = str(error.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert len(text) < 300


def test_pixels_and_shares_of_the_picture_are_the_same_points() -> None:
    pixels = recording_of(blaze())
    shares = recording_of(
        blaze(points="normalised", frames=[{"t": 0, "image": [[100 / 640, 200 / 480, 0.9]] * 33}])
    )
    (first, *_), (other,) = tuple(pixels.frames), tuple(shares.frames)
    assert first.image is not None
    assert other.image is not None
    assert other.image[Point.LEFT_HIP] == pytest.approx(first.image[Point.LEFT_HIP])
    assert pixels.size == (640, 480)


def test_a_skeleton_is_turned_into_the_axes_of_a_picture() -> None:
    recording = recording_of(named())
    frames = tuple(recording.frames)
    assert recording.depth is Depth.MEASURED
    assert frames[1].t == pytest.approx(1 / 30)
    assert frames[0].world is not None
    assert frames[0].world[Point.LEFT_HIP] == (1.0, -2.0, -3.0)
    assert frames[0].world[Point.LEFT_HEEL] == (0.0, 0.0, 0.0)
    assert frames[0].image is not None
    assert frames[0].image[Point.LEFT_HEEL][2] == 0.0


def test_a_frame_without_points_says_that_nobody_was_seen() -> None:
    recording = recording_of(blaze(frames=[{"t": 0}, {"t": 0.1, "image": None}]))
    assert [frame.image for frame in recording.frames] == [None, None]


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "other"},
        {"version": 2},
        {"version": True},
        {"kind": "openpose"},
        {"size": [640]},
        {"size": [640, 0]},
        {"size": [640.5, 480]},
        {"size": None},
        {"points": "metres"},
        {"surprise": 1},
        {"frames": []},
        {"frames": {}},
        {"frames": [[]]},
        {"frames": [{"t": 0, "picture": []}]},
        {"frames": [{"image": [[1, 2, 1]] * 33}]},
        {"frames": [{"t": -1, "image": [[1, 2, 1]] * 33}]},
        {"frames": [{"t": True, "image": [[1, 2, 1]] * 33}]},
        {"frames": [{"t": "0", "image": [[1, 2, 1]] * 33}]},
        {"frames": [{"t": 1e9, "image": [[1, 2, 1]] * 33}]},
        {"frames": [{"t": 0, "image": [[1, 2, 1]] * 32}]},
        {"frames": [{"t": 0, "image": [[1, 2]] * 33}]},
        {"frames": [{"t": 0, "image": [["1", 2, 1]] * 33}]},
        {"frames": [{"t": 0, "image": [[None, 2, 1]] * 33}]},
        {"frames": [{"t": 0, "image": [[1e12, 2, 1]] * 33}]},
        {"frames": [{"t": 0, "image": "x" * 33}]},
        {"frames": [{"t": 0, "image": [[1, 2, 1]] * 33, "world": [[0, 0, 1e6]] * 33}]},
        {"frames": [{"t": 0, "world": [[0, 0, 0]] * 33}]},
        {"frames": [{"t": 1}, {"t": 1}]},
        {"frames": [{"t": 1}, {"t": 0.5}]},
        {"frames": [{"t": i / 10_000} for i in range(2000)]},
    ],
)
def test_what_is_wrong_with_points_of_a_picture_is_one_sentence(changes: dict[str, Any]) -> None:
    with pytest.raises(BadValue) as error:
        recording_of(blaze(**changes))
    one_sentence(error)


@pytest.mark.parametrize(
    "changes",
    [
        {"joints": SKELETON[:-1]},
        {"joints": [*SKELETON, "l_foot"]},
        {"joints": [1, 2]},
        {"joints": []},
        {"joints": ["x"] * 1000},
        {"unit_m": 0},
        {"unit_m": "mm"},
        {"axes": "z-up"},
        {"fps": 10_000},
        {"fps": 0},
        {"fps": "30"},
        {"fps": math.inf},
        {"frames": [{"world": [[0, 0, 0]] * 7}]},
        {"frames": [{"image": [[0, 0, 0]] * 8}]},
    ],
)
def test_what_is_wrong_with_a_skeleton_is_one_sentence(changes: dict[str, Any]) -> None:
    with pytest.raises(BadValue) as error:
        recording_of(named(**changes))
    one_sentence(error)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["t", "image", "world", "x"]), inner)
        ),
        max_leaves=10,
    )
)
def test_any_json_value_as_a_frame_is_read_or_refused(value: Any) -> None:
    try:
        frame = blazepose(640, 480).frame(value)
    except BadValue:
        return
    assert isinstance(frame, Frame)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "NaN", '{"format": NaN}', "\x00\x01", '{"a":' * 5000]
)
def test_a_file_that_is_no_landmark_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(BadValue) as error:
        read(path)
    one_sentence(error)


def test_a_document_and_its_lines_are_read_alike(tmp_path: Path) -> None:
    document, lines = tmp_path / "a.json", tmp_path / "a.jsonl"
    document.write_text(json.dumps(blaze()))
    head = blaze()
    frames = head.pop("frames")
    lines.write_text("\n".join(json.dumps(part) for part in (head, *frames)) + "\n")
    assert tuple(read(document).frames) == tuple(read(lines).frames)


def test_lines_are_read_as_they_are_walked_through(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    head = blaze()
    frames = head.pop("frames")
    path.write_text("\n".join(json.dumps(part) for part in (head, *frames)) + '\n{"t": 9, "image"')
    walked = iter(read(path).frames)
    assert next(walked).t == 0
    with pytest.raises(BadValue) as error:
        tuple(walked)
    one_sentence(error)


def test_a_line_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    head = blaze()
    del head["frames"]
    path.write_text(json.dumps(head) + "\n" + '{"t": ' + "1" * 1_000_000)
    with pytest.raises(BadValue) as error:
        tuple(read(path).frames)
    one_sentence(error)


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadValue) as error:
        read(tmp_path / "none.json")
    one_sentence(error)


def test_a_mirror_twice_is_no_mirror() -> None:
    recording = recording_of(blaze())
    assert tuple(mirrored(mirrored(recording)).frames) == tuple(recording.frames)
