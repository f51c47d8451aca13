"""The `[form]` table of an exercise: what the camera must see, what is counted and what is looked for."""

from dataclasses import dataclass, field
from typing import Literal

from gluteal.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSpec(Record):
    """How one exercise is watched.

    `signal` is one of the signals of docs/form.md; `least` names a number of claim `form-least-range`, the smallest
    range that makes a repetition (for a hold: the value from which it is held). `side` says how the side of a
    repetition is found, `first` which phase comes first. `looks` are what is looked for (form/rules.toml); `own`
    puts another number in the place of a look's limits: look id to (slight, clear), each "claim:number".
    """

    view: Literal["frontal", "sagittal", "square", "any"]
    signal: str
    least: str
    side: Literal["both", "moving", "standing", "front", "bent", "raised", "top", "bottom", "lower"] = "both"
    posture: Literal["standing", "side-lying", "supine", "quadruped", "bench", "side-plank"] = "standing"
    first: Literal["up", "down"] = "down"
    hold: bool = False
    half: bool = False  # a set may begin at the turn: sitting, foot already on the step
    travels: bool = False
    looks: tuple[str, ...]
    own: dict[str, tuple[str, str]] = field(default_factory=dict)
    experimental: bool = False
    tested_on: str
    claims: tuple[str, ...]
