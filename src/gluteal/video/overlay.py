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
_BOLD = 700
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
    """Write words whose line stands on `y`; with `right`, ending at `x`. Long words are written smaller."""
    import cv2

    face: Any = cv2.FontFace("sans") if hasattr(cv2, "FontFace") else None
    room = (x if right else picture.shape[1] - x) - size // 4
    if face is None:  # OpenCV before 5 knows only letters without accents
        words = words.encode("ascii", "replace").decode()
    wide = _width(words, face, size)
    if wide > room > 0:
        size = max(8, size * room // wide)
        wide = _width(words, face, size)
    x = x - wide if right else x
    edge = max(1, size // 24)
    around = [(dx, dy) for dx in (-edge, 0, edge) for dy in (-edge, 0, edge)]
    for dx, dy, ink in [*((dx, dy, (0, 0, 0)) for dx, dy in around), (0, 0, (255, 255, 255))]:
        if face is None:
            at, thick = (x + dx, y + dy), max(1, size // 12)
            cv2.putText(picture, words, at, cv2.FONT_HERSHEY_SIMPLEX, size / 30, ink, thick, cv2.LINE_AA)
        else:
            cv2.putText(picture, words, (x + dx, y + dy), ink, face, size, _BOLD)


def _width(words: str, face: Any, size: int) -> int:
    import cv2

    if face is None:
        return int(cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, size / 30, max(1, size // 12))[0][0])
    return int(cv2.getTextSize((10_000, 1000), words, (0, 0), face, size, _BOLD)[2])


def shade(picture: Picture, top: int, bottom: int) -> None:
    """Darken a band of rows, so that words on it can be read."""
    picture[max(top, 0) : bottom] = (picture[max(top, 0) : bottom] * 0.35).astype(np.uint8)
