"""Imported names get a suggestion only where every word and the implement fit."""

import pytest

from gluteal.catalogue.load import load
from gluteal.exchange.names import suggestion, unmapped
from gluteal.exchange.strong import read_strong
from gluteal.training.athlete import Unit
from gluteal.training.diary import CustomExercise


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Hip Abduction (Machine)", "machine-abduction"),
        ("Hip Thrust (Barbell)", "hip-thrust"),
        ("Hip Thrust (Machine)", "hip-thrust-machine"),
        ("Squat (Barbell)", "squat-barbell"),
        ("Reverse Lunge (Dumbbell)", "reverse-lunge-dumbbell"),
        ("Glute Bridge", "glute-bridge"),
        ("Plank", None),
        ("Walking Lunge (Sandbag)", None),
        ("Clamshell", "clamshell"),
        ("Clamshells (Band)", "clamshell-band"),
        ("Leg Press (Machine)", None),
        ("Bench Press (Barbell)", None),
        ("Bicep Curl (Cable)", None),
        ("(Barbell)", None),
        ("", None),
        ("日本", None),
    ],
)
def test_a_name_is_suggested_only_where_it_fits(name: str, slug: str | None) -> None:
    assert suggestion(name, load()) == slug


def test_every_suggestion_exists_and_names_already_ours_need_none() -> None:
    catalogue = load()
    for choice in catalogue.choices.values():
        found = suggestion(choice.name, catalogue)
        assert found is None or found in catalogue.choices
        assert suggestion(choice.slug, catalogue) in catalogue.choices


def test_mapped_names_are_not_asked_about_again() -> None:
    rows = "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n" + "".join(
        f"2024-01-05 19:26:13,A,{name},1,60,5\n" for name in ("Squat", "Row", "Row", "clamshell")
    )
    entries = read_strong(rows, unit=Unit.KG)
    assert unmapped(entries, load()) == {"Row": 2, "Squat": 1}
    at = entries[0]
    mapping = CustomExercise(uid=at.uid, at=at.at, day=at.day, name="Squat", same_as="squat")
    assert unmapped((*entries, mapping), load()) == {"Row": 2}
