"""Inverse kinematics: the posture that meets goals for points, turnings, joint angles and balance as well as can be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import daqp
import mujoco as mj
import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import GRAVITY, Pull
from gluteal.body.plan import inside, pressure_centre
from gluteal.body.skeleton import Skeleton, Spot

Array = NDArray[np.float64]
FIRM = 30.0
"""Weight (per m or rad) from which a goal counts as one that must be met."""

_MOST_STEP = 0.35  # rad or m of any one joint in a step: keeps the first steps from overshooting
_CLOSE = 5e-4  # step length (rad, m) at which the search ends: what is left after it is far less
_DAMPING = 1e-6
_CAREFUL, _MOST_CAREFUL = 1e-2, 1e6  # damping after a first overshoot, and where the search gives up
_ORIGIN = np.zeros(3)
_INSIDE = 1e-4  # m
_SOFT = 1e-2  # of the search's own reluctance to move a joint that no goal speaks of


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A point of the body belongs at a world place (m); weights per world axis, 0 for free."""

    spot: Spot
    target: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A body belongs turned like `target` (3 x 3, its axes in the world); weights per world axis, 0 for free."""

    body: str
    target: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False)
class Angle:
    """A joint angle belongs at so many degrees."""

    name: str
    degrees: float
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """Two points belong apart by a fixed world vector (m): first minus second; weights per world axis."""

    first: Spot
    second: Spot
    apart: Array
    weight: Array


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """The centre of pressure belongs at `target` (x, y in m) on the plane z = `height`.

    `pulls` gives the forces on the body besides gravity and the ground, at the posture the skeleton has then.
    """

    target: Array
    height: float
    weight: float
    pulls: Callable[[Skeleton], Sequence[Pull]]


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """The centre of pressure belongs inside the ground plan of what the body bears on; where inside is all the same.

    `inset` draws the plan in towards its middle by this part, so that nothing stands on the very edge.
    """

    spots: tuple[Spot, ...]
    height: float
    weight: float
    pulls: Callable[[Skeleton], Sequence[Pull]]
    inset: float = 0.2


Goal = Place | Turn | Angle | Together | Balance | Support


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """What was found: the posture, the steps it took, and how far off the firm goals are at worst."""

    qpos: Array
    steps: int
    metres: float
    turn_degrees: float


def fit(skeleton: Skeleton, goals: Sequence[Goal], start: Array, most_steps: int = 80) -> Fit:
    """Return the posture that meets the goals best, by weighted Gauss-Newton steps from `start`.

    Joint ranges are never left. Weights count 1 m as much as 1 rad; goals of `FIRM` or more are those whose misses
    are told. The skeleton stands in the result afterwards.
    """
    search = _Search(skeleton, goals)
    qpos, best = start.copy(), start.copy()
    steps, length, damping, least = 0, np.inf, 0.0, np.inf
    while steps < most_steps and length >= _CLOSE:
        rows, side, cost = search.at(qpos)
        steps += 1
        if cost > least * (
            1 + 1e-9
        ):  # overshot, as a leg that is almost straight does: back, and more carefully
            qpos, damping = best.copy(), max(_CAREFUL, 10 * damping)
            if damping > _MOST_CAREFUL:
                break
        else:
            best, least, kept, damping = qpos.copy(), cost, (rows, side), damping / 4
        length = search.step(qpos, *kept, damping)
    else:
        best = qpos if search.at(qpos)[2] <= least else best
    return Fit(best, steps, *search.off(best))


class _Joints:
    """The joints of a skeleton by the clinic's words: column among the degrees of freedom, sign, range in radians."""

    def __init__(self, skeleton: Skeleton) -> None:
        self.addresses = np.array([skeleton.address(joint) for joint in skeleton.dofs[6:]])
        at = {address: column for column, address in enumerate(self.addresses.tolist(), 6)}
        self.column: dict[str, int] = {}
        self.sign: dict[str, float] = {}
        self.low, self.high = (np.zeros(len(self.addresses)) for _ in range(2))
        for name, ends in skeleton.ranges.items():
            qpos = skeleton.posture({name: ends[1]})
            column = next(at[address] for address in self.addresses.tolist() if qpos[address])
            sign = float(np.sign(qpos[self.addresses[column - 6]]))
            self.column[name], self.sign[name] = column, sign
            low, high = sorted(sign * np.radians(ends))
            self.low[column - 6], self.high[column - 6] = low, high


_known: WeakKeyDictionary[Skeleton, _Joints] = WeakKeyDictionary()


def _joints(skeleton: Skeleton) -> _Joints:
    if skeleton not in _known:
        _known[skeleton] = _Joints(skeleton)
    return _known[skeleton]


