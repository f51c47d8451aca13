"""What a set tells about strength: an estimated maximum inside its window, reserve with a discount, and the noise."""

from dataclasses import dataclass
from statistics import fmean

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Measure, Resistance
from gluteal.record import Record
from gluteal.training.athlete import Unit
from gluteal.training.diary import SetDone
from gluteal.training.exposure import MOST

RATED = frozenset({Resistance.MACHINE, Resistance.CABLE, Resistance.BARBELL})
"""The loads from which a maximum may be estimated (rule A24)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maximum(Record):
    """An estimated one-repetition maximum as a band: `low` to `high`, in `unit`."""

    low: float
    high: float
    unit: Unit | None


def discounted(rir: float | None, ledger: Ledger) -> float | None:
    """Return the reserve as far as it can be trusted: five or more counts as five (rule A22)."""
    return None if rir is None else min(max(rir, 0), ledger.number("A22", "unknown-from"))


def estimated_maximum(done: SetDone, ledger: Ledger) -> Maximum | None:
    """Return the maximum that a set points to, None outside the window of rule A24.

    The band is the retest noise of a single test (rule A25) around the formula's value.
    """
    load, reps, rir = done.load, done.amount, done.rir
    if load is None or load.amount is None or load.kind not in RATED or done.measure is not Measure.REPS:
        return None
    if reps is None or rir is None or rir < 0 or rir > ledger.number("A24", "rir-high"):
        return None
    if not ledger.number("A24", "reps-low") <= reps <= ledger.number("A24", "reps-high"):
        return None
    point = load.amount * (1 + ledger.number("A24", "per-rep") * (reps + rir))
    noise = ledger.number("A25", "single-change") / 100
    return Maximum(low=point * (1 - noise), high=point * (1 + noise), unit=load.unit)


def performance(done: SetDone, ledger: Ledger) -> float | None:
    """Return what a set would have come to without reserve, in its own measure; None without an amount.

    Only sets with the same load may be compared. Holds and sets without a noted reserve count as they are.
    """
    if done.amount is None:
        return None
    rir = discounted(done.rir, ledger) if done.measure is not Measure.SECONDS else None
    return min(done.amount, MOST) + (rir or 0)


def change_beyond_noise(before: list[float], after: list[float], ledger: Ledger) -> float | None:
    """Return the change in percent where it is beyond the noise of rule A25, else None.

    Lists hold one value a session. Means of three sessions or more are held to the smaller limit, anything
    less to that of single tests; an empty list or a mean of 0 tells nothing.
    """
    if not before or not after or fmean(before) <= 0:
        return None
    several = min(len(before), len(after)) >= ledger.number("A25", "sessions")
    limit = ledger.number("A25", "mean-of-three-change" if several else "single-change")
    change = (fmean(after) - fmean(before)) / fmean(before) * 100
    return change if abs(change) > limit else None
