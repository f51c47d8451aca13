"""The convex quadratic programme of one posture: its unknowns, its rows, and how it is solved fast and exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import daqp
import numpy as np
from numpy.typing import NDArray

from gluteal.body.balance import CONTACT_UNIT, EDGES, Frame
from gluteal.body.cue import PUSH_UNIT, Push
from gluteal.body.force import GRAVITY
from gluteal.body.muscle import Muscles
from gluteal.body.skeleton import Array

_EQUALITY = 5  # daqp's mark of a constraint that must be met exactly
_FREE = 1e6  # bound of what has none
_ROOT = 6  # rows of the free pelvis


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The few numbers of the programme; one set for all exercises, none tuned to any.

    Attributes:
        contact: Weight of a squared contact force of 100 N: only enough to spread pressure evenly.
        reserve: N m at a joint that cost as much as one muscle at full activation.
        trunk_reserve: The same for the trunk, which has three of its many muscles a side.
        trunk: Weight of a squared activation of those trunk muscles.
        most_reserve: N m left over at a joint of the leg beyond which no answer is given.

    """

    contact: float = 1e-4
    reserve: float = 1.0
    trunk_reserve: float = 50.0
    trunk: float = 0.1
    most_reserve: float = 10.0


@dataclass(frozen=True, slots=True)
class Programme:
    """Minimise half of |z|² + linear z with lower <= z <= upper and below <= rows z <= above.

    The unknowns x = z times `scale` are the activations, the edges of the contact pyramids (`CONTACT_UNIT`), the
    reserves (N m), and what is missing of each push (N). With z, the Hessian is the identity. The first 23 rows are
    the balance, `below` and `above` of which are the demand.
    """

    rows: Array
    scale: Array
    lower: Array
    upper: Array
    least: Array
    most: Array
    sense: NDArray[np.int32]
    muscles: int
    edges: int


class Builder:
    """Makes programmes for one person: holds what is the same in every posture."""

    def __init__(self, muscles: Muscles, joints: int, weight: float, settings: Settings) -> None:
        self.settings = settings
        self._count, self._joints, self._weight = len(muscles.names), joints, weight * GRAVITY / CONTACT_UNIT
        self.reserve: Array = np.full(joints, settings.reserve)
        self.reserve[:3] = settings.trunk_reserve
        self.effort: Array = np.where(muscles.trunk, np.sqrt(settings.trunk), 1.0)

    def build(self, frame: Frame, pushes: Sequence[Push] = ()) -> Programme:
        """Return the programme of a frame, with a row for each push wanted and each contact of limited pressure."""
        count, joints, edges, extra = self._count, self._joints, frame.pressing.shape[1], len(pushes)
        carrying, least, most = self._carrying(frame)
        balance, size = _ROOT + joints, count + edges + joints + extra
        weak = self.settings.contact**-0.5
        rows = np.zeros((balance + extra + len(least), size))
        rows[:balance, :count] = frame.moments / self.effort
        rows[:balance, count : count + edges] = frame.pressing * weak
        at = np.arange(joints)
        rows[_ROOT + at, count + edges + at] = self.reserve
        for row, push in enumerate(pushes):
            rows[balance + row, :count] = push.row / self.effort
            rows[balance + row, count + edges + joints + row] = PUSH_UNIT
        rows[balance + extra :, count : count + edges] = carrying * weak
        scale = np.ones(size)
        scale[:count] = 1 / self.effort
        scale[count : count + edges] = weak
        scale[count + edges : count + edges + joints] = self.reserve
        scale[count + edges + joints :] = PUSH_UNIT
        upper, lower = np.full(size, _FREE), np.full(size, -_FREE)
        upper[:count], lower[: count + edges] = self.effort, 0.0
        sense = np.zeros(size + len(rows), np.int32)
        sense[size : size + balance] = _EQUALITY
        wanted = np.array([push.newtons for push in pushes])
        return Programme(
            rows=rows,
            scale=scale,
            lower=lower,
            upper=upper,
            least=np.concatenate([wanted, least]),
            most=np.concatenate([np.full(extra, _FREE), most]),
            sense=sense,
            muscles=count,
            edges=edges,
        )

    def _carrying(self, frame: Frame) -> tuple[Array, Array, Array]:
        """Return rows, least and greatest pressure (in `CONTACT_UNIT`) of the contacts that have a limit."""
        limited = [at for at, contact in enumerate(frame.contacts) if contact.carries is not None]
        rows = np.zeros((len(limited), frame.pressing.shape[1]))
        if not limited:
            return rows, np.zeros(0), np.zeros(0)
        counts = [EDGES * len(contact.spots) for contact in frame.contacts]
        for row, at in enumerate(limited):
            rows[row, sum(counts[:at]) : sum(counts[: at + 1])] = 1.0
        limits = self._weight * np.array([frame.contacts[at].carries for at in limited], dtype=float)
        return rows, limits[:, 0], limits[:, 1]


