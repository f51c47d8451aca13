"""The generated pages are up to date, and every `--json` answer keeps to its schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import Run

from gluteal.cli.reference import answers, reference, schema

DOCS = Path(__file__).parent.parent.parent / "docs"
AGAIN = "run: make docs"


def validate(name: str, value: Any) -> None:
    document = json.loads((DOCS / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(document)
    Draft202012Validator(document).validate(value)


def test_the_command_reference_is_up_to_date() -> None:
    assert (DOCS / "reference.md").read_text(encoding="utf-8") == reference(), AGAIN


@pytest.mark.parametrize("name", list(answers()))
def test_each_schema_is_up_to_date(name: str) -> None:
    assert (DOCS / "schemas" / f"{name}.json").read_text(encoding="utf-8") == schema(name), AGAIN


def test_there_is_no_schema_that_nothing_answers_with() -> None:
    assert {path.stem for path in (DOCS / "schemas").glob("*.json")} == set(answers())


def test_each_schema_is_explained() -> None:
    text = (DOCS / "data-formats.md").read_text(encoding="utf-8")
    for name in answers():
        assert f"schemas/{name}.json" in text


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("exercises", ("exercises", "side leg raise")),
        ("explain", ("explain", "clamshell-band")),
        ("explain", ("explain", "A3")),
        ("check", ("check",)),
        ("init", ("init", "--example", "dancer")),
    ],
)
def test_answers_without_a_diary_keep_to_their_schema(gluteal: Run, name: str, args: tuple[str, ...]) -> None:
    validate(name, gluteal(*args, "--json").json)


def test_answers_with_a_diary_keep_to_their_schema(gluteal: Run) -> None:
    data = Path(__file__).parent.parent / "exchange" / "data"
    validate("demo", gluteal("demo", "--weeks", "2", "--example", "runner", "--json").json)
    validate("import", gluteal("import", "hevy", data / "hevy_api_workouts.json", "--json").json)
    validate("map", gluteal("map", "--json").json)
    validate("log", gluteal("map", "Hip Abduction (Machine)", "machine-abduction", "--json").json)
    validate("log", gluteal("log", "clamshell left 12@green rir 2", "--json").json)
    for args in (("morning", "up"), ("sleep", "7"), ("effort", "5"), ("measure", "hip-girth", "98", "cm")):
        validate("log", gluteal(*args, "--json").json)
    validate("log", gluteal("retest", "side-bridge-hold", "left", "40", "s", "--json").json)
    validate("log", gluteal("log", "--undo", "--json").json)
    for name in ("plan", "today", "next", "history"):
        validate(name, gluteal(name, "--json").json)
    validate("export", json.loads(gluteal("export").out))


def test_a_schema_refuses_what_is_none() -> None:
    with pytest.raises(Exception, match="required"):
        validate("check", {"sound": True})
