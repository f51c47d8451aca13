"""The demonstration fills an empty store with a marked, simulated athlete, and refuses a store in use."""

import pytest
from tests.cli.conftest import Run


def test_twelve_weeks_are_there_and_marked(gluteal: Run) -> None:
    told = gluteal("demo", "--json").json
    assert told["weeks"] == 12
    assert told["athlete"].endswith("(simulated)")
    history = gluteal("history", "--json").json
    assert len(history["sets"]) == told["sets"] > 200
    assert {s["source"] for s in history["sets"]} == {"demo"}
    assert all(s["day"] < "2026-11-23" for s in history["sets"])
    assert gluteal("next", "--json").json["slots"]


@pytest.mark.parametrize(
    "before", [("init", "--example", "runner"), ("sleep", "7")], ids=["a profile", "one diary entry"]
)
def test_a_store_in_use_is_refused(gluteal: Run, before: tuple[str, ...]) -> None:
    gluteal(*before)
    stored = gluteal("export").out
    assert "This store is in use" in gluteal("demo", code=2).err
    assert gluteal("export").out == stored
