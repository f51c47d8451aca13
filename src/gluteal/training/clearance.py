"""The outcome of the safety gate: what a person may train, what is hidden, and what is done otherwise."""

from dataclasses import dataclass
from datetime import date

from gluteal.catalogue.exercise import FLOOR, Choice, Position, Tag
from gluteal.record import Record
from gluteal.training.athlete import ConditionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden(Record):
    """A tag or a position that a condition takes away."""

    condition: ConditionKind
    claims: tuple[str, ...]
    tag: Tag | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Modification(Record):
    """A sentence that changes how work is done. With `tags`, `positions` or `patterns` it is for matching ones."""

    says: str
    claims: tuple[str, ...]
    condition: ConditionKind | None = None
    tags: frozenset[Tag] = frozenset()
    positions: frozenset[Position] = frozenset()
    patterns: frozenset[str] = frozenset()

    @property
    def general(self) -> bool:
        """Whether it holds for the whole programme."""
        return not self.tags and not self.positions and not self.patterns

    def matches(self, choice: Choice) -> bool:
        """Whether it is for this one choice (a general one never is)."""
        return (
            bool(self.tags & choice.tags)
            or choice.position in self.positions
            or choice.pattern in self.patterns
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Record):
    """One stage of the start with pain at the side of the hip (rule D7), in weeks of the programme.

    `most_sets` is per exercise and session, `least_reserve` in repetitions in reserve;
    `level_cap` None: no cap besides the clearance's own.
    """

    first_week: int
    last_week: int
    level_cap: int | None
    most_sets: int
    most_reps: int
    least_reserve: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance(Record):
    """That a person may train on `day`, and within which limits.

    `level_cap` is the highest level that experience and conditions allow together; `condition_level_cap` is the
    part of it that comes from conditions. `pain_limit` is the most pain (0 to 10) to which a knee may be bent.
    """

    day: date
    age: int
    level_cap: int
    condition_level_cap: int | None
    condition_level_claims: tuple[str, ...]  # behind that cap; empty without one
    hidden: tuple[Hidden, ...]
    modifications: tuple[Modification, ...]
    support: bool  # a hand on something fixed for all standing work
    floor: bool  # can get down to the floor and up again
    pain_limit: int | None
    stages: tuple[Stage, ...]
    claims: tuple[str, ...]

    @property
    def hidden_tags(self) -> frozenset[Tag]:
        """All tags that some condition hides."""
        return frozenset(h.tag for h in self.hidden if h.tag is not None)

    @property
    def hidden_positions(self) -> frozenset[Position]:
        """All positions that some condition hides."""
        return frozenset(h.position for h in self.hidden if h.position is not None)

    @property
    def floor_positions(self) -> frozenset[Position]:
        """The positions out of reach for who cannot get down to the floor and up again."""
        return frozenset() if self.floor else FLOOR

    @property
    def notes(self) -> tuple[str, ...]:
        """The sentences that hold for the whole programme."""
        return tuple(m.says for m in self.modifications if m.general)

    def stage(self, week: int) -> Stage | None:
        """Return the stage of a programme week (1 …), None where nothing is staged any more."""
        return next((s for s in self.stages if s.first_week <= week <= s.last_week), None)

    def modification(self, choice: Choice) -> str | None:
        """Return what conditions change about this one choice, in words."""
        return " ".join(m.says for m in self.modifications if m.matches(choice)) or None

    def with_support(self, choice: Choice) -> bool:
        """Whether this choice is done with a hand on something fixed."""
        return self.support and choice.position is Position.STANDING
