"""Where the camera stands to the person: view, side, lying or upright, whole in the picture, tilt, and what to change."""

from collections.abc import Mapping
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from gluteal.form.angle import end_on
from gluteal.form.landmark import Frame, Point
from gluteal.form.report import Body, SetUp, View

LYING = ("side-lying", "supine", "prone", "side-plank")
FLOOR = (*LYING, "quadruped", "bench")
_SEEN_FROM = {
    "frontal": "from the front or the back",
    "sagittal": "from the side",
    "square": "straight from the front, the back or a side, not from in between",
}


def facing(frame: Frame) -> tuple[float, float] | None:
    """Return cosine and sine of the view's angle for one frame: (1, 0) facing the camera, (0, 1) left side to it.

    The angle turns about the trunk, so it holds lying down as well. Where the trunk points at the camera (on all
    fours, seen from the head or the feet), the line of shoulders and hips across the picture tells it alone.
    """
    world = frame.world
    if world is None:
        return _facing_flat(frame)
    (lsx, lsy, lsz), (rsx, rsy, rsz) = world[3], world[4]
    (lhx, lhy, lhz), (rhx, rhy, rhz) = world[9], world[10]
    ax, ay, az = lsx + lhx - rsx - rhx, lsy + lhy - rsy - rhy, lsz + lhz - rsz - rhz
    ux, uy, uz = lsx + rsx - lhx - rhx, lsy + rsy - lhy - rhy, lsz + rsz - lhz - rhz
    ahead = ax * uy - ay * ux
    size = sqrt(ax * ax + ay * ay + az * az) * sqrt(ux * ux + uy * uy + uz * uz)
    across = sqrt(ax * ax + ay * ay + az * az)
    if size == 0.0:
        return None
    c, s = -ahead / size, -az / across
    length = hypot(c, s)
    if length > 0.3:
        return c / length, s / length
    c = ax / across
    length = hypot(c, s)
    return (c / length, s / length) if length else None


def _facing_flat(frame: Frame) -> tuple[float, float] | None:
    image = frame.image
    if image is None:
        return None
    trunk = hypot(
        image[3][0] + image[4][0] - image[9][0] - image[10][0],
        image[3][1] + image[4][1] - image[9][1] - image[10][1],
    )
    if trunk == 0.0:
        return None
    # shoulders and hips are about as wide as the trunk is long, both together, when seen squarely
    c = max(-1.0, min(1.0, (image[3][0] + image[9][0] - image[4][0] - image[10][0]) / trunk))
    ahead = 0.0
    for toe, ankle in ((Point.LEFT_TOE, Point.LEFT_ANKLE), (Point.RIGHT_TOE, Point.RIGHT_ANKLE)):
        if image[toe][2] > 0.0:
            ahead += image[toe][0] - image[ankle][0]
    if image[0][2] > 0.0:
        ahead += image[0][0] - (image[3][0] + image[4][0]) / 2
    s = sqrt(1.0 - c * c)
    return c, s if ahead <= 0.0 else -s


