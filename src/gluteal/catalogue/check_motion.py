"""Cross-checks of motions: names that nobody knows, parameters that nothing uses, postures that miss what they need."""

from collections.abc import Iterable, Iterator

from gluteal.catalogue.exercise import Exercise
from gluteal.catalogue.formula import Value, names_in
from gluteal.catalogue.motion import SIDED, Load, Motion, Part, Posture
from gluteal.errors import BadData

ALWAYS = frozenset({"up", "pause", "down", "choice", "weight"})
"""Names that every formula may use: the dose's tempo, the choice's slug, the weight that a person gives."""
IMPLIED = frozenset({"support", "tempo-down"})
"""Parameters that act on every motion that has them: hands on a rail, the time of the way down."""
LEGS = frozenset({"working", "other", "both", "none", "same side", "opposite side"})


def motion_faults(exercise: Exercise) -> Iterator[str]:
    """Yield every fault of an exercise's motion as one sentence."""
    where = f"{exercise.slug}.toml: motion"
    motion = exercise.motion
    if motion is None:
        return  # allowed, as in a catalogue of one's own; a test holds every shipped exercise to one
    slugs = {exercise.slug, *(preset.slug for preset in exercise.presets)}
    if motion.left_out is not None:
        if motion.postures:
            yield f"{where}: is left out and has postures"
        return
    if not motion.postures:
        yield f"{where}: has no posture"
    yield from _name_faults(exercise, motion, where)
    yield from _part_faults(motion, where)
    named = [*motion.choices_left_out, *(s for p in motion.postures for s in (*p.only, *p.unless))]
    for slug in sorted({*named, *(s for load in motion.loads for s in load.only)} - slugs):
        yield f"{where}: {slug} is no choice of this exercise"
    for slug in sorted(slugs - set(motion.choices_left_out)):
        if not any((not p.only or slug in p.only) and slug not in p.unless for p in motion.postures):
            yield f"{where}: {slug} has no posture"


def _name_faults(exercise: Exercise, motion: Motion, where: str) -> Iterator[str]:
    parameters = {parameter.name for parameter in exercise.parameters}
    used: set[str] = set()
    for value in _values(motion):
        try:
            used |= names_in(value, where)
        except BadData as error:
            yield from error.faults
    for name in sorted(used - parameters - ALWAYS):
        yield f"{where}: {name} is no parameter; there are: {', '.join(sorted(parameters)) or 'none'}"
    for name in sorted(parameters - used - IMPLIED - set(motion.unmoved)):
        yield f"{where}: parameter {name} does nothing; use it, or say why in unmoved"
    for name in sorted(set(motion.unmoved) & used | set(motion.unmoved) - parameters):
        yield f"{where}: unmoved names {name}, which is used or no parameter"


def _values(motion: Motion) -> Iterator[Value]:
    yield from motion.surfaces.values()
    for place in motion.at.values():
        yield from place
    for load in motion.loads:
        yield from _load_values(load)
    for posture in motion.postures:
        yield from _posture_values(posture)


def _load_values(load: Load) -> Iterator[Value]:
    yield from (value for value in (load.kg, load.percent, load.slack) if value is not None)
    yield from load.anchor or ()
    if load.at is not None and ("-placement" in load.at or "'" in load.at):
        yield load.at
    if load.leg not in LEGS:
        yield load.leg


def _posture_values(posture: Posture) -> Iterator[Value]:
    yield posture.takes
    yield posture.hold
    for angles in (posture.working, posture.other, posture.pelvis, posture.trunk, posture.spine):
        yield from (value for value in angles.values() if value != "free")
    yield from (name for name in posture.contacts or () if "'" in name)
    for reach in posture.reach or ():
        yield from (value for value in (reach.up, reach.ahead, reach.out) if value is not None)
    if posture.share is not None:
        yield posture.share


def _part_faults(motion: Motion, where: str) -> Iterator[str]:
    surfaces = {"floor", *motion.surfaces}
    for name in sorted(set(_parts(motion)) - surfaces):
        if not _is_part(name):
            yield f"{where}: “{name}” is no part of the body or surface"
    if motion.plant is not None and motion.plant not in {p.name for p in motion.postures}:
        yield f"{where}: there is no posture {motion.plant} to plant the contacts in"


def _parts(motion: Motion) -> Iterable[str]:
    yield from motion.rests
    yield motion.on_rest
    yield from motion.smooth
    yield from motion.at
    for part, on in motion.on.items():
        yield part
        yield on
    for posture in motion.postures:
        yield from (name for name in posture.contacts or () if "'" not in name)
        yield from posture.moves
        for reach in posture.reach or ():
            yield reach.part
            yield reach.over


def _is_part(name: str) -> bool:
    side, _, rest = name.partition(" ")
    return (side in ("working", "other") and rest in SIDED) or name in set(Part) - SIDED
