"""What there is besides the body in a figure: bands, cables, weights, what is stood or lain on, and arms."""

from collections.abc import Callable, Iterable, Sequence
from functools import singledispatch

import numpy as np
from numpy.typing import NDArray

from gluteal.body.contact import Contact
from gluteal.body.force import BandCurve, Cable, Force, LoopBand, MachinePad, StripBand, Weight
from gluteal.body.skeleton import Array, Skeleton, Spot
from gluteal.lab.arms import RADIUS, arms, hanging, rail
from gluteal.lab.figure import Block, Line
from gluteal.lab.press import Hands, Push

_BAND, _CABLE, _BAR = 0.008, 0.005, 0.014  # radii in metres
_SKIN = 0.012  # between the middle of a band's strand and the limb it lies on
_BEND = 7  # points of a loop round each limb
_ROOM = 0.13  # metres that a block is larger than what rests on it
_RISES = 0.02  # surfaces lower than this are the floor
_NEAR = 0.06  # metres between a point and the surface it rests on: soft tissue
_THIN = 0.03  # half the thickness of a wall
_THIGH = 0.08  # metres from the middle of a thigh to its skin
_LEVEL = 0.7  # contacts that press more upward than this are floors

Frame = Callable[[Skeleton], Array]
"""Gives the points (n, 3) of a line in the posture that the skeleton has taken."""


def props(
    skeleton: Skeleton,
    postures: NDArray[np.float64],
    forces: Sequence[Force],
    contacts: Sequence[Sequence[Contact]],
    surfaces: Iterable[tuple[str, float]],
) -> tuple[Line | Block, ...]:
    """Return everything to draw besides the body.

    Args:
        skeleton: Whose postures they are.
        postures: (frames, nq).
        forces: What pulls on the body, the same in every frame.
        contacts: What it bears on, frame by frame.
        surfaces: Name and height in metres of each thing that something rests on.

    """
    drawn = [found for force in forces for found in _drawn(force)] + _straps(forces)
    drawn += [("arm", RADIUS, False, arm) for arm in arms(forces, contacts)]
    points: list[list[Array]] = [[] for _ in drawn]
    for posture in postures:
        skeleton.place(posture)
        for line, (_, _, _, at) in zip(points, drawn, strict=True):
            line.append(at(skeleton))
    lines = [
        Line(kind, np.array(line), radius, closed)
        for line, (kind, radius, closed, _) in zip(points, drawn, strict=True)
    ]
    return (*lines, *_blocks(skeleton, postures, contacts, surfaces), *_walls(skeleton, postures, forces))


_Drawn = tuple[str, float, bool, Frame]


@singledispatch
def _drawn(force: Force) -> list[_Drawn]:
    return []


@_drawn.register
def _(force: LoopBand) -> list[_Drawn]:
    return [("band", _BAND, True, lambda s: _loop(s, force))]


@_drawn.register
def _(force: StripBand) -> list[_Drawn]:
    return [("band", _BAND, False, lambda s: _stretch(s, force.at, force.to))]


@_drawn.register
def _(force: Cable) -> list[_Drawn]:
    return [("cable", _CABLE, False, lambda s: _stretch(s, force.at, force.pulley))]


@_drawn.register
def _(force: Hands) -> list[_Drawn]:
    def bar(skeleton: Skeleton) -> Array:
        ends = [rail(skeleton, side) for side in (1.0, -1.0)]
        beyond = 0.4 * (ends[0] - ends[1])
        return np.array([ends[0] + beyond, ends[1] - beyond])

    return [("bar", _BAR, False, bar)]


@_drawn.register
def _(force: MachinePad) -> list[_Drawn]:
    def pad(skeleton: Skeleton) -> Array:
        spot = skeleton.spot(force.at)
        out = -skeleton.turning(spot.body) @ (np.array(force.direction) / np.linalg.norm(force.direction))
        return np.array([skeleton.world(spot) + out * reach for reach in (0.07, 0.13)])

    return [("pad", 0.06, False, pad)]


@_drawn.register
def _(force: Weight) -> list[_Drawn]:
    if force.mass <= 0:
        return []
    spot = force.at if isinstance(force.at, str) else ""
    name = spot.rpartition("_")[0] or spot
    match name:
        case "ankle":
            return [("weight", 0.022, True, lambda s: _cuff(s, force.at))]
        case "bar-hips" | "bar-back":
            bar = [("bar", _BAR, False, lambda s: _across(s, force.at, -0.8, 0.8))]
            plate = min(0.2, 0.06 + 0.0022 * force.mass)
            return bar + [
                ("plate", plate, False, lambda s, z=z: _across(s, force.at, z - 0.02, z + 0.02))
                for z in (-0.62, 0.62)
            ]
        case "shoulder":
            return [("weight", 0.045, False, lambda s: _in_hand(s, force.at))]
        case _:
            return [("weight", 0.06, False, lambda s: _upright(s, force.at))]


