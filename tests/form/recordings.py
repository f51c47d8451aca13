"""The recordings of real people that the form tests and the tables of docs/form.md are made from (see NOTICE)."""

import csv
import gzip
from dataclasses import replace
from functools import cache
from math import cos, radians, sin
from pathlib import Path

import numpy as np

from gluteal.form.landmark import _OF_BLAZEPOSE, Depth, Frame, blazepose
from gluteal.form.recording import FORMAT, VERSION, Recording, layout_of

DATA = Path(__file__).parent / "data"
TUNING, UNSEEN_PEOPLE = (1, 3, 5), (7, 9)
EXERCISES = {
    "m01": "squat",
    "m02": "march-in-place",
    "m03": "lunge",
    "m04": "lateral-lunge",
    "m05": "sit-to-stand",
    "m06": "leg-swing",
}
"""What of the UI-PRMD set stands for which exercise: the hurdle step for the march, the leg raise for the swing."""


def uiprmd(subject: int, key: str) -> tuple[Recording, list[tuple[float, float]]]:
    """Return one set (`m01_correct`) and the true (start, end) seconds of its repetitions."""
    data = np.load(DATA / f"uiprmd_s{subject:02d}.npz")
    return _skeleton(data, key, f"s{subject:02d} {key}"), [
        (a / 30, b / 30) for a, b in data[f"{key}_bounds"].tolist()
    ]


def walking() -> Recording:
    """Return somebody walking, seen from the right: no repetition of anything."""
    return _skeleton(np.load(DATA / "opencap_walking.npz"), "walking", "walking")


def balancing() -> Recording:
    """Return the man who balances, triangulated from four cameras (tests/form/cameras.py)."""
    data = np.load(DATA / "pose2sim_balance_joints.npz")
    return _skeleton(data, "trial", "four cameras")


def upright(name: str) -> Recording:
    """Return a clip of the man who balances with its picture turned upright by the lean of its camera."""
    lean = radians(float(np.load(DATA / "pose2sim_balance_joints.npz")["leans"][int(name[-1]) - 1]))
    c, s = cos(lean), sin(lean)
    recording = clip(name)
    assert recording.size is not None
    mx, my = (side / 2 for side in recording.size)
    frames = []
    for frame in recording.frames:
        image = [
            (mx + (x - mx) * c - (y - my) * s, my + (x - mx) * s + (y - my) * c, v)
            for x, y, v in frame.image or ()
        ]
        world = [(x * c - y * s, x * s + y * c, z) for x, y, z in frame.world or ()]
        frames.append(Frame(frame.t, tuple(image), tuple(world)))
    return replace(recording, frames=tuple(frames))


def _skeleton(data: "np.lib.npyio.NpzFile", key: str, name: str) -> Recording:
    joints = [str(joint) for joint in data["joints"]]
    fps = int(data["fps"])
    places = (data[key].transpose(2, 0, 1).cumsum(axis=0) / 1000).round(3).tolist()
    layout = layout_of({"format": FORMAT, "version": VERSION, "kind": "named-joints", "joints": joints}, name)
    frames = tuple(layout.frame({"world": place}, i / fps) for i, place in enumerate(places))
    return Recording(frames, None, Depth.MEASURED, name)


def clip(name: str) -> Recording:
    """Return the landmarks of one clip (`lnewco_squat_7033`, `pose2sim_balance_cam04`)."""
    data = np.load(DATA / f"{name}.npz")
    layout = blazepose(*(int(side) for side in data["size"]))
    image = data["image"].astype(int).cumsum(axis=0) / 10
    world = data["world"].astype(int).cumsum(axis=0) / 1000
    seen = data["visibility"] / 250
    points = (
        {"image": np.concatenate([i, v[:, None]], axis=1).tolist(), "world": w.tolist()}
        for i, v, w in zip(image, seen, world, strict=True)
    )
    somebody = data["present"] if "present" in data else [True] * len(data["t"])
    frames = tuple(
        layout.frame({"t": round(float(t), 4), **(next(points) if there else {})})
        for t, there in zip(data["t"], somebody, strict=True)
    )
    return Recording(frames, layout.size, Depth.ESTIMATED, name)


