"""What a phone takes along: today's and the next sessions, with every answer that may be needed on the way."""

from dataclasses import dataclass
from datetime import date, datetime

from gluteal.catalogue.exercise import Measure, Placement, Position
from gluteal.record import Record
from gluteal.training.agenda import MorningDue
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import SetDone
from gluteal.training.midsession import FollowUp, PainAnswer
from gluteal.training.prescription import Change
from gluteal.training.programme import Load, Part, Target
from gluteal.training.retest import RetestDue


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(Record):
    """One exercise as it is shown while it is done. `pain` is the place of its table in `pains` of the session."""

    slug: str
    name: str
    what_changes: str | None
    position: Position
    placement: Placement
    measure: Measure
    set_up: str
    execution: str
    cues: tuple[str, ...]
    felt: str
    not_felt: str
    setup_s: int
    turn_s: int  # from one side to the other
    pain: int
    camera: bool  # whether the form check can look at it
    modification: str | None  # what a condition changes about it, in words
    support: bool  # whether a hand is on something fixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Before(Record):
    """One set of last time."""

    amount: float | None
    measure: Measure
    load: str
    rir: float | None
    pain: int | None
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Record):
    """The loads at hand for one target with what follows each answer; a label and the plates for each load."""

    follow: FollowUp
    labels: tuple[str, ...]
    plates: tuple[tuple[float, ...] | None, ...]
    bar: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePlan(Record):
    """What is asked of one side. `steps` is the place of its loads in `steps` of the session."""

    side: Side
    choice: str
    sets: int
    target: Target
    change: Change
    why: str
    claims: tuple[str, ...]
    offer: str | None
    steps: int
    last_day: date | None
    last: tuple[Before, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option(Record):
    """One way to do a slot: `kind` is asked, easier or swap."""

    kind: str
    choice: str
    sides: tuple[SidePlan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterRed(Record):
    """What stands after red pain on `side`: the new plan of each side, and the swaps that are still open."""

    side: Side
    sides: tuple[SidePlan, ...]
    swaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Record):
    """One slot; the first option is the one asked for."""

    slot: str
    choice: str
    part: Part
    hard: bool
    why: str
    claims: tuple[str, ...]
    change_s: int  # to get from the position and band of the line before into this one
    options: tuple[Option, ...]
    red: tuple[AfterRed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Record):
    """Two neighbouring lines that may be done in turn, and what to expect of it."""

    first: str
    second: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDocument(Record):
    """One session with all that may happen in it. `done` are the sets of it that the diary holds."""

    key: str
    id: str
    week: int
    day: date
    seconds: int
    due: bool
    moved: bool
    ended: bool
    lines: tuple[Line, ...]
    extras: tuple[Line, ...]
    cards: dict[str, Card]
    steps: tuple[Steps, ...]
    pains: tuple[tuple[PainAnswer, ...], ...]
    pairs: tuple[Pair, ...]
    done: tuple[SetDone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TestDue(Record):
    """A test that is due, with the exercise it is a test of and the load to use again."""

    due: RetestDue
    name: str
    measure: Measure
    unit: str
    card: Card
    load: Load | None
    load_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Record):
    """Everything that a phone keeps. `newest` is the number of the newest diary row that went into it."""

    version: int = 1
    person: str
    name: str
    made_at: datetime
    today: date
    units: Unit
    newest: int
    not_safe: str | None
    finished: bool
    why: str
    professional: str | None
    deload: str | None
    mornings: tuple[MorningDue, ...]
    tests: tuple[TestDue, ...]
    slept: bool
    sessions: tuple[SessionDocument, ...]