class _Search:
    """The goals as arrays, and one Gauss-Newton step after the other.

    What bodies do is reckoned once a step for each body that a goal speaks of: how fast the world's origin, as a
    point of that body, moves and turns with each degree of freedom.
    """

    def __init__(self, skeleton: Skeleton, goals: Sequence[Goal]) -> None:
        self.skeleton = skeleton
        self.places = [g for g in goals if isinstance(g, Place)]
        self.turns = [g for g in goals if isinstance(g, Turn)]
        self.pairs = [g for g in goals if isinstance(g, Together)]
        self.balances = [g for g in goals if isinstance(g, Balance | Support)]
        self._bodies(skeleton)
        angles = [g for g in goals if isinstance(g, Angle)]
        joints = _joints(skeleton)
        self.angle_targets = np.array([joints.sign[g.name] * np.radians(g.degrees) for g in angles])
        self.angle_weights = np.array([g.weight for g in angles])
        self.angle_at = np.array([joints.column[g.name] for g in angles], dtype=int)
        self.low, self.high, self.addresses = joints.low, joints.high, joints.addresses
        self.angle_addresses = self.addresses[self.angle_at - 6]
        soft = np.full(len(skeleton.dofs), _DAMPING)
        soft[6:] = _SOFT**2
        np.add.at(soft, self.angle_at, self.angle_weights**2)
        self.diagonal = np.diag(soft)

    def _bodies(self, skeleton: Skeleton) -> None:
        spots = [*(p.spot for p in self.places), *(s for g in self.pairs for s in (g.first, g.second))]
        names = dict.fromkeys([*(spot.body for spot in spots), *(turn.body for turn in self.turns)])
        row = {name: at for at, name in enumerate(names)}
        self.ids = np.array([skeleton.body_id(name) for name in names], dtype=int)
        self.spot_rows = np.array([row[spot.body] for spot in spots], dtype=int)
        self.local = np.array([spot.at for spot in spots]).reshape(-1, 3) * skeleton.person.length_scale
        self.turn_rows = np.array([row[turn.body] for turn in self.turns], dtype=int)
        self.place_targets = np.array([p.target for p in self.places]).reshape(-1, 3)
        self.place_weights = np.array([p.weight for p in self.places]).reshape(-1, 3)
        self.pair_targets = np.array([g.apart for g in self.pairs]).reshape(-1, 3)
        self.pair_weights = np.array([g.weight for g in self.pairs]).reshape(-1, 3)
        self.turn_targets = np.array([turn.target for turn in self.turns]).reshape(-1, 3, 3)
        self.turn_weights = np.array([turn.weight for turn in self.turns]).reshape(-1, 3)
        weights = np.concatenate([self.place_weights, self.pair_weights, self.turn_weights]).ravel()
        self.held = np.flatnonzero(weights)
        self.weights = weights[self.held]

    def at(self, qpos: Array) -> tuple[Array, Array, float]:
        """Return the normal matrix, the way downhill, and the cost at a posture, which the skeleton takes."""
        skeleton = self.skeleton
        skeleton.place(qpos)
        rows, miss = self._rows(skeleton.coupling(qpos))
        off = self.angle_weights * (self.angle_targets - qpos[self.angle_addresses])
        side = rows.T @ miss
        np.add.at(side, self.angle_at, self.angle_weights * off)
        return rows.T @ rows + self.diagonal, side, float(miss @ miss + off @ off)

    def step(self, qpos: Array, matrix: Array, side: Array, damping: float) -> float:
        """Move `qpos` one step, in place; return the step's length."""
        skeleton = self.skeleton
        if damping:
            matrix = matrix + damping * np.eye(len(side))
        joints = qpos[self.addresses]
        move = np.asarray(np.linalg.solve(matrix, side), dtype=float)
        low, high = np.full(len(move), -_MOST_STEP), np.full(len(move), _MOST_STEP)
        low[6:] = np.maximum(low[6:], self.low - joints)
        high[6:] = np.minimum(high[6:], self.high - joints)
        if (move < low).any() or (move > high).any():
            move = _bounded(matrix, side, low, high)
        mj.mj_integratePos(skeleton.model, qpos, skeleton.coupling(qpos) @ move, 1.0)
        skeleton.couple(qpos)
        return float(np.linalg.norm(move))

    def _points(self) -> Array:
        data = self.skeleton.data
        at = self.ids[self.spot_rows]
        turned: Array = data.xmat[at].reshape(-1, 3, 3) @ self.local[:, :, None]
        return np.asarray(data.xpos[at] + turned[:, :, 0])

    def _misses(self, points: Array) -> tuple[Array, Array, Array]:
        """Return how far off places, pairs and turnings are (m, m, rad), world axes, without weights."""
        count = len(self.places)
        pairs = points[count:].reshape(-1, 2, 3)
        turns = np.array(
            [
                _turned_by(self.skeleton.data.xmat[self.ids[row]].reshape(3, 3), target)
                for row, target in zip(self.turn_rows.tolist(), self.turn_targets, strict=True)
            ]
        ).reshape(-1, 3)
        return self.place_targets - points[:count], self.pair_targets - pairs[:, 0] + pairs[:, 1], turns

    def _rows(self, coupling: Array) -> tuple[Array, Array]:
        """Return the weighted jacobian of points, pairs, turnings and balance, and their weighted misses."""
        model, data = self.skeleton.model, self.skeleton.data
        reach = np.zeros((len(self.ids), 6, model.nv))
        for at, body in enumerate(self.ids.tolist()):
            mj.mj_jac(model, data, reach[at, :3], reach[at, 3:], _ORIGIN, body)
        moved = reach @ coupling
        points = self._points()
        x, y, z = (points[:, axis, None] for axis in range(3))
        go, turn = moved[self.spot_rows, :3], moved[self.spot_rows, 3:]
        jacobian = go + np.stack(
            [
                z * turn[:, 1] - y * turn[:, 2],
                x * turn[:, 2] - z * turn[:, 0],
                y * turn[:, 0] - x * turn[:, 1],
            ],
            axis=1,
        )
        count = len(self.places)
        pairs = jacobian[count::2] - jacobian[count + 1 :: 2]
        rows = np.concatenate([jacobian[:count], pairs, moved[self.turn_rows, 3:]]).reshape(
            -1, moved.shape[2]
        )
        miss = np.concatenate(self._misses(points)).ravel()
        rows, miss = rows[self.held] * self.weights[:, None], miss[self.held] * self.weights
        for balance in self.balances:
            more, by = self._balance(balance, coupling)
            rows, miss = np.concatenate([rows, more]), np.concatenate([miss, by])
        return rows, miss

    def _balance(self, balance: Balance | Support, coupling: Array) -> tuple[Array, Array]:
        skeleton = self.skeleton
        centre, normal = pressure_centre(skeleton, balance.pulls(skeleton), balance.height)
        if isinstance(balance, Balance):
            return self._leading(balance, coupling, normal), balance.weight * (balance.target - centre)
        corners = np.array([skeleton.world(spot)[:2] for spot in balance.spots])
        miss = inside(centre, corners, balance.inset) - centre
        far = float(np.linalg.norm(miss))
        if far < _INSIDE:  # the usual case: nothing to do
            return np.zeros((0, coupling.shape[1])), np.zeros(0)
        rows = self._leading(balance, coupling, normal)
        return (miss / far)[None] @ rows, np.array([balance.weight * far])

    def _leading(self, balance: Balance | Support, coupling: Array, normal: float) -> Array:
        """Return (2, 23) the weighted way of the centre of pressure with each degree of freedom."""
        skeleton = self.skeleton
        weight = float(skeleton.model.body_mass.sum()) * GRAVITY
        jacobian = np.zeros((3, skeleton.model.nv))
        mj.mj_jacSubtreeCom(skeleton.model, skeleton.data, jacobian, skeleton.body_id("root"))
        return np.asarray(balance.weight * weight / normal * jacobian[:2] @ coupling)

    def off(self, qpos: Array) -> tuple[float, float]:
        """Return by how much the result misses its firm goals: points (m) and turnings (degrees)."""
        self.skeleton.place(qpos)
        places, pairs, turns = self._misses(self._points())
        metres = [
            np.linalg.norm(np.where(weight >= FIRM, miss, 0.0), axis=1).max(initial=0.0)
            for miss, weight in ((places, self.place_weights), (pairs, self.pair_weights))
        ]
        angles = np.linalg.norm(np.where(self.turn_weights >= FIRM, turns, 0.0), axis=1).max(initial=0.0)
        return float(max(metres)), float(np.degrees(angles))


def _bounded(matrix: Array, side: Array, low: Array, high: Array) -> Array:
    """Return the best step within bounds."""
    none, sense = np.zeros((0, len(side))), np.zeros(len(side), dtype=np.intc)
    found, _, flag, _ = daqp.solve(matrix, -side, none, high, low, sense)
    if flag < 1:
        return np.asarray(np.clip(np.linalg.solve(matrix, side), low, high))
    return np.asarray(np.clip(found, low, high))


def _turned_by(present: Array, target: Array) -> Array:
    """Return the rotation vector (world axes, rad) that leads from one turning to the other."""
    quaternion, vector = np.zeros(4), np.zeros(3)
    mj.mju_mat2Quat(quaternion, (target @ present.T).ravel())
    mj.mju_quat2Vel(vector, quaternion, 1.0)
    return vector