class Viewer:
    """Follows the view frame by frame; values are slow averages, so a single bad frame does not turn anybody."""

    def __init__(self, numbers: Mapping[str, float], size: tuple[int, int] | None) -> None:
        self.numbers, self.size = numbers, size
        self.c, self.s = 0.0, 0.0
        self.frames = self.seen = self.whole = 0
        self.height = self.lean = self.tilt = 0.0
        self.tilted = 0
        self.end_on = 0.0
        self.side_down = 0.0
        self.last = 0.0

    def feed(self, frame: Frame, found: tuple[float, float] | None, low: float) -> None:
        """Take the next frame, how it faces, and how far the hips are down (percent of the leg, NaN: not seen)."""
        self.frames += 1
        image = frame.image
        if image is None:
            return
        self.seen += 1
        first = self.seen == 1
        keep = 0.0 if first else exp(-max(0.0, frame.t - self.last) / self.numbers["view-seconds"])
        self.last = frame.t
        if found is not None:
            self.c, self.s = keep * self.c + (1 - keep) * found[0], keep * self.s + (1 - keep) * found[1]
        across = (image[3][0] + image[4][0] - image[9][0] - image[10][0]) / 2
        along = (image[9][1] + image[10][1] - image[3][1] - image[4][1]) / 2
        self.lean = keep * self.lean + (1 - keep) * degrees(atan2(abs(across), along))
        self.side_down = keep * self.side_down + (1 - keep) * (
            image[3][1] + image[9][1] - image[4][1] - image[10][1]
        )
        self._frame(frame, keep, low)

    def _frame(self, frame: Frame, keep: float, low: float) -> None:
        image = frame.image or ()
        if frame.world is not None:
            self.end_on = keep * self.end_on + (1 - keep) * end_on(frame.world)
        if self.size is None:
            self.whole += 1
            return
        width, height = self.size
        edge = self.numbers["edge"] * height
        ys = [image[i][1] for i in (3, 4, 9, 10, 11, 12, 13, 14)]
        xs = [image[i][0] for i in (3, 4, 9, 10, 11, 12, 13, 14)]
        low_y, high_y, low_x, high_x = min(ys), max(ys), min(xs), max(xs)
        if low_y >= edge and high_y <= height - edge and low_x >= edge and high_x <= width - edge:
            self.whole += 1
        self.height = keep * self.height + (1 - keep) * max(high_y - low_y, high_x - low_x) / height
        if low < self.numbers["upright-drop"] and abs(image[13][1] - image[14][1]) < self.numbers[
            "level-feet"
        ] * (high_y - low_y):
            dx = image[3][0] + image[4][0] - image[13][0] - image[14][0]
            dy = image[13][1] + image[14][1] - image[3][1] - image[4][1]
            self.tilted += 1
            self.tilt += (degrees(atan2(dx, dy)) - self.tilt) / self.tilted

    @property
    def yaw(self) -> float:
        """Return the view's angle in degrees, 0 facing, 90 left side to the camera."""
        return degrees(atan2(self.s, self.c))

    def off(self, plane: str) -> float:
        """Return by how many degrees the view is off the plane that is wanted; 0 for any plane."""
        return off_plane(self.yaw, plane)

    def view(self) -> View:
        """Return the view as a word."""
        if not self.seen:
            return View.UNKNOWN
        if abs(self.end_on) > cos(radians(self.numbers["frontal-yaw"])):
            return View.BACK if self.end_on > 0 else View.FRONT
        if self.off("frontal") <= self.numbers["frontal-yaw"]:
            return View.FRONT if self.c > 0 else View.BACK
        if self.off("sagittal") <= self.numbers["sagittal-yaw"]:
            return View.LEFT if self.s > 0 else View.RIGHT
        return View.OBLIQUE

    def lying(self) -> Body | None:
        """Return the side that the person lies on, BOTH for back or front, None upright."""
        if self.lean < self.numbers["lying-lean"]:
            return None
        if abs(sin(radians(self.yaw))) > sin(radians(90 - self.numbers["sagittal-yaw"])):
            return Body.BOTH
        return Body.LEFT if self.side_down > 0 else Body.RIGHT

    def set_up(self, plane: str, posture: str, measured: bool) -> SetUp:
        """Sum up the view for an exercise and say what to change, most important first."""
        seen = self.seen / self.frames if self.frames else 0.0
        whole = (
            None
            if self.size is None or not self.seen
            else self.whole / self.seen >= self.numbers["whole-share"]
        )
        height = self.height if self.size is not None and self.seen else None
        tilt = self.tilt if self.tilted and self.size is not None and posture not in FLOOR else None
        view, lying = self.view(), self.lying() if self.seen else None
        good = measured or (view is not View.UNKNOWN and self._fits(plane, view))
        if posture in LYING and not measured and abs(self.end_on) > self.numbers["end-on"]:
            good = False
        return SetUp(
            view=view,
            yaw=round(self.yaw, 1) if self.seen else None,
            lying=lying,
            whole=whole,
            height=None if height is None else round(height, 3),
            tilt=None if tilt is None else round(tilt, 1),
            seen=round(seen, 3),
            good=good,
            advice=tuple(self._advice(plane, posture, good, whole, height, tilt, lying)),
        )

    def _fits(self, plane: str, view: View) -> bool:
        if plane == "any":
            return True
        if plane == "square":
            return view is not View.OBLIQUE
        return view in ((View.FRONT, View.BACK) if plane == "frontal" else (View.LEFT, View.RIGHT))

    def _advice(
        self,
        plane: str,
        posture: str,
        good: bool,
        whole: bool | None,
        height: float | None,
        tilt: float | None,
        lying: Body | None,
    ) -> list[str]:
        if not self.seen:
            return ["Nobody is in the picture: stand so that the camera sees you from head to feet."]
        found = []
        if whole is False:
            found.append(
                "Move the phone back or turn it so that your whole body, feet included, is in the picture."
            )
        elif height is not None and height < self.numbers["smallest"]:
            found.append("Move the phone nearer: you are small in the picture.")
        if not good:
            found.append(
                f"Turn, or move the phone, so that it sees you {_SEEN_FROM.get(plane, 'from beside you')}."
            )
        if tilt is not None and abs(tilt) > self.numbers["most-tilt"]:
            found.append("Set the phone upright: the picture leans.")
        if posture in LYING and lying is None:
            found.append("Lie down as the exercise says; the camera still sees you upright.")
        if posture == "standing" and lying is not None:
            found.append("Stand up, or turn the phone: the camera sees you lying.")
        return found


def off_plane(yaw: float, plane: str) -> float:
    """Return by how many degrees a view is off a plane, 0 to 90."""
    if plane == "frontal":
        return degrees(abs(atan2(sin(radians(yaw)), abs(cos(radians(yaw))))))
    if plane == "sagittal":
        return degrees(abs(atan2(cos(radians(yaw)), abs(sin(radians(yaw))))))
    return 0.0
