"""The values behind `--json`: one record per answer, from which the schemas in docs/schemas are generated."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gluteal.anatomy.region import Action, Region
from gluteal.catalogue.claim import Claim, Study
from gluteal.catalogue.exercise import Choice, Exercise, Position, Resistance, StimulusClass, Tag
from gluteal.form.report import Report, SetUp
from gluteal.form.screen_result import ScreenResult
from gluteal.lab.screening import Since
from gluteal.record import Record
from gluteal.training.agenda import Agenda
from gluteal.training.diary import Entry, Retest, SessionDone, SetDone
from gluteal.training.prescription import Prescription
from gluteal.training.programme import Session, Slot
from gluteal.video.findings import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Record):
    """One line of `exercises`. `regions` maps each region with a credit to its class."""

    slug: str
    name: str
    exercise: str
    level: int
    position: Position
    resistance: Resistance
    equipment: tuple[tuple[str, ...], ...]
    actions: tuple[Action, ...]
    regions: dict[Region, StimulusClass]
    tags: tuple[Tag, ...]
    score: float
    matched: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundAll(Record):
    """The answer of `exercises`: best first."""

    query: str
    hits: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseAnswer(Record):
    """The answer of `explain SLUG`: the choice, the exercise it belongs to, and every claim behind both."""

    kind: Literal["exercise"] = "exercise"
    choice: Choice
    exercise: Exercise
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer(Record):
    """The answer of `explain CLAIM`: the claim, its sources, and the exercises that cite it."""

    kind: Literal["claim"] = "claim"
    claim: Claim
    studies: tuple[Study, ...]
    cited_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAnswer(Record):
    """The answer of `check`."""

    sound: bool
    exercises: int
    choices: int
    claims: int
    studies: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped(Record):
    """An exercise of an import that is not ours: its sets, and what it may be here."""

    name: str
    sets: int
    suggestion: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportAnswer(Record):
    """The answer of every `import`: what the file held, how much of it was new, and which names are not ours."""

    source: str
    sets: int
    sessions: int
    others: int
    added: int
    known: int
    unmapped: tuple[Unmapped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapAnswer(Record):
    """The answer of `map` without names: what is mapped already, and what is not."""

    mapped: dict[str, str]
    unmapped: tuple[Unmapped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAnswer(Record):
    """The answer of `log` and the other commands that write: the entries as they were written down."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseHistory(Record):
    """One exercise in `history`: `exercise` is the name it was logged under, `choice` what that is here, if anything."""

    exercise: str
    choice: str | None
    sets: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryAnswer(Record):
    """The answer of `history`, newest last: after corrections, within the days asked for."""

    exercises: tuple[ExerciseHistory, ...]
    sessions: tuple[SessionDone, ...]
    sets: tuple[SetDone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAnswer(Record):
    """One line of a session: the slot as planned, and what is prescribed now, per side."""

    slot: Slot
    name: str
    prescriptions: tuple[Prescription, ...]
    done: int  # sets of it logged in this session so far


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionAnswer(Record):
    """The answer of `today` and `next`.

    `session` is None when there is nothing to do; `day` is the day it is for; `says` are plain sentences about it.
    """

    day: date
    programme: str
    session: Session | None
    slots: tuple[SlotAnswer, ...]
    says: tuple[str, ...]
    agenda: Agenda


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAnswer(Record):
    """The answer of `demo`: what was put into the empty store. Every entry carries the source `demo`."""

    athlete: str
    weeks: int
    programmes: int
    sessions: int
    sets: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmSeen(Record):
    """What was looked at: size in pixels, pictures a second of the file, seconds in real time."""

    width: int
    height: int
    codec: str
    rate: float
    seconds: float
    slower: float  # how many times slower than life the file plays
    network: str
    frames: int
    seen: float  # share of frames with a person
    people: int
    broken: int  # packets that could not be decoded
    ended_early: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer(Record):
    """The answer of `form`: `film` is null for recorded landmarks; `looks` are the findings put together."""

    file: str
    film: FilmSeen | None
    report: Report
    looks: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideScreened(Record):
    """One side of a screen: how it was rated, what became of it since the first, and the entry that was kept."""

    result: ScreenResult
    since: Since
    kept: Retest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenAnswer(Record):
    """The answer of `screen`: `film` is null for recorded landmarks; `setup` says how the camera stood."""

    file: str
    test: str
    film: FilmSeen | None
    setup: SetUp
    sides: tuple[SideScreened, ...]
