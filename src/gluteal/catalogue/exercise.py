"""What an exercise is: one description, its variation parameters, and its named presets."""

from dataclasses import dataclass, field
from enum import StrEnum

from gluteal.anatomy.region import Action, Region
from gluteal.catalogue.claim import Grade
from gluteal.catalogue.form import FormSpec
from gluteal.catalogue.motion import Motion
from gluteal.record import Record


class Position(StrEnum):
    """How the body is placed on or above the floor; a change of it costs time in a session."""

    STANDING = "standing"
    SEATED = "seated"
    SUPINE = "supine"
    SIDE_LYING = "side-lying"
    PRONE = "prone"
    QUADRUPED = "quadruped"
    SIDE_PLANK = "side-plank"
    PLANK = "plank"
    BENCH = "bench"  # upper back on a bench


FLOOR: frozenset[Position] = frozenset(
    {
        Position.SUPINE,
        Position.SIDE_LYING,
        Position.PRONE,
        Position.QUADRUPED,
        Position.SIDE_PLANK,
        Position.PLANK,
    }
)
"""Positions that ask a person to get down to the floor and up again."""


class Sides(StrEnum):
    """Which side works: both at once, one after the other, step by step, or one more than the other."""

    BOTH = "both"
    EACH = "each"
    ALTERNATING = "alternating"
    BIASED = "biased"  # both feet planted, one side carries most; done for each side in turn


class Measure(StrEnum):
    """What a set is counted in."""

    REPS = "reps"
    SECONDS = "seconds"
    STEPS = "steps"


class Resistance(StrEnum):
    """What loads the exercise besides the body."""

    NONE = "none"
    BAND = "band"
    ANKLE_WEIGHT = "ankle-weight"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    BARBELL = "barbell"
    CABLE = "cable"
    MACHINE = "machine"
    SLED = "sled"


class Placement(StrEnum):
    """Where a band sits."""

    NONE = "none"
    ABOVE_KNEES = "above-knees"
    BELOW_KNEES = "below-knees"
    ANKLES = "ankles"
    FEET = "feet"
    PELVIS = "pelvis"


class Purpose(StrEnum):
    """What a choice may be used for in a session."""

    STRENGTH = "strength"
    WARM_UP = "warm-up"
    ACTIVATION = "activation"
    POWER = "power"
    BALANCE = "balance"
    CONTRAST = "contrast"  # trains the opposing muscles


class Role(StrEnum):
    """What a week should hold at least once."""

    ABDUCTION = "abduction"
    EXTERNAL_ROTATION = "external-rotation"
    MINIMUS = "minimus"
    ONE_LEG_PELVIS = "one-leg-pelvis"
    HIP_EXTENSION = "hip-extension"


class Tag(StrEnum):
    """What an exercise does that a condition may forbid (rules D8-D11, D16)."""

    ADDUCTION_UNDER_LOAD = "adduction-under-load"
    ADDUCTOR_LOAD = "adductor-load"
    ACTIVE_ABDUCTION = "active-abduction"
    INTERNAL_ROTATION_LOAD = "internal-rotation-load"
    HIP_EXTENSION_ER = "hip-extension-external-rotation"
    DEEP_HIP_FLEXION = "deep-hip-flexion"
    IMPACT = "impact"
    KNEELING = "kneeling"
    SHOULDER_LOAD = "shoulder-load"
    SIDE_LYING = "side-lying"
    SIDE_HIP_LOAD = "side-hip-load"
    SINGLE_LEG_STANCE = "single-leg-stance"
    SUPINE = "supine"
    UNEVEN_STANCE = "uneven-stance"
    WIDE_STRADDLE = "wide-straddle"
    DEEP_KNEE_FLEXION = "deep-knee-flexion"


class FormRule(StrEnum):
    """What looks for a fault while somebody moves; a fault without one is for the person's own eye."""

    KNEE_MEDIAL = "knee-medial"
    KNEES_NARROW = "knees-narrow"
    KNEE_FLEXION = "knee-flexion"
    KNEE_OVER_TOES = "knee-over-toes"
    PELVIS_OBLIQUITY = "pelvis-obliquity"
    PELVIS_ROLL = "pelvis-roll"
    TRUNK_LEAN = "trunk-lean"
    TRUNK_ROTATION = "trunk-rotation"
    SPINE_FLEXION = "spine-flexion"
    LUMBAR_ARCH = "lumbar-arch"
    HIP_FLEXION = "hip-flexion"
    HEEL_LIFT = "heel-lift"
    FOOT_TURNOUT = "foot-turnout"
    BAND_SLACK = "band-slack"
    BALANCE_LOSS = "balance-loss"
    TEMPO = "tempo"
    RANGE = "range"


