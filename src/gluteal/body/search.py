"""The goals of inverse kinematics as arrays: how far off a posture is, and the step that brings it nearer.

All rows of a posture are reckoned at once: a row is a wrench (a push along an axis of the world at a point, or a moment
about it) on a body, and MuJoCo's motion axes tell how each degree of freedom answers it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import daqp
import mujoco as mj
import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import Pull
from gluteal.body.goal import Above, Angle, Array, Balance, Goal, Place, Support, Together, Turn
from gluteal.body.plan import inside, pressure_centre
from gluteal.body.rows import joints_of, rows_of
from gluteal.body.skeleton import Skeleton

_MOST_STEP = 0.35  # rad or m of any one joint in a step: keeps the first steps from overshooting
_INSIDE = 1e-4  # m


@dataclass(slots=True, eq=False)
class System:
    """A posture's normal equations: what a step has to solve.

    Attributes:
        matrix: (23, 23).
        side: (23,) the way downhill.
        coupling: (37, 23) independent to all joint velocities.
        cost: Sum of the squared, weighted misses.

    """

    matrix: Array
    side: Array
    coupling: Array
    cost: float


class Search:
    """The goals of one search, ready to be reckoned in any posture."""

    def __init__(self, skeleton: Skeleton, goals: Sequence[Goal]) -> None:
        self.skeleton = skeleton
        self.known = joints_of(skeleton)
        self.rows = rows_of(skeleton, goals)
        self.balances = [g for g in goals if isinstance(g, Balance | Support)]
        places = [g.target for g in goals if isinstance(g, Place)]
        places += [np.array([0.0, 0.0, g.floor]) for g in goals if isinstance(g, Above)]
        pairs = [g.apart for g in goals if isinstance(g, Together)]
        self.targets = np.array([*places, *pairs]).reshape(-1, 3)
        self.turn_targets = _left_products([g.target for g in goals if isinstance(g, Turn)])
        degrees = [g.degrees for g in goals if isinstance(g, Angle)]
        self.angle_targets = self.rows.angle_signs * np.array(degrees)

    def misses(self, qpos: Array) -> tuple[Array, Array]:
        """Take a posture; return where all points are, and how far off points (m) and turnings (rad) are, in rows."""
        self.skeleton.place(qpos)
        data, lines = self.skeleton.data, self.rows
        points = lines.places(data.xpos[lines.points], data.xmat[lines.points])
        miss = np.empty((len(lines.firm), 3))
        count = len(self.targets)
        np.subtract(self.targets, points[:count], out=miss[:count])
        if lines.pairs:
            miss[count - lines.pairs : count] += points[lines.second]
        if len(self.turn_targets):
            miss[count:] = _turns(self.turn_targets, data.xquat[lines.turned])
        return points, miss

    def at(self, qpos: Array) -> System:
        """Return the normal equations in a posture, which the skeleton takes."""
        lines = self.rows
        points, misses = self.misses(qpos)
        coupling = self.skeleton.coupling(qpos)
        data = self.skeleton.data
        twists = (data.cdof.T * lines.moves).reshape(-1, len(coupling)) @ coupling
        rows = lines.wrenches(points - data.subtree_com[self.known.root]) @ twists
        miss = misses.ravel()[lines.held] * lines.weights
        if len(lines.above):
            clear = lines.above[miss[lines.above] < 0]
            rows[clear], miss[clear] = 0.0, 0.0
        if self.balances:
            more, by = self._balanced(points, coupling)
            if more:
                rows, miss = np.concatenate([rows, *more]), np.concatenate([miss, *by])
        off = lines.angle_weights * (self.angle_targets - qpos[lines.angle_addresses])
        side = miss @ rows
        side[lines.angle_at] += lines.angle_weights * off
        return System(rows.T @ rows + lines.diagonal, side, coupling, float(miss @ miss + off @ off))

    def off(self, qpos: Array) -> tuple[float, float]:
        """Return by how much a posture, which the skeleton takes, misses firm goals: points (m), turnings (degrees)."""
        _, miss = self.misses(qpos)
        firm = np.sqrt((np.where(self.rows.firm, miss, 0.0) ** 2).sum(axis=1))
        count = len(self.targets)
        return float(firm[:count].max(initial=0.0)), float(np.degrees(firm[count:].max(initial=0.0)))

    def step(self, qpos: Array, system: System, damping: float) -> tuple[Array, float]:
        """Return the posture one step on from `qpos`, where the system holds, and the step's length."""
        skeleton, ends = self.skeleton, self.known
        matrix = system.matrix + damping * _EYE if damping else system.matrix
        now = qpos[ends.addresses]
        move = np.asarray(np.linalg.solve(matrix, system.side), dtype=float)
        low, high = _LEAST.copy(), _MOST.copy()
        np.maximum(low[6:], ends.low - now, out=low[6:])
        np.minimum(high[6:], ends.high - now, out=high[6:])
        if (move < low).any() or (move > high).any():
            move = _bounded(matrix, system.side, low, high)
        moved = qpos.copy()
        mj.mj_integratePos(skeleton.model, moved, system.coupling @ move, 1.0)
        skeleton.couple(moved)
        return moved, float(np.sqrt(move @ move))

    def _balanced(self, points: Array, coupling: Array) -> tuple[list[Array], list[Array]]:
        """Return weighted rows and misses of the centre of pressure."""
        skeleton = self.skeleton
        rows: list[Array] = []
        misses: list[Array] = []
        told: dict[object, list[Pull]] = {}
        leading: Array | None = None
        supports = iter(self.rows.supports)
        for balance in self.balances:
            if balance.pulls not in told:
                told[balance.pulls] = list(balance.pulls(skeleton))
            centre, normal = pressure_centre(skeleton, told[balance.pulls], balance.height)
            if isinstance(balance, Balance):
                miss = balance.target - centre
            else:
                miss = inside(centre, points[next(supports), :2], balance.inset) - centre
                if miss @ miss < _INSIDE**2:  # the usual case: nothing to do
                    continue
            if leading is None:
                jacobian = np.zeros((3, skeleton.model.nv))
                mj.mj_jacSubtreeCom(skeleton.model, skeleton.data, jacobian, self.known.root)
                leading = jacobian[:2] @ coupling
            way = balance.weight * self.known.newtons / normal * leading
            if isinstance(balance, Balance):
                rows.append(way)
                misses.append(balance.weight * miss)
            else:
                far = float(np.sqrt(miss @ miss))
                rows.append((miss / far)[None] @ way)
                misses.append(np.array([balance.weight * far]))
        return rows, misses


