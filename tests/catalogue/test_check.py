"""Every check of the catalogue, shown to fail on a small catalogue that breaks just that."""

from pathlib import Path

import pytest

from gluteal.catalogue.exercise import FormRule, Resistance, Tag
from gluteal.catalogue.load import load, read
from gluteal.catalogue.vocabulary import FORM_RULES, KIT_OF, PARAMETERS, TAGS
from gluteal.errors import BadData

STUDIES = """
[[studies]]
key = "alice2020"
citation = "Alice, a study"
read = "abstract"
"""
CLAIMS = """
[[claims]]
id = "R1"
title = "A claim"
wording = "A band makes it harder."
grade = "C"
sources = ["alice2020"]
would_change = "Another study."

[claims.numbers]
share = { value = 5, unit = "percent", low = 1, high = 9 }

[[claims]]
id = "stimulus-classes"
title = "Classes"
wording = "What a class is worth."
grade = "default"
would_change = "A trial."

[claims.numbers]
none-low = { value = 0, unit = "sets" }
none-nominal = { value = 0, unit = "sets" }
none-high = { value = 0, unit = "sets" }
some-low = { value = 0.25, unit = "sets" }
some-nominal = { value = 0.5, unit = "sets" }
some-high = { value = 0.75, unit = "sets" }
high-low = { value = 0.75, unit = "sets" }
high-nominal = { value = 1, unit = "sets" }
high-high = { value = 1, unit = "sets" }
unknown-low = { value = 0, unit = "sets" }
unknown-nominal = { value = 0, unit = "sets" }
unknown-high = { value = 0.5, unit = "sets" }
"""
SIDE_STEP = """
name = "Side step"
summary = "Steps to the side."
synonyms = ["sidestep"]
pattern = "side-step"
actions = ["abduction"]
roles = ["abduction"]
purposes = ["strength"]
position = "standing"
sides = "each"
measure = "reps"
level = 2
equipment = []
set_up = "Stand."
execution = "Step."
cues = ["Level"]
felt = "At the side of the hip."
not_felt = "Sit lower."
easier = []
harder = ["side-step-band"]
claims = ["R1"]

[dose]
amount = [8, 15]
rir = [1, 3]
tempo = [1.0, 0.0, 2.0]
rest_s = 60
setup_s = 10
claims = ["R1"]

[stimulus]
gluteus-medius-anterior = { level = "some", grade = "C", claims = ["R1"] }
gluteus-medius-middle = { level = "high", grade = "C", claims = ["R1"], low = 0.5 }
gluteus-medius-posterior = { level = "some", grade = "C", claims = ["R1"] }
gluteus-minimus-anterior = { level = "unknown", grade = "C", claims = ["R1"] }
gluteus-minimus-posterior = { level = "unknown", grade = "C", claims = ["R1"] }
gluteus-maximus-upper = { level = "some", grade = "C", claims = ["R1"] }
tensor-fasciae-latae = { level = "some", grade = "C", claims = ["R1"] }

[[faults]]
name = "Sway"
seen = "The head rocks."
mend = "Go slower."
rule = "trunk-lean"

[[parameters]]
name = "band-placement"
label = "Where the band sits"
options = ["none", "ankles"]
default = "none"
effect = "Lower is harder."
claims = ["R1"]

[[parameters]]
name = "knee-flexion"
label = "Bend of the knees"
unit = "degrees"
low = 0
high = 60
default = 20
effect = "Nobody has measured it."
claims = ["R1"]

[[parameters]]
name = "tempo-down"
label = "Way back"
unit = "s"
low = 1
high = 5
default = 2
effect = "Slower is for control."
claims = ["R1"]

[[presets]]
slug = "side-step-band"
name = "Side step with a band"
what_changes = "A band."
level = 3
synonyms = ["sidestep", "band step"]
equipment = [["loop-band"]]
resistance = "band"
placement = "ankles"
set_up = "Check the band for cracks and stand."
easier = ["side-step"]
harder = []
settings = { band-placement = "ankles", knee-flexion = 30 }
"""
BRIDGE = (
    SIDE_STEP[: SIDE_STEP.index("[[parameters]]")]
    .replace('name = "Side step"', 'name = "Bridge"')
    .replace('["sidestep"]', '["pelvic lift"]')
    .replace('harder = ["side-step-band"]', "harder = []")
)


