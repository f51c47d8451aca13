"""The programme: one document that says what to do in each session of a block, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gluteal.anatomy.region import Region
from gluteal.catalogue.exercise import Measure, Placement, Resistance, Role
from gluteal.record import Record
from gluteal.training.athlete import Side, Unit, Weekday


class Part(StrEnum):
    """The parts of a session, in the order in which they are done."""

    WARM_UP = "warm-up"
    ACTIVATION = "activation"
    MAIN = "main"
    ACCESSORY = "accessory"
    FINISH = "finish"


@dataclass(frozen=True, slots=True, kw_only=True)
class BandUse(Record):
    """A band as it is used: never a colour alone (rule A6). Lengths in centimetres."""

    name: str
    product: str
    colour: str
    placement: Placement
    resting_cm: float | None = None
    stretched_cm: float | None = None
    strands: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Load(Record):
    """What is moved besides the body.

    `amount` is in `unit`: the whole bar with plates, one dumbbell, one ankle, or the pin of a stack.
    """

    kind: Resistance
    amount: float | None = None
    unit: Unit | None = None
    band: BandUse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Record):
    """What one set asks for. `amount` and `rir` are ranges (low, high); `tempo` is seconds up, pause, down."""

    measure: Measure
    amount: tuple[int, int]
    rir: tuple[int, int]
    tempo: tuple[float, float, float]
    rest_s: int
    load: Load | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Record):
    """One line of a session: a choice, how often, how hard, and one sentence why it is there.

    `sets` counts per side for one-sided work. `first_side` is the side that starts (the weaker one),
    None where both work at once. `hard` is False for warm-up and activation, which count no sets.
    """

    id: str  # unique in the programme, e.g. "w1-mon-3"
    choice: str
    part: Part
    sets: int
    target: Target
    first_side: Side | None
    hard: bool
    seconds: int  # the whole slot by the time model
    why: str
    claims: tuple[str, ...]
    alternatives: tuple[str, ...] = ()  # choices that fit in its place, best first
    support: bool = False  # do it with a fixed hand support
    modification: str | None = None  # what a condition changes, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Record):
    """One training day of the block. `let_go`: its day lies in days away, and it is not to be done."""

    id: str  # "w1-mon"
    week: int  # 1 …
    weekday: Weekday
    day: date
    slots: tuple[Slot, ...]
    seconds: int
    let_go: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Week(Record):
    """One week of the block.

    `phase` tells which accessories are on; `deload` that a lighter week is offered, `lighter` that it is taken (A27).
    """

    number: int
    starts: date
    phase: int
    deload: bool
    sessions: tuple[Session, ...]
    lighter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionWeek(Record):
    """Hard sets a week for one region: what is aimed at, and the range that the plan gives (per side)."""

    region: Region
    target: float
    low: float
    nominal: float
    high: float
    ceiling: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Solve(Record):
    """How one weekly plan was found: `status` optimal or feasible, the objective and its proven bound."""

    phase: int
    status: str
    objective: float
    bound: float
    seconds: float
    levels: dict[str, int]  # the value of each objective, in its order


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """A block of training for one athlete, complete in itself."""

    version: int = 1
    id: str
    athlete: str
    made_on: date
    weeks: tuple[Week, ...]
    regions: dict[int, tuple[RegionWeek, ...]]  # by phase
    covered: dict[int, tuple[Role, ...]]  # by phase
    falls_short: tuple[str, ...]  # plain sentences
    smallest_change: str | None  # the change that would help most, where it falls short
    notes: tuple[str, ...]  # modifications, support, what a condition changes
    claims: tuple[str, ...]
    solves: tuple[Solve, ...]

    def session(self, session_id: str) -> Session:
        """Return a session by its id; raises `UnknownName`."""
        from gluteal.errors import UnknownName

        known = {s.id: s for week in self.weeks for s in week.sessions}
        if session_id not in known:
            raise UnknownName("session", session_id, known)
        return known[session_id]