_EYE = np.eye(23)
_LEAST, _MOST = np.full(23, -_MOST_STEP), np.full(23, _MOST_STEP)
_NONE, _SENSE = np.zeros((0, 23)), np.zeros(23, dtype=np.intc)


def _bounded(matrix: Array, side: Array, low: Array, high: Array) -> Array:
    """Return the best step within bounds."""
    found, _, flag, _ = daqp.solve(matrix, -side, _NONE, high, low, _SENSE.copy())
    if flag < 1:
        return np.asarray(np.clip(np.linalg.solve(matrix, side), low, high))
    return np.asarray(np.clip(found, low, high))


def _left_products(targets: Sequence[NDArray[np.float64]]) -> Array:
    """Return (n, 4, 4) what turns a present quaternion into the turning still to do: target times its conjugate."""
    found = np.empty((len(targets), 4, 4))
    quaternion = np.zeros(4)
    for at, target in enumerate(targets):
        mj.mju_mat2Quat(quaternion, np.ascontiguousarray(target).ravel())
        w, x, y, z = quaternion.tolist()
        found[at] = ((w, x, y, z), (x, -w, z, -y), (y, -z, -w, x), (z, y, -x, -w))
    return found


def _turns(products: Array, present: Array) -> Array:
    """Return (n, 3) the rotation vectors (world axes, rad) that are still to do."""
    both = (products @ present[:, :, None])[:, :, 0]
    vector, cosine = both[:, 1:], both[:, 0]
    sine = np.sqrt((vector * vector).sum(axis=1))
    angle = 2 * np.arctan2(sine, np.abs(cosine)) * np.where(cosine < 0, -1.0, 1.0)
    return np.asarray(vector * (angle / np.maximum(sine, 1e-12))[:, None])
