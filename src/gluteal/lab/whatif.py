"""One setting moved over its whole range, everything else kept: what happens to each region, in numbers and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gluteal.anatomy.region import TARGETS, Region
from gluteal.body.errors import BodyError
from gluteal.body.person import Person
from gluteal.catalogue.formula import Value
from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.load import load as shipped
from gluteal.errors import UnknownName
from gluteal.lab.loads import Loads, body_of, loads
from gluteal.lab.motion import motion
from gluteal.lab.settings import Setting, complete, settings_of

STEPS = 5
"""How many values of a number with a range are tried, both ends among them; its default comes on top."""

NOTICED = 0.02
"""Activation by which a peak must move to be called a change."""

SHOWN: tuple[Region, ...] = (*TARGETS, Region.GMAX_LOWER, Region.TFL, Region.DEEP_ROTATORS)
"""The regions that the words speak of."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One value that was tried: its loads, or the sentence why it cannot be done."""

    value: Value
    loads: Loads | None
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """How the peak of one region of one leg moves from the first value tried to the last."""

    region: Region
    leg: str
    first: float
    last: float
    lowest: float
    highest: float
    direction: str


@dataclass(frozen=True, slots=True)
class Whatif:
    """What moving one setting does. `sentences` say it in words, most moved first."""

    slug: str
    setting: Setting
    others: dict[str, Value]
    tried: tuple[Tried, ...]
    changes: tuple[Change, ...]
    sentences: tuple[str, ...]


def values_of(setting: Setting, steps: int = STEPS) -> tuple[Value, ...]:
    """Return the values of a setting that are tried: its options, or its range in equal steps with the default."""
    if setting.options:
        return setting.options
    low, high = setting.low or 0.0, setting.high or 0.0
    even = {low + (high - low) * at / (steps - 1) for at in range(steps)}
    if isinstance(setting.default, int | float):
        even.add(float(setting.default))
    return tuple(sorted(even))


def whatif(
    slug: str,
    name: str,
    settings: Mapping[str, object] | None = None,
    *,
    person: Person | None = None,
    steps: int = STEPS,
    frames: int = 24,
    ranges: bool = True,
    catalogue: Catalogue | None = None,
) -> Whatif:
    """Return what moving one setting over its range does to every region.

    Args:
        slug: An exercise or preset.
        name: The setting that is moved.
        settings: The others, where they are not the choice's own.
        person: Whose body.
        steps: How many values of a number, 2 or more.
        frames: Postures a repetition.
        ranges: Whether to reckon what is open as well.
        catalogue: The shipped one where none is given.

    Raises:
        UnknownName, BadValue, NoMotion: As `motion.motion`.

    """
    catalogue = catalogue or shipped()
    choice, exercise = catalogue.choice(slug), catalogue.exercise(slug)
    known = settings_of(choice, exercise)
    if name not in known:
        raise UnknownName(f"setting of {slug}", name, known)
    others = complete(choice, exercise, settings or {})
    body = body_of(person or Person())
    tried = []
    for value in values_of(known[name], steps):
        try:
            moved = motion(
                slug, {**others, name: value}, frames=frames, skeleton=body.skeleton, catalogue=catalogue
            )
            tried.append(Tried(value, loads(moved, body, ranges=ranges)))
        except BodyError as error:
            tried.append(Tried(value, None, str(error)))
    changes = changes_between([one.loads for one in tried if one.loads is not None])
    legs = _legs(tried)
    return Whatif(
        slug, known[name], others, tuple(tried), changes, _sentences(known[name], tried, changes, legs)
    )


def changes_between(found: Sequence[Loads]) -> tuple[Change, ...]:
    """Return how each region's peak moves over a row of loads."""
    if len(found) < 2:
        return ()
    changes = []
    for key in found[0].regions:
        peaks = [one.regions[key].peak for one in found]
        changes.append(Change(*key, peaks[0], peaks[-1], min(peaks), max(peaks), _direction(peaks)))
    return tuple(changes)


def _direction(peaks: Sequence[float]) -> str:
    rise, width = peaks[-1] - peaks[0], max(peaks) - min(peaks)
    if width < NOTICED:
        return "hardly changes"
    up, down = (max(sign * (b - a) for at, a in enumerate(peaks) for b in peaks[at:]) for sign in (1, -1))
    if down < NOTICED:
        return "rises"
    if up < NOTICED:
        return "falls"
    if abs(rise) < NOTICED:
        return "rises and falls again" if max(peaks) > max(peaks[0], peaks[-1]) else "falls and rises again"
    return "rises on the whole" if rise > 0 else "falls on the whole"


def _legs(tried: Sequence[Tried]) -> dict[str, str]:
    for one in tried:
        if one.loads is not None:
            return {"working": one.loads.motion.working, "other": one.loads.motion.other}
    return {}


def _sentences(
    setting: Setting, tried: Sequence[Tried], changes: Sequence[Change], legs: Mapping[str, str]
) -> tuple[str, ...]:
    done = [one for one in tried if one.loads is not None]
    lines = []
    if len(done) > 1:
        unit = f" {setting.unit}" if setting.unit else ""
        span = f"{_shown(done[0].value)} to {_shown(done[-1].value)}{unit}"
        if setting.options:
            lines += _of_options(done, legs)
        else:
            lines.append(f"{setting.label}, {span}:")
            for change in sorted(changes, key=lambda c: c.lowest - c.highest):
                if change.region in SHOWN and change.highest - change.lowest >= NOTICED:
                    lines.append(
                        f"{_name(change.region)} of the {legs[change.leg]} {change.direction}, "
                        f"{100 * change.first:.0f} to {100 * change.last:.0f} %."
                    )
            if len(lines) == 1:
                lines.append("No region changes by more than two points.")
    lines += [f"{_shown(one.value)} cannot be done: {one.why_not}" for one in tried if one.why_not]
    return tuple(lines)


def _of_options(done: Sequence[Tried], legs: Mapping[str, str]) -> list[str]:
    """Say which option asks most of each region."""
    lines = []
    for key in done[0].loads.regions if done[0].loads else ():
        peaks = [(one.loads.regions[key].peak, str(one.value)) for one in done if one.loads]
        if key[0] in SHOWN and max(peaks)[0] - min(peaks)[0] >= NOTICED:
            row = ", ".join(f"{value} {100 * peak:.0f}" for peak, value in peaks)
            lines.append(f"{_name(key[0])} of the {legs[key[1]]}: {row} %.")
    return lines or ["No region changes by more than two points between the options."]


def _name(region: Region) -> str:
    return region.value.replace("-", " ").capitalize()


def _shown(value: Value) -> str:
    return f"{value:g}" if isinstance(value, int | float) else value
