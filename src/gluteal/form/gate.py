"""Whose repetition it was, and what is none: the side by movement or position, and feet that wandered."""

from collections.abc import Sequence
from math import atan2, degrees, hypot, inf
from statistics import median

from gluteal.form.fault import OTHER, Row
from gluteal.form.reference import Reference
from gluteal.form.rep import Span
from gluteal.form.report import Body
from gluteal.form.signal import SHARED, SIDED
from gluteal.form.view import LYING, off_plane

BY_POSITION = ("front", "bent", "top", "bottom", "lower")
"""Ways to find a side that need no movement."""
_ALWAYS = ("drop", "ankle-x", "ankle-up", "leg-out")
_GO_UP_OR_DOWN = ("drop", "hip-height", "trunk-drop")
_GATES = (
    "trunk-drop",
    "step-width",
    "ankle-lead",
    "depth-lead",
    "view-cos",
    "view-sin",
    "leg-length",
    "hip-height",
    "left-top",
    "end-on",
)


def wanted(reference: Reference) -> tuple[str, ...]:
    """Return the names of the signals that this exercise needs, in the order of the rows."""
    names = [f"{name}:{side}" for name in _ALWAYS for side in ("left", "right")] + list(_GATES)
    for signal in (
        reference.signal,
        *reference.also,
        *(s for look in reference.looks for s in (look.signal, *(guard.signal for guard in look.guards))),
    ):
        if signal in SIDED:
            names += [f"{signal}:left", f"{signal}:right"]
        elif signal in SHARED:
            names.append(signal)
    return tuple(dict.fromkeys(names))


