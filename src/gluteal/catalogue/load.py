"""The only reader of the catalogue's files: exercises, claims and studies become values here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import floor
from typing import Any, TypeVar

import tomli

from gluteal.anatomy.region import Region
from gluteal.catalogue.claim import Claim, Ledger, Study
from gluteal.catalogue.exercise import Choice, Exercise, Preset, Stimulus
from gluteal.errors import BadData, UnknownName
from gluteal.record import from_mapping

T = TypeVar("T")

_QUARTERS = 4  # credit is reckoned in quarter sets


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything there is to pick, and the ledger behind it.

    `choices` holds each exercise under its own slug and each preset under the preset's slug.
    """

    exercises: dict[str, Exercise]
    choices: dict[str, Choice]
    ledger: Ledger

    def choice(self, slug: str) -> Choice:
        """Return one choice; raises `UnknownName` with near misses."""
        if slug not in self.choices:
            raise UnknownName("exercise", slug, self.choices)
        return self.choices[slug]

    def exercise(self, slug: str) -> Exercise:
        """Return the exercise behind a choice's slug; raises `UnknownName`."""
        return self.exercises[self.choice(slug).exercise]


@cache
def load() -> Catalogue:
    """Read the catalogue that ships with Gluteal.

    Raises:
        BadData: With every fault in every file at once. The tests make sure that this never happens.

    """
    return read(files("gluteal.catalogue") / "data")


def read(folder: Traversable) -> Catalogue:
    """Read and cross-check a catalogue folder (`exercises/*.toml`, `claims/*.toml`, `studies/*.toml`)."""
    from gluteal.catalogue.check import faults_of

    faults: list[str] = []
    studies = _keyed(
        [s for file in _toml_files(folder / "studies") for s in _records(file, "studies", Study, faults)],
        lambda s: s.key,
        "study",
        faults,
    )
    claims = _keyed(
        [c for file in _toml_files(folder / "claims") for c in _records(file, "claims", Claim, faults)],
        lambda c: c.id,
        "claim",
        faults,
    )
    exercises = {}
    for file in _toml_files(folder / "exercises"):
        slug = file.name.removesuffix(".toml")
        try:
            exercises[slug] = from_mapping(Exercise, {"slug": slug, **_parse(file)}, file.name)
        except BadData as error:
            faults.extend(error.faults)
    if faults:
        raise BadData(faults)
    ledger = Ledger(claims, studies)
    choices = _keyed(
        [choice for exercise in exercises.values() for choice in resolve(exercise, ledger)],
        lambda c: c.slug,
        "exercise",
        faults,
    )
    catalogue = Catalogue(exercises, choices, ledger)
    faults.extend(faults_of(catalogue))
    if faults:
        raise BadData(faults)
    return catalogue


def resolve(exercise: Exercise, ledger: Ledger) -> Iterable[Choice]:
    """Yield the exercise as it stands, then each preset with what it changes put in."""
    plain = {
        field.name: getattr(exercise, field.name)
        for field in fields(Choice)
        if field.name not in ("exercise", "what_changes", "settings", "credit", "tags")
    }
    base = Choice(
        **plain,
        exercise=exercise.slug,
        what_changes=None,
        tags=frozenset(exercise.tags),
        settings={p.name: p.default for p in exercise.parameters},
        credit=_credit(exercise.stimulus, ledger),
    )
    yield base
    for preset in exercise.presets:
        yield _apply(base, preset, ledger)


def _apply(base: Choice, preset: Preset, ledger: Ledger) -> Choice:
    merged = (
        "slug",
        "name",
        "what_changes",
        "synonyms",
        "settings",
        "tags",
        "drop_tags",
        "stimulus",
        "claims",
    )
    changed = {
        field.name: getattr(preset, field.name)
        for field in fields(Preset)
        if field.name not in merged and getattr(preset, field.name) is not None
    }
    stimulus = {**base.stimulus, **preset.stimulus}
    return replace(
        base,
        **changed,
        slug=preset.slug,
        name=preset.name,
        what_changes=preset.what_changes,
        synonyms=preset.synonyms,
        settings={**base.settings, **preset.settings},
        tags=(base.tags | frozenset(preset.tags)) - frozenset(preset.drop_tags),
        stimulus=stimulus,
        credit=_credit(stimulus, ledger),
        claims=tuple(dict.fromkeys((*preset.claims, *base.claims))),
    )


def _credit(stimulus: Mapping[Region, Stimulus], ledger: Ledger) -> dict[Region, tuple[float, float, float]]:
    credit = {}
    for region, entry in stimulus.items():
        low, nominal, high = (
            ledger.number("stimulus-classes", f"{entry.level}-{end}") for end in ("low", "nominal", "high")
        )
        low = low if entry.low is None else entry.low
        high = high if entry.high is None else entry.high
        if not low <= nominal <= high:
            nominal = max(low, floor(_QUARTERS * (low + high) / 2) / _QUARTERS)
        credit[region] = (low, nominal, high)
    return credit


def _toml_files(folder: Traversable) -> list[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)


def _parse(file: Traversable) -> dict[str, Any]:
    # tomli is compiled: three times as quick as tomllib, and the catalogue is read at every start.
    try:
        return tomli.loads(file.read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as error:
        raise BadData([f"{file.name}: {error}"]) from None


def _records(file: Traversable, key: str, kind: type[T], faults: list[str]) -> list[T]:
    try:
        document = _parse(file)
        unknown = set(document) - {key}
        if unknown:
            faults.append(f"{file.name}: unknown keys {', '.join(sorted(unknown))}; only [[{key}]] is known")
        return from_mapping(list[kind], document.get(key, []), file.name)  # type: ignore[valid-type]
    except BadData as error:
        faults.extend(error.faults)
        return []


def _keyed(values: Iterable[T], key: Callable[[T], str], kind: str, faults: list[str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for value in values:
        if key(value) in found:
            faults.append(f"{kind} {key(value)} is there twice")
        found[key(value)] = value
    return found
