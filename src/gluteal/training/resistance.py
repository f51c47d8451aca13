"""From the kit that a person owns to what can be loaded: things at hand, weights, and the next one up or down."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from gluteal.catalogue.exercise import Choice, Resistance
from gluteal.catalogue.vocabulary import EQUIPMENT
from gluteal.errors import UnknownName
from gluteal.training.athlete import BandForm, Kit, Stack

HOUSEHOLD = frozenset({"chair", "wall", "mat", "pad", "belt", "support"})
"""What is there unless `Kit.without` names it (claim `household-kit`)."""

LOOPS = frozenset({BandForm.LOOP, BandForm.STRIP})  # a flat band can be tied into a loop
LONG = frozenset({BandForm.LONG_LOOP, BandForm.STRIP, BandForm.TUBE})

_WORDS = {
    "mat": "a place on the floor",
    "support": "a fixed hand support",
    "pad": "a cushion",
    "anchor": "a fixed point for a band",
    "partner": "somebody to help",
    "abduction-machine": "an abduction machine",
    "ankle-strap": "an ankle strap",
    "ankle-weight": "an ankle weight",
    "plate": "a weight plate",
}
_THOUSANDTHS = 1000  # weights are added in thousandths, so that 1.25 + 2.5 is exact


def owns(kit: Kit, item: str) -> bool:
    """Tell whether a piece of equipment is at hand; raises `UnknownName` for a word that no exercise uses."""
    if item not in EQUIPMENT:
        raise UnknownName("equipment", item, EQUIPMENT)
    if item in HOUSEHOLD:
        return item not in kit.without
    forms = {band.form for band in kit.bands}
    owned = {
        "loop-band": bool(forms & LOOPS),
        "long-band": bool(forms & LONG),
        "ankle-weight": bool(kit.ankle_weights),
        "dumbbell": bool(kit.dumbbells),
        "kettlebell": bool(kit.kettlebells),
        "barbell": kit.bar is not None,
        "plate": bool(kit.plates),
        "cable": kit.cable is not None,
        "ankle-strap": kit.cable is not None,  # comes with a cable station
        "abduction-machine": kit.abduction_machine is not None,
        "hip-thrust-machine": kit.hip_thrust_machine is not None,
        "bench": kit.bench,
        "step": bool(kit.step_cm),
        "box": bool(kit.box_cm),
        "ball": kit.ball,
        "slider": kit.slider,
        "sled": kit.sled,
        "anchor": kit.anchor,
        "partner": kit.partner,
    }
    return owned[item]


def missing(choice: Choice, kit: Kit) -> tuple[tuple[str, ...], ...]:
    """Return each group of alternatives of which nothing is at hand; empty when the choice can be done."""
    return tuple(group for group in choice.equipment if not any(owns(kit, item) for item in group))


def alternatives_in_words(group: Iterable[str]) -> str:
    """Return a group of alternatives as words: “a loop band or a long band”."""
    return " or ".join(_WORDS.get(item, f"a {item.replace('-', ' ')}") for item in group)


def loads_owned(kind: Resistance, kit: Kit, added: float | None = None) -> tuple[float, ...]:
    """Return every load of this kind that can be made up from the kit, lightest first, in the athlete's unit.

    A dumbbell or kettlebell counts alone. Ankle weights count one by one and two on the same ankle. A bar counts
    with every subset of the plate pairs, and a sled likewise without the bar. For machines only the pins that all
    owned machines share are returned; `loads_for` knows which machine a choice means. Bands and no load: empty.
    `added` is a weight that goes on a stack between two pins.
    """
    if kind is Resistance.DUMBBELL:
        return _sorted(kit.dumbbells)
    if kind is Resistance.KETTLEBELL:
        return _sorted(kit.kettlebells)
    if kind is Resistance.ANKLE_WEIGHT:
        singles = kit.ankle_weights
        pairs = [a + b for i, a in enumerate(singles) for b in singles[i + 1 :]]
        return _sorted([*singles, *pairs])
    if kind is Resistance.BARBELL:
        return () if kit.bar is None else _with_plates(kit.bar, kit.plates)
    if kind is Resistance.SLED:
        return _with_plates(0, kit.plates) if kit.sled else ()
    if kind is Resistance.CABLE:
        return () if kit.cable is None else pins(kit.cable, added)
    if kind is Resistance.MACHINE:
        stacks = [s for s in (kit.abduction_machine, kit.hip_thrust_machine) if s is not None]
        shared = set.intersection(*(set(pins(stack, added)) for stack in stacks)) if stacks else set()
        return tuple(sorted(shared))
    return ()


def loads_for(choice: Choice, kit: Kit, added: float | None = None) -> tuple[float, ...]:
    """Return the loads, lightest first, that this choice can be done with: of its own machine where it names one."""
    named = {item for group in choice.equipment for item in group}
    if choice.resistance is Resistance.MACHINE:
        if "abduction-machine" in named and kit.abduction_machine is not None:
            return pins(kit.abduction_machine, added)
        if "hip-thrust-machine" in named and kit.hip_thrust_machine is not None:
            return pins(kit.hip_thrust_machine, added)
    return loads_owned(choice.resistance, kit, added)


def pins(stack: Stack, added: float | None = None) -> tuple[float, ...]:
    """Return every setting of a weight stack, lightest first; a step of 0 or less gives the lowest alone.

    With a weight to add, each pin also counts with it, as long as that is less than the next pin.
    """
    low, high, step = (round(v * _THOUSANDTHS) for v in (stack.low, stack.high, stack.step))
    if step <= 0:
        return (stack.low,)
    settings = list(range(low, high + 1, step))
    more = round((added or 0) * _THOUSANDTHS)
    if 0 < more < step:
        settings += [setting + more for setting in settings]
    return tuple(v / _THOUSANDTHS for v in sorted(settings))


def next_load_up(current: float, loads: tuple[float, ...]) -> float | None:
    """Return the lightest of the sorted `loads` above `current`, None where there is none."""
    at = bisect_right(loads, current)
    return loads[at] if at < len(loads) else None


def next_load_down(current: float, loads: tuple[float, ...]) -> float | None:
    """Return the heaviest of the sorted `loads` below `current`, None where there is none."""
    at = bisect_left(loads, current)
    return loads[at - 1] if at > 0 else None


def at_most(wanted: float, loads: tuple[float, ...]) -> float | None:
    """Return the heaviest of the sorted `loads` that is not above `wanted` (rule A3 rounds down), or None."""
    at = bisect_right(loads, wanted)
    return loads[at - 1] if at > 0 else None


def _with_plates(start: float, pairs: Iterable[float]) -> tuple[float, ...]:
    totals = {round(start * _THOUSANDTHS)}
    for plate in pairs:
        added = round(2 * plate * _THOUSANDTHS)
        totals |= {total + added for total in totals}
    return tuple(total / _THOUSANDTHS for total in sorted(totals))


def _sorted(weights: Iterable[float]) -> tuple[float, ...]:
    return tuple(v / _THOUSANDTHS for v in sorted({round(weight * _THOUSANDTHS) for weight in weights}))
