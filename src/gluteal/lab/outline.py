"""Outlines in the picture plane: of the body's soft shape and of single bones, with as many points in every frame.

The same number of points in every frame lets a picture format without scripts (SVG) move one outline into the next.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gluteal.lab.bones import Bone
from gluteal.lab.camera import Vector, View, flat

ROUND = 26  # points of a soft outline
SLICES = 11  # across a long bone
RAYS = 40  # round a flat bone

Outline = NDArray[np.float64]
"""(frames, points, 2): right and up, in metres."""


@dataclass(frozen=True, slots=True)
class Egg:
    """An ellipsoid fixed to a body: its middle and its half axes as columns, in the body's axes (metres)."""

    body: str
    middle: Vector
    axes: Vector


@dataclass(frozen=True, slots=True)
class Segment:
    """A soft part of the body, wrapped tightly round its eggs; `side` is "r", "l" or "" for the trunk."""

    name: str
    side: str
    eggs: tuple[Egg, ...]


_PARTS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("head", lambda body, _: body == "head"),
    ("neck", lambda body, _: body == "neck"),
    ("chest", lambda body, _: body == "torso"),
    ("hips", lambda body, _: body == "pelvis"),
    ("thigh_r", lambda body, _: body == "femur_r"),
    ("thigh_l", lambda body, _: body == "femur_l"),
    ("shank_r", lambda body, _: body == "tibia_r"),
    ("shank_l", lambda body, _: body == "tibia_l"),
    ("foot_r", lambda body, _: body == "calcn_r"),
    ("foot_l", lambda body, _: body == "calcn_l"),
    ("toes_r", lambda body, _: body == "toes_r"),
    ("toes_l", lambda body, _: body == "toes_l"),
)
_WAIST = 0.78  # of the hips' and the lowest rib's girth


def segments(model: Any) -> tuple[Segment, ...]:
    """Return the soft parts of the body model, from the shapes it keeps for contact with things."""
    eggs = [egg for geom in range(model.ngeom) for egg in _eggs(model, geom)]
    found = []
    for name, belongs in _PARTS:
        held = tuple(egg for egg in eggs if belongs(egg.body, name))
        side = name[-1] if name[-2:] in ("_r", "_l") else ""
        found.append(Segment(name, side, held))
    by_name = {segment.name: segment for segment in found}
    ends = (*by_name["hips"].eggs, *by_name["chest"].eggs[:2])
    waist = tuple(Egg(egg.body, egg.middle, egg.axes * _WAIST) for egg in ends)
    return (*found, Segment("waist", "", waist))


def _eggs(model: Any, geom: int) -> tuple[Egg, ...]:
    """Return the egg, or the two ends, of one contact shape; nothing for other geometry."""
    import mujoco

    kind, group = model.geom_type[geom], model.geom_group[geom]
    if group != _CONTACT_GROUP or model.geom_bodyid[geom] == 0:
        return ()
    turn = np.zeros(9)
    mujoco.mju_quat2Mat(turn, model.geom_quat[geom])
    axes = turn.reshape(3, 3)
    body, middle, size = model.body(model.geom_bodyid[geom]).name, model.geom_pos[geom], model.geom_size[geom]
    if kind == mujoco.mjtGeom.mjGEOM_ELLIPSOID:
        return (Egg(body, middle.copy(), axes * size),)
    if kind == mujoco.mjtGeom.mjGEOM_CAPSULE:
        along = axes[:, 2] * size[1]
        return tuple(Egg(body, middle + sign * along, np.eye(3) * size[0]) for sign in (-1, 1))
    return ()


_CONTACT_GROUP = 4  # where the body model keeps its contact shapes


