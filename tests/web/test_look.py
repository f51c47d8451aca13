"""The colours of the design system: text stands out enough from what is behind it, by day and by night."""

import re
from pathlib import Path

import pytest

import gluteal.web

CSS = (Path(gluteal.web.__file__).parent / "static" / "gluteal" / "gluteal.css").read_text(encoding="utf-8")

TEXT = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "accent-soft"),
    ("ink", "good-soft"),
    ("muted", "paper"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("muted", "accent-soft"),
    ("muted", "good-soft"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent-ink", "accent"),
    ("accent-soft-ink", "accent-soft"),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("bad", "surface"),
]
SHAPES = [
    ("field-line", "surface"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("bar", "sunken"),
    ("good", "surface"),
]


def tokens(dark: bool) -> dict[str, str]:
    day, night = re.findall(r":root \{(.*?)\}", CSS, re.S)
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", day))
    return {**found, **dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", night))} if dark else found


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(front: str, back: str, dark: bool) -> None:
    colours = tokens(dark)
    assert contrast(colours[front], colours[back]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_shapes_that_mean_something_can_be_seen(front: str, back: str, dark: bool) -> None:
    colours = tokens(dark)
    assert contrast(colours[front], colours[back]) >= (2.4 if front == "bar" else 3.0)


def test_every_token_used_is_defined() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)", CSS))
    defined = set(re.findall(r"--([a-z0-9-]+):", CSS))
    assert used <= defined
