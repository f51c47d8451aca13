"""A set in front of the camera, message by message: counted as it comes, and nothing that is sent breaks it."""

import gzip
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from tests.web.formcheck.landmarks import squat

from gluteal.form.recording import read
from gluteal.web.formcheck.engine import checker_for
from gluteal.web.formcheck.live import MOST_AT_ONCE, MOST_FAULTS, LiveSet

START = {"kind": "start", "exercise": "squat", "size": [640, 480]}


def told(one: LiveSet, message: Any) -> Any:
    text = message if isinstance(message, str) else json.dumps(message)
    answer = one.take(text)
    json.dumps(answer, allow_nan=False)
    return answer


def started() -> LiveSet:
    one = LiveSet(checker_for)
    assert told(one, START)["kind"] == "started"
    return one


def run(one: LiveSet, seconds: float, fps: int = 15, batch: int = 1) -> list[Any]:
    frames = [squat(n / fps) for n in range(1, int(seconds * fps))]
    events = []
    for at in range(0, len(frames), batch):
        answer = told(one, {"kind": "frames", "frames": frames[at : at + batch]})
        assert answer["kind"] == "seen", answer
        events += answer["events"]
    return events


NONSENSE: list[Any] = [
    "",
    "no json",
    "[]",
    "null",
    "3",
    '{"kind": "frames", "frames": [{"t": NaN}]}',
    '{"kind": "frames", "frames": [{"t": Infinity}]}',
    "[" * 100_000,
    '{"a":' * 50_000,
    {},
    {"kind": None},
    {"kind": "drop tables"},
    {"kind": ["frames"]},
    {"kind": "frames"},
    {"kind": "frames", "frames": {}},
    {"kind": "frames", "frames": []},
    {"kind": "frames", "frames": [None]},
    {"kind": "frames", "frames": [{"t": "1"}]},
    {"kind": "frames", "frames": [{"t": True}]},
    {"kind": "frames", "frames": [{"t": -1}]},
    {"kind": "frames", "frames": [{"t": 1e300}]},
    {"kind": "frames", "frames": [{"t": 1, "image": [[1, 2, 3]] * 32}]},
    {"kind": "frames", "frames": [{"t": 1, "image": [["x", 2, 3]] * 33}]},
    {"kind": "frames", "frames": [{"t": 1, "image": [[1e200, 2, 3]] * 33}]},
    {"kind": "frames", "frames": [{"t": 1, "image": [[1, 2, {}]] * 33}]},
    {"kind": "frames", "frames": [{"t": 1, "world": [[1, 2, 3]] * 33}]},
    {"kind": "frames", "frames": [{"t": 1, "more": 1}]},
    {"kind": "frames", "frames": [squat(1.0), squat(0.5)]},
    {"kind": "frames", "frames": [squat(n / 10_000) for n in range(1, 60)] * 2},
    {"kind": "keep", "uid": "x", "day": "2026-01-01"},
    {**START, "size": "large"},
    {**START, "size": [0, 0]},
    {**START, "size": [10**9, 10**9]},
    {**START, "size": [640.5, 480]},
    {**START, "exercise": 7},
    {**START, "exercise": "x" * 1000},
]


def test_repetitions_are_told_as_they_are_done_and_summed_up_at_the_end() -> None:
    one = started()
    reps = [event for event in run(one, 12.5) if event["kind"] == "rep"]
    assert [event["count"] for event in reps] == list(range(1, len(reps) + 1))
    assert 3 <= len(reps) <= 4
    answer = told(one, {"kind": "end"})
    assert answer["kind"] == "report"
    assert answer["report"]["sides"][0]["reps"] in (len(reps), len(reps) + 1)


def test_a_set_told_again_in_large_pieces_after_a_break_is_counted_alike() -> None:
    one, again = started(), started()
    run(one, 10)
    run(again, 10, batch=MOST_AT_ONCE)
    assert told(one, {"kind": "end"}) == told(again, {"kind": "end"})


@pytest.mark.parametrize("number", range(len(NONSENSE)))
def test_what_is_no_message_is_answered_by_a_sentence_and_loses_nothing(number: int) -> None:
    message = NONSENSE[number]
    one = started()
    run(one, 4)
    answer = told(one, message)
    assert answer["kind"] == "error"
    assert answer["text"].endswith(".")
    assert len(answer["text"]) < 250
    assert told(one, {"kind": "end"})["report"]["sides"][0]["reps"] >= 1


def test_ten_thousand_frames_a_second_are_refused() -> None:
    one = started()
    frames = [{**squat(0.0), "t": n / 10_000} for n in range(1, 400)]
    answers = [
        told(one, {"kind": "frames", "frames": frames[at : at + MOST_AT_ONCE]})
        for at in range(0, len(frames), MOST_AT_ONCE)
    ]
    assert any("a second" in answer.get("text", "") for answer in answers)


def test_an_exercise_that_cannot_be_looked_at_is_named() -> None:
    assert "squatt" in told(LiveSet(checker_for), {**START, "exercise": "squatt"})["text"]
    assert (
        "machine-abduction" in told(LiveSet(checker_for), {**START, "exercise": "machine-abduction"})["text"]
    )


def test_nothing_counts_before_a_set_is_started_and_after_it_has_ended() -> None:
    one = LiveSet(checker_for)
    frames = {"kind": "frames", "frames": [squat(0.1)]}
    assert told(one, frames)["text"] == "No set has been started."
    assert told(one, {"kind": "end"})["text"] == "No set has been started."
    one = started()
    run(one, 1)
    told(one, {"kind": "end"})
    assert told(one, frames)["kind"] == "error"


def test_a_page_that_sends_only_nonsense_is_asked_to_go() -> None:
    one = started()
    for _ in range(MOST_FAULTS):
        assert not one.too_many_faults
        told(one, "nonsense")
    assert one.too_many_faults


def test_the_memory_of_a_set_is_bounded() -> None:
    one = started()
    tracemalloc.start()
    run(one, 20, fps=30)
    after_one, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after_one / 600 < 2_500, "bytes a frame; of the most frames of a set they make 150 MB"
    one = started()
    late = told(one, {"kind": "frames", "frames": [squat(1801.0)]})
    assert "up to 30 minutes" in late["text"]


def test_the_landmarks_of_an_ended_set_can_be_kept_and_no_others(tmp_path: Path) -> None:
    one = started()
    run(one, 2)
    keep = {"kind": "keep", "uid": "7b1c2a44-58a4-4f4c-9d42-0d9a8b1c6f10", "day": "2026-11-23"}
    assert told(one, keep)["kind"] == "error"
    told(one, {"kind": "end"})
    assert told(one, keep) == keep
    lines = [json.loads(line) for line in gzip.decompress(one.document()).splitlines()]
    assert lines[0]["format"] == "gluteal-landmarks"
    assert lines[1:] == [squat(n / 15) for n in range(1, 30)]
    (tmp_path / "kept.jsonl").write_bytes(gzip.decompress(one.document()))
    assert len(list(read(tmp_path / "kept.jsonl").frames)) == 29
    assert told(one, {**keep, "uid": "x"})["kind"] == "error"
    assert told(one, {**keep, "day": "tomorrow"})["kind"] == "error"
