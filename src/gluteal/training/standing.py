"""Where one slot and side stand: the choice, the load and target last in force, and the sessions behind them."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Measure, Purpose, Resistance, Sides
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete, Band, Side
from gluteal.training.band import by_stiffness
from gluteal.training.clearance import Clearance, Stage
from gluteal.training.exposure import Exposure
from gluteal.training.history import PRESCRIBED, Diary
from gluteal.training.loading import loaded_as, owned, same_load
from gluteal.training.pain import disturbed
from gluteal.training.prescription import Change
from gluteal.training.programme import Load, Slot, Target
from gluteal.training.sleep import is_compound_one_legged, short_nights


@dataclass(frozen=True, slots=True)
class Case:
    """What every decision about one slot and side is made from.

    `until` is the last day whose sets count: the day before, while this very session is under way.
    """

    slot: Slot
    side: Side
    diary: Diary
    today: date
    until: date
    athlete: Athlete
    catalogue: Catalogue
    clearance: Clearance
    taken: frozenset[str] = frozenset()  # choices that have a slot of their own
    stage: Stage | None = None  # of the staged start of a sore outer hip (D7)

    @property
    def ledger(self) -> Ledger:
        """The ledger that all constants are read from."""
        return self.catalogue.ledger

    @property
    def bands(self) -> tuple[Band, ...]:
        """All bands owned, softest first."""
        return by_stiffness(self.athlete.kit.bands)

    def exposures(self, slug: str) -> tuple[Exposure, ...]:
        """Return the sessions of one choice on this side up to today, newest first."""
        return self.diary.exposures(slug, self.side, self.until, int(self.ledger.number("A26", "look-back")))


@dataclass(frozen=True, slots=True)
class Standing:
    """One choice on one side as the diary leaves it.

    `runs` are all sessions, newest first; `counted` those that tell about capacity: with an amount, without the
    ones after short nights (E3) and the ones that were meant to be easy (A27, A30); `streak` the newest of them
    with one load. `load` is owned. `base` is what the plan asks for; `asked` the amount (low, high) last in force.
    """

    case: Case
    choice: Choice  # as it was really loaded
    base: Target
    runs: tuple[Exposure, ...]
    counted: tuple[Exposure, ...]
    load: Load | None
    asked: tuple[int, int]
    streak: tuple[Exposure, ...]
    sore_first: bool = False  # the newest counts only because it was sore or sloppy

    @property
    def newest(self) -> Exposure:
        """The newest session that tells about capacity, or the newest of all."""
        return self.counted[0] if self.counted else self.runs[0]

    def number(self, claim: str, name: str) -> float:
        """Return a rule's constant."""
        return self.case.ledger.number(claim, name)

    def by_measure(self, name: str) -> int:
        """Return the constant `A3 <name>-reps|steps|seconds` for what the choice is counted in."""
        value = int(self.number("A3", f"{name}-{self.base.measure.value}"))
        stage = self.case.stage
        if name == "most" and stage is not None and self.base.measure is Measure.REPS:
            return min(value, stage.most_reps)
        return value


@dataclass(frozen=True, slots=True)
class Move:
    """A decision before the two sides are brought together. `at` is the load that it starts from."""

    change: Change
    choice: str
    target: Target
    sets: int
    why: str
    claims: tuple[str, ...]
    at: Load | None = None
    offer: str | None = None
    stands_on: str = ""  # the rung that was decided about
    standing: Standing | None = None  # where it stood


def base_target(choice: Choice, case: Case) -> Target:
    """Return the plan's own target, or the usual dose of a rung that stands in.

    Never with less in reserve than the plan's own line asks for, nor than a stage does.
    """
    dose, stage, (least, most) = choice.dose, case.stage, case.slot.target.rir
    target = (
        case.slot.target
        if choice.slug == case.slot.choice
        else Target(
            measure=choice.measure,
            amount=_usual_amount(choice, case),
            rir=(max(dose.rir[0], least), max(dose.rir[1], most)),
            tempo=dose.tempo,
            rest_s=dose.rest_s,
        )
    )
    if stage is None:
        return target
    low, high = target.rir
    return replace(target, rir=(max(low, stage.least_reserve), max(high, stage.least_reserve)))


def _usual_amount(choice: Choice, case: Case) -> tuple[int, int]:
    """Return the amount of a choice's own dose; fast work keeps to the few repetitions of rule A14."""
    strength = Purpose.STRENGTH in choice.purposes
    if strength or Purpose.POWER not in choice.purposes or choice.measure is not Measure.REPS:
        return choice.dose.amount
    return int(case.ledger.number("A14", "reps-low")), int(case.ledger.number("A14", "reps-high"))


