"""A plateau (rule A26): when it may be called one, and what is offered then, in order."""

from collections.abc import Sequence
from itertools import takewhile
from statistics import fmean, linear_regression, median

from gluteal.catalogue.claim import Ledger
from gluteal.training import wording
from gluteal.training.athlete import Side
from gluteal.training.deload import deload_due
from gluteal.training.exposure import Exposure
from gluteal.training.ladder import may_do
from gluteal.training.loading import same_load
from gluteal.training.pain import still_up
from gluteal.training.prescription import Change
from gluteal.training.sleep import short_nights
from gluteal.training.standing import Case, Move, Standing
from gluteal.training.strain import strained
from gluteal.training.strength import performance
from gluteal.training.trend import weekly_sets

_STEADY = frozenset({Change.SAME, Change.REPS, Change.LESS})


def on_plateau(runs: Sequence[Exposure], ledger: Ledger) -> bool:
    """Tell whether sessions (newest first, those that tell about capacity) make a plateau by rule A26."""
    window = _window(runs, ledger)
    if not window:
        return False
    days = [run.day.toordinal() for run in window]
    weeks = (days[0] - days[-1]) // 7 + 1
    trained = len({(days[0] - day) // 7 for day in days})
    if trained * 100 < weeks * ledger.number("A26", "adherence"):
        return False
    values = [performance(run.last, ledger) for run in reversed(window)]
    known = [value for value in values if value is not None]
    over = int(ledger.number("A26", "smooth-over"))
    smooth = [median(known[at : at + over]) for at in range(len(known) - over + 1)]
    if len(known) < ledger.number("A26", "exposures") or fmean(known[:over]) <= 0:
        return False
    change = (fmean(known[-over:]) - fmean(known[:over])) / fmean(known[:over]) * 100
    slope = linear_regression(range(len(smooth)), smooth).slope
    return slope <= 0 and change < ledger.number("A26", "change")


def offer(case: Case, move: Move) -> str | None:
    """Return what is offered at a plateau, in the order of rule A26, None where there is none."""
    st = move.standing
    if move.change not in _STEADY or st is None:
        return None
    streak = _since_sore(st)
    if not on_plateau(streak, case.ledger):
        return None
    window = _window(streak, case.ledger)
    where = "" if case.side is Side.BOTH else f" on {wording.the_side(case.side)}"
    head = f"No change beyond the noise{where} since {wording.on(window[-1].day)} (rule A26): "
    return head + (_look_first(st, window) or _more_sets(st) or _lighter_week(st) or _swap(st))


def _since_sore(st: Standing) -> tuple[Exposure, ...]:
    """Return the streak after the last red set or sore morning of either side, which set the exercise back itself."""
    case, most = st.case, int(st.number("A26", "look-back"))
    red, slug = st.number("D3", "amber-to"), st.choice.slug
    set_back = [
        run.day
        for side in Side
        for run in case.diary.exposures(slug, side, case.until, most)
        if (run.pain is not None and run.pain > red) or still_up(run, slug, side, case.diary, case.today)
    ]
    last = max(set_back, default=None)
    return st.streak if last is None else tuple(run for run in st.streak if run.day > last)


def _window(runs: Sequence[Exposure], ledger: Ledger) -> list[Exposure]:
    """Return the newest sessions with one load if they are enough and span long enough, else nothing."""
    first = runs[0].last.load if runs else None
    same = list(takewhile(lambda run: same_load(run.last.load, first), runs))
    least, weeks = int(ledger.number("A26", "exposures")), ledger.number("A26", "weeks")
    for count in range(least, len(same) + 1):
        if (same[0].day - same[count - 1].day).days >= weeks * 7:
            return same[:count]
    return []


def _look_first(st: Standing, window: list[Exposure]) -> str | None:
    case, reasons = st.case, []
    if short_nights(case.diary.sleep, case.today, case.ledger):
        reasons.append("sleep")
    green = case.ledger.number("D3", "green-to")
    if any(run.pain is not None and run.pain > green for run in window):
        reasons.append("pain")
    return f"look at {wording.listed(reasons)} before anything else." if reasons else None


def _more_sets(st: Standing) -> str | None:
    case = st.case
    if strained(st.newest, st):
        return None  # what is too much already is not made more
    target = case.ledger.number("A10", "weekly-sets")
    weeks = weekly_sets(case.diary, case.today, case.catalogue)
    credit = case.catalogue.choices[st.choice.slug].credit
    worked = [region for region, (low, _, _) in credit.items() if low > 0]
    counts = [weeks[side].get(region, (0.0, 0.0, 0.0))[1] for side in weeks for region in worked]
    if not counts or min(counts) >= target:
        return None
    least = wording.plain(case.ledger.number("A26", "add-sets-low"))
    return f"there is room for {least} more set a week (rule A10)."


def _lighter_week(st: Standing) -> str | None:
    due = deload_due(st.case.diary, st.case.today, st.case.athlete, st.case.ledger, plateau=True)
    return due and f"{due[:1].lower()}{due[1:]}"


def _swap(st: Standing) -> str:
    other = next((found for slug in st.case.slot.alternatives if (found := may_do(slug, st.case))), None)
    return f"swap it for {other.name}." if other else "swap it for another variation in the next block."
