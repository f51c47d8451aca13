"""How an exercise has gone on each side: a line of sessions, and what of it is more than noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from gluteal.anatomy.region import Region
from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import Catalogue
from gluteal.record import Record
from gluteal.training import wording
from gluteal.training.athlete import Side
from gluteal.training.diary import Morning
from gluteal.training.exposure import Exposure
from gluteal.training.history import Diary
from gluteal.training.loading import same_load
from gluteal.training.plateau import on_plateau
from gluteal.training.programme import Load, Programme
from gluteal.training.strength import Maximum, change_beyond_noise, estimated_maximum, performance
from gluteal.training.trend import Range, weekly_sets


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Record):
    """One session of one exercise on one side.

    `amount` and `load` are those of the top set: the heaviest load, and with it the most; `maximum` is the highest
    estimate of the day, None outside the window of rule A24. `easy`: meant to be easier than usual (A27, A30).
    """

    day: date
    amount: float | None
    load: Load | None
    sets: int
    rir: float | None
    pain: int | None
    morning: Morning | None
    maximum: Maximum | None
    easy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Track(Record):
    """One exercise on one side, oldest session first.

    `change` is the change in percent beyond the noise of rule A25, None where there is none that can be told, and
    `told` says which in one sentence. `plateau` as rule A26 has it.
    """

    exercise: str
    side: Side
    points: tuple[Point, ...]
    change: float | None
    told: str
    plateau: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung(Record):
    """A load as it was used: from when to when, in how many sessions, and the most done with it."""

    load: Load | None
    first: date
    last: date
    sessions: int
    most: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSets(Record):
    """One week's hard sets per side and region; `ends` is its last day."""

    ends: date
    left: dict[Region, Range]
    right: dict[Region, Range]


def track(diary: Diary, exercise: str, side: Side, today: date, ledger: Ledger, limit: int) -> Track:
    """Return the newest `limit` sessions of one exercise and side, and what they say."""
    runs = diary.exposures(exercise, side, today, limit)
    easy = _easy_days(runs, ledger)
    plain = [run for run in runs if run.day not in easy]
    points = tuple(
        _point(run, run.day in easy, diary.morning(run.day, exercise, side, today), ledger)
        for run in reversed(runs)
    )
    change, told = _told(plain, ledger)
    return Track(
        exercise=exercise,
        side=side,
        points=points,
        change=change,
        told=told,
        plateau=bool(plain) and on_plateau(plain, ledger),
    )


def rungs(diary: Diary, exercise: str, side: Side, today: date, limit: int) -> tuple[Rung, ...]:
    """Return the ladder of loads used, the newest first: runs of sessions with one load."""
    left = list(diary.exposures(exercise, side, today, limit))
    found = []
    while left:
        same = list(_with_one_load(left))
        amounts = [s.amount for run in same for s in run.sets if s.amount is not None]
        found.append(
            Rung(
                load=same[0].last.load,
                first=same[-1].day,
                last=same[0].day,
                sessions=len(same),
                most=max(amounts, default=None),
            )
        )
        left = left[len(same) :]
    return tuple(found)


def weeks_of_sets(diary: Diary, today: date, weeks: int, catalogue: Catalogue) -> tuple[WeekSets, ...]:
    """Return the hard sets of each of the last weeks that end on today's weekday, oldest first."""
    found = []
    for back in reversed(range(weeks)):
        ends = today - timedelta(weeks=back)
        sides = weekly_sets(diary, ends, catalogue)
        found.append(WeekSets(ends=ends, left=sides[Side.LEFT], right=sides[Side.RIGHT]))
    return tuple(found)


def kept(programme: Programme, diary: Diary, today: date) -> tuple[int, int, int]:
    """Return how many sessions of a programme were due by yesterday or begun, were begun at all, and on their day."""
    begun = {sid: day for sid, day in diary.sessions(today).items() if sid.startswith(f"{programme.id}/")}
    due = done = on_day = 0
    for session in (s for week in programme.weeks for s in week.sessions):
        day = begun.get(f"{programme.id}/{session.id}")
        if day is None and (session.day >= today or session.let_go):
            continue
        due += 1
        done += day is not None
        on_day += day == session.day
    return due, done, on_day


def _point(run: Exposure, easy: bool, morning: Morning | None, ledger: Ledger) -> Point:
    top = max(run.sets, key=lambda s: ((s.load.amount or 0) if s.load else 0, s.amount or 0))
    found = [one for s in run.sets if (one := estimated_maximum(s, ledger)) is not None]
    return Point(
        day=run.day,
        amount=top.amount,
        load=top.load,
        sets=len(run.sets),
        rir=run.last.rir,
        pain=run.pain,
        morning=morning,
        maximum=max(found, key=lambda one: one.high, default=None),
        easy=easy,
    )


def _easy_days(runs: Sequence[Exposure], ledger: Ledger) -> frozenset[date]:
    """Return the days that asked for more in reserve than is usual, as lighter weeks and returns do."""
    asked = {run.day: run.last.prescribed.rir[0] for run in runs if run.last.prescribed is not None}
    if not asked:
        return frozenset()
    usual = sorted(asked.values())[len(asked) // 2]
    extra = ledger.number("A27", "extra-rir")
    return frozenset(day for day, reserve in asked.items() if reserve - usual >= extra)


def _told(runs: Sequence[Exposure], ledger: Ledger) -> tuple[float | None, str]:
    """Compare the first sessions with the newest (`runs`, newest first), as estimates or at one load."""
    wanted = int(ledger.number("A25", "sessions"))
    rated = [(run, value) for run in runs if (value := _highest(run, ledger)) is not None]
    if len(rated) >= 2 * wanted:
        known, what = rated, "Estimated maximum"
    else:
        same = _with_one_load(runs)
        known = [(run, v) for run in same if (v := performance(run.last, ledger)) is not None]
        what = f"With {wording.load(runs[0].last.load)}" if runs else ""
    if len(known) < 2 * wanted:
        return None, f"Too few sessions to tell: {len(known)} of {2 * wanted} with one load.{_heavier(runs)}"
    values, since = [value for _run, value in known], wording.on(known[-1][0].day)
    change = change_beyond_noise(values[-wanted:], values[:wanted], ledger)
    if change is None:
        return None, f"{what}: no change beyond the noise since {since} (rule A25)."
    way = "up" if change > 0 else "down"
    return change, f"{what}: {way} by {wording.percent(abs(change))} since {since}, more than noise."


def _heavier(runs: Sequence[Exposure]) -> str:
    """Return what the load was at first and is now, where it has changed; a fact, and no verdict."""
    if not runs or same_load(runs[0].last.load, runs[-1].last.load):
        return ""
    first, now = wording.load(runs[-1].last.load), wording.load(runs[0].last.load)
    return "" if first == now else f" The load was {first} on {wording.on(runs[-1].day)} and is {now} now."


def _with_one_load(runs: Sequence[Exposure]) -> list[Exposure]:
    """Return the newest sessions that were done with the load of the newest."""
    newest = runs[0].last.load if runs else None
    return list(takewhile(lambda run: same_load(run.last.load, newest), runs))


def _highest(run: Exposure, ledger: Ledger) -> float | None:
    found = [one for s in run.sets if (one := estimated_maximum(s, ledger)) is not None]
    best = max(found, key=lambda one: one.high, default=None)
    return None if best is None else (best.low + best.high) / 2
