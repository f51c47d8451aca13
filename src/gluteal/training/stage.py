"""The staged start of a sore outer hip (rule D7): no prescription goes beyond what its week allows."""

from dataclasses import replace

from gluteal.catalogue.exercise import Measure
from gluteal.training.clearance import Stage
from gluteal.training.ladder import target_words
from gluteal.training.prescription import Change, Prescription


def within(stage: Stage | None, prescription: Prescription) -> Prescription:
    """Return the prescription held to a stage's sets, repetitions and reserve; `stage` None: as it is."""
    if stage is None or prescription.change is Change.STOP:
        return prescription
    target = prescription.target
    low, high = target.amount
    if target.measure is Measure.REPS:
        low, high = min(low, stage.most_reps), min(high, stage.most_reps)
    rir = max(target.rir[0], stage.least_reserve), max(target.rir[1], stage.least_reserve)
    held = replace(target, amount=(low, high), rir=rir)
    sets = min(prescription.sets, stage.most_sets)
    if held == target and sets == prescription.sets:
        return prescription
    why = (
        f"{prescription.why} Rule D7 holds it to {target_words(held, sets)} and {rir[0]} in reserve until week "
        f"{stage.last_week} is over."
    )
    claims = tuple(dict.fromkeys((*prescription.claims, "D7")))
    return replace(prescription, sets=sets, target=held, why=why, claims=claims)
