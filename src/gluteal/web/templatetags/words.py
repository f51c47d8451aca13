"""Filters that put values into a person's words: amounts, loads, efforts, times, regions."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gluteal.anatomy.region import Region
from gluteal.catalogue.claim import Grade
from gluteal.catalogue.exercise import Choice, Measure, Resistance
from gluteal.catalogue.load import load as load_catalogue
from gluteal.training.athlete import Side
from gluteal.training.diary import SetDone
from gluteal.training.programme import Load, Target

register = template.Library()

GRADES = {
    Grade.A: gettext_lazy("guideline or pooled trials"),
    Grade.B: gettext_lazy("a trial or a long study"),
    Grade.C: gettext_lazy("laboratory or one-time study"),
    Grade.D: gettext_lazy("practice and consensus"),
    Grade.DEFAULT: gettext_lazy("our own decision, no published number"),
}


@register.filter
def watched(choice: Choice | None) -> bool:
    """Whether the form check can look at a choice."""
    return choice is not None and load_catalogue().exercises[choice.exercise].form is not None


@register.filter
def words(value: object) -> str:
    """Return a slug or an option as words ("side-lying" becomes "side-lying", "leg_day" "leg day")."""
    text = str(value).replace("_", " ").replace("-", " ")
    return text.replace("side lying", "side-lying").replace("warm up", "warm-up")


@register.filter
def region(value: Region | str) -> str:
    """Return a region's name as it is said: "Gluteus medius, middle"."""
    parts = str(value).split("-")
    if parts[0] == "gluteus":
        parts = [f"{parts[0]} {parts[1]},", *parts[2:]]
    text = " ".join(parts)
    return text[:1].upper() + text[1:]


@register.filter
def number(value: float | None) -> str:
    """Return a number without needless zeros: 12, 7.5, 0.25."""
    return "" if value is None else f"{value:.4g}"


@register.filter
def span(values: Sequence[float]) -> str:
    """Return a range: "8–12", or one number where both ends are alike."""
    low, high = values
    return number(low) if low == high else f"{number(low)}–{number(high)}"


@register.filter
def unit(measure: Measure | str) -> str:
    """Return what a set is counted in, as said after a number."""
    return {Measure.REPS: _("reps"), Measure.SECONDS: _("seconds"), Measure.STEPS: _("steps")}[
        Measure(measure)
    ]


@register.filter
def asked(target: Target) -> str:
    """Return how much a set asks for: "8–12 reps", "2 min 25 s"."""
    low, high = target.amount
    if target.measure is Measure.SECONDS and low == high >= 120:
        minutes, seconds = divmod(high, 60)
        return _("%(minutes)s min") % {"minutes": minutes} + (f" {seconds} s" if seconds else "")
    return f"{span(target.amount)} {unit(target.measure)}"


@register.filter
def done_words(done: SetDone) -> str:
    """Return a set in words: "left, 12 reps"."""
    sides = {Side.LEFT: _("left"), Side.RIGHT: _("right")}
    amount = "" if done.amount is None else f"{number(done.amount)} {unit(done.measure)}"
    return ", ".join(part for part in (sides.get(done.side, ""), amount) if part)


@register.filter
def reserve(target: Target) -> str:
    """Return how hard a set should be, in words."""
    low, high = target.rir
    if target.measure is Measure.SECONDS:
        return _("stop while you could still hold it well")
    if high == 0:
        return _("until no clean one is left")
    return ngettext(
        "stop with %(span)s clean one left",
        "stop with %(span)s clean ones left",
        1 if low == high == 1 else 2,
    ) % {"span": span(target.rir)}


@register.filter
def load(value: Load | None) -> str:
    """Return what is moved: "green loop above the knees", "12.5 kg dumbbell", "body weight"."""
    if value is None or value.kind is Resistance.NONE:
        return _("body weight")
    if value.band is not None:
        band = value.band
        where = "" if band.placement == "none" else f" {placement(band.placement)}"
        strands = _(", doubled") if band.strands > 1 else ""
        length = f", {number(band.stretched_cm)} cm" if band.stretched_cm else ""
        return f"{band.name}{where}{length}{strands}"
    if value.amount is None:
        return words(value.kind)
    return f"{number(value.amount)} {value.unit or ''} {words(value.kind)}".replace("  ", " ")


@register.filter
def placement(value: str) -> str:
    """Return where a band sits."""
    return {
        "above-knees": _("above the knees"),
        "below-knees": _("below the knees"),
        "ankles": _("round the ankles"),
        "feet": _("round the feet"),
        "pelvis": _("round the pelvis"),
    }.get(str(value), words(value))


@register.filter
def left_over(done: SetDone) -> str:
    """Return how many clean ones were left after a set: "2 left over"; of a hold, how much was left of it."""
    if done.rir is None:
        return ""
    if done.measure is not Measure.SECONDS:
        return _("%(count)s in reserve") % {"count": number(done.rir)}
    held = {0: _("it broke"), 1: _("about to break"), 2: _("a little left"), 3: _("some left")}
    return held.get(int(done.rir), _("plenty left"))


@register.filter
def amounts(sets: Sequence[SetDone]) -> str:
    """Return what several sets of one exercise came to: "12, 12, 10 reps"."""
    measures = dict.fromkeys(one.measure for one in sets)
    counted = ", ".join(number(one.amount) or _("done") for one in sets)
    return f"{counted} {unit(next(iter(measures)))}" if len(measures) == 1 else counted


@register.filter
def tempo(values: Sequence[float]) -> str:
    """Return a tempo: "2 s up, 1 s hold, 2 s down"."""
    up, pause, down = (number(value) for value in values)
    held = _("%(pause)s s hold, ") % {"pause": pause} if pause != "0" else ""
    return _("%(up)s s up, %(held)s%(down)s s down") % {"up": up, "held": held, "down": down}


@register.filter
def minutes(seconds: float) -> str:
    """Return a length of time as whole minutes."""
    whole = max(1, round(seconds / 60))
    return _("%(count)s min") % {"count": whole}


@register.filter
def graded(grade: Grade) -> str:
    """Return what a grade stands for."""
    return str(GRADES[Grade(grade)])


@register.filter
def percent(value: float, most: float) -> str:
    """Return `value` as a share of `most` in percent, for the width of a drawn bar."""
    return f"{100 * min(max(value / most, 0), 1):.2f}" if most > 0 else "0"


@register.filter
def get(mapping: dict[object, object], key: object) -> object:
    """Return one entry of a mapping, or None."""
    return mapping.get(key)


@register.filter
def share(value: float) -> str:
    """Return a share as percent, its sign never on another line: "92 %"."""
    return f"{100 * value:.0f}\N{NO-BREAK SPACE}%"


@register.filter
def firm(sentence: str) -> str:
    """Return a sentence in which no percent sign is parted from its number at the end of a line."""
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%")


@register.filter
def measured(what: str) -> str:
    """Return the name of a body measure; one that Gluteal does not know as it was written down."""
    from gluteal.web.progress.forms import MEASURES

    return str(dict(MEASURES).get(what, words(what)))


@register.filter
def clamp(value: float, most: float) -> str:
    """Return a number held between -`most` and `most`, for a place in a drawing."""
    return f"{min(max(value, -most), most):.1f}"


@register.filter
def span_to(low: float, high: float) -> str:
    """Return how wide a band of a drawing from -50 to 50 is, at least wide enough to be seen."""
    return f"{max(min(high, 50) - max(low, -50), 0.6):.1f}"
