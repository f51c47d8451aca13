"""Whether a choice is there for a person, and if not, why: the one place where that is decided."""

from dataclasses import dataclass
from enum import StrEnum

from gluteal.catalogue.exercise import Choice, Position, Purpose, Resistance
from gluteal.record import Record
from gluteal.training.athlete import Athlete
from gluteal.training.clearance import Clearance, Hidden
from gluteal.training.resistance import alternatives_in_words, missing, owns

BOTH_HANDS = frozenset({Resistance.BARBELL, Resistance.SLED})
"""Loads that leave no hand free for a support."""


class RefusalKind(StrEnum):
    """Why a choice is not there for a person."""

    SAFETY = "safety"
    FLOOR = "floor"
    SUPPORT = "support"
    KIT = "kit"
    LEVEL = "level"
    DISLIKE = "dislike"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Record):
    """Why one choice is not available, in one sentence.

    `missing` (only for KIT) holds each thing that is not there, as the alternatives any one of which would do.
    """

    kind: RefusalKind
    why: str
    claims: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...] = ()

    @property
    def relaxable(self) -> bool:
        """Whether a change of kit, wishes or experience could lift it; safety, floor and support never yield."""
        return self.kind in (RefusalKind.KIT, RefusalKind.LEVEL, RefusalKind.DISLIKE)


def allowed(choice: Choice, athlete: Athlete, clearance: Clearance) -> Refusal | None:
    """Return why a choice is not available, None where it is.

    The gravest reason comes first: safety, then floor and support, then kit, level and dislike.
    """
    return (
        _unsafe(choice, clearance)
        or _off_the_floor(choice, clearance)
        or _without_support(choice, athlete, clearance)
        or _without_kit(choice, athlete)
        or _too_hard(choice, clearance)
        or _disliked(choice, athlete)
    )


def _unsafe(choice: Choice, clearance: Clearance) -> Refusal | None:
    for hidden in clearance.hidden:
        if hidden.tag in choice.tags or hidden.position is choice.position:
            return Refusal(
                kind=RefusalKind.SAFETY,
                why=f"{choice.name} is left out because of {_in_words(hidden)}.",
                claims=hidden.claims,
            )
    cap = clearance.condition_level_cap
    if cap is not None and choice.level > cap:
        return Refusal(
            kind=RefusalKind.SAFETY,
            why=f"{choice.name} is level {choice.level}; what you have told us keeps to level {cap} or below for now.",
            claims=clearance.condition_level_claims,
        )
    return None


def _off_the_floor(choice: Choice, clearance: Clearance) -> Refusal | None:
    # The shoulders get under a bench's edge from the floor; a hip thrust machine is entered standing.
    from_floor = choice.position in clearance.floor_positions or (
        not clearance.floor
        and choice.position is Position.BENCH
        and not any("hip-thrust-machine" in group for group in choice.equipment)
    )
    if not from_floor:
        return None
    return Refusal(
        kind=RefusalKind.FLOOR,
        why=f"{choice.name} starts on the floor, which is hard for you to reach.",
        claims=("hand-support",),
    )


def _without_support(choice: Choice, athlete: Athlete, clearance: Clearance) -> Refusal | None:
    if not clearance.with_support(choice):
        return None
    if not owns(athlete.kit, "support"):
        why = f"{choice.name} is done standing, and there is no fixed hand support."
    elif choice.resistance in BOTH_HANDS:
        why = f"{choice.name} needs both hands, and you need one on a fixed support."
    elif Purpose.BALANCE in choice.purposes and choice.settings.get("support") == "none":
        why = f"{choice.name} is balance work without a hand support, which you need for now."
    else:
        return None
    return Refusal(kind=RefusalKind.SUPPORT, why=why, claims=("hand-support",))


def _without_kit(choice: Choice, athlete: Athlete) -> Refusal | None:
    groups = missing(choice, athlete.kit)
    if not groups:
        return None
    things = ", and ".join(alternatives_in_words(group) for group in groups)
    return Refusal(
        kind=RefusalKind.KIT,
        why=f"{choice.name} needs {things}.",
        claims=("household-kit",),
        missing=groups,
    )


def _too_hard(choice: Choice, clearance: Clearance) -> Refusal | None:
    if choice.level <= clearance.level_cap:
        return None
    return Refusal(
        kind=RefusalKind.LEVEL,
        why=f"{choice.name} is level {choice.level}; your experience goes up to level {clearance.level_cap} for now.",
        claims=("experience-levels", "level-ladder"),
    )


def _disliked(choice: Choice, athlete: Athlete) -> Refusal | None:
    if choice.slug not in athlete.dislikes and choice.exercise not in athlete.dislikes:
        return None
    return Refusal(kind=RefusalKind.DISLIKE, why=f"{choice.name} is one that you do not want.", claims=())


def _in_words(hidden: Hidden) -> str:
    return hidden.condition.replace("-", " ")
