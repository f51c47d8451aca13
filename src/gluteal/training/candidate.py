"""What may stand in a person's week: each choice with its target, its times and its price, or why it may not."""

from dataclasses import dataclass, replace
from datetime import date

from gluteal.anatomy.region import TARGETS
from gluteal.catalogue.claim import Grade, Ledger
from gluteal.catalogue.exercise import Choice, Measure, Purpose, Resistance, Role
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete, Experience, Goal
from gluteal.training.programme import Target
from gluteal.training.session import Timing, timing
from gluteal.training.volume import credit, is_older

_PENALTY = {Grade.A: 0, Grade.B: 0, Grade.C: 1, Grade.D: 2, Grade.DEFAULT: 2 + 1}
_HEAVY = frozenset({Resistance.BARBELL, Resistance.MACHINE, Resistance.CABLE, Resistance.SLED})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A choice as the planner sees it.

    `blocked` names the relaxable constraints that stand against it ("kit: a bench", "level"); empty: it may be used.
    `main` tells whether it can be a main lift, `evidence` its price for weak evidence (0 best).
    """

    choice: Choice
    target: Target
    timing: Timing
    main: bool
    least: int
    most: int
    evidence: int
    roles: tuple[Role, ...]
    blocked: tuple[str, ...] = ()

    @property
    def strength(self) -> bool:
        """True where its sets are hard sets."""
        return Purpose.STRENGTH in self.choice.purposes

    @property
    def loadable(self) -> bool:
        """True where more load can be added, so that progress can be measured."""
        return self.choice.resistance is not Resistance.NONE

    @property
    def balance(self) -> bool:
        """True where it is balance work and nothing else."""
        return not self.strength and Purpose.POWER not in self.choice.purposes


def candidate(
    choice: Choice, athlete: Athlete, catalogue: Catalogue, today: date, blocked: tuple[str, ...] = ()
) -> Candidate:
    """Describe one choice for one person."""
    ledger = catalogue.ledger
    target = target_for(choice, athlete, ledger, today)
    strength = Purpose.STRENGTH in choice.purposes
    least, most = _sets(choice, athlete, ledger, today)
    return Candidate(
        choice=choice,
        target=target,
        timing=timing(choice, target, ledger),
        main=strength and _is_main(choice, ledger),
        least=least,
        most=most,
        evidence=_evidence(choice),
        roles=choice.roles if strength else (),
        blocked=blocked,
    )


def wanted(choice: Choice, athlete: Athlete, ledger: Ledger, today: date, balance: bool) -> bool:
    """Tell whether a choice is of any use to this person's main work at all."""
    if Purpose.STRENGTH in choice.purposes:
        return bool(credit(choice)) or bool(choice.roles)
    if Purpose.POWER in choice.purposes and Goal.PERFORMANCE in athlete.goals:
        return choice.level >= ledger.number("A14", "level")
    return Purpose.BALANCE in choice.purposes and balance


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
    elif counted and choice.resistance in _HEAVY and _leads(athlete, Goal.STRENGTH):
        rest = max(target.rest_s, int(ledger.number("A13", "rest-seconds")))
        target = replace(target, amount=_reps(ledger, "A13"), rest_s=rest)
    if choice.resistance in _HEAVY and is_older(athlete, ledger, today):
        target = replace(target, rest_s=max(target.rest_s, int(ledger.number("A29", "rest-seconds"))))
    return target


def _leads(athlete: Athlete, goal: Goal) -> bool:
    return goal in athlete.goals and athlete.goals[goal] >= max(athlete.goals.values())


def _reps(ledger: Ledger, claim: str) -> tuple[int, int]:
    return int(ledger.number(claim, "reps-low")), int(ledger.number(claim, "reps-high"))


def _sets(choice: Choice, athlete: Athlete, ledger: Ledger, today: date) -> tuple[int, int]:
    """Return the fewest and the most sets that the choice may have in one session."""
    most = int(ledger.number("session-shape", "most-sets"))
    if Purpose.STRENGTH not in choice.purposes:
        power = Purpose.POWER in choice.purposes
        most = int(ledger.number("A14", "sets-high") if power else ledger.number("older-balance", "sets"))
        return 1, most
    if is_older(athlete, ledger, today):
        most = min(most, int(ledger.number("A29", "sets-high")))
    short = athlete.minutes < ledger.number("session-shape", "short-minutes")
    if athlete.experience is Experience.NEW or short:
        return int(ledger.number("A29", "beginner-sets")), most
    return int(ledger.number("session-shape", "least-sets")), most


def _is_main(choice: Choice, ledger: Ledger) -> bool:
    least = ledger.number("session-shape", "main-credit")
    return any(choice.credit.get(region, (0, 0, 0))[1] >= least for region in TARGETS)


def _evidence(choice: Choice) -> int:
    """Price of weak evidence: the best grade among the regions that the choice works most."""
    top = max((choice.credit.get(region, (0, 0, 0))[1] for region in TARGETS), default=0)
    grades = [
        _PENALTY[entry.grade]
        for region, entry in choice.stimulus.items()
        if region in TARGETS and choice.credit[region][1] == top
    ]
    return min(grades, default=_PENALTY[Grade.DEFAULT])
