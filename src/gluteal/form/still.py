"""One still picture: what can be said of a held position without a movement around it."""

from gluteal.form.checker import Watcher
from gluteal.form.fault import Stretch, judge
from gluteal.form.judge import Judge
from gluteal.form.landmark import Depth, Frame
from gluteal.form.reference import Reference
from gluteal.form.report import Body, Finding


def look_at(
    frame: Frame,
    reference: Reference,
    size: tuple[int, int] | None = None,
    depth: Depth = Depth.ESTIMATED,
    side: Body | None = None,
) -> tuple[Finding, ...]:
    """Judge a single picture of the turn of a repetition.

    Only looks that need no start of one's own can be told from a still; the others are left out.

    Args:
        frame: The picture's landmarks.
        reference: The exercise.
        size: Width and height of the picture in pixels.
        depth: Where the depth comes from.
        side: The working side; None to find it as in a repetition.

    """
    judge_of_set = Judge(reference, measured=depth is Depth.MEASURED)
    watcher = Watcher(reference, judge_of_set.names, size, depth)
    if frame.image is None:
        return ()
    row = watcher.row(frame)
    whose = side or judge_of_set.gate.side_of_hold([row])
    stretch = Stretch(judge_of_set.place, [row], [frame.t], [0], 0, (0, 1), 1, watcher.measured)
    return tuple(
        finding
        for look in reference.looks
        if look.base == "zero" and look.of in ("working", "other", "each", "shared")
        for finding in judge(look, stretch, whose, {}, reference.numbers)
    )
