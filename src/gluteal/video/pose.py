"""From pictures to 33 landmarks a picture: BlazePose on LiteRT, following one person through the clip."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gluteal.packages.fetch import Report
from gluteal.video import models
from gluteal.video.container import Picture
from gluteal.video.detect import (
    Area,
    Detector,
    are_one,
    area_of,
    found_again,
    interpreter,
    most_likely,
)

Floats = npt.NDArray[np.float32]

POINTS = 33
_INPUT = 256  # pixels of the landmark network's square
_ALL = 39  # landmarks it gives: 33, the two from which the next area follows, and four that are not used
_CENTRE, _RIM = 33, 34  # middle of the hips, and a point on the circle around the body
_HEAT, _WINDOW = 64, 3  # the heat map's side; pixels around a landmark in which it is looked at
_SURE = 0.5  # the networks' own threshold for "somebody is there" and for a heat map that says where

JUMP = 0.5  # of the area's side: further from one picture to the next is somebody else
GROWTH = 1.7  # times larger or smaller likewise
AGAIN_S = 0.4  # between two close looks for somebody who is not there
SURELY = 0.75  # score from which somebody counts as one more person in the picture
PATIENCE_S = 3.0  # for how long somebody lost is looked for before another person is followed


@dataclass(frozen=True, slots=True)
class Pose:
    """One person in one picture.

    Attributes:
        image: 33 x 4: x and y in pixels of the picture (right, down), z in about the same scale (away from the
            camera positive, 0 at the hips), visibility 0 to 1.
        world: 33 x 3: metres from the middle of the hips (x right in the picture, y down, z away from the camera).
        presence: How sure the network is that somebody is there, 0 to 1.

    """

    image: Floats
    world: Floats
    presence: float


class Tracker:
    """Finds a person and follows them from picture to picture; one tracker per clip.

    Of several people the one followed is the one who takes up most of the middle of the picture when somebody is
    first seen; once lost, only somebody near that place and of that size is taken for the same person, for a while.

    Args:
        size: Which network: heavy is the most accurate, lite the fastest.
        lying: Whether the person is expected to lie: then people are looked for with the picture turned as well,
            whatever is found upright.
        threads: Of the network.
        report: Told how far the download is, on the first use ever.

    Raises:
        PackagesMissing, BadData: If the networks cannot be had.

    """

    def __init__(
        self,
        size: models.Size = "heavy",
        *,
        lying: bool = False,
        threads: int = 2,
        report: Report | None = None,
    ) -> None:
        self._detector = Detector(models.detector(report), threads)
        self._network = LandmarkNetwork(models.landmarks(size, report), threads)
        self._lying = lying
        self._area: Area | None = None
        self._last: tuple[float, Area] | None = None  # when and where the person was last seen
        self._look_at = 0.0  # when to look closely again
        self.people = 0
        """The most people seen at once, wherever people were looked for."""

    def __call__(self, picture: Picture, t: float) -> Pose | None:
        """Return the landmarks of the person followed in a picture at `t` seconds; None where they are not seen."""
        if self._area is not None:
            pose, following = self._network(picture, self._area)
            if pose is not None and not _jumped(self._area, following):
                return self._keep(pose, following, t)
            self._area = None
        return self._look(picture, t)

    def _look(self, picture: Picture, t: float) -> Pose | None:
        # Where nobody is, looking closely at every picture would take longer than all else.
        closely = t >= self._look_at
        found = self._detector(picture, turned=self._lying and closely, closely=closely)
        if not found and closely:
            found = self._detector(picture, turned=True)
        if closely:
            self._look_at = t + AGAIN_S
        height, width = picture.shape[:2]
        if self._last is not None and t - self._last[0] <= PATIENCE_S:
            ranked = found_again(found, self._last[1], t - self._last[0])
        else:
            ranked = most_likely(found, width, height)
        best: tuple[Pose, Area] | None = None
        others: list[Area] = []
        for candidate in (*ranked, *(one for one in found if one not in ranked)):
            pose, following = self._network(picture, candidate.area)
            if pose is None:
                continue
            # The same body may be found several times, turned or in part; its landmarks tell that it is one.
            sure = candidate.score >= SURELY or not others
            if sure and not any(are_one(following, other) for other in others):
                others.append(following)
            may_be = candidate in ranked and candidate.group == ranked[0].group
            if may_be and (best is None or pose.presence > best[0].presence):
                best = pose, following
        self.people = max(self.people, len(others))
        return None if best is None else self._keep(*best, t)

    def _keep(self, pose: Pose, following: Area, t: float) -> Pose:
        self._area, self._last = following, (t, following)
        return pose


def _jumped(before: Area, after: Area) -> bool:
    away = float(np.hypot(after.x - before.x, after.y - before.y))
    ratio = max(after.side, 1.0) / max(before.side, 1.0)
    return away > JUMP * before.side or not 1 / GROWTH < ratio < GROWTH


class LandmarkNetwork:
    """The network that finds landmarks within a square area around one person.

    Args:
        content: The network's file.
        threads: How many to run it with.

    """

    def __init__(self, content: bytes, threads: int) -> None:
        self._run = interpreter(content, threads)
        self._input = self._run.get_input_details()[0]["index"]
        shapes = {tuple(one["shape"][1:]): one["index"] for one in self._run.get_output_details()}
        self._points, self._world, self._presence = shapes[195,], shapes[117,], shapes[1,]
        self._heat = shapes[_HEAT, _HEAT, _ALL]
        self._padded = np.full((_HEAT + 2 * _WINDOW, _HEAT + 2 * _WINDOW, _ALL), -50, np.float32)
        self._pixels = np.empty((1, _INPUT, _INPUT, 3), np.float32)
        span = np.arange(2 * _WINDOW + 1)
        self._rows, self._columns = span[:, None], span[None, :]

    def __call__(self, picture: Picture, area: Area) -> tuple[Pose | None, Area]:
        """Return the person in `area`, None where the network sees none, and the area to look at next."""
        import cv2

        turn, to_picture = _turn(area.angle), _from_square(area)
        square = cv2.warpAffine(
            picture, to_picture, (_INPUT, _INPUT), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        )
        np.multiply(square, np.float32(1 / 255), out=self._pixels[0], casting="unsafe")
        self._run.set_tensor(self._input, self._pixels)
        self._run.invoke()
        presence = float(self._run.get_tensor(self._presence)[0, 0])
        if not presence >= _SURE:
            return None, area
        points = self._run.get_tensor(self._points)[0].reshape(_ALL, 5).copy()
        self._refine(points)
        placed = points[:, :2] @ to_picture[:, :2].T + to_picture[:, 2]
        world = self._run.get_tensor(self._world)[0].reshape(_ALL, 3).copy()
        world[:, :2] = world[:, :2] @ turn.T
        image = np.empty((POINTS, 4), np.float32)
        image[:, :2] = placed[:POINTS]
        image[:, 2] = points[:POINTS, 2] * (area.side / _INPUT)
        image[:, 3] = _sigmoid(points[:POINTS, 3])
        return Pose(image, world[:POINTS], presence), area_of(placed[_CENTRE], placed[_RIM])

    def _refine(self, points: Floats) -> None:
        """Move each landmark to the middle of the heat around it, where the heat map is sure, all at once."""
        self._padded[_WINDOW:-_WINDOW, _WINDOW:-_WINDOW] = self._run.get_tensor(self._heat)[0]
        scale = _INPUT / _HEAT
        column = (points[:, 0] / scale).astype(int)
        row = (points[:, 1] / scale).astype(int)
        inside = (column >= 0) & (column < _HEAT) & (row >= 0) & (row < _HEAT) & np.isfinite(points[:, 0])
        column, row = np.where(inside, column, 0), np.where(inside, row, 0)
        which = np.arange(_ALL)[:, None, None]
        heat = _sigmoid(
            self._padded[row[:, None, None] + self._rows, column[:, None, None] + self._columns, which]
        )
        sure = inside & (heat.max(axis=(1, 2)) >= _SURE)
        total = heat.sum(axis=(1, 2))
        x = (heat * (column[:, None, None] + self._columns - _WINDOW)).sum(axis=(1, 2)) / total * scale
        y = (heat * (row[:, None, None] + self._rows - _WINDOW)).sum(axis=(1, 2)) / total * scale
        points[sure, 0], points[sure, 1] = x[sure], y[sure]


def _turn(angle: float) -> Floats:
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, -sine], [sine, cosine]], np.float32)


def _from_square(area: Area) -> Floats:
    """Return the 2 x 3 matrix from the network's square to the picture."""
    turn = _turn(area.angle) * np.float32(area.side / _INPUT)
    middle = np.array([area.x, area.y], np.float32) - turn @ np.full(2, _INPUT / 2, np.float32)
    return np.column_stack([turn, middle]).astype(np.float32)


def _sigmoid(values: Floats) -> Floats:
    return (1 / (1 + np.exp(-np.clip(values, -50, 50)))).astype(np.float32)
