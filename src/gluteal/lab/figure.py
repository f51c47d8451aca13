"""The figure: every frame of a motion as poses of bones and paths of muscles with their loads, ready to draw."""

import json
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gluteal.body.muscle import Muscles
from gluteal.body.skeleton import Skeleton
from gluteal.lab.bones import bones
from gluteal.lab.camera import View, views
from gluteal.lab.colour import scales
from gluteal.lab.rest import lift
from gluteal.lab.strands import Strand, paths, strands

_MILLIMETRES = 1000
_FINE = 10  # stored steps in a millimetre
_FULL = 250  # stored steps of load from none to the whole strength


@dataclass(frozen=True, slots=True)
class Line:
    """A band, cable, bar or pad: points (frames, n, 3) in metres; `closed` for a loop."""

    kind: str
    points: NDArray[np.float64]
    radius: float
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A bench, step or seat that stands still: its middle and its half lengths along the world's axes, in metres."""

    kind: str
    middle: tuple[float, float, float]
    half: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A motion to draw. World axes: x forward, y to the left, z up, the floor at z = 0; metres and seconds.

    `loads` are shares of each muscle's own strength, 0 to 1; None where only the movement is shown.
    """

    seconds: NDArray[np.float64]  # (frames,), from 0
    bodies: tuple[str, ...]
    places: NDArray[np.float64]  # (frames, bodies, 3)
    turns: NDArray[np.float64]  # (frames, bodies, 4): quaternions, w first
    strands: tuple[Strand, ...]
    paths: NDArray[np.float64]  # (frames, strands, POINTS, 3)
    loads: NDArray[np.float64] | None  # (frames, strands)
    views: tuple[View, ...]
    working: str  # the side that the views face, "r" or "l"
    props: tuple[Line | Block, ...] = ()
    size: float = 1.0  # of the bones, as a multiple of the model's


def figure(
    skeleton: Skeleton,
    muscles: Muscles,
    seconds: NDArray[np.float64],
    postures: NDArray[np.float64],
    loads: NDArray[np.float64] | None = None,
    *,
    working: str = "r",
    props: tuple[Line | Block, ...] = (),
) -> Figure:
    """Pose the skeleton frame by frame and read off what is drawn.

    Args:
        skeleton: Whose postures they are; it is left in another posture.
        muscles: The same person's.
        seconds: The time of each frame, from 0.
        postures: (frames, nq), one posture for each frame.
        loads: (frames, muscles), shares of each muscle's strength.
        working: The side that the views face.
        props: What there is besides the body.

    """
    import mujoco

    model, data = skeleton.model, skeleton.data
    shown = strands(muscles)
    numbers = np.array([number for _, number in shown])
    tendons = model.actuator_trnid[numbers, 0]
    hard = [body for body in range(1, model.nbody) if _has_surface(model, body)]
    places, turns, lines = [], [], []
    for posture in postures:
        skeleton.place(posture)
        mujoco.mj_tendon(model, data)
        places.append(data.xpos[hard].copy())
        turns.append(data.xquat[hard].copy())
        lines.append(paths(model, data, tendons))
    skeleton.place(postures[0])
    names, size = tuple(model.body(body).name for body in hard), skeleton.person.length_scale
    where, how = np.array(places), np.array(turns)
    lift(names, where, how, bones(model), size)
    return Figure(
        seconds=seconds,
        bodies=names,
        places=where,
        turns=how,
        strands=tuple(strand for strand, _ in shown),
        paths=np.array(lines),
        loads=None if loads is None else np.clip(loads[:, numbers], 0, 1),
        views=views(skeleton.turning("pelvis"), working),
        working=working,
        props=props,
        size=size,
    )


def _has_surface(model: Any, body: int) -> bool:
    start, count = model.body_geomadr[body], model.body_geomnum[body]
    return bool((model.geom_dataid[start : start + count] >= 0).any()) if count else False


def packed(figure: Figure) -> bytes:
    """Return the figure for the browser: length of the head (uint32), head (JSON), then four little-endian blocks.

    The blocks are places (int16, tenths of a millimetre), turns (int16, 32,767 is one), paths (int16, tenths of a
    millimetre) and loads (uint8, 250 is a muscle's whole strength), in that order, the frames one after the other.
    """
    frames = len(figure.seconds)
    loads = np.zeros((frames, len(figure.strands))) if figure.loads is None else figure.loads
    head = {
        "frames": frames,
        "seconds": [round(float(second), 4) for second in figure.seconds],
        "bodies": figure.bodies,
        "strands": [
            {
                "name": s.name,
                "side": s.side,
                "region": s.region,
                "radius": round(s.radius, 4),
                "belly": s.belly,
            }
            for s in figure.strands
        ],
        "points": figure.paths.shape[2],
        "loaded": figure.loads is not None,
        "working": figure.working,
        "size": figure.size,
        "scale": scales(),
        "views": [
            {"name": v.name, "title": v.title, "toward": v.toward.tolist(), "up": v.up.tolist()}
            for v in figure.views
        ],
        "props": [_prop(prop) for prop in figure.props],
    }
    text = json.dumps(head).encode()
    text += b" " * (-len(text) % 4)
    fine = _MILLIMETRES * _FINE
    return b"".join(
        (
            struct.pack("<I", len(text)),
            text,
            (figure.places * fine).round().astype("<i2").tobytes(),
            (figure.turns * np.iinfo(np.int16).max).round().astype("<i2").tobytes(),
            (figure.paths * fine).round().astype("<i2").tobytes(),
            (loads * _FULL).round().astype("u1").tobytes(),
        )
    )


def _prop(prop: Line | Block) -> dict[str, Any]:
    if isinstance(prop, Block):
        return {"kind": prop.kind, "middle": prop.middle, "half": prop.half}
    points = np.asarray(prop.points).round(4).tolist()
    return {"kind": prop.kind, "points": points, "radius": prop.radius, "closed": prop.closed}
