"""The figure: bones and muscles where the model has them, in every frame; nothing hand-drawn, nothing below the floor."""

import json
import struct

import numpy as np
import pytest

from gluteal.body.solve import Body
from gluteal.catalogue.load import load
from gluteal.lab.bones import bones
from gluteal.lab.bones import packed as packed_bones
from gluteal.lab.camera import flat, views
from gluteal.lab.figure import Block, Figure, Line, packed
from gluteal.lab.motion import motion, reason_left_out
from gluteal.lab.showing import drawn
from gluteal.lab.strands import POINTS, paths

CATALOGUE = load()
MOVING = [
    choice.slug
    for choice in CATALOGUE.choices.values()
    if reason_left_out(choice, CATALOGUE.exercises[choice.exercise]) is None
]


@pytest.fixture(scope="module")
def body() -> Body:
    return Body()


def made(body: Body, slug: str, side: str = "right", **settings: float | str) -> Figure:
    found = motion(slug, settings, side, frames=8, skeleton=body.skeleton)
    return drawn(body, found, np.full((8, len(body.muscles.names)), 0.25))


def head_of(file: bytes) -> tuple[dict, bytes]:
    length = struct.unpack("<I", file[:4])[0]
    return json.loads(file[4 : 4 + length]), file[4 + length :]


def test_the_bones_are_light_and_whole(body: Body) -> None:
    found = {bone.body: bone for bone in bones(body.skeleton.model)}
    assert {"pelvis", "sacrum", "torso", "head", "femur_r", "tibia_l", "toes_r", "patella_l"} <= found.keys()
    for bone in found.values():
        assert bone.faces.max() < len(bone.vertices)
        assert all(len(set(face)) == 3 for face in bone.faces.tolist())
    thigh = found["femur_r"].vertices
    assert 0.42 < np.ptp(thigh[:, 1]) < 0.48  # metres: a femur of a person of 1.70 m
    assert len(packed_bones(body.skeleton.model)) < 300_000


def test_the_file_of_the_bones_holds_every_vertex_to_a_tenth_of_a_millimetre(body: Body) -> None:
    head, rest = head_of(packed_bones(body.skeleton.model))
    count = sum(bone["vertices"] for bone in head["bones"])
    points = np.frombuffer(rest[: count * 6], "<i2").reshape(-1, 3) * head["scale"]
    exact = np.concatenate([bone.vertices for bone in bones(body.skeleton.model)])
    assert np.abs(points - exact).max() <= 0.00006
    assert len(rest) == count * 6 + sum(bone["faces"] for bone in head["bones"]) * 6


def test_a_muscle_runs_from_its_origin_to_its_insertion_along_its_own_length(body: Body) -> None:
    import mujoco

    skeleton = body.skeleton
    skeleton.place(skeleton.posture({"hip_flexion_r": 70, "knee_flexion_r": 60, "hip_abduction_r": 20}))
    mujoco.mj_tendon(skeleton.model, skeleton.data)
    tendons = skeleton.model.actuator_trnid[:, 0]
    found = paths(skeleton.model, skeleton.data, tendons)
    assert found.shape == (len(tendons), POINTS, 3)
    lengths = np.linalg.norm(np.diff(found, axis=1), axis=2).sum(axis=1)
    exact = skeleton.data.ten_length[tendons]
    assert (lengths <= exact + 1e-9).all()
    assert (lengths > 0.93 * exact).all()  # corners are cut a little
    for number, name in enumerate(body.muscles.names):
        if name == "glmed2_r":
            start = skeleton.data.site("glmed2-P1_r").xpos
            assert np.allclose(found[number][0], start)


def test_a_figure_goes_round_and_its_left_side_mirrors_its_right(body: Body) -> None:
    right, left = made(body, "side-lying-abduction"), made(body, "side-lying-abduction", "left")
    assert np.allclose(right.places[0], right.places[-1])
    assert (right.working, left.working) == ("r", "l")
    swap = [
        right.bodies.index(name[:-1] + {"r": "l", "l": "r"}[name[-1]] if name[-2:] in ("_r", "_l") else name)
        for name in left.bodies
    ]
    assert np.abs(left.places * [1, -1, 1] - right.places[:, swap]).max() < 1e-6


