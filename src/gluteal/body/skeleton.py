"""The skeleton: names, ranges and signs of joints, where a posture puts every body, and its mirror image.

World: x forward, y to the left, z up; metres, newtons. Bodies: x forward, y up, z to the right (a straight, unturned
body faces +x). A posture is an array `qpos` of 38 numbers: pelvis place (3), its turning as a quaternion w x y z (4;
1 0 0 0 is upright, facing +x), then 31 joint values in radians or metres, 14 of which follow from the knee angles.
"""

from collections.abc import Mapping
from typing import Any

import mujoco as mj
import numpy as np
from numpy.typing import ArrayLike, NDArray

from gluteal.body.errors import BodyError, OutOfRange
from gluteal.body.model import SIDES, scaled
from gluteal.body.person import Person
from gluteal.body.spot import Spot as Spot
from gluteal.body.spot import other_side as other_side
from gluteal.body.spot import point_names as point_names
from gluteal.body.spot import spot as spot
from gluteal.body.spot import support as support
from gluteal.body.spot import support_names as support_names
from gluteal.errors import UnknownName

Array = NDArray[np.float64]

# Words of the clinic -> joint of the model and its sign there.
_CLINICAL = {
    "trunk_flexion": ("flex_extension", -1),
    "trunk_bend_right": ("lat_bending", 1),
    "trunk_turn_left": ("axial_rotation", 1),
    **{
        f"{name}_{side}": (f"{joint}_{side}", sign)
        for side in SIDES
        for name, (joint, sign) in {
            "hip_flexion": ("hip_flexion", 1),
            "hip_abduction": ("hip_adduction", -1),
            "hip_internal_rotation": ("hip_rotation", 1),
            "knee_flexion": ("knee_angle", 1),
            "ankle_dorsiflexion": ("ankle_angle", 1),
            "foot_inversion": ("subtalar_angle", 1),
            "toe_extension": ("mtp_angle", -1),
        }.items()
    },
}
ANGLES: tuple[str, ...] = tuple(_CLINICAL)
"""Every joint angle, in degrees and with the signs that its name tells: the 17 a posture is made of."""

_FLIPPED = ("lat_bending", "axial_rotation")


