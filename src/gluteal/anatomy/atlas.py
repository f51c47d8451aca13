"""The atlas: for every region where it attaches, which nerve moves it, and what it does, straight and bent."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from gluteal.anatomy.region import Action, Region
from gluteal.errors import BadData
from gluteal.record import Record, from_mapping


class Posture(StrEnum):
    """The position in which a pull is given: of the hip for hip muscles, none in particular for the trunk."""

    STRAIGHT = "hip straight"
    BENT = "hip bent to 90 degrees"
    ANY = "any position"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull(Record):
    """One action of a region in one posture.

    `arm_mm` is the lever arm about the hip in millimetres, always positive: its direction is the action.
    None where no model gives it (trunk muscles). `part` names the muscle meant where a region holds several.
    """

    posture: Posture
    action: Action
    arm_mm: float | None = None
    part: str | None = None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Record):
    """One region of the atlas; `claims` are the ids behind its attachments and nerve."""

    region: Region
    muscle: str
    plain: str  # what to call it, and where to feel it, in everyday words
    origin: str
    insertion: str
    innervation: str
    claims: tuple[str, ...]
    pulls: tuple[Pull, ...]
    elsewhere: str | None = None  # what it does at other joints
    note: str | None = None

    def actions(self, posture: Posture) -> tuple[Action, ...]:
        """Return what the region does in a posture, longest lever arm first, each action once."""
        held = [pull for pull in self.pulls if pull.posture in (posture, Posture.ANY)]
        held.sort(key=lambda pull: -(pull.arm_mm or 0))
        return tuple(dict.fromkeys(pull.action for pull in held))

    def rotation_mm(self, posture: Posture, part: str | None = None) -> float:
        """Return the lever arm for rotation in millimetres: inward positive, outward negative, 0 for none."""
        signs = {Action.INTERNAL_ROTATION: 1, Action.EXTERNAL_ROTATION: -1}
        return sum(
            signs[pull.action] * (pull.arm_mm or 0)
            for pull in self.pulls
            if pull.posture is posture and pull.part == part and pull.action in signs
        )


@cache
def load() -> dict[Region, Entry]:
    """Read the atlas that ships with Gluteal, in the order of `Region`.

    Raises:
        BadData: For unknown keys, a region that is missing or there twice. The tests make sure that this never
            happens.

    """
    text = (files("gluteal.anatomy") / "atlas.toml").read_text(encoding="utf-8")
    return read(text)


def read(text: str) -> dict[Region, Entry]:
    """Build the atlas from TOML text; raises `BadData` as `load` does."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadData([f"atlas.toml: {error}"]) from None
    entries = from_mapping(dict[str, list[Entry]], document, "atlas.toml").get("regions", [])
    named = [entry.region for entry in entries]
    faults = [f"atlas.toml: {region} is missing" for region in Region if region not in named]
    faults += [f"atlas.toml: {region} is there twice" for region in Region if named.count(region) > 1]
    faults += [f"atlas.toml: {key} is not known; only [[regions]] is" for key in document if key != "regions"]
    if faults:
        raise BadData(faults)
    return {region: entries[named.index(region)] for region in Region}