def stand(choice: Choice, case: Case) -> Standing | None:
    """Return where a choice stands, None where nothing of it has been logged."""
    runs = case.exposures(choice.slug)
    if not runs:
        return None
    base = base_target(choice, case)
    eased = _eased_days(runs, base, case)
    tired = is_compound_one_legged(choice)
    counted = tuple(
        run
        for run in runs
        if run.day not in eased
        and _has_amount(run, base)
        and not (tired and short_nights(case.diary.sleep, run.day, case.ledger))
    )
    # A sore or sloppy session is never looked past, whatever the night before it was like.
    sore_first = (
        bool(counted) and runs[0] is not counted[0] and disturbed(runs[0], choice.slug, case.side, case)
    )
    if not counted or sore_first:
        counted = (runs[0], *counted) if _has_amount(runs[0], base) else counted
    newest = counted[0] if counted else runs[0]
    logged = _logged_load(newest, runs, choice, base)
    real = loaded_as(choice, logged)
    load = owned(real, logged, case.athlete, case.ledger)
    in_use = newest.last.load
    streak = tuple(takewhile(lambda run: same_load(run.last.load, in_use), counted))
    standing = Standing(case, real, base, runs, counted, load, base.amount, streak, sore_first)
    return replace(standing, asked=_asked(standing))


def _logged_load(newest: Exposure, runs: tuple[Exposure, ...], choice: Choice, base: Target) -> Load | None:
    """Return the load in use. Work that needs a load and has none noted was done with the last one known."""
    if newest.last.load is not None or choice.resistance is Resistance.NONE:
        return newest.last.load
    copy = newest.last.prescribed
    known = [copy.load if copy else None, *(run.last.load for run in runs if run.day < newest.day), base.load]
    return next((load for load in known if load is not None), None)


def _asked(standing: Standing) -> tuple[int, int]:
    """Return the amount last asked for: as copied with the sets, else as the session before implies."""
    low, top = standing.base.amount
    copy = standing.newest.last.prescribed
    if copy is not None and copy.measure is standing.base.measure:
        asked = copy.amount[0]
    elif len(standing.streak) > 1:
        asked = (standing.counted[1].amount or low) + standing.by_measure("more")
        asked = min(asked, top + standing.by_measure("extra"))
    else:
        asked = low
    asked = min(max(asked, low), max(top, standing.by_measure("most")))
    return asked, max(top, asked)


def _has_amount(run: Exposure, base: Target) -> bool:
    return run.amount is not None and run.last.measure is base.measure


def _eased_days(runs: tuple[Exposure, ...], base: Target, case: Case) -> frozenset[date]:
    """Return the days that were meant to be easy (a lighter week), so that they do not count as a decline.

    They are known by the reserve that was asked for. The first week after time off is asked for like that too,
    but there the way goes on from the lighter load.
    """
    extra, window = case.ledger.number("A27", "extra-rir"), case.ledger.number("A30", "days")
    away = case.ledger.number("A30", "break-days")
    eased, back = set(), None
    for older, run in zip((*runs[1:], None), runs, strict=True):
        copy = run.last.prescribed
        if copy is not None and copy.rir[0] >= base.rir[0] + extra:
            eased.add(run.day)
        if older is not None and days_ago(older.day, run.day) > away:
            back = run.day
            eased = {day for day in eased if not 0 <= (day - back).days < window}
    return frozenset(eased)


def eased_by(standing: Standing) -> int:
    """Return how much more reserve than usual the newest session was asked for, at most what a rule adds."""
    copy = standing.newest.last.prescribed
    if copy is None:
        return 0
    most = int(standing.number("A30", "extra-rir"))
    return min(max(copy.rir[0] - standing.base.rir[0], 0), most)


def one_sided(choice: Choice, slot: Slot) -> bool:
    """Tell whether the two sides are prescribed apart."""
    return choice.sides in (Sides.EACH, Sides.BIASED) or slot.first_side is not None


def last_day_that_counts(slot: Slot, diary: Diary, today: date, ledger: Ledger) -> date:
    """Return today, or the day before while sets of this very slot are being done today.

    A target must not move under a person between two sets of one session; only a red set counts at once.
    """
    under_way = [done for done in diary.sets_between(today, today, PRESCRIBED) if done.slot == slot.id]
    red = any(done.pain is not None and done.pain > ledger.number("D3", "amber-to") for done in under_way)
    if red or not under_way:
        return today
    return date.fromordinal(max(today.toordinal() - 1, 1))


def days_ago(day: date, today: date) -> int:
    """Return how many days lie between a day and today."""
    return (today - day).days
