"""From a motion to loads: how hard each muscle and region works, at most and on average, how sure that is, and what is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gluteal.anatomy.region import Region
from gluteal.body.balance import Frame
from gluteal.body.cue import Cue
from gluteal.body.errors import TooHeavy
from gluteal.body.force import Force, LoopBand, StripBand
from gluteal.body.person import Person
from gluteal.body.solution import Solution
from gluteal.body.solve import NARROW, Body
from gluteal.lab.motion import Motion

Array = NDArray[np.float64]
SAYS = (
    "What the mechanics ask of each muscle in this model, in percent of its own greatest activation, and which way a "
    "variation moves it; never a person's own percentage of a maximal contraction."
)
_BANDS = (LoopBand, StripBand)
_SIDES = {"right": {"working": "r", "other": "l"}, "left": {"working": "l", "other": "r"}}


@dataclass(frozen=True, slots=True)
class Load:
    """The load of one region or muscle element over a motion; activations are 0 to 1.

    `low` and `high` are the range of the peak over what nobody can know: what the person does with planted legs, and
    how hard the band really pulls. `undetermined` marks a range that the person's own choice opens.
    """

    peak: float
    mean: float
    at: float  # s
    low: float
    high: float
    undetermined: bool = False
    peak_newtons: float | None = None
    mean_newtons: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Loads:
    """What a motion asks of the body.

    Args:
        motion: The motion.
        regions: By region and leg (“working”, “other”).
        muscles: By muscle element of the model (“glmed1”) and leg.
        activation: (frames, n) of each element, in the order of `names`.
        names: Of the elements, with side.
        moments: Largest moment of each joint, N m, by leg (“hip_abduction”, “working”).
        residual: Largest error of the balance, N or N m.
        reserve: Largest moment at a joint of the leg that no muscle gives, N m.
        notes: What to keep in mind, in whole sentences.

    """

    motion: Motion
    regions: dict[tuple[Region, str], Load]
    muscles: dict[tuple[str, str], Load]
    activation: Array
    names: tuple[str, ...]
    moments: dict[tuple[str, str], float]
    residual: float
    reserve: float
    notes: tuple[str, ...]


@lru_cache(maxsize=8)
def body_of(person: Person) -> Body:
    """Return a person's body; building it takes a moment, so it is kept. For one thread."""
    return Body(person)


def loads(motion: Motion, body: Body | None = None, *, ranges: bool = True) -> Loads:
    """Return what a motion asks of the body.

    Args:
        motion: From `motion.motion`.
        body: The person's, where there is one already.
        ranges: Whether to reckon the ranges too: three or four times the work where legs are planted or a band pulls.

    Raises:
        NoBalance: If the contacts cannot carry the body in a frame.
        TooHeavy: If the muscles cannot hold it.

    """
    body = body or body_of(motion.person)
    least = _solve(motion, body, motion.forces)
    tables = {"least": _regions(least)}
    if ranges:
        tables |= _ranges(motion, body)
    return _gathered(motion, body, least, tables)


def _solve(motion: Motion, body: Body, forces: Sequence[Force], cue: Cue | None = None) -> list[Solution]:
    """Return one solution a frame; frames that stand still share theirs."""
    said = cue or (None if motion.knees_out is None else Cue(motion.knees_out))
    found: list[Solution] = []
    for at, (qpos, contacts) in enumerate(zip(motion.qpos, motion.contacts, strict=True)):
        if at and contacts is motion.contacts[at - 1] and np.abs(qpos - motion.qpos[at - 1]).max() < _STILL:
            found.append(found[-1])
            continue
        frame = body.prepare(qpos, contacts)
        start = found[-1] if found and contacts is motion.contacts[at - 1] else None
        found.append(body.solve(frame, forces, cue=said, start=start))
    return found


_STILL = 1e-5  # rad or m between frames that count as one posture


