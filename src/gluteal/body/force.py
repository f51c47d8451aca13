"""What pulls on the body from outside with a known force: bands, cables, weights, machine pads.

Each force is a value; `pulls(skeleton)` tells what it does in the posture that the skeleton has taken: a list of
`Pull`, forces in newtons at world points, which move with a body.
Sides: what is on the right carries the suffix `_r`, mirrored by `mirrored()`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite, log, pi
from typing import Protocol

import numpy as np

from gluteal.body.errors import BodyError, OutOfRange, within
from gluteal.body.skeleton import Array, Skeleton, Spot, other_side

GRAVITY = 9.81
MOST_WEIGHT, MOST_TENSION, LONGEST = 500.0, 2000.0, 5.0  # kg, N, m: beyond these no gym has anything
MOST_ELONGATION = 300.0
"""Percent added to the resting length: beyond it no maker gives a figure and a band may tear."""


@dataclass(frozen=True, slots=True)
class Pull:
    """One force: on which body, at which world point (m), how strong in which direction (N, world axes)."""

    body: str
    at: Array
    force: Array


class Force(Protocol):
    """Anything that pulls or presses with a known force."""

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Return what it does in the posture the skeleton has taken."""
        ...

    def mirrored(self) -> "Force":
        """Return the same on the other side."""
        ...


