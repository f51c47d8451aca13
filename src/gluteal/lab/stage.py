"""A choice's key postures as numbers: formulas put in, what is left out taken over, and what loads the body built."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from gluteal.catalogue.exercise import Choice
from gluteal.catalogue.formula import Value, evaluate
from gluteal.catalogue.motion import Joint, Motion, Posture, Reach, Tilt
from gluteal.errors import BadData
from gluteal.lab.settings import text_of

Number = Callable[[Value], float]
FREE = "free"
_SHORTEST = 0.2  # s: no way between two postures is quicker


@dataclass(frozen=True, slots=True)
class Aim:
    """A part brought to a place: metres over a surface or another part, None where free."""

    part: str
    over: str
    up: float | None
    ahead: float | None
    out: float | None


@dataclass(frozen=True, slots=True)
class Key:
    """One key posture in numbers: degrees, metres, seconds; what is not held is not there."""

    name: str
    takes: float
    hold: float
    working: dict[Joint, float] = field(default_factory=dict)
    other: dict[Joint, float] = field(default_factory=dict)
    pelvis: dict[Tilt, float | None] = field(default_factory=dict)
    trunk: dict[Tilt, float | None] = field(default_factory=dict)
    spine: dict[Tilt, float] = field(default_factory=dict)
    contacts: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands in the room, in metres: heights of surfaces and places of contacts; and the key postures."""

    motion: Motion
    heights: dict[str, float]
    at: dict[str, tuple[float, float]]
    keys: tuple[Key, ...]
    plant: int


def stage(motion: Motion, choice: Choice, names: Mapping[str, Value]) -> Stage:
    """Return a choice's stage for one set of values.

    Raises:
        BadData: For a formula or a name in the motion that cannot be used.

    """
    where = f"{choice.exercise}.toml: motion"

    def number(value: Value) -> float:
        return evaluate(value, names, where)

    def text(value: str) -> str:
        return text_of(value, names, where)

    keys = tuple(_keys(_of_choice(motion.postures, choice.slug), number, text))
    if not keys:
        raise BadData([f"{where}: {choice.slug} has no posture"])
    plant = next((at for at, key in enumerate(keys) if key.name == motion.plant), 0)
    return Stage(
        motion=motion,
        heights={"floor": 0.0, **{name: number(cm) / 100 for name, cm in motion.surfaces.items()}},
        at={part: (number(ahead) / 100, number(out) / 100) for part, (ahead, out) in motion.at.items()},
        keys=keys,
        plant=plant,
    )


def _of_choice(postures: Iterable[Posture], slug: str) -> list[Posture]:
    return [p for p in postures if (not p.only or slug in p.only) and slug not in p.unless]


def _keys(postures: list[Posture], number: Number, text: Callable[[str], str]) -> Iterable[Key]:
    last = Key(name="", takes=0.0, hold=0.0)
    for posture in postures:
        last = replace(
            last,
            name=posture.name,
            takes=max(_SHORTEST, number(posture.takes)),
            hold=max(0.0, number(posture.hold)),
            working=_taken_over(last.working, posture.working, number),
            other=_taken_over(last.other, posture.other, number),
            pelvis=_turning(last.pelvis, posture.pelvis, number),
            trunk=_turning(last.trunk, posture.trunk, number),
            spine=_taken_over(last.spine, posture.spine, number),
            contacts=last.contacts
            if posture.contacts is None
            else tuple(dict.fromkeys(map(text, posture.contacts))),
            moves=posture.moves,
            aims=last.aims if posture.reach is None else tuple(_aim(r, number) for r in posture.reach),
            share=last.share if posture.share is None else number(posture.share) / 100,
        )
        yield last


def _taken_over(before: dict, now: dict, number: Number) -> dict:  # type: ignore[type-arg]
    held = {**before}
    for name, value in now.items():
        if value == FREE:
            held.pop(name, None)
        else:
            held[name] = number(value)
    return held


def _turning(
    before: dict[Tilt, float | None], now: dict[Tilt, Value], number: Number
) -> dict[Tilt, float | None]:
    """As angles of a leg; but one angle given holds the others at 0 unless they are free (None)."""
    if now and all(value == FREE for value in now.values()) and len(now) == len(Tilt):
        return {}
    held = {**before}
    for name, value in now.items():
        held[name] = None if value == FREE else number(value)
    return {tilt: held.get(tilt, 0.0) for tilt in Tilt} if held else {}


def _aim(reach: Reach, number: Number) -> Aim:
    up, ahead, out = (
        None if value is None else number(value) / 100 for value in (reach.up, reach.ahead, reach.out)
    )
    return Aim(reach.part, reach.over, up, ahead, out)
