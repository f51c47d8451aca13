"""One posture as a set of linear equations: what gravity, movement and pulls ask, what muscles and contacts can give.

For each of the 23 independent degrees of freedom: sum of muscle moments + sum of contact forces + reserve = demand.
The first six rows are the free pelvis; muscles cannot move them, so contacts alone must carry the body.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import mujoco as mj
import numpy as np
from numpy.typing import NDArray

from gluteal.body.contact import Contact
from gluteal.body.errors import BodyError
from gluteal.body.force import Force, Pull
from gluteal.body.muscle import Muscles, MuscleState
from gluteal.body.skeleton import Array, Skeleton

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
    contacts = tuple(contacts)
    pressing, edges, places = _pressing(skeleton, contacts, coupling, reaches)
    return Frame(
        qpos=np.array(qpos),
        contacts=contacts,
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


def reach_of(skeleton: Skeleton, coupling: Array, body: str, known: dict[str, Array]) -> Array:
    """Return (6, 23): how fast the world's origin, as a point of `body`, moves and turns."""
    if body not in known:
        both = np.zeros((6, skeleton.model.nv))
        mj.mj_jac(skeleton.model, skeleton.data, both[:3], both[3:], _ORIGIN, skeleton.body_id(body))
        known[body] = both @ coupling
    return known[body]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is the same in all frames with the same contacts: bodies, points in them, pyramids."""

    contacts: tuple[Contact, ...]
    bodies: tuple[str, ...]
    on: NDArray[np.intp]
    against: NDArray[np.intp] | None
    local: Array
    edges: Array
    turns: Array


_layouts: dict[int, _Layout] = {}


def _layout(contacts: tuple[Contact, ...]) -> _Layout:
    """Return the layout of these very contacts; the few last ones are kept."""
    found = _layouts.get(id(contacts))
    if found is not None and found.contacts is contacts:
        return found
    points = [(contact, spot) for contact in contacts for spot in contact.spots]
    bodies = tuple(dict.fromkeys(n for c, s in points for n in (s.body, c.body) if n is not None))
    shapes = [pyramid(contact.normal, contact.friction) for contact, _ in points]
    paired = any(contact.body is not None for contact in contacts)
    found = _Layout(
        contacts=contacts,
        bodies=bodies,
        on=np.array([bodies.index(spot.body) for _, spot in points]),
        # The world, which does not move, stands behind the bodies.
        against=np.array([len(bodies) if c.body is None else bodies.index(c.body) for c, _ in points])
        if paired
        else None,
        local=np.array([spot.at for _, spot in points]),
        edges=np.array([edges for edges, _ in shapes]),
        turns=np.array([turn for _, turn in shapes]),
    )
    if len(_layouts) >= 64:
        _layouts.clear()
    _layouts[id(contacts)] = found
    return found


def _pressing(
    skeleton: Skeleton, contacts: tuple[Contact, ...], coupling: Array, reaches: dict[str, Array]
) -> tuple[Array, Array, Array]:
    if not contacts:
        return np.zeros((coupling.shape[1], 0)), np.zeros((0, EDGES, 3)), np.zeros((0, 3))
    layout = _layout(contacts)
    ids = np.array([skeleton.body_id(name) for name in layout.bodies])
    both = np.zeros((len(ids) + 1, 6, skeleton.model.nv))
    for at, body in enumerate(ids.tolist()):
        mj.mj_jac(skeleton.model, skeleton.data, both[at, :3], both[at, 3:], _ORIGIN, body)
    moved = both @ coupling
    reaches.update(zip(layout.bodies, moved, strict=False))
    reach = moved[layout.on] if layout.against is None else moved[layout.on] - moved[layout.against]
    rows = ids[layout.on]
    turned = (
        skeleton.data.xmat[rows].reshape(-1, 3, 3) @ (layout.local * skeleton.person.length_scale)[:, :, None]
    )
    places = skeleton.data.xpos[rows] + turned[:, :, 0]
    wrenches = np.empty((len(places), EDGES, 6))
    wrenches[:, :, :3] = layout.edges
    wrenches[:, :, 3:] = (places[:, None] @ layout.turns).reshape(-1, EDGES, 3)
    columns = (wrenches @ reach).reshape(-1, coupling.shape[1])
    return CONTACT_UNIT * columns.T, layout.edges, places


def _finite(numbers: Array) -> Array:
    values = np.asarray(numbers, dtype=float)
    if not np.isfinite(values).all():
        raise BodyError("Velocities and accelerations of joints must be finite numbers.")
    return values
