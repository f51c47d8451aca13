"""The commands on the catalogue: what people say is found, exercises and claims are explained, the data is checked."""

import pytest
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("side leg raise", "side-lying-abduction"),
        ("fire hydrant", "quadruped-fire-hydrant"),
        ("crab walk", "lateral-band-walk"),
        ("monster walk", "monster-walk"),
        ("clamshel", "clamshell"),
        ("hip thrusts", "hip-thrust"),
    ],
)
def test_what_people_say_is_found_first(gluteal: Run, query: str, slug: str) -> None:
    hits = gluteal("exercises", *query.split(), "--json").json["hits"]
    assert hits[0]["exercise"] == slug or hits[0]["slug"] == slug
    assert slug in gluteal("exercises", query).out


def test_donkey_kicks_are_hip_extension_on_all_fours(gluteal: Run) -> None:
    top = gluteal("exercises", "donkey kick", "--json").json["hits"][0]
    assert top["position"] == "quadruped"
    assert "extension" in top["actions"]


def test_filters_are_obeyed(gluteal: Run) -> None:
    hits = gluteal(
        "exercises", "--region", "gluteus-minimus", "--position", "standing", "--level", "2", "--json"
    ).json["hits"]
    assert hits
    for hit in hits:
        assert (hit["position"], hit["level"]) == ("standing", 2)
        assert any(region.startswith("gluteus-minimus") for region in hit["regions"])


def test_nothing_found_is_said_and_no_error(gluteal: Run) -> None:
    assert gluteal("exercises", "biceps curl").out.startswith("Nothing like that")
    assert gluteal("exercises", "biceps curl", "--json").json["hits"] == []
    assert gluteal("exercises", "日本", "--json").json["hits"] == []


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("exercises", "--region", "glutes"), "No region is called “glutes”"),
        (("exercises", "--level", "7"), "No level is called “7”; there are: 1, 2, 3, 4, 5."),
        (("exercises", "--level", "two"), "--level"),
        (("explain", "clamshel"), "did you mean clamshell"),
        (("explain", "A99"), "No exercise or claim is called “A99”"),
        (("explain",), "gluteal explain --help"),
    ],
)
def test_a_word_that_does_not_exist_is_one_sentence(
    gluteal: Run, args: tuple[str, ...], sentence: str
) -> None:
    left = gluteal(*args, code=2)
    assert sentence in left.err
    assert left.err.count("\n") == 1
    assert left.out == ""


def test_an_exercise_is_explained_with_its_claims(gluteal: Run) -> None:
    text = gluteal("explain", "clamshell").out
    for part in ("Set-up", "How", "Felt", "Fault", "gluteus-medius-posterior", "Claims:"):
        assert part in text
    told = gluteal("explain", "clamshell", "--json").json
    assert told["kind"] == "exercise"
    cited = {claim for s in told["choice"]["stimulus"].values() for claim in s["claims"]}
    assert cited <= {claim["id"] for claim in told["claims"]}


def test_a_variation_says_what_it_changes(gluteal: Run) -> None:
    told = gluteal("explain", "clamshell-band", "--json").json
    assert told["exercise"]["slug"] == "clamshell"
    assert told["choice"]["what_changes"] in " ".join(gluteal("explain", "clamshell-band").out.split())


def test_a_claim_is_explained_with_sources_in_any_case(gluteal: Run) -> None:
    told = gluteal("explain", "a3", "--json").json
    assert told["kind"] == "claim"
    assert told["claim"]["id"] == "A3"
    assert [study["key"] for study in told["studies"]] == told["claim"]["sources"]
    text = gluteal("explain", "A3").out
    assert "What would change it" in text
    assert "grade D" in text


def test_every_exercise_and_claims_of_every_kind_can_be_explained(gluteal: Run) -> None:
    from gluteal.catalogue.load import load

    for name in (*load().exercises, *sorted(load().ledger.claims)[::10]):
        assert gluteal("explain", name).out


def test_the_catalogue_is_sound(gluteal: Run) -> None:
    assert gluteal("check").out.startswith("The catalogue is sound")
    told = gluteal("check", "--json").json
    assert told["sound"]
    assert told["choices"] >= 75
