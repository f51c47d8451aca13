"""What single cells of other trackers mean: numbers, dates, durations, and what a name says about its load."""

import math
import re
from datetime import datetime, tzinfo
from uuid import UUID, uuid5

from gluteal.catalogue.exercise import Resistance
from gluteal.errors import BadData, BadValue
from gluteal.training.athlete import Unit
from gluteal.training.programme import Load

_NAMESPACE = UUID("6f1d2c0e-6a0b-5d0e-9c52-0b3a3a0f7c11")
_SPACES = {"\u202f": " ", "\u00a0": " "}
_DATES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d %I:%M:%S %p",
    "%Y-%m-%d %I:%M %p",
    "%d %b %Y, %H:%M",
    "%d %b %Y, %I:%M %p",
    "%d.%m.%Y, %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%b %d, %Y, %I:%M %p",
    "%b %d, %Y, %H:%M",
    "%b %d, %Y at %I:%M %p",
    "%b %d, %Y at %I:%M:%S %p",
)
_IMPLEMENTS = {
    "barbell": Resistance.BARBELL,
    "dumbbell": Resistance.DUMBBELL,
    "kettlebell": Resistance.KETTLEBELL,
    "band": Resistance.BAND,
    "cable": Resistance.CABLE,
    "machine": Resistance.MACHINE,
    "plate loaded": Resistance.MACHINE,
    "smith": Resistance.MACHINE,
    "leg press": Resistance.MACHINE,
    "sled": Resistance.SLED,
}
_MOST_RPE = 10  # the top of the scale: no repetition left (claim A19)
_DURATION = re.compile(r"(?:(\d+)\s*h)?\s*(?:(\d+)\s*m(?:in)?)?\s*(?:(\d+)\s*s)?", re.IGNORECASE)
_UNITS = {"kg": Unit.KG, "kgs": Unit.KG, "lb": Unit.LB, "lbs": Unit.LB}


def uid_of(*parts: object) -> UUID:
    """Return the id that the same set has in every import of it."""
    return uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts))


def number(text: str, what: str) -> float | None:
    """Read a number that cannot be below zero; a comma may stand for the point; "" gives None.

    Raises:
        BadValue: For anything else, NaN and infinities included.

    """
    if not text:
        return None
    try:
        value = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        raise BadValue(f"{what} is “{_short(text)}”, which is no number") from None
    if not math.isfinite(value) or "_" in text:
        raise BadValue(f"{what} is “{_short(text)}”, which is no number")
    if value < 0:
        raise BadValue(f"{what} is {_short(text)}, which is below zero")
    return value


def moment(text: str, zone: tzinfo) -> datetime:
    """Read a date with time; without an offset of its own it is taken to be in `zone`.

    Raises:
        BadValue: For a form that is not known; "5/6/2026" is refused, since day and month cannot be told apart.

    """
    plain = text.strip()
    for special, space in _SPACES.items():
        plain = plain.replace(special, space)
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        found = _by_form(plain, text)
    return found if found.tzinfo else found.replace(tzinfo=zone)


def minutes(text: str) -> float | None:
    """Read a duration ("1h 50m", "45m", "30s", or plain seconds) as minutes; "" gives None. Raises `BadValue`."""
    if not text:
        return None
    if text.isdecimal():
        return round(int(text) / 60, 1)
    found = _DURATION.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        raise BadValue(f"the duration is “{_short(text)}”, where “1h 20m” was expected")
    hours, mins, seconds = (int(part or 0) for part in found.groups())
    return round(hours * 60 + mins + seconds / 60, 1)


def unit_of(text: str) -> Unit | None:
    """Return the unit that a cell names ("kg", "lbs"); "" gives None. Raises `BadValue`."""
    if not text:
        return None
    if text.lower() not in _UNITS:
        raise BadValue(f"the weight unit is “{_short(text)}”; there are: {', '.join(_UNITS)}")
    return _UNITS[text.lower()]


def stated_unit(header: str) -> Unit | None:
    """Return the unit that stands in a column's name: "Weight (lbs)", "weight_kg"."""
    words = re.findall(r"[a-z]+", header.lower())
    return next((_UNITS[word] for word in words if word in _UNITS), None)


def load_of(name: str, weight: float | None, unit: Unit | None) -> Load | None:
    """Return the load of a set: its implement as the exercise's name tells, "none" where it does not.

    Args:
        name: The exercise's name in the other tracker ("Hip Thrust (Barbell)").
        weight: In `unit`; None or 0 gives no load.
        unit: Needed where there is a weight.

    """
    if not weight:
        return None
    return Load(kind=implement(name), amount=weight, unit=unit)


def implement(name: str) -> Resistance:
    """Return what an exercise's name says that it is loaded with; "none" where it does not say."""
    lower = name.lower()
    return next((kind for word, kind in _IMPLEMENTS.items() if word in lower), Resistance.NONE)


def rir_of(rpe: float | None) -> float | None:
    """Turn effort on the 10-point scale into repetitions in reserve (claim A19). Raises `BadValue` above 10."""
    if rpe is None:
        return None
    if rpe > _MOST_RPE:
        raise BadValue(f"RPE is {rpe:g}; the scale ends at {_MOST_RPE}")
    return _MOST_RPE - rpe


def all_or_faults(faults: list[str]) -> None:
    """Raise every fault at once, so that nothing is ever half imported."""
    if faults:
        raise BadData(faults)


def _by_form(plain: str, text: str) -> datetime:
    for form in _DATES:
        try:
            return datetime.strptime(plain, form)  # noqa: DTZ007  # the caller adds the zone
        except ValueError:
            continue
    raise BadValue(f"the date is “{_short(text)}”; known are forms such as 2021-02-10 16:46:13")


def _short(text: str) -> str:
    return text if len(text) <= len("Wednesday, 30 November 2025, 14:08") else f"{text[:30]}…"