class StimulusClass(StrEnum):
    """How much an exercise asks of a region, as far as anybody knows."""

    NONE = "none"
    SOME = "some"
    HIGH = "high"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stimulus(Record):
    """Credit of one hard set for one region, as a class with its range.

    `low` and `high` are fractions of a set in quarters, 0 to 1; left out, they are the class's own range
    (claim `stimulus-classes`). The nominal credit is the class's own as long as it lies in the range (the ends
    belong to it): rule A12 counts a direct set as one and an indirect one as half, however wide the doubt.
    A range that leaves the class's own value out says something else than the class does; then the nominal
    credit is the middle of the range, rounded down to a quarter but not below `low`.
    """

    level: StimulusClass
    grade: Grade
    claims: tuple[str, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose(Record):
    """How the exercise is usually done. Ranges are (low, high), both included.

    `tempo` is seconds up, pause, down. `rest_s` is rest between sets; `setup_s` is the time to get ready once.
    """

    amount: tuple[int, int]  # in the exercise's measure
    rir: tuple[
        int, int
    ]  # repetitions in reserve; for holds: how far from losing the position, in words on the page
    tempo: tuple[float, float, float]
    rest_s: int
    setup_s: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault(Record):
    """A common fault: what it is, how it is seen, how it is mended, and the form rule that looks for it."""

    name: str
    seen: str
    mend: str
    rule: FormRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Record):
    """A variation parameter: either a number with a range, or a choice among options.

    `effect` says what the evidence says that it changes, or that nothing is known.
    """

    name: str
    label: str
    effect: str
    claims: tuple[str, ...]
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    default: float | str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset(Record):
    """A named variation: settings of the parameters, and whatever those settings change.

    Everything left out is as in the exercise. `tags` are added, `drop_tags` taken away;
    `stimulus` replaces single regions.
    """

    slug: str
    name: str
    what_changes: str
    settings: dict[str, float | str] = field(default_factory=dict)
    synonyms: tuple[str, ...] = ()
    level: int | None = None
    equipment: tuple[tuple[str, ...], ...] | None = None
    resistance: Resistance | None = None
    placement: Placement | None = None
    position: Position | None = None
    sides: Sides | None = None
    measure: Measure | None = None
    purposes: tuple[Purpose, ...] | None = None
    roles: tuple[Role, ...] | None = None
    tags: tuple[Tag, ...] = ()
    drop_tags: tuple[Tag, ...] = ()
    stimulus: dict[Region, Stimulus] = field(default_factory=dict)
    dose: Dose | None = None
    set_up: str | None = None
    execution: str | None = None
    cues: tuple[str, ...] | None = None
    felt: str | None = None
    not_felt: str | None = None
    faults: tuple[Fault, ...] | None = None
    easier: tuple[str, ...] | None = None
    harder: tuple[str, ...] | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Record):
    """One exercise as its file describes it. The slug is the file's name."""

    slug: str
    name: str
    summary: str
    synonyms: tuple[str, ...] = ()
    pattern: str
    actions: tuple[Action, ...]
    roles: tuple[Role, ...]
    purposes: tuple[Purpose, ...]
    position: Position
    sides: Sides
    measure: Measure
    level: int  # 1 first week … 5 needs prerequisites (claim `level-ladder`)
    equipment: tuple[tuple[str, ...], ...]  # all of these, each any one of its alternatives
    resistance: Resistance = Resistance.NONE
    placement: Placement = Placement.NONE
    tags: tuple[Tag, ...] = ()
    set_up: str
    execution: str
    cues: tuple[str, ...]
    felt: str
    not_felt: str
    notes: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    claims: tuple[str, ...]
    dose: Dose
    stimulus: dict[Region, Stimulus]
    faults: tuple[Fault, ...]
    parameters: tuple[Parameter, ...] = ()
    presets: tuple[Preset, ...] = ()
    motion: Motion | None = None
    form: FormSpec | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Record):
    """What a person can pick and a plan can hold: an exercise as it stands, or one of its presets, resolved.

    `credit` maps each region to (low, nominal, high) fractions of a set; regions left out count nothing.
    """

    slug: str
    exercise: str
    name: str
    what_changes: str | None  # None for the exercise as it stands
    synonyms: tuple[str, ...]
    pattern: str
    actions: tuple[Action, ...]
    roles: tuple[Role, ...]
    purposes: tuple[Purpose, ...]
    position: Position
    sides: Sides
    measure: Measure
    level: int
    equipment: tuple[tuple[str, ...], ...]
    resistance: Resistance
    placement: Placement
    tags: frozenset[Tag]
    settings: dict[str, float | str]
    set_up: str
    execution: str
    cues: tuple[str, ...] = ()
    felt: str
    not_felt: str = ""
    faults: tuple[Fault, ...] = ()
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    claims: tuple[str, ...]
    dose: Dose
    stimulus: dict[Region, Stimulus]
    credit: dict[Region, tuple[float, float, float]]
