"""What may stand in a person's week: each choice with its target, its times and its price, or why it may not."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gluteal.anatomy.region import TARGETS, Region
from gluteal.catalogue.claim import Grade, Ledger
from gluteal.catalogue.exercise import Choice, Position, Purpose, Resistance, Role, Tag
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete, ConditionKind, Experience, Goal
from gluteal.training.availability import allowed
from gluteal.training.clearance import Clearance
from gluteal.training.programme import Target
from gluteal.training.resistance import alternatives_in_words, missing
from gluteal.training.session import Timing, timing
from gluteal.training.target import HEAVY, target_for
from gluteal.training.volume import QUARTERS, Credit, credit, is_older, muscle_sets

_PENALTY = {Grade.A: 0, Grade.B: 0, Grade.C: 1, Grade.D: 2, Grade.DEFAULT: 2 + 1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A choice as the planner sees it.

    `blocked` names the relaxable constraints that stand against it ("kit: a bench", "level"); empty: it may be used.
    `main` tells whether it can be a main lift, `evidence` its price for weak evidence (0 best), `altered` whether a condition changes how it is done.
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
    altered: bool = False

    @property
    def strength(self) -> bool:
        """True where its sets are hard sets."""
        return Purpose.STRENGTH in self.choice.purposes

    @property
    def unmeasured(self) -> int:
        """How badly progress can be measured: 0 fine steps of load, 1 coarse steps or bands, 2 no load at all."""
        if self.choice.resistance in HEAVY:
            return 0
        return 2 if self.choice.resistance is Resistance.NONE else 1

    @property
    def multi_joint(self) -> bool:
        """True for strength work of hip and knee on even feet, as rising from a chair or climbing a step."""
        thighs = self.choice.credit.get(Region.QUADRICEPS, (0, 0, 0))[1] >= 1
        even = self.choice.position is Position.STANDING and Tag.UNEVEN_STANCE not in self.choice.tags
        return self.strength and thighs and even

    @property
    def loaded_abduction(self) -> bool:
        """True for plain hip abduction whose load goes up in fine steps, as on a machine or cable."""
        plain = Role.ABDUCTION in self.roles and Role.HIP_EXTENSION not in self.roles
        return self.strength and plain and not self.unmeasured

    @property
    def wobbly(self) -> bool:
        """True for a stance on one leg while a load moves, which asks for balance that not everybody has."""
        loaded = self.choice.resistance is not Resistance.NONE
        return loaded and Tag.SINGLE_LEG_STANCE in self.choice.tags

    @property
    def balance(self) -> bool:
        """True where it is balance work and nothing else."""
        return not self.strength and Purpose.POWER not in self.choice.purposes


def candidate(
    choice: Choice,
    athlete: Athlete,
    catalogue: Catalogue,
    today: date,
    blocked: tuple[str, ...] = (),
    *,
    altered: bool = False,
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
        main=strength and _reaches(choice, ledger.number("session-shape", "main-credit")),
        least=least,
        most=most,
        evidence=_evidence(choice),
        roles=choice.roles if strength else (),
        blocked=blocked,
        altered=altered,
    )


def candidates(
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance,
    today: date,
    level_cap: int | None = None,
    relaxed: bool = False,
) -> tuple[Candidate, ...]:
    """Return what may stand in this person's main work, in the order of the catalogue.

    Args:
        athlete: The person.
        catalogue: What there is.
        clearance: What the safety gate says.
        today: Tells the age.
        level_cap: A lower cap for some weeks (rule D7).
        relaxed: Also return what only kit, level or dislike stands against, marked as blocked.
            Safety, floor and support never yield.

    """
    ledger = catalogue.ledger
    balance = needs_balance(athlete, clearance, ledger, today)
    cap = clearance.level_cap if level_cap is None else min(level_cap, clearance.level_cap)
    # Where stages hold the first weeks back, what those weeks hold stays open for the whole block.
    easiest = min([cap, *(stage.level_cap for stage in clearance.stages if stage.level_cap is not None)])
    found = []
    for choice in catalogue.choices.values():
        if not wanted(choice, athlete, ledger, today, balance):
            continue
        if level_cap is not None and choice.level > level_cap:
            continue  # a stage of rule D7 is safety, it never yields
        if (
            choice.level < easiest - ledger.number("session-shape", "window")
            and Purpose.STRENGTH in choice.purposes
        ):
            continue
        refusal = allowed(choice, athlete, clearance)
        blocked: tuple[str, ...] = ()
        if refusal is not None:
            if not (relaxed and refusal.relaxable):
                continue
            blocked = _blocks(choice, athlete, cap)
        altered = clearance.modification(choice) is not None
        found.append(candidate(choice, athlete, catalogue, today, blocked, altered=altered))
    if not is_older(athlete, ledger, today):
        found = _fast_enough(found, ledger)
    return _with_mains(_steadier(found, ledger) if balance else found, ledger)


def _fast_enough(items: list[Candidate], ledger: Ledger) -> list[Candidate]:
    """Leave out rising fast from a chair for who may hop and bound (rule A14)."""
    ready = ledger.number("A14", "level")
    fast = [item for item in items if not item.strength and not item.balance and not item.blocked]
    if not any(item.choice.level >= ready for item in fast):
        return items
    return [item for item in items if item not in fast or item.choice.level >= ready]


def _steadier(items: list[Candidate], ledger: Ledger) -> list[Candidate]:
    """Where balance is to be trained, let only steady work lead, as long as there is enough of it (rule A29)."""
    steady = [replace(item, main=item.main and not item.wobbly) for item in items]
    enough = len({item.choice.exercise for item in steady if item.main}) >= ledger.number("A32", "mains-low")
    return steady if enough else items


def _with_mains(items: list[Candidate], ledger: Ledger) -> tuple[Candidate, ...]:
    """Let the next best lead where too few choices work a region directly, as with level 1 alone."""
    if len({item.choice.exercise for item in items if item.main}) >= ledger.number("A32", "mains-low"):
        return tuple(items)
    least = ledger.number("session-shape", "main-credit-least")
    return tuple(replace(item, main=item.strength and _reaches(item.choice, least)) for item in items)


def _blocks(choice: Choice, athlete: Athlete, cap: int) -> tuple[str, ...]:
    found = [f"kit: {alternatives_in_words(group)}" for group in missing(choice, athlete.kit)]
    if choice.level > cap:
        found.append("level")
    if choice.slug in athlete.dislikes or choice.exercise in athlete.dislikes:
        found.append("dislikes")
    return tuple(found)


def without_dominated(
    items: tuple[Candidate, ...], keep: frozenset[str] = frozenset()
) -> tuple[Candidate, ...]:
    """Leave out each variant to which another variant of the same exercise is at least equal in every respect.

    Variants of an exercise exclude each other in a week, so in any plan the better one can take the place of the
    other without breaking a constraint or raising an objective: the optimum stays the same. Slugs in `keep` (main lifts already chosen) are never left out.
    """
    kept: list[Candidate] = []
    for item in items:
        if item.choice.slug not in keep and any(_covers(other, item) for other in kept):
            continue
        kept = [other for other in kept if other.choice.slug in keep or not _covers(item, other)]
        kept.append(item)
    return tuple(kept)


def _covers(a: Candidate, b: Candidate) -> bool:
    if a.choice.exercise != b.choice.exercise or a.blocked != b.blocked:
        return False
    sets, most = muscle_sets(a.choice), muscle_sets(b.choice)
    same = (
        a.choice.position is b.choice.position
        and a.choice.placement is b.choice.placement
        and a.least <= b.least
        and a.most >= b.most
        and (a.strength, a.balance, a.multi_joint) == (b.strength, b.balance, b.multi_joint)
        and all(count <= most.get(muscle, 0) for muscle, count in sets.items())
    )
    worth, other = credit(a.choice), credit(b.choice)
    nothing = Credit(0, 0, 0)
    return (
        same
        and all(
            worth.get(r, nothing).low >= other.get(r, nothing).low
            and worth.get(r, nothing).high <= other.get(r, nothing).high
            for r in TARGETS
        )
        and set(a.roles) >= set(b.roles)
        and a.main >= b.main
        and a.timing.setup <= b.timing.setup
        and a.timing.per_set <= b.timing.per_set
        and a.evidence <= b.evidence
        and spill_of(a) <= spill_of(b)
        and a.unmeasured <= b.unmeasured
    )


def no_easier(items: tuple[Candidate, ...], done: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Leave out what would be a step back from a choice done before: an easier or unloaded variant of it."""
    before = {item.choice.exercise: item for item in done}

    def easier(item: Candidate) -> bool:
        old = before.get(item.choice.exercise)
        return old is not None and (
            item.choice.level < old.choice.level
            or (item.choice.resistance is Resistance.NONE and old.choice.resistance is not Resistance.NONE)
        )

    return tuple(item for item in items if not easier(item))


