"""What inverse kinematics reckons once for goals of one shape: which rows there are, on which bodies, how much they weigh."""

from collections.abc import Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from gluteal.body.force import GRAVITY
from gluteal.body.goal import FIRM, Above, Angle, Array, Goal, Place, Support, Together, Turn
from gluteal.body.skeleton import Skeleton, Spot

_DAMPING = 1e-6
_SOFT = 1e-2  # of the search's own reluctance to move a joint that no goal speaks of
_KEPT = 256
# The moment r x e_k of a unit push along axis k at the arm r: (its axis, the axis of r, sign) of both parts.
_MOMENT = (((1, 2, 1.0), (2, 1, -1.0)), ((0, 2, -1.0), (2, 0, 1.0)), ((0, 1, 1.0), (1, 0, -1.0)))


class Joints:
    """The joints of a skeleton by the clinic's words: column among the degrees of freedom, sign, range in radians."""

    def __init__(self, skeleton: Skeleton) -> None:
        model: Any = skeleton.model
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
        self.moves = np.zeros((model.nbody, model.nv))  # 1 where a degree of freedom moves a body
        for body in range(1, model.nbody):
            self.moves[body] = self.moves[model.body_parentid[body]]
            self.moves[body, np.flatnonzero(model.dof_bodyid == body)] = 1.0
        self.root = skeleton.body_id("root")
        self.newtons = float(model.body_mass.sum()) * GRAVITY
        self.rows: dict[tuple[Any, ...], Rows] = {}


_known: WeakKeyDictionary[Skeleton, Joints] = WeakKeyDictionary()


def joints_of(skeleton: Skeleton) -> Joints:
    """Return what is known of a skeleton's joints; reckoned once."""
    if skeleton not in _known:
        _known[skeleton] = Joints(skeleton)
    return _known[skeleton]


def rows_of(skeleton: Skeleton, goals: Sequence[Goal]) -> "Rows":
    """Return the rows of these goals, whatever their targets; those of the last shapes are kept."""
    shape: tuple[Any, ...] = (
        tuple((g.spot, *g.weight.tolist()) for g in goals if isinstance(g, Place)),
        tuple((g.first, g.second, *g.weight.tolist()) for g in goals if isinstance(g, Together)),
        tuple((g.body, *g.weight.tolist()) for g in goals if isinstance(g, Turn)),
        tuple((g.name, g.weight) for g in goals if isinstance(g, Angle)),
        tuple(g.spots for g in goals if isinstance(g, Support)),
        tuple((g.spot, 0.0, 0.0, g.weight) for g in goals if isinstance(g, Above)),
    )
    kept = joints_of(skeleton).rows
    if shape not in kept:
        if len(kept) >= _KEPT:
            kept.clear()
        kept[shape] = Rows(skeleton, *shape)
    return kept[shape]


