"""Build of the MuJoCo model: the legs and trunk of myo-sim with its gluteal paths, masses and symmetry repaired."""

import copy
import tomllib
import warnings
from functools import cache
from importlib.resources import files
from typing import Any

import mujoco as mj
import numpy as np

from gluteal.body.person import Person

SIDES = ("r", "l")
_UPRIGHT = (np.sqrt(0.5), np.sqrt(0.5), 0.0, 0.0)  # pelvis x forward, y up, z right = world X, Z, -Y
_MIRROR = np.array([1.0, 1.0, -1.0])
_TRUNK_PARTS = ("trunk", "upper-arm", "upper-arm", "forearm", "forearm", "hand", "hand")
TOE_RANGE = (-60.0, 30.0)
"""Degrees, negative is extension; the package stops toe extension at 30, which no lunge or push-up onto the ball of the foot could keep to."""


@cache
def table(name: str) -> dict[str, Any]:
    """Return a table of `body/data` by its name without ending."""
    return tomllib.loads((files("gluteal.body") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def reference() -> mj.MjModel:
    """Return the repaired model at the published size and mass. Takes 0.5 s once; do not change what you get.

    Repairs, each because the package departs from the published model (docs/body.md has the figures):
    two gluteus-maximus wraps that are switched off; paths of gluteus medius, minimus and tensor fasciae latae as
    corrected against MRI; deep rotators that are missing; segment masses; the trunk turned by 0.09 degrees against
    the pelvis; left paths that are not quite the mirror image of the right ones; the range of the toes.
    """
    import myo_sim

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about saving the model as XML, which is not done
        mj.set_mju_user_warning(_ignore)  # or the same is written into a log file in the working folder
        try:
            spec = myo_sim.load_spec("myolegs_abdomen")
            for side in SIDES:
                _wrap_gluteus_maximus(spec, side)
                _correct_paths(spec, side)
                _add_deep_rotators(spec, side)
            model: mj.MjModel = spec.compile()
        finally:
            mj.set_mju_user_warning(None)
    _face_forward(model)
    _mirror_left(model)
    _set_masses(model)
    for side in SIDES:
        model.joint(f"mtp_angle_{side}").range[:] = np.radians(TOE_RANGE)
    mj.mj_setConst(model, mj.MjData(model))
    return model


def scaled(person: Person) -> mj.MjModel:
    """Return a copy of the reference model at a person's height and mass (1 ms)."""
    model = copy.copy(reference())
    length, mass = person.length_scale, person.mass_scale
    for lengths in (
        model.body_pos,
        model.body_ipos,
        model.jnt_pos,
        model.site_pos,
        model.geom_pos,
        model.geom_size,
    ):
        lengths *= length
    slides = model.jnt_type == mj.mjtJoint.mjJNT_SLIDE
    model.jnt_range[slides] *= length
    for equality in range(model.neq):
        if slides[model.eq_obj1id[equality]]:
            model.eq_data[equality, :5] *= length
    model.body_mass *= mass
    model.body_inertia *= mass * length**2
    mj.mj_setConst(model, mj.MjData(model))
    return model


def _ignore(message: str) -> None:
    del message


def _face_forward(model: mj.MjModel) -> None:
    """Let the unturned root stand upright and face +x, with the trunk square on the pelvis."""
    model.body("root").quat[:] = model.qpos0[3:7] = (1.0, 0.0, 0.0, 0.0)
    for name in ("sacrum", "pelvis"):
        model.body(name).quat[:] = _UPRIGHT


def _wrap_gluteus_maximus(spec: mj.MjSpec, side: str) -> None:
    """Lead the upper and middle element round the wrap that the package defines but does not use."""
    for part in "12":
        old = spec.tendon(f"glmax{part}_{side}_tendon")
        new = spec.add_tendon(name=f"glmax{part}_{side}_wrapped", width=old.width, rgba=old.rgba)
        for at, site in enumerate([point.target.name for point in old.path]):
            if at == 2:  # between the pelvis's two points and the thigh's two
                new.wrap_geom(
                    f"Gmax{part}_at_pelvis_wrap_{side}", f"Gmax{part}_at_pelvis_site_glmax{part}_{side}"
                )
            new.wrap_site(site)
        spec.actuator(f"glmax{part}_{side}").target = new.name


def _correct_paths(spec: mj.MjSpec, side: str) -> None:
    for name, muscle in table("muscles").items():
        if "path" in muscle and not muscle.get("added"):
            for at, point in enumerate(muscle["path"], 1):
                spec.site(f"{name}-P{at}_{side}").pos = np.array(point) * (_MIRROR if side == "l" else 1)


def _add_deep_rotators(spec: mj.MjSpec, side: str) -> None:
    for name, muscle in table("muscles").items():
        if not muscle.get("added"):
            continue
        tendon = spec.add_tendon(name=f"{name}_{side}_tendon", width=0.003)
        for at, (body, point) in enumerate(zip(("pelvis", f"femur_{side}"), muscle["path"], strict=True), 1):
            place = np.array(point) * (_MIRROR if side == "l" else 1)
            site = spec.body(body).add_site(name=f"{name}-P{at}_{side}", pos=place)
            tendon.wrap_site(site.name)
        actuator = spec.add_actuator(name=f"{name}_{side}", target=tendon.name)
        actuator.trntype = mj.mjtTrn.mjTRN_TENDON


def _mirror_left(model: mj.MjModel) -> None:
    """Set every point of the left side to the exact mirror image of the right one."""
    for count, kind in ((model.nsite, model.site), (model.nbody, model.body)):
        names = {kind(at).name for at in range(count)}
        for name in names:
            if name.endswith("_r") and f"{name[:-2]}_l" in names:
                kind(f"{name[:-2]}_l").pos[:] = kind(name).pos * _MIRROR


def _set_masses(model: mj.MjModel) -> None:
    """Give the published masses to pelvis, legs and torso; the package's other trunk bodies keep none."""
    segments = table("segments")
    model.body_mass[:] = 0.0
    model.body_inertia[:] = 0.0
    model.body_iquat[:] = (1.0, 0.0, 0.0, 0.0)
    for name, segment in segments.items():
        bodies = (
            [name] if name == "pelvis" else [f"{name}_{s}" for s in SIDES] if _is_leg(model, name) else []
        )
        for body in bodies:
            at = model.body(body).id
            model.body_mass[at] = segment["mass"]
            model.body_ipos[at] = np.array(segment["centre"]) * (_MIRROR if body.endswith("_l") else 1)
            model.body_inertia[at] = segment["inertia"]
    mass, centre, inertia = _trunk()
    data = mj.MjData(model)
    mj.mj_kinematics(model, data)
    torso, pelvis = model.body("torso").id, model.body("pelvis").id
    offset = data.xmat[pelvis].reshape(3, 3).T @ (data.xpos[torso] - data.xpos[pelvis])
    model.body_mass[torso], model.body_ipos[torso] = mass, centre - offset
    moments, axes = np.linalg.eigh(inertia)
    axes *= np.sign(np.linalg.det(axes))
    model.body_inertia[torso] = moments
    mj.mju_mat2Quat(model.body_iquat[torso], axes.ravel())


def _is_leg(model: mj.MjModel, name: str) -> bool:
    return any(model.body(at).name == f"{name}_r" for at in range(model.nbody))


def _trunk() -> tuple[float, np.ndarray, np.ndarray]:
    """Return mass, centre and inertia about it of trunk, head and hanging arms, in the pelvis frame."""
    segments = table("segments")
    parts = [(segments[name], np.array(segments[name]["centre"])) for name in _TRUNK_PARTS]
    for at in range(2, len(parts), 2):  # every second arm segment is the left one
        parts[at] = (parts[at][0], parts[at][1] * _MIRROR)
    mass = sum(segment["mass"] for segment, _ in parts)
    centre = sum(segment["mass"] * place for segment, place in parts) / mass
    inertia = np.zeros((3, 3))
    for segment, place in parts:
        arm = place - centre
        inertia += np.diag(segment["inertia"]) + segment["mass"] * (
            arm @ arm * np.eye(3) - np.outer(arm, arm)
        )
    return mass, centre, inertia