class Skeleton:
    """One person's skeleton and where it stands at present. Not for use by two threads at once.

    Args:
        person: Height and mass; the published man of 1.70 m where none is given.

    Attributes:
        model: The repaired MuJoCo model at this person's size; read only.
        data: MuJoCo's state after the last `place`.
        dofs: Names of the 23 independent degrees of freedom: six of the pelvis (three pushes along the world's axes,
            three turns about the pelvis body's own), then the 17 joints.
        ranges: Degrees (low, high) of every angle in `ANGLES`.
        mass: Of the whole body, kg, as the model has it.

    """

    def __init__(self, person: Person | None = None) -> None:
        self.person = person or Person()
        self.model = model = scaled(self.person)
        self.data = mj.MjData(model)
        self._places, self._turnings = (
            self.data.xpos,
            self.data.xmat.reshape(-1, 3, 3),
        )  # views: always up to date
        self._points: dict[str | Spot, tuple[int, Array]] = {}
        self._ids = {model.body(at).name: at for at in range(model.nbody)}
        self._lead = model.eq_obj2id.astype(int)
        self._polynomials: Array = model.eq_data[:, :5].copy()
        follow = model.eq_obj1id.astype(int)
        self._follow_q, self._lead_q = model.jnt_qposadr[follow], model.jnt_qposadr[self._lead]
        following = set(model.jnt_dofadr[follow].tolist())
        self.independent = np.array([dof for dof in range(model.nv) if dof not in following])
        column = {dof: at for at, dof in enumerate(self.independent.tolist())}
        self._follow_v = model.jnt_dofadr[follow]
        self._lead_column = np.array([column[dof] for dof in model.jnt_dofadr[self._lead].tolist()])
        joints = [model.joint(model.dof_jntid[dof]).name for dof in self.independent[6:]]
        self.dofs = (*(f"pelvis_{x}" for x in ("x", "y", "z", "turn_x", "turn_y", "turn_z")), *joints)
        self._signs = {name: (self.address(joint), sign) for name, (joint, sign) in _CLINICAL.items()}
        self.ranges = {name: self._range(joint, sign) for name, (joint, sign) in _CLINICAL.items()}
        self._joint_rows = {name: (joints.index(joint), sign) for name, (joint, sign) in _CLINICAL.items()}
        self._at = np.array([at for at, _ in self._signs.values()])
        self._sign = np.array([sign for _, sign in self._signs.values()])
        self._limits = np.array(list(self.ranges.values()))
        self._blank = np.zeros((model.nv, len(self.independent)))
        self._blank[self.independent, np.arange(len(self.independent))] = 1.0
        self._rates = self._follow_v * len(self.independent) + self._lead_column  # in a coupling, laid flat
        self.mass = float(model.body_mass.sum())
        self._root = self.body_id("root")
        self._swap, self._flip = self._mirror_map()
        self.place(self.standing())

    # ------------------------------------------------------------------ postures

    def standing(self) -> Array:
        """Return the straight standing posture, facing +x, heels on the ground (z = 0) below the pelvis."""
        qpos: Array = self.model.qpos0.copy()
        qpos[:3] = 0.0
        self.couple(qpos)
        self.place(qpos)
        qpos[2] = -min(self.world(at)[2] for side in SIDES for at in support(f"foot_{side}"))
        return qpos

    def posture(
        self,
        angles: Mapping[str, float],
        pelvis: ArrayLike = (0.0, 0.0, 1.0),
        turning: ArrayLike = (1.0, 0.0, 0.0, 0.0),
    ) -> Array:
        """Return `qpos` for joint angles in degrees; what is not named is 0.

        Raises:
            UnknownName: For an angle that does not exist.
            OutOfRange: For an angle outside its range, with the range.

        """
        qpos = np.zeros(self.model.nq)
        qpos[:3], qpos[3:7] = pelvis, turning
        for name, value in angles.items():
            at, sign = self._signed(name)
            low, high = self.ranges[name]
            if not low <= value <= high:
                raise OutOfRange(in_words(name), float(value), round(low), round(high), "degrees")
            qpos[at] = sign * np.radians(value)
        self.couple(qpos)
        return self.checked(qpos)

    def angles(self, qpos: Array) -> dict[str, float]:
        """Return all joint angles of a posture in degrees, named as in `ANGLES`."""
        return {name: float(sign * np.degrees(qpos[at])) for name, (at, sign) in self._signs.items()}

    def checked(self, qpos: ArrayLike, slack: float = 0.5) -> Array:
        """Return `qpos` as an array if it is a posture this skeleton can take.

        Args:
            qpos: The posture.
            slack: Degrees that a joint may pass its range (what inverse kinematics leaves over).

        Raises:
            BodyError: Wrong length, a number that is none, a turning that is no unit quaternion.
            OutOfRange: The first joint beyond its range, in words.

        """
        posture = np.asarray(qpos, dtype=float)
        if posture.shape != (self.model.nq,) or not np.isfinite(posture).all():
            raise BodyError(f"A posture is {self.model.nq} finite numbers; this one is not.")
        if abs(np.linalg.norm(posture[3:7]) - 1) > 1e-3:
            raise BodyError("The turning of the pelvis must be a quaternion of length 1.")
        values = np.degrees(posture[self._at]) * self._sign
        beyond = (values < self._limits[:, 0] - slack) | (values > self._limits[:, 1] + slack)
        if beyond.any():
            name = ANGLES[int(beyond.argmax())]
            low, high = self.ranges[name]
            raise OutOfRange(in_words(name), float(values[beyond][0]), round(low), round(high), "degrees")
        return posture

    def within(self, qpos: Array) -> Array:
        """Return the posture with each joint that is beyond its range set to the end of it."""
        bound = qpos.copy()
        degrees = np.clip(np.degrees(qpos[self._at]) * self._sign, self._limits[:, 0], self._limits[:, 1])
        bound[self._at] = np.radians(degrees) * self._sign
        self.couple(bound)
        return bound

    def mirrored(self, qpos: Array) -> Array:
        """Return the posture of the mirror image: left and right changed, seen in the plane y = 0."""
        other = qpos[self._swap] * self._flip
        other[1] *= -1
        other[[4, 6]] *= -1  # a reflection at y = 0 turns the other way about x and z
        return other

    def couple(self, qpos: Array) -> None:
        """Set, in place, the joint values that follow from the knee angles (kneecap, sliding of the shin)."""
        c = self._polynomials
        x = qpos[self._lead_q]
        qpos[self._follow_q] = c[:, 0] + x * (c[:, 1] + x * (c[:, 2] + x * (c[:, 3] + x * c[:, 4])))

    def coupling(self, qpos: Array) -> Array:
        """Return the 37 x 23 matrix that leads from independent velocities to all joint velocities."""
        c = self._polynomials
        x = qpos[self._lead_q]
        matrix = self._blank.copy()
        matrix.reshape(-1)[self._rates] = c[:, 1] + x * (2 * c[:, 2] + x * (3 * c[:, 3] + x * 4 * c[:, 4]))
        return matrix

    # ------------------------------------------------------------------ where things are

    def place(self, qpos: Array) -> None:
        """Take a posture: forward kinematics of all bodies (20 µs). All methods below speak of this posture."""
        self.data.qpos[:] = qpos
        mj.mj_kinematics(self.model, self.data)
        mj.mj_comPos(self.model, self.data)

    def body_id(self, body: str) -> int:
        """Return MuJoCo's number of a body. Raises `UnknownName`."""
        try:
            return self._ids[body]
        except KeyError:
            raise UnknownName("body", body, self._ids) from None

    def spot(self, at: str | Spot) -> Spot:
        """Return a named point, or the point itself."""
        return spot(at) if isinstance(at, str) else at

    def world(self, at: str | Spot) -> Array:
        """Return where a point is in the world, metres."""
        known = self._points.get(at)
        if known is None:
            place = self.spot(at)
            local = np.array(place.at) * self.person.length_scale
            known = self._points[at] = (self.body_id(place.body), local)
        body, local = known
        return np.asarray(self._places[body] + self._turnings[body] @ local)

    def turning(self, body: str) -> Array:
        """Return the 3 x 3 matrix whose columns are the body's axes in the world."""
        return np.array(self.data.xmat[self.body_id(body)]).reshape(3, 3)

    def jacobian(self, body: str, at: Array) -> Array:
        """Return the 3 x 37 matrix from joint velocities to the velocity of a world point that moves with `body`."""
        matrix = np.zeros((3, self.model.nv))
        mj.mj_jac(self.model, self.data, matrix, None, np.asarray(at, dtype=float), self.body_id(body))
        return matrix

    def turning_jacobian(self, body: str) -> Array:
        """Return the 3 x 37 matrix from joint velocities to the turning velocity of `body`, world axes, rad/s."""
        matrix = np.zeros((3, self.model.nv))
        mj.mj_jac(self.model, self.data, None, matrix, np.zeros(3), self.body_id(body))
        return matrix

    def centre_of_mass(self) -> Array:
        """Return the centre of mass of the whole body in the world."""
        return np.array(self.data.subtree_com[self._root])

    def as_angles(self, joints: Array) -> dict[str, float]:
        """Return what is given for the 17 joints (order of `dofs`) by the names and with the signs of `ANGLES`."""
        return {name: float(sign * joints[at]) for name, (at, sign) in self._joint_rows.items()}

    def address(self, joint: str) -> int:
        """Return the index of a joint's value in `qpos`."""
        return int(self.model.joint(joint).qposadr[0])

    # ------------------------------------------------------------------ build

    def _signed(self, name: str) -> tuple[int, int]:
        try:
            return self._signs[name]
        except KeyError:
            raise UnknownName("joint angle", name, ANGLES) from None

    def _range(self, joint: str, sign: int) -> tuple[float, float]:
        ends = np.degrees(self.model.joint(joint).range) * sign
        return float(round(ends.min())), float(round(ends.max()))

    def _mirror_map(self) -> tuple[NDArray[np.intp], Array]:
        model: Any = self.model
        swap, flip = np.arange(model.nq), np.ones(model.nq)
        for at in range(1, model.njnt):
            name = model.joint(at).name
            swap[model.jnt_qposadr[at]] = self.address(other_side(name))
            if name in _FLIPPED:
                flip[model.jnt_qposadr[at]] = -1
        return swap, flip


def in_words(angle: str) -> str:
    """Return “The left hip abduction” for “hip_abduction_l”."""
    name, side = (angle[:-2], angle[-1]) if angle.endswith(("_r", "_l")) else (angle, "")
    which = {"r": "right ", "l": "left ", "": ""}[side]
    return f"The {which}{name.replace('_', ' ')}"


def joint_in_words(joint: str) -> str:
    """Return “right hip adduction” for the model's “hip_adduction_r”."""
    return in_words(joint).removeprefix("The ").removesuffix(" angle")
