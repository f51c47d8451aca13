"""The person: goals, time, kit, body, conditions and preferences, as a profile file or the web form gives them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gluteal.record import Record


class Side(StrEnum):
    """A side of the body; BOTH only for work that both sides do at once."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Unit(StrEnum):
    """The unit in which a person's weights are marked; nothing is ever shown converted."""

    KG = "kg"
    LB = "lb"


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Goal(StrEnum):
    """What a person trains for; several may be held at once, each with a weight."""

    GROWTH = "growth"
    STRENGTH = "strength"
    STABILITY = "stability"
    PERFORMANCE = "performance"
    COMFORT = "comfort"  # training comfortably with a condition
    EVERYDAY = "everyday"  # everyday strength when older


class Experience(StrEnum):
    """How long a person has trained with resistance, which sets the window of exercise levels."""

    NEW = "new"
    SOME = "some"  # some months
    TRAINED = "trained"  # a year or more
    ADVANCED = "advanced"  # several years, single-leg work mastered


class Activity(StrEnum):
    """Other training that counts when hard days are spaced."""

    RUN = "run"
    LEG_DAY = "leg-day"
    SPORT = "sport"
    DANCE = "dance"
    CYCLE = "cycle"
    OTHER = "other"


class BandForm(StrEnum):
    """How a band is made."""

    LOOP = "loop"  # short closed loop (mini band)
    LONG_LOOP = "long-loop"
    STRIP = "strip"  # flat open band
    TUBE = "tube"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band(Record):
    """One band that the person owns. `order` is the person's own ranking, 1 the lightest (rule A7)."""

    name: str
    colour: str
    product: str = "unknown"
    form: BandForm = BandForm.LOOP
    resting_cm: float | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack(Record):
    """A weight stack: its lightest and heaviest setting and the step between two pins, in the athlete's unit."""

    low: float
    high: float
    step: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit(Record):
    """What a person really owns or can use. Weights are in the athlete's unit.

    `dumbbells`, `kettlebells` and `ankle_weights` list single weights; `plates` lists pairs, one entry a pair.
    A household's chair, wall, cushion, towel and floor are there unless `without` names them.
    """

    bands: tuple[Band, ...] = ()
    dumbbells: tuple[float, ...] = ()
    kettlebells: tuple[float, ...] = ()
    ankle_weights: tuple[float, ...] = ()
    plates: tuple[float, ...] = ()
    bar: float | None = None
    cable: Stack | None = None
    abduction_machine: Stack | None = None
    hip_thrust_machine: Stack | None = None
    bench: bool = False
    step_cm: tuple[float, ...] = ()
    box_cm: tuple[float, ...] = ()
    ball: bool = False
    slider: bool = False
    sled: bool = False
    anchor: bool = False  # a fixed point for a long band
    partner: bool = False
    without: tuple[str, ...] = ()  # household things that are not there ("chair")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherTraining(Record):
    """Training besides Gluteal: what, on which days, and whether those days are hard for the hips."""

    kind: Activity
    days: tuple[Weekday, ...]
    hard: bool = True


class ConditionKind(StrEnum):
    """Conditions that change what may be trained (rules D6-D16)."""

    LATERAL_HIP_PAIN = "lateral-hip-pain"
    HIP_REPLACEMENT = "hip-replacement"
    PREGNANCY = "pregnancy"
    PELVIC_GIRDLE_PAIN = "pelvic-girdle-pain"
    KNEECAP_PAIN = "kneecap-pain"  # patellofemoral
    IT_BAND_PAIN = "it-band-pain"
    LOW_BACK_PAIN = "low-back-pain"
    ANKLE_SPRAIN = "ankle-sprain"
    POOR_BALANCE = "poor-balance"
    SHOULDER_PAIN = "shoulder-pain"
    KNEELING_PAIN = "kneeling-pain"
    FRONT_HIP_PAIN = "front-hip-pain"  # iliopsoas or groin irritation


class Approach(StrEnum):
    """Surgical approach of a hip replacement."""

    POSTERIOR = "posterior"
    LATERAL = "lateral"
    ANTERIOR = "anterior"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Record):
    """A condition that the person has named.

    `irritable` means easily flared. For a hip replacement `cleared_on` and `approach` are needed (rule D11);
    `details` holds follow-up answers ("flat-lying-symptoms", "placenta-praevia"), whose words `safety` lists.
    """

    kind: ConditionKind
    side: Side | None = None
    irritable: bool = False
    since: date | None = None
    approach: Approach | None = None
    operated_on: date | None = None
    cleared_on: date | None = None
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening(Record):
    """The person's answers to the safety questions: the keys of all questions answered yes, and when."""

    answered_on: date
    suitability_yes: tuple[str, ...] = ()
    red_flags_yes: tuple[str, ...] = ()
    professional_clearance: bool = False  # a professional has cleared the suitability answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Athlete(Record):
    """Everything that a plan depends on. `goals` maps each goal held to its weight, above 0."""

    name: str
    born: int  # year
    experience: Experience
    days: tuple[Weekday, ...]
    minutes: int
    goals: dict[Goal, float]
    screening: Screening | None = None
    units: Unit = Unit.KG
    height_cm: float | None = None
    mass_kg: float | None = None
    kit: Kit = field(default_factory=Kit)
    other_training: tuple[OtherTraining, ...] = ()
    reaches_floor: bool = True  # can get down to the floor and up again
    needs_hand_support: bool = False
    conditions: tuple[Condition, ...] = ()
    dislikes: tuple[str, ...] = ()  # slugs of exercises or choices
    weaker_side: Side | None = None
    spare_tfl: bool = False  # feels side work mostly at the front of the hip (rule S4)
    activation: bool = True  # wants an activation block where time allows (rule B3)
    block_weeks: int | None = None  # 4 to 8; None: the usual length (claim A32)
    smallest_step: float | None = None  # a weight to add to a stack between two pins, in `units`