def spill_of(item: Candidate) -> int:
    """Quarter sets at the high end that one set of a candidate gives the tensor fasciae latae (rule S4)."""
    return round(QUARTERS * item.choice.credit.get(Region.TFL, (0, 0, 0))[2])


def needs_balance(athlete: Athlete, clearance: Clearance, ledger: Ledger, today: date) -> bool:
    """Tell whether balance work belongs into each session (rule D16)."""
    unsteady = any(c.kind is ConditionKind.POOR_BALANCE for c in athlete.conditions)
    return unsteady or clearance.support or is_older(athlete, ledger, today)


def needs_multi_joint(athlete: Athlete, ledger: Ledger, today: date) -> bool:
    """Tell whether the week is to hold multi-joint work for the legs (rule A29)."""
    return is_older(athlete, ledger, today)


def needs_power(athlete: Athlete, ledger: Ledger, today: date) -> bool:
    """Tell whether fast work belongs into the week: for performance (A14), and when older but not new (A29)."""
    older = is_older(athlete, ledger, today) and athlete.experience is not Experience.NEW
    return Goal.PERFORMANCE in athlete.goals or older


def wanted(choice: Choice, athlete: Athlete, ledger: Ledger, today: date, balance: bool) -> bool:
    """Tell whether a choice is of any use to this person's main work at all."""
    if Purpose.STRENGTH in choice.purposes:
        return bool(credit(choice)) or bool(choice.roles)
    if Purpose.POWER in choice.purposes:
        # Jumps and hops wait for a level; rising fast from a chair does not.
        ready = Tag.IMPACT not in choice.tags or choice.level >= ledger.number("A14", "level")
        return ready and needs_power(athlete, ledger, today)
    return Purpose.BALANCE in choice.purposes and balance


def _sets(choice: Choice, athlete: Athlete, ledger: Ledger, today: date) -> tuple[int, int]:
    """Return the fewest and the most sets that the choice may have in one session."""
    most = int(ledger.number("session-shape", "most-sets"))
    short = athlete.minutes < ledger.number("session-shape", "short-minutes")
    if Purpose.STRENGTH not in choice.purposes:
        power = Purpose.POWER in choice.purposes
        most = int(ledger.number("A14", "sets-high") if power else ledger.number("older-balance", "sets"))
        return 1 if short else min(most, int(ledger.number("session-shape", "least-sets"))), most
    if is_older(athlete, ledger, today):
        most = min(most, int(ledger.number("A29", "sets-high")))
    if athlete.experience is Experience.NEW or short:
        return int(ledger.number("A29", "beginner-sets")), most
    return int(ledger.number("session-shape", "least-sets")), most


def _reaches(choice: Choice, least: float) -> bool:
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