JUMPS = ("sports2d_jump_heavy", "sports2d_jump_full")
"""A film of a woman who walks by and a man who balances high up and jumps down, as two networks see it: no repetition."""

CLIPS = {
    "lnewco_squat_7032": (0.2, 1.3, 2.4),
    "lnewco_squat_7033": (0.0, 0.95, 1.9),
    "lnewco_squat_7034": (0.2, 1.4, 2.45),
    "lnewco_squat_7035": (0.1, 1.0, 2.0),
    "lnewco_squat_7051": (0.1, 1.4, 2.5),
    "lnewco_squat_7052": (0.0, 0.9, 1.8),
}
"""The squat clips with start, bottom and end seconds as seen by eye; the even numbers are from the side."""


@cache
def lunge_frames() -> tuple[tuple[str, Frame], ...]:
    """Return single labelled frames of lunges from the side: `L` knee over the toes, `C` not. The film was 16:9."""
    with gzip.open(DATA / "exercise_correction_lunge.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [
        "nose",
        *(
            f"{s}_{p}"
            for p in ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")
            for s in ("left", "right")
        ),
    ]
    at = {"nose": 0, "shoulder": 11, "hip": 23, "knee": 25, "ankle": 27, "heel": 29, "foot_index": 31}
    layout = blazepose(1280, 720, normalised=True)
    found = []
    for row in rows:
        points = [[0.0, 0.0, 0.0]] * 33
        for name in names:
            side, _, part = name.rpartition("_") if name == "nose" else name.partition("_")
            place = at[part or name] + (side == "right")
            points[place] = [float(row[f"{name}_{k}"]) for k in "xyv"]
        found.append((row["label"], layout.frame({"t": 0.0, "image": points})))
    return tuple(found)


def filmed(recording: Recording, yaw: float, *, height: int = 1080, pitch: float = 0.0) -> Recording:
    """Film a measured skeleton with a camera at that angle: 0 from where it was, 90 from the person's left.

    A plain pinhole, 3.5 m away and 1 m high; the depth that a network would guess is the true one, turned.
    """
    c, s = cos(radians(yaw)), sin(radians(yaw))
    frames = tuple(recording.frames)
    first = next(frame.world for frame in frames if frame.world)
    cx, cy, cz = (sum(first[i][k] for i in (9, 10)) / 2 for k in range(3))
    size = (height * 9 // 16 * 2, height)
    out = []
    for frame in frames:
        if frame.world is None:
            out.append(frame)
            continue
        world, image = [], []
        for x, y, z in frame.world:
            x, y, z = x - cx, y - cy, z - cz
            x, z = x * c + z * s, z * c - x * s
            away = 3.5 + z
            world.append((x, y, z))
            image.append((size[0] / 2 + height * x / away, height / 2 + height * y / away, 1.0))
        seen = [(px, py, 1.0 if any(frame.world[i]) else 0.0) for i, (px, py, _) in enumerate(image)]
        out.append(Frame(frame.t, tuple(seen), tuple(world)))
    return replace(recording, frames=tuple(out), size=size, depth=Depth.ESTIMATED)


def as_sent(recording: Recording) -> list[dict[str, object]]:
    """Return frames as the camera page sends them: 33 points, the image from 0 to 1 of the picture."""
    width, height = recording.size or (1, 1)
    frames: list[dict[str, object]] = []
    for frame in recording.frames:
        image = [(x / width, y / height, 0.0, v) for x, y, v in frame.image or ()]
        rows = {"image": _spread(image, 5), "world": _spread(list(frame.world or ()), 4)}
        frames.append({"t": round(frame.t, 3), **rows})
    return frames


def _spread(points: list[tuple[float, ...]], digits: int) -> list[list[float]]:
    """Return all 33 points; those that the engine does not use stand where the nose is."""
    rows = [list(points[0])] * 33
    for point, at in zip(points, _OF_BLAZEPOSE, strict=True):
        rows[at] = [round(value, digits) for value in point]
    return rows