@pytest.mark.parametrize("slug", MOVING)
def test_no_bone_goes_through_the_floor(body: Body, slug: str) -> None:
    shapes = {bone.body: bone.vertices for bone in bones(body.skeleton.model)}
    found = made(body, slug)
    for number, name in enumerate(found.bodies):
        rows = [_up(turn) for turn in found.turns[:, number]]
        lowest = (np.array(rows) @ (shapes[name] * found.size).T + found.places[:, number, 2:]).min()
        assert lowest > -0.02, f"{name} is {-100 * lowest:.0f} cm below the floor"


@pytest.mark.parametrize("slug", MOVING)
def test_no_leg_is_reckoned_through_the_floor(body: Body, slug: str) -> None:
    skeleton = body.skeleton
    shapes = [
        b for b in bones(skeleton.model) if b.body[:-2] in ("femur", "patella", "tibia", "talus", "calcn")
    ]
    for posture in motion(slug, frames=12, skeleton=skeleton).qpos:
        skeleton.place(posture)
        for bone in shapes:
            up = skeleton.turning(bone.body)[2]
            lowest = float((bone.vertices @ up).min()) + skeleton.data.xpos[skeleton.body_id(bone.body)][2]
            assert lowest > -0.02, f"{bone.body} is {-100 * lowest:.0f} cm below the floor"


def _up(turn: np.ndarray) -> tuple[float, float, float]:
    w, x, y, z = turn
    return (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y))


def test_the_file_of_a_motion_holds_what_its_head_says(body: Body) -> None:
    found = made(body, "clamshell-band")
    head, rest = head_of(packed(found))
    frames, bodies, strands = head["frames"], len(head["bodies"]), len(head["strands"])
    places, turns, lines = frames * bodies * 3, frames * bodies * 4, frames * strands * head["points"] * 3
    assert len(rest) == 2 * (places + turns + lines) + frames * strands
    kept = np.frombuffer(rest[: 2 * places], "<i2").reshape(frames, bodies, 3) / 10_000
    assert np.abs(kept - found.places).max() <= 0.00006
    assert set(rest[-frames * strands :]) == {62}  # a quarter of 250, rounded
    assert {"glmed1_r", "glmax1_l", "tfl_r"} <= {strand["name"] for strand in head["strands"]}


def test_a_band_lies_round_both_thighs_and_a_step_under_the_foot(body: Body) -> None:
    banded = made(body, "clamshell-band")
    (band,) = (prop for prop in banded.props if isinstance(prop, Line) and prop.kind == "band")
    knees = [banded.places[:, banded.bodies.index(f"tibia_{side}")] for side in "rl"]
    for knee in knees:
        assert np.linalg.norm(band.points - knee[:, None], axis=2).min(axis=1).max() < 0.12
    step = next(prop for prop in made(body, "lateral-step-up").props if isinstance(prop, Block))
    assert step.kind == "step"
    assert step.middle[2] == pytest.approx(step.half[2])


def test_who_stands_is_seen_from_front_and_side_who_lies_from_above(body: Body) -> None:
    def seen(slug: str) -> list[str]:
        return [view.title for view in made(body, slug).views]

    assert seen("squat") == ["front", "side", "free"]
    assert seen("side-lying-abduction") == ["front", "above", "free"]
    assert seen("glute-bridge") == ["feet", "side", "free"]


def test_a_view_keeps_lengths_and_puts_up_on_top() -> None:
    upright = np.array([[1.0, 0, 0], [0, 0, -1], [0, 1, 0]])
    for view in views(upright, "r"):
        axes = flat(np.eye(3), view)
        assert np.allclose(axes @ axes.T, np.eye(3))
        assert flat([0, 0, 1], view)[1] > 0.5
