"""Draws on a picture what was seen in it: the skeleton, the count, the cue."""

from typing import Any

import numpy as np

from gluteal.video.container import Picture
from gluteal.video.pose import Floats

LEFT = ((11, 13), (13, 15), (11, 23), (23, 25), (25, 27), (27, 31), (27, 29))
RIGHT = ((12, 14), (14, 16), (12, 24), (24, 26), (26, 28), (28, 32), (28, 30))
ACROSS = ((11, 12), (23, 24))
# Red, green, blue; the person's left is warm, the right cold, as on the live page.
COLOURS = ((LEFT, (255, 176, 0)), (RIGHT, (76, 201, 255)), (ACROSS, (255, 255, 255)))
_SEEN = 0.5  # points that the network itself thinks hidden are drawn thin


def skeleton(picture: Picture, points: Floats) -> None:
    """Draw a skeleton (33 x 3: x, y, visibility) into a picture."""
    import cv2

    height, width = picture.shape[:2]
    thick = max(2, round(max(height, width) / 220))
    inside = np.clip(points[:, :2], -4 * width, 4 * width)
    for wide, dark in ((thick + 3, True), (thick, False)):
        for bones, colour in COLOURS:
            for a, b in bones:
                sure = min(points[a, 2], points[b, 2]) >= _SEEN
                start, end = (tuple(int(v) for v in inside[p]) for p in (a, b))
                ink = (0, 0, 0) if dark else colour
                cv2.line(picture, start, end, ink, wide if sure else max(1, wide // 3), cv2.LINE_AA)


def text(picture: Picture, words: str, x: int, y: int, size: int, *, right: bool = False) -> None:
    """Write words whose line stands on `y`; with `right`, ending at `x`. Long words are cut at the edge."""
    import cv2

    face: Any = cv2.FontFace("sans") if hasattr(cv2, "FontFace") else None
    if face is None:  # OpenCV before 5 knows only letters without accents
        plain = words.encode("ascii", "replace").decode()
        scale, thick = size / 30, max(1, size // 12)
        (wide, _), _ = cv2.getTextSize(plain, cv2.FONT_HERSHEY_SIMPLEX, scale, thick)
        at = (x - wide if right else x, y)
        for ink, more in (((0, 0, 0), 4), ((255, 255, 255), 0)):
            cv2.putText(picture, plain, at, cv2.FONT_HERSHEY_SIMPLEX, scale, ink, thick + more, cv2.LINE_AA)
        return
    weight = 700
    if right:
        _, _, wide, _ = cv2.getTextSize(picture.shape[1::-1], words, (0, 0), face, size, weight)
        x -= wide
    edge = max(2, size // 16)
    for dx, dy in ((-edge, 0), (edge, 0), (0, -edge), (0, edge)):
        cv2.putText(picture, words, (x + dx, y + dy), (0, 0, 0), face, size, weight)
    cv2.putText(picture, words, (x, y), (255, 255, 255), face, size, weight)


def shade(picture: Picture, top: int, bottom: int) -> None:
    """Darken a band of rows, so that words on it can be read."""
    picture[max(top, 0) : bottom] = (picture[max(top, 0) : bottom] * 0.35).astype(np.uint8)
