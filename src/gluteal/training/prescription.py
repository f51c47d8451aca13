"""What the progression answers: for one slot and one side, the next target and the reason for it."""

from dataclasses import dataclass
from enum import StrEnum

from gluteal.record import Record
from gluteal.training.athlete import Side
from gluteal.training.programme import Target


class Change(StrEnum):
    """What is different from last time; one thing at a time (rule A28)."""

    START = "start"  # nothing logged yet: the plan's own starting target
    SAME = "same"
    REPS = "more-reps"
    LOAD = "more-load"
    ELONGATION = "more-elongation"
    BAND = "stiffer-band"
    HARDER = "harder-rung"
    LESS = "less"  # a step back in load, repetitions or sets
    EASIER = "easier-rung"
    RETURN = "return-after-break"
    DELOAD = "deload"
    STOP = "stop"  # this exercise is off; see the sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription(Record):
    """The next exposure of one slot on one side.

    `choice` is the slot's own, or the rung that replaces it. `why` is one sentence that names the facts;
    `claims` are the rules applied, the deciding one first. `offer` is an optional proposal (a deload, a swap).
    `modification` is what a condition changes about `choice`, in words.
    """

    slot: str
    choice: str
    side: Side
    sets: int
    target: Target
    change: Change
    why: str
    claims: tuple[str, ...]
    offer: str | None = None
    modification: str | None = None
