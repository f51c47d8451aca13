"""What a person may do beyond holding: push the knees out, where planted feet or a second support let the ground answer.

On two planted feet the ground can take up what a band at the knees pulls, and least effort lets it. How much the hips do
then is not a matter of mechanics but of what the person is told: the cue is an input, and without it the answer is a
range.
"""

from dataclasses import dataclass

import numpy as np

from gluteal.body.balance import Frame, reach_of
from gluteal.body.errors import within
from gluteal.body.model import SIDES
from gluteal.body.skeleton import Array, Skeleton, Spot

FIRM_PUSH = 50.0
"""Newtons at each knee that the upper end of a range allows for: a choice, about the weight of 5 kg, not a measurement."""
MOST_PUSH = 1500.0
PUSH_UNIT = 10.0
"""Newtons of push missing that cost as much as one muscle at full activation: where contacts cannot answer, no push."""
_SIDEWAYS = 0.3
"""A thigh that points this much (cosine) away from straight sideways has a way “out” for its knee."""


@dataclass(frozen=True, slots=True)
class Cue:
    """“Push the knees out.”

    Args:
        knees_out: Newtons with which the hips push each knee outwards beyond holding the leg, and what pulls on it
            inwards, by themselves; 0 is a hip that holds its leg and band alone and gets no help from the ground.

    """

    knees_out: float = 0.0

    def __post_init__(self) -> None:
        within("The push of a knee", self.knees_out, 0, MOST_PUSH, "N")


@dataclass(frozen=True, slots=True)
class Push:
    """One knee's push as a row of the programme: row @ activation is to reach `newtons`."""

    row: Array
    newtons: float


def pushes_of(skeleton: Skeleton, frame: Frame, demand: Array, cue: Cue) -> tuple[Push, ...]:
    """Return the pushes of the legs that a cue can act on; none where each leg is free or the only support.

    Args:
        skeleton: Must be in the frame's posture.
        frame: The posture.
        demand: (23,) of gravity and pulls.
        cue: How hard.

    """
    return tuple(
        Push(motion @ frame.moments[rows], max(float(motion @ demand[rows]), 0.0) + cue.knees_out)
        for side in closed_legs(frame)
        for rows, motion in _outward(skeleton, frame, side)
    )


def closed_legs(frame: Frame) -> tuple[str, ...]:
    """Return the sides (“r”, “l”) whose leg rests on something while something else carries the body too."""
    limbs = [(_limb(contact.spots[0].body), contact.body) for contact in frame.contacts]
    touching = {limb for limb, _ in limbs} | {_limb(body) for _, body in limbs if body is not None}
    return tuple(side for side in SIDES if side in touching and len(touching) > 1)


def _limb(body: str) -> str:
    return body[-1] if body.endswith(("_r", "_l")) else "trunk"


def _outward(skeleton: Skeleton, frame: Frame, side: str) -> list[tuple[list[int], Array]]:
    """Return the rows of the hip and the turning of it that moves the knee outwards by one metre, if it can."""
    rows = [skeleton.dofs.index(f"hip_{turn}_{side}") for turn in ("flexion", "adduction", "rotation")]
    knee = skeleton.world(Spot(f"tibia_{side}", (0.0, 0.0, 0.0)))
    reach = reach_of(skeleton, frame.coupling, f"femur_{side}", frame.reaches)[:, rows]
    moving = reach[:3] + np.cross(reach[3:], knee, axis=0)
    out = skeleton.turning("pelvis")[:, 2] * (1 if side == "r" else -1)
    thigh = knee - skeleton.world(Spot(f"femur_{side}", (0.0, 0.0, 0.0)))
    thigh /= np.linalg.norm(thigh)
    out = out - (out @ thigh) * thigh
    if np.linalg.norm(out) < _SIDEWAYS:
        return []
    motion = np.asarray(np.linalg.pinv(moving, rcond=1e-3) @ (out / np.linalg.norm(out)), dtype=float)
    return [(rows, motion)]
