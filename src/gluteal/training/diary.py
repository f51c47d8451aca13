"""The diary: append-only facts with ids made where they were written down, and the view that corrections leave."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from gluteal.catalogue.exercise import Measure, Resistance
from gluteal.errors import BadData
from gluteal.record import Record, from_mapping
from gluteal.training.athlete import Side
from gluteal.training.programme import Load, Part, Target

EARLIEST = date.fromisoformat("1950-01-01")
"""Nobody's own training diary goes back further; an earlier day is a slip of the keyboard."""


class Source(StrEnum):
    """Where a fact came from."""

    APP = "app"
    CLI = "cli"
    STRONG = "strong"
    HEVY = "hevy"
    DEMO = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Record):
    """What all diary entries share. `at` carries a time zone; `day` is the person's own calendar day."""

    uid: UUID
    at: datetime
    day: date
    source: Source = Source.APP


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDone(Fact):
    """One set on one side. `prescribed` is a copy of what was asked for at the time.

    `pain` is 0 to 10; `rir` repetitions in reserve; `clean_share` the share (0 to 1) of judged repetitions
    without a major fault, None when form was not measured.
    """

    kind: Literal["set"] = "set"
    exercise: str  # a choice's slug, or the name of an imported or custom exercise
    side: Side
    measure: Measure = Measure.REPS
    amount: float | None = None  # repetitions, seconds or steps, as `measure` says; None: not recorded
    load: Load | None = None
    rir: float | None = None
    pain: int | None = None
    pain_where: str | None = None
    clean_share: float | None = None
    judged: int | None = None
    part: Part = Part.MAIN
    session: str | None = None  # "<programme id>/<session id>", or the import's workout
    slot: str | None = None
    order: int = 0
    notes: str = ""
    prescribed: Target | None = None
    extra: dict[str, str] = field(default_factory=dict)  # columns of an import that have no other home


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDone(Fact):
    """A session's end: effort CR-10 about half an hour later (rule E4), and its length."""

    kind: Literal["session"] = "session"
    session: str
    title: str = ""
    effort: float | None = None
    minutes: float | None = None
    notes: str = ""
    extra: dict[str, str] = field(default_factory=dict)  # fields of an import that have no other home


class Morning(StrEnum):
    """The answer to the one question of the next morning (rule D4)."""

    BACK_TO_NORMAL = "back-to-normal"
    STILL_UP = "still-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMorning(Fact):
    """How pain was on the morning after the session on `about`. `exercises` empty: all of them."""

    kind: Literal["morning"] = "morning"
    about: date
    answer: Morning
    exercises: tuple[str, ...] = ()
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slept(Fact):
    """Hours slept in the night that ended on `day`."""

    kind: Literal["sleep"] = "sleep"
    hours: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Fact):
    """A body measure in its own unit ("hip-girth", 98, "cm")."""

    kind: Literal["measure"] = "measure"
    what: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retest(Fact):
    """A repeatable test of rule E10 ("side-bridge-hold", "side-lying-abduction-reps"), or a screen by camera.

    `seen` is what a camera saw besides the value, by name (gluteal.lab.screening); empty for tests without one.
    """

    kind: Literal["retest"] = "retest"
    test: str
    side: Side
    value: float
    unit: str
    load: Load | None = None
    conditions: str = ""
    seen: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Fact):
    """Replaces or removes an earlier fact. `by` is the new fact in full, or None to remove."""

    kind: Literal["correction"] = "correction"
    replaces: UUID
    by: "SetDone | SessionDone | NextMorning | Slept | Measured | Retest | None" = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomExercise(Fact):
    """An exercise of the person's own, or the mapping of an imported name to a choice (`same_as`)."""

    kind: Literal["exercise"] = "exercise"
    name: str
    same_as: str | None = None
    resistance: Resistance = Resistance.NONE
    notes: str = ""


Entry = SetDone | SessionDone | NextMorning | Slept | Measured | Retest | Correction | CustomExercise
"""Any diary entry; the field `kind` tells which."""

KINDS: dict[str, type[Fact]] = {
    "set": SetDone,
    "session": SessionDone,
    "morning": NextMorning,
    "sleep": Slept,
    "measure": Measured,
    "retest": Retest,
    "correction": Correction,
    "exercise": CustomExercise,
}
"""Each entry's class by its `kind`."""


def entry_from_mapping(data: object, where: str) -> Entry:
    """Read one entry of any kind; raises `BadData` that names the kinds there are."""
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind not in KINDS:
        raise BadData([f"{where}: kind {kind!r} is not a diary entry; there are: {', '.join(KINDS)}"])
    return from_mapping(KINDS[kind], data, where)  # type: ignore[return-value]
