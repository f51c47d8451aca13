"""Search forgives typos, knows the field's other names, and obeys every filter."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gluteal.anatomy.region import Action, Region
from gluteal.catalogue.claim import Claim, Grade, Ledger, Number
from gluteal.catalogue.exercise import (
    Dose,
    Exercise,
    Measure,
    Placement,
    Position,
    Preset,
    Purpose,
    Resistance,
    Role,
    Sides,
    Stimulus,
    StimulusClass,
    Tag,
)
from gluteal.catalogue.load import Catalogue, resolve
from gluteal.catalogue.search import search, words_of
from gluteal.errors import UnknownName

WORTH = {"none": (0, 0, 0), "some": (0.25, 0.5, 0.75), "high": (0.75, 1, 1)}
CLASSES = Claim(
    id="stimulus-classes",
    title="Classes",
    wording="What a class is worth.",
    grade=Grade.DEFAULT,
    would_change="A trial.",
    numbers={
        f"{level}-{name}": Number(value=value, unit="sets")
        for level, values in WORTH.items()
        for name, value in zip(("low", "nominal", "high"), values, strict=True)
    },
)
LEDGER = Ledger({CLASSES.id: CLASSES}, {})


def stimulus(**levels: str) -> dict[Region, Stimulus]:
    return {
        Region[name]: Stimulus(level=StimulusClass(level), grade=Grade.C, claims=("R1",))
        for name, level in levels.items()
    }


CLAMSHELL = Exercise(
    slug="clamshell",
    name="Clamshell",
    summary="Lying on the side, the upper knee opens.",
    synonyms=("clam", "side-lying clam"),
    pattern="clam",
    actions=(Action.EXTERNAL_ROTATION,),
    roles=(Role.EXTERNAL_ROTATION,),
    purposes=(Purpose.STRENGTH, Purpose.ACTIVATION),
    position=Position.SIDE_LYING,
    sides=Sides.EACH,
    measure=Measure.REPS,
    level=1,
    equipment=(("mat",),),
    tags=(Tag.SIDE_LYING,),
    set_up="Lie on the side.",
    execution="Open the knee.",
    cues=("Keep the pelvis still.",),
    felt="At the back of the hip.",
    not_felt="At the front.",
    claims=("R1",),
    dose=Dose(amount=(10, 15), rir=(1, 3), tempo=(2, 1, 2), rest_s=60, setup_s=20, claims=("A15",)),
    stimulus=stimulus(GMED_POSTERIOR="some", TFL="none"),
    faults=(),
    presets=(
        Preset(
            slug="clamshell-band",
            name="Clamshell with a band",
            what_changes="A band above the knees.",
            synonyms=("banded clam",),
            level=2,
            equipment=(("mat",), ("loop-band",)),
            resistance=Resistance.BAND,
            placement=Placement.ABOVE_KNEES,
        ),
    ),
)
SIDE_LYING = replace(
    CLAMSHELL,
    slug="side-lying-abduction",
    name="Side-lying hip abduction",
    synonyms=("side leg raise", "side lying leg lift"),
    pattern="side-lying-abduction",
    actions=(Action.ABDUCTION,),
    roles=(Role.ABDUCTION, Role.MINIMUS),
    stimulus=stimulus(GMED_MIDDLE="high", GMIN_ANTERIOR="some"),
    presets=(),
)
HYDRANT = replace(
    SIDE_LYING,
    slug="quadruped-abduction",
    name="Hip abduction on all fours",
    synonyms=("fire hydrant", "dirty dog"),
    position=Position.QUADRUPED,
    tags=(Tag.KNEELING,),
    stimulus=stimulus(GMED_MIDDLE="some"),
)
WALK = replace(
    SIDE_LYING,
    slug="lateral-band-walk",
    name="Lateral band walk",
    synonyms=("crab walk", "monster walk sideways", "side step"),
    position=Position.STANDING,
    level=2,
    equipment=(("loop-band",),),
    resistance=Resistance.BAND,
    placement=Placement.ANKLES,
    tags=(Tag.SINGLE_LEG_STANCE,),
    measure=Measure.STEPS,
)
KICK = replace(
    SIDE_LYING,
    slug="quadruped-hip-extension",
    name="Hip extension on all fours",
    synonyms=("donkey kick",),
    actions=(Action.EXTENSION,),
    roles=(Role.HIP_EXTENSION,),
    position=Position.QUADRUPED,
    equipment=(("mat",), ("ankle-weight", "cable")),
    stimulus=stimulus(GMAX_UPPER="some"),
)
EXERCISES = (CLAMSHELL, SIDE_LYING, HYDRANT, WALK, KICK)
CATALOGUE = Catalogue(
    {e.slug: e for e in EXERCISES},
    {c.slug: c for e in EXERCISES for c in resolve(e, LEDGER)},
    LEDGER,
)


def found(query: str = "", **filters: object) -> list[str]:
    return [hit.choice.slug for hit in search(CATALOGUE, query, **filters)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("clamshell", "clamshell"),
        ("clamshel", "clamshell"),
        ("calmshell", "clamshell"),
        ("CLAMS", "clamshell"),
        ("banded clam", "clamshell-band"),
        ("clamshell band", "clamshell-band"),
        ("side leg raise", "side-lying-abduction"),
        ("side leg rises", "side-lying-abduction"),
        ("sidelying abduction", "side-lying-abduction"),
        ("fire hydrant", "quadruped-abduction"),
        ("firehydrant", "quadruped-abduction"),
        ("fire hydrent", "quadruped-abduction"),
        ("crab walk", "lateral-band-walk"),
        ("crabwalks", "lateral-band-walk"),
        ("walk lateral", "lateral-band-walk"),
        ("donkey kick", "quadruped-hip-extension"),
        ("donky kiks", "quadruped-hip-extension"),
        ("abdúction on all fours", "quadruped-abduction"),
    ],
)
def test_what_people_say_finds_what_they_mean(query: str, first: str) -> None:
    assert found(query)[0] == first


@pytest.mark.parametrize("query", ["bench press", "xyzzy", "biceps curl", "日本語", "🙂"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert found(query) == [] or not words_of(query)


def test_words_that_describe_count_less_than_names() -> None:
    assert found("standing walk")[0] == "lateral-band-walk"
    assert set(found("external rotation")) == {"clamshell", "clamshell-band"}
    assert found("clam external rotation")[0] == "clamshell"
    assert found("clam side") == found("side clam")


def test_an_empty_query_lists_everything_easier_first() -> None:
    assert len(found()) == len(CATALOGUE.choices)
    assert found(level=2) == ["lateral-band-walk", "clamshell-band"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"region": "gluteus-medius-posterior"}, {"clamshell", "clamshell-band"}),
        ({"region": "gluteus-minimus"}, {"side-lying-abduction", "lateral-band-walk"}),
        ({"region": "upper gluteus maximus"}, {"quadruped-hip-extension"}),
        ({"action": "external-rotation"}, {"clamshell", "clamshell-band"}),
        ({"action": "External rotation"}, {"clamshell", "clamshell-band"}),
        ({"equipment": "band"}, {"clamshell-band", "lateral-band-walk"}),
        ({"equipment": "cable"}, {"quadruped-hip-extension"}),
        ({"equipment": "none"}, {"clamshell", "side-lying-abduction", "quadruped-abduction"}),
        ({"position": "quadruped"}, {"quadruped-abduction", "quadruped-hip-extension"}),
        ({"tag": "kneeling"}, {"quadruped-abduction"}),
        ({"tag": "activation", "level": 2}, {"clamshell-band", "lateral-band-walk"}),
        ({"region": "gluteus-medius", "position": "standing"}, {"lateral-band-walk"}),
        ({"region": "tensor-fasciae-latae"}, set()),
    ],
)
def test_filters_keep_only_what_passes_all_of_them(filters: dict[str, object], expected: set[str]) -> None:
    assert set(found(**filters)) == expected


def test_a_region_puts_the_strongest_first() -> None:
    assert found(region="gluteus-medius-middle")[-1] == "quadruped-abduction"


@pytest.mark.parametrize(
    ("filters", "sentence"),
    [
        ({"region": "glutes"}, "No region is called “glutes”"),
        ({"action": "abducton"}, "did you mean abduction"),
        ({"equipment": "trampoline"}, "No equipment is called “trampoline”"),
        ({"position": "xyz"}, "there are: bench, plank"),
        ({"level": 9}, "No level is called “9”; there are: 1, 2"),
        ({"tag": "kneel"}, "did you mean kneeling"),
    ],
)
def test_a_word_that_no_filter_knows_is_named(filters: dict[str, object], sentence: str) -> None:
    with pytest.raises(UnknownName, match=sentence):
        found(**filters)


@settings(deadline=None)  # the machine may be busy; time is measured elsewhere
@given(st.text(max_size=40))
def test_no_text_whatever_fails_and_scores_stay_in_range(query: str) -> None:
    hits = search(CATALOGUE, query)
    assert all(0 <= hit.score <= 100 for hit in hits)
    assert [round(hit.score) for hit in hits] == sorted((round(hit.score) for hit in hits), reverse=True)


@settings(deadline=None)  # the machine may be busy; time is measured elsewhere
@given(st.sampled_from(sorted(CATALOGUE.choices)), st.data())
def test_one_wrong_letter_still_finds_the_slug(slug: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(slug) - 1))
    letter = data.draw(st.sampled_from("aeinrst"))
    assert slug in found(slug[:place] + letter + slug[place + 1 :])[:2]
