"""Which muscles the figure shows, how thick each is, and its path from frame to frame."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gluteal.anatomy.region import Region
from gluteal.body.muscle import Muscles

POINTS = 9  # of each path, evenly spaced along it

_ALSO = ("psoas", "iliacus", "sart", "gaslat", "gasmed", "soleus", "tibant")
"""Shown thinly, since they belong to the leg, though no region is trained by name."""

_THICKNESS = 0.00042  # radius in metres per root newton of strength: a strand of 1,000 N is 13 mm thick
_THINNER = 0.6  # for muscles outside the regions
_LIMITS = (0.004, 0.017)  # metres
_FLESH, _BELLY = 1.8, (0.3, 1.0)
"""Fibres lie slanted and side by side, so that the flesh is longer than they are; its shares of the length."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One muscle as it is drawn: the thickness of its belly in metres, and how much of its length is belly."""

    name: str
    side: str  # "r" or "l"
    region: Region | None
    radius: float
    belly: float


def strands(muscles: Muscles) -> tuple[tuple[Strand, int], ...]:
    """Return the muscles to draw, each with its number in `muscles.names`."""
    found = []
    for number, name in enumerate(muscles.names):
        muscle, _, side = name.rpartition("_")
        region = muscles.regions[number]
        if region is None and muscle not in _ALSO:
            continue
        radius = _THICKNESS * float(np.sqrt(muscles.force[number])) * (1 if region else _THINNER)
        flesh = muscles.fibre[number] / (muscles.fibre[number] + max(float(muscles.tendon[number]), 0.0))
        belly = float(np.clip(_FLESH * flesh, *_BELLY))
        found.append((Strand(name, side, region, float(np.clip(radius, *_LIMITS)), round(belly, 2)), number))
    return tuple(found)


def paths(model: Any, data: Any, tendons: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the paths (tendons, POINTS, 3) in metres at the posture in `data`, round whatever they wrap.

    `data` must hold positions of bodies and tendons of that posture (`mj_kinematics`, `mj_tendon`).
    """
    counts = data.ten_wrapnum[tendons]
    most = int(counts.max())
    # Short paths are filled up with their last point, which adds no length.
    steps = np.minimum(np.arange(most), counts[:, None] - 1)
    points = data.wrap_xpos.reshape(-1, 3)[data.ten_wrapadr[tendons][:, None] + steps]
    return _spaced(points)


def _spaced(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return POINTS points of each polyline (n, most, 3), evenly spaced along it, ends included."""
    rows, most, _ = points.shape
    pieces = np.linalg.norm(np.diff(points, axis=1), axis=2)
    along = np.concatenate([np.zeros((rows, 1)), np.cumsum(pieces, axis=1)], axis=1)
    wanted = along[:, -1:] * np.linspace(0, 1, POINTS)
    piece = np.clip((along[:, None, :] <= wanted[:, :, None]).sum(axis=2) - 1, 0, most - 2)
    row = np.arange(rows)[:, None]
    length = np.maximum(pieces[row, piece], 1e-9)
    share = np.clip((wanted - along[row, piece]) / length, 0, 1)[..., None]
    return np.asarray(points[row, piece] * (1 - share) + points[row, piece + 1] * share)