def soft(segment: Segment, pose: "Pose", view: View, points: int = ROUND) -> Outline:
    """Return the outline of a soft part: the tight wrap round its eggs as seen."""
    angles = np.linspace(0, 2 * np.pi, points, endpoint=False)
    directions = np.cos(angles)[:, None] * view.right + np.sin(angles)[:, None] * view.up  # (points, 3)
    reach, touch = [], []
    for egg in segment.eggs:
        place, turn = pose(egg.body)
        middle = place + turn @ egg.middle  # (frames, 3)
        axes = turn @ egg.axes  # (frames, 3, 3), columns
        shares = directions @ axes  # (frames, points, 3)
        length = np.linalg.norm(shares, axis=2, keepdims=True)
        corner = middle[:, None, :] + np.einsum("fpk,fjk->fpj", shares / length, axes)
        touch.append(flat(corner, view)[..., :2])
        reach.append((corner * directions).sum(axis=2))
    farthest = np.argmax(reach, axis=0)[None, ..., None]
    return np.asarray(np.take_along_axis(np.array(touch), farthest, axis=0)[0])


Pose = Callable[[str], tuple[Vector, Vector]]
"""Gives a body's places (frames, 3) and turns (frames, 3, 3)."""


def long_bone(bone: Bone, pose: Pose, view: View, axis: int = 1) -> Outline:
    """Return the outline of a bone that is longest along one of its body's axes, cut into slices across it."""
    seen, ahead = _seen(bone, pose, view), _ahead(bone.body, pose, view, axis)
    across = np.stack([-ahead[:, 1], ahead[:, 0]], axis=1)
    along = bone.vertices[:, axis]
    edges = np.quantile(along, [0, 1]) @ np.stack(
        [np.linspace(1, 0, SLICES + 1), np.linspace(0, 1, SLICES + 1)]
    )
    one: list[Outline] = []
    other: list[Outline] = []
    for low, high in pairwise(edges):
        inside = (along >= low - 1e-9) & (along <= high + 1e-9)
        if inside.sum() < 3:
            inside = np.argsort(np.abs(along - (low + high) / 2))[:6]
        points = seen[:, inside]
        width = np.einsum("fnk,fk->fn", points, across)
        middle = np.einsum("fnk,fk->fn", points, ahead).mean(axis=1)
        for side, reach in ((one, width.max(axis=1)), (other, width.min(axis=1))):
            side.append(middle[:, None] * ahead + reach[:, None] * across)
    return np.stack([*one, *reversed(other)], axis=1)


def flat_bone(bone: Bone, pose: Pose, view: View) -> Outline:
    """Return the outline of a bone as seen from its middle outward, ray by ray."""
    seen = _seen(bone, pose, view)
    middle = (seen.max(axis=1) + seen.min(axis=1)) / 2
    spread = seen - middle[:, None]
    ray = np.round(np.arctan2(spread[..., 1], spread[..., 0]) / (2 * np.pi) * RAYS).astype(int) % RAYS
    far = np.linalg.norm(spread, axis=2)
    reach = np.zeros((len(seen), RAYS))
    for frame in range(len(seen)):
        np.maximum.at(reach[frame], ray[frame], far[frame])
    reach = _filled(reach)
    angles = np.arange(RAYS) / RAYS * 2 * np.pi
    found: Outline = middle[:, None] + reach[..., None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return found


def _filled(reach: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give rays that met no point the reach of their neighbours, then smooth a little."""
    for row in reach:
        met = np.flatnonzero(row > 0)
        row[:] = np.interp(np.arange(RAYS), met, row[met], period=RAYS)
    return np.asarray(0.5 * reach + 0.25 * (np.roll(reach, 1, axis=1) + np.roll(reach, -1, axis=1)))


def _seen(bone: Bone, pose: Pose, view: View) -> NDArray[np.float64]:
    place, turn = pose(bone.body)
    world = place[:, None] + np.einsum("fij,nj->fni", turn, bone.vertices)
    return flat(world, view)[..., :2]


def _ahead(body: str, pose: Pose, view: View, axis: int) -> NDArray[np.float64]:
    """Return the bone's axis as seen, of length 1, also where it points at the eye."""
    _, turn = pose(body)
    seen = flat(turn[..., axis], view)[..., :2]
    length = np.linalg.norm(seen, axis=1, keepdims=True)
    steady = seen[np.argmax(length)] / max(float(length.max()), 1e-9)
    return np.asarray(np.where(length > 0.15, seen / np.maximum(length, 1e-9), steady))
