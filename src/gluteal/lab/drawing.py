"""The light figure: a small moving picture (SVG) of a motion from two sides, with no script and no style in it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from gluteal.lab.bones import Bone
from gluteal.lab.camera import View, flat
from gluteal.lab.colour import DAYLIGHT, NIGHTLY, Look, colour
from gluteal.lab.figure import Block, Figure, Line
from gluteal.lab.outline import Pose, Segment, flat_bone, long_bone, soft
from gluteal.lab.sheet import UNIT, Shape, page

KEYS = 13  # postures that a moving picture passes through
_STILL = 0.03  # metres that something must move to count as movement
_STRAND = 5  # points of a muscle
_FAR = 0.45  # opacity of the muscles of the side that is turned away
_IDLE, _PLAIN = (
    0.4,
    0.08,
)  # opacity of a muscle that does nothing; the load from which on it hides what is behind


_FLAT_BONES = ("pelvis", "sacrum", "lumbar5", "lumbar4", "lumbar3", "lumbar2", "lumbar1")


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
            for key in dict.fromkeys((0, _farthest(figure, keys))):
                panels.append((name, _only(shapes, key), view))
        else:
            panels.append((name, shapes, view))
    return page(panels, float(figure.seconds[-1]), look, title)


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
    travelled = np.linalg.norm(away, axis=2)
    return int(travelled.sum(axis=1).argmax()) if travelled.max() > _STILL else 0


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
    things = [_block(prop, view, keys, look) for prop in figure.props if isinstance(prop, Block)]
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
    ropes = [prop for prop in figure.props if isinstance(prop, Line)]
    lines = [_line(prop, view, keys, look) for prop in ropes if prop.kind != "arm"]
    arms = [shape for prop in ropes for shape in _arm(prop, view, keys, look)]
    return [*things, *arms, *flesh, *far_strands, *hard, *near_strands, *lines]


def _rim(shape: Shape, look: Look) -> Shape:
    return Shape(shape.points, f'fill="none" stroke="{look.edge}" stroke-width="5"')


def _pose(figure: Figure, keys: NDArray[np.int64]) -> Pose:
    number = {body: index for index, body in enumerate(figure.bodies)}

    @cache  # each body is asked for several times in a view
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
        wide = strand.radius * UNIT * (1.0 + 0.8 * loads)
        shapes.append(
            Shape(
                seen[:, order, :, :2],
                'fill="none" stroke-linecap="round" stroke-linejoin="round"',
                closed=False,
                colours=tuple(colour(round(float(load), 2), look.scale) for load in loads),
                widths=tuple(float(w) for w in wide),
                clear=tuple(float(d) for d in dense),
            )
        )
    return shapes


def _line(prop: Line, view: View, keys: NDArray[np.int64], look: Look) -> Shape:
    points = flat(prop.points[keys], view)[..., :2]
    faint = ' opacity="0.4"' if prop.kind == "plate" else ""  # or it hides the hip
    return Shape(points, f'fill="none" stroke="{look.thing}"{_wide(prop, 0)}{faint}', closed=prop.closed)


def _arm(prop: Line, view: View, keys: NDArray[np.int64], look: Look) -> list[Shape]:
    """Return an arm as the rest of the body is drawn: its rim, then its inside."""
    if prop.kind != "arm":
        return []
    points = flat(prop.points[keys], view)[..., :2]
    return [
        Shape(points, f'fill="none" stroke="{look.edge}"{_wide(prop, 5)}', closed=False),
        Shape(points, f'fill="none" stroke="{look.far}"{_wide(prop, 0)}', closed=False),
    ]


def _wide(prop: Line, more: float) -> str:
    width = max(prop.radius * 2 * UNIT, 3) + more
    return f' stroke-width="{width:.0f}" stroke-linecap="round" stroke-linejoin="round"'


def _block(prop: Block, view: View, keys: NDArray[np.int64], look: Look) -> Shape:
    corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * prop.half
    seen = flat(corners + prop.middle, view)[:, :2]
    low, high = seen.min(axis=0), seen.max(axis=0)
    box = np.array([low, [high[0], low[1]], high, [low[0], high[1]]])
    return Shape(np.repeat(box[None], len(keys), axis=0), f'fill="{look.thing}" opacity="0.35"')
