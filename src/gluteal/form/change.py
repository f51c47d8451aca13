"""Whether a screen's result differs from one's own earlier one by more than the error of the test (claim C2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from gluteal.errors import BadValue
from gluteal.form.screen_result import ScreenResult

_WORDS = {
    "knee": "line of the knee",
    "pelvis": "level of the pelvis",
    "trunk": "lean of the trunk",
    "seconds": "time held",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How one value changed from one result to the next, and whether that is more than the error of the test."""

    name: str
    before: float
    after: float
    detectable: float
    changed: bool
    says: str


def compare(before: ScreenResult, after: ScreenResult, numbers: Mapping[str, float]) -> tuple[Change, ...]:
    """Compare a result with the same person's earlier one of the same test, side and conditions.

    Raises:
        BadValue: The two are not the same test, or one of them holds too little.

    """
    if (before.test, before.side, before.condition) != (after.test, after.side, after.condition):
        raise BadValue("Only the same test of the same side under the same conditions can be compared.")
    if before.values is None or after.values is None:
        raise BadValue(
            "One of the two results holds too few repetitions, or could not be judged, and is not compared."
        )
    deeper = (
        before.depth is not None
        and after.depth is not None
        and abs(after.depth - before.depth) > numbers["depth"]
    )
    changes = []
    for key in sorted(before.values.keys() & after.values.keys()):
        a, b, least = before.values[key], after.values[key], numbers[key]
        changed = abs(b - a) >= least and not deeper
        if deeper:
            says = f"The {_WORDS[key]} is not compared: the depth was not the same."
        elif not changed:
            says = f"No clear difference in the {_WORDS[key]}."
        else:
            better = b > a if key == "seconds" else abs(b) < abs(a)
            says = f"The {_WORDS[key]} is {'better' if better else 'less good'} than before, beyond the error of the test."
        changes.append(Change(name=key, before=a, after=b, detectable=least, changed=changed, says=says))
    return tuple(changes)
