"""Landmarks of somebody who squats before the camera, made by a formula: for what does not look at real people."""

from math import cos, pi
from typing import Any

# Where the points of somebody standing are, of the picture's height from above and from the middle to their left.
_STANDING = {
    0: (0.0, 0.12),
    11: (0.06, 0.25),
    13: (0.09, 0.38),
    15: (0.09, 0.50),
    23: (0.035, 0.50),
    25: (0.045, 0.68),
    27: (0.05, 0.86),
    29: (0.05, 0.88),
    31: (0.06, 0.90),
}
_ALONG = {7: 0, 9: 0, 17: 15, 19: 15, 21: 15}  # points that are near another one


def squat(t: float, every: float = 3.0, size: tuple[int, int] = (640, 480)) -> dict[str, Any]:
    """Return a frame, seen from the front, as the page sends it: a squat every so many seconds, the first at once."""
    down = (1 - cos(2 * pi * t / every)) / 2
    image, world = [[0.5, 0.1, 0.0, 0.99]] * 33, [[0.0, 0.0, 0.0]] * 33
    lowered = {0: 0.16, 11: 0.16, 13: 0.16, 15: 0.16, 23: 0.16, 25: 0.06}
    wider = {25: 0.03}
    for left, (out, y) in _STANDING.items():
        y += lowered.get(left, 0.0) * down
        out += wider.get(left, 0.0) * down
        for point, sign in ((left, 1), (left + (1 if left else 0), -1)):
            x = 0.5 + sign * out * size[1] / size[0]  # facing the camera, the left is on the right
            image[point] = [round(x, 5), round(y, 5), 0.0, 0.99]
            world[point] = [round(sign * out * 2, 4), round((y - 0.5) * 2, 4), 0.0]
    for point, near in _ALONG.items():
        for offset in (0, 1):
            image[point + offset], world[point + offset] = image[near + (offset if near else 0)], world[near]
    return {"t": round(t, 3), "image": image, "world": world}
