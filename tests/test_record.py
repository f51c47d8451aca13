"""Values read from files: unknown keys and numbers that are none are faults with their path."""

from dataclasses import dataclass

import pytest

from gluteal.errors import BadData
from gluteal.record import Record, from_json, from_mapping, schema_of, to_json, to_mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Record):
    colour: str
    resting_cm: float
    strands: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag(Record):
    bands: tuple[Band, ...]


def test_a_record_goes_out_and_comes_back_the_same() -> None:
    bag = Bag(bands=(Band(colour="green", resting_cm=30.5), Band(colour="blue", resting_cm=28, strands=2)))
    assert from_json(Bag, to_json(bag), "bag") == bag
    assert from_mapping(Bag, to_mapping(bag), "bag") == bag


def test_every_fault_is_reported_at_once_with_its_path() -> None:
    bad = {"bands": [{"colour": "green", "resting_cm": "long", "weight": 3}, {"resting_cm": 4}]}
    with pytest.raises(BadData) as caught:
        from_mapping(Bag, bad, "bag.toml")
    text = " | ".join(caught.value.faults)
    assert len(caught.value.faults) == 3
    assert "bag.toml: bands, entry 1: resting_cm: " in text
    assert "bands, entry 1: weight: is not known" in text
    assert "bands, entry 2: colour: is missing" in text


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_number_that_is_none_is_a_fault(value: float) -> None:
    with pytest.raises(BadData, match="resting_cm"):
        from_mapping(Band, {"colour": "green", "resting_cm": value}, "band")


def test_text_that_is_no_json_is_a_fault_and_no_traceback() -> None:
    with pytest.raises(BadData, match="band"):
        from_json(Band, '{"colour": ', "band")


def test_the_schema_names_the_fields_and_forbids_others() -> None:
    schema = schema_of(Band)
    assert set(schema["properties"]) == {"colour", "resting_cm", "strands"}
    assert schema["additionalProperties"] is False
