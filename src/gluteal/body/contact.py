"""What the body rests on or leans against: the floor, a bench, a wall, its own other foot.

Contacts are not forces but offers: the solver decides how hard each point is pressed.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from gluteal.body.errors import BodyError, within
from gluteal.body.force import finite
from gluteal.body.skeleton import Spot, other_side, support


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Something the body rests on or leans against: it may press as hard as balance needs, never pull.

    Args:
        on: A support by name (“foot_r”, “upper-back_l”), or points of one body.
        normal: World direction in which it presses on the body; (0, 0, 1) is a floor, (0, 1, 0) a wall on the right.
        friction: How much it may push sideways, as a part of the pressure (0 to 2; 0.8 is a shoe on a mat).
        body: Another body instead of the world that presses and takes the counterforce (the lower foot under the
            upper one).
        carries: Least and greatest pressure of all its points together, as parts of body weight; (0, 0.2) is a foot
            that only steadies.

    """

    on: str | tuple[Spot, ...]
    normal: tuple[float, float, float] = (0.0, 0.0, 1.0)
    friction: float = 0.8
    body: str | None = None
    carries: tuple[float, float] | None = None
    spots: tuple[Spot, ...] = field(init=False)

    def __post_init__(self) -> None:
        within("The friction of a contact", self.friction, 0, 2)
        if self.carries is not None:
            low = within("What a contact carries", self.carries[0], 0, 10, "times body weight")
            within("What a contact carries", self.carries[1], low, 10, "times body weight")
        finite("The direction of a contact", self.normal)
        if abs(float(np.linalg.norm(self.normal)) - 1) > 1e-3:
            raise BodyError("The direction of a contact must have the length 1.")
        spots = support(self.on) if isinstance(self.on, str) else self.on
        if len({spot.body for spot in spots}) != 1:
            raise BodyError("The points of one contact lie on one body; make a contact for each body.")
        object.__setattr__(self, "spots", spots)

    def mirrored(self) -> "Contact":
        """Return the contact of the other side."""
        x, y, z = self.normal
        on = other_side(self.on) if isinstance(self.on, str) else tuple(s.mirrored() for s in self.on)
        body = None if self.body is None else other_side(self.body)
        return replace(self, on=on, normal=(x, -y, z), body=body)