def minimise(
    programme: Programme, demand: Array, working: NDArray[np.bool_] | None = None, linear: Array | None = None
) -> Array | None:
    """Return the z that solves the programme for a demand, None where the contacts cannot meet it.

    Most muscles rest. So it is solved with those unknowns alone that are said to be `working` (of the frame before),
    then with those added that the multipliers say would pay, until none would: the answer satisfies the conditions of
    the whole programme, and with a positive definite Hessian there is only one such.

    Args:
        programme: Of the frame.
        demand: (23,) of gravity, movement and pulls.
        working: Which unknowns to begin with; all where there is none.
        linear: Linear term of the prior.

    """
    size = len(programme.scale)
    above = np.concatenate([demand, programme.most])
    below = np.concatenate([demand, programme.least])
    chosen = np.arange(size) if working is None else np.flatnonzero(working)
    while True:
        count = len(chosen)
        z, _, flag, report = daqp.solve(
            _eye(count),
            np.zeros(count) if linear is None else linear[chosen],
            np.ascontiguousarray(programme.rows[:, chosen]),
            np.concatenate([programme.upper[chosen], above]),
            np.concatenate([programme.lower[chosen], below]),
            programme.sense[size - count :].copy(),
            presolve=0,
            primal_tol=1e-9,
        )
        if flag < 1:
            if count == size:
                return None
            chosen = np.arange(size)  # edges that were left out may be the ones that balance
            continue
        if count == size:
            return np.asarray(z)
        gain = -(report["lam"][count:] @ programme.rows)
        if linear is not None:
            gain -= linear
        gain[chosen] = 0.0
        missed = gain > 1e-8
        if not missed.any():
            break
        missed[chosen] = True
        chosen = np.flatnonzero(missed)
    whole = np.zeros(size)
    whole[chosen] = z
    return whole


def missing(programme: Programme, demand: Array) -> Array | None:
    """Return the smallest push (3, N) and turn (3, N m) on the pelvis with which the contacts could balance.

    Only the rows of the pelvis and the limits of contacts matter: no muscle can help there.
    """
    edges = slice(programme.muscles, programme.muscles + programme.edges)
    limits = len(programme.most)
    chosen = [*range(_ROOT), *range(len(programme.rows) - limits, len(programme.rows))]
    slack = np.zeros((len(chosen), _ROOT))
    slack[:_ROOT] = np.diag([1.0, 1.0, 1.0, 10.0, 10.0, 10.0])  # rather a turn than a push
    rows = np.hstack([programme.rows[chosen, edges], slack])
    size = rows.shape[1]
    sense = np.zeros(size + len(rows), np.int32)
    sense[size : size + _ROOT] = _EQUALITY
    wide = np.full(_ROOT, _FREE)
    z, _, flag, _ = daqp.solve(
        _eye(size),
        np.zeros(size),
        np.ascontiguousarray(rows),
        np.concatenate([programme.upper[edges], wide, demand[:_ROOT], programme.most]),
        np.concatenate([programme.lower[edges], -wide, demand[:_ROOT], programme.least]),
        sense,
    )
    return np.asarray(slack[:_ROOT] @ z[programme.edges :]) if flag >= 1 else None


@cache
def _eye(size: int) -> Array:
    return np.eye(size)