class Gate:
    """Reads the counted signal from a row, finds the side of a repetition, and turns away what is none."""

    def __init__(self, reference: Reference, *, measured: bool) -> None:
        self.reference, self.numbers, self.measured = reference, reference.numbers, measured
        self.names = wanted(reference)
        self.place = {name: at for at, name in enumerate(self.names)}

    def value(self, row: Row, side: Body) -> float:
        """Return the counted signal of one side in one row."""
        signal = self.reference.signal
        if signal in SHARED:
            value = row[self.place[signal]]
            if (
                self.reference.side == "raised"
            ):  # positive where the pelvis rises on the side that does not stand
                return -value if side is Body.LEFT else value
            return value
        left, right = row[self.place[f"{signal}:left"]], row[self.place[f"{signal}:right"]]
        if side is Body.LEFT:
            return left
        if side is Body.RIGHT:
            return right
        if left != left or right != right:
            return right if left != left else left
        return min(left, right)

    def side(self, rows: Sequence[Row], turn: int, side: Body, span: Span) -> Body | None:
        """Return whose repetition it was; None where the other side's counter will name it."""
        how = self.reference.side
        if how == "moving":
            other = [v for v in (self.value(row, OTHER[side]) for row in rows) if v == v]
            return None if other and max(other) - min(other) > span.range else side
        if how in ("standing", "raised"):
            own, other_side = self._travel(rows, side), self._travel(rows, OTHER[side])
            if how == "standing" and abs(own - other_side) < self.numbers["feet-alike"]:
                return side if self._lower(rows) is side else None  # the lifted foot hardly moves either
            return None if own > other_side else side
        if how == "front":
            name = "ankle-lead" if self.measured or self._from_side(rows[turn]) else "depth-lead"
            lead = self._median(rows, name)
            if name == "depth-lead" and rows[turn][self.place["view-cos"]] < 0:
                lead = -lead
            return Body.LEFT if lead > 0 else Body.RIGHT
        if how in ("top", "bottom"):
            left_top = self._median(rows, "left-top") > 0
            return Body.LEFT if left_top == (how == "top") else Body.RIGHT
        if how == "lower":  # the standing foot is the lower one
            return self._lower(rows)
        if how == "bent":
            # the hips go towards the bent leg, so the straight one slants more
            left, right = (rows[turn][self.place[f"leg-out:{s}"]] for s in ("left", "right"))
            return Body.LEFT if left < right else Body.RIGHT
        return side

    def _lower(self, rows: Sequence[Row]) -> Body:
        """Return whose foot is the lower one in the picture."""
        return Body.LEFT if self._median(rows, "depth-lead") > 0 else Body.RIGHT

    def side_of_hold(self, rows: Sequence[Row]) -> Body:
        """Return whose position these rows show, as far as the exercise tells sides by position."""
        if self.reference.side in BY_POSITION:
            return self.side(rows, 0, Body.BOTH, Span(0, 0, 0, 0.0, 0.0)) or Body.BOTH
        return Body.BOTH

    def _from_side(self, row: Row) -> bool:
        return abs(row[self.place["view-sin"]]) > abs(row[self.place["view-cos"]])

    def _yaw(self, rows: Sequence[Row]) -> float:
        return degrees(atan2(self._median(rows, "view-sin"), self._median(rows, "view-cos")))

    def _median(self, rows: Sequence[Row], name: str) -> float:
        values = [v for v in (row[self.place[name]] for row in rows) if v == v]
        return median(values) if values else 0.0

    def _spots(self, rows: Sequence[Row], side: Body) -> list[tuple[float, float]]:
        """Return the places of that ankle against its first one, percent of the leg."""
        x, y = self.place[f"ankle-x:{side}"], self.place[f"ankle-up:{side}"]
        spots = [(row[x], row[y]) for row in rows if row[x] == row[x]]
        leg = self._median(rows, "leg-length") or 1.0
        return [(100.0 * (a - spots[0][0]) / leg, 100.0 * (b - spots[0][1]) / leg) for a, b in spots]

    def _travel(self, rows: Sequence[Row], side: Body) -> float:
        """Return how far that ankle got from where it was at the start, percent of the leg; infinite if not seen."""
        spots = self._spots(rows, side)
        if len(spots) < self.numbers["seen-share"] * len(rows):
            return inf
        return max((hypot(x, y) for x, y in spots), default=inf)

    def _apart(self, rows: Sequence[Row]) -> float:
        """Return by how much the ankles differ in height for a quarter of the time; infinite where that is not seen."""
        at = self.place["depth-lead"]
        values = sorted(abs(row[at]) for row in rows if row[at] == row[at])
        return values[3 * len(values) // 4] if values else inf

    def _lifted(self, rows: Sequence[Row]) -> float:
        """Return how far from its start the foot that went farther is for a quarter of the time; jumps of a point are not."""
        found = 0.0
        for side in (Body.LEFT, Body.RIGHT):
            ways = sorted(hypot(x, y) for x, y in self._spots(rows, side))
            found = max(found, ways[3 * len(ways) // 4] if ways else 0.0)
        return found

    def _shift(self, rows: Sequence[Row], side: Body) -> float:
        """Return how far from its start that ankle is at the end."""
        spots = self._spots(rows, side)
        return hypot(*spots[-1]) if spots else 0.0

    def _swing(self, rows: Sequence[Row], name: str) -> float:
        values = [v for v in (row[self.place[name]] for row in rows) if v == v]
        return max(values) - min(values) if values else 0.0

    def _steady(self, rows: Sequence[Row]) -> float:
        """Return how much the view stays one and the same, 1 for wholly, 0 for facing everywhere alike."""
        c, s = self.place["view-cos"], self.place["view-sin"]
        seen = [(row[c], row[s]) for row in rows if row[c] == row[c]]
        if not seen:
            return 1.0
        return hypot(sum(x for x, _ in seen), sum(y for _, y in seen)) / len(seen)

    def wrong_posture(self, row: Row) -> bool:
        """Tell upright from lying by how far the shoulders are above the hips."""
        if abs(row[self.place["end-on"]]) > self.numbers["end-on"]:
            return False  # a trunk that points at the camera has no length to go by
        down = row[self.place["trunk-drop"]]
        if self.reference.posture == "standing":
            return down > self.numbers["upright-trunk"]
        return down < self.numbers["bench-trunk" if self.reference.posture == "bench" else "lying-trunk"]

    def refuse(self, rows: Sequence[Row], turn: int, side: Body, span: Span) -> str:
        """Say why this is no repetition of the exercise, or nothing."""
        return (
            self._not_seen(rows, side)
            or ("another posture" if self.wrong_posture(rows[0]) else "")
            or self._hips(rows, turn, span)
            or self._feet(rows, side)
        )

    def _not_seen(self, rows: Sequence[Row], side: Body) -> str:
        """Say what of the view makes these rows nothing to go by."""
        shared = self.reference.signal in SHARED
        signal = self.reference.signal if shared else f"drop:{'left' if side is Body.BOTH else side}"
        seen = sum(row[self.place[signal]] == row[self.place[signal]] for row in rows)
        if side is Body.BOTH and signal.startswith("drop"):
            right = self.place["drop:right"]
            seen = max(seen, sum(row[right] == row[right] for row in rows))
        if seen < self.numbers["seen-share"] * len(rows):
            return "not seen"
        if self.measured:
            return ""
        plane = (SIDED.get(self.reference.signal) or SHARED[self.reference.signal])[1]
        if off_plane(self._yaw(rows), plane) > self.numbers["count-yaw"]:
            return "seen from elsewhere"
        if self.reference.posture in LYING and abs(self._median(rows, "end-on")) > self.numbers["end-on"]:
            return "seen from head or feet"
        if self.reference.posture == "standing" and self._steady(rows) < self.numbers["steady-view"]:
            return "turned round"
        return ""

    def _hips(self, rows: Sequence[Row], turn: int, span: Span) -> str:
        """Compare what the hips do with what the exercise makes them do: sink as far as the legs bend, or stay level."""
        at, signal, travel = self.place["hip-height"], self.reference.signal, self._swing(rows, "hip-height")
        if signal == "drop":
            # a foot that swings up to the hip is a step; here the hips themselves must come down
            if max(rows[0][at], rows[-1][at]) - rows[turn][at] < self.numbers["hips-share"] * span.range:
                return "hips stayed up"
            if self.reference.side in ("both", "bent") and travel > self.numbers["hips-most"] * span.range:
                return "hips went farther than the legs"
        elif (
            self.reference.posture == "standing"
            and signal not in _GO_UP_OR_DOWN
            and travel > self.numbers["hips-level"]
        ):
            return "hips went up or down"
        return ""

    def _feet(self, rows: Sequence[Row], side: Body) -> str:
        """Say which foot is not where this exercise wants it."""
        most, how = self.numbers["feet-travel"], self.reference.side
        if self.reference.travels:
            width = self.place["step-width"]
            return "feet crossed" if min(row[width] for row in rows) < -self.numbers["feet-cross"] else ""
        left, right = self._travel(rows, Body.LEFT), self._travel(rows, Body.RIGHT)
        own, other = (left, right) if side is Body.LEFT else (right, left)
        if how == "moving":
            if other > most:
                return "feet moved"
            bob = self._swing(
                rows, "hip-height"
            )  # of the whole body, where it is more than the foot's own way
            return "hips went farther than the foot" if bob > max(own, self.numbers["stance-travel"]) else ""
        if self.reference.posture != "standing":
            return "feet moved" if min(left, right) > most else ""
        stands = how in ("standing", "raised")
        drops = self.reference.signal == "drop"
        if how == "standing" and drops and self._apart(rows) < self.numbers["feet-level"]:
            return "both feet stayed down"
        if how == "raised" and self._swing(rows, f"drop:{side}") > self.numbers["knee-straight"]:
            return "the standing knee bent"
        if how == "both" and drops and self._lifted(rows) > most:
            return "one foot was lifted"
        moved = own > self.numbers["stance-travel"] if stands else min(left, right) > most
        if moved or (how == "raised" and other > most):
            return "feet moved"
        shifts = self._shift(rows, Body.LEFT), self._shift(rows, Body.RIGHT)
        if max(shifts) > 2 * most if stands else min(shifts) > most:
            return "went elsewhere"
        return ""
