"""What a movement screen gives: rated items, a range of points, and values kept for comparison with oneself."""

from dataclasses import dataclass

from gluteal.form.report import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is rated: `shown` True or False, None where it could not be told; `points` if it is shown."""

    id: str
    name: str
    shown: bool | None
    points: int = 1
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenResult:
    """One screen of one side. `least` and `most` points differ by what could not be told.

    `values` are the means over the repetitions against the own start, kept for comparison with oneself: degrees
    for knee, pelvis and trunk. `label` is given only where it is the same for `least` and `most`.
    """

    test: str
    side: Body
    condition: str
    reps: int
    enough: bool
    items: tuple[Item, ...] = ()
    least: int = 0
    most: int = 0
    label: str | None = None
    depth: float | None = None
    seconds: float | None = None
    values: dict[str, float] | None = None
    note: str = ""
