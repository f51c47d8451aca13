"""The body map: weekly hard sets of each region on drawn views of the hip, with the table that says the same."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gluteal.anatomy.region import TARGETS, Region
from gluteal.training.athlete import Side
from gluteal.training.programme import RegionWeek
from gluteal.training.trend import Range

# Our own drawings. Front and back give one half of the body, to be mirrored; the sides show a right hip;
# the outlines beneath stand in the template.
FRONT = {
    Region.OBLIQUES: "M84 12 C82 22 81 29 82 37 L79 51 C74 44 72 30 73 12 Z",
    Region.GMED_ANTERIOR: "M83 41 C87 51 93 58 96 68 L91 73 C87 65 83 58 80 51 Z",
    Region.TFL: "M79.500 54 C84 63 88 70 92 76 C96 84 96 96 94.500 106 L90 100 C88 86 84 72 79 58 Z",
    Region.QUADRICEPS: (
        "M78.500 61 C84 74 87 88 88.500 104 C89.500 130 84 156 80 174 L72 174 C70 150 68 128 69 108 "
        "C70 92 74 76 78.500 61 Z"
    ),
    Region.ADDUCTORS: (
        "M62 102 C64 93 68 84 73 76 C70 86 67.500 98 67 110 C66.500 124 67.500 140 68.500 154 "
        "C66 138 64 120 62 102 Z"
    ),
}
BACK = {
    Region.ERECTORS: "M61 10 L68 10 C69 26 69 40 66 51 L61 57 Z",
    Region.QUADRATUS_LUMBORUM: "M70 20 L79 22 C79 32 80 38 80 43 L70 47 C70.500 40 70.500 30 70 20 Z",
    Region.GMED_POSTERIOR: (
        "M70 50 C76 46 81 44 84 45 C88 52 93 60 95.500 69 C90 70 84 68 78 63 C74 60 71 55 70 50 Z"
    ),
    Region.GMAX_UPPER: "M61 61 C64 57 67 54 69 53 C73 62 82 70 96 71.500 C98 76 98 80 97.500 84 C86 86 72 79 61 71 Z",
    Region.GMAX_LOWER: "M61 73 C72 81 86 88 97.500 86 C97 94 94 100 88 104 C80 109 68 107 62 100 Z",
    Region.HAMSTRINGS: "M63 107 C70 112 82 112 92 107 C93 124 88 150 82 174 L72 174 C71 150 68 126 63 107 Z",
}
SIDE = {
    Region.OBLIQUES: "M53 12 L82 12 C81 26 80 36 80 46 C72 38 58 36 49 40 C51 32 53 22 53 12 Z",
    Region.GMED_POSTERIOR: "M60 88 L42 56 C44 50 48 46 52.500 43.500 Z",
    Region.GMED_MIDDLE: "M60.500 88 L53.500 43 C58 41 63 41 67 42 Z",
    Region.GMED_ANTERIOR: "M61 88 L68 42.500 C73 44 77 47 80 51 L72 71 Z",
    Region.TFL: "M80.500 53 C82.500 59 82 67 79 77 L72 103 C69.500 97 70.500 84 73 73 Z",
    Region.GMAX_UPPER: "M41 57.500 C35 63 30 71 27.500 79 C40 87 54 96 63.500 115 L59 90 Z",
    Region.GMAX_LOWER: "M27 81 C27.500 92 33 100 40 106 C48 112 57 116 62.500 117 C54 98 42 90 27 81 Z",
    Region.HAMSTRINGS: "M42 110 C48 115 55 118 60 120 C58 140 54 160 53 176 L46 176 C46 150 45 128 42 110 Z",
    Region.QUADRICEPS: "M72 106 C78 99 84 94 85 98 C87 120 83 148 76 176 L66 176 C68 150 70 126 72 106 Z",
}
DEEP = {
    Region.GMIN_POSTERIOR: "M60 88 L49 60 C53 54 57 51.500 61.500 51 Z",
    Region.GMIN_ANTERIOR: "M61 88 L62.500 51 C68 51 73 54 76.500 61 Z",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One region of one side: its outline, how full it is, and what that means in words."""

    path: str
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class View:
    """One drawing: its name, what is drawn beneath, and the shapes as drawn and mirrored."""

    name: str
    kind: str  # half, side or deep
    shapes: tuple[Shape, ...]
    mirrored: tuple[Shape, ...]

    @property
    def parts(self) -> str:
        """What the drawing tells apart that the others do not."""
        return {"side": _("medius: front, middle, back"), "deep": _("minimus: front, back")}.get(
            self.kind, ""
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One target region in figures."""

    region: Region
    left: Range
    right: Range
    target: float | None
    left_level: str
    right_level: str


@dataclass(frozen=True, slots=True)
class BodyMap:
    """All views, and the table."""

    views: tuple[View, ...]
    rows: tuple[Row, ...]

    @property
    def worked(self) -> bool:
        """Whether any region without an aim was worked."""
        return any(shape.level == "worked" for view in self.views for shape in (*view.shapes, *view.mirrored))


_NOTHING = (0.0, 0.0, 0.0)


def level(sets: Range, target: float | None) -> str:
    """Return how full a region is: none, worked (no target), short, maybe, or there.

    “there” where even the low end of the range reaches the target, “maybe” where only its high end does.
    """
    low, _nominal, high = sets
    if high <= 0:
        return "none"
    if target is None:
        return "worked"
    return "there" if low >= target else "maybe" if high >= target else "short"


def body_map(
    left: Mapping[Region, Range], right: Mapping[Region, Range], targets: Mapping[str, float]
) -> BodyMap:
    """Return the drawings for a week's sets of each side."""

    def shape(region: Region, path: str, side: Side) -> Shape:
        sets = (left if side is Side.LEFT else right).get(region, _NOTHING)
        target = targets.get(region)
        return Shape(path, level(sets, target), _words(region, side, sets, target))

    def view(
        name: str, kind: str, paths: dict[Region, str], drawn: Side | None, mirrored: Side | None
    ) -> View:
        return View(
            name,
            kind,
            tuple(shape(r, p, drawn) for r, p in paths.items()) if drawn else (),
            tuple(shape(r, p, mirrored) for r, p in paths.items()) if mirrored else (),
        )

    views = (
        view(_("Front"), "half", FRONT, Side.LEFT, Side.RIGHT),
        view(_("Back"), "half", BACK, Side.RIGHT, Side.LEFT),
        view(_("Left side"), "side", SIDE, None, Side.LEFT),
        view(_("Right side"), "side", SIDE, Side.RIGHT, None),
        view(_("Left, beneath"), "deep", DEEP, None, Side.LEFT),
        view(_("Right, beneath"), "deep", DEEP, Side.RIGHT, None),
    )
    rows = []
    for region in TARGETS:
        one, other, target = left.get(region, _NOTHING), right.get(region, _NOTHING), targets.get(region)
        rows.append(Row(region, one, other, target, level(one, target), level(other, target)))
    return BodyMap(views, tuple(rows))


def planned_map(rows: tuple[RegionWeek, ...]) -> BodyMap:
    """Return the drawings for a planned week, which is alike on both sides."""
    sets = {row.region: (row.low, row.nominal, row.high) for row in rows}
    return body_map(sets, sets, {row.region: row.target for row in rows})


def _words(region: Region, side: Side, sets: Range, target: float | None) -> str:
    from gluteal.web.templatetags.words import number
    from gluteal.web.templatetags.words import region as named

    side_name = _("left") if side is Side.LEFT else _("right")
    low, _nominal, high = sets
    count = number(low) if low == high else f"{number(low)}–{number(high)}"
    text = _("%(region)s, %(side)s: %(count)s sets") % {
        "region": named(region),
        "side": side_name,
        "count": count,
    }
    return text if target is None else text + _(" of %(target)s") % {"target": number(target)}