def faults(folder: Path, *, claims: str = CLAIMS, studies: str = STUDIES, **exercises: str) -> list[str]:
    """Write a catalogue of `exercises` (snake case for hyphens) and return what is wrong with it."""
    for name, text in {
        "studies/all": studies,
        "claims/all": claims,
        **{f"exercises/{slug.replace('_', '-')}": text for slug, text in exercises.items()},
    }.items():
        file = folder / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    try:
        read(folder)
    except BadData as error:
        return list(error.faults)
    return []


def test_the_small_catalogue_is_sound_and_so_is_the_real_one(tmp_path: Path) -> None:
    assert faults(tmp_path, side_step=SIDE_STEP, bridge=BRIDGE) == []
    assert load().choices


BROKEN = [
    # references and the ledger
    ('claims = ["R1"]\n\n[dose]', 'claims = ["R99"]\n\n[dose]', "claim R99 does not exist"),
    ('easier = ["side-step"]', 'easier = ["nowhere"]', "rung nowhere does not exist"),
    ('easier = ["side-step"]', 'easier = ["side-step-band"]', "is its own rung"),
    # ladders
    ("level = 3", "level = 1", "level 1 has the easier rung side-step at level 2"),
    ("level = 3", "level = 1", "level 2 has the harder rung side-step-band at level 1"),
    # the exercise
    ("level = 2", "level = 7", "level 7 is not 1 to 5"),
    (
        'tensor-fasciae-latae = { level = "some", grade = "C", claims = ["R1"] }\n',
        "",
        "says nothing about tensor-fasciae-latae",
    ),
    (
        'setup_s = 10\nclaims = ["R1"]',
        "setup_s = 10\nclaims = []",
        "dose cites no claim",
    ),
    ('rule = "trunk-lean"', 'rule = "wobble"', "faults, entry 1: rule: wants one of"),
    ('slug = "side-step-band"', 'slug = "Side_Step"', "the slug is not lower case with hyphens"),
    # parameters
    ('name = "knee-flexion"', 'name = "knee-bend"', "parameter knee-bend is not known"),
    ('unit = "degrees"', 'unit = "radians"', "parameter knee-flexion is in radians, not in degrees"),
    ('unit = "degrees"\n', "", "wants options, or low, high and unit"),
    ("default = 20", "default = 90", "default 90.0 is outside its range"),
    ('default = "none"', 'default = "feet"', "default is not among its options"),
    ("knee-flexion = 30", "knee-flexion = 80", "knee-flexion = 80.0 is outside its range"),
    ("knee-flexion = 30", "hip-flexion = 30", "sets hip-flexion; there are: band-placement"),
    ('band-placement = "ankles"', 'band-placement = "feet"', "band-placement has no option feet"),
    # bands and other loads
    ('band-placement = "ankles", ', "", "band-placement is none, the placement ankles"),
    ('resistance = "band"\n', "", "a band wants a placement, and a placement a band"),
    ("Check the band for cracks and stand.", "Stand.", "does not say to check the band for cracks"),
    ('equipment = [["loop-band"]]', "equipment = []", "its equipment has no long-band or loop-band"),
    ("equipment = []", 'equipment = [["dumbbell"]]', "needs a dumbbell, and its resistance is none"),
    ("equipment = []", 'equipment = [["trampoline"]]', "equipment trampoline is not known"),
    # credit and dose
    ("low = 0.5", "low = 0.6", "is not in quarter sets"),
    ("low = 0.5", "low = 0.5, high = 0.25", "is not inside 0 to 1"),
    (
        'level = "high", grade = "C", claims = ["R1"], low = 0.5',
        'level = "none", grade = "C", claims = ["R1"], high = 0.5',
        "class none with a credit",
    ),
    ("amount = [8, 15]", "amount = [15, 8]", "dose amount 15 to 8 is not a range"),
    ("rest_s = 60", "rest_s = -1", "dose has a time below zero"),
    ("tempo = [1.0, 0.0, 2.0]", "tempo = [1.0, 0.0, 3.0]", "tempo-down is 2.0, the dose's way down 3.0"),
]


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN, ids=[fault for _, _, fault in BROKEN])
def test_a_broken_exercise_is_told_in_one_sentence(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in SIDE_STEP
    found = faults(tmp_path, side_step=SIDE_STEP.replace(old, new, 1))
    assert any(fault in sentence for sentence in found), found


def test_a_banded_choice_wants_the_parameter_that_says_where_the_band_sits(tmp_path: Path) -> None:
    banded = (
        BRIDGE.replace("equipment = []", 'equipment = [["loop-band"]]\nresistance = "band"')
        .replace("sides =", 'placement = "ankles"\nsides =')
        .replace("Stand.", "Check the band for cracks.")
    )
    assert faults(tmp_path, bridge=banded) == [
        "bridge.toml: bridge: is banded, and its exercise has no parameter band-placement"
    ]


def test_two_exercises_never_answer_to_one_name_whatever_the_letters(tmp_path: Path) -> None:
    twin = BRIDGE.replace('"pelvic lift"', '"Band Step"')
    assert faults(tmp_path, side_step=SIDE_STEP, bridge=twin) == [
        "side-step.toml: side-step-band: “band step” is a name of bridge as well"
    ]


def test_a_two_leg_bridge_earns_nothing_for_medius_and_minimus(tmp_path: Path) -> None:
    two_leg = BRIDGE.replace('"side-step"', '"bridge"').replace('sides = "each"', 'sides = "both"')
    found = faults(tmp_path, bridge=two_leg)
    assert found
    assert all("which rule A12 denies" in sentence for sentence in found)


def test_a_slug_is_there_once(tmp_path: Path) -> None:
    twice = SIDE_STEP.replace('slug = "side-step-band"', 'slug = "bridge"').replace(
        'harder = ["side-step-band"]', "harder = []"
    )
    assert "exercise bridge is there twice" in faults(tmp_path, side_step=twice, bridge=BRIDGE)


LEDGER = [
    ('grade = "C"\nsources = ["alice2020"]', 'grade = "C"', "grade C without a source"),
    ('sources = ["alice2020"]', 'sources = ["bob1999", "alice2020"]', "study bob1999 does not exist"),
    ('would_change = "Another study."', 'would_change = "Another study."\nsee = ["R9"]', "sees claim R9"),
    ("value = 5, unit", "value = 50, unit", "number share lies outside its own range"),
    ('sources = ["alice2020"]', 'sources = []\nseed = { section = "Tip 1", says = "So.", verdict = "unsure", reason = "None." }', "study alice2020: nobody cites it"),
    ('id = "R1"', 'id = "R1"\nmood = "good"', "entry 1: mood: is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fault"), LEDGER, ids=[fault for _, _, fault in LEDGER])
def test_a_broken_claim_is_told_in_one_sentence(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in CLAIMS
    found = faults(tmp_path, claims=CLAIMS.replace(old, new, 1), side_step=SIDE_STEP)
    assert any(fault in sentence for sentence in found), found


def test_every_tag_and_every_form_rule_is_explained_and_every_load_has_its_things() -> None:
    assert set(TAGS) == set(Tag)
    assert set(FORM_RULES) == set(FormRule)
    assert set(KIT_OF) == set(Resistance) - {Resistance.NONE}


def test_no_word_is_kept_that_no_exercise_uses() -> None:
    exercises = load().exercises.values()
    assert {p.name for e in exercises for p in e.parameters} == set(PARAMETERS)
    assert {f.rule for e in exercises for f in e.faults if f.rule} == set(FormRule)
    assert {tag for choice in load().choices.values() for tag in choice.tags} == set(Tag)
