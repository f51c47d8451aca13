"""The bones of the figure: surfaces of the body model, thinned out and packed for a browser.

Surfaces come with the package `myo-sim` (Apache-2.0; geometry of the OpenSim models, CC BY 3.0, see NOTICE).
"""

import json
import struct
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

MILLIMETRE = 1e-3
_FINE = 10  # stored steps in a millimetre
_CELL = 3.0 * MILLIMETRE  # points nearer than this become one
_COARSE = {"ribcage": 5.0 * MILLIMETRE, "skull": 6.0 * MILLIMETRE, "jaw": 5.0 * MILLIMETRE}


@dataclass(frozen=True, slots=True, eq=False)
class Bone:
    """The surface of everything hard on one body, in metres in the body's own axes."""

    body: str
    vertices: NDArray[np.float32]  # (n, 3)
    faces: NDArray[np.uint16]  # (k, 3), anticlockwise from outside


@lru_cache(maxsize=4)
def bones(model: Any) -> tuple[Bone, ...]:
    """Return one surface for each body of the model that has any, thinned to what a screen can show."""
    found: dict[str, list[tuple[NDArray[np.float64], NDArray[np.int64]]]] = {}
    for geom in range(model.ngeom):
        body = model.geom_bodyid[geom]
        mesh = model.geom_dataid[geom]
        if mesh < 0 or body == 0:  # body 0 is the room that comes with the model
            continue
        name = model.mesh(mesh).name
        cell = next((size for part, size in _COARSE.items() if part in name), _CELL)
        found.setdefault(model.body(body).name, []).append(_thin(*_surface(model, geom, mesh), cell))
    return tuple(_joined(body, parts) for body, parts in found.items())


def _surface(model: Any, geom: int, mesh: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return vertices (body axes) and faces of one mesh as placed on its body."""
    import mujoco

    turn = np.zeros(9)
    mujoco.mju_quat2Mat(turn, model.geom_quat[geom])
    start, count = model.mesh_vertadr[mesh], model.mesh_vertnum[mesh]
    vertices = model.mesh_vert[start : start + count] @ turn.reshape(3, 3).T + model.geom_pos[geom]
    start, count = model.mesh_faceadr[mesh], model.mesh_facenum[mesh]
    return vertices.astype(np.float64), model.mesh_face[start : start + count].astype(np.int64)


def _thin(
    vertices: NDArray[np.float64], faces: NDArray[np.int64], cell: float
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Merge all points that share a cell into their mean and drop the faces that vanish with that."""
    keys = np.floor(vertices / cell).astype(np.int64)
    _, group, size = np.unique(keys, axis=0, return_inverse=True, return_counts=True)
    group = group.ravel()
    merged = np.zeros((len(size), 3))
    np.add.at(merged, group, vertices)
    merged /= size[:, None]
    kept = group[faces]
    whole = (kept[:, 0] != kept[:, 1]) & (kept[:, 1] != kept[:, 2]) & (kept[:, 2] != kept[:, 0])
    kept = np.unique(_first_lowest(kept[whole]), axis=0)
    used, renumbered = np.unique(kept, return_inverse=True)
    return merged[used], renumbered.reshape(kept.shape)


def _first_lowest(faces: NDArray[np.int64]) -> NDArray[np.int64]:
    """Turn each face, without changing its sense, so that its lowest number comes first: twins look alike."""
    first = faces.argmin(axis=1)
    return np.take_along_axis(faces, (first[:, None] + np.arange(3)) % 3, axis=1)


def _joined(body: str, parts: list[tuple[NDArray[np.float64], NDArray[np.int64]]]) -> Bone:
    offsets = np.cumsum([0, *(len(vertices) for vertices, _ in parts)])
    vertices = np.concatenate([vertices for vertices, _ in parts])
    faces = np.concatenate([faces + offset for (_, faces), offset in zip(parts, offsets, strict=False)])
    return Bone(body, vertices.astype(np.float32), faces.astype(np.uint16))


@lru_cache(maxsize=1)
def packed(model: Any) -> bytes:
    """Return all bones as one file: length of the head (uint32), head (JSON), vertices (int16), faces (uint16).

    The head gives, for each body, its name and how many vertices and faces follow; vertices are tenths of a
    millimetre. All numbers are little endian.
    """
    found = bones(model)
    head = [{"body": bone.body, "vertices": len(bone.vertices), "faces": len(bone.faces)} for bone in found]
    text = json.dumps({"bones": head, "scale": MILLIMETRE / _FINE}).encode()
    text += b" " * (-len(text) % 4)
    points = np.concatenate([bone.vertices for bone in found]) * (_FINE / MILLIMETRE)
    faces = np.concatenate([bone.faces for bone in found])
    return b"".join(
        (
            struct.pack("<I", len(text)),
            text,
            points.round().astype("<i2").tobytes(),
            faces.astype("<u2").tobytes(),
        )
    )
