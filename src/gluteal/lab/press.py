"""Pushes that the person makes or takes: against something that does not give, and with the hands on a rail."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from gluteal.body.contact import Contact
from gluteal.body.errors import NoBalance, TooHeavy
from gluteal.body.force import GRAVITY, Pull
from gluteal.body.person import Person
from gluteal.body.skeleton import Skeleton, other_side

_REACH = 0.40
"""Metres before the trunk at which a rail takes the weight of the hands."""
_MOST, _STEPS = 1500.0, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A push on a point of the body in a fixed direction of the room; newtons."""

    at: str
    direction: tuple[float, float, float]
    newtons: float

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Push."""
        place = skeleton.spot(self.at)
        along = np.array(self.direction) / np.linalg.norm(self.direction)
        return [Pull(place.body, skeleton.world(place), self.newtons * along)]

    def mirrored(self) -> "Push":
        """Return the push on the other side."""
        x, y, z = self.direction
        return replace(self, at=other_side(self.at), direction=(x, -y, z))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Both hands on a rail before the body, bearing a share of its weight. The model's hands are points of the trunk."""

    share: float

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Bear upwards, ahead of the shoulders."""
        middle = (skeleton.world("shoulder_r") + skeleton.world("shoulder_l")) / 2
        middle[0] += _REACH * skeleton.person.length_scale
        weight = float(skeleton.model.body_mass.sum()) * GRAVITY
        return [Pull("torso", middle, np.array([0.0, 0.0, self.share * weight]))]

    def mirrored(self) -> "Hands":
        """Return itself: both hands bear alike."""
        return self


@lru_cache(maxsize=64)
def hardest_press(person: Person) -> float:
    """Return the newtons with which this body can press each knee outwards at most, lying on the back (5 ms)."""
    from gluteal.body.solve import Body

    body = Body(person)
    turned = (np.sqrt(0.5), 0.0, -np.sqrt(0.5), 0.0)
    angles = {f"hip_abduction_{side}": 8.0 for side in "rl"}
    qpos = body.skeleton.posture(angles, (0.0, 0.0, 0.2), turned)
    lying = [f"{part}_{side}" for part in ("sacrum", "upper-back", "thigh-back", "heel") for side in "rl"]
    frame = body.prepare(qpos, [Contact(on=name, friction=0.0) for name in lying])
    low, high = 0.0, _MOST
    for _ in range(_STEPS):
        middle = (low + high) / 2
        belt = [
            Push(at=f"knee_{side}", direction=(0.0, sign, 0.0), newtons=middle)
            for side, sign in (("r", 1.0), ("l", -1.0))
        ]
        try:
            body.solve(frame, belt)
            low = middle
        except (TooHeavy, NoBalance):
            high = middle
    return low
