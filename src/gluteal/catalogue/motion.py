"""How an exercise moves: key postures in the field's words, what touches what, what loads it, and how parameters act."""

from dataclasses import dataclass, field
from enum import StrEnum

from gluteal.catalogue.formula import Value
from gluteal.record import Record


class Facing(StrEnum):
    """How the body lies in the room before any lean, tilt or turn."""

    STANDING = "standing"  # front ahead, head up; sitting too
    SUPINE = "supine"  # front up, head to the back of the room
    PRONE = "prone"  # front down, head ahead; on hands and knees too
    SIDE_LYING = "side-lying"  # working side up, front ahead
    SIDE_LYING_UNDER = "side-lying-under"  # working side down, front ahead


class Joint(StrEnum):
    """A joint angle of one leg, in degrees, with the signs of `vocabulary.PARAMETERS`."""

    HIP_FLEXION = "hip-flexion"
    HIP_ABDUCTION = "hip-abduction"
    HIP_ROTATION = "hip-rotation"  # inward positive
    KNEE_FLEXION = "knee-flexion"
    ANKLE = "ankle-flexion"  # foot drawn up positive
    SUBTALAR = "foot-inversion"  # sole turned in positive
    TURNOUT = "turnout"  # heading of a foot on the ground, outward positive
    OPENING = "opening"  # turn of a bent leg about the line from hip to heel, as in a clamshell


class Tilt(StrEnum):
    """An angle of the pelvis or the trunk against the room, in degrees; of the spine: trunk against pelvis."""

    TILT = "tilt"  # forward positive
    LEAN = "lean"  # to the working side positive; of the pelvis: the other side is higher
    TURN = "turn"  # about its own length; the front turns to the other side positive (rolls forward, lying)


class Part(StrEnum):
    """A part of the body that can touch or reach something. Of a leg or arm: with `working` or `other` before it."""

    FOOT = "foot"  # the whole sole
    TOES = "toes"  # the ball of the foot, heel up
    HEEL = "heel"
    FOOT_EDGE = "foot edge"  # its outer edge
    INNER_FOOT = "inner foot"
    INNER_KNEE = "inner knee"
    KNEE = "knee"  # its front, kneeling
    OUTER_KNEE = "outer knee"
    THIGH = "thigh"  # its outer side
    THIGH_FRONT = "thigh front"
    THIGH_BACK = "thigh back"
    SHIN = "shin"  # its outer side
    CALF = "calf"  # its back
    HIP = "hip"  # the side of the pelvis
    SIT_BONE = "sit bone"
    SHOULDER = "shoulder"  # its side
    FOREARM = "forearm"  # bearing, under the shoulder
    SIDE_FOREARM = "side forearm"  # bearing, at the side of the body
    HAND = "hand"  # bearing, under the shoulder with a straight arm
    UPPER_BACK = "upper back"
    LOWER_BACK = "lower back"  # back of the pelvis
    CHEST = "chest"
    PELVIS_FRONT = "pelvis front"


SIDED = frozenset(set(Part) - {Part.UPPER_BACK, Part.LOWER_BACK, Part.CHEST, Part.PELVIS_FRONT})
"""Parts that there are two of."""


class Source(StrEnum):
    """What a resistance of a motion is."""

    BAND = "band"  # a closed loop round both legs
    STRIP = "strip"  # a band from a fixed point
    CABLE = "cable"
    ANKLE_WEIGHT = "ankle-weight"
    HAND_WEIGHT = "hand-weight"  # dumbbell or kettlebell, hanging from the shoulder of a side or both
    CHEST_WEIGHT = "chest-weight"  # held before the breastbone
    PELVIS_WEIGHT = "pelvis-weight"  # a bar or dumbbell in the crease of the hips
    BACK_WEIGHT = "back-weight"  # a bar across the upper back
    HIP_WEIGHT = "hip-weight"  # a dumbbell on the upper side of the pelvis
    PAD = "pad"  # pads of a machine at the outside of the knees, pressing in
    PRESS = "press"  # the person presses the legs against something that does not give
    CUE = "cue"  # the person pushes the planted legs apart
    CROSSED_BAND = "crossed-band"  # from each foot to the hand of the other side


