"""Imports give exactly the independent counts, a second one changes nothing, and an export comes back identical."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

DATA = Path(__file__).parent.parent / "exchange" / "data"
STRONG, HEVY = DATA / "strong_comma.csv", DATA / "hevy_api_workouts.json"


def test_the_real_strong_export_comes_in_once(gluteal: Run) -> None:
    first = gluteal("import", "strong", STRONG, "--unit", "kg", "--json").json
    assert (first["sets"], first["sessions"], first["added"], first["known"]) == (2078, 129, 2207, 0)
    assert len(first["unmapped"]) == 72
    again = gluteal("import", "strong", STRONG, "--unit", "kg", "--json").json
    assert (again["added"], again["known"]) == (0, 2207)
    history = gluteal("history", "--json").json
    assert len(history["sets"]) == 2078
    assert len(history["sessions"]) == 129
    assert len(history["exercises"]) == 72
    assert (
        sum(
            s["amount"] * s["load"]["amount"] for s in history["sets"] if s["load"] and s["measure"] == "reps"
        )
        == 800773.0
    )


def test_the_real_hevy_workouts_come_in_once(gluteal: Run) -> None:
    first = gluteal("import", "hevy", HEVY, "--json").json
    assert (first["sets"], first["sessions"], first["added"]) == (239, 8, 247)
    assert gluteal("import", "hevy", HEVY, "--json").json["added"] == 0
    assert "Hip Thrust (Machine)" in gluteal("history").out
    assert len(gluteal("history", "Hip Abduction (Machine)", "--json").json["sets"]) == 3


def test_an_imported_name_is_suggested_but_mapped_only_when_asked(gluteal: Run) -> None:
    gluteal("import", "hevy", HEVY)
    listed = {u["name"]: u["suggestion"] for u in gluteal("map", "--json").json["unmapped"]}
    assert listed["Bicep Curl (Dumbbell)"] is None
    assert listed["Hip Abduction (Machine)"] == "machine-abduction"
    before = gluteal("history", "--json").json["exercises"]
    assert {e["choice"] for e in before} == {None}
    gluteal("map", "Hip Abduction (Machine)", "machine-abduction")
    told = gluteal("map", "--json").json
    assert told["mapped"] == {"Hip Abduction (Machine)": "machine-abduction"}
    assert len(gluteal("history", "machine-abduction", "--json").json["sets"]) == 3


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("map", "Nothing", "clamshell"), "No logged exercise is called “Nothing”"),
        (("map", "Hip Abduction (Machine)", "clamshel"), "did you mean clamshell"),
        (("map", "Hip Abduction (Machine)"), "Which exercise is “Hip Abduction (Machine)” here?"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(gluteal: Run, args: tuple[str, ...], sentence: str) -> None:
    gluteal("import", "hevy", HEVY)
    assert sentence in gluteal(*args, code=2).err


def test_weights_without_a_unit_are_taken_in_the_persons_own_and_that_is_said(gluteal: Run) -> None:
    assert "No unit is called “stone”" in gluteal("import", "strong", STRONG, "--unit", "stone", code=2).err
    assert gluteal("history", "--json").json["sets"] == []
    assert "they are taken as kg (--unit)" in gluteal("import", "strong", STRONG).out
    assert gluteal("history", "--json").json["sets"][0]["load"]["unit"] == "kg"


@pytest.mark.parametrize("kind", ["strong", "hevy", "json"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"a,b\n1,2\n",
        b"[1, 2",
        b"{}",
        b"\0\0\0",
        b'{"format": "gluteal-export"}',
        b"[" * 99_999,
    ],
)
def test_a_bad_file_is_one_sentence_and_nothing_comes_in(
    gluteal: Run, tmp_path: Path, kind: str, content: bytes
) -> None:
    file = tmp_path / "bad"
    file.write_bytes(content)
    left = gluteal("import", kind, file, code=2)
    assert left.err.count("\n") == 1
    assert "fault" in left.err
    assert gluteal("history", "--json").json["sets"] == []


def test_a_fault_in_the_last_line_lets_nothing_in(gluteal: Run, tmp_path: Path) -> None:
    file = tmp_path / "strong.csv"
    file.write_bytes(STRONG.read_bytes() + b'2021-12-31 10:00:00,"A",1h,"Squat",1,nan,8,0,0,,,\n')
    assert "line 2080: the weight is “nan”" in gluteal("import", "strong", file, "--unit", "kg", code=2).err
    assert gluteal("history", "--json").json["sets"] == []


@pytest.mark.parametrize("kind", ["strong", "hevy", "json"])
def test_a_missing_file_or_a_folder_is_said(gluteal: Run, tmp_path: Path, kind: str) -> None:
    assert "There is no file" in gluteal("import", kind, tmp_path / "none", code=2).err
    assert "is a folder" in gluteal("import", kind, tmp_path, code=2).err


def test_an_export_comes_back_identical(gluteal: Run, process: Run, tmp_path: Path) -> None:
    gluteal("init", "--example", "runner")
    gluteal("plan")
    gluteal("init", "--example", "lifter")
    gluteal("import", "strong", STRONG, "--unit", "kg")
    gluteal("map", "Squat (Barbell)", "squat")
    gluteal("log", "clamshell left 12 rir 2 pain 1")
    gluteal("log", "--undo")
    gluteal("morning", "ok", "--about", "2021-02-10")
    gluteal("sleep", "7.5")
    gluteal("measure", "hip-girth", "98", "cm")
    gluteal("retest", "side-bridge-hold", "left", "40", "seconds")
    file = tmp_path / "all.json"
    gluteal("export", file)
    first = process("import", "json", file, "--json").json
    assert (first["added"], first["known"]) == (2214, 0)
    assert process("export").out == file.read_text(encoding="utf-8")
    again = process("import", "json", file, "--json").json
    assert (again["added"], again["known"]) == (0, 2214)
    assert process("export").out == file.read_text(encoding="utf-8")
    document = json.loads(file.read_text(encoding="utf-8"))
    assert [p["name"] for p in document["profiles"]] == ["Alice", "Bob"]
    assert [p["athlete"] for p in document["programmes"]] == ["Alice"]


def test_an_export_from_a_newer_version_is_refused(gluteal: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.json"
    file.write_text('{"format": "gluteal-export", "version": 99}', encoding="utf-8")
    assert (
        "written by a newer Gluteal (version 99, this one reads up to 1)"
        in gluteal("import", "json", file, code=2).err
    )


def test_an_export_never_overwrites_unasked(gluteal: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    file.write_text("mine", encoding="utf-8")
    assert "is there already; --force replaces it" in gluteal("export", file, code=2).err
    assert file.read_text(encoding="utf-8") == "mine"
    gluteal("export", file, "--force")
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == "gluteal-export"
    assert [path.name for path in tmp_path.iterdir()] == ["all.json"]
    assert "is a folder" in gluteal("export", tmp_path, code=2).err
    assert gluteal("export", tmp_path / "none" / "all.json", code=2).err
