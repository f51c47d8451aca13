"""Parts of the body in the catalogue's words, as the points of the model that they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from gluteal.body.skeleton import Spot, support
from gluteal.catalogue.motion import SIDED, Part
from gluteal.errors import UnknownName

SIDE_OF = {"working": "r", "other": "l"}
"""Motions are computed with the right leg working and mirrored for the left."""

_SUPPORTS = {
    Part.FOOT: "foot",
    Part.TOES: "forefoot",
    Part.HEEL: "heel",
    Part.FOOT_EDGE: "foot-side",
    Part.KNEE: "kneecap",
    Part.OUTER_KNEE: "knee-side",
    Part.THIGH: "hip-side",
    Part.THIGH_BACK: "thigh-back",
    Part.SHIN: "shin-side",
    Part.HIP: "pelvis-side",
    Part.SIT_BONE: "seat",
    Part.SHOULDER: "chest-side",
    Part.FOREARM: "forearm-front",
    Part.SIDE_FOREARM: "forearm-side",
    Part.HAND: "hand-front",
    Part.LOWER_BACK: "sacrum",
    Part.CHEST: "chest",
    Part.PELVIS_FRONT: "belly",
}
# Points that the body's own table does not name: right side, metres on a body of 1.70 m.
_OWN = {
    Part.INNER_FOOT: (Spot("calcn_r", (0.10, -0.01, -0.03)),),
    Part.INNER_KNEE: (Spot("femur_r", (0.0, -0.38, -0.05)),),
    Part.THIGH_FRONT: (Spot("femur_r", (0.07, -0.25, 0.0)),),
    Part.UPPER_BACK: (
        Spot("torso", (-0.11, 0.24, 0.12)),
    ),  # one line across: it pivots on the edge of a bench
    Part.CALF: (Spot("tibia_r", (-0.05, -0.15, 0.0)),),
}
FLAT = frozenset({Part.FOOT, Part.TOES, Part.HEEL, Part.FOOT_EDGE})
"""Parts all of whose points touch what they bear on."""

FEET = frozenset({Part.FOOT, Part.TOES, Part.HEEL, Part.INNER_FOOT})
"""Parts that a standing body balances on."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A part of one body: which part it is, the side ("r", "l" or "" for the middle) and its points."""

    part: Part
    side: str
    spots: tuple[Spot, ...]
    middle: Spot = field(init=False)  # of its points, where all belong to one body

    def __post_init__(self) -> None:
        x, y, z = (sum(along) / len(self.spots) for along in zip(*(s.at for s in self.spots), strict=True))
        object.__setattr__(self, "middle", Spot(self.spots[0].body, (x, y, z)))


@cache
def patch(name: str) -> Patch:
    """Return a part by its words, such as "working foot" or "upper back". Raises `UnknownName`."""
    which, _, rest = name.partition(" ")
    if which in SIDE_OF and rest in SIDED:
        part, side = Part(rest), SIDE_OF[which]
        spots = _OWN[part] if part in _OWN else support(f"{_SUPPORTS[part]}_r")
        return Patch(part, side, spots if side == "r" else tuple(spot.mirrored() for spot in spots))
    if name in set(Part) - SIDED:
        part = Part(name)
        right = _OWN[part] if part in _OWN else support(f"{_SUPPORTS[part]}_r")
        return Patch(part, "", (*right, *(spot.mirrored() for spot in right)))
    raise UnknownName("part of the body", name, part_names())


def shared(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """Return the contacts that last from one posture to the next; of a foot flat in one only, what stays down."""
    lasting = []
    for name in first:
        if name in second:
            lasting.append(name)
            continue
        one = patch(name)
        for other_name in second:
            other = patch(other_name)
            if (
                one.side == other.side
                and {one.part, other.part} <= FEET
                and Part.FOOT in (one.part, other.part)
            ):
                lasting.append(other_name if one.part is Part.FOOT else name)
    return tuple(lasting)


def part_names() -> tuple[str, ...]:
    """Return every name that `patch` knows."""
    sided = (f"{which} {part}" for which in SIDE_OF for part in Part if part in SIDED)
    return (*sided, *(part.value for part in Part if part not in SIDED))
