"""The light figure: sound SVG without script or style, that moves smoothly or stands still, and reads in grey."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from gluteal.lab.colour import DAY, NIGHT, STOPS, colour
from gluteal.lab.drawing import KEYS, svg
from gluteal.lab.showing import figure_of, shapes

SPACE = "{http://www.w3.org/2000/svg}"


def picture(slug: str, **how: object) -> str:
    return svg(figure_of(slug, {}), *shapes(), title="A <title> & more", **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "slug", ["side-lying-abduction", "hip-thrust", "single-leg-squat", "lateral-step-up"]
)
def test_every_movement_passes_through_the_same_number_of_like_postures(slug: str) -> None:
    root = ElementTree.fromstring(picture(slug))
    moved = root.findall(f".//{SPACE}animate")
    assert len(moved) > 50
    for one in moved:
        values = one.attrib["values"].split(";")
        assert len(values) == KEYS
        if one.attrib["attributeName"] == "d":
            # A browser moves one outline into the next only where both have as many points.
            assert len({len(re.findall(r"-?\d+", value)) for value in values}) == 1


def test_the_picture_holds_no_script_no_style_and_its_title_in_plain_text() -> None:
    text = picture("clamshell")
    assert not re.search(r"<script|<style|style=|href=|\son\w+=", text)
    assert ElementTree.fromstring(text).findtext(f"{SPACE}title") == "A <title> & more"


def test_a_still_picture_shows_two_postures_and_one_where_nothing_moves() -> None:
    def views(slug: str) -> int:
        root = ElementTree.fromstring(picture(slug, still=True))
        assert not root.findall(f".//{SPACE}animate")
        return len(root.findall(f"{SPACE}g"))

    assert views("squat") == 4
    assert views("single-leg-stance") == 2


def test_the_best_view_is_the_one_in_which_more_moves() -> None:
    assert picture("side-lying-abduction", show=("best",)) == picture("side-lying-abduction", show=("front",))
    assert picture("squat", show=("best",)) == picture("squat", show=("side",))


def luminance(name: str) -> float:
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4
        for p in (int(name[at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_more_load_is_darker_by_day_and_brighter_by_night_so_that_grey_tells_it_too() -> None:
    loads = [step / 40 for step in range(41)]
    day = [luminance(colour(load, DAY)) for load in loads]
    night = [luminance(colour(load, NIGHT)) for load in loads]
    assert all(a > b for a, b in pairwise(day))
    assert all(a < b for a, b in pairwise(night))
    assert len(STOPS) == len(DAY) == len(NIGHT)
    assert colour(-1, DAY) == colour(0, DAY)
    assert colour(7, DAY) == colour(1, DAY)
