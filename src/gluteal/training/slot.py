"""One line of a session: its target in that week, its starting load or band, the side that begins, and why it is there."""

from dataclasses import dataclass, replace

from gluteal.anatomy.region import TARGETS, Region
from gluteal.catalogue.claim import Grade, Ledger
from gluteal.catalogue.exercise import Choice, Measure, Placement, Purpose, Resistance, Sides, StimulusClass
from gluteal.training.athlete import Athlete, Band, Side, Unit
from gluteal.training.band import by_stiffness
from gluteal.training.candidate import Candidate
from gluteal.training.clearance import Stage
from gluteal.training.programme import BandUse, Load, Part, Target
from gluteal.training.resistance import LONG, LOOPS, at_most, loads_for
from gluteal.training.session import SIDED
from gluteal.training.volume import QUARTERS, Aim, credit, spoken
from gluteal.training.wording import listed

GRADES = {
    Grade.A: "guidelines or pooled trials",
    Grade.B: "single trials",
    Grade.C: "laboratory measurements",
    Grade.D: "practice only",
    Grade.DEFAULT: "our own judgement",
}
"""What stands behind each grade, in words."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A candidate in one session with its full number of sets; `main` where it is a main lift of the block."""

    candidate: Candidate
    sets: int
    main: bool

    @property
    def choice(self) -> Choice:
        """The choice itself."""
        return self.candidate.choice

    @property
    def part(self) -> Part:
        """The part of the session in which it comes up."""
        if self.candidate.balance:
            return Part.FINISH
        return Part.MAIN if self.main else Part.ACCESSORY


def staged(target: Target, stage: Stage | None) -> Target:
    """Return the target as a stage of rule D7 holds it back: fewer repetitions, more in reserve."""
    if stage is None:
        return target
    low, high = target.amount
    if target.measure is not Measure.SECONDS:
        high = min(high, stage.most_reps)
        low = min(low, high)
    reserve = max(target.rir[0], stage.least_reserve)
    return replace(target, amount=(low, high), rir=(reserve, max(reserve, target.rir[1])))


def first_side(choice: Choice, athlete: Athlete, session: int) -> Side | None:
    """Return the side that starts: the weaker one, or each in turn from session to session where none is known.

    None for two-sided work, and for time spent changing from side to side, which belongs to neither.
    """
    by_turns = choice.sides is Sides.ALTERNATING and choice.measure is not Measure.SECONDS
    if choice.sides not in SIDED and not by_turns:
        return None
    if athlete.weaker_side in (Side.LEFT, Side.RIGHT):
        return athlete.weaker_side
    return Side.RIGHT if session % 2 else Side.LEFT


def starting_load(choice: Choice, athlete: Athlete, ledger: Ledger, share: float = 1.0) -> Load | None:
    """Return a careful first load that the person owns; a guess, to be corrected by the repetitions in reserve.

    Args:
        choice: What is to be loaded.
        athlete: Body mass, experience and kit decide.
        ledger: Holds the shares of body mass (claim `starting-load`).
        share: A share of the usual first load, for building up.

    """
    if choice.resistance is Resistance.NONE:
        return None
    if choice.resistance is Resistance.BAND:
        band = _softest(choice, athlete)
        return None if band is None else Load(kind=Resistance.BAND, band=_use(band, choice.placement))
    owned = loads_for(choice, athlete.kit, athlete.smallest_step)
    if not owned:
        return None
    mass = athlete.mass_kg or ledger.number("starting-load", "unknown-mass")
    if athlete.units is Unit.LB:
        mass /= ledger.number("starting-load", "pound")
    wish = share * mass * ledger.number("starting-load", f"{choice.resistance}-{athlete.experience}")
    amount = at_most(wish, owned)
    return Load(kind=choice.resistance, amount=owned[0] if amount is None else amount, unit=athlete.units)


def _softest(choice: Choice, athlete: Athlete) -> Band | None:
    named = {item for group in choice.equipment for item in group}
    forms = (LOOPS if "loop-band" in named else frozenset()) | (LONG if "long-band" in named else frozenset())
    fitting = [band for band in by_stiffness(athlete.kit.bands) if not forms or band.form in forms]
    return fitting[0] if fitting else None


def _use(band: Band, placement: Placement) -> BandUse:
    return BandUse(
        name=band.name,
        product=band.product,
        colour=band.colour,
        placement=placement,
        resting_cm=band.resting_cm,
    )


def served(choice: Choice, aims: tuple[Aim, ...]) -> Region | None:
    """Return the region that a choice serves most for this person, None where it counts for none."""
    worth = credit(choice)
    ranked = [
        (worth[aim.region].nominal, worth[aim.region].low, aim.weight * aim.target, -place, aim.region)
        for place, aim in enumerate(aims)
        if aim.region in worth and worth[aim.region].nominal
    ]
    return max(ranked)[-1] if ranked else None


def _uncounted(choice: Choice) -> str:
    """Return why a choice adds nothing to the weekly sets of the upper glutes: measured as none, or not known."""
    known = {choice.stimulus[r].level for r in TARGETS if r in choice.stimulus}
    if known == {StimulusClass.UNKNOWN}:
        return "what it does for the size of the upper glutes is not known, so it is not counted there"
    if StimulusClass.UNKNOWN in known:
        return "it adds nothing to the size of gluteus medius or minimus, what it adds to the upper maximus is not known"
    return "for the size of the upper glutes it counts nothing"


def more_sets(now: int, before: int | None) -> str:
    """Return a sentence where a slot has more sets than in the week before (with a space ahead), or nothing."""
    if before is None or now <= before:
        return ""
    return (
        " One set more than last week." if now - before == 1 else f" {now - before} sets more than last week."
    )


def reason(
    pick: Pick, aims: tuple[Aim, ...], only_for: tuple[str, ...], support: bool
) -> tuple[str, tuple[str, ...]]:
    """Return one sentence why a pick is there, and the claims behind it.

    Args:
        pick: The pick.
        aims: What the person aims at.
        only_for: What it alone covers in the week, in words ("external rotation").
        support: Whether a hand is on a fixed support.

    """
    choice = pick.choice
    if pick.candidate.balance:
        where = (
            "with a hand on a fixed support that you lean on less and less"
            if support
            else "near a fixed support"
        )
        return f"Balance work {where}, because steadiness is trained by challenging it.", (
            "D16",
            "older-balance",
        )
    alone = f"what covers {listed(only_for)} this week" if only_for else ""
    if Purpose.STRENGTH not in choice.purposes:
        return "Fast work for power, done first while you are fresh and stopped well before speed fades.", (
            "A14",
        )
    role = "Main lift of the block" if pick.main else "Accessory"
    orders = ("A32", "A31") if pick.main else ("A32",)
    region = served(choice, aims)
    if region is None:
        legs = (
            "multi-joint work for the legs" if pick.candidate.multi_joint else "work that supports the rest"
        )
        what = alone or legs
        return f"{role}: {what}; {_uncounted(choice)}.", (
            *choice.claims[:2],
            *orders,
        )
    worth = credit(choice)[region]
    aim = next(a for a in aims if a.region is region)
    low, high = (f"{value / QUARTERS:g}" for value in (worth.low, worth.high))
    count = low if low == high else f"{low} to {high}"
    entry = choice.stimulus[region]
    sentence = (
        f"{role} for the {spoken(region)}: each set counts as {count} of the weekly aim of "
        f"{aim.target / QUARTERS:g}{', and it is ' + alone if alone else ''} "
        f"(evidence grade {entry.grade}: {GRADES[entry.grade]})."
    )
    return sentence, tuple(dict.fromkeys((*entry.claims, *orders)))
