"""Signals have the signs and sizes that docs/form.md gives them, for a body whose angles are known."""

from math import cos, isnan, radians, sin

import pytest

from gluteal.form.angle import Scale, flat, signals, solid
from gluteal.form.landmark import Frame, Place, Point
from gluteal.form.signal import NAMES
from gluteal.form.view import facing, off_plane

THIGH, SHANK, TRUNK = 0.42, 0.40, 0.50


def person(**turned: float) -> dict[Point, list[float]]:
    """Stand a person facing the camera: x to the picture's right (the person's left), y down, z away.

    `hip`, `knee`: both bent in the side plane; `out_left`, `out_right`: straight leg out; `lean`: trunk to the left;
    `forward`: trunk forward; `left_up`: left hip higher, metres; `knee_in`: left knee inward, metres.
    """
    at: dict[Point, list[float]] = {}
    hip, knee = radians(turned.get("hip", 0)), radians(turned.get("knee", 0))
    for side, sign in (("LEFT", 1.0), ("RIGHT", -1.0)):
        out = radians(turned.get(f"out_{side.lower()}", 0.0))
        up = turned.get("left_up", 0.0) * (side == "LEFT")
        a = [0.1 * sign, -up, 0.0]
        b = [a[0] + sign * THIGH * sin(out), a[1] + THIGH * cos(out) * cos(hip), -THIGH * sin(hip)]
        c = [
            b[0] + sign * SHANK * sin(out),
            b[1] + SHANK * cos(out) * cos(knee - hip),
            b[2] + SHANK * sin(knee - hip),
        ]
        if side == "LEFT":
            b[0] -= turned.get("knee_in", 0.0)
        at[Point[f"{side}_HIP"]], at[Point[f"{side}_KNEE"]], at[Point[f"{side}_ANKLE"]] = a, b, c
        at[Point[f"{side}_HEEL"]] = [c[0], c[1] + 0.05, c[2] + 0.05]
        at[Point[f"{side}_TOE"]] = [c[0], c[1] + 0.05, c[2] - 0.18]
        lean, forward = radians(turned.get("lean", 0)), radians(turned.get("forward", 0))
        at[Point[f"{side}_SHOULDER"]] = [
            0.18 * sign * cos(lean) + TRUNK * sin(lean),
            -TRUNK * cos(lean) * cos(forward) + 0.18 * sign * sin(lean),
            -TRUNK * sin(forward),
        ]
    return at


def watched(yaw: float = 0.0, measured: bool = True, **turned: float) -> dict[str, float]:
    at = person(**turned)
    c, s = cos(radians(yaw)), sin(radians(yaw))
    world: list[Place] = []
    for point in Point:
        x, y, z = at.get(point, [0.0, 0.0, 0.0])
        world.append((x * c + z * s, y, z * c - x * s))
    image = tuple(
        (500 + 300 * x, 500 + 300 * y, 1.0 if point in at else 0.0)
        for point, (x, y, _) in zip(Point, world, strict=True)
    )
    frame = Frame(0.0, image, tuple(world))
    seen = facing(frame)
    assert seen is not None
    planar = solid(frame) if measured else flat(frame, *seen)
    row = signals(frame, planar, Scale(0.01, 0.05), measured=measured, least=0.3, facing=seen, depth=True)
    assert len(row) == len(NAMES)
    return dict(zip(NAMES, row, strict=True))


def test_standing_straight_is_zero() -> None:
    for measured in (True, False):
        row = watched(measured=measured)
        for name in ("drop", "knee-lift", "fppa", "knee-in", "leg-out", "hip-abduction"):
            assert row[f"{name}:left"] == pytest.approx(0, abs=0.1), name
        for name in ("obliquity", "trunk-side", "trunk-drop", "foot-off"):
            assert row[name] == pytest.approx(0, abs=0.1), name


@pytest.mark.parametrize(("yaw", "measured"), [(0, True), (70, True), (90, False), (-90, False)])
def test_bends_seen_from_the_side_are_positive(yaw: float, measured: bool) -> None:
    row = watched(yaw, measured, hip=60, knee=80, forward=20)
    assert row["knee-flexion:left"] == pytest.approx(80, abs=1)
    assert row["thigh-forward:right"] == pytest.approx(60, abs=1)
    assert row["shank-forward:left"] == pytest.approx(20, abs=1)
    assert row["trunk-forward"] == pytest.approx(20, abs=1)
    assert row["hip-flexion:left"] == pytest.approx(80, abs=1)
    assert row["drop:left"] == pytest.approx(
        100 * (1 - (THIGH * 0.5 + SHANK * cos(radians(20))) / 0.82), abs=1
    )


@pytest.mark.parametrize(("yaw", "measured"), [(0, True), (40, True), (0, False), (180, False)])
def test_sideways_angles_are_the_persons_own(yaw: float, measured: bool) -> None:
    row = watched(yaw, measured, out_left=30, lean=12)
    assert row["leg-out:left"] == pytest.approx(30, abs=1.5)
    assert row["leg-out:right"] == pytest.approx(0, abs=1.5)
    assert row["hip-abduction:left"] == pytest.approx(30, abs=1.5)
    assert row["trunk-side"] == pytest.approx(12, abs=1.5)
    assert row["leg-gap"] == pytest.approx(30, abs=1.5)
    assert watched(yaw, measured, lean=-12)["trunk-side"] == pytest.approx(-12, abs=1.5)


@pytest.mark.parametrize(("yaw", "measured"), [(0, True), (0, False), (180, False)])
def test_a_knee_that_falls_in_is_positive_on_its_own_side_only(yaw: float, measured: bool) -> None:
    row = watched(yaw, measured, knee_in=0.06)
    assert row["fppa:left"] == pytest.approx(16.7, abs=1)
    assert row["knee-in:left"] == pytest.approx(8.5, abs=1)
    assert row["fppa:right"] == pytest.approx(0, abs=0.1)
    assert row["knees-inside"] > 5


@pytest.mark.parametrize(("yaw", "measured"), [(0, True), (0, False), (180, False)])
def test_the_pelvis_is_positive_with_the_left_side_up(yaw: float, measured: bool) -> None:
    row = watched(yaw, measured, left_up=0.02)
    assert row["obliquity"] == pytest.approx(5.7, abs=0.5)
    # with the pelvis tipped to the right, a hanging left leg is turned in against it
    assert row["hip-abduction:left"] == pytest.approx(-5.7, abs=1)
    assert row["hip-abduction:right"] == pytest.approx(5.7, abs=1)


@pytest.mark.parametrize("yaw", [-150, -90, -30, 0, 45, 90, 179])
def test_the_view_is_told_from_hips_and_shoulders(yaw: float) -> None:
    row = watched(yaw)
    assert row["view-cos"] == pytest.approx(cos(radians(yaw)), abs=0.02)
    assert row["view-sin"] == pytest.approx(sin(radians(yaw)), abs=0.02)


def test_how_far_a_view_is_off_its_plane() -> None:
    assert off_plane(170, "frontal") == pytest.approx(10)
    assert off_plane(-100, "sagittal") == pytest.approx(10)
    assert off_plane(45, "frontal") == pytest.approx(45)
    assert off_plane(45, "any") == 0


def test_a_side_that_is_not_seen_has_no_values() -> None:
    frame = Frame(0.0, tuple((float(i), float(2 * i), 0.0) for i in range(len(Point))), None)
    row = signals(frame, flat(frame, 1, 0), Scale(0.01, 0.05), measured=False, least=0.3, facing=None)
    assert len(row) == len(NAMES)
    assert all(isnan(value) for name, value in zip(NAMES, row, strict=True) if name != "end-on")
