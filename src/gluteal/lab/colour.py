"""The colours of the figure: those of load go from pale to dark by day, from dim to bright by night, and read in grey."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Colour = tuple[int, int, int]

STOPS: tuple[float, ...] = (0.0, 0.1, 0.25, 0.5, 1.0)
"""Loads, as shares of a muscle's strength, at which the colours below stand; low loads get most of the scale."""

DAY: tuple[Colour, ...] = ((214, 200, 186), (236, 183, 120), (226, 120, 50), (182, 44, 32), (92, 10, 30))
NIGHT: tuple[Colour, ...] = ((84, 72, 70), (130, 62, 66), (196, 74, 50), (240, 140, 50), (255, 232, 150))


@lru_cache(maxsize=1024)
def colour(load: float, scale: tuple[Colour, ...]) -> str:
    """Return the colour of a load, 0 to 1, as `#rrggbb`."""
    load = min(max(load, 0.0), 1.0)
    for low, high, one, other in zip(STOPS, STOPS[1:], scale, scale[1:], strict=False):
        if load <= high:
            share = (load - low) / (high - low)
            return _hex(tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)))
    return _hex(scale[-1])


def _hex(colour: Sequence[int]) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def scales() -> dict[str, object]:
    """Return both scales for the browser: the stops, and a list of colours for day and for night."""
    return {
        "stops": STOPS,
        "day": [_hex(entry) for entry in DAY],
        "night": [_hex(entry) for entry in NIGHT],
    }


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of the light figure in one theme."""

    near: str
    trunk: str
    far: str
    edge: str
    bone: str
    bone_edge: str
    thing: str
    floor: str
    text: str
    scale: Sequence[Colour]


DAYLIGHT = Look(
    "#eddccb", "#f1e3d5", "#dccab8", "#c3ab95", "#fffdf9", "#b59d86", "#8d7b6c", "#b9a795", "#65574d", DAY
)
NIGHTLY = Look(
    "#4a3e37", "#443832", "#382e2a", "#a08c7e", "#85746a", "#b09c8f", "#a59387", "#6b5b52", "#c0afa3", NIGHT
)
