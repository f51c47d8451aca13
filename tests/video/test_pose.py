"""People in real pictures: found, followed, found again, also lying and among others."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gluteal.video.container import Picture
from gluteal.video.decode import Film
from gluteal.video.detect import Area, Person, found_again, most_likely
from gluteal.video.pose import Pose, Tracker

pytestmark = pytest.mark.usefixtures("networks")

LEFT_HIP, RIGHT_HIP, LEFT_ANKLE, RIGHT_ANKLE = 23, 24, 27, 28


@pytest.fixture(scope="module")
def pictures(balancing: Path) -> list[tuple[float, Picture]]:
    """Ten pictures a second of a man who stands on his left leg, seen from behind."""
    with Film(balancing / "cam04.mp4", rate=10) as film:
        return [(frame.t, frame.picture) for frame in film]


@pytest.fixture(scope="module")
def upright(pictures: list[tuple[float, Picture]]) -> list[Pose | None]:
    tracker = Tracker("lite")
    return [tracker(picture, t) for t, picture in pictures]


def seen(poses: list[Pose | None]) -> Iterator[Pose]:
    for pose in poses:
        assert pose is not None
        yield pose


def test_a_man_on_one_leg_is_followed_through_the_whole_clip(upright: list[Pose | None]) -> None:
    found = list(seen(upright))
    assert len(found) == 17
    for pose in found:
        assert pose.image.shape == (33, 4)
        assert pose.world.shape == (33, 3)
        assert pose.presence > 0.5
        assert pose.image[LEFT_HIP, 0] < pose.image[RIGHT_HIP, 0], "from behind his left is on the left"
    # At 0.8 s the right foot is lifted furthest to the side (read from the film by eye).
    spread = [float(p.image[RIGHT_ANKLE, 0] - p.image[LEFT_ANKLE, 0]) for p in found]
    assert np.argmax(spread) / 10 == pytest.approx(0.8, abs=0.15)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_somebody_lying_is_found_where_the_upright_one_was(
    pictures: list[tuple[float, Picture]], upright: list[Pose | None], quarters: int
) -> None:
    for lying in (True, False):
        tracker = Tracker("lite", lying=lying)
        found = list(seen([tracker(np.ascontiguousarray(np.rot90(p, quarters)), t) for t, p in pictures[:4]]))
        for pose, straight in zip(found, seen(upright[:4]), strict=True):
            lies = np.rot90(pictures[0][1], quarters)
            back = turned_back(pose.image[:, :2], quarters, lies.shape)
            assert np.median(np.hypot(*(back - straight.image[:, :2]).T)) < 15


def turned_back(points: Any, quarters: int, shape: tuple[int, ...]) -> Any:
    height, width = shape[:2]
    for _ in range(quarters):
        # What is at (x, y) after a quarter turn to the left was at (height - y, x) before it.
        points = np.stack([height - points[:, 1], points[:, 0]], axis=1)
        height, width = width, height
    return points


def test_nobody_is_seen_where_nobody_is() -> None:
    tracker = Tracker("lite")
    grey = np.full((360, 640, 3), 127, np.uint8)
    noise = np.random.default_rng(1).integers(0, 255, (360, 640, 3), np.uint8)
    assert tracker(grey, 0.0) is None
    assert tracker(noise, 0.1) is None
    assert tracker.people == 0


def test_of_two_the_one_in_the_middle_is_followed_and_no_other_taken_for_him(
    pictures: list[tuple[float, Picture]], upright: list[Pose | None]
) -> None:
    tracker = Tracker("lite")
    for (t, picture), alone in zip(pictures[:6], seen(upright[:6]), strict=True):
        both = with_a_neighbour(picture)
        pose = tracker(both, t)
        assert pose is not None
        middle = pose.image[:, :2] - (picture.shape[1], 0)
        assert np.median(np.hypot(*(middle - alone.image[:, :2]).T)) < 20
    assert tracker.people == 2
    both[:, : 2 * picture.shape[1]] = 127  # he leaves, the other one stays
    assert tracker(both, t + 0.1) is None
    assert tracker(both, t + 10) is not None, "after a while the one who is there is followed"


def with_a_neighbour(picture: Picture) -> Picture:
    """Return the man in the middle of a wide picture, and once more at its right edge."""
    wide = np.full((picture.shape[0], 3 * picture.shape[1], 3), 127, np.uint8)
    wide[:, picture.shape[1] : 2 * picture.shape[1]] = picture
    wide[:, 2 * picture.shape[1] :] = picture
    return wide


def person(x: float, y: float, side: float, score: float = 0.9, group: int = 0) -> Person:
    return Person(Area(x, y, side, 0.0), score, group)


def test_who_takes_up_the_middle_comes_first() -> None:
    big, small = person(640, 360, 600), person(600, 300, 200)
    aside, unsure = person(1250, 700, 600), person(640, 360, 600, 0.5)
    assert most_likely([small, unsure, aside, big], 1280, 720)[0] is big
    assert most_likely([small, aside], 1280, 720)[0] is aside


def test_only_somebody_near_and_of_like_size_is_found_again() -> None:
    known = Area(600, 300, 400, 0.0)
    near, nearer, far, tiny = (
        person(750, 300, 380),
        person(650, 300, 420),
        person(1200, 300, 400),
        person(600, 300, 100),
    )
    assert found_again([far, near, tiny, nearer], known, 0.0) == [nearer, near]
    assert found_again([far, near, tiny, nearer], known, 1.5) == [nearer, near, far]
