"""The body model's motions filmed by computed cameras, with faults of known size, noise and hidden limbs."""

import random
from dataclasses import replace
from functools import cache
from math import cos, pi, radians, sin

import numpy as np
from recordings import filmed

from gluteal.body.skeleton import Skeleton, support
from gluteal.catalogue.load import load
from gluteal.form.landmark import Depth, Frame, Point
from gluteal.form.recording import Recording
from gluteal.lab.motion import motion

FPS = 30
SIDES = {"LEFT": "l", "RIGHT": "r"}
Places = np.ndarray  # (frames, points, 3), x right, y down, z away, metres, seen from the front


@cache
def cycle(slug: str, side: str) -> tuple[Places, float]:
    """Return one cycle of an exercise's motion as points in the axes of a picture from where it faces, and its seconds."""
    one = motion(slug, side=side)
    skeleton = Skeleton(one.person)
    rows = []
    for qpos in one.qpos:
        skeleton.place(qpos)
        at = {}
        for word, s in SIDES.items():
            for name in ("shoulder", "hip", "knee", "ankle", "heel", "hand"):
                at[Point[f"{word}_{'WRIST' if name == 'hand' else name.upper()}"]] = skeleton.world(
                    f"{name}_{s}"
                )
            at[Point[f"{word}_TOE"]] = np.mean(
                [skeleton.world(spot) for spot in support(f"toes_{s}")], axis=0
            )
        shoulders = (at[Point.LEFT_SHOULDER] + at[Point.RIGHT_SHOULDER]) / 2
        hips = (at[Point.LEFT_HIP] + at[Point.RIGHT_HIP]) / 2
        head = shoulders + 0.4 * (shoulders - hips)
        for word in SIDES:
            at[Point[f"{word}_EAR"]] = head
            at[Point[f"{word}_ELBOW"]] = (at[Point[f"{word}_SHOULDER"]] + at[Point[f"{word}_WRIST"]]) / 2
        at[Point.NOSE] = head
        rows.append([at[point] for point in Point])
    world = np.array(rows)  # x ahead, y left, z up
    return np.stack([world[..., 1], -world[..., 2], -world[..., 0]], axis=-1), float(
        one.times[-1] + one.times[1]
    )


def performed(slug: str, side: str = "right", reps: int = 5, fault: str = "", size: float = 0.0) -> Recording:
    """Return a set: rest, repetitions with short rests, each with the fault growing and waning with the cycle.

    `fault`: "knee" (working knee inward, degrees of thigh and shank together), "trunk" (to the left, degrees),
    "pelvis" (free side down, degrees).
    """
    points, seconds = cycle(slug, side)
    count = max(2, round(seconds * FPS))
    frames = [points[0]] * (FPS // 2)
    for _ in range(reps):
        for i in range(count):
            at = i / count * len(points)
            a, b = points[int(at)], points[(int(at) + 1) % len(points)]
            now = a + (at - int(at)) * (b - a)
            frames.append(broken(now, side, fault, size * (1 - cos(2 * pi * i / count)) / 2))
        frames += [points[0]] * (FPS // 3)
    return recorded(frames, f"{slug} {side} {fault}")


def recorded(frames: list[Places], name: str) -> Recording:
    """Return points as a measured recording."""
    out = []
    for i, frame in enumerate(frames):
        world = tuple((float(x), float(y), float(z)) for x, y, z in frame)
        out.append(Frame(i / FPS, tuple((1000 * x, 1000 * y, 1.0) for x, y, _ in world), world))
    return Recording(tuple(out), None, Depth.MEASURED, name)


def broken(points: Places, side: str, fault: str, size: float) -> Places:
    """Return the points of one frame with a fault of that size put in, in the body's frontal plane."""
    if not fault or not size:
        return points
    points = points.copy()
    across = points[Point.LEFT_HIP] - points[Point.RIGHT_HIP]
    across = across / np.linalg.norm(across)
    hips = (points[Point.LEFT_HIP] + points[Point.RIGHT_HIP]) / 2
    if fault == "knee":
        word = side.upper()
        hip, knee, ankle = (points[Point[f"{word}_{part}"]] for part in ("HIP", "KNEE", "ANKLE"))
        a, b = abs(knee[1] - hip[1]), abs(ankle[1] - knee[1])
        inward = -1.0 if word == "LEFT" else 1.0
        # thigh and shank each turn by a part: together they make the angle
        points[Point[f"{word}_KNEE"]] = knee + inward * across * radians(size) * a * b / (a + b)
    elif fault == "trunk":
        _turn(points, [*range(9)], hips, across, size)
    elif fault == "pelvis":
        _turn(points, [Point.LEFT_HIP, Point.RIGHT_HIP], hips, across, size if side == "right" else -size)
    return points


def _turn(points: Places, which: list[int], about: np.ndarray, across: np.ndarray, degrees: float) -> None:
    """Turn points in the plane of `across` and down: positive brings what is above to the person's left."""
    down = np.array([0.0, 1.0, 0.0])
    c, s = cos(radians(degrees)), sin(radians(degrees))
    for i in which:
        way = points[i] - about
        a, d = way @ across, way @ down
        rest = way - a * across - d * down
        points[i] = about + rest + (a * c - d * s) * across + (d * c + a * s) * down


def seen(recording: Recording, yaw: float, noise: float, seed: int = 1) -> Recording:
    """Film it from an angle with a network's failings: jitter (share of the leg), worse depth, hidden far limbs."""
    chance = random.Random(seed)
    flat = filmed(recording, yaw)
    drift = [[0.0, 0.0, 0.0] for _ in Point]
    out = []
    for frame in flat.frames:
        image, world = [], []
        assert frame.image is not None
        assert frame.world is not None
        turned = frame.world[Point.LEFT_HIP][2] - frame.world[Point.RIGHT_HIP][2]
        for point in Point:
            x, y, _ = frame.image[point]
            wx, wy, wz = frame.world[point]
            far = abs(turned) > 0.1 and point.name.startswith("LEFT" if turned > 0 else "RIGHT")
            trunk = point.name.endswith(("HIP", "SHOULDER"))  # these jitter less
            grain = noise * (3.0 if far else 1.0) * (0.4 if trunk else 1.0)
            slow = drift[point]
            for k in range(3):  # slow errors besides the quick ones
                slow[k] = 0.95 * slow[k] + chance.gauss(0, grain * 0.3)
            px = 250.0  # pixels of a leg, about
            image.append(
                (
                    x + px * (slow[0] + chance.gauss(0, grain)),
                    y + px * (slow[1] + chance.gauss(0, grain)),
                    0.5 if far else 0.95,
                )
            )
            world.append((wx + slow[0], wy + slow[1], wz + 3 * slow[2] + chance.gauss(0, 2 * grain)))
        out.append(Frame(frame.t, tuple(image), tuple(world)))
    return replace(flat, frames=tuple(out))


def sides_of(slug: str) -> tuple[str, ...]:
    """Return the sides that an exercise is done on."""
    return ("right",) if load().choice(slug).sides == "both" else ("right", "left")
