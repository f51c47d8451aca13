"""Arms of the figure: one on each side, whole, above the floor, and at what the hands hold."""

import numpy as np
import pytest

from gluteal.body.solve import Body
from gluteal.catalogue.load import load
from gluteal.lab.figure import Block, Figure, Line
from gluteal.lab.motion import motion, reason_left_out
from gluteal.lab.showing import drawn

CATALOGUE = load()
EXERCISES = [
    e.slug for e in CATALOGUE.exercises.values() if reason_left_out(CATALOGUE.choices[e.slug], e) is None
]


@pytest.fixture(scope="module")
def body() -> Body:
    return Body()


def made(body: Body, slug: str, side: str = "right") -> Figure:
    return drawn(body, motion(slug, {}, side, frames=8, skeleton=body.skeleton), None)


def lines(figure: Figure, kind: str) -> list[np.ndarray]:
    return [prop.points for prop in figure.props if isinstance(prop, Line) and prop.kind == kind]


@pytest.mark.parametrize("slug", EXERCISES)
def test_each_figure_has_two_whole_arms_above_the_floor(body: Body, slug: str) -> None:
    arms = lines(made(body, slug), "arm")
    assert len(arms) == 2
    for points in arms:
        assert points.shape[1:] == (4, 3)
        assert points[..., 2].min() > 0
        upper, fore = (np.linalg.norm(points[:, at + 1] - points[:, at], axis=1) for at in (1, 2))
        assert (upper > 0.1).all()
        assert (upper + fore < 0.75).all()


def test_hands_hold_the_bar_and_the_weight(body: Body) -> None:
    bar = lines(made(body, "squat-barbell"), "bar")[0]
    for arm in lines(made(body, "squat-barbell"), "arm"):
        along = bar[:, 1] - bar[:, 0]
        off = np.cross(arm[:, 3] - bar[:, 0], along) / np.linalg.norm(along, axis=1)[:, None]
        assert np.linalg.norm(off, axis=1).max() < 0.02
    lunge = made(body, "lunge-dumbbell")
    hands = [arm[:, 3] for arm in lines(lunge, "arm")]
    for weight in lines(lunge, "weight"):
        middle = weight.mean(axis=1)
        assert min(np.linalg.norm(hand - middle, axis=1).max() for hand in hands) < 0.06


def test_the_wall_stands_where_the_leg_is_pressed_and_a_rail_where_hands_hold(body: Body) -> None:
    figure = made(body, "wall-press-isometric")
    walls = [prop for prop in figure.props if isinstance(prop, Block) and prop.kind == "wall"]
    assert len(walls) == 1
    other = made(body, "wall-press-isometric", "left")
    (mirror,) = [prop for prop in other.props if isinstance(prop, Block) and prop.kind == "wall"]
    assert mirror.middle[1] == pytest.approx(-walls[0].middle[1], abs=0.01)
    assert not [
        p for p in made(body, "static-abduction-supine").props if isinstance(p, Block) and p.kind == "wall"
    ]
    held = made(body, "single-leg-stance-two-hands")
    assert lines(held, "bar")