@dataclass(frozen=True, slots=True)
class BandCurve:
    """Tension of one strand against how far it is stretched, with the error of the figures.

    Args:
        points: (percent added to the resting length, newtons), rising; usually the maker's two. Between zero and the
            last a power law through zero and the first and last point is taken: rubber gives more at first.
        error: Factors on the tension at the low and the high end of what it may really be, (0.75, 1.25) for makers'
            charts without a better figure.

    Raises:
        OutOfRange, BodyError: For tensions that are negative, not numbers, falling, or beyond any band.

    """

    points: tuple[tuple[float, float], ...]
    error: tuple[float, float] = (0.75, 1.25)

    def __post_init__(self) -> None:
        if not self.points:
            raise BodyError("A band needs at least one measured pull: percent of stretch and newtons.")
        for percent, newtons in self.points:
            within("A band's stretch", percent, 1, MOST_ELONGATION, "percent")
            within("A band's pull", newtons, 0.5, MOST_TENSION, "N")
        if any(b[0] <= a[0] or b[1] <= a[1] for a, b in zip(self.points, self.points[1:], strict=False)):
            raise BodyError("A band must pull harder the further it is stretched.")
        low, high = self.error
        within("The lower factor of a band's error", low, 0.1, 1.0)
        within("The upper factor of a band's error", high, 1.0, 3.0)

    def tension(self, percent: float) -> float:
        """Return the newtons of one strand, 0 where it is slack. Raises `OutOfRange` beyond `MOST_ELONGATION`."""
        if percent <= 0:
            return 0.0
        if not percent <= MOST_ELONGATION:
            raise OutOfRange("The stretch of a band", float(percent), 0, MOST_ELONGATION, "percent")
        first, last = self.points[0], self.points[-1]
        power = log(last[1] / first[1]) / log(last[0] / first[0]) if last is not first else 1.0
        return float(first[1] * (percent / first[0]) ** power)

    def scaled(self, factor: float) -> "BandCurve":
        """Return the curve with all tensions times `factor`."""
        return replace(self, points=tuple((percent, newtons * factor) for percent, newtons in self.points))

    def ends(self) -> tuple["BandCurve", "BandCurve"]:
        """Return the weakest and the strongest that this band may really be."""
        return self.scaled(self.error[0]), self.scaled(self.error[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopBand:
    """A closed loop round two limbs: two strands along the line between their middles.

    Args:
        round: The two points it goes round, by name (“knee_r”) or as `Spot`.
        curve: Tension of one strand; its elongation is that of the whole loop.
        resting: Length round the slack loop, metres.
        limb: Diameter of the limb it lies round, metres.

    """

    round: tuple[str | Spot, str | Spot]
    curve: BandCurve
    resting: float
    limb: float = 0.12

    def __post_init__(self) -> None:
        within("The length round a loop", self.resting, 0.1, LONGEST, "m")
        within("The thickness of a limb", self.limb, 0.0, 0.4, "m")

    def elongation(self, skeleton: Skeleton) -> float:
        """Return the stretch in percent of the resting length; negative is slack."""
        a, b = (skeleton.world(at) for at in self.round)
        return self._elongation(_length(b - a))

    def _elongation(self, apart: float) -> float:
        return 100 * ((2 * apart + pi * self.limb) / self.resting - 1)

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Pull the two limbs together."""
        a, b = (skeleton.world(at) for at in self.round)
        strand = self.curve.tension(self._elongation(_length(b - a)))
        return _between(skeleton, *self.round, 2 * strand)

    def mirrored(self) -> "LoopBand":
        """Return the loop round the mirrored points."""
        return replace(self, round=(_other(self.round[0]), _other(self.round[1])))


@dataclass(frozen=True, slots=True, kw_only=True)
class StripBand:
    """One strand from a point of the body to a fixed place in the world, or to another point of the body.

    Args:
        at: Where it holds the body.
        to: World place (x, y, z) it is tied to, or a point of the body.
        curve: Tension of one strand.
        resting: Slack length, metres.

    """

    at: str | Spot
    to: tuple[float, float, float] | str | Spot
    curve: BandCurve
    resting: float

    def __post_init__(self) -> None:
        within("The length of a band", self.resting, 0.1, LONGEST, "m")
        if isinstance(self.to, tuple):
            finite("The place a band is tied to", self.to)

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Pull along the band."""
        start = skeleton.world(self.at)
        end = np.array(self.to) if isinstance(self.to, tuple) else skeleton.world(self.to)
        strand = self.curve.tension(100 * (_length(end - start) / self.resting - 1))
        if isinstance(self.to, tuple):
            return _towards(skeleton, self.at, end, strand)
        return _between(skeleton, self.at, self.to, strand)

    def mirrored(self) -> "StripBand":
        """Return the band of the other side, tied to the mirrored place."""
        to = (self.to[0], -self.to[1], self.to[2]) if isinstance(self.to, tuple) else _other(self.to)
        return replace(self, at=_other(self.at), to=to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cable:
    """A cable with a constant tension (N) from a point of the body to a pulley in the world."""

    at: str | Spot
    pulley: tuple[float, float, float]
    tension: float

    def __post_init__(self) -> None:
        within("The tension of a cable", self.tension, 0, MOST_TENSION, "N")
        finite("The place of a pulley", self.pulley)

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Pull towards the pulley."""
        return _towards(skeleton, self.at, np.array(self.pulley), self.tension)

    def mirrored(self) -> "Cable":
        """Return the cable of the other side."""
        x, y, z = self.pulley
        return replace(self, at=_other(self.at), pulley=(x, -y, z))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A mass (kg) that hangs on a point of the body: an ankle weight, a dumbbell, a bar. Moved slowly.

    `ankle_weight`, `dumbbell`, `barbell_on_pelvis` name the usual places.
    """

    at: str | Spot
    mass: float

    def __post_init__(self) -> None:
        within("A weight", self.mass, 0, MOST_WEIGHT, "kg")

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Pull down."""
        place = skeleton.spot(self.at)
        return [Pull(place.body, skeleton.world(place), np.array([0.0, 0.0, -GRAVITY * self.mass]))]

    def mirrored(self) -> "Weight":
        """Return the weight on the other side."""
        return replace(self, at=_other(self.at))


def ankle_weight(side: str, mass: float) -> Weight:
    """Return a cuff of `mass` kg at the ankle of side “r” or “l”."""
    return Weight(at=f"ankle_{side}", mass=mass)


def dumbbell(side: str, mass: float) -> Weight:
    """Return a dumbbell in the hanging hand of side “r” or “l”.

    The arm hangs down from the shoulder, so the pull is given at the shoulder: the model has no arm.
    """
    return Weight(at=f"shoulder_{side}", mass=mass)


def barbell_on_pelvis(mass: float) -> Weight:
    """Return a bar of `mass` kg in the crease of the hips."""
    return Weight(at="bar-hips", mass=mass)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachinePad:
    """A pad that presses with `newtons` on a point, in a direction that turns with the body it lies on.

    Args:
        at: Where the pad lies.
        direction: In the frame of that point's body: (0, 0, -1) on the right presses inwards.
        newtons: How hard.

    """

    at: str | Spot
    direction: tuple[float, float, float]
    newtons: float

    def __post_init__(self) -> None:
        within("The push of a pad", self.newtons, 0, MOST_TENSION, "N")
        finite("The direction of a pad", self.direction)
        if not any(self.direction):
            raise BodyError("A pad needs a direction that is not zero.")

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Press along the direction."""
        place = skeleton.spot(self.at)
        local = np.array(self.direction) / np.linalg.norm(self.direction)
        force = self.newtons * (skeleton.turning(place.body) @ local)
        return [Pull(place.body, skeleton.world(place), force)]

    def mirrored(self) -> "MachinePad":
        """Return the pad on the other side."""
        x, y, z = self.direction
        return replace(self, at=_other(self.at), direction=(x, y, -z))


def _length(line: Array) -> float:
    return float(np.sqrt(line @ line))


def _other(at: str | Spot) -> str | Spot:
    return other_side(at) if isinstance(at, str) else at.mirrored()


def _between(skeleton: Skeleton, a: str | Spot, b: str | Spot, newtons: float) -> list[Pull]:
    """Pull two points of the body together."""
    first, second = skeleton.spot(a), skeleton.spot(b)
    start, end = skeleton.world(first), skeleton.world(second)
    length = _length(end - start)
    if newtons == 0 or length < 1e-6:
        return []
    force = newtons * (end - start) / length
    return [Pull(first.body, start, force), Pull(second.body, end, -force)]


def _towards(skeleton: Skeleton, at: str | Spot, end: Array, newtons: float) -> list[Pull]:
    place = skeleton.spot(at)
    start = skeleton.world(place)
    length = _length(end - start)
    if newtons == 0 or length < 1e-6:
        return []
    return [Pull(place.body, start, newtons * (end - start) / length)]


def finite(what: str, numbers: Sequence[float]) -> None:
    """Raise `BodyError` unless all numbers are finite and below 100."""
    if not all(isfinite(x) and abs(x) < 100 for x in numbers):
        raise BodyError(f"{what} must be finite numbers below 100; it is {tuple(numbers)}.")
