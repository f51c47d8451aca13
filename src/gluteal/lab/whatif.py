"""One setting moved over its whole range, everything else kept: what happens to each region, in numbers and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gluteal.anatomy.region import Region
from gluteal.body.errors import BodyError, TooHeavy
from gluteal.body.person import Person
from gluteal.catalogue.formula import Value
from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.load import load as shipped
from gluteal.errors import BadValue, UnknownName
from gluteal.lab.loads import Loads, body_of, loads
from gluteal.lab.motion import acts, idle_weight, motion
from gluteal.lab.settings import Setting, complete, settings_of
from gluteal.lab.told import direction, sentences

STEPS = 5
"""How many values of a number with a range are tried, both ends among them; its default comes on top."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One value that was tried: its loads, or the sentence why it cannot be done."""

    value: Value
    loads: Loads | None
    why_not: str | None = None
    too_heavy: bool = False


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
    if name == "weight" and not acts(choice, exercise, others):
        raise BadValue(idle_weight(others))
    body = body_of(person or Person())
    tried: list[Tried] = []
    for value in values_of(known[name], steps):
        if (
            tried and tried[-1].too_heavy
        ):  # a heavier one is not asked: another balance may hide what is missing
            why = f"{tried[-1].value:g} {known[name].unit} is too heavy already"
            tried.append(Tried(value, None, f"{why}.", too_heavy=True))
            continue
        try:
            moved = motion(
                slug, {**others, name: value}, frames=frames, skeleton=body.skeleton, catalogue=catalogue
            )
            tried.append(Tried(value, loads(moved, body, ranges=ranges)))
        except BodyError as error:
            heavy = isinstance(error, TooHeavy) and known[name].unit == "kg"
            tried.append(Tried(value, None, str(error), too_heavy=heavy))
    changes = changes_between([one.loads for one in tried if one.loads is not None])
    legs = _legs(tried)
    return Whatif(
        slug, known[name], others, tuple(tried), changes, sentences(known[name], tried, others, legs)
    )


def changes_between(found: Sequence[Loads]) -> tuple[Change, ...]:
    """Return how each region's peak moves over a row of loads."""
    if len(found) < 2:
        return ()
    changes = []
    for key in found[0].regions:
        peaks = [one.regions[key].peak for one in found]
        changes.append(Change(*key, peaks[0], peaks[-1], min(peaks), max(peaks), direction(peaks)))
    return tuple(changes)


def _legs(tried: Sequence[Tried]) -> dict[str, str]:
    for one in tried:
        if one.loads is not None:
            return {"working": one.loads.motion.working, "other": one.loads.motion.other}
    return {}
