"""Faults over a whole repetition: how large each was, where it was greatest, and how sure that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, nan
from statistics import median

from gluteal.form.reference import Look
from gluteal.form.report import Body, Degree, Finding, Sureness
from gluteal.form.view import off_plane

Row = Sequence[float]
OTHER = {Body.LEFT: Body.RIGHT, Body.RIGHT: Body.LEFT, Body.BOTH: Body.BOTH}
_UNSEEN = "the camera did not see it well enough"
_OFF_VIEW = {
    "frontal": "the camera does not look from the front or back",
    "sagittal": "the camera does not look from the side",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """The samples of one repetition or hold: rows of the wanted signals with their times and frame numbers.

    `turn` and `deep` are places in `rows`; `deep` is the half of the way around the turn.
    """

    place: Mapping[str, int]
    rows: Sequence[Row]
    times: Sequence[float]
    frames: Sequence[int]
    turn: int
    deep: tuple[int, int]
    number: int
    measured: bool

    def column(self, name: str) -> list[float]:
        """Return one signal over the stretch."""
        at = self.place[name]
        return [row[at] for row in self.rows]

    def yaw(self) -> float:
        """Return the middle view angle of the stretch, degrees."""
        cos, sin = self.column("view-cos"), self.column("view-sin")
        pairs = [(c, s) for c, s in zip(cos, sin, strict=True) if c == c]
        if not pairs:
            return nan
        return degrees(atan2(median(s for _, s in pairs), median(c for c, _ in pairs)))


def names_of(look: Look, side: Body) -> list[tuple[Body, str]]:
    """Return the signals that a look goes by for a repetition of that side, each with the side it speaks of."""
    if look.of == "shared":
        return [(side, look.signal)]
    if look.of == "each" or side is Body.BOTH:
        return [(one, f"{look.signal}:{one}") for one in (Body.LEFT, Body.RIGHT)]
    wanted = side if look.of == "working" else OTHER[side]
    return [(wanted, f"{look.signal}:{wanted}")]


def sign_of(look: Look, side: Body) -> int:
    """Return the sign that makes the fault positive; 0 where either way is one."""
    if look.toward == "left" or look.sign == 0:
        return look.sign
    if side is Body.BOTH:
        return 0
    towards_left = (side is Body.LEFT) == (look.toward == "working")
    return look.sign if towards_left else -look.sign


def judge(
    look: Look, stretch: Stretch, side: Body, starts: Mapping[str, float], numbers: Mapping[str, float]
) -> list[Finding]:
    """Look for one fault in one repetition; one finding for each side that the look speaks of.

    Args:
        look: What to look for.
        stretch: The repetition.
        side: The side that worked.
        starts: Own values at the start, by signal.
        numbers: The engine's constants.

    """
    why = _withheld(look, stretch, numbers)
    found = []
    for of, name in names_of(look, side):
        value, at = (
            (0.0, stretch.turn)
            if why
            else _greatest(look, stretch, of, name, sign_of(look, side), starts, numbers)
        )
        reason = why or (_UNSEEN if value != value else "")
        found.append(finding(look, stretch, of, value, at, reason, numbers))
    return found


def _withheld(look: Look, stretch: Stretch, numbers: Mapping[str, float]) -> str:
    if look.picture and stretch.measured:
        return "the joints of this skeleton have no tip of the foot"
    if stretch.measured or look.plane == "any":
        return ""
    if off_plane(stretch.yaw(), look.plane) > numbers[f"{look.plane}-yaw"]:
        return _OFF_VIEW[look.plane]
    return ""


def _greatest(
    look: Look,
    stretch: Stretch,
    of: Body,
    name: str,
    sign: int,
    starts: Mapping[str, float],
    numbers: Mapping[str, float],
) -> tuple[float, int]:
    """Return the largest value that lasted, and where it was; NaN where too little was seen."""
    first, last = stretch.deep if look.over == "deep" else (0, len(stretch.rows))
    column = stretch.column(name)
    base = starts.get(name, nan) if look.base == "start" else 0.0
    good = _guarded(look, stretch, of)
    values = []
    for place in range(first, last):
        raw = column[place]
        if raw == raw and good[place]:
            value = raw - base
            if look.signal == "roll":
                value = (value + 180.0) % 360.0 - 180.0
            values.append((abs(value) if sign == 0 else sign * value, place))
    possible = last - first if look.must or not look.guards else sum(good[first:last])
    if not values or base != base or len(values) < numbers["seen-share"] * possible:
        return nan, stretch.turn
    step = (stretch.times[-1] - stretch.times[0]) / max(1, len(stretch.times) - 1)
    lasting = 1 + int(numbers["sustained-seconds"] / step) if step > 0 else 1
    values.sort(reverse=True)
    return values[min(lasting, len(values)) - 1]


def _guarded(look: Look, stretch: Stretch, of: Body) -> list[bool]:
    """Return for each sample whether all guards hold; a guard that was not seen does not hold."""
    good = [True] * len(stretch.rows)
    for guard in look.guards:
        name = guard.signal
        if guard.of != "shared":
            name = f"{guard.signal}:{of if guard.of == 'working' else OTHER[of]}"
        good = [
            ok and guard.least <= v <= guard.most for ok, v in zip(good, stretch.column(name), strict=True)
        ]
    return good


def finding(
    look: Look, stretch: Stretch, side: Body, value: float, at: int, why: str, numbers: Mapping[str, float]
) -> Finding:
    """Put one judged value into words; `at` is the place in the stretch where it was greatest."""
    degree = Degree.UNSURE if why else grade(value, look)
    return Finding(
        look=look.id,
        rule=look.rule,
        name=look.name,
        side=side,
        degree=degree,
        sureness=Sureness.POOR if why else sureness(look, stretch, value, numbers),
        rep=stretch.number,
        at_s=round(stretch.times[at], 3),
        frame=stretch.frames[at],
        cue=look.cue if degree in (Degree.SLIGHT, Degree.CLEAR) else "",
        why=why,
        amount=None if why else amount(value, look),
        experimental=look.experimental,
    )


def amount(value: float, look: Look) -> float:
    """Return how large a value is: 0 at the limit of slight, 1 at the limit of clear."""
    return round((value - look.slight) / (look.clear - look.slight), 3)


def grade(value: float, look: Look) -> Degree:
    """Return the class of a value."""
    if value >= look.clear:
        return Degree.CLEAR
    return Degree.SLIGHT if value >= look.slight else Degree.NONE


def sureness(look: Look, stretch: Stretch, value: float, numbers: Mapping[str, float]) -> Sureness:
    """Say how far a value can be trusted: measured depth well, one picture sideways at most fairly (claim C5).

    What was never tried on real films is not trusted at all.
    """
    near = abs(value - look.clear) < numbers["near-limit"] * (look.clear - look.slight)
    if look.experimental or (look.depth and not stretch.measured):
        return Sureness.POOR
    if stretch.measured or look.plane == "any":
        return Sureness.FAIR if near else Sureness.GOOD
    square = off_plane(stretch.yaw(), look.plane) <= numbers[f"{look.plane}-yaw"] / 2
    if look.plane == "frontal":
        return Sureness.FAIR if square and not near else Sureness.POOR
    return Sureness.GOOD if square and not near else Sureness.FAIR
