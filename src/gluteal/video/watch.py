"""A film watched from end to end: the landmarks of one person, held frugally, and as the form engine takes them."""

import json
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from gluteal.form.landmark import Depth, Frame, Place, Spot
from gluteal.form.recording import FORMAT, VERSION, Recording
from gluteal.video.decode import Film
from gluteal.video.pose import POINTS, Floats, Pose, Tracker

Progress = Callable[[float], None]
"""Called with the seconds of the film that have been looked at."""

_CHUNK = 1024
# Where each point of the engine stands among the 33 of the network.
_PLACE = np.array([0, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32])


class Track:
    """Landmarks of one person over a film: about 800 bytes a frame, 85 MB for an hour at 30 a second.

    Attributes:
        size: Width and height of the pictures.
        times: Seconds of each frame.
        people: The most people seen at once.

    """

    def __init__(self, size: tuple[int, int]) -> None:
        self.size, self.times, self.people = size, array("d"), 0
        self._image: list[Floats] = []
        self._world: list[Floats] = []

    def __len__(self) -> int:
        """Return the number of frames, with a person or without."""
        return len(self.times)

    def add(self, t: float, pose: Pose | None) -> None:
        """Take the next frame."""
        at = len(self.times) % _CHUNK
        if at == 0:
            self._image.append(np.full((_CHUNK, POINTS, 3), np.nan, np.float32))
            self._world.append(np.full((_CHUNK, POINTS, 3), np.nan, np.float32))
        if pose is not None:
            self._image[-1][at] = pose.image[:, [0, 1, 3]]
            self._world[-1][at] = pose.world
        self.times.append(t)

    def image(self, number: int) -> Floats | None:
        """Return 33 x 3 (x, y in pixels, visibility) of a frame; None where nobody was seen."""
        found = self._image[number // _CHUNK][number % _CHUNK]
        return None if np.isnan(found[0, 0]) else found

    def world(self, number: int) -> Floats | None:
        """Return 33 x 3 metres of a frame; None where nobody was seen."""
        found = self._world[number // _CHUNK][number % _CHUNK]
        return None if np.isnan(found[0, 0]) else found

    @property
    def seen(self) -> float:
        """The share of frames with a person, 0 to 1."""
        held = sum(self.image(number) is not None for number in range(len(self)))
        return held / max(len(self), 1)

    def recording(self, source: str) -> Recording:
        """Return the frames for the form engine, each made when it is asked for."""
        return Recording(self._frames(), self.size, Depth.ESTIMATED, source)

    def _frames(self) -> Iterator[Frame]:
        for number, t in enumerate(self.times):
            image, world = self.image(number), self.world(number)
            if image is None or world is None:
                yield Frame(t)
                continue
            spots: list[Spot] = [tuple(row) for row in image[_PLACE].tolist()]
            places: list[Place] = [tuple(row) for row in world[_PLACE].tolist()]
            yield Frame(t, tuple(spots), tuple(places))

    def write(self, path: Path, exercise: str) -> None:
        """Write a landmark document (docs/data-formats.md), one frame a line; half a file never stands there."""
        draft = path.with_name(f".{path.name}.part")
        try:
            with draft.open("w", encoding="utf-8") as out:
                head = {
                    "format": FORMAT,
                    "version": VERSION,
                    "kind": "blazepose",
                    "size": list(self.size),
                    "points": "pixel",
                    "exercise": exercise,
                }
                out.write(json.dumps(head) + "\n")
                for number, t in enumerate(self.times):
                    out.write(json.dumps(self._line(number, t), separators=(",", ":")) + "\n")
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _line(self, number: int, t: float) -> dict[str, object]:
        image, world = self.image(number), self.world(number)
        if image is None or world is None:
            return {"t": round(t, 4)}
        spots = [[round(x, 2), round(y, 2), round(v, 3)] for x, y, v in image.tolist()]
        places = [[round(value, 4) for value in row] for row in world.tolist()]
        return {"t": round(t, 4), "image": spots, "world": places}


def watch(film: Film, tracker: Tracker, progress: Progress | None = None) -> Track:
    """Return the landmarks of the person followed through a film."""
    track = Track((film.width, film.height))
    for frame in film:
        track.add(frame.t, tracker(frame.picture, frame.t))
        if progress is not None:
            progress(frame.t)
    track.people = tracker.people
    return track
