"""What a solved posture tells: activation by element and region, tensions, joint moments, contact forces, doubts."""

from dataclasses import dataclass

import numpy as np

from gluteal.anatomy.region import Region
from gluteal.body.balance import CONTACT_UNIT, Frame
from gluteal.body.muscle import LONGEST, SHORTEST, Muscles
from gluteal.body.skeleton import Array, Skeleton


@dataclass(frozen=True, slots=True)
class Pressure:
    """What one point of contact presses on the body with: body, world point (m), force (N, world axes)."""

    body: str
    at: Array
    force: Array


@dataclass(frozen=True, slots=True)
class Solution:
    """What one posture and its pulls ask of the body.

    Attributes:
        skeleton: Of the person; its present posture may be another one.
        muscles: Of the person.
        frame: The posture.
        activation: (n,) 0 to 1, in the order of `muscles.names`; the mechanics alone.
        contact: (4 points,) along the edges of the contact pyramids, `CONTACT_UNIT` each.
        reserve: (17,) N m at each joint that no muscle gives: how far the answer is from holding exactly.
        residual: The largest error of the balance, N or N m.
        primed: (n,) activations with the prior for co-contraction, None without one; kept apart on purpose.

    """

    skeleton: Skeleton
    muscles: Muscles
    frame: Frame
    activation: Array
    contact: Array
    reserve: Array
    residual: float
    primed: Array | None = None

    @property
    def tension(self) -> Array:
        """Newtons along the tendon of each element."""
        return self.activation * self.frame.muscles.strength

    def by_region(self, primed: bool = False) -> dict[tuple[Region, str], float]:
        """Return the activation of each region and side, its elements weighted by their greatest force."""
        keys, weights = self.muscles.shares
        source = self.primed if primed and self.primed is not None else self.activation
        return dict(zip(keys, (weights @ source).tolist(), strict=True))

    def moments(self) -> dict[str, float]:
        """Return the N m that the muscles give at each joint, named and signed as the angles (`ANGLES`)."""
        rows = self.frame.moments[6:] @ self.activation
        return self.skeleton.as_angles(rows)

    def reserves(self) -> dict[str, float]:
        """Return the N m left over at each joint, named and signed as the angles."""
        return self.skeleton.as_angles(self.reserve)

    def pressures(self) -> tuple[Pressure, ...]:
        """Return the force at each point of contact."""
        edges = self.contact.reshape(self.frame.edges.shape[:2]) * CONTACT_UNIT
        forces = np.einsum("pex,pe->px", self.frame.edges, edges)
        bodies = [spot.body for contact in self.frame.contacts for spot in contact.spots]
        return tuple(
            Pressure(body, at, force)
            for body, at, force in zip(bodies, self.frame.places, forces, strict=True)
        )

    def beyond_curves(self) -> tuple[str, ...]:
        """Return the working elements whose fibres are shorter or longer than the curves are meant for."""
        fibre = self.frame.muscles.fibre
        odd = ((fibre < SHORTEST) | (fibre > LONGEST)) & (self.activation > 0.01) & ~self.muscles.trunk
        return tuple(name for name, is_odd in zip(self.muscles.names, odd, strict=True) if is_odd)

    def at_limit(self) -> tuple[str, ...]:
        """Return the elements that work as hard as they can; what they cannot give, others must."""
        return tuple(name for name, a in zip(self.muscles.names, self.activation, strict=True) if a > 0.999)
