"""How shapes become a moving picture: views set out on a page, outlines as paths, movement between key postures."""

from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from gluteal.lab.camera import View
from gluteal.lab.colour import Look

UNIT = 500  # drawn units in a metre
_MARGIN = 20  # units round each view
_GAP = 40  # units between views
_LABEL = 44  # units below a view for its name
_SHAPE = 1.5  # width to height that the whole picture comes near to
_SOFT = 0.12  # metres that soft parts may reach below the floor of the mechanics
_LEVEL = 0.9  # above this the eye looks level enough for the floor to be a line


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing in a view: its outline in each key posture and how it is painted."""

    points: NDArray[np.float64]  # (keys, n, 2) in metres
    paint: str
    closed: bool = True
    colours: tuple[str, ...] = ()  # of the line, one for each key posture
    widths: tuple[float, ...] = ()
    clear: tuple[float, ...] = ()  # how opaque


def page(panels: list[tuple[str, list[Shape], View]], seconds: float, look: Look, title: str) -> str:
    """Set the views out in rows and columns and write the picture."""
    boxes = [_box(shapes, view) for _, shapes, view in panels]
    labels = _LABEL if any(name for name, _, _ in panels) else 0
    wide, high = max(b[2] for b in boxes) + _GAP, max(b[3] for b in boxes) + labels + _GAP
    columns = _columns(len(boxes), wide, high)
    spots = [divmod(number, columns) for number in range(len(boxes))]
    widths = [
        max(b[2] for b, (_, c) in zip(boxes, spots, strict=True) if c == column) for column in range(columns)
    ]
    rows = spots[-1][0] + 1
    heights = [
        max(b[3] for b, (r, _) in zip(boxes, spots, strict=True) if r == row) + labels for row in range(rows)
    ]
    body = []
    for (name, shapes, view), (left, top, width, height), (row, column) in zip(
        panels, boxes, spots, strict=True
    ):
        x = sum(widths[:column]) + _GAP * column + (widths[column] - width) / 2
        y = sum(heights[:row]) + _GAP * row + heights[row] - labels - height
        body.append(f'<g transform="translate({x - left:.0f} {y - top:.0f})">')
        if view.up[2] > _LEVEL:
            ground = _ground(top, height)
            body.append(
                f'<path d="M{left:.0f} {ground:.0f}h{width:.0f}" stroke="{look.floor}" stroke-width="3"/>'
            )
        body += [_drawn(shape, seconds) for shape in shapes]
        if name:
            body.append(
                f'<text x="{left + width / 2:.0f}" y="{top + height + labels - 10:.0f}" fill="{look.text}"'
                f' font-family="system-ui, sans-serif" font-size="28" text-anchor="middle">{escape(name)}</text>'
            )
        body.append("</g>")
    across = sum(widths) + _GAP * (columns - 1)
    down = sum(heights) + _GAP * (rows - 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.0f} {down:.0f}" width="{across:.0f}"'
        f' height="{down:.0f}" role="img"><title>{escape(title)}</title>{"".join(body)}</svg>'
    )


def _ground(top: float, height: float) -> float:
    """Return where the floor is drawn: at 0, or below the soft parts where they are thicker than the mechanics take."""
    lowest = top + height - _MARGIN
    return lowest if 0 < lowest < _SOFT * UNIT else 0.0


def _columns(count: int, wide: float, high: float) -> int:
    """Return in how many columns so many views fill a page best whose sides are as _SHAPE to 1."""

    def waste(columns: int) -> float:
        rows = -(-count // columns)
        shape = columns * wide / (rows * high)
        return max(shape / _SHAPE, _SHAPE / shape) * columns * rows / count

    return min(range(1, count + 1), key=waste)


def _box(shapes: list[Shape], view: View) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a view in drawn units, down positive."""
    points = np.concatenate([shape.points.reshape(-1, 2) for shape in shapes]) * UNIT
    low, high = points.min(axis=0) - _MARGIN, points.max(axis=0) + _MARGIN
    if view.up[2] > _LEVEL:
        low[1] = min(low[1], -_MARGIN)  # the floor is always in the picture
    return float(low[0]), float(-high[1]), float(high[0] - low[0]), float(high[1] - low[1])


def _drawn(shape: Shape, seconds: float) -> str:
    """Write one shape, moving where its key postures differ."""
    routes = _routes(shape.points, shape.closed)
    moves = [
        ("d", routes),
        ("stroke", list(shape.colours)),
        ("stroke-width", [f"{w:.0f}" for w in shape.widths]),
    ]
    inside = "".join(_animated(name, values, seconds) for name, values in moves if len(set(values)) > 1)
    first = " ".join(f'{name}="{values[0]}"' for name, values in moves if values)
    return f"<path {first} {shape.paint}>{inside}</path>" if inside else f"<path {first} {shape.paint}/>"


def _animated(name: str, values: list[str], seconds: float) -> str:
    return (
        f'<animate attributeName="{name}" dur="{seconds:.2f}s" repeatCount="indefinite"'
        f' values="{";".join(values)}"/>'
    )


def _routes(points: NDArray[np.float64], closed: bool) -> list[str]:
    """Write points (keys, n, 2) in metres as one path of whole units each, every step from the one before."""
    whole = (points * [UNIT, -UNIT]).round().astype(int)
    whole[:, 1:] -= whole[:, :-1].copy()
    form = "M%d %dl" + " ".join(["%d %d"] * (points.shape[1] - 1)) + ("z" if closed else "")
    return [(form % tuple(route)).replace(" -", "-") for route in whole.reshape(len(points), -1).tolist()]