@dataclass(frozen=True, slots=True, kw_only=True)
class Load(Record):
    """One resistance.

    Args:
        source: What it is.
        at: A placement (`above-knees`, `ankles` …) or a formula that gives one; `none` takes it away.
        leg: `working`, `other` or `both`, or a formula that gives one; for weights in the hand also the catalogue's
            `same side`, `opposite side`, `none`.
        kg: The mass, or a formula; a `pad`'s is the stack.
        example: Kilograms where nothing else says how heavy it is. A person gives their own as `weight`.
        percent: Of a `press` or a `cue`: of what the hip can press at most.
        anchor: Of `strip` and `cable`: its fixed point in cm, ahead, to the working side, up, from the middle
            between the feet (or the hips, lying) on the floor.
        direction: Of a `press`: the push on the leg, ahead, to its own side, up.
        slack: Of a `strip`: its length unstretched, in cm; of a `crossed-band`: of each half.
        when: The values of a choice's `resistance` that it belongs to; empty for always.
        only: Slugs of the choices that it belongs to; empty for all.

    """

    source: Source
    at: str | None = None
    leg: str = "working"
    kg: Value | None = None
    example: float | None = None
    percent: Value | None = None
    anchor: tuple[Value, Value, Value] | None = None
    direction: tuple[float, float, float] | None = None
    slack: Value | None = None
    when: tuple[str, ...] = ()
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Record):
    """A part is brought to a place; what is left out is free. All in cm.

    Args:
        part: Such as `working heel`.
        up: Height above `over`.
        over: A surface, or another part.
        ahead: Ahead of `over` (of the standing foot's middle for a surface).
        out: From the body's middle line to the part's own side.

    """

    part: str
    over: str = "floor"
    up: Value | None = None
    ahead: Value | None = None
    out: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posture(Record):
    """A key posture. What it leaves out stays as in the posture before; `"free"` lets something go.

    Args:
        name: Such as "knee open".
        takes: Seconds of the way here from the posture before; the names `up`, `pause`, `down` are the dose's tempo.
        hold: Seconds it is held.
        working: Angles of the working leg.
        other: Angles of the other leg.
        pelvis: Angles of the pelvis against the room.
        trunk: Angles of the trunk against the room.
        spine: Angles of the trunk against the pelvis.
        contacts: Parts that bear on something and do not slide; or formulas that give one.
        moves: Contacts that find a new place here, as the foot that a step sets down.
        reach: Parts that are brought somewhere.
        share: Percent of the weight over the working side's contact, standing; the rest is over the other's.
        only: Slugs of the choices that have this posture; empty for all.
        unless: Slugs of the choices that do not have it.

    """

    name: str
    takes: Value = 0.0
    hold: Value = 0.0
    working: dict[Joint, Value] = field(default_factory=dict)
    other: dict[Joint, Value] = field(default_factory=dict)
    pelvis: dict[Tilt, Value] = field(default_factory=dict)
    trunk: dict[Tilt, Value] = field(default_factory=dict)
    spine: dict[Tilt, Value] = field(default_factory=dict)
    contacts: tuple[str, ...] | None = None
    moves: tuple[str, ...] = ()
    reach: tuple[Reach, ...] | None = None
    share: Value | None = None
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion(Record):
    """The motion of an exercise, or the reason why there is none.

    Args:
        left_out: Why this exercise has no motion; then nothing else is given.
        facing: How the body lies in the room.
        working: What the working leg is in this exercise, such as "standing leg".
        other: The same of the other leg.
        surfaces: Heights in cm of everything but the floor that something bears on.
        on: What each contact bears on, where it is not the floor: a surface, or a part of the other leg.
        at: Where a contact stands: cm ahead, and cm from the middle line to its own side. Left out: where the posture
            `plant` brings it.
        plant: The posture in which contacts without a place find theirs; the first where it is not said.
        swivels: Whether feet on the ground may turn about their middle with the knee.
        rests: Parts that lie on something and bear weight there wherever they are, as lying.
        on_rest: What they rest on.
        smooth: Contacts and resting parts that slide without friction, so that the ground takes no push off the hips.
        loads: What resists.
        postures: In the order of the movement.
        returns: Whether it goes back from the last posture to the first.
        unmoved: Parameters that do not act on the motion, each with the reason.
        choices_left_out: Presets that have no motion of their own, each with the reason.
        simplified: What is simpler here than in life, in whole sentences.

    """

    left_out: str | None = None
    facing: Facing = Facing.STANDING
    working: str = "working leg"
    other: str = "other leg"
    surfaces: dict[str, Value] = field(default_factory=dict)
    on: dict[str, str] = field(default_factory=dict)
    at: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    plant: str | None = None
    swivels: bool = False
    rests: tuple[str, ...] = ()
    on_rest: str = "floor"
    smooth: tuple[str, ...] = ()
    loads: tuple[Load, ...] = ()
    postures: tuple[Posture, ...] = ()
    returns: bool = True
    unmoved: dict[str, str] = field(default_factory=dict)
    choices_left_out: dict[str, str] = field(default_factory=dict)
    simplified: tuple[str, ...] = ()
