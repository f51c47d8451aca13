"""Everything a page shows of one variation: its motion, its loads and its figure, kept for the next question."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from gluteal.anatomy.region import Region
from gluteal.body.solve import Body
from gluteal.catalogue.formula import Value
from gluteal.lab.bones import Bone, bones
from gluteal.lab.figure import Figure, figure
from gluteal.lab.motion import Motion, motion
from gluteal.lab.outline import Segment, segments
from gluteal.lab.props import props

FRAMES = 25
_KEPT = 48  # variations
"""Frames of one repetition: at rehabilitation tempo one every fifth of a second, joined smoothly by the browser."""

_kept: "OrderedDict[object, Shown]" = OrderedDict()
_alone = Lock()  # a body can be in one posture at a time


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """One variation as it is shown.

    Args:
        motion: How it moves.
        activations: (frames, muscles), shares of each muscle's strength.
        loads: (frames,) of each region and side ("r", "l"), its muscles weighted by their strength.
        moments: (frames,) newton metres that the muscles give about each joint, named and signed as its angle.
        figure: What is drawn.

    """

    motion: Motion
    activations: NDArray[np.float64]
    loads: dict[tuple[Region, str], NDArray[np.float64]]
    moments: dict[str, NDArray[np.float64]]
    figure: Figure

    @property
    def working(self) -> str:
        """The side that works, "r" or "l"."""
        return "r" if self.motion.side == "right" else "l"


def show(slug: str, settings: Mapping[str, Value], side: str = "right") -> Shown:
    """Return a variation with its loads and figure, computed once for as long as it is kept.

    Raises:
        GlutealError: What the motion or the mechanics say: no motion, out of range, no balance, too heavy.

    """
    key = (slug, tuple(sorted(settings.items())), side)
    with _alone:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
        found = _kept[key] = _shown(slug, settings, side)
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
        return found


@cache
def _body() -> Body:
    return Body()


def _shown(slug: str, settings: Mapping[str, Value], side: str) -> Shown:
    body = _body()
    moving = motion(slug, settings, side, frames=FRAMES, skeleton=body.skeleton)
    solved, last = [], None
    for posture, contacts in zip(moving.qpos, moving.contacts, strict=True):
        last = body.solve(body.prepare(posture, contacts), moving.forces, start=last)
        solved.append(last)
    activations = np.array([one.activation for one in solved])
    keys, weights = body.muscles.shares
    moments = [one.moments() for one in solved]
    return Shown(
        motion=moving,
        activations=activations,
        loads=dict(zip(keys, weights @ activations.T, strict=True)),
        moments={name: np.array([one[name] for one in moments]) for name in moments[0]},
        figure=drawn(body, moving, activations),
    )


def drawn(body: Body, moving: Motion, activations: NDArray[np.float64] | None) -> Figure:
    """Return the figure of a motion; its last frame is the first again, so that it can go round."""
    step = float(moving.times[1] - moving.times[0]) if len(moving.times) > 1 else 1.0
    seconds = np.append(moving.times, moving.times[-1] + step)
    postures = np.concatenate([moving.qpos, moving.qpos[:1]])
    loads = None if activations is None else np.concatenate([activations, activations[:1]])
    contacts = (*moving.contacts, moving.contacts[0])
    things = props(body.skeleton, postures, moving.forces, contacts, moving.surfaces.items())
    working = "r" if moving.side == "right" else "l"
    return figure(body.skeleton, body.muscles, seconds, postures, loads, working=working, props=things)


@cache
def shapes() -> tuple[tuple[Bone, ...], tuple[Segment, ...]]:
    """Return the bones and the soft parts that the light figure is drawn from."""
    model = _body().skeleton.model
    return bones(model), segments(model)


@cache
def bones_file() -> bytes:
    """Return the bones as the browser reads them."""
    from gluteal.lab.bones import packed

    return packed(_body().skeleton.model)
