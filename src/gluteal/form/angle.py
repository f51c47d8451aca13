"""Angles and other signals of one frame, with their signs, from points laid into the planes of the body.

`lat` points to the person's left, `fwd` the way the person faces, `up` against gravity (the picture is held upright).
With measured depth both planes are true; with one picture each plane is the picture itself, and the view decides
which of the two means anything: a frontal signal from the side is withheld later, not here.

Angles are degrees; lengths are percent of the leg or trunk. Values that could not be seen are NaN.
"""

from collections.abc import Sequence
from math import acos, asin, atan2, degrees, hypot, nan, sqrt

from gluteal.form.landmark import Frame
from gluteal.form.signal import PLACE, SHARED, SIDED

NAN = nan
_DEG = degrees(1.0)


_NO_SIDE = (NAN,) * len(SIDED)
_DRIFT = PLACE["drift:left"]


class Scale:
    """The person's own lengths in this picture: thigh, shank and trunk, followed slowly as the distance changes.

    A length seen short may be turned towards the camera, so each is a maximum that fades by `fade` a second.
    """

    __slots__ = ("fade", "floor", "growth", "last", "shank", "thigh", "trunk")

    def __init__(self, fade: float, growth: float) -> None:
        self.fade, self.growth = fade, growth
        self.thigh = self.shank = self.trunk = 0.0
        self.last = 0.0
        self.floor = 0.0  # height of the lower ankle when somebody was first seen

    def follow(self, t: float, thigh: float, shank: float, trunk: float) -> None:
        """Take the lengths seen in the next frame."""
        keep = 1.0 - self.fade * min(1.0, max(0.0, t - self.last))
        self.last = t
        most = 1.0 + self.growth
        self.thigh = max(self.thigh * keep, min(thigh, self.thigh * most)) if self.thigh else thigh
        self.shank = max(self.shank * keep, min(shank, self.shank * most)) if self.shank else shank
        self.trunk = max(self.trunk * keep, min(trunk, self.trunk * most)) if self.trunk else trunk


Planar = tuple[Sequence[float], Sequence[float], Sequence[float]]  # lat, fwd, up of every Point


def flat(frame: Frame, yaw_cos: float, yaw_sin: float) -> Planar:
    """Lay one picture into both planes of the body.

    A camera a little off the front sees part of every forward bend as a sideways one. Where a network guesses depth,
    that part is taken out again; the guess only counts as far as the view is off, so squarely seen it counts nothing.
    """
    image, world = frame.image or (), frame.world
    across = 1.0 if yaw_cos >= 0.0 else -1.0
    ahead = -1.0 if yaw_sin >= 0.0 else 1.0
    up = [-p[1] for p in image]
    if world is None:
        return [across * p[0] for p in image], [ahead * p[0] for p in image], up
    size = hypot(yaw_cos, yaw_sin) or 1.0
    c, s = yaw_cos / size, yaw_sin / size
    drawn = abs(up[3] + up[4] - up[9] - up[10]) + abs(image[3][0] + image[4][0] - image[9][0] - image[10][0])
    meant = abs(world[3][1] + world[4][1] - world[9][1] - world[10][1]) + abs(
        world[3][0] + world[4][0] - world[9][0] - world[10][0]
    )
    scale = drawn / meant if meant else 0.0
    lat, fwd = [], []
    for (x, _, _), (_, _, z) in zip(image, world, strict=True):
        deep = z * scale
        lat.append(x * c - deep * s)
        fwd.append(-x * s - deep * c)
    return lat, fwd, up


def solid(frame: Frame) -> Planar:
    """Turn measured points into the body's own axes: `lat` along hips and shoulders, level."""
    world = frame.world or ()
    ls, rs, lh, rh = (world[i] for i in (3, 4, 9, 10))
    ax, az = ls[0] + lh[0] - rs[0] - rh[0], ls[2] + lh[2] - rs[2] - rh[2]
    length = hypot(ax, az) or 1.0
    ax, az = ax / length, az / length
    return (
        [x * ax + z * az for x, _, z in world],
        [x * az - z * ax for x, _, z in world],
        [-y for _, y, _ in world],
    )


