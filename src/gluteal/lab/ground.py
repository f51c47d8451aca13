"""What a motion stands on: contacts that keep their places, surfaces, and the balance over the feet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import Force, LoopBand, Pull
from gluteal.body.posture import Above, Balance, Goal, Place, Support, Together, Turn
from gluteal.body.skeleton import Skeleton, Spot, spot, support
from gluteal.catalogue.motion import Joint, Part
from gluteal.lab.facing import heading
from gluteal.lab.part import FEET, FLAT, Patch, patch
from gluteal.lab.stage import Key, Stage

Array = NDArray[np.float64]

# Weights of goals, per metre or radian. Contacts are all but exact; what the file says outweighs what it leaves open.
FIRM, STANDS, CLEAR, AIMED, BALANCED, SAID, OPEN = 100.0, 40.0, 40.0, 15.0, 12.0, 4.0, 0.25
TOES_CLEAR = 2.0
MIDFOOT = 0.02
"""Metres that the pressure under a standing foot lies behind the middle between heel and ball: about the ankle's front."""


@dataclass(frozen=True, slots=True, eq=False)
class Planted:
    """Where a contact stands: its middle in the room (m), and the heading of a foot (degrees to the left)."""

    middle: Array
    yaw: float


class Ground:
    """Goals for contacts and balance of one choice on one skeleton. Right leg working."""

    def __init__(self, skeleton: Skeleton, stage: Stage, forces: Sequence[Force]) -> None:
        self.skeleton, self.stage = skeleton, stage
        # A loop pulls two parts of the body together: its two pulls cancel, and the ground need not answer.
        self.forces = tuple(force for force in forces if not isinstance(force, LoopBand))
        self.scale = skeleton.person.length_scale

    def other_of(self, name: str) -> Patch | None:
        """Return the part of the body that a contact bears on, None for a surface."""
        on = self.stage.motion.on.get(name, "floor")
        return None if on in self.stage.heights else patch(on)

    def height(self, name: str) -> float:
        """Return the height (m) of what a contact bears on."""
        return self.stage.heights.get(self.stage.motion.on.get(name, "floor"), 0.0)

    def contact_goals(
        self,
        contacts: Iterable[str],
        planted: dict[str, Planted],
        apart: dict[str, Array],
        key: Key | None = None,
    ) -> list[Goal]:
        """Return goals that hold contacts where they stand, or on their surface where they have no place yet."""
        goals: list[Goal] = []
        for name in contacts:
            part = patch(name)
            other = self.other_of(name)
            if other is not None:
                if name in apart:
                    goals.append(Together(part.middle, other.middle, apart[name], np.full(3, FIRM)))
                continue
            goals += self._on_surface(name, part, planted.get(name), key)
        return goals

    def _on_surface(self, name: str, part: Patch, place: Planted | None, key: Key | None) -> list[Goal]:
        height = self.height(name)
        goals: list[Goal] = []
        if part.part in FLAT:
            down = np.array([0.0, 0.0, FIRM])
            goals += [Place(spot, np.array([0.0, 0.0, height]), down) for spot in part.spots]
        if place is not None:
            goals.append(Place(part.middle, place.middle, np.full(3, FIRM)))
            yaw, firm = place.yaw, STANDS
        else:
            ahead, out = self.stage.at.get(name, (0.0, 0.0))
            held = FIRM if name in self.stage.at else 0.0
            left = out if part.side == "l" else -out
            target = np.array([ahead, left, height])
            goals.append(Place(part.middle, target, np.array([held, held, FIRM])))
            yaw, firm = self._turnout(part, key)
        if part.part is Part.INNER_FOOT:  # rolls, but no more than it must
            goals.append(Turn(part.spots[0].body, heading(yaw), np.array([SAID / 2, SAID / 2, 0.0])))
        if part.part is Part.FOOT and not (place and self.stage.motion.swivels):
            goals.append(Turn(part.spots[0].body, heading(yaw), np.array([0.0, 0.0, firm])))
        return goals

    def _turnout(self, part: Patch, key: Key | None) -> tuple[float, float]:
        angles = {} if key is None else key.working if part.side == "r" else key.other
        outward = angles.get(Joint.TURNOUT, 0.0)
        firm = SAID / 2 if Joint.TURNOUT in angles else OPEN if Joint.HIP_ROTATION in angles else 2 * OPEN
        return (outward if part.side == "l" else -outward), firm

    def clear_goals(self, contacts: Iterable[str]) -> list[Goal]:
        """Return goals that keep what may go through the floor above it: knees, and feet that do not stand flat."""
        flat = {part.side for part in map(patch, contacts) if part.part is Part.FOOT}
        return [Above(at, 0.0, weight) for side in "rl" if side not in flat for at, weight in _may_sink(side)]

    def yaw(self, part: Patch) -> float:
        """Return the heading of a part's body, degrees to the left of straight ahead."""
        axis = self.skeleton.turning(part.spots[0].body)[:, 0]
        return float(np.degrees(np.arctan2(axis[1], axis[0])))

    def balances(self, contacts: Sequence[str]) -> bool:
        """Tell whether the body stands free on its feet, so that the pressure must lie under them."""
        motion = self.stage.motion
        return (
            bool(contacts)
            and not motion.rests
            and all(patch(name).part in FEET and self.other_of(name) is None for name in contacts)
        )

    def pressure_target(
        self, contacts: Sequence[str], share: float | None, planted: dict[str, Planted]
    ) -> tuple[Array, float]:
        """Return where the centre of pressure belongs (x, y) and at what height; feet that have no place stand at theirs."""
        working = [name for name in contacts if name.startswith("working")]
        other = [name for name in contacts if name.startswith("other")]
        part = 1.0 if not other else 0.0 if not working else 0.5 if share is None else share
        middle, weight = np.zeros(3), 0.0
        for names, portion in ((working, part), (other, 1 - part)):
            for name in names:
                middle += portion / len(names) * self._under(name, planted)
                weight += portion / len(names)
        return middle[:2] / weight, float(middle[2] / weight)

    def _under(self, name: str, planted: dict[str, Planted]) -> Array:
        place = planted.get(name)
        middle = place.middle if place else self.skeleton.world(patch(name).middle)
        back = MIDFOOT * self.scale if patch(name).part is Part.FOOT else 0.0
        yaw = np.radians(place.yaw if place else 0.0)
        return np.asarray(middle - back * np.array([np.cos(yaw), np.sin(yaw), 0.0]))

    def support_goals(self, contacts: Sequence[str]) -> list[Goal]:
        """Return the goal that keeps the pressure inside the ground plan of what bears; none for who lies."""
        if self.stage.motion.rests or not contacts:
            return []
        spots = tuple(spot for name in contacts if self.other_of(name) is None for spot in patch(name).spots)
        heights = [self.height(name) for name in contacts if self.other_of(name) is None]
        return [Support(spots, float(np.mean(heights)), STANDS, self.pulls)]

    def balance_goals(
        self, contacts: Sequence[str], share: float | None, planted: dict[str, Planted], start: Array
    ) -> list[Goal]:
        """Return goals that bring the pressure inside what bears, and under the feet as the share says, standing."""
        goals = self.support_goals(contacts)
        if not self.balances(contacts):
            return goals
        if any(name not in planted for name in contacts):  # found together with the feet's own places
            planted = {**{name: self._about(name, start) for name in contacts}, **planted}
        target, height = self.pressure_target(contacts, share, planted)
        return [*goals, Balance(target, height, BALANCED, self.pulls)]

    def _about(self, name: str, start: Array) -> Planted:
        """Return where a contact will stand that has no place yet."""
        self.skeleton.place(start)
        middle = self.skeleton.world(patch(name).middle)
        if name in self.stage.at:
            middle[:2] = given_place(self.stage.at[name], patch(name))
        middle[2] = self.height(name)
        return Planted(middle, 0.0)

    def pulls(self, skeleton: Skeleton) -> list[Pull]:
        """Return what the ground must answer in the posture that the skeleton has."""
        return [pull for force in self.forces for pull in force.pulls(skeleton)]


@cache
def _may_sink(side: str) -> tuple[tuple[Spot, float], ...]:
    """Return the points of a leg that reach the floor first, and how much each counts: toes give way by themselves."""
    knee = (*support(f"kneecap_{side}")[2:], *support(f"knee-side_{side}"))
    firm = (*support(f"forefoot_{side}"), spot(f"heel_{side}"), *knee)
    return (*((tip, TOES_CLEAR) for tip in support(f"toes_{side}")[2:]), *((at, CLEAR) for at in firm))


def given_place(at: tuple[float, float] | None, part: Patch) -> tuple[float, float]:
    """Return the place of a contact (x ahead, y to the left) from its place in the file (ahead, out)."""
    ahead, out = at or (0.0, 0.0)
    return ahead, (out if part.side == "l" else -out)
