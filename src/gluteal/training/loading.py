"""The load of one exercise, step by step: what is owned at or below, the next one up, the next one down."""

from dataclasses import dataclass, replace

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Placement, Resistance
from gluteal.training.athlete import Athlete, Band, Kit, Unit
from gluteal.training.band import by_stiffness, longer, longest, shorter, softer, stiffer
from gluteal.training.prescription import Change
from gluteal.training.programme import BandUse, Load
from gluteal.training.resistance import LONG, LOOPS, at_most, loads_for, next_load_down, next_load_up

CLOSE = 4  # decimal places to which weights and percentages are compared


@dataclass(frozen=True, slots=True)
class Step:
    """A heavier load: what it is, what changes, and by how many percent (for bands about)."""

    load: Load
    change: Change
    percent: float
    claim: str


def loaded_as(choice: Choice, load: Load | None) -> Choice:
    """Return the choice with the kind of load that it was really done with.

    A person may put a band or a weight on an exercise that the catalogue describes without one, or with another.
    """
    if load is None or load.kind in (Resistance.NONE, choice.resistance):
        return choice
    placement = load.band.placement if load.band else Placement.NONE
    return replace(choice, resistance=load.kind, placement=placement)


def owned(choice: Choice, load: Load | None, athlete: Athlete, ledger: Ledger) -> Load | None:
    """Return the load itself where it is owned, else the nearest owned below it, else no load at all."""
    if load is None or load.kind is Resistance.NONE:
        return None
    if load.kind is Resistance.BAND:
        return _owned_band(load, athlete.kit, ledger)
    if load.amount is None:
        return None
    amount = load.amount
    if load.unit is not None and load.unit is not athlete.units:
        pound = ledger.number("units-of-mass", "kg-per-lb")
        amount = amount * pound if athlete.units == "kg" else amount / pound
    loads = loads_for(_of_kind(choice, load.kind), athlete.kit, athlete.smallest_step)
    nearest = at_most(round(amount, CLOSE), loads)
    return None if nearest is None else Load(kind=load.kind, amount=nearest, unit=athlete.units)


def lightest(choice: Choice, athlete: Athlete) -> Load | None:
    """Return the lightest load that this choice can start with, None for body weight."""
    if choice.resistance is Resistance.BAND:
        bands = bands_for(choice, athlete.kit)
        return _band_load(bands[0], choice.placement, None) if bands else None
    loads = loads_for(choice, athlete.kit, athlete.smallest_step)
    return Load(kind=choice.resistance, amount=loads[0], unit=athlete.units) if loads else None


def bands_for(choice: Choice, kit: Kit) -> tuple[Band, ...]:
    """Return the owned bands that this choice can be done with, softest first."""
    named = {item for group in choice.equipment for item in group}
    forms = (LOOPS if "loop-band" in named else frozenset()) | (LONG if "long-band" in named else frozenset())
    return tuple(band for band in by_stiffness(kit.bands) if not forms or band.form in forms)


def heavier(choice: Choice, load: Load | None, athlete: Athlete, ledger: Ledger) -> Step | None:
    """Return the smallest step up that is owned: weight, or a band's stretch before its colour (A3-A5, A8)."""
    if choice.resistance is Resistance.NONE:
        return None
    if load is None:
        first = lightest(choice, athlete)
        change = Change.BAND if choice.resistance is Resistance.BAND else Change.LOAD
        return None if first is None else Step(first, change, ledger.number("A3", "first-load-step"), "A3")
    if load.band is not None:
        return _heavier_band(load, load.band, athlete, ledger)
    return _heavier_weight(choice, load, athlete, ledger)


def lighter(choice: Choice, load: Load | None, athlete: Athlete, ledger: Ledger) -> Load | None:
    """Return the load one step back, None where there is none."""
    if load is None:
        return None
    if load.band is not None:
        return _lighter_band(load, load.band, athlete, ledger)
    down = next_load_down(load.amount or 0, loads_for(choice, athlete.kit, athlete.smallest_step))
    return None if down is None else replace(load, amount=down)


def cut(choice: Choice, load: Load | None, percent: float, athlete: Athlete, ledger: Ledger) -> Load | None:
    """Return an owned load that is lighter by at least `percent`; for a band one step back. None: there is none."""
    if load is None or load.band is not None or load.amount is None:
        return lighter(choice, load, athlete, ledger)
    loads = loads_for(choice, athlete.kit, athlete.smallest_step)
    wanted = at_most(round(load.amount * (1 - percent / 100), CLOSE), loads)
    return lighter(choice, load, athlete, ledger) if wanted is None else replace(load, amount=wanted)


def same_load(one: Load | None, other: Load | None) -> bool:
    """Tell whether two loads are the same as far as they are known; an unknown stretch equals any."""
    if one is None or other is None:
        return (one is None or one.kind is Resistance.NONE) and (
            other is None or other.kind is Resistance.NONE
        )
    if one.band is not None and other.band is not None:
        a, b = one.band, other.band
        if not _same_band(a, b) or (a.placement, a.strands) != (b.placement, b.strands):
            return False
        lengths = (a.stretched_cm, b.stretched_cm)
        return None in lengths or lengths[0] == lengths[1]
    return (one.kind, one.amount, one.unit) == (other.kind, other.amount, other.unit)


