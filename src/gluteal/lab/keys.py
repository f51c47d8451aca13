"""Key postures solved: contacts find their places, and each posture becomes joint values that meet its words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import Force
from gluteal.body.posture import Angle, Fit, Goal, Place, Together, Turn, fit
from gluteal.body.skeleton import ANGLES, Skeleton
from gluteal.catalogue.motion import Facing, Joint, Part, Tilt
from gluteal.lab.facing import about_line, axis_of, heading, turned
from gluteal.lab.ground import AIMED, FIRM, OPEN, SAID, STANDS, Ground, Planted, given_place
from gluteal.lab.part import FEET, patch
from gluteal.lab.stage import Aim, Key, Stage

Array = NDArray[np.float64]

_MODEL_NAME = {
    Joint.HIP_FLEXION: "hip_flexion",
    Joint.HIP_ABDUCTION: "hip_abduction",
    Joint.HIP_ROTATION: "hip_internal_rotation",
    Joint.KNEE_FLEXION: "knee_flexion",
    Joint.ANKLE: "ankle_dorsiflexion",
    Joint.SUBTALAR: "foot_inversion",
}
_SPINE = {
    Tilt.TILT: ("trunk_flexion", 1),
    Tilt.LEAN: ("trunk_bend_right", 1),
    Tilt.TURN: ("trunk_turn_left", 1),
}

# How strongly an angle that nobody speaks of keeps to neutral; others give way more easily.
_NEUTRAL = {
    "trunk": 3 * OPEN,
    "trunk_turn": 3 * OPEN,
    "trunk_bend": 3 * OPEN,
    "hip_internal_rotation": 4 * OPEN,
    "hip_abduction": 2 * OPEN,
    "foot_inversion": 4 * OPEN,
}


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A key posture found: its joint values, where its contacts stand, and how well the words were met."""

    key: Key
    fit: Fit
    planted: dict[str, Planted]
    apart: dict[str, Array]


