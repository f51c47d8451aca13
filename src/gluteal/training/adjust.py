"""Inside a session: the next set follows from what the sets so far asked of the person (rules A21, A22, D3, D18)."""

from collections.abc import Sequence
from dataclasses import replace

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete
from gluteal.training.diary import SetDone
from gluteal.training.loading import heavier, lighter, loaded_as, owned
from gluteal.training.practice import is_balance, is_fast
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Load, Target
from gluteal.training.strength import discounted


def must_stop(sets_done: Sequence[SetDone], ledger: Ledger) -> str | None:
    """Return the sentence that ends the exercise for today after a red set (rule D3), else None."""
    red = [s.pain for s in sets_done if s.pain is not None and s.pain > ledger.number("D3", "amber-to")]
    if not red:
        return None
    return f"Pain was {max(red)} of 10, which is red; rule D3: no further set of this exercise today."


def adjust(
    prescription: Prescription,
    sets_done_so_far: Sequence[SetDone],
    *,
    athlete: Athlete,
    catalogue: Catalogue,
) -> Target:
    """Return the target of the next set of this prescription.

    The last set's reserve decides: outside the asked-for range by one is one smallest step of load, by two or
    more two, down as well as up; without a load to change it is repetitions or seconds. Nothing goes up while a
    set of today was sore or unclean, or when the prescription itself is a step back. Ask `must_stop` first.
    """
    target = prescription.target
    if not sets_done_so_far:
        return target
    ledger, last = catalogue.ledger, sets_done_so_far[-1]
    choice = loaded_as(catalogue.choice(prescription.choice), last.load)
    load = owned(choice, last.load, athlete, ledger) if last.load is not None else target.load
    now = replace(target, load=load)
    off = off_by(last.rir, target, ledger)
    if off is None or last.measure is not target.measure:
        return now
    if off == 0 or (off > 0 and not _may_rise(prescription, sets_done_so_far, ledger)):
        return now
    if off > 0 and (is_fast(choice) or is_balance(choice)):
        return now  # what stays far from tired on purpose is not made more for it
    two = abs(off) >= ledger.number("A21", "two-off")
    steps = int(ledger.number("A21", "steps-two-off" if two else "steps-one-off"))
    return _up(now, choice, steps, athlete, ledger) if off > 0 else _down(now, choice, steps, athlete, ledger)


def off_by(rir: float | None, target: Target, ledger: Ledger) -> float | None:
    """Return by how much a reserve lies above (or below: negative) what was asked for, None where it is unknown."""
    trusted = discounted(rir, ledger)
    if trusted is None:
        return None
    low, high = target.rir
    return trusted - high if trusted > high else trusted - low if trusted < low else 0


def _may_rise(prescription: Prescription, sets_done: Sequence[SetDone], ledger: Ledger) -> bool:
    if prescription.change in (Change.LESS, Change.EASIER, Change.RETURN, Change.DELOAD, Change.STOP):
        return False
    green, clean = ledger.number("D3", "green-to"), ledger.number("D18", "clean")
    sore = any(s.pain is not None and s.pain > green for s in sets_done)
    sloppy = any(s.clean_share is not None and s.clean_share * 100 < clean for s in sets_done)
    return not sore and not sloppy


def _up(now: Target, choice: Choice, steps: int, athlete: Athlete, ledger: Ledger) -> Target:
    load = now.load
    for _ in range(steps):
        step = heavier(choice, load, athlete, ledger) if load is not None else None
        if step is None or step.percent > ledger.number("A3", "step-high"):
            break
        load = step.load
    if load != now.load:
        return replace(now, load=load)
    low, high = now.amount
    most = int(ledger.number("A3", f"most-{now.measure.value}"))
    raised = min(low + steps * _unit(now, ledger), max(most, low))
    return replace(now, amount=(raised, max(high, raised)))


def _down(now: Target, choice: Choice, steps: int, athlete: Athlete, ledger: Ledger) -> Target:
    load: Load | None = now.load
    for _ in range(steps):
        load = lighter(choice, load, athlete, ledger) or load
    if load != now.load:
        return replace(now, load=load)
    low, high = now.amount
    lowered = max(low - steps * _unit(now, ledger), 1)
    return replace(now, amount=(lowered, max(high - steps * _unit(now, ledger), lowered)))


def _unit(now: Target, ledger: Ledger) -> int:
    return int(ledger.number("A3", f"more-{now.measure.value}"))
