"""Charts as tables: a chart is drawn from the very table that a screen reader reads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gluteal.training.athlete import Side
from gluteal.training.track import Point, Track, WeekSets
from gluteal.web.templatetags.words import load, number


@dataclass(frozen=True, slots=True)
class Series:
    """One column of figures: `kind` is line, low, high, target or scatter; `colour` left, right or both."""

    label: str
    kind: str
    colour: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is shown, and the figure that is drawn; without a figure nothing is drawn."""

    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A table with days down its side: `rows` hold a day, its marks in words, and one cell for each series."""

    key: str
    title: str
    unit: str
    series: tuple[Series, ...]
    rows: tuple[tuple[date, str, tuple[Cell, ...]], ...]
    note: str = ""
    most: int | None = None  # where the scale ends, for what has an end; None: as the figures are

    @property
    def drawn(self) -> bool:
        """Whether there is enough to draw a line."""
        return len(self.rows) > 1


_SIDES = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both"}


def side_name(side: Side) -> str:
    """Return a side as a column is headed."""
    return {Side.LEFT: _("Left"), Side.RIGHT: _("Right"), Side.BOTH: _("Both")}[side]


def amounts(tracks: Sequence[Track], unit: str) -> Chart:
    """Return the top set of each session, each side by itself."""

    def cell(point: Point) -> Cell:
        if point.amount is None:
            return Cell("–")
        return Cell(f"{number(point.amount)} · {load(point.load)}", number(point.amount))

    return _by_side("amount", _("Top set"), unit, tracks, cell)


def loads(tracks: Sequence[Track]) -> Chart | None:
    """Return the loads of the top sets, None where nothing was weighed or the unit changed."""
    units = {p.load.unit for t in tracks for p in t.points if p.load and p.load.amount is not None}
    if len(units) != 1:
        return None

    def cell(point: Point) -> Cell:
        amount = point.load.amount if point.load else None
        return Cell(number(amount) or "–", number(amount))

    return _by_side("load", _("Load of the top set"), str(units.pop() or ""), tracks, cell)


def maxima(tracks: Sequence[Track]) -> Chart | None:
    """Return estimated maxima as bands, None where none may be estimated (rule A24)."""
    days = sorted({p.day for t in tracks for p in t.points if p.maximum})
    if not days:
        return None
    unit = next(p.maximum.unit for t in tracks for p in t.points if p.maximum)
    series = tuple(
        Series(f"{side_name(t.side)}, {end}", kind, _SIDES[t.side])
        for t in tracks
        for kind, end in (("low", _("lowest")), ("high", _("highest")))
    )
    by_day = [{p.day: p.maximum for p in t.points if p.maximum} for t in tracks]
    rows = []
    for day in days:
        cells = []
        for known in by_day:
            found = known.get(day)
            for value in (found.low, found.high) if found else (None, None):
                cells.append(Cell(number(value) or "–", number(value)))
        rows.append((day, "", tuple(cells)))
    note = _(
        "A band and not a point: one test of a maximum differs from the next by so much (rules A24 and A25)."
    )
    return Chart("maximum", _("Estimated maximum"), str(unit or ""), series, tuple(rows), note)


def comfort(tracks: Sequence[Track]) -> Chart:
    """Return pain, and the answer of the morning after, for each session."""

    def cell(point: Point) -> Cell:
        if point.pain is None:
            return Cell("–")
        after = {"still-up": _("still up next morning"), "back-to-normal": _("normal next morning")}
        words = after.get(str(point.morning), "")
        return Cell(f"{point.pain}{', ' + words if words else ''}", str(point.pain))

    return _by_side("pain", _("Pain, 0 to 10, and the next morning"), _("of 10"), tracks, cell, most=10)


def reserves(tracks: Sequence[Track]) -> Chart:
    """Return how many clean ones were left after the last set."""

    def cell(point: Point) -> Cell:
        return Cell(number(point.rir) or "–", number(point.rir))

    unit = _("0 none, 5 plenty")
    return _by_side("reserve", _("In reserve after the last set"), unit, tracks, cell, most=5)


def _by_side(
    key: str,
    title: str,
    unit: str,
    tracks: Sequence[Track],
    cell: Callable[[Point], Cell],
    most: int | None = None,
) -> Chart:
    by_day = [{p.day: p for p in t.points} for t in tracks]
    rows = []
    for day in sorted({day for known in by_day for day in known}):
        points = [known.get(day) for known in by_day]
        easy = any(p is not None and p.easy for p in points)
        cells = tuple(Cell("–") if p is None else cell(p) for p in points)
        rows.append((day, _("meant to be easy") if easy else "", cells))
    series = tuple(Series(side_name(t.side), "line", _SIDES[t.side]) for t in tracks)
    return Chart(key, title, unit, series, tuple(rows), most=most)


def region_chart(region: str, title: str, weeks: Iterable[WeekSets], target: float | None) -> Chart:
    """Return the weekly hard sets of one region: a band for each side, and what is aimed at."""
    series = [
        Series(f"{side_name(side)}, {end}", kind, _SIDES[side])
        for side in (Side.LEFT, Side.RIGHT)
        for kind, end in (("low", _("at least")), ("high", _("at most")))
    ]
    if target is not None:
        series.append(Series(_("Aimed at"), "target", "target"))
    rows = []
    for week in weeks:
        cells = []
        for regions in (week.left, week.right):
            low, _nominal, high = next((v for r, v in regions.items() if r == region), (0.0, 0.0, 0.0))
            cells += [Cell(number(low), number(low)), Cell(number(high), number(high))]
        if target is not None:
            cells.append(Cell(number(target), number(target)))
        rows.append((week.ends, "", tuple(cells)))
    return Chart(f"sets-{region}", title, _("sets a week"), tuple(series), tuple(rows))


def lines(
    key: str,
    title: str,
    unit: str,
    label: str,
    points: Iterable[tuple[date, float]],
    most: int | None = None,
) -> Chart:
    """Return one plain line: a body measure, effort, hours of sleep."""
    rows = tuple((day, "", (Cell(number(value), number(value)),)) for day, value in points)
    return Chart(key, title, unit, (Series(label, "line", "both"),), rows, most=most)
