"""What one working set of an exercise asks of a person: its own dose, bent by goal, experience and age."""

from dataclasses import replace
from datetime import date

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Measure, Purpose, Resistance
from gluteal.training.athlete import Athlete, Experience, Goal
from gluteal.training.programme import Target
from gluteal.training.volume import is_older

HEAVY = frozenset({Resistance.BARBELL, Resistance.MACHINE, Resistance.CABLE, Resistance.SLED})
"""The kinds of load that go up in fine steps."""


def target_for(choice: Choice, athlete: Athlete, ledger: Ledger, today: date) -> Target:
    """Return the target of one working set: the exercise's own dose, bent by goal and experience."""
    dose = choice.dose
    target = Target(
        measure=choice.measure, amount=dose.amount, rir=dose.rir, tempo=dose.tempo, rest_s=dose.rest_s
    )
    counted = choice.measure is Measure.REPS
    if Purpose.STRENGTH not in choice.purposes and Purpose.POWER in choice.purposes:
        reserve = tuple(int(ledger.number("A14", f"reserve-{end}")) for end in ("low", "high"))
        target = replace(target, rir=(reserve[0], reserve[1]))
        return replace(target, amount=_reps(ledger, "A14")) if counted else target
    if athlete.experience is Experience.NEW:
        extra = int(ledger.number("A16", "extra-reserve"))
        target = replace(target, rir=(dose.rir[0] + extra, dose.rir[1] + extra))
    elif counted and choice.resistance in HEAVY and _leads(athlete, Goal.STRENGTH):
        rest = max(target.rest_s, int(ledger.number("A13", "rest-seconds")))
        target = replace(target, amount=_reps(ledger, "A13"), rest_s=rest)
    if choice.resistance in HEAVY and is_older(athlete, ledger, today):
        target = replace(target, rest_s=max(target.rest_s, int(ledger.number("A29", "rest-seconds"))))
    return target


def _leads(athlete: Athlete, goal: Goal) -> bool:
    return goal in athlete.goals and athlete.goals[goal] >= max(athlete.goals.values())


def _reps(ledger: Ledger, claim: str) -> tuple[int, int]:
    return int(ledger.number(claim, "reps-low")), int(ledger.number(claim, "reps-high"))
