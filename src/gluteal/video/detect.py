"""Finds people in a picture, turned ones too, and picks the one to follow."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from gluteal.video.container import Picture

Floats = npt.NDArray[np.float32]

_INPUT = 224
_SURE = 0.5
_ROOM = (
    1.25  # the area looked at is this much wider than the circle around the body, as the network was trained
)
_SAME = 0.5  # of half the larger side: middles closer than that are one person, seen whole and in part
_MOST = 4  # people that are told apart

NEAR = 0.5  # of the area's side (0.6 of a body's length): somebody found again at once is not further away
FURTHER = 1.0  # of the side: so much more for each second that they have not been seen
ALIKE = 2.0  # and not that many times larger or smaller


@dataclass(frozen=True, slots=True)
class Area:
    """A square around a person: its middle and side in pixels, and how far it is turned (radians, clockwise)."""

    x: float
    y: float
    side: float
    angle: float


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody found: where, how sure (0 to 1), and which of the people found it is (two turns may show one)."""

    area: Area
    score: float
    group: int


def area_of(centre: Floats, rim: Floats) -> Area:
    """Return the area around a body from the middle of its hips and a point on the circle around it."""
    angle = np.pi / 2 - np.arctan2(-(rim[1] - centre[1]), rim[0] - centre[0])
    angle -= 2 * np.pi * np.floor((angle + np.pi) / (2 * np.pi))
    side = 2 * _ROOM * float(np.hypot(*(rim - centre)))
    return Area(float(centre[0]), float(centre[1]), side, float(angle))


def most_likely(found: Sequence[Person], width: int, height: int) -> list[Person]:
    """Return people in the order of how much of the picture's middle they take up, each as surely as found."""

    def worth(one: Person) -> float:
        away = np.hypot((one.area.x - width / 2) / width, (one.area.y - height / 2) / height)
        return float(one.area.side * one.score * (1 - min(away, 1.0)))

    return sorted(found, key=worth, reverse=True)


def found_again(found: Sequence[Person], known: Area, since_s: float) -> list[Person]:
    """Return those who may be the person last seen in `known` so many seconds ago, the nearest first."""
    reach = (NEAR + FURTHER * since_s) * known.side

    def away(one: Person) -> float:
        return float(np.hypot(one.area.x - known.x, one.area.y - known.y))

    alike = (one for one in found if 1 / ALIKE < one.area.side / max(known.side, 1.0) < ALIKE)
    return sorted((one for one in alike if away(one) <= reach), key=away)


def interpreter(content: bytes, threads: int) -> Any:
    """Return a network that is ready to run, without the line that its library prints for each one."""
    from ai_edge_litert.interpreter import Interpreter  # type: ignore[import-untyped]

    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        made = Interpreter(model_content=content, num_threads=threads)
        made.allocate_tensors()
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
    return made


class Detector:
    """The network that finds people.

    Args:
        content: The network's file.
        threads: How many to run it with.

    """

    def __init__(self, content: bytes, threads: int) -> None:
        self._run = interpreter(content, threads)
        self._input = self._run.get_input_details()[0]["index"]
        widths = {int(one["shape"][-1]): one["index"] for one in self._run.get_output_details()}
        self._scores, self._boxes = widths[1], widths[12]
        self._anchors = _anchors()

    def __call__(self, picture: Picture, *, turned: bool = False, closely: bool = False) -> list[Person]:
        """Return the people in a picture, the surest first.

        Args:
            picture: Any size.
            turned: Look at the picture turned by a quarter, a half and three quarters as well.
            closely: Look at parts of it too: in the whole the network sees little but the largest person.

        """
        height, width = picture.shape[:2]
        views = [
            (width / 2, height / 2, float(max(width, height)), quarter)
            for quarter in range(4 if turned else 1)
        ]
        if closely:
            views += [(x, y, side, 0) for x, y, side in _parts(width, height)]
        found = sorted((one for view in views for one in self._look(picture, *view)), key=lambda one: -one[1])
        people: list[Person] = []
        for area, score in found:
            same = next((p.group for p in people if are_one(p.area, area)), None)
            # Of one person, one find for each way that they may lie is enough.
            if not any(p.group == same and abs(_angle_between(p.area, area)) < np.pi / 4 for p in people):
                group = len({p.group for p in people}) if same is None else same
                people.append(Person(area, score, group))
        return people[: 2 * _MOST]

    def _look(
        self, picture: Picture, x: float, y: float, side: float, quarter: int
    ) -> list[tuple[Area, float]]:
        import cv2

        to_picture = _from_square(x, y, side, quarter)
        shrinking = cv2.INTER_AREA if side > _INPUT and quarter == 0 else cv2.INTER_LINEAR
        square = cv2.warpAffine(picture, to_picture, (_INPUT, _INPUT), flags=shrinking | cv2.WARP_INVERSE_MAP)
        self._run.set_tensor(self._input, square[None].astype(np.float32) / 127.5 - 1)
        self._run.invoke()
        scores = self._run.get_tensor(self._scores)[0, :, 0]
        chosen = np.flatnonzero(scores >= np.log(_SURE / (1 - _SURE)))
        boxes = self._run.get_tensor(self._boxes)[0]
        found: list[tuple[Area, float]] = []
        for at in chosen[np.argsort(-scores[chosen])]:
            points = (boxes[at, 4:].reshape(4, 2) / _INPUT + self._anchors[at]) * _INPUT
            placed = points @ to_picture[:, :2].T + to_picture[:, 2]
            area = area_of(placed[0], placed[1])
            if area.side > 1 and not any(are_one(area, other) for other, _ in found):
                found.append((area, float(1 / (1 + np.exp(-scores[at])))))
        return found[:_MOST]


def _parts(width: int, height: int) -> list[tuple[float, float, float]]:
    """Return squares (middle and side) that cover a picture: three along its long side, and a closer one."""
    long, short = max(width, height), min(width, height)
    middles = {short / 2, long / 2, long - short / 2} if long > short * 1.1 else set()
    along = [(m, short / 2) if width >= height else (short / 2, m) for m in sorted(middles)]
    return [*((x, y, float(short)) for x, y in along), (width / 2, height / 2, short * 0.6)]


def _anchors() -> Floats:
    """Return the middles (0 to 1) that the network's answers are counted from, as it was trained."""
    rows = []
    for stride, repeat in ((8, 2), (16, 2), (32, 6)):
        count = _INPUT // stride
        y, x = np.mgrid[0:count, 0:count]
        middles = np.stack([(x.ravel() + 0.5) / count, (y.ravel() + 0.5) / count], axis=1)
        rows.append(np.repeat(middles, repeat, axis=0))
    return np.concatenate(rows).astype(np.float32)


def _from_square(x: float, y: float, side: float, quarter: int) -> Floats:
    """Return the 2 x 3 matrix from the network's square, turned clockwise by quarters, to the picture."""
    cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarter]
    turn = np.array([[cosine, -sine], [sine, cosine]], np.float32) * np.float32(side / _INPUT)
    middle = np.array([x, y], np.float32) - turn @ np.full(2, _INPUT / 2, np.float32)
    return np.column_stack([turn, middle]).astype(np.float32)


def are_one(one: Area, other: Area) -> bool:
    """Tell whether two areas are around the same body."""
    away = np.hypot(one.x - other.x, one.y - other.y)
    return bool(away < _SAME * max(one.side, other.side) / 2)


def _angle_between(one: Area, other: Area) -> float:
    return float((one.angle - other.angle + np.pi) % (2 * np.pi) - np.pi)