class Rows:
    """Rows of goals of one shape.

    Attributes:
        points: (points,) bodies of the points of places and of what stays above, of first and of second points of
            pairs, of supports.
        above: Which of the held rows are of points that stay above; they count only below.
        pairs: How many pairs there are.
        second: Where the second points of pairs are among the points.
        supports: Where the points of each support are.
        turned: Bodies of the turnings.
        firm: (goals, 3) which axes of places, pairs and turnings are firm. What stays above comes after the places.
        held: Which of these (in a row) are held at all.
        weights: Of the held ones.
        moves: (bodies, 1, 37) which degree of freedom moves each body that a row speaks of.
        diagonal: (23, 23) what angles and the search's own reluctance add to the normal matrix.

    """

    def __init__(
        self,
        skeleton: Skeleton,
        places: tuple[tuple[Spot, float, float, float], ...],
        pairs: tuple[tuple[Spot, Spot, float, float, float], ...],
        turns: tuple[tuple[str, float, float, float], ...],
        angles: tuple[tuple[str, float], ...],
        supports: tuple[tuple[Spot, ...], ...],
        above: tuple[tuple[Spot, float, float, float], ...],
    ) -> None:
        joints = joints_of(skeleton)
        firm, places = len(places), (*places, *above)
        spots = [*(p[0] for p in places), *(p[0] for p in pairs), *(p[1] for p in pairs)]
        count, self.pairs = len(places) + len(pairs), len(pairs)
        self.second = slice(count, count + len(pairs))
        self.supports = []
        for corners in supports:
            self.supports.append(slice(len(spots), len(spots) + len(corners)))
            spots += corners
        self.points = np.array([skeleton.body_id(spot.body) for spot in spots], dtype=int)
        self._local = np.array([spot.at for spot in spots]).reshape(-1, 3, 1) * skeleton.person.length_scale
        self.turned = np.array([skeleton.body_id(turn[0]) for turn in turns], dtype=int)
        weights = np.array([[*one[-3:]] for one in (*places, *pairs, *turns)]).reshape(-1, 3)
        self.firm = weights >= FIRM
        self.firm[firm : len(places)] = False
        self.held = np.flatnonzero(weights)
        goal = self.held // 3
        self.above = np.flatnonzero((goal >= firm) & (goal < len(places)))
        self.weights = weights.ravel()[self.held]
        self._angles(skeleton, joints, angles)
        self._wrenches(joints, count)

    def _angles(self, skeleton: Skeleton, joints: Joints, angles: tuple[tuple[str, float], ...]) -> None:
        self.angle_at = np.array([joints.column[name] for name, _ in angles], dtype=int)
        self.angle_weights = np.array([weight for _, weight in angles])
        self.angle_signs = np.radians([joints.sign[name] for name, _ in angles])
        self.angle_addresses = joints.addresses[self.angle_at - 6]
        soft = np.full(len(skeleton.dofs), _DAMPING)
        soft[6:] = _SOFT**2
        np.add.at(soft, self.angle_at, self.angle_weights**2)
        self.diagonal = np.diag(soft)

    def _wrenches(self, joints: Joints, count: int) -> None:
        """Lay out the matrix of weighted wrenches (held rows, 6 x bodies): turns first, then pushes, of each body."""
        of = np.concatenate([self.points[: self.second.stop], self.turned])
        bodies = np.unique(of)
        number = {body: at for at, body in enumerate(bodies.tolist())}
        self.moves = joints.moves[bodies][:, None]
        self._wrench = np.zeros((len(self.held), 6 * len(bodies)))
        into: list[tuple[int, int]] = []
        read: list[tuple[int, int]] = []
        factors: list[float] = []
        for row, (held, weight) in enumerate(zip(self.held.tolist(), self.weights.tolist(), strict=True)):
            goal, axis = divmod(held, 3)
            if goal >= count:
                block = 6 * number[self.turned[goal - count]]
                self._wrench[row, block + axis] = weight
                continue
            ends = [(goal, weight)]
            if goal >= count - self.pairs:
                ends.append((goal + self.pairs, -weight))
            for point, factor in ends:
                block = 6 * number[self.points[point]]
                self._wrench[row, block + 3 + axis] += factor
                for about, along, sign in _MOMENT[axis]:
                    into.append((row, block + about))
                    read.append((point, along))
                    factors.append(sign * factor)
        self._fill(into, read, factors)

    def _fill(self, into: list[tuple[int, int]], read: list[tuple[int, int]], factors: list[float]) -> None:
        width = self._wrench.shape[1]
        self._into = np.array([row * width + column for row, column in into], dtype=int)
        self._read = np.array([3 * point + axis for point, axis in read], dtype=int)
        self._factors = np.array(factors)
        self._twice = len(set(into)) < len(into)  # both points of a pair on one body

    def places(self, centres: Array, turnings: Array) -> Array:
        """Return (points, 3) where the points are, from where their bodies' centres are and how these are turned."""
        return np.asarray(centres + (turnings.reshape(-1, 3, 3) @ self._local)[:, :, 0])

    def wrenches(self, arms: Array) -> NDArray[np.float64]:
        """Return (held rows, 6 x bodies) the weighted wrench of each row, for points at these arms (m) from the root."""
        flat = self._wrench.reshape(-1)
        given = arms.ravel()[self._read] * self._factors
        if self._twice:
            flat[self._into] = 0.0
            np.add.at(flat, self._into, given)
        else:
            flat[self._into] = given
        return self._wrench