class Stand:
    """Finds a choice's key postures on a skeleton. Right leg working."""

    def __init__(self, skeleton: Skeleton, stage: Stage, forces: Sequence[Force]) -> None:
        self.skeleton, self.stage = skeleton, stage
        self.ground = Ground(skeleton, stage, forces)
        self.facing = stage.motion.facing

    def solve(self) -> list[Solved]:
        """Return every key posture, in their order."""
        keys = self.stage.keys
        first = self._solve(keys[self.stage.plant], self._start(keys[self.stage.plant]), {}, {}, None)
        planted, apart, seed, before = first.planted, first.apart, first.fit.qpos, first
        found = []
        for at, key in enumerate(keys):
            if at == self.stage.plant and not key.moves:
                solved = first if at == 0 else self._solve(key, seed, planted, apart, first)
            else:
                moved = {patch(name).side for name in key.moves}
                kept = {n: p for n, p in planted.items() if not moved or patch(n).side not in moved}
                solved = self._solve(key, seed, kept, apart, before)
            if key.moves:
                planted = kept
            planted, apart = {**planted, **solved.planted}, {**apart, **solved.apart}
            seed, before = solved.fit.qpos, solved
            found.append(solved)
        return found

    # ------------------------------------------------------------------ one posture

    def _solve(
        self,
        key: Key,
        start: Array,
        planted: dict[str, Planted],
        apart: dict[str, Array],
        before: Solved | None,
    ) -> Solved:
        planted = {**self._kept(key, before, planted), **planted}
        goals = [
            *self.ground.contact_goals(key.contacts, planted, apart, key),
            *self._said(key),
            *self._aims(key),
        ]
        goals += self.ground.clear_goals(key.contacts)
        goals += self.ground.balance_goals(key.contacts, key.share, planted, start)
        if before is not None:
            goals += self._opening(key, before)
        goals += self._lying(start, before)
        found = fit(self.skeleton, goals, start)
        self.skeleton.place(found.qpos)
        places, offsets = {}, {}
        for name in key.contacts:
            part = patch(name)
            other = self.ground.other_of(name)
            if other is None:
                places[name] = planted.get(name) or Planted(
                    self.skeleton.world(part.middle), self.ground.yaw(part)
                )
            else:
                offsets[name] = apart.get(
                    name, self.skeleton.world(part.middle) - self.skeleton.world(other.middle)
                )
        return Solved(key, found, places, offsets)

    def _kept(self, key: Key, before: Solved | None, planted: dict[str, Planted]) -> dict[str, Planted]:
        """Return places for contacts that are new in name only: the ball of a foot that stood flat, and the like."""
        if before is None:
            return {}
        had = {part.side: name for name in before.key.contacts if (part := patch(name)).part in FEET}
        self.skeleton.place(before.fit.qpos)
        kept = {}
        for name in key.contacts:
            part = patch(name)
            if part.part not in FEET or part.side not in had or name in {*key.moves, *planted}:
                continue
            stood = patch(had[part.side])
            yaw = self.ground.yaw(part)
            along = np.subtract(part.middle.at, stood.middle.at) * self.skeleton.person.length_scale
            middle = self.skeleton.world(stood.middle) + heading(yaw) @ along  # as if the foot stood flat
            middle[2] = self.ground.height(name)
            kept[name] = Planted(middle, yaw)
        return kept

    def _said(self, key: Key) -> list[Goal]:
        goals: list[Goal] = []
        held: dict[str, float] = {}
        for angles, side in ((key.working, "r"), (key.other, "l")):
            held |= {f"{_MODEL_NAME[j]}_{side}": v for j, v in angles.items() if j in _MODEL_NAME}
        held |= {_SPINE[tilt][0]: _SPINE[tilt][1] * value for tilt, value in key.spine.items()}
        for name in ANGLES:
            if name in held:
                low, high = self.skeleton.ranges[name]
                goals.append(Angle(name, min(max(held[name], low), high), SAID))
            else:
                goals.append(Angle(name, 0.0, _NEUTRAL.get(name.rsplit("_", 1)[0], OPEN)))
        return [*goals, *self._headings(key), *self.turn_goals(key.pelvis, key.trunk)]

    def _headings(self, key: Key) -> list[Goal]:
        """Return goals for feet whose heading is said while they do not stand flat."""
        flat = {part.side for part in map(patch, key.contacts) if part.part is Part.FOOT}
        return [
            Turn(f"calcn_{side}", heading(-sign * angles[Joint.TURNOUT]), np.array([0.0, 0.0, SAID / 2]))
            for angles, side, sign in ((key.working, "r", 1), (key.other, "l", -1))
            if Joint.TURNOUT in angles and side not in flat
        ]

    def turn_goals(self, pelvis: dict[Tilt, float | None], trunk: dict[Tilt, float | None]) -> list[Goal]:
        """Return goals for pelvis and trunk against the room."""
        goals: list[Goal] = []
        for body, angles in (("pelvis", pelvis), ("torso", trunk)):
            if not angles:
                continue
            weight = np.zeros(3)
            for tilt, value in angles.items():
                weight[axis_of(self.facing, tilt)] = 0.0 if value is None else SAID
            target = turned(self.facing, *(angles[tilt] or 0.0 for tilt in Tilt))
            goals.append(Turn(body, target, weight))
        return goals

    def _aims(self, key: Key) -> list[Goal]:
        return [self.aim_goal(aim, key) for aim in key.aims]

    def aim_goal(self, aim: Aim, key: Key, weight: float = AIMED) -> Goal:
        """Return the goal of a reach."""
        part = patch(aim.part)
        wanted = (aim.ahead, None if aim.out is None else aim.out * (1 if part.side == "l" else -1), aim.up)
        weights = np.array([0.0 if value is None else weight for value in wanted])
        target = np.array([value or 0.0 for value in wanted])
        if aim.over in self.stage.heights:
            target[2] += self.stage.heights[aim.over]
            stand = next((name for name in key.contacts if name in self.stage.at), None)
            if stand is not None:
                target[0] += self.stage.at[stand][0]
            return Place(part.middle, target, weights)
        return Together(part.middle, patch(aim.over).middle, target, weights)

    def _opening(self, key: Key, before: Solved) -> list[Goal]:
        """Turn a bent thigh about the line from hip to heel, from where it was in the posture before."""
        goals: list[Goal] = []
        for angles, earlier, side in (
            (key.working, before.key.working, "r"),
            (key.other, before.key.other, "l"),
        ):
            by = angles.get(Joint.OPENING, 0.0) - earlier.get(Joint.OPENING, 0.0)
            if Joint.OPENING in angles:
                self.skeleton.place(before.fit.qpos)
                hip, heel = self.skeleton.world(f"hip_{side}"), self.skeleton.world(f"heel_{side}")
                knee = self.skeleton.world(f"knee_{side}")
                turn = about_line(heel - hip, by)
                outward = self.skeleton.turning("pelvis")[:, 2] * (1 if side == "r" else -1)
                if (turn @ (knee - hip) - (knee - hip)) @ outward * by < 0:
                    turn = turn.T
                goals.append(
                    Turn(f"femur_{side}", turn @ self.skeleton.turning(f"femur_{side}"), np.full(3, STANDS))
                )
        return goals

    # ------------------------------------------------------------------ where to begin

    def _start(self, key: Key) -> Array:
        """Return a rough posture: the words' angles, turned as the body lies, its lowest contact on its surface."""
        skeleton = self.skeleton
        angles: dict[str, float] = {}
        for said, side in ((key.working, "r"), (key.other, "l")):
            angles |= {f"{_MODEL_NAME[j]}_{side}": v for j, v in said.items() if j in _MODEL_NAME}
        angles = {n: min(max(v, skeleton.ranges[n][0]), skeleton.ranges[n][1]) for n, v in angles.items()}
        pelvis = key.pelvis or key.trunk
        matrix = turned(self.facing, *((pelvis.get(tilt) or 0.0) for tilt in Tilt))
        upright = turned(Facing.STANDING)
        qpos = skeleton.posture(angles, (0.0, 0.0, 1.0), _quaternion(matrix @ upright.T))
        skeleton.place(qpos)
        names = [*key.contacts, *self.stage.motion.rests]
        offs = []
        for name in names:
            if self.ground.other_of(name) is None:
                place = skeleton.world(patch(name).middle)
                given = self.stage.at.get(name)
                x, y = given_place(given, patch(name)) if given else place[:2]
                height = self.ground.height(name) if name in key.contacts else self._rest_height()
                offs.append(np.array([x, y, height]) - place)
        if offs:
            qpos[:3] += np.mean(offs, axis=0)
        return qpos

    def _rest_height(self) -> float:
        return self.stage.heights.get(self.stage.motion.on_rest, 0.0)

    def _lying(self, start: Array, before: Solved | None) -> list[Goal]:
        """Keep what lies where it lies: the first resting part on its surface, in the place where it came to lie."""
        rests = self.stage.motion.rests
        if not rests:
            return []
        spot = patch(rests[0]).middle
        self.skeleton.place(start if before is None else before.fit.qpos)
        place = self.skeleton.world(spot)
        place[2] = self._rest_height()
        return [Place(spot, place, np.full(3, FIRM))]


def _quaternion(matrix: Array) -> Array:
    import mujoco as mj

    found = np.zeros(4)
    mj.mju_mat2Quat(found, np.ascontiguousarray(matrix).ravel())
    return found
