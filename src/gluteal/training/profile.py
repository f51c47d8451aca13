"""The one reader of profile files: TOML in, a checked athlete out, and every fault said in words."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from importlib.resources import files
from math import isfinite
from os.path import exists
from pathlib import Path
from typing import Any, get_args, get_type_hints

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import load
from gluteal.errors import BadData, BadValue, UnknownName
from gluteal.record import from_mapping
from gluteal.training.athlete import Athlete, Kit
from gluteal.training.question import answered_yes
from gluteal.training.resistance import HOUSEHOLD

EXAMPLES = ("runner", "lifter", "desk-worker", "seventy", "dancer")
"""The profiles that ship as examples."""


def load_profile(path_or_text: Path | str, ledger: Ledger | None = None) -> Athlete:
    """Read an athlete from a TOML file, or from TOML text.

    Args:
        path_or_text: A path, or a string: with a line break, or an equals sign and no such file, it is TOML text.
        ledger: Where the bounds stand (claim `profile-bounds`); left out, the ledger that ships with Gluteal.

    Raises:
        BadValue: The file is missing, a folder, not readable, or no text.
        BadData: The text is no TOML, holds unknown keys, or values that cannot be; every fault at once.

    """
    if isinstance(path_or_text, str) and _is_text(path_or_text):
        return read_profile(path_or_text, "the profile", ledger)
    path = Path(path_or_text)
    return read_profile(_text_of(path), path.name, ledger)


def example(name: str, ledger: Ledger | None = None) -> Athlete:
    """Return one of the example athletes; raises `UnknownName`."""
    return read_profile(example_text(name), f"{name}.toml", ledger)


def example_text(name: str) -> str:
    """Return the TOML of one of the example profiles; raises `UnknownName`."""
    if name not in EXAMPLES:
        raise UnknownName("example profile", name, EXAMPLES)
    return (files("gluteal.training") / "data" / "profiles" / f"{name}.toml").read_text(encoding="utf-8")


def read_profile(text: str, where: str, ledger: Ledger | None = None) -> Athlete:
    """Read an athlete from TOML text; `where` names it in faults. Raises `BadData` as `load_profile` does."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadData([f"{where}: is not TOML: {error}"]) from None
    unknown = list(_unknown_keys(Athlete, document, ""))
    if unknown:
        raise BadData([f"{where}: {fault}" for fault in unknown])
    athlete = from_mapping(Athlete, document, where)
    faults = [*faults_of(athlete, ledger or load().ledger), *_dislike_faults(athlete)]
    if faults:
        raise BadData([f"{where}: {fault}" for fault in faults])
    return athlete


def faults_of(athlete: Athlete, ledger: Ledger) -> list[str]:
    """Return everything about an athlete that cannot be, one phrase each; empty when all is well."""
    return [*_person_faults(athlete, ledger), *_kit_faults(athlete.kit, ledger), *_answer_faults(athlete)]


def _person_faults(athlete: Athlete, ledger: Ledger) -> Iterator[str]:
    def bounds(low: str, high: str) -> tuple[float, float]:
        return ledger.number("profile-bounds", low), ledger.number("profile-bounds", high)

    if not athlete.name.strip():
        yield "name: is empty; any name will do"
    earliest = ledger.number("profile-bounds", "earliest-birth")
    latest = athlete.screening.answered_on.year if athlete.screening else None
    if athlete.born < earliest:
        yield f"born: {athlete.born} is not a year of birth; it is a year from {earliest:.0f} on, such as 1990"
    elif latest is not None and athlete.born > latest:
        yield f"born: {athlete.born} is later than the year in which the safety questions were answered ({latest})"
    elif len(str(athlete.born)) != len(str(int(earliest))):
        yield f"born: {athlete.born} is not a year of four digits, such as 1990"
    for name, value, low, high, unit in (
        ("minutes", athlete.minutes, "shortest-session", "longest-session", " minutes"),
        ("block_weeks", athlete.block_weeks, "shortest-block", "longest-block", " weeks"),
        ("height_cm", athlete.height_cm, "shortest", "tallest", " cm"),
        ("mass_kg", athlete.mass_kg, "lightest-body", "heaviest-body", " kg"),
    ):
        least, most = bounds(low, high)
        if value is not None and not least <= value <= most:
            yield f"{name}: {value:g} is outside {least:.0f} to {most:.0f}{unit}"
    if not athlete.days:
        yield "days: is empty; name at least one of mon, tue, wed, thu, fri, sat, sun"
    if len(set(athlete.days)) != len(athlete.days):
        yield "days: a day is there twice"
    if not athlete.goals:
        yield "goals: is empty; name at least one goal with a weight above 0, such as growth = 1"
    for goal, weight in athlete.goals.items():
        if not (isfinite(weight) and weight > 0):
            yield f"goals.{goal}: the weight {weight:g} is not above 0; leave out a goal that is not held"
    if athlete.smallest_step is not None and not 0 < athlete.smallest_step <= ledger.number(
        "profile-bounds", "heaviest"
    ):
        yield f"smallest_step: {athlete.smallest_step:g} is not a weight above 0, such as 1.25"


