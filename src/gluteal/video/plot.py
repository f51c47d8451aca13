"""One signal over time as an SVG: the line, the repetitions behind it, and where something was most marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 8, 36, 24
_MOST_POINTS = 1500  # an hour is thinned out: a screen has no more columns

_Place = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Line:
    """One signal: its name in words, its unit, and a value for each time (None: not seen)."""

    name: str
    unit: str
    values: Sequence[float | None]
    colour: str


def plot(
    title: str,
    note: str,
    times: Sequence[float],
    lines: Sequence[Line],
    spans: Sequence[tuple[float, float, str]],
    marks: Sequence[float] = (),
    font: str = "system-ui, sans-serif",
) -> str:
    """Return an SVG.

    Args:
        title, note: Stand above; the note says what the signal means.
        times: Seconds, rising.
        lines: Signals of one unit.
        spans: Start and end of each repetition, and its label.
        marks: Times to mark.
        font: Family of the letters.

    """
    known = [value for line in lines for value in line.values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    step = _step(high - low)
    low, high = step * (low // step), step * -(-high // step)
    high = high if high > low else low + step
    first, last = (times[0], max(times[-1], times[0] + 0.1)) if times else (0.0, 1.0)

    def x(t: float) -> float:
        return round(_LEFT + (t - first) / (last - first) * (WIDTH - _LEFT - _RIGHT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (value - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-label="{escape(title)}" font-family="{escape(font)}" font-size="11">',
        f'<text x="{_LEFT}" y="14" font-size="13" font-weight="bold" fill="#2b211b">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="29" font-size="11" fill="#65574d">{escape(note)}</text>',
    ]
    for at, (start, end, label) in enumerate(spans):
        shade = "#f3ebe1" if at % 2 == 0 else "#faf3e8"
        width = max(x(end) - x(start), 0.5)
        parts.append(
            f'<rect x="{x(start)}" y="{_TOP}" width="{width:.1f}" height="{HEIGHT - _TOP - _BOTTOM}" fill="{shade}"/>'
        )
        if width > 10:
            parts.append(
                f'<text x="{x(start) + width / 2:.1f}" y="{_TOP + 11}" text-anchor="middle" fill="#8d7b6c">{escape(label)}</text>'
            )
    parts += _axes(low, high, step, first, last, x, y)
    parts += [_path(times, line, x, y) for line in lines]
    parts += [
        f'<path d="M{x(t)} {_TOP} V{HEIGHT - _BOTTOM}" stroke="#a3201a" stroke-width="1.5" stroke-dasharray="3 3"/>'
        for t in marks
    ]
    parts += _legend(lines)
    return "".join([*parts, "</svg>"])


def _axes(low: float, high: float, step: float, first: float, last: float, x: _Place, y: _Place) -> list[str]:
    found = []
    value = low
    while value <= high + step / 2:
        found.append(
            f'<path d="M{_LEFT} {y(value)} H{WIDTH - _RIGHT}" stroke="#e3d7c9" stroke-width="0.7"/>'
            f'<text x="{_LEFT - 5}" y="{y(value) + 4}" text-anchor="end" fill="#65574d">{value:g}</text>'
        )
        value += step
    tick = _step(last - first)
    t = tick * -(-first // tick)
    while t <= last:
        found.append(f'<text x="{x(t)}" y="{HEIGHT - 8}" text-anchor="middle" fill="#65574d">{t:g} s</text>')
        t += tick
    return found


def _path(times: Sequence[float], line: Line, x: _Place, y: _Place) -> str:
    every = max(1, len(times) // _MOST_POINTS)
    steps, pen = [], "M"
    for t, value in list(zip(times, line.values, strict=False))[::every]:
        if value is None:
            pen = "M"
            continue
        steps.append(f"{pen}{x(t)} {y(value)}")
        pen = "L"
    return f'<path d="{"".join(steps)}" fill="none" stroke="{line.colour}" stroke-width="1.8" stroke-linejoin="round"/>'


def _legend(lines: Sequence[Line]) -> list[str]:
    if len(lines) < 2:
        return []
    found, x = [], WIDTH - _RIGHT
    for line in reversed(lines):
        x -= 7 * len(line.name) + 24
        found.append(
            f'<path d="M{x} 10 h14" stroke="{line.colour}" stroke-width="3"/>'
            f'<text x="{x + 18}" y="14" fill="#65574d">{escape(line.name)}</text>'
        )
    return found


def _step(span: float) -> float:
    """Return a round distance of which four to nine fit into a span."""
    size: float = 10.0 ** (len(str(int(max(span, 1)))) - 1) if span >= 1 else 0.1
    for factor in (0.1, 0.2, 0.5, 1, 2, 5):
        if span <= 8 * size * factor:
            return size * factor
    return size * 10
