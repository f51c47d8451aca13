"""The weekly question: who may do what on which days, what it is to reach, and where the answer's variables stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Role
from gluteal.training.candidate import Candidate
from gluteal.training.linear import LinearModel
from gluteal.training.volume import Aim

LEVELS = (
    "coverage",
    "shortfall",
    "tfl-spill",
    "rotation",
    "preferences",
    "weak-evidence",
    "changes",
    "time",
)
"""The objectives, the most important first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One weekly question: who may do what on which days, and what it is to reach.

    `days` are weekday numbers (Monday 0) in rising order; `kinds` tells for each which session (0 …) is done on it,
    so that sessions may come up twice; `hard_elsewhere` weekdays of other hard training.
    `seconds` is the time for main work in each session. `mains` fixes the main lifts by slug, None leaves them open.
    `light` holds (weekday, muscle) pairs that may not be hard because of what lies before or after this phase.
    `rested` holds (weekday, slug) pairs of main lifts that were done on the day before this phase begins.
    `led` asks for a main lift in every session. `loaded` prefers sets whose load can be raised. `short` sessions count exactly that nobody waits after the last
    set. `used` are exercises that a phase before had as accessories; `start_limit` the most nominal quarter sets of a
    muscle that one set of each slot may add up to.
    """

    candidates: tuple[Candidate, ...]
    days: tuple[int, ...]
    kinds: tuple[int, ...]
    hard_elsewhere: frozenset[int]
    seconds: int
    aims: tuple[Aim, ...]
    roles: tuple[Role, ...]
    balance: bool
    power: bool
    spare_tfl: bool
    mains_low: int
    least_exercises: int = 1
    led: bool = False
    short: bool = False
    multi_joint: bool = False
    loaded: bool = False
    light: frozenset[tuple[int, str]] = frozenset()
    rested: frozenset[tuple[int, str]] = frozenset()
    mains: frozenset[str] | None = None
    used: frozenset[str] = frozenset()
    start_limit: Mapping[str, int] | None = None


@dataclass(slots=True)
class WeekModel:
    """A week's linear model and where its decisions are: sets by (kind of session, slug), mains by slug, shortfall by region."""

    week: Week
    model: LinearModel
    sets: dict[tuple[int, str], int]
    on: dict[tuple[int, str], int]
    used: dict[str, int]
    mains: dict[str, int]
    short: dict[str, int]
    missing: dict[str, int]
    more_time: int | None = None


def adjacent(days: Iterable[int], apart: int) -> list[tuple[int, int]]:
    """Return pairs of different weekdays that lie closer than `apart` days, over the end of the week too."""
    listed = sorted(days)
    return [
        (a, b)
        for i, a in enumerate(listed)
        for b in listed[i + 1 :]
        if (b - a) % 7 < apart or (a - b) % 7 < apart
    ]


def weekly_cap(days: int, ledger: Ledger) -> int:
    """Return how many sets a week one choice may have; on many days at least the fewest on each."""
    least = int(ledger.number("session-shape", "least-sets"))
    return max(int(ledger.number("session-shape", "weekly-sets")), least * days)