def _kit_faults(kit: Kit, ledger: Ledger) -> Iterator[str]:
    most_items = int(ledger.number("profile-bounds", "most-items"))
    heaviest = ledger.number("profile-bounds", "heaviest")
    for name in ("dumbbells", "kettlebells", "ankle_weights", "plates", "step_cm", "box_cm", "bands"):
        if len(getattr(kit, name)) > most_items:
            yield f"kit.{name}: has more than {most_items} entries"
    for name in ("dumbbells", "kettlebells", "ankle_weights", "plates"):
        for weight in getattr(kit, name):
            if not 0 < weight <= heaviest:
                yield f"kit.{name}: {weight:g} is not a weight above 0 and up to {heaviest:.0f}"
    if kit.bar is not None and not 0 < kit.bar <= heaviest:
        yield f"kit.bar: {kit.bar:g} is not a weight above 0 and up to {heaviest:.0f}"
    for name in ("cable", "abduction_machine", "hip_thrust_machine"):
        stack = getattr(kit, name)
        if stack is not None and not (0 < stack.low <= stack.high <= heaviest and stack.step > 0):
            yield f"kit.{name}: low, high and step must be above 0, and low at most high (at most {heaviest:.0f})"
    highest = ledger.number("profile-bounds", "highest-step")
    for name in ("step_cm", "box_cm"):
        for height in getattr(kit, name):
            if not 0 < height <= highest:
                yield f"kit.{name}: {height:g} is not a height above 0 and up to {highest:.0f} cm"
    for item in sorted(set(kit.without) - HOUSEHOLD):
        yield f"kit.without: {item} is not a household thing; there are: {', '.join(sorted(HOUSEHOLD))}"
    yield from _band_faults(kit, ledger)


def _band_faults(kit: Kit, ledger: Ledger) -> Iterator[str]:
    names = [band.name for band in kit.bands]
    longest = ledger.number("profile-bounds", "longest-band")
    for band in kit.bands:
        if not band.name.strip() or not band.colour.strip():
            yield "kit.bands: a band wants a name and a colour"
        if names.count(band.name) > 1:
            yield f"kit.bands: two bands are called {band.name}; give each a name of its own"
        if band.resting_cm is not None and not 0 < band.resting_cm <= longest:
            yield f"kit.bands: {band.name}: a resting length of {band.resting_cm:g} cm cannot be"
        if band.order is not None and band.order <= 0:
            yield f"kit.bands: {band.name}: order starts at 1, the softest"
    ranked = [band.order for band in kit.bands if band.order is not None]
    if ranked and len(ranked) != len(kit.bands):
        yield "kit.bands: give an order to every band or to none"
    if len(set(ranked)) != len(ranked):
        yield "kit.bands: two bands have the same order"


def _answer_faults(athlete: Athlete) -> Iterator[str]:
    try:
        answered_yes(athlete.screening, athlete.conditions)
    except UnknownName as error:
        yield str(error)
    for training in athlete.other_training:
        if not training.days:
            yield f"other_training: {training.kind} has no days; name at least one of mon to sun"


def _dislike_faults(athlete: Athlete) -> Iterator[str]:
    catalogue = load()
    for slug in athlete.dislikes:
        if slug not in catalogue.choices and slug not in catalogue.exercises:
            try:
                catalogue.choice(slug)
            except UnknownName as error:
                yield f"dislikes: {str(error)[:1].lower()}{str(error)[1:]}"


def _unknown_keys(kind: type, data: object, path: str) -> Iterator[str]:
    """Yield one phrase per key that `kind` does not have, at any depth, with the keys that there are."""
    if not isinstance(data, Mapping):
        return
    known = [field.name for field in fields(kind)]
    hints = get_type_hints(kind)
    for key, value in data.items():
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]}? " if near else ""
            yield f"{path}{key} is not known; {hint}there are: {', '.join(known)}"
            continue
        inner = _record_inside(hints[key])
        if inner is not None:
            for item in value if isinstance(value, list) else [value]:
                yield from _unknown_keys(inner, item, f"{path}{key}.")


def _record_inside(hint: Any) -> Any:
    if is_dataclass(hint):
        return hint
    return next((found for part in get_args(hint) if (found := _record_inside(part))), None)


def _is_text(path_or_text: str) -> bool:
    return "\n" in path_or_text or ("=" in path_or_text and not exists(path_or_text))


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise BadValue(f"There is no file {path}; name a profile written in TOML.") from None
    except IsADirectoryError:
        raise BadValue(f"{path} is a folder; name a profile written in TOML.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadValue(f"The profile {path} cannot be read: {reason}.") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise BadValue(f"{path} is not a text file in UTF-8; a profile is written in TOML.")
    return text
