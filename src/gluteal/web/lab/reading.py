"""What the lab page says about a variation: the loads of each region, the joints, and sentences in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gluteal.anatomy.region import TARGETS, Region
from gluteal.lab.loads import Loads
from gluteal.web.templatetags.words import region as named

_TOLD = 0.02  # smaller differences of load than this are not put into words
"""Two points of a hundred: closer than that the model's answers are ties (docs/body.md)."""
_WORTH = 0.05  # a load below this is not named as one of the greatest
_MOST = 4  # regions that the sentence names
ORDER: tuple[Region, ...] = (
    *TARGETS,
    Region.GMAX_LOWER,
    Region.TFL,
    Region.DEEP_ROTATORS,
    Region.HAMSTRINGS,
    Region.QUADRICEPS,
    Region.ADDUCTORS,
    Region.ERECTORS,
    Region.OBLIQUES,
)


HIP: tuple[Region, ...] = (*TARGETS, Region.GMAX_LOWER, Region.TFL, Region.DEEP_ROTATORS)
"""The regions about which the page speaks in sentences."""


@dataclass(frozen=True, slots=True)
class Row:
    """One region of one leg: peak and mean load as shares of its strength, and the range of the peak.

    The range is over what nobody can know: how hard a band really pulls and, where the word is "undetermined", what
    a person does with two planted legs.
    """

    region: Region
    peak: float
    mean: float
    low: float
    high: float
    undetermined: bool
    before: float | None  # the peak of what it is compared with

    @property
    def change(self) -> int | None:
        """Points of a hundred more than before; None where nothing is compared."""
        return None if self.before is None else round(100 * self.peak) - round(100 * self.before)

    @property
    def percent(self) -> int:
        """The peak in whole percent."""
        return round(100 * self.peak)

    @property
    def width(self) -> float:
        """How wide the range of what cannot be told is."""
        return self.high - self.low

    @property
    def ranges(self) -> bool:
        """Whether the range is wider than its own rounding."""
        return round(100 * self.high) - round(100 * self.low) > 1

    @property
    def average(self) -> int:
        """The mean in whole percent."""
        return round(100 * self.mean)

    @property
    def span(self) -> str:
        """The range in percent, as written."""
        return f"{round(100 * self.low)}–{round(100 * self.high)}"

    @property
    def said_change(self) -> str:
        """The change as it is written: "+5", "−3", "=" for less than a point; a dash where a range is open."""
        if self.undetermined and self.before is not None:
            return "–"
        change = self.change
        return "" if change is None else "=" if change == 0 else f"{change:+d}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Moment:
    """The greatest moment about one axis of a joint, in newton metres, and what the muscles turn it to."""

    joint: str
    way: str
    newton_metres: int
    before: int | None


def rows(shown: Loads, other: Loads | None, leg: str = "working") -> list[Row]:
    """Return the regions of one leg, "working" or "other", in their usual order; trunk muscles of the same side."""
    found = []
    for part in ORDER:
        load = shown.regions[part, leg]
        before = None if other is None else other.regions[part, leg].peak
        found.append(Row(part, load.peak, load.mean, load.low, load.high, load.undetermined, before))
    return found


def moments(shown: Loads, other: Loads | None) -> list[Moment]:
    """Return the greatest moments about the hip and knee of the working leg."""
    ways = {
        "hip_flexion": (_("Hip"), _("bending"), _("straightening")),
        "hip_abduction": (_("Hip"), _("outward, away from the middle"), _("inward, to the middle")),
        "hip_internal_rotation": (_("Hip"), _("turning in"), _("turning out")),
        "knee_flexion": (_("Knee"), _("bending"), _("straightening")),
    }
    found = []
    for name, (joint, forward, backward) in ways.items():
        most = shown.moments[name, "working"]
        before = None if other is None else other.moments[name, "working"]
        sign = 1 if most >= 0 else -1
        found.append(
            Moment(
                joint,
                forward if sign > 0 else backward,
                round(abs(most)),
                None if before is None else round(before * sign),
            )
        )
    return found


def sentence(found: Sequence[Row]) -> str:
    """Say in words what the mechanics ask of the target muscles, and which way the variation moves it."""
    hip = [row for row in found if row.region in HIP]
    settled = [row for row in hip if not row.undetermined]
    said = [_moves(settled) if any(row.before is not None for row in hip) else _most(settled)]
    if open_ := [row for row in hip if row.undetermined and row.high >= _WORTH]:
        open_.sort(key=lambda row: -row.high)
        names = _listed([_between(row) for row in open_[:3]])
        said.append(_("The mechanics leave open how hard %(list)s must work.") % {"list": names})
        if len(open_) > 3:
            said.append(_("The table has the others."))
    return " ".join(part for part in said if part)


def _most(rows: Sequence[Row]) -> str:
    most = sorted((row for row in rows if row.peak >= _WORTH), key=lambda row: -row.peak)[:3]
    if not most:
        return _("The mechanics ask little of the gluteal regions that they settle.") if rows else ""
    return _("The mechanics ask most of: %(list)s.") % {"list": _listed([_asked(row) for row in most])}


def _moves(rows: Sequence[Row]) -> str:
    """Say what is asked more and what less than before, the largest changes first."""
    moved = [row for row in rows if row.before is not None and abs(row.peak - row.before) >= _TOLD]
    moved.sort(key=lambda row: -abs(row.change or 0))
    more, less = ([r for r in moved if (r.change or 0) * sign > 0][:_MOST] for sign in (1, -1))
    said = []
    if more:
        said.append(_("more is asked of %(list)s") % {"list": _listed([_moved(row) for row in more])})
    if less:
        said.append(_("less is asked of %(list)s") % {"list": _listed([_moved(row) for row in less])})
    if said:
        text = _("; ").join(said)
        return text[:1].upper() + text[1:] + "."
    if not rows:
        return ""
    return _(
        "The mechanics ask the same as before of each gluteal region that they settle, to within two points."
    )


def _asked(row: Row) -> str:
    return _("%(region)s (%(peak)s %% of its strength)") % {
        "region": _inside(named(row.region)),
        "peak": round(100 * row.peak),
    }


def _between(row: Row) -> str:
    return _("%(region)s (%(span)s %%)") % {"region": _inside(named(row.region)), "span": row.span}


def _moved(row: Row) -> str:
    return _("%(region)s (from %(before)s to %(after)s %%)") % {
        "region": _inside(named(row.region)),
        "before": round(100 * (row.before or 0)),
        "after": round(100 * row.peak),
    }


def _inside(name: str) -> str:
    return (name[:1].lower() + name[1:]).replace(",", "")


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
