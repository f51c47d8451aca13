"""What loads the body in a motion: the catalogue's resistances as forces of the mechanics."""

from collections.abc import Iterable, Mapping

from gluteal.body.force import BandCurve, Cable, Force, LoopBand, MachinePad, StripBand, Weight
from gluteal.body.skeleton import Spot
from gluteal.catalogue.exercise import Choice, Exercise, Placement
from gluteal.catalogue.formula import Value, evaluate
from gluteal.catalogue.motion import Load, Source
from gluteal.errors import BadData
from gluteal.lab.part import SIDE_OF
from gluteal.lab.press import Hands, Push
from gluteal.lab.settings import loads_of, text_of
from gluteal.training.band import charts

LOOP = 0.60
"""Metres round a slack loop: the usual short band, 30 cm laid flat."""

_POINT = {
    Placement.ABOVE_KNEES: "knee",
    Placement.BELOW_KNEES: "shin",
    Placement.ANKLES: "ankle",
    Placement.FEET: "foot",
}
HANDS_SHARE = 0.10
"""Of the body's weight that both hands on a rail are taken to bear; fingertips bear none. A choice, not a measurement."""

_LIMB = {
    Placement.ABOVE_KNEES: 0.14,
    Placement.BELOW_KNEES: 0.11,
    Placement.ANKLES: 0.08,
    Placement.FEET: 0.08,
}
HARDEST = "hardest-press"
"""Name under which formulas find the newtons that the hips can press the knees apart with at most."""
_POUND = 4.4482  # N
_HANDS = {
    "same side": ("r",),
    "working": ("r",),
    "opposite side": ("l",),
    "other": ("l",),
    "both": ("r", "l"),
    "none": (),
}


def band_curve(colour: str) -> BandCurve:
    """Return the chart's curve of a colour, with the error that a maker's figures have."""
    chart = charts()[0]
    entry = next(entry for entry in chart.colours if entry.colour == colour)
    points = tuple((percent, lb * _POUND) for percent, lb in zip(chart.elongation, entry.lb, strict=True))
    older = 1.0 if entry.older_lb is None else entry.older_lb / entry.lb[0]
    return BandCurve(points=points, error=(min(0.75, older), 1.25))


def forces(choice: Choice, exercise: Exercise, names: Mapping[str, Value]) -> tuple[Force, ...]:
    """Return what pulls on the body with these settings, right leg working."""
    where = f"{choice.exercise}.toml: motion"
    found: list[Force] = []
    for load in loads_of(choice, exercise):
        found.extend(_forces(load, names, where))
    if names.get("support") == "two-hands":
        found.append(Hands(share=HANDS_SHARE))
    return tuple(found)


def cue(choice: Choice, exercise: Exercise, names: Mapping[str, Value]) -> float | None:
    """Return the newtons with which the person pushes each planted knee outwards; None where nothing is said."""
    where = f"{choice.exercise}.toml: motion"
    said = [load for load in loads_of(choice, exercise) if load.source is Source.CUE]
    return sum(_press(load, names, where) for load in said) if said else None


def weight_acts(choice: Choice, exercise: Exercise, names: Mapping[str, Value]) -> bool:
    """Tell whether `weight` loads the body with these settings: not where no hand holds it."""
    if "weight" not in names:
        return False
    more = {**names, "weight": float(names["weight"]) + 1.0}
    return forces(choice, exercise, more) != forces(choice, exercise, names)


def needs_strength(choice: Choice, exercise: Exercise) -> bool:
    """Tell whether a load is given as a share of what the body can press at most."""
    return any(load.source in (Source.PRESS, Source.CUE) for load in loads_of(choice, exercise))