def _ranges(motion: Motion, body: Body) -> dict[str, Array]:
    """Return the regions' loads for what may be otherwise: a firm push of planted knees, a softer and a stiffer band."""
    found = {}
    if motion.knees_out is None:
        found["firm"] = _firm(motion, body)
    bands = [force for force in motion.forces if isinstance(force, _BANDS)]
    if bands:
        for end, name in ((0, "soft"), (1, "stiff")):
            other = tuple(
                replace(force, curve=force.curve.ends()[end]) if isinstance(force, _BANDS) else force
                for force in motion.forces
            )
            found[name] = _regions(_solve(motion, body, other))
    return found


def _firm(motion: Motion, body: Body) -> Array:
    rows: list[Array] = []
    for at, (qpos, contacts) in enumerate(zip(motion.qpos, motion.contacts, strict=True)):
        if at and contacts is motion.contacts[at - 1] and np.abs(qpos - motion.qpos[at - 1]).max() < _STILL:
            rows.append(rows[-1])
        else:
            rows.append(_by_region(_firmest(body, body.prepare(qpos, contacts), motion.forces)))
    return np.array(rows)


def _firmest(body: Body, frame: Frame, forces: Sequence[Force]) -> Solution:
    """Return the posture with planted knees pushed firmly out, or at least effort where that is more than can be held."""
    try:
        return body.span(frame, forces).firm
    except TooHeavy:
        return body.solve(frame, forces)


def _by_region(solution: Solution) -> Array:
    _, weights = solution.muscles.shares
    return np.asarray(weights @ solution.activation)


def _regions(solutions: Sequence[Solution]) -> Array:
    return np.array([_by_region(solution) for solution in solutions])


def _gathered(motion: Motion, body: Body, least: list[Solution], tables: dict[str, Array]) -> Loads:
    legs = {side: leg for leg, side in _SIDES[motion.side].items()}
    keys, _ = body.muscles.shares
    regions = {}
    for column, (region, side) in enumerate(keys):
        peaks = {name: float(table[:, column].max()) for name, table in tables.items()}
        choice = [peaks[name] for name in ("least", "firm") if name in peaks]
        load = _load(motion, tables["least"][:, column])
        regions[region, legs[side]] = replace(
            load,
            low=min(peaks.values()),
            high=max(peaks.values()),
            undetermined=max(choice) - min(choice) > NARROW,
        )
    activation = np.array([solution.activation for solution in least])
    tension = np.array([solution.tension for solution in least])
    muscles = {
        (name[:-2], legs[name[-1]]): replace(
            _load(motion, activation[:, at]),
            peak_newtons=float(tension[:, at].max()),
            mean_newtons=float(min(tension[:, at].max(), tension[:, at].mean())),
        )
        for at, name in enumerate(body.muscles.names)
    }
    return Loads(
        motion=motion,
        regions=regions,
        muscles=muscles,
        activation=activation,
        names=body.muscles.names,
        moments=_moments(least, legs),
        residual=max(solution.residual for solution in least),
        reserve=max(float(np.abs(solution.reserve[3:]).max()) for solution in least),
        notes=_notes(motion, least),
    )


def _load(motion: Motion, values: Array) -> Load:
    at = int(values.argmax())
    peak = float(values[at])
    mean = min(peak, float(values.mean()))  # a hold's mean may pass its peak by rounding
    return Load(peak, mean, float(motion.times[at]), peak, peak)


def _moments(solutions: Sequence[Solution], legs: dict[str, str]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for solution in {id(s): s for s in solutions}.values():
        for name, value in solution.moments().items():
            if name[-2:] in ("_r", "_l"):
                key = (name[:-2], legs[name[-1]])
                found[key] = value if abs(value) > abs(found.get(key, 0.0)) else found.get(key, 0.0)
    return found


def _notes(motion: Motion, solutions: Sequence[Solution]) -> tuple[str, ...]:
    notes = list(motion.simplified)
    beyond = sorted({name for solution in solutions for name in solution.beyond_curves()})
    if beyond:
        notes.append(f"Shorter or longer than the muscle curves are meant for: {', '.join(beyond)}.")
    full = sorted({name for solution in solutions for name in solution.at_limit()})
    if full:
        notes.append(f"Working as hard as they can somewhere on the way: {', '.join(full)}.")
    return tuple(notes)
