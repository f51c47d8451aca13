"""What a choice is done with: every variation parameter and what loads it, complete and within its range."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from gluteal.catalogue.exercise import Choice, Exercise
from gluteal.catalogue.formula import Value, word
from gluteal.catalogue.motion import Facing, Load, Part, Source
from gluteal.errors import BadValue, UnknownName
from gluteal.training.band import charts

MOST_KG = {
    Source.ANKLE_WEIGHT: 20.0,
    Source.HIP_WEIGHT: 40.0,
    Source.HAND_WEIGHT: 50.0,
    Source.CHEST_WEIGHT: 60.0,
    Source.CABLE: 100.0,
    Source.PAD: 150.0,
    Source.PELVIS_WEIGHT: 300.0,
    Source.BACK_WEIGHT: 300.0,
}
"""Kilograms up to which `weight` goes: about the most that people put there. For each hand, where it is in a hand."""

BAND_COLOUR = "green"
"""The band that a banded exercise is shown with unless somebody says which: the middle of the chart."""

KNEES_OUT = "knees-out"
"""The cue: newtons with which each planted knee is pushed outwards, or that it is left open."""
OPEN = "open"
PUSHES = (OPEN, "0", "20", "50", "100", "200")

_LEG = frozenset({Part.FOOT, Part.TOES, Part.HEEL, Part.FOOT_EDGE, Part.KNEE, Part.THIGH_BACK})
_ELASTIC = (Source.BAND, Source.STRIP, Source.CROSSED_BAND)


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set: a variation parameter, or what loads the exercise (`weight`, `band`)."""

    name: str
    label: str
    default: Value
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    options: tuple[str, ...] = ()
    parameter: bool = True

    def checked(self, value: object) -> Value:
        """Return the value if it can be set; raise `BadValue` with what can be."""
        if self.options:
            if value in self.options:
                return str(value)
            raise BadValue(f"{self.name} can be {', '.join(self.options)}; it cannot be {value!r}.")
        low, high = (0.0 if end is None else end for end in (self.low, self.high))
        try:
            number = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            number = float("nan")
        if not isfinite(number) or isinstance(value, bool) or not low <= number <= high:
            raise BadValue(f"{self.name} goes from {low:g} to {high:g} {self.unit}; it cannot be {value}.")
        return number


def colours() -> tuple[str, ...]:
    """Return the colours of the chart that bands are reckoned by, softest first."""
    return tuple(entry.colour for entry in charts()[0].colours)


def settings_of(choice: Choice, exercise: Exercise) -> dict[str, Setting]:
    """Return all that can be set for a choice, with the choice's own values as defaults."""
    found = {
        p.name: Setting(p.name, p.label, choice.settings[p.name], p.unit, p.low, p.high, p.options)
        for p in exercise.parameters
    }
    loads = loads_of(choice, exercise)
    weighed = next((load for load in loads if load.example is not None), None)
    if weighed is not None:
        most = MOST_KG[weighed.source]
        found["weight"] = Setting(
            "weight", "Weight", weighed.example or 0.0, "kg", 0.0, most, parameter=False
        )
    if any(load.source in _ELASTIC for load in loads):
        found["band"] = Setting("band", "Band", BAND_COLOUR, options=colours(), parameter=False)
    if _leaves_open(exercise, loads):
        found[KNEES_OUT] = Setting(
            KNEES_OUT, "Knees pushed out, each with so many newtons", OPEN, options=PUSHES, parameter=False
        )
    return found


def _leaves_open(exercise: Exercise, loads: tuple[Load, ...]) -> bool:
    """Tell whether a planted leg can push against another support, so that a cue decides how hard its hip works."""
    motion = exercise.motion
    if motion is None or motion.left_out or motion.facing in (Facing.SIDE_LYING, Facing.SIDE_LYING_UNDER):
        return False
    if any(load.source in (Source.CUE, Source.PRESS) for load in loads):
        return False
    rests = {name for name in motion.rests if "back" in name or "seat" in name or "bone" in name}
    for posture in motion.postures:
        # A formula chooses between parts of one leg: its first one stands for it.
        contacts = {name.split("'")[1] if "'" in name else name for name in posture.contacts or ()}
        legs = {name for name in contacts if name.partition(" ")[2] in _LEG}
        if legs and len(contacts | rests) > 1:
            return True
    return False


def loads_of(choice: Choice, exercise: Exercise) -> tuple[Load, ...]:
    """Return the resistances that belong to a choice, used or not."""
    motion = exercise.motion
    return tuple(
        load
        for load in (motion.loads if motion else ())
        if (not load.when or choice.resistance in load.when) and (not load.only or choice.slug in load.only)
    )


def complete(choice: Choice, exercise: Exercise, given: Mapping[str, object]) -> dict[str, Value]:
    """Return every setting of a choice, the given ones instead of its own.

    Raises:
        UnknownName: For a setting that this exercise does not have, with those that it has.
        BadValue: For a value out of range, not a number, or no option, with what is.

    """
    known = settings_of(choice, exercise)
    for name in given:
        if name not in known:
            raise UnknownName(f"setting of {choice.slug}", name, known)
    return {
        name: setting.checked(given[name]) if name in given else setting.default
        for name, setting in known.items()
    }


def names_for_formulas(choice: Choice, settings: Mapping[str, Value]) -> dict[str, Value]:
    """Return what each name in a motion's formulas stands for: the settings and the dose's tempo."""
    up, pause, down = choice.dose.tempo
    tempo = {"up": up, "pause": pause, "down": settings.get("tempo-down", down)}
    return {**settings, **tempo, "choice": choice.slug}


def text_of(value: str, names: Mapping[str, Value], where: str) -> str:
    """Return a word as it stands, or the option of the parameter that it names."""
    if value in names:
        return str(names[value])
    return str(word(value, names, where)) if "'" in value else value
