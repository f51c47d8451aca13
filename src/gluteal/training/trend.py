"""Weekly hard sets per region and side as ranges, jumps from week to week, and the gap between left and right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt
from statistics import fmean, stdev

from gluteal.anatomy.region import Region
from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import Catalogue
from gluteal.record import Record
from gluteal.training.athlete import Side
from gluteal.training.exposure import Exposure
from gluteal.training.history import Diary
from gluteal.training.loading import same_load
from gluteal.training.strength import performance

Range = tuple[float, float, float]
"""Hard sets as (low, nominal, high)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Record):
    """More hard sets for a region this week than last (rule E5): a caution, never a ratio."""

    side: Side
    region: Region
    before: float
    after: float
    strong: bool  # beyond the upper of the two limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Record):
    """How far right is ahead of left, in percent of left, with its 95 % band; `told` None: cannot tell.

    `told` is the side that is ahead beyond noise. `sessions` were compared, all with the same load on both sides.
    """

    sessions: int
    percent: float | None = None
    low: float | None = None
    high: float | None = None
    told: Side | None = None


def weekly_sets(diary: Diary, today: date, catalogue: Catalogue) -> Mapping[Side, dict[Region, Range]]:
    """Return the hard sets of the seven days up to today, per side and region.

    Work of both sides at once counts for each; left and right are never added up. Unknown names count nothing.
    """
    result: dict[Side, dict[Region, Range]] = {Side.LEFT: {}, Side.RIGHT: {}}
    for done in diary.sets_between(date.fromordinal(max(today.toordinal() - 7 + 1, 1)), today):
        choice = catalogue.choices.get(diary.known_as(done.exercise))
        if choice is None:
            continue
        for side in (Side.LEFT, Side.RIGHT) if done.side is Side.BOTH else (done.side,):
            regions = result[side]
            for region, credit in choice.credit.items():
                low, nominal, high = regions.get(region, (0.0, 0.0, 0.0))
                regions[region] = (low + credit[0], nominal + credit[1], high + credit[2])
    return result


def jumps(diary: Diary, today: date, catalogue: Catalogue) -> tuple[Jump, ...]:
    """Return the regions whose sets rose by more than rule E5 likes against the seven days before."""
    now = weekly_sets(diary, today, catalogue)
    then = weekly_sets(diary, date.fromordinal(max(today.toordinal() - 7, 1)), catalogue)
    low, high = catalogue.ledger.number("E5", "jump-low"), catalogue.ledger.number("E5", "jump-high")
    found = []
    for side, regions in now.items():
        if not any(nominal for _, nominal, _ in then[side].values()):
            continue  # nothing to compare with: a first week is not a jump
        for region, (_, after, _) in regions.items():
            before = then[side].get(region, (0.0, 0.0, 0.0))[1]
            if after - before > low:
                strong = after - before > high
                found.append(Jump(side=side, region=region, before=before, after=after, strong=strong))
    return tuple(sorted(found, key=lambda j: (j.before - j.after, j.side, j.region)))


def gap(diary: Diary, exercise: str, today: date, ledger: Ledger) -> Gap:
    """Compare left and right over the newest sessions in which both did the exercise with the same load.

    The scatter of the differences is taken as it is, but never smaller than ordinary retest noise (rule A25).
    """
    wanted = int(ledger.number("left-right-gap", "sessions"))
    back = int(ledger.number("A26", "look-back"))
    right = {run.day: run for run in diary.exposures(exercise, Side.RIGHT, today, back)}
    ratios = []
    for run in diary.exposures(exercise, Side.LEFT, today, back):
        pair = right.get(run.day)
        ratio = _log_ratio(run, pair, ledger) if pair else None
        if ratio is not None:
            ratios.append(ratio)
        if len(ratios) == wanted:
            break
    if len(ratios) < wanted:
        return Gap(sessions=len(ratios))
    noise = sqrt(2) * ledger.number("A25", "cv") / 100
    error = max(stdev(ratios), noise) / sqrt(wanted)
    middle, reach = fmean(ratios), error * ledger.number("left-right-gap", "t")
    low, high = middle - reach, middle + reach
    told = Side.RIGHT if low > 0 else Side.LEFT if high < 0 else None
    return Gap(sessions=wanted, percent=_percent(middle), low=_percent(low), high=_percent(high), told=told)


def _log_ratio(left: Exposure, right: Exposure, ledger: Ledger) -> float | None:
    """Return log(right / left) of two sessions of one day, None where they cannot be compared."""
    if Side.BOTH in (left.last.side, right.last.side) or left.last.measure is not right.last.measure:
        return None
    if not same_load(left.last.load, right.last.load):
        return None
    if (left.last.rir is None) is not (right.last.rir is None):
        return None
    ours, theirs = performance(left.last, ledger), performance(right.last, ledger)
    return log(theirs) - log(ours) if ours and theirs and ours > 0 and theirs > 0 else None


def _percent(log_ratio: float) -> float:
    return (exp(log_ratio) - 1) * 100