def _loop(skeleton: Skeleton, band: LoopBand) -> Array:
    """Run round both limbs in the plane across them."""
    ends = [skeleton.spot(at) for at in band.round]
    places = [skeleton.world(at) for at in band.round]
    apart = places[1] - places[0]
    apart = apart / max(float(np.linalg.norm(apart)), 1e-6)
    along = sum(skeleton.turning(spot.body)[:, 1] for spot in ends)
    across = np.cross(along, apart)
    across = across / max(float(np.linalg.norm(across)), 1e-6)
    radius = band.limb / 2 + _SKIN
    angles = np.linspace(np.pi / 2, 3 * np.pi / 2, _BEND)
    first = places[0] + radius * (np.cos(angles)[:, None] * apart + np.sin(angles)[:, None] * across)
    other = places[1] - radius * (np.cos(angles)[:, None] * apart + np.sin(angles)[:, None] * across)
    return np.concatenate([first, other])


def _stretch(skeleton: Skeleton, at: str | Spot, to: tuple[float, float, float] | str | Spot) -> Array:
    end = np.array(to) if isinstance(to, tuple) else skeleton.world(to)
    return np.array([skeleton.world(at), end])


def _cuff(skeleton: Skeleton, at: str | Spot) -> Array:
    spot = skeleton.spot(at)
    turning, middle = skeleton.turning(spot.body), skeleton.world(spot)
    angles = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    ring: Array = middle + 0.05 * (
        np.cos(angles)[:, None] * turning[:, 0] + np.sin(angles)[:, None] * turning[:, 2]
    )
    return ring


def _across(skeleton: Skeleton, at: str | Spot, start: float, end: float) -> Array:
    """Return a line from one side of the body to the other through a point in front of its surface."""
    spot = skeleton.spot(at)
    turning = skeleton.turning(spot.body)
    middle = skeleton.world(spot) + (0.05 if spot.at[0] > 0 else -0.03) * turning[:, 0]
    return np.array([middle + turning[:, 2] * reach for reach in (start, end)])


def _in_hand(skeleton: Skeleton, at: str | Spot) -> Array:
    """Return the two ends of what a hanging hand holds."""
    ahead = skeleton.turning("torso")[:, 0] * [1, 1, 0]
    ahead = ahead / max(float(np.linalg.norm(ahead)), 1e-6) * 0.11
    hand = hanging(skeleton, at)
    return np.array([hand - ahead, hand + ahead])


def _straps(forces: Sequence[Force]) -> list[_Drawn]:
    """Draw a strap round both thighs that press against it. One thigh alone presses against a wall, see `_blocks`."""
    pushes = [force for force in forces if isinstance(force, Push)]
    if len(pushes) != 2:
        return []
    curve = BandCurve(points=((100.0, 1.0),))  # of which only the way it runs is drawn
    strap = LoopBand(round=(pushes[0].at, pushes[1].at), curve=curve, resting=1.0, limb=0.14)
    return [("cable", _BAND, True, lambda s: _loop(s, strap))]


def _upright(skeleton: Skeleton, at: str | Spot) -> Array:
    middle, reach = skeleton.world(at), np.array([0, 0, 0.09])
    return np.array([middle - reach, middle + reach])


def _blocks(
    skeleton: Skeleton,
    postures: NDArray[np.float64],
    contacts: Sequence[Sequence[Contact]],
    surfaces: Iterable[tuple[str, float]],
) -> list[Block]:
    """Return a block below everything that something rests on above the floor, and a wall behind what is leant on."""
    heights = [(name, height) for name, height in surfaces if height > _RISES]
    resting: dict[tuple[str, float], list[Array]] = {}
    leaning: dict[tuple[float, ...], list[Array]] = {}
    for posture, frame in zip(postures, contacts, strict=True):
        skeleton.place(posture)
        for contact in frame:
            if contact.body is not None:
                continue
            places = [skeleton.world(spot) for spot in contact.spots]
            if contact.normal[2] < _LEVEL:
                leaning.setdefault(contact.normal, []).extend(places)
                continue
            for place in places:
                near = min(heights, key=lambda entry: abs(entry[1] - place[2]), default=None)
                if near is not None and abs(near[1] - place[2]) < _NEAR:
                    resting.setdefault(near, []).append(place)
    blocks = [_below(name, height, np.array(places)) for (name, height), places in resting.items()]
    return blocks + [_behind(normal, np.array(places)) for normal, places in leaning.items()]


def _walls(skeleton: Skeleton, postures: NDArray[np.float64], forces: Sequence[Force]) -> list[Block]:
    """Return the wall against which one leg alone is pressed."""
    pushes = [force for force in forces if isinstance(force, Push)]
    if len(pushes) != 1:
        return []
    push = pushes[0]
    away = np.array(push.direction) / np.linalg.norm(push.direction)
    places = []
    for posture in postures:
        skeleton.place(posture)
        places.append(skeleton.world(push.at) - _THIGH * away)
    return [_behind(push.direction, np.array(places))]


def _below(name: str, height: float, places: Array) -> Block:
    low, high = places.min(axis=0) - _ROOM, places.max(axis=0) + _ROOM
    x, y = ((low + high) / 2)[:2]
    return Block(
        name,
        (float(x), float(y), height / 2),
        (float(high[0] - low[0]) / 2, float(high[1] - low[1]) / 2, height / 2),
    )


def _behind(normal: tuple[float, ...], places: Array) -> Block:
    push = np.array(normal)
    middle = places.mean(axis=0) - push * _THIN
    half = np.where(np.abs(push) > 0.5, _THIN, 0.45)
    top = max(1.4, float(places[:, 2].max()) + 0.2)
    return Block(
        "wall", (float(middle[0]), float(middle[1]), top / 2), (float(half[0]), float(half[1]), top / 2)
    )
