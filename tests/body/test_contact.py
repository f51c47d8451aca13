"""Contacts: where they press, which are refused."""

import pytest

from gluteal.body.balance import pyramid
from gluteal.body.contact import Contact
from gluteal.body.errors import BodyError
from gluteal.body.skeleton import Spot
from gluteal.errors import UnknownName


def test_a_mirrored_contact_is_on_the_other_side_and_presses_the_other_way() -> None:
    wall = Contact(on="hand-side_r", normal=(0, 1, 0), friction=0.5)
    there = wall.mirrored()
    assert (there.on, there.normal) == ("hand-side_l", (0, -1, 0))
    assert there.mirrored() == wall
    assert [spot.mirrored() for spot in wall.spots] == list(there.spots)
    assert Contact(on="foot_r", body="calcn_l").mirrored().body == "calcn_r"


@pytest.mark.parametrize("normal", [(0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0), (0.6, 0.8, 0.0)])
def test_the_friction_pyramid_lies_inside_the_cone(normal: tuple[float, float, float]) -> None:
    edges, _ = pyramid(normal, 0.5)
    for edge in edges:
        along = float(edge @ normal)
        across = float((edge @ edge - along**2) ** 0.5)
        assert along == pytest.approx(1)
        assert across == pytest.approx(0.5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": "foot_r", "friction": -0.1},
        {"on": "foot_r", "friction": float("nan")},
        {"on": "foot_r", "normal": (0, 0, 2)},
        {"on": "foot_r", "normal": (0, float("nan"), 1)},
        {"on": "foot_r", "carries": (0.5, 0.2)},
        {"on": (Spot("femur_r", (0, 0, 0)), Spot("tibia_r", (0, 0, 0)))},
        {"on": ()},
    ],
)
def test_an_impossible_contact_is_a_sentence(wrong: dict) -> None:
    with pytest.raises(BodyError):
        Contact(**wrong)


def test_an_unknown_support_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="foot_r"):
        Contact(on="feet_r")
