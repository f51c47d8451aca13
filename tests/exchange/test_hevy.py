"""Hevy: the real workouts give exactly the independent counts; the CSV dialect and every fault are told apart."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Measure, Resistance
from gluteal.errors import BadData, GlutealError
from gluteal.exchange.hevy import read_hevy
from gluteal.training.athlete import Unit
from gluteal.training.diary import Entry, SetDone
from gluteal.training.programme import Part

REAL = (Path(__file__).parent / "data" / "hevy_api_workouts.json").read_bytes()
HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",'
    '"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)


def sets(entries: tuple[Entry, ...]) -> list[SetDone]:
    return [entry for entry in entries if isinstance(entry, SetDone)]


def csv_row(**cells: str) -> str:
    row = dict.fromkeys(HEADER.replace('"', "").strip().split(","), "") | {
        "title": "Legs", "start_time": "30 Nov 2025, 14:08", "end_time": "30 Nov 2025, 15:08",
        "exercise_title": "Hip Thrust (Machine)", "set_index": "0", "set_type": "normal", "reps": "8",
    }  # fmt: skip
    return ",".join(f'"{value}"' for value in (row | cells).values()) + "\n"


def test_the_real_workouts_give_the_independent_counts() -> None:
    entries = read_hevy(REAL)
    done = sets(entries)
    assert len(entries) - len(done) == 8
    assert len(done) == 239
    assert sum((s.amount or 0) * (s.load.amount or 0) for s in done if s.load) == 105600.0
    counts = Counter(s.exercise for s in done)
    assert {name: counts[name] for name in counts if "Hip" in name or "Lunge" in name} == {
        "Hip Thrust (Machine)": 11,
        "Lunge (Dumbbell)": 6,
        "Reverse Lunge (Dumbbell)": 6,
        "Hip Abduction (Machine)": 3,
        "Walking Lunge (Sandbag)": 2,
    }


def test_a_second_reading_gives_the_very_same_entries() -> None:
    assert read_hevy(REAL) == read_hevy(REAL)
    assert len({entry.uid for entry in read_hevy(REAL)}) == 247


def test_warm_up_sets_distances_and_template_ids_are_kept() -> None:
    done = sets(read_hevy(REAL))
    assert sum(s.part is Part.WARM_UP for s in done) == 22
    walk = next(s for s in done if s.exercise == "Farmers Walk")
    assert walk.amount is None
    assert walk.extra["distance_meters"] == "40"
    assert next(s for s in done if s.exercise == "Hip Abduction (Machine)").extra == {
        "exercise_template_id": "F4B4C6EE"
    }


def test_a_page_of_the_api_is_read_like_a_list() -> None:
    page = json.dumps({"page": 1, "page_count": 1, "workouts": json.loads(REAL)})
    assert read_hevy(page) == read_hevy(REAL)


def test_the_calendar_day_is_the_persons_own() -> None:
    workout = [{"id": "a", "title": "T", "start_time": "2025-01-06T23:30:00Z", "exercises": []}]
    (session,) = read_hevy(json.dumps(workout), zone=ZoneInfo("Europe/Vienna"))
    assert session.day == date(2025, 1, 7)
    assert session.at == datetime(2025, 1, 6, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "start",
    [
        "30 Nov 2025, 14:08",
        "30.11.2025, 14:08",
        "Nov 30, 2025, 2:08 PM",
        "2025-11-30T14:08:00",
        "2025-11-30 14:08",
    ],
)
def test_the_csv_is_read_with_any_of_its_dates(start: str) -> None:
    text = HEADER + csv_row(start_time=start, end_time="", weight_kg="40", rpe="8", superset_id="1")
    (done,) = sets(read_hevy(text))
    assert done.at == datetime(2025, 11, 30, 14, 8, tzinfo=UTC)
    assert done.load is not None
    assert (done.load.kind, done.load.amount, done.load.unit) == (Resistance.MACHINE, 40, Unit.KG)
    assert (done.rir, done.extra) == (2, {"superset_id": "1"})


def test_the_csv_keeps_notes_with_line_breaks_and_any_script() -> None:
    text = (
        HEADER + csv_row(exercise_notes="一\nzwei 🙂") + csv_row(set_index="1", exercise_notes="一\nzwei 🙂")
    )
    first, second = sets(read_hevy(text))
    assert (first.notes, second.notes) == ("一\nzwei 🙂", "")
    assert first.uid != second.uid


def test_the_csv_in_pounds_stays_in_pounds() -> None:
    text = HEADER.replace("weight_kg", "weight_lbs") + csv_row(weight_kg="95")
    (done,) = sets(read_hevy(text))
    assert done.load is not None
    assert (done.load.amount, done.load.unit) == (95, Unit.LB)


def test_a_hold_is_counted_in_seconds() -> None:
    (done,) = sets(read_hevy(HEADER + csv_row(reps="", duration_seconds="45", exercise_title="Side Plank")))
    assert (done.measure, done.amount, done.load) == (Measure.SECONDS, 45, None)


def workout(**fields: object) -> str:
    one = {"index": 0, "type": "normal", "weight_kg": 10, "reps": 5, **fields}
    exercises = [{"title": "Squat", "sets": [one]}]
    return json.dumps(
        [{"id": "a", "title": "T", "start_time": "2025-01-06T18:00:00Z", "exercises": exercises}]
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (REAL[:5000], r"line \d+: the text ends too early"),
        ("", "the file is empty"),
        ('{"a": 1}', "expected a list of workouts, got nothing"),
        ("[1]", "item 1 of workouts is a number, not an object"),
        ('[{"title": "T", "exercises": []}]', "workout 1: the date is “”"),
        (
            '[{"title": "T", "start_time": "2025-01-06T18:00:00Z"}]',
            "expected a list of exercises, got nothing",
        ),
        (workout(reps="x"), "workout 1, exercise 1, set 1: reps is “x”, which is no number"),
        (workout(reps=[1]), "workout 1, exercise 1, set 1: reps is a list"),
        (workout(weight_kg=float("nan")), "NaN is no number that JSON allows"),
        (workout(rpe=12), "the scale ends at 10"),
        ("[" * 100_000, "too deep"),
        ('[{"id": ' + "1" * 5000 + "}]", "a number is too long"),
        ("title,reps\nA,1\n", "this is no Hevy export, for it has no column start_time"),
        (HEADER + csv_row(reps="NaN"), "line 2: reps is “NaN”"),
        (HEADER + csv_row()[:-40], "line 2"),
    ],
)
def test_a_fault_is_named_with_its_place_and_nothing_is_read(text: bytes | str, fault: str) -> None:
    with pytest.raises(BadData, match=fault):
        read_hevy(text)


@settings(deadline=None)  # the machine may be busy; time is measured elsewhere
@given(st.integers(0, len(REAL)))
def test_the_real_file_cut_anywhere_is_refused_in_a_sentence(end: int) -> None:
    if not REAL[end:].strip():
        return
    with pytest.raises(GlutealError, match="Hevy file"):
        read_hevy(REAL[:end])
