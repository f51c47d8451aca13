"""Strong: the real export gives exactly the independent counts, and every dialect and every fault is told apart."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Measure, Resistance
from gluteal.errors import BadData, BadValue, GlutealError
from gluteal.exchange.strong import needs_unit, read_strong
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import Entry, SessionDone, SetDone
from gluteal.training.programme import Part

REAL = (Path(__file__).parent / "data" / "strong_comma.csv").read_bytes()
COMMA = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
FULL = (
    "Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;"
    "Distance (meters);Seconds;Notes;Workout Notes\n"
)
UNITS = (
    '"Date";"Workout Name";"Exercise Name";"Set Order";"Weight";"Weight Unit";"Reps";"RPE";"Distance";'
    '"Distance Unit";"Seconds";"Notes";"Workout Notes"\n'
)


def sets(entries: tuple[Entry, ...]) -> list[SetDone]:
    return [entry for entry in entries if isinstance(entry, SetDone)]


def sessions(entries: tuple[Entry, ...]) -> list[SessionDone]:
    return [entry for entry in entries if isinstance(entry, SessionDone)]


def test_the_real_export_gives_the_independent_counts() -> None:
    entries = read_strong(REAL, unit=Unit.KG)
    done = sets(entries)
    counted = [s for s in done if s.measure is Measure.REPS and s.amount]
    assert len(done) == 2078
    assert len(sessions(entries)) == 129
    assert len({s.exercise for s in done}) == 72
    assert len(counted) == 2072
    assert sum((s.amount or 0) * (s.load.amount or 0) for s in counted if s.load) == 800773.0


def test_a_second_reading_gives_the_very_same_entries() -> None:
    first = read_strong(REAL, unit=Unit.KG)
    assert read_strong(REAL, unit=Unit.KG) == first
    assert len({entry.uid for entry in first}) == len(first)


def test_the_newest_workout_first_or_last_makes_no_difference_to_the_ids() -> None:
    header, *lines = REAL.decode().splitlines(keepends=True)
    turned = header + "".join(sorted(lines, key=lambda line: line[:19], reverse=True))
    assert {e.uid for e in read_strong(turned, unit=Unit.KG)} == {
        e.uid for e in read_strong(REAL, unit=Unit.KG)
    }


def test_german_notes_and_holds_in_seconds_survive() -> None:
    done = sets(read_strong(REAL, unit=Unit.KG))
    assert "Rückenschmerzen" in {s.notes for s in done}
    planks = [s for s in done if s.exercise == "Plank"]
    assert {s.measure for s in planks} == {Measure.SECONDS}
    assert [s.amount for s in planks] == [90, 90, 95, 100, 105, 105]


def test_sides_are_both_and_the_implement_comes_from_the_name() -> None:
    done = sets(read_strong(REAL, unit=Unit.KG))
    assert {s.side for s in done} == {Side.BOTH}
    squat = next(s for s in done if s.exercise == "Squat (Barbell)")
    assert squat.load is not None
    assert (squat.load.kind, squat.load.amount, squat.load.unit) == (Resistance.BARBELL, 70.0, Unit.KG)


def test_a_session_has_its_title_length_and_notes() -> None:
    first = sessions(read_strong(REAL, unit=Unit.KG))[0]
    assert (first.title, first.minutes, first.day) == ("Mittwoch", 138.0, date(2021, 2, 10))
    assert "Super villain" in {s.notes for s in sessions(read_strong(REAL, unit=Unit.KG))}


def test_weights_without_a_unit_ask_for_one() -> None:
    assert needs_unit(REAL)
    with pytest.raises(BadValue, match="--unit kg or --unit lb"):
        read_strong(REAL)


def test_the_semicolon_dialect_states_its_unit_and_keeps_what_it_does_not_know() -> None:
    text = FULL + '7;2024-01-05 19:26:13;"Beine";3600;"Hip Thrust (Barbell)";1;"82,5";8;8,5;;;"gut";"spät"\n'
    assert not needs_unit(text)
    (done,), (session,) = sets(read_strong(text)), sessions(read_strong(text))
    assert done.load is not None
    assert (done.load.amount, done.load.unit, done.amount, done.rir) == (82.5, Unit.KG, 8, 1.5)
    assert done.notes == "gut"
    assert done.extra == {"Workout #": "7", "RPE": "8,5"}
    assert (session.minutes, session.notes) == (60, "spät")


def test_the_dialect_with_a_unit_column_is_read() -> None:
    text = (
        UNITS
        + '"2024-01-05 07:26:13\u202fPM";"Legs";"Walk";"1";"45";"lbs";"0";"";"120";"m";"0";"";""\n'
        + '"2024-01-05 07:26:13\u202fPM";"Legs";"Walk";"2";"0";"lbs";"12";"";"0";"m";"0";"";""\n'
    )
    first, second = sets(read_strong(text))
    assert first.at == datetime(2024, 1, 5, 19, 26, 13, tzinfo=UTC)
    assert first.load is not None
    assert (first.load.amount, first.load.unit) == (45, Unit.LB)
    assert first.amount is None
    assert first.extra == {"Distance": "120", "Distance Unit": "m"}
    assert second.load is None
    assert second.extra == {}


def test_an_older_comma_file_without_duration_is_read() -> None:
    (session,) = sessions(read_strong(COMMA + "2020-01-05 19:26:13,A,Squat,1,60,5,0,0,,,\n", unit=Unit.LB))
    assert session.minutes is None


def test_warm_up_and_failed_sets_and_rest_timers_are_told_apart() -> None:
    text = COMMA + "".join(
        f"2024-01-05 19:26:13,A,Squat (Barbell),{order},{weight},{reps},0,{seconds},,,\n"
        for order, weight, reps, seconds in (
            ("W", 40, 5, 0),
            ("1", 60, 5, 0),
            ("Rest Timer", 0, 0, 120),
            ("F", 80, 3, 0),
        )
    )
    warm_up, work, failed = sets(read_strong(text, unit=Unit.KG))
    assert (warm_up.part, work.part) == (Part.WARM_UP, Part.MAIN)
    assert work.extra == {"rest timer": "120"}
    assert (failed.rir, failed.extra) == (0, {"Set Order": "F"})


def test_a_rest_timer_before_any_set_is_not_lost() -> None:
    lone = COMMA + "2024-01-05 19:26:13,A,Squat,Rest Timer,0,0,0,90,,,\n"
    (session,) = sessions(read_strong(lone, unit=Unit.KG))
    assert session.notes == "Squat, rest timer: 90"


def test_the_same_exercise_twice_in_a_workout_keeps_all_its_sets() -> None:
    row = "2024-01-05 19:26:13,A,Squat,1,60,5,0,0,,,\n"
    assert len({s.uid for s in sets(read_strong(COMMA + row + row, unit=Unit.KG))}) == 2


def test_the_day_is_that_of_the_own_zone() -> None:
    late = COMMA + "2024-01-05 23:50:00,A,Squat,1,60,5,0,0,,,\n"
    (done,) = sets(read_strong(late, unit=Unit.KG, zone=ZoneInfo("America/New_York")))
    assert done.day == date(2024, 1, 5)
    assert done.at.astimezone(UTC) == datetime(2024, 1, 6, 4, 50, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    text = COMMA + "2024-01-05 19:26:13,Übung,Squat,1,60,5,0,0,müde,,\n"
    (done,) = sets(read_strong(text.encode(encoding), unit=Unit.KG))
    assert done.notes == "müde"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("2024-01-05 19:26:13,A,Squat,1,60,nan,0,0,,,\n", "line 2: Reps is “nan”, which is no number"),
        ("2024-01-05 19:26:13,A,Squat,1,inf,5,0,0,,,\n", "line 2: the weight is “inf”, which is no number"),
        ("2024-01-05 19:26:13,A,Squat,1,-5,5,0,0,,,\n", "line 2: the weight is -5, which is below zero"),
        ("2024-01-05 19:26:13,A,Squat,1,1_0,5,0,0,,,\n", "which is no number"),
        ("2024-01-05 19:26:13,A,Squat,1,60,5,0,0,,,11\n", "line 2: RPE is 11; the scale ends at 10"),
        ("5/6/2026 7:00,A,Squat,1,60,5,0,0,,,\n", "line 2: the date is “5/6/2026 7:00”"),
        ("2024-01-05 19:26:13,A,,1,60,5,0,0,,,\n", "line 2: the exercise has no name"),
        ("2024-01-05 19:26:13,A,Squat,1,60\n", "line 2: 5 cells where the header has 11"),
        ('2024-01-05 19:26:13,A,Squat,1,60,5,0,0,"never', "line 2: a quoted cell is never closed"),
        (
            f"2024-01-05 19:26:13,A,Squat,1,60,5,0,0,{'x' * 200_000},,\n",
            "line 2: field larger than field limit",
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_read(rows: str, fault: str) -> None:
    good = "2024-01-04 19:26:13,A,Squat,1,60,5,0,0,,,\n"
    with pytest.raises(BadData) as caught:
        read_strong(COMMA + rows, unit=Unit.KG)
    assert fault in str(caught.value)
    with pytest.raises(BadData, match="line 3"):
        read_strong(COMMA + good + rows, unit=Unit.KG)


def test_all_faults_are_told_at_once() -> None:
    bad = "2024-01-05 19:26:13,A,Squat,1,60,five,0,0,,,\n"
    with pytest.raises(BadData) as caught:
        read_strong(COMMA + bad * 3, unit=Unit.KG)
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "the file is empty"),
        (b"  \n\n", "the file is empty"),
        (b';;\n""\n', "the file holds no table"),
        (b"\xff\xfe\x00", "encoding"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a text file"),
        ("a,b,c\n1,2,3\n", "this is no Strong export, for it has no column Date"),
        (COMMA.replace("Notes", "Reps", 1), "column Reps is there twice"),
    ],
)
def test_a_file_that_is_no_export_is_refused_in_a_sentence(data: bytes | str, fault: str) -> None:
    with pytest.raises(BadData, match=fault):
        read_strong(data, unit=Unit.KG)


@settings(deadline=None)  # the machine may be busy; time is measured elsewhere
@given(st.binary(max_size=400))
def test_no_bytes_whatever_give_a_traceback(data: bytes) -> None:
    for text in (data, COMMA.encode() + data):
        with suppress(GlutealError):  # anything else would be a traceback
            read_strong(text, unit=Unit.KG)


@settings(deadline=None)  # the machine may be busy; time is measured elsewhere
@given(st.integers(0, 30_000))
def test_the_real_file_cut_anywhere_is_read_or_refused_in_a_sentence(end: int) -> None:
    with suppress(BadData):  # anything else would be a traceback
        read_strong(REAL[:end], unit=Unit.KG)
