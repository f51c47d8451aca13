"""The diary by days and months: what stands under a day, and the months in which anything was written down."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID
from weakref import WeakKeyDictionary

from gluteal.training.athlete import Side
from gluteal.training.diary import (
    CustomExercise,
    Fact,
    Measured,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.training.history import PRESCRIBED, Diary
from gluteal.training.programme import Load

_by_day: WeakKeyDictionary[Diary, tuple[list[date], dict[date, list[int]]]] = WeakKeyDictionary()
"""Days in their order, and the ids of each day's facts: found once for as long as nothing is added."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry as it stands, under the id that it keeps through all its corrections."""

    uid: UUID
    fact: Fact


@dataclass(frozen=True, slots=True)
class Lift:
    """The sets of one exercise on one day, in the order in which they were done."""

    exercise: str
    sets: tuple[Kept, ...]

    @property
    def easy(self) -> bool:
        """Whether all of it was warm-up or activation."""
        return not any(one.fact.part in PRESCRIBED for one in self.sets)  # type: ignore[attr-defined]

    @property
    def lines(self) -> list[tuple[Side, list[tuple[Load | None, list[SetDone]]]]]:
        """The sets of each side; those with the same load next to each other stand together."""
        found = []
        for side in dict.fromkeys(one.fact.side for one in self.sets):  # type: ignore[attr-defined]
            mine = [one.fact for one in self.sets if isinstance(one.fact, SetDone) and one.fact.side is side]
            runs = [(load, list(group)) for load, group in groupby(mine, key=lambda one: one.load)]
            found.append((side, runs))
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """One session of a day, under its name in the diary; None is what was done besides any."""

    session: str | None
    lifts: tuple[Lift, ...]
    ends: tuple[Kept, ...]

    @property
    def trained(self) -> tuple[Lift, ...]:
        """The exercises that were trained, without what only warmed up."""
        return tuple(lift for lift in self.lifts if not lift.easy)

    @property
    def eased_in(self) -> tuple[Lift, ...]:
        """What only warmed up."""
        return tuple(lift for lift in self.lifts if lift.easy)


@dataclass(frozen=True, slots=True)
class Day:
    """All that is written down of one day."""

    day: date
    parts: tuple[Part, ...] = ()
    mornings: tuple[Kept, ...] = ()
    nights: tuple[Kept, ...] = ()
    measures: tuple[Kept, ...] = ()
    tests: tuple[Kept, ...] = ()
    names: tuple[Kept, ...] = ()
    count: int = 0
    worst: int | None = None  # the highest pain noted
    efforts: tuple[float, ...] = field(default=())

    @property
    def other(self) -> tuple[Kept, ...]:
        """What is not a set and not a session's end."""
        return (*self.nights, *self.mornings, *self.tests, *self.measures, *self.names)


def months(diary: Diary) -> list[date]:
    """Return the first day of each month with anything written down, the newest first."""
    return sorted({day.replace(day=1) for day in _index(diary)[0]}, reverse=True)


def days_of(diary: Diary, month: date) -> list[Day]:
    """Return the days of a month with anything written down, the newest first; nothing else is looked at."""
    days = _index(diary)[0]
    after = (month.replace(day=1) + timedelta(days=31)).replace(day=1)
    return [day_of(diary, day) for day in reversed(days[bisect_left(days, month) : bisect_left(days, after)])]


def day_of(diary: Diary, day: date) -> Day:
    """Return one day; one without entries is empty."""
    kept = [Kept(UUID(int=uid), diary.facts[uid]) for uid in _index(diary)[1].get(day, ())]
    kept.sort(key=lambda one: (one.fact.at.timestamp(), getattr(one.fact, "order", 0), one.uid.int))
    sets = [one.fact for one in kept if isinstance(one.fact, SetDone)]

    def of(kind: type[Fact]) -> tuple[Kept, ...]:
        return tuple(one for one in kept if isinstance(one.fact, kind))

    return Day(
        day=day,
        parts=tuple(_parts(diary, kept)),
        mornings=of(NextMorning),
        nights=of(Slept),
        measures=of(Measured),
        tests=of(Retest),
        names=of(CustomExercise),
        count=len(sets),
        worst=max((one.pain for one in sets if one.pain is not None), default=None),
        efforts=tuple(
            one.fact.effort
            for one in kept
            if isinstance(one.fact, SessionDone) and one.fact.effort is not None
        ),
    )


def beside(diary: Diary, day: date) -> tuple[date | None, date | None]:
    """Return the days with entries before and after a day, None where there is none."""
    days = _index(diary)[0]
    before, after = bisect_left(days, day) - 1, bisect_right(days, day)
    return (days[before] if before >= 0 else None), (days[after] if after < len(days) else None)


def lifts(diary: Diary, sets: Iterable[SetDone]) -> tuple[Lift, ...]:
    """Return sets by exercise, in the order in which they were done."""
    return _lifts(diary, [Kept(one.uid, one) for one in sets])


def _lifts(diary: Diary, sets: list[Kept]) -> tuple[Lift, ...]:
    by_name: dict[str, list[Kept]] = {}
    for one in sets:
        by_name.setdefault(diary.known_as(one.fact.exercise), []).append(one)  # type: ignore[attr-defined]
    return tuple(Lift(name, tuple(done)) for name, done in by_name.items())


def _parts(diary: Diary, kept: Iterable[Kept]) -> Iterator[Part]:
    mine = [one for one in kept if isinstance(one.fact, SetDone | SessionDone)]
    for session in dict.fromkeys(one.fact.session for one in mine):  # type: ignore[attr-defined]
        here = [one for one in mine if one.fact.session == session]  # type: ignore[attr-defined]
        sets = [one for one in here if isinstance(one.fact, SetDone)]
        yield Part(
            session, _lifts(diary, sets), tuple(one for one in here if isinstance(one.fact, SessionDone))
        )


def _index(diary: Diary) -> tuple[list[date], dict[date, list[int]]]:
    found = _by_day.get(diary)
    if found is None:
        by_day: dict[date, list[int]] = {}
        for uid, fact in diary.facts.items():
            by_day.setdefault(fact.day, []).append(uid)
        found = _by_day[diary] = (sorted(by_day), by_day)
    return found
