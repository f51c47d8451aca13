"""The muscle elements: which region each belongs to, how long it is in a posture, how hard it can pull, over which arms."""

from dataclasses import dataclass
from functools import cached_property

import mujoco as mj
import numpy as np

from gluteal.anatomy.region import Region
from gluteal.body.model import SIDES, table
from gluteal.body.skeleton import Array, Skeleton

GREATEST_SPEED = 10.0
"""Optimal fibre lengths a second at which a muscle gives no force any more (the published models' value)."""
SHORTEST, LONGEST = 0.45, 1.5
"""Fibre lengths, as parts of the optimal one, outside of which a result is flagged: the curves are not meant for them."""


@dataclass(frozen=True, slots=True)
class MuscleState:
    """All muscle elements in one posture, in the order of `Muscles.names` (n of them).

    Attributes:
        arms: (n, 37) change of length with each joint velocity, m/rad or m/m; a pull of F gives the moment -arm * F.
        strength: (n,) greatest force along the tendon at this length and speed, N.
        fibre: (n,) fibre length as a part of the optimal one.

    """

    arms: Array
    strength: Array
    fibre: Array


class Muscles:
    """The muscle elements of one person, 45 a side.

    Tendons do not stretch, and passive force is left out: with stiff tendons it comes out far too high at calf and
    front of thigh.
    """

    def __init__(self, skeleton: Skeleton) -> None:
        model, person = skeleton.model, skeleton.person
        self._skeleton = skeleton
        self.names: tuple[str, ...] = tuple(model.actuator(at).name for at in range(model.nu))
        rows = [table("muscles")[name[:-2]] for name in self.names]
        self.force: Array = np.array([row["force"] for row in rows]) * person.force_scale
        self.fibre: Array = np.array([row["fibre"] for row in rows]) * person.length_scale
        self.tendon: Array = np.array([row["tendon"] for row in rows]) * person.length_scale
        self.height: Array = self.fibre * np.sin([row["pennation"] for row in rows])
        self.trunk = np.array([row.get("trunk", False) for row in rows])
        self.regions: tuple[Region | None, ...] = tuple(
            Region(row["region"]) if "region" in row else None for row in rows
        )
        curves = table("curves")
        self._active = (np.array(curves["active"]["length"]), np.array(curves["active"]["force"]))
        self._velocity = (np.array(curves["velocity"]["speed"]), np.array(curves["velocity"]["force"]))
        self._tendons = model.actuator_trnid[:, 0].copy()
        self._row = {int(tendon): at for at, tendon in enumerate(self._tendons)}
        self._scatter = self._sparse()

    def _sparse(self) -> tuple[Array, Array, Array]:
        """Return where MuJoCo's packed arms belong: muscle, joint velocity, place in the packed array."""
        model = self._skeleton.model
        rows: list[int] = []
        columns: list[int] = []
        packed: list[int] = []
        for tendon in range(model.ntendon):
            if tendon in self._row:
                start, count = model.ten_J_rowadr[tendon], model.ten_J_rownnz[tendon]
                rows += [self._row[tendon]] * count
                columns += model.ten_J_colind[start : start + count].tolist()
                packed += range(start, start + count)
        return np.array(rows), np.array(columns), np.array(packed)

    def state(self, velocity: Array | None = None) -> MuscleState:
        """Return lengths, arms and strengths in the posture that the skeleton has taken.

        Args:
            velocity: (37,) joint velocities; standing still where there are none.

        """
        model, data = self._skeleton.model, self._skeleton.data
        mj.mj_tendon(model, data)
        rows, columns, packed = self._scatter
        arms = np.zeros((len(self.names), model.nv))
        arms[rows, columns] = data.ten_J[packed]
        along = np.maximum(data.ten_length[self._tendons] - self.tendon, 0.05 * self.fibre)
        length = np.sqrt(along * along + self.height * self.height)
        slant = along / length
        fibre = length / self.fibre
        share = np.interp(fibre, *self._active)
        share[self.trunk] = 1.0
        if velocity is not None:
            speed = (arms @ velocity) * slant / self.fibre / GREATEST_SPEED
            share = share * np.clip(np.interp(speed, *self._velocity), 0.05, 1.6)
        return MuscleState(arms, self.force * share * slant, fibre)

    @cached_property
    def members(self) -> dict[tuple[Region, str], tuple[int, ...]]:
        """Which elements make up each region of each side (“r”, “l”)."""
        found: dict[tuple[Region, str], list[int]] = {}
        for at, (name, region) in enumerate(zip(self.names, self.regions, strict=True)):
            if region is not None:
                found.setdefault((region, name[-1]), []).append(at)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def shares(self) -> tuple[tuple[tuple[Region, str], ...], Array]:
        """The regions, and the (regions, n) weights of their elements: each by its greatest force, adding up to 1."""
        keys = tuple(sorted(self.members, key=lambda key: (list(Region).index(key[0]), SIDES.index(key[1]))))
        weights = np.zeros((len(keys), len(self.names)))
        for row, key in enumerate(keys):
            at = list(self.members[key])
            weights[row, at] = self.force[at] / self.force[at].sum()
        return keys, weights
