"""Which muscles the figure shows, how thick each is, and its path from frame to frame."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gluteal.anatomy.region import Region

POINTS = 9  # of each path, evenly spaced along it

REGION_OF: dict[str, Region] = {
    "glmed1": Region.GMED_ANTERIOR,
    "glmed2": Region.GMED_MIDDLE,
    "glmed3": Region.GMED_POSTERIOR,
    "glmin1": Region.GMIN_ANTERIOR,
    "glmin2": Region.GMIN_ANTERIOR,
    "glmin3": Region.GMIN_POSTERIOR,
    "glmax1": Region.GMAX_UPPER,
    "glmax2": Region.GMAX_LOWER,
    "glmax3": Region.GMAX_LOWER,
    "tfl": Region.TFL,
    "piri": Region.DEEP_ROTATORS,
    "quadfem": Region.DEEP_ROTATORS,
    "obtint": Region.DEEP_ROTATORS,
    **dict.fromkeys(("bflh", "bfsh", "semimem", "semiten"), Region.HAMSTRINGS),
    **dict.fromkeys(("recfem", "vasint", "vaslat", "vasmed"), Region.QUADRICEPS),
    **dict.fromkeys(
        ("addbrev", "addlong", "addmagDist", "addmagIsch", "addmagMid", "addmagProx", "grac"),
        Region.ADDUCTORS,
    ),
    "ercspn": Region.ERECTORS,
    "intobl": Region.OBLIQUES,
    "extobl": Region.OBLIQUES,
}
"""The region of each muscle of the model, by its name without the side."""

_ALSO = ("psoas", "iliacus", "sart", "gaslat", "gasmed", "soleus", "tibant")
"""Shown thinly, since they belong to the leg, though no region is trained by name."""

_THICKNESS = 0.00042  # radius in metres per root newton of strength: a strand of 1,000 N is 13 mm thick
_THINNER = 0.6  # for muscles outside the regions
_LIMITS = (0.004, 0.017)  # metres
_BELLY = {
    "tfl": 0.32,
    "bflh": 0.7,
    "semimem": 0.6,
    "semiten": 0.7,
    "gaslat": 0.6,
    "gasmed": 0.6,
    "soleus": 0.7,
    "recfem": 0.8,
    "tibant": 0.6,
    "sart": 0.9,
    "psoas": 0.8,
}
"""How much of the length is flesh where the rest is a long tendon: for the eye only, the mechanics have their own."""


@dataclass(frozen=True, slots=True)
class Strand:
    """One muscle as it is drawn: the thickness of its belly in metres, and how much of its length is belly."""

    name: str
    side: str  # "r" or "l"
    region: Region | None
    radius: float
    belly: float


def strands(names: list[str], strength: NDArray[np.float64]) -> tuple[tuple[Strand, int], ...]:
    """Return the muscles to draw, each with its number in `names`; `strength` is in newtons."""
    found = []
    for number, name in enumerate(names):
        muscle, _, side = name.rpartition("_")
        region = REGION_OF.get(muscle)
        if region is None and muscle not in _ALSO:
            continue
        radius = _THICKNESS * float(np.sqrt(strength[number])) * (1 if region else _THINNER)
        belly = _BELLY.get(muscle, 1.0)
        found.append((Strand(name, side, region, float(np.clip(radius, *_LIMITS)), belly), number))
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
