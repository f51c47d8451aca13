"""The values behind `load --json` and `whatif --json`; activations in percent, from which the schemas are generated."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gluteal.anatomy.region import Region
from gluteal.catalogue.formula import Value
from gluteal.record import Record

if TYPE_CHECKING:
    from gluteal.lab.loads import Loads
    from gluteal.lab.whatif import Whatif


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLoad(Record):
    """Load of one region: percent of its own greatest activation, at most and on average over a repetition.

    `low` and `high` are the range of the peak over what nobody can know (how a band really pulls, what the person does
    with planted legs); `undetermined` says that the person's own choice decides.
    """

    region: Region
    leg: str
    peak: float
    mean: float
    low: float
    high: float
    undetermined: bool
    at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MuscleLoad(Record):
    """Load of one muscle element of the model: percent of its greatest activation, and newtons along its tendon."""

    muscle: str
    leg: str
    peak: float
    mean: float
    peak_newtons: float
    mean_newtons: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JointMoment(Record):
    """The largest moment of the muscles at a joint, newton metres; the name tells the positive way."""

    joint: str
    leg: str
    newton_metres: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPosture(Record):
    """A key posture and when it is reached."""

    name: str
    at_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Build(Record):
    """The body that was reckoned with."""

    height_m: float
    mass_kg: float
    strength: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadAnswer(Record):
    """The answer of `load`. `legs` says what “working” and “other” are in this exercise.

    `residual` is the largest error of the balance (N or N m), `reserve_nm` the largest moment at a leg's joint that no
    muscle gives, `contact_mm` how far a contact is off its place at worst.
    """

    slug: str
    says: str
    side: str
    settings: dict[str, Value]
    body: Build
    legs: dict[str, str]
    seconds: float
    postures: tuple[KeyPosture, ...]
    regions: tuple[RegionLoad, ...]
    muscles: tuple[MuscleLoad, ...]
    moments: tuple[JointMoment, ...]
    residual: float
    reserve_nm: float
    contact_mm: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedValue(Record):
    """One value that was tried: its regions, or why it cannot be done."""

    value: Value
    why_not: str | None
    regions: tuple[RegionLoad, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionChange(Record):
    """How the peak of a region moves from the first value to the last, in percent, and in a word."""

    region: Region
    leg: str
    first: float
    last: float
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatifAnswer(Record):
    """The answer of `whatif`: every value tried, what changed, and the same in sentences."""

    slug: str
    says: str
    setting: str
    label: str
    unit: str | None
    default: Value
    settings: dict[str, Value]
    tried: tuple[TriedValue, ...]
    changes: tuple[RegionChange, ...]
    sentences: tuple[str, ...]


def load_answer(found: "Loads") -> LoadAnswer:
    """Return the answer for the loads of a motion."""
    from gluteal.lab.loads import SAYS

    motion = found.motion
    return LoadAnswer(
        slug=motion.slug,
        says=SAYS,
        side=motion.side,
        settings=motion.settings,
        body=Build(
            height_m=motion.person.height, mass_kg=motion.person.mass, strength=motion.person.strength
        ),
        legs={"working": motion.working, "other": motion.other},
        seconds=round(float(motion.times[-1]), 2),
        postures=tuple(
            KeyPosture(name=name, at_s=round(float(motion.times[at]), 2)) for name, at in motion.postures
        ),
        regions=regions_of(found),
        muscles=tuple(
            MuscleLoad(
                muscle=name,
                leg=leg,
                peak=_percent(load.peak),
                mean=_percent(load.mean),
                peak_newtons=round(load.peak_newtons or 0.0, 1),
                mean_newtons=round(load.mean_newtons or 0.0, 1),
            )
            for (name, leg), load in found.muscles.items()
        ),
        moments=tuple(
            JointMoment(joint=joint, leg=leg, newton_metres=round(value, 1))
            for (joint, leg), value in found.moments.items()
        ),
        residual=found.residual,
        reserve_nm=round(found.reserve, 3),
        contact_mm=round(1000 * motion.off[0], 2),
        notes=found.notes,
    )


def regions_of(found: "Loads") -> tuple[RegionLoad, ...]:
    """Return the loads of all regions."""
    return tuple(
        RegionLoad(
            region=region,
            leg=leg,
            peak=_percent(load.peak),
            mean=_percent(load.mean),
            low=_percent(load.low),
            high=_percent(load.high),
            undetermined=load.undetermined,
            at_s=round(load.at, 2),
        )
        for (region, leg), load in found.regions.items()
    )


def whatif_answer(found: "Whatif") -> WhatifAnswer:
    """Return the answer for a setting that was moved."""
    from gluteal.lab.loads import SAYS

    return WhatifAnswer(
        slug=found.slug,
        says=SAYS,
        setting=found.setting.name,
        label=found.setting.label,
        unit=found.setting.unit,
        default=found.setting.default,
        settings={name: value for name, value in found.others.items() if name != found.setting.name},
        tried=tuple(
            TriedValue(
                value=one.value,
                why_not=one.why_not,
                regions=() if one.loads is None else regions_of(one.loads),
            )
            for one in found.tried
        ),
        changes=tuple(
            RegionChange(
                region=change.region,
                leg=change.leg,
                first=_percent(change.first),
                last=_percent(change.last),
                direction=change.direction,
            )
            for change in found.changes
        ),
        sentences=found.sentences,
    )


def _percent(activation: float) -> float:
    return round(100 * activation, 1)
