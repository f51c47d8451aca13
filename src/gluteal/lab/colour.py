"""The colours of load: by day from pale to dark, by night from dim to bright, so that each also reads in grey."""

from collections.abc import Sequence

Colour = tuple[int, int, int]

STOPS: tuple[float, ...] = (0.0, 0.1, 0.25, 0.5, 1.0)
"""Loads, as shares of a muscle's strength, at which the colours below stand; low loads get most of the scale."""

DAY: tuple[Colour, ...] = ((214, 200, 186), (236, 183, 120), (226, 120, 50), (182, 44, 32), (92, 10, 30))
NIGHT: tuple[Colour, ...] = ((84, 72, 70), (130, 62, 66), (196, 74, 50), (240, 140, 50), (255, 232, 150))


def colour(load: float, scale: Sequence[Colour]) -> str:
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
