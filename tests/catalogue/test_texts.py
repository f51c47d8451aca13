"""What the exercise files say, read as one: signs, counting, and tags that the words demand."""

import pytest

from gluteal.catalogue.exercise import Choice, Measure, Position, Sides, Tag
from gluteal.catalogue.load import load

CHOICES = load().choices


def pick(slug: str) -> Choice:
    return CHOICES[slug]


def test_inward_rotation_is_positive_everywhere() -> None:
    assert float(pick("side-lying-abduction-toes-down").settings["hip-rotation"]) > 0
    assert float(pick("side-lying-abduction-toes-up").settings["hip-rotation"]) < 0
    assert float(pick("lateral-band-walk-turned-out").settings["hip-rotation"]) < 0


@pytest.mark.parametrize("name", ["hip-rotation", "pelvis-roll", "trunk-lean"])
def test_a_quantity_that_goes_two_ways_says_which_is_positive(name: str) -> None:
    labels = [p.label for e in load().exercises.values() for p in e.parameters if p.name == name]
    assert labels
    assert all("positive" in label for label in labels)


def test_where_sides_take_turns_the_words_say_what_is_counted() -> None:
    exercises = load().exercises
    silent = [
        c.slug
        for c in CHOICES.values()
        if c.sides is Sides.ALTERNATING
        and c.measure in (Measure.REPS, Measure.STEPS)
        and "count" not in " ".join((c.execution, *exercises[c.exercise].notes)).casefold()
    ]
    assert silent == []


def test_the_positions_bring_their_tags() -> None:
    demanded = {
        Position.SIDE_LYING: {Tag.SIDE_LYING},
        Position.SIDE_PLANK: {Tag.SIDE_LYING, Tag.SHOULDER_LOAD},
        Position.SUPINE: {Tag.SUPINE},
        Position.BENCH: {Tag.SUPINE, Tag.DEEP_HIP_FLEXION},  # one gets there from the floor
        Position.QUADRUPED: {Tag.KNEELING, Tag.SHOULDER_LOAD},
        Position.PLANK: {Tag.SHOULDER_LOAD},
    }
    missing = [
        (c.slug, tag)
        for c in CHOICES.values()
        for tag in demanded.get(c.position, set())
        if tag not in c.tags
    ]
    assert missing == []


def test_a_band_that_pulls_the_thigh_inward_is_tagged() -> None:
    for slug in (
        "seated-external-rotation",
        "seated-external-rotation-cable",
        "standing-external-rotation-ankle",
    ):
        assert Tag.INTERNAL_ROTATION_LOAD in pick(slug).tags


def test_the_way_down_is_never_quicker_than_the_way_up_in_strength_work_for_the_legs() -> None:
    quick = [
        c.slug
        for c in CHOICES.values()
        if c.pattern in ("squat", "lunge", "step", "hinge") and c.dose.tempo[2] < c.dose.tempo[0]
    ]
    assert quick == []


def test_side_planks_say_what_a_sore_hip_does() -> None:
    texts = {e.slug: e.not_felt for e in load().exercises.values() if e.pattern.startswith("side-plank")}
    assert texts
    assert all("outer hip is sore" in text for text in texts.values())


def test_a_preset_with_other_things_has_a_set_up_of_its_own() -> None:
    silent = [
        c.slug
        for c in CHOICES.values()
        if c.equipment != CHOICES[c.exercise].equipment
        and c.set_up == CHOICES[c.exercise].set_up
        and len(c.equipment) >= len(CHOICES[c.exercise].equipment)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("words", "things"),
    [
        (("dumbbell",), {"dumbbell"}),
        (("kettlebell",), {"kettlebell"}),
        (("slider",), {"slider"}),
        (("pulley",), {"cable"}),
        (("the loop", "the long band"), {"loop-band", "long-band"}),
        (("cuff", "fasten the weight", "fasten a light weight"), {"ankle-weight"}),
        (("bench that cannot slide",), {"bench", "box"}),
        (("step with", "on a step", "a low step", "of a step", "the step"), {"step", "box"}),
        (("rail or w", "worktop or wall", "rail, worktop"), {"support", "wall"}),
    ],
)
def test_what_a_set_up_needs_is_in_the_list_of_things(words: tuple[str, ...], things: set[str]) -> None:
    wanting = [
        c.slug
        for c in CHOICES.values()
        if any(word in c.set_up.casefold() for word in words)
        and not things & {item for group in c.equipment for item in group}
    ]
    assert wanting == []


def test_a_preset_that_is_another_movement_has_cues_and_faults_of_its_own() -> None:
    circle, whole = pick("pelvis-circle"), pick("hip-circle")
    assert circle.cues != whole.cues
    assert circle.not_felt != whole.not_felt
    assert {f.name for f in circle.faults}.isdisjoint(f.name for f in whole.faults)


def test_every_choice_has_cues_and_faults_and_says_what_to_do_when_it_is_felt_elsewhere() -> None:
    assert [c.slug for c in CHOICES.values() if not (c.cues and c.faults and c.not_felt and c.felt)] == []