def is_owned(choice: Choice, load: Load | None, athlete: Athlete, ledger: Ledger) -> bool:
    """Tell whether a logged load is still there; no load always is, and a band wherever it may be stretched to."""
    if load is None or load.kind is Resistance.NONE:
        return True
    if load.band is not None:
        return _find(load.band, athlete.kit) is not None
    now = owned(choice, load, athlete, ledger)
    return now is not None and (now.amount == load.amount or load.unit is not now.unit)


def _same_band(one: BandUse, other: BandUse) -> bool:
    """Tell whether two uses are of one band: by its name, or by colour where no two products are told apart."""
    if one.name.casefold() == other.name.casefold():
        return True
    products = {one.product.casefold(), other.product.casefold()}
    return one.colour.casefold() == other.colour.casefold() and (len(products) == 1 or "unknown" in products)


def _of_kind(choice: Choice, kind: Resistance) -> Choice:
    return choice if choice.resistance is kind else replace(choice, resistance=kind)


def moved_besides(load: Load, athlete: Athlete, ledger: Ledger) -> float:
    """Return what is lifted besides the weight, in the athlete's unit, as if it hung where the weight hangs.

    An ankle weight is lifted together with the leg, which is most of the work; for other weights it depends on
    the exercise and is left at 0.
    """
    if load.kind is not Resistance.ANKLE_WEIGHT:
        return 0.0
    mass_kg = athlete.mass_kg or ledger.number("leg-at-the-ankle", "usual-mass")
    unit = 1.0 if athlete.units is Unit.KG else ledger.number("units-of-mass", "kg-per-lb")
    return mass_kg * ledger.number("leg-at-the-ankle", "share") / 100 / unit


def _heavier_weight(choice: Choice, load: Load, athlete: Athlete, ledger: Ledger) -> Step | None:
    loads = loads_for(choice, athlete.kit, athlete.smallest_step)
    now = load.amount or 0
    if now <= 0:
        above = next_load_up(now, loads)
        percent = ledger.number("A3", "first-load-step")
        return None if above is None else Step(replace(load, amount=above), Change.LOAD, percent, "A3")
    low, high = ledger.number("A3", "step-low"), ledger.number("A3", "step-high")
    best: tuple[float, float] | None = None  # (weight, percent)
    above = next_load_up(now, loads)
    while above is not None:
        percent = round((above - now) / (now + moved_besides(load, athlete, ledger)) * 100, CLOSE)
        # The first step inside the window wins; a crumb below it only where the next would be too big.
        if percent > high and best is not None:
            break
        best = (above, percent)
        if percent >= low:
            break
        above = next_load_up(above, loads)
    return None if best is None else Step(replace(load, amount=best[0]), Change.LOAD, best[1], "A3")


def _owned_band(load: Load, kit: Kit, ledger: Ledger) -> Load | None:
    use = load.band
    if use is None or not kit.bands:
        return None
    band = _find(use, kit)
    if band is None:
        return _band_load(by_stiffness(kit.bands)[0], use.placement, None)
    resting = band.resting_cm or use.resting_cm
    stretched = use.stretched_cm
    if stretched is not None and resting is not None and stretched > longest(resting, ledger):
        stretched = longest(resting, ledger)
    found = _band_load(band, use.placement, stretched, use.strands)
    return replace(found, band=found.band and replace(found.band, resting_cm=resting))


def _heavier_band(load: Load, use: BandUse, athlete: Athlete, ledger: Ledger) -> Step | None:
    if use.resting_cm and use.stretched_cm and use.stretched_cm >= use.resting_cm:
        length = longer(use.resting_cm, use.stretched_cm, ledger)
        if length is not None:
            percent = ledger.number("A3", "step-high")  # A5: at most this, whatever the band
            stretched = replace(load, band=replace(use, stretched_cm=length))
            return Step(stretched, Change.ELONGATION, percent, "A5")
    band = _find(use, athlete.kit)
    next_band = band and stiffer(band, athlete.kit.bands)
    if next_band is None:
        return None
    step = ledger.number("A4", "colour-step")
    return Step(_band_load(next_band, use.placement, None), Change.BAND, step, "A4")


def _lighter_band(load: Load, use: BandUse, athlete: Athlete, ledger: Ledger) -> Load | None:
    if use.resting_cm and use.stretched_cm:
        length = shorter(use.resting_cm, use.stretched_cm, ledger)
        if length is not None:
            return replace(load, band=replace(use, stretched_cm=length))
    band = _find(use, athlete.kit)
    down = band and softer(band, athlete.kit.bands)
    return None if down is None else _band_load(down, use.placement, None)


def _find(use: BandUse, kit: Kit) -> Band | None:
    """Return the owned band that was used: by its name, else the one band of that colour (and product)."""
    named = [band for band in kit.bands if band.name.casefold() == use.name.casefold()]
    if named:
        return named[0]
    alike = [b for b in kit.bands if b.colour.casefold() == use.colour.casefold()]
    exact = [b for b in alike if b.product.casefold() == use.product.casefold()]
    pool = exact or alike
    return pool[0] if len(pool) == 1 else None


def _band_load(band: Band, placement: Placement, stretched: float | None, strands: int = 1) -> Load:
    use = BandUse(
        name=band.name,
        product=band.product,
        colour=band.colour,
        placement=placement,
        resting_cm=band.resting_cm,
        stretched_cm=stretched,
        strands=strands,
    )
    return Load(kind=Resistance.BAND, band=use)
