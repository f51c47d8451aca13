"""What the form engine says: the set-up, repetitions and holds, findings with their sureness, and live events.

All of it is plain values that `gluteal.record.to_json` writes. Times are seconds of the recording.
Sideways faults come in classes, never in degrees (claim C5); there is no score over everything.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Body(StrEnum):
    """Which side of the body; `BOTH` where both work or are meant alike."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class View(StrEnum):
    """Where the camera looks from. `LEFT` and `RIGHT`: that side of the body is towards the camera."""

    FRONT = "front"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    OBLIQUE = "oblique"
    UNKNOWN = "unknown"


class Degree(StrEnum):
    """How marked a fault is in one repetition."""

    NONE = "none"
    SLIGHT = "slight"
    CLEAR = "clear"
    UNSURE = "unsure"


class Sureness(StrEnum):
    """How far a finding or a value can be trusted: from view, visibility and how far it lies from its limit."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault looked for in one repetition or hold (or, with `rep` 0, over the set).

    `amount` is 0 at the limit of “slight” and 1 at the limit of “clear”; None when unsure.
    """

    look: str  # what was looked for; several looks may serve one rule
    rule: str
    name: str
    side: Body
    degree: Degree
    sureness: Sureness
    rep: int
    at_s: float  # when it was greatest
    frame: int  # number of that frame
    cue: str  # what to do, in words; empty where nothing is to be done
    why: str = ""  # for unsure: what kept it from being told
    amount: float | None = None
    experimental: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rep:
    """One repetition. The first phase is the way from rest to the turn, the last one the way back.

    `range` is in the unit of the exercise's signal; `up_s` and `down_s` follow the exercise (a squat goes down
    first). `clean` is True without a clear fault, False with one, None where nothing could be judged.
    """

    number: int
    side: Body
    start_s: float
    turn_s: float
    end_s: float
    start_frame: int
    turn_frame: int
    end_frame: int
    range: float
    up_s: float
    pause_s: float
    down_s: float
    smoothness: float  # 0 to 1; 1 is a way without any turning back
    findings: tuple[Finding, ...] = ()
    clean: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One hold of a position, from when it stood to when it was left."""

    number: int
    side: Body
    start_s: float
    end_s: float
    start_frame: int
    end_frame: int
    findings: tuple[Finding, ...] = ()
    clean: bool | None = None

    @property
    def seconds(self) -> float:
        """Return how long it was held."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """How the person and the camera stand to one another; `advice` is what to change, most important first."""

    view: View
    yaw: float | None  # degrees: 0 front, 90 left side towards the camera, 180 back, -90 right side
    lying: Body | None = None  # lying on this side; BOTH: on the back or front; None: upright
    whole: bool | None = None  # the needed points are inside the picture; None where there is no picture
    height: float | None = None  # share of the picture's height that the body takes
    tilt: float | None = (
        None  # degrees that the picture leans, positive clockwise; None where it cannot be told
    )
    seen: float = 0.0  # share of frames with a person
    good: bool = False  # the view that the exercise wants
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What could not be looked for at all in this set, and why."""

    look: str
    rule: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSummary:
    """One side of one set. `clean_share` is of judged repetitions without a clear fault, None if none was judged."""

    side: Body
    reps: int
    judged: int
    clean_share: float | None
    held_s: float
    range: float | None  # median
    up_s: float | None
    pause_s: float | None
    down_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything about one set, from a file or after a live set."""

    exercise: str
    setup: SetUp
    reps: tuple[Rep, ...] = ()
    holds: tuple[Hold, ...] = ()
    sides: tuple[SideSummary, ...] = ()
    findings: tuple[Finding, ...] = ()  # over the whole set: range lost, sides differ
    withheld: tuple[Withheld, ...] = ()
    uncounted: dict[str, int] = field(default_factory=dict)  # movements that were none, by the reason
    cannot_see: tuple[str, ...] = ()
    experimental: bool = False
    tested_on: str = ""
    frames: int = 0
    seconds: float = 0.0
    times: tuple[float, ...] = ()  # of `signals`, seconds
    signals: dict[str, tuple[float | None, ...]] = field(default_factory=dict)  # for plots; None: not seen
    units: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpChanged:
    """The view or the advice is not what it was."""

    t: float
    setup: SetUp
    kind: str = "set-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepDone:
    """A repetition came to its end; `count` is of that side."""

    t: float
    rep: Rep
    count: int
    kind: str = "rep"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldTick:
    """Another whole second was held."""

    t: float
    side: Body
    seconds: int
    kind: str = "hold"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldDone:
    """A hold came to its end."""

    t: float
    hold: Hold
    kind: str = "hold-done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One thing to say aloud now; never two at a time, and not the same one at once again."""

    t: float
    finding: Finding
    kind: str = "cue"


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSet:
    """The same clear fault came in as many repetitions in a row as end a set (claim D18)."""

    t: float
    rule: str
    side: Body
    kind: str = "stop"


Event = SetUpChanged | RepDone | HoldTick | HoldDone | Cue | StopSet