def _forces(load: Load, names: Mapping[str, Value], where: str) -> Iterable[Force]:
    match load.source:
        case Source.BAND | Source.STRIP:
            yield from _bands(load, names, where)
        case Source.CABLE:
            point = _POINT[Placement(_placement(load, names, where))]
            yield Cable(
                at=f"{point}_{SIDE_OF[load.leg]}",
                pulley=_anchor(load, names, where),
                tension=_kg(load, names, where) * 9.81,
            )
        case Source.ANKLE_WEIGHT:
            if mass := _kg(load, names, where):
                yield Weight(at=f"ankle_{SIDE_OF[load.leg]}", mass=mass)
        case Source.HAND_WEIGHT:
            hands = _HANDS[text_of(load.leg, names, where)]
            for side in hands:
                yield Weight(at=f"shoulder_{side}", mass=_kg(load, names, where))
        case Source.PRESS:
            if load.direction is None:
                raise BadData([f"{where}: a press needs a direction"])
            ahead, out, up = load.direction
            for side in _HANDS[load.leg]:
                sideways = -out if side == "r" else out
                yield Push(
                    at=f"knee_{side}", direction=(ahead, sideways, up), newtons=_press(load, names, where)
                )
        case Source.CROSSED_BAND:
            if load.slack is None:
                raise BadData([f"{where}: a band needs its slack length"])
            for foot, hand in (("r", "l"), ("l", "r")):
                yield StripBand(
                    at=f"foot_{foot}",
                    to=f"hand_{hand}",
                    curve=band_curve(str(names["band"])),
                    resting=evaluate(load.slack, names, where) / 100,
                )
        case Source.CUE:
            pass  # no force from outside: see `cue`
        case Source.HIP_WEIGHT:
            if mass := _kg(load, names, where):
                yield Weight(at=Spot("pelvis", (-0.07, 0.05, -0.14)), mass=mass)
        case Source.PAD:
            for side, sign in (("r", -1.0), ("l", 1.0)):
                yield MachinePad(
                    at=f"knee_{side}", direction=(0.0, 0.0, sign), newtons=_kg(load, names, where) * 9.81 / 2
                )
        case _:
            yield from _on_trunk(load, names, where)


_TRUNK = {
    Source.CHEST_WEIGHT: "goblet",
    Source.PELVIS_WEIGHT: "bar-hips",
    Source.BACK_WEIGHT: "bar-back",
}


def _on_trunk(load: Load, names: Mapping[str, Value], where: str) -> Iterable[Force]:
    if load.source in _TRUNK:
        if mass := _kg(load, names, where):
            yield Weight(at=_TRUNK[load.source], mass=mass)
    else:
        raise BadData([f"{where}: {load.source} is not understood"])


def _bands(load: Load, names: Mapping[str, Value], where: str) -> Iterable[Force]:
    placement = Placement(_placement(load, names, where))
    if placement is Placement.NONE:
        return
    curve = band_curve(str(names["band"]))
    point = _POINT[placement]
    if load.source is Source.BAND:
        yield LoopBand(round=(f"{point}_r", f"{point}_l"), curve=curve, resting=LOOP, limb=_LIMB[placement])
    else:
        if load.slack is None:
            raise BadData([f"{where}: a strip needs its slack length"])
        yield StripBand(
            at=f"{point}_{SIDE_OF[load.leg]}",
            to=_anchor(load, names, where),
            curve=curve,
            resting=evaluate(load.slack, names, where) / 100,
        )


def _placement(load: Load, names: Mapping[str, Value], where: str) -> str:
    return text_of(load.at or Placement.NONE, names, where)


def _anchor(load: Load, names: Mapping[str, Value], where: str) -> tuple[float, float, float]:
    if load.anchor is None:
        raise BadData([f"{where}: {load.source} needs an anchor"])
    ahead, out, up = (evaluate(value, names, where) / 100 for value in load.anchor)
    return (ahead, -out, up)


def _press(load: Load, names: Mapping[str, Value], where: str) -> float:
    return evaluate(load.percent or 0.0, names, where) / 100 * float(names[HARDEST])


def _kg(load: Load, names: Mapping[str, Value], where: str) -> float:
    """Return the mass: the file's formula; the person's `weight` where the file gives an example only."""
    if load.kg is not None:
        return evaluate(load.kg, names, where)
    if load.example is None:
        raise BadData([f"{where}: {load.source} has neither kg nor an example"])
    return evaluate(names["weight"], names, where)
