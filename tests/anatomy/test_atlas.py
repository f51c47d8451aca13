"""The atlas covers every region, cites claims that exist, and shows how rotation changes as the hip bends."""

import re
import tomllib
from importlib.resources import files

import pytest

from gluteal.anatomy import atlas
from gluteal.anatomy.atlas import Entry, Posture, Pull
from gluteal.anatomy.region import TARGETS, Action, Region
from gluteal.anatomy.table import attachment_table, pull_table
from gluteal.errors import BadData

ATLAS = atlas.load()
TEXT = (files("gluteal.anatomy") / "atlas.toml").read_text(encoding="utf-8")
HIP = [entry for entry in ATLAS.values() if any(pull.arm_mm is not None for pull in entry.pulls)]


def claims() -> dict[str, dict[str, object]]:
    folder = files("gluteal.catalogue") / "data" / "claims"
    documents = [
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return {claim["id"]: claim for document in documents for claim in document["claims"]}


CLAIMS = claims()


def region_id(entry: Entry) -> str:
    return entry.region


def test_every_region_is_described_in_the_order_of_the_regions() -> None:
    assert list(ATLAS) == list(Region)


@pytest.mark.parametrize("entry", ATLAS.values(), ids=region_id)
def test_a_region_has_attachments_a_nerve_actions_and_claims(entry: Entry) -> None:
    assert all((entry.muscle, entry.plain, entry.origin, entry.insertion, entry.innervation))
    assert re.search(r"nerve|plexus", entry.innervation)
    assert entry.actions(Posture.STRAIGHT)
    assert entry.actions(Posture.BENT)
    assert entry.claims
    assert all(pull.claims for pull in entry.pulls)


def test_every_claim_that_the_atlas_cites_exists() -> None:
    cited = {c for e in ATLAS.values() for c in (*e.claims, *(c for p in e.pulls for c in p.claims))}
    assert cited <= set(CLAIMS)


@pytest.mark.parametrize("entry", HIP, ids=region_id)
def test_lever_arms_are_positive_and_none_is_too_short_to_matter(entry: Entry) -> None:
    numbers = CLAIMS["anatomy-model-moment-arms"]["numbers"]
    shortest = numbers["listed-above"]["value"]  # type: ignore[index]
    assert all(pull.arm_mm is not None and pull.arm_mm > shortest for pull in entry.pulls)


@pytest.mark.parametrize("entry", HIP, ids=region_id)
def test_no_region_does_opposite_things_in_one_posture(entry: Entry) -> None:
    opposites = (
        {Action.ABDUCTION, Action.ADDUCTION},
        {Action.FLEXION, Action.EXTENSION},
        {Action.INTERNAL_ROTATION, Action.EXTERNAL_ROTATION},
    )
    for posture in (Posture.STRAIGHT, Posture.BENT):
        for part in {pull.part for pull in entry.pulls}:
            done = {p.action for p in entry.pulls if p.posture is posture and p.part == part}
            assert not any(pair <= done for pair in opposites)


@pytest.mark.parametrize(
    ("region", "part"),
    [
        (Region.GMED_MIDDLE, None),
        (Region.GMED_POSTERIOR, None),
        (Region.GMIN_POSTERIOR, None),
        (Region.GMAX_UPPER, None),
        (Region.DEEP_ROTATORS, "piriformis"),
    ],
)
def test_outward_rotators_become_inward_rotators_as_the_hip_bends(region: Region, part: str | None) -> None:
    assert ATLAS[region].rotation_mm(Posture.STRAIGHT, part) < 0
    assert ATLAS[region].rotation_mm(Posture.BENT, part) > 0


@pytest.mark.parametrize("region", [Region.GMED_ANTERIOR, Region.GMIN_ANTERIOR])
def test_the_front_fibres_turn_inward_in_both_postures_and_more_when_bent(region: Region) -> None:
    straight = ATLAS[region].rotation_mm(Posture.STRAIGHT)
    assert 0 < straight < ATLAS[region].rotation_mm(Posture.BENT)


def test_the_tensor_turns_inward_only_when_the_hip_is_bent_and_keeps_its_sideways_pull() -> None:
    tensor = ATLAS[Region.TFL]
    assert tensor.rotation_mm(Posture.STRAIGHT) == 0
    assert tensor.rotation_mm(Posture.BENT) > 0
    assert Action.ABDUCTION in tensor.actions(Posture.BENT)


@pytest.mark.parametrize(
    ("region", "part"),
    [
        (Region.GMAX_LOWER, None),
        (Region.DEEP_ROTATORS, "quadratus femoris"),
        (Region.DEEP_ROTATORS, "obturator internus and gemelli"),
    ],
)
def test_the_true_outward_rotators_stay_so(region: Region, part: str | None) -> None:
    assert ATLAS[region].rotation_mm(Posture.STRAIGHT, part) < 0
    assert ATLAS[region].rotation_mm(Posture.BENT, part) < 0


def test_all_targets_lift_a_straight_leg_sideways() -> None:
    assert all(Action.ABDUCTION in ATLAS[region].actions(Posture.STRAIGHT) for region in TARGETS)


def test_a_trunk_muscle_does_the_same_in_any_posture() -> None:
    for region in (Region.ERECTORS, Region.QUADRATUS_LUMBORUM, Region.OBLIQUES):
        assert ATLAS[region].actions(Posture.STRAIGHT) == ATLAS[region].actions(Posture.BENT)


def test_actions_come_longest_arm_first_and_once() -> None:
    pulls = tuple(
        Pull(posture=Posture.BENT, action=action, arm_mm=arm, part=part, claims=("x",))
        for action, arm, part in (
            (Action.FLEXION, 10, "a"),
            (Action.ABDUCTION, 30, "a"),
            (Action.FLEXION, 40, "b"),
        )
    )
    entry = Entry(
        region=Region.TFL,
        muscle="m",
        plain="p",
        origin="o",
        insertion="i",
        innervation="n",
        claims=("x",),
        pulls=pulls,
    )
    assert entry.actions(Posture.BENT) == (Action.FLEXION, Action.ABDUCTION)
    assert entry.actions(Posture.STRAIGHT) == ()


def test_a_missing_and_a_doubled_region_are_both_reported() -> None:
    doubled = TEXT.replace('region = "obliques"', 'region = "hamstrings"')
    with pytest.raises(BadData) as error:
        atlas.read(doubled)
    assert len(error.value.faults) == 2
    assert "obliques is missing" in str(error.value)
    assert "hamstrings is there twice" in str(error.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('muscle = "hamstrings', 'colour = "red"\nmuscle = "hamstrings'),
        ("arm_mm = 47.1", "arm_mm = nan"),
        ('region = "obliques"', 'region = "biceps"'),
        ("[[regions]]", "[[regions"),
    ],
)
def test_a_fault_in_the_file_names_the_file(before: str, after: str) -> None:
    assert before in TEXT
    with pytest.raises(BadData, match=r"atlas\.toml"):
        atlas.read(TEXT.replace(before, after, 1))


def test_the_tables_have_a_row_for_every_region() -> None:
    for table in (attachment_table(ATLAS), pull_table(ATLAS)):
        assert all(f"`{region}`" in table for region in Region)
        assert len({row.count("|") for row in table.splitlines()}) == 1
