"""How the progression names amounts, loads, days and effort in its sentences."""

from collections.abc import Iterable
from datetime import date

from gluteal.catalogue.exercise import Measure
from gluteal.training.athlete import Side
from gluteal.training.programme import Load

_UNITS = {Measure.REPS: ("repetition", "repetitions"), Measure.STEPS: ("step", "steps")}
_SMALL = ("no", "one", "two")


def plain(value: float) -> str:
    """Return a number without needless decimals: 4, 4.5."""
    return f"{round(value, 2):g}"


def percent(value: float) -> str:
    """Return “33 %”, below 10 with one decimal where it has one: “2.9 %”."""
    return f"{round(value, 1 if abs(value) < 10 else 0):g} %"


def amount(value: float, measure: Measure) -> str:
    """Return “12 repetitions”, “1 step”, “90 s” or “2 min 25 s”."""
    if measure is Measure.SECONDS:
        minutes, seconds = divmod(value, 60)
        if minutes < 2:
            return f"{plain(value)} s"
        return f"{plain(minutes)} min" + (f" {plain(seconds)} s" if seconds else "")
    return f"{plain(value)} {_UNITS[measure][value != 1]}"


def span(low: float, high: float, measure: Measure) -> str:
    """Return “8 to 12 repetitions”, or the one amount where both ends are the same."""
    return amount(high, measure) if low == high else f"{plain(low)} to {amount(high, measure)}"


def load(value: Load | None) -> str:
    """Return a load as the person knows it: “5 kg dumbbell”, “green band stretched to 45 cm”, “body weight”."""
    if value is None:
        return "body weight"
    if value.band is not None:
        colour = value.band.colour or value.band.name
        name = colour if "band" in colour.casefold() else f"{colour} band"
        length = value.band.stretched_cm
        return name if length is None else f"{name} stretched to {plain(length)} cm"
    if value.amount is None:
        return str(value.kind).replace("-", " ")
    unit = f" {value.unit}" if value.unit else ""
    return f"{plain(value.amount)}{unit} {str(value.kind).replace('-', ' ')}"


def on(day: date) -> str:
    """Return a date as it is written in sentences: “3 March 2026”."""
    return f"{day.day} {day:%B %Y}"


def reserve(rir: float | None) -> str:
    """Return “ with 2 in reserve”, or nothing where it was not noted."""
    return "" if rir is None else f" with {plain(rir)} in reserve"


def listed(parts: Iterable[object]) -> str:
    """Return “14 and 15”, “1, 2 and 3”."""
    words = [str(part) for part in parts]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def the_side(side: Side) -> str:
    """Return “the left side”, “the right side”, “both sides”."""
    return "both sides" if side is Side.BOTH else f"the {side} side"
