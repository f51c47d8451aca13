"""Everything a page shows of one variation: its motion, its loads and its figure, kept for the next question."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache
from threading import RLock
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gluteal.body.errors import BodyError
from gluteal.body.person import Person
from gluteal.body.solve import Body
from gluteal.catalogue.formula import Value
from gluteal.lab.bones import Bone, bones, packed
from gluteal.lab.figure import Figure, figure
from gluteal.lab.loads import Loads, body_of, loads
from gluteal.lab.motion import Motion, motion
from gluteal.lab.outline import Segment, segments
from gluteal.lab.props import props
from gluteal.lab.rest import stretch

FRAMES = 20
"""Frames of one repetition: at rehabilitation tempo about four a second, joined smoothly by the browser."""
_KEPT = 64  # of each kind

T = TypeVar("T")

_kept: "OrderedDict[object, object]" = OrderedDict()
_alone = RLock()  # a body can be in one posture at a time


def loads_of(
    slug: str,
    settings: Mapping[str, Value],
    side: str = "right",
    person: Person | None = None,
    *,
    ranges: bool = True,
) -> Loads:
    """Return what a variation asks of the body, computed once for as long as it is kept.

    Args:
        slug: An exercise or a preset.
        settings: Its settings; those left out are the choice's own.
        side: "right" or "left".
        person: Whose body; the model's own where none is given.
        ranges: Whether the ranges are wanted too; they take three to four times as long.

    Raises:
        GlutealError: What the motion or the mechanics say: no motion, out of range, no balance, too heavy.

    """
    key = _key(slug, settings, side, person)
    with _alone:
        whole = _kept.get(("ranges", *key))
        if isinstance(whole, Loads):
            return whole
        moving = motion_of(slug, settings, side, person)
        kind = "ranges" if ranges else "loads"
        return _once((kind, *key), lambda: loads(moving, _body(person), ranges=ranges))


def has_ranges(
    slug: str, settings: Mapping[str, Value], side: str = "right", person: Person | None = None
) -> bool:
    """Tell whether a variation's ranges are known already."""
    return ("ranges", *_key(slug, settings, side, person)) in _kept


def motion_of(
    slug: str, settings: Mapping[str, Value], side: str = "right", person: Person | None = None
) -> Motion:
    """Return how a variation moves; raises `GlutealError` where it does not or cannot with these settings."""

    def made() -> Motion:
        return motion(slug, settings, side, frames=FRAMES, skeleton=_body(person).skeleton)

    return _once(("motion", *_key(slug, settings, side, person)), made)


def figure_of(
    slug: str, settings: Mapping[str, Value], side: str = "right", person: Person | None = None
) -> Figure:
    """Return a variation's figure with its loads; the movement alone where no loads can be computed.

    Raises:
        GlutealError: Where there is no motion with these settings.

    """

    def made() -> Figure:
        moving = motion_of(slug, settings, side, person)
        try:
            activation = loads_of(slug, settings, side, person, ranges=False).activation
        except BodyError:
            activation = None
        return drawn(_body(person), moving, activation)

    return _once(("figure", *_key(slug, settings, side, person)), made)


def _key(slug: str, settings: Mapping[str, Value], side: str, person: Person | None) -> tuple[object, ...]:
    return (slug, tuple(sorted(settings.items())), side, person or Person())


def _once(key: object, make: Callable[[], T]) -> T:
    """Return what is kept under a key, or make and keep it; what has not been asked for longest goes."""
    with _alone:
        if key not in _kept:
            _kept[key] = make()
        _kept.move_to_end(key)
        while len(_kept) > 4 * _KEPT:
            _kept.popitem(last=False)
        found: T = _kept[key]  # type: ignore[assignment]
        return found


def _body(person: Person | None = None) -> Body:
    return body_of(person or Person())


def drawn(body: Body, moving: Motion, activations: NDArray[np.float64] | None) -> Figure:
    """Return the figure of a motion; its last frame is the first again, so that it can go round."""
    step = float(moving.times[1] - moving.times[0]) if len(moving.times) > 1 else 1.0
    seconds = np.append(moving.times, moving.times[-1] + step)
    held = stretch(body.skeleton, moving.qpos, moving.contacts, bones(body.skeleton.model))
    postures = np.concatenate([held, held[:1]])
    shares = None if activations is None else np.concatenate([activations, activations[:1]])
    contacts = (*moving.contacts, moving.contacts[0])
    things = props(body.skeleton, postures, moving.forces, contacts, moving.surfaces.items())
    working = "r" if moving.side == "right" else "l"
    return figure(body.skeleton, body.muscles, seconds, postures, shares, working=working, props=things)


@cache
def shapes() -> tuple[tuple[Bone, ...], tuple[Segment, ...]]:
    """Return the bones and the soft parts that the light figure is drawn from."""
    model = _body().skeleton.model
    return bones(model), segments(model)


def bones_file() -> bytes:
    """Return the bones as the browser reads them."""
    return packed(_body().skeleton.model)
