"""The light figure: a small moving picture (SVG) of a motion from two sides, with no script and no style in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
from numpy.typing import NDArray

from gluteal.lab.bones import Bone
from gluteal.lab.camera import View, flat
from gluteal.lab.colour import DAYLIGHT, NIGHTLY, Look, colour
from gluteal.lab.figure import Block, Figure, Line
from gluteal.lab.outline import Pose, Segment, flat_bone, long_bone, soft

KEYS = 13  # postures that a moving picture passes through
_UNIT = 500  # drawn units in a metre
_MARGIN = 20  # units round each view
_GAP = 40  # units between views
_LABEL = 44  # units below a view for its name
_SHAPE = 1.5  # width to height that the whole picture comes near to
_SOFT = 0.12  # metres that soft parts may reach below the floor of the mechanics
_LEVEL = 0.9  # above this the eye looks level enough for the floor to be a line
_STRAND = 5  # points of a muscle
_FAR = 0.45  # opacity of the muscles of the side that is turned away
_IDLE, _PLAIN = (
    0.4,
    0.08,
)  # opacity of a muscle that does nothing; the load from which on it hides what is behind


_FLAT_BONES = ("pelvis", "sacrum", "lumbar5", "lumbar4", "lumbar3", "lumbar2", "lumbar1")


@dataclass(frozen=True, slots=True)
class Shape:
    """One thing in a view: its outline in each key posture and how it is painted."""

    points: NDArray[np.float64]  # (keys, n, 2) in metres
    paint: str
    closed: bool = True
    colours: tuple[str, ...] = ()  # of the line, one for each key posture
    widths: tuple[float, ...] = ()
    clear: tuple[float, ...] = ()  # how opaque


def svg(
    figure: Figure,
    bones: Iterable[Bone],
    parts: Iterable[Segment],
    *,
    night: bool = False,
    still: bool = False,
    show: Sequence[str] = ("front", "side"),
    names: Mapping[str, str] | None = None,
    title: str = "",
) -> str:
    """Return the picture as SVG text.

    Args:
        figure: The motion.
        bones: The bones of the body model.
        parts: Its soft parts.
        night: For a dark background.
        still: Two postures instead of movement: the start, and the one farthest from it.
        show: The names of the views, in order; "best" is the one of front and side that shows more of the movement.
        names: What to write under each view, by `View.title`; nothing where it is left out.
        title: What the picture shows, for those who do not see it.

    """
    look = NIGHTLY if night else DAYLIGHT
    keys = _keys(figure)
    held, parts = {bone.body: bone for bone in bones}, tuple(parts)
    panels = []
    for view in _wanted(figure, keys, show):
        shapes = _shapes(figure, held, parts, view, keys, look)
        name = (names or {}).get(view.title, "")
        if still:
            for key in (0, _farthest(figure, keys)):
                panels.append((name, _only(shapes, key), view))
        else:
            panels.append((name, shapes, view))
    return _page(panels, float(figure.seconds[-1]), look, title)


def _wanted(figure: Figure, keys: NDArray[np.int64], show: Sequence[str]) -> list[View]:
    named = {view.name: view for view in figure.views}

    def seen(name: str) -> float:
        """Return how far bones travel in a view, from the start, in the mean over the motion."""
        travelled = flat(figure.places[keys] - figure.places[keys[0]], named[name])[..., :2]
        return float(np.linalg.norm(travelled, axis=2).mean())

    return [named[max(("front", "side"), key=seen) if name == "best" else name] for name in show]


def _keys(figure: Figure) -> NDArray[np.int64]:
    """Return the frames nearest to KEYS moments evenly spread over the motion."""
    moments = np.linspace(figure.seconds[0], figure.seconds[-1], KEYS)
    return np.asarray(np.abs(figure.seconds[:, None] - moments).argmin(axis=0))


def _farthest(figure: Figure, keys: NDArray[np.int64]) -> int:
    away = figure.places[keys] - figure.places[keys[0]]
    return int(np.linalg.norm(away, axis=2).sum(axis=1).argmax())


def _only(shapes: list[Shape], key: int) -> list[Shape]:
    one = slice(key, key + 1)
    return [
        Shape(s.points[one], s.paint, s.closed, s.colours[one], s.widths[one], s.clear[one]) for s in shapes
    ]


def _shapes(
    figure: Figure,
    bones: Mapping[str, Bone],
    parts: tuple[Segment, ...],
    view: View,
    keys: NDArray[np.int64],
    look: Look,
) -> list[Shape]:
    """Return what one view shows, the farthest first."""
    pose = _pose(figure, keys)
    away = "l" if figure.working == "r" else "r"
    if view.title in ("front", "feet"):  # both sides are equally near
        away = ""
    things = [_thing(prop, view, keys, look) for prop in figure.props if isinstance(prop, Block)]
    bodies = {segment.name: segment for segment in parts}

    def limb(side: str, fill: str) -> list[Shape]:
        names = [f"{name}_{side}" for name in ("foot", "toes", "shank", "thigh")]
        return [Shape(soft(bodies[n], pose, view), f'fill="{fill}"') for n in names]

    trunk = [
        Shape(soft(bodies[n], pose, view), f'fill="{look.trunk}"')
        for n in ("neck", "head", "waist", "chest", "hips")
    ]
    near = [s for s in "rl" if s != away]
    legs_behind = limb(away, look.far) if away else []
    flesh = [*legs_behind, *trunk, *(shape for side in near for shape in limb(side, look.near))]
    flesh = [*(_rim(shape, look) for shape in flesh), *flesh]
    hard = _bones(bones, pose, view, near, look)
    far_strands = _strands(figure, view, keys, look, away, faint=True) if away else []
    near_strands = [s for side in near for s in _strands(figure, view, keys, look, side, faint=False)]
    lines = [_thing(prop, view, keys, look) for prop in figure.props if isinstance(prop, Line)]
    return [*things, *flesh, *far_strands, *hard, *near_strands, *lines]


def _rim(shape: Shape, look: Look) -> Shape:
    return Shape(shape.points, f'fill="none" stroke="{look.edge}" stroke-width="5"')


def _pose(figure: Figure, keys: NDArray[np.int64]) -> Pose:
    number = {body: index for index, body in enumerate(figure.bodies)}

    def pose(body: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        index = number[body]
        return figure.places[keys, index], _matrix(figure.turns[keys, index])

    return pose


def _matrix(turns: NDArray[np.float64]) -> NDArray[np.float64]:
    w, x, y, z = turns.T
    rows = (
        (1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)),
        (2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)),
        (2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)),
    )
    return np.moveaxis(np.array(rows), 2, 0)


def _bones(
    bones: Mapping[str, Bone], pose: Pose, view: View, sides: Sequence[str], look: Look
) -> list[Shape]:
    paint = f'fill="{look.bone}" stroke="{look.bone_edge}" stroke-width="2"'
    shapes = [Shape(flat_bone(bones[b], pose, view), paint) for b in reversed(_FLAT_BONES)]
    for side in sides:
        shapes += [Shape(long_bone(bones[f"{b}_{side}"], pose, view), paint) for b in ("tibia", "femur")]
        shapes.append(Shape(flat_bone(bones[f"patella_{side}"], pose, view), paint))
    return shapes


def _strands(
    figure: Figure, view: View, keys: NDArray[np.int64], look: Look, side: str, *, faint: bool
) -> list[Shape]:
    """Return the muscles of one side, the farthest first; those that no region names are left out."""
    chosen = [i for i, strand in enumerate(figure.strands) if strand.side == side and strand.region]
    steps = np.linspace(0, figure.paths.shape[2] - 1, _STRAND).round().astype(int)
    seen = flat(figure.paths[keys][:, chosen][:, :, steps], view)  # (keys, chosen, points, 3)
    nearness = seen[..., 2].mean(axis=(0, 2))
    shapes = []
    for order in np.argsort(nearness):
        strand = figure.strands[chosen[order]]
        loads = np.zeros(len(keys)) if figure.loads is None else figure.loads[keys, chosen[order]]
        dense = (_FAR if faint else 1.0) * (_IDLE + (1 - _IDLE) * np.minimum(1, loads / _PLAIN))
        wide = strand.radius * _UNIT * (1.0 + 0.8 * loads)
        shapes.append(
            Shape(
                seen[:, order, :, :2],
                'fill="none" stroke-linecap="round" stroke-linejoin="round"',
                closed=False,
                colours=tuple(colour(float(load), look.scale) for load in loads),
                widths=tuple(float(w) for w in wide),
                clear=tuple(float(d) for d in dense),
            )
        )
    return shapes


def _thing(prop: Line | Block, view: View, keys: NDArray[np.int64], look: Look) -> Shape:
    if isinstance(prop, Line):
        points = flat(prop.points[keys], view)[..., :2]
        width = max(prop.radius * 2 * _UNIT, 3)
        faint = ' opacity="0.4"' if prop.kind == "plate" else ""  # or it hides the hip
        paint = f'fill="none" stroke="{look.thing}" stroke-width="{width:.0f}" stroke-linecap="round"{faint}'
        return Shape(points, paint, closed=prop.closed)
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * prop.half
    seen = flat(corners + prop.middle, view)[:, :2]
    low, high = seen.min(axis=0), seen.max(axis=0)
    box = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    return Shape(np.repeat(box[None], len(keys), axis=0), f'fill="{look.thing}" opacity="0.35"')


def _page(panels: list[tuple[str, list[Shape], View]], seconds: float, look: Look, title: str) -> str:
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
    return lowest if 0 < lowest < _SOFT * _UNIT else 0.0


def _columns(count: int, wide: float, high: float) -> int:
    """Return in how many columns so many views fill a page best whose sides are as _SHAPE to 1."""

    def waste(columns: int) -> float:
        rows = -(-count // columns)
        shape = columns * wide / (rows * high)
        return max(shape / _SHAPE, _SHAPE / shape) * columns * rows / count

    return min(range(1, count + 1), key=waste)


def _box(shapes: list[Shape], view: View) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a view in drawn units, down positive."""
    points = np.concatenate([shape.points.reshape(-1, 2) for shape in shapes]) * _UNIT
    low, high = points.min(axis=0) - _MARGIN, points.max(axis=0) + _MARGIN
    if view.up[2] > _LEVEL:
        low[1] = min(low[1], -_MARGIN)  # the floor is always in the picture
    return float(low[0]), float(-high[1]), float(high[0] - low[0]), float(high[1] - low[1])


def _drawn(shape: Shape, seconds: float) -> str:
    """Write one shape, moving where its key postures differ."""
    routes = [_route(points, shape.closed) for points in shape.points]
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


def _route(points: NDArray[np.float64], closed: bool) -> str:
    """Write points (n, 2) in metres as a path of whole units, each step from the one before."""
    whole = (points * [_UNIT, -_UNIT]).round().astype(int)
    steps = np.diff(whole, axis=0)
    text = f"M{whole[0][0]} {whole[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps)
    return text.replace(" -", "-") + ("z" if closed else "")