def signals(
    frame: Frame,
    planar: Planar,
    scale: Scale,
    *,
    measured: bool,
    least: float,
    facing: tuple[float, float] | None,
    depth: bool = False,
) -> list[float]:
    """Return all signals of one frame in the order of `NAMES`.

    Args:
        frame: Points of one moment; a person is in it.
        planar: Its points in the planes of the body.
        scale: The person's lengths; it is updated.
        measured: Depth was measured, so bends are taken in space.
        least: Visibility from which a point counts as seen.
        facing: Cosine and sine of the view's angle in this frame.
        depth: Whether the signals from depth are wanted too.

    """
    image = frame.image or ()
    lat, fwd, up = planar
    # lengths are taken in space where depth was measured, and in the picture as it is where not
    space = (lat, fwd, up) if measured else ([p[0] for p in image], (0.0,) * len(up), up)
    trunk = _trunk(image, space, scale, frame.t, least)
    across = frame.world if measured and frame.world is not None else image
    left = _side(image, across, planar, space, scale, least, 0, 1.0, measured)
    right = _side(image, across, planar, space, scale, least, 1, -1.0, measured)
    out = [value for pair in zip(left, right, strict=True) for value in pair]
    out += _shared(image, planar, space, scale, least, trunk)
    out.append(0.0 if frame.world is None else end_on(frame.world))
    if facing is None:
        out += (NAN, NAN, NAN)
    else:
        out += (*facing, atan2(facing[1], facing[0]) * _DEG)
    if depth and frame.world is not None:
        out[_DRIFT], out[_DRIFT + 1] = _drift(frame.world)
    return out


def end_on(world: Sequence[Sequence[float]]) -> float:
    """Return the share of the trunk's length that points away from the camera, shoulders behind hips positive."""
    x, y, z = (world[3][k] + world[4][k] - world[9][k] - world[10][k] for k in range(3))
    return z / (sqrt(x * x + y * y + z * z) or 1.0)


