"""One posture as a set of linear equations: what gravity, movement and pulls ask, what muscles and contacts can give.

For each of the 23 independent degrees of freedom: sum of muscle moments + sum of contact forces + reserve = demand.
The first six rows are the free pelvis; muscles cannot move them, so contacts alone must carry the body.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import mujoco as mj
import numpy as np

from gluteal.body.contact import Contact
from gluteal.body.errors import BodyError
from gluteal.body.force import Force, Pull
from gluteal.body.muscle import Muscles, MuscleState
from gluteal.body.skeleton import Array, Skeleton, Spot

CONTACT_UNIT = 100.0
"""Newtons of one unit of contact force, so that all unknowns are of the size of an activation."""
EDGES = 4
"""Edges of the friction pyramid at each point of contact, drawn inside the cone."""
_ORIGIN = np.zeros(3)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Frame:
    """A posture made ready: everything that does not depend on the pulls. Made by `prepare`.

    Attributes:
        qpos: The posture.
        contacts: What the body rests on.
        muscles: Lengths, arms and strengths of the muscle elements (n of them).
        coupling: (37, 23) independent to all joint velocities.
        moments: (23, n) what each muscle gives at full activation.
        pressing: (23, 4 points) what each edge of each contact point gives per `CONTACT_UNIT`.
        edges: (points, 4, 3) the edges' directions in the world.
        places: (points, 3) the contact points in the world.
        demand: (23,) what gravity and movement ask.
        reaches: (6, 23) by body, how the independent velocities move and turn it; filled as pulls need it.

    """

    qpos: Array
    contacts: tuple[Contact, ...]
    muscles: MuscleState
    coupling: Array
    moments: Array
    pressing: Array
    edges: Array
    places: Array
    demand: Array
    reaches: dict[str, Array]


def prepare(
    skeleton: Skeleton,
    muscles: Muscles,
    qpos: Array,
    contacts: Sequence[Contact],
    velocity: Array | None = None,
    acceleration: Array | None = None,
) -> Frame:
    """Make a posture ready to be solved for any pulls (150 µs).

    Args:
        skeleton: Is left in this posture.
        muscles: Of the same person.
        qpos: The posture; checked.
        contacts: What the body rests on.
        velocity: (23,) of the independent degrees of freedom, rad/s and m/s; at rest where there is none.
        acceleration: (23,) likewise.

    Raises:
        BodyError, OutOfRange: For a posture the skeleton cannot take, or velocities that are no numbers.

    """
    skeleton.place(skeleton.checked(qpos))
    model, data = skeleton.model, skeleton.data
    coupling = skeleton.coupling(qpos)
    full = None if velocity is None else coupling @ _finite(velocity)
    data.qvel[:] = 0.0 if full is None else full
    data.qacc[:] = 0.0 if acceleration is None else coupling @ _finite(acceleration)
    mj.mj_comVel(model, data)
    demand = np.zeros(model.nv)
    mj.mj_rne(model, data, 1, demand)
    state = muscles.state(full)
    moments = -(state.arms @ coupling).T * state.strength
    reaches: dict[str, Array] = {}
    pressing, edges, places = _pressing(skeleton, contacts, coupling, reaches)
    return Frame(
        qpos=np.array(qpos),
        contacts=tuple(contacts),
        muscles=state,
        coupling=coupling,
        moments=moments,
        pressing=pressing,
        edges=edges,
        places=places,
        demand=coupling.T @ demand,
        reaches=reaches,
    )


def pulls_of(skeleton: Skeleton, frame: Frame, forces: Sequence[Force]) -> list[Pull]:
    """Return all pulls in the frame's posture; leaves the skeleton in it."""
    skeleton.place(frame.qpos)
    return [pull for force in forces for pull in force.pulls(skeleton)]


def demand_of(skeleton: Skeleton, frame: Frame, pulls: Sequence[Pull]) -> Array:
    """Return (23,) what pulls add to the demand; the skeleton must be in the frame's posture."""
    total = np.zeros(frame.coupling.shape[1])
    for pull in pulls:
        reach = reach_of(skeleton, frame.coupling, pull.body, frame.reaches)
        (x, y, z), (a, b, c) = pull.at.tolist(), pull.force.tolist()
        total -= np.array((a, b, c, y * c - z * b, z * a - x * c, x * b - y * a)) @ reach
    return total


@lru_cache(maxsize=256)
def pyramid(normal: tuple[float, float, float], friction: float) -> tuple[Array, Array]:
    """Return (4, 3) edges of the pyramid round a normal, and (3, 12) what turns a place into their four moments.

    The pyramid of a mirrored normal is the mirror image.
    """
    up = np.array(normal)
    across = np.cross(up, (1.0, 0.0, 0.0) if abs(up[0]) < 0.9 else (0.0, 1.0, 0.0))
    across /= np.linalg.norm(across)
    along = np.cross(up, across)
    edges = up + friction * np.stack([across, -across, along, -along])
    return edges, np.concatenate([np.cross(np.eye(3), edge) for edge in edges], axis=1)


@lru_cache(maxsize=1024)
def _local(spots: tuple[Spot, ...]) -> Array:
    return np.array([spot.at for spot in spots])


def reach_of(skeleton: Skeleton, coupling: Array, body: str, known: dict[str, Array]) -> Array:
    """Return (6, 23): how fast the world's origin, as a point of `body`, moves and turns."""
    if body not in known:
        both = np.zeros((6, skeleton.model.nv))
        mj.mj_jac(skeleton.model, skeleton.data, both[:3], both[3:], _ORIGIN, skeleton.body_id(body))
        known[body] = both @ coupling
    return known[body]


def _pressing(
    skeleton: Skeleton, contacts: Sequence[Contact], coupling: Array, reaches: dict[str, Array]
) -> tuple[Array, Array, Array]:
    columns: list[Array] = []
    edges: list[Array] = []
    places: list[Array] = []
    for contact in contacts:
        shape, turn = pyramid(contact.normal, contact.friction)
        body = contact.spots[0].body
        at = skeleton.body_id(body)
        local = _local(contact.spots) * skeleton.person.length_scale
        points = skeleton.data.xpos[at] + local @ skeleton.data.xmat[at].reshape(3, 3).T
        reach = reach_of(skeleton, coupling, body, reaches)
        if contact.body is not None:
            reach = reach - reach_of(skeleton, coupling, contact.body, reaches)
        wrenches = np.empty((len(points), EDGES, 6))
        wrenches[:, :, :3] = shape
        wrenches[:, :, 3:] = (points @ turn).reshape(-1, EDGES, 3)
        columns.append(wrenches.reshape(-1, 6) @ reach)
        edges += [shape] * len(points)
        places.append(points)
    if not places:
        return np.zeros((coupling.shape[1], 0)), np.zeros((0, EDGES, 3)), np.zeros((0, 3))
    return CONTACT_UNIT * np.concatenate(columns).T, np.array(edges), np.concatenate(places)


def _finite(numbers: Array) -> Array:
    values = np.asarray(numbers, dtype=float)
    if not np.isfinite(values).all():
        raise BodyError("Velocities and accelerations of joints must be finite numbers.")
    return values
