"""What the engine is told of an exercise: plain values, resolved from the exercise's file and the ledger."""

from dataclasses import dataclass, field

from gluteal.form.report import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The limits of one rule for one exercise: from `slight` on it is slight, from `clear` on clear."""

    rule: str
    slight: float
    clear: float
    cue: str
    plane: str  # "frontal", "sagittal" or "any"
    experimental: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One exercise as the form engine needs it.

    `view` is "frontal" (front or back), "sagittal" (either side) or "any"; `signal` names what is counted;
    `least` is the smallest range that makes a repetition, in the signal's unit. `sides` is "both" where both
    sides work together, "each" where the engine finds out which one works, or one side. `hold` counts seconds.
    """

    slug: str
    name: str
    view: str
    signal: str
    least: float
    sides: str = "both"
    side: Body | None = None
    posture: str = "standing"  # "standing", "side-lying", "supine", "quadruped", "bench", "side-plank"
    first: str = "down"  # the phase that begins a repetition
    hold: bool = False
    limits: tuple[Limit, ...] = ()
    numbers: dict[str, float] = field(default_factory=dict)
    experimental: bool = False
    tested_on: str = ""
    cannot_see: tuple[str, ...] = ()