def _drift(world: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return for both thighs the angle ahead of the trunk's line, in the plane between belly and back."""
    ax, ay, az = (world[3][k] + world[9][k] - world[4][k] - world[10][k] for k in range(3))
    ux, uy, uz = (world[3][k] + world[4][k] - world[9][k] - world[10][k] for k in range(3))
    fx, fy, fz = ay * uz - az * uy, az * ux - ax * uz, ax * uy - ay * ux
    size = sqrt((fx * fx + fy * fy + fz * fz) / ((ux * ux + uy * uy + uz * uz) or 1.0)) or 1.0
    found = []
    for at in (0, 1):
        x, y, z = (world[11 + at][k] - world[9 + at][k] for k in range(3))
        found.append(atan2((x * fx + y * fy + z * fz) / size, -(x * ux + y * uy + z * uz)) * _DEG)
    return found[0], found[1]


def _length(space: Planar, a: int, b: int) -> float:
    x, z, y = space
    dx, dy, dz = x[a] - x[b], y[a] - y[b], z[a] - z[b]
    return sqrt(dx * dx + dy * dy + dz * dz)


Trunk = tuple[float, float, float]  # obliquity, lean to the left, lean forward


def _trunk(
    image: Sequence[Sequence[float]], space: Planar, scale: Scale, t: float, least: float
) -> tuple[float, ...]:
    """Update the lengths; return middle of shoulders and hips as lat, fwd, up sums (halved later)."""
    x, z, y = space
    sx, sy, sz = (x[3] + x[4]) / 2, (y[3] + y[4]) / 2, (z[3] + z[4]) / 2
    hx, hy, hz = (x[9] + x[10]) / 2, (y[9] + y[10]) / 2, (z[9] + z[10]) / 2
    trunk = sqrt((sx - hx) ** 2 + (sy - hy) ** 2 + (sz - hz) ** 2)
    if not scale.trunk:
        scale.floor = min(y[13], y[14])
    thigh = max(_length(space, 9, 11), _length(space, 10, 12))
    shank = max(_length(space, 11, 13), _length(space, 12, 14))
    scale.follow(t, thigh, shank, trunk)
    seen = min(image[3][2], image[4][2], image[9][2], image[10][2]) >= least or (
        max(image[3][2], image[4][2]) >= least and max(image[9][2], image[10][2]) >= least
    )
    return (sx, sy, hx, hy) if seen else (NAN, NAN, NAN, NAN)


def _side(
    image: Sequence[Sequence[float]],
    across: Sequence[Sequence[float]],
    planar: Planar,
    space: Planar,
    scale: Scale,
    least: float,
    at: int,
    out: float,
    measured: bool,
) -> tuple[float, ...]:
    """Return the signals of one side; `at` is 0 left, 1 right, `out` the sign of outward."""
    hip, knee, ankle = 9 + at, 11 + at, 13 + at
    if image[hip][2] < least or image[knee][2] < least or image[ankle][2] < least:
        return _NO_SIDE
    lat, fwd, up = planar
    leg = scale.thigh + scale.shank or 1.0
    down_thigh, down_shank = up[hip] - up[knee], up[knee] - up[ankle]
    down_leg = down_thigh + down_shank
    thigh_out, shank_out = out * (lat[knee] - lat[hip]), out * (lat[ankle] - lat[knee])
    thigh_ahead, shank_ahead = fwd[knee] - fwd[hip], fwd[knee] - fwd[ankle]
    thigh_forward = atan2(thigh_ahead, down_thigh) * _DEG
    shank_forward = atan2(shank_ahead, down_shank) * _DEG
    alpha, beta = atan2(thigh_out, down_thigh) * _DEG, atan2(shank_out, down_shank) * _DEG
    if measured:
        knee_flexion = _bend(space, hip, knee, ankle)
        leg_raise = atan2(hypot(thigh_out + shank_out, thigh_ahead - shank_ahead), down_leg) * _DEG
    else:
        knee_flexion = _turn(thigh_forward + shank_forward)
        # towards the camera a lifted leg is only seen to get shorter, so height tells more than slant
        leg_raise = acos(max(-1.0, min(1.0, down_leg / leg))) * _DEG
    trunk_forward = _forward(planar)
    obliquity = atan2(up[9] - up[10], lat[9] - lat[10]) * _DEG
    heel, toe, wrist = 15 + at, 17 + at, 7 + at
    hand_off = NAN
    if image[wrist][2] >= least:
        hand_off = 100.0 * _length(space, wrist, hip) / (scale.trunk or 1.0)
    heel_lift = knee_over_toe = foot_out = NAN
    if image[toe][2] >= least:
        knee_over_toe = 100.0 * (fwd[knee] - fwd[toe]) / (scale.shank or 1.0)
        if image[heel][2] >= least:
            heel_lift = atan2(up[heel] - up[toe], abs(fwd[toe] - fwd[heel])) * _DEG
            foot_out = _foot(out * (lat[toe] - lat[heel]), scale.shank)
    return (
        100.0 * (1.0 - down_leg / leg),
        100.0 * (1.0 - down_thigh / (scale.thigh or 1.0)),
        leg_raise,
        knee_flexion,
        _turn(thigh_forward + trunk_forward),
        thigh_forward,
        shank_forward,
        knee_over_toe,
        heel_lift,
        atan2(thigh_out + shank_out, down_leg) * _DEG,
        alpha - out * obliquity,
        beta,
        _turn(beta - alpha),
        foot_out,
        NAN,
        hand_off,
        across[ankle][0],
        up[ankle],
    )


_FOOT = 0.6  # length of the drawn foot, heel to toe, over that of the shank (claim form-signals, foot-length)


def _foot(outward: float, shank: float) -> float:
    """From the front the foot points at the camera: its length is not seen, only how far the toe stands out."""
    share = outward / ((_FOOT * shank) or 1.0)
    return asin(max(-1.0, min(1.0, share))) * _DEG


def _bend(space: Planar, a: int, b: int, c: int) -> float:
    """Return the angle in space by which b bends away from the straight line a to c."""
    x, z, y = space
    ux, uy, uz = x[b] - x[a], y[b] - y[a], z[b] - z[a]
    vx, vy, vz = x[c] - x[b], y[c] - y[b], z[c] - z[b]
    size = sqrt((ux * ux + uy * uy + uz * uz) * (vx * vx + vy * vy + vz * vz)) or 1.0
    return acos(max(-1.0, min(1.0, (ux * vx + uy * vy + uz * vz) / size))) * _DEG


def _turn(angle: float) -> float:
    """Bring an angle into -180 to 180."""
    if angle > 180.0:
        return angle - 360.0
    return angle + 360.0 if angle <= -180.0 else angle


def _forward(planar: Planar) -> float:
    _, fwd, up = planar
    return atan2(fwd[3] + fwd[4] - fwd[9] - fwd[10], up[3] + up[4] - up[9] - up[10]) * _DEG


def _shared(
    image: Sequence[Sequence[float]],
    planar: Planar,
    space: Planar,
    scale: Scale,
    least: float,
    trunk: tuple[float, ...],
) -> list[float]:
    if trunk[0] != trunk[0]:
        return [NAN] * (len(SHARED) - 4)
    lat, fwd, up = planar
    leg, back = scale.thigh + scale.shank or 1.0, scale.trunk or 1.0
    shoulder_up, hip_up = (up[3] + up[4]) / 2, (up[9] + up[10]) / 2
    shoulder_lat, hip_lat = (lat[3] + lat[4]) / 2, (lat[9] + lat[10]) / 2
    left, right = image[13][2] >= least, image[14][2] >= least
    both = left and right
    ankle_up = (up[13] + up[14]) / 2 if both else up[13] if left else up[14]
    x, z, _ = space
    along = z if abs(z[13] - z[3]) > abs(x[13] - x[3]) else x
    ankle_x = (along[13] + along[14]) / 2 if both else along[13] if left else along[14]
    start = (along[3] + along[4]) / 2
    across = ankle_x - start
    # seen from the feet or the head the line has no length across the picture: then its middle
    share = (
        min(1.0, max(0.0, ((along[9] + along[10]) / 2 - start) / across)) if abs(across) > back / 2 else 0.5
    )
    if not left and not right:
        share = NAN
    knees = min(image[11][2], image[12][2]) >= least
    gap = NAN
    if both:
        lx, lz, ly = x[13] - x[9], z[13] - z[9], up[13] - up[9]
        rx, rz, ry = x[14] - x[10], z[14] - z[10], up[14] - up[10]
        size = sqrt((lx * lx + ly * ly + lz * lz) * (rx * rx + ry * ry + rz * rz)) or 1.0
        gap = acos(max(-1.0, min(1.0, (lx * rx + ly * ry + lz * rz) / size))) * _DEG
    return [
        atan2(up[9] - up[10], lat[9] - lat[10]) * _DEG,
        atan2(shoulder_lat - hip_lat, shoulder_up - hip_up) * _DEG,
        _forward(planar),
        100.0 * (1.0 - (shoulder_up - hip_up) / back),
        100.0 * (lat[13] - lat[14]) / leg if both else NAN,
        100.0 * (lat[11] - lat[12]) / leg if knees else NAN,
        100.0 * (lat[13] - lat[14] - lat[11] + lat[12]) / leg if knees and both else NAN,
        100.0 * _length(space, 11, 12) / leg if knees else NAN,
        gap,
        100.0 * (hip_up - shoulder_up - share * (ankle_up - shoulder_up)) / back,
        100.0 * (hip_up - scale.floor) / leg,
        leg,
        100.0 * (fwd[13] - fwd[14]) / leg if both else NAN,
        100.0 * abs(fwd[13] - fwd[14]) / leg if both else NAN,
        100.0 * (up[14] - up[13]) / leg if both else NAN,
        100.0 * abs(up[13] - up[14]) / leg if both else NAN,
        50.0 * (up[3] + up[9] - up[4] - up[10]) / back,
    ]
