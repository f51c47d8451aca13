"""The diary as it stands: corrections applied, sets by exercise, day and side, answers and measures found at once."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from gluteal.training.athlete import Side
from gluteal.training.corrections import resolve
from gluteal.training.diary import (
    CustomExercise,
    Entry,
    Fact,
    Measured,
    Morning,
    NextMorning,
    Retest,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.training.exposure import Exposure, exposure
from gluteal.training.programme import Part

HARD = frozenset({Part.MAIN, Part.ACCESSORY})
"""The parts of a session whose sets count as hard sets."""

PRESCRIBED = HARD | {Part.FINISH}
"""The parts of a session whose sets tell about what comes next: balance work counts no hard set, yet progresses."""

Days = dict[date, list[SetDone]]
T = TypeVar("T", bound=Fact)


_QUICK = attrgetter("day", "at", "uid.int")
_QUICK_SET = attrgetter("day", "at", "order", "uid.int")


def in_order(facts: list[T]) -> list[T]:
    """Return facts by day, instant, order inside the session, and id; a moment without a zone is taken as UTC."""
    if len(facts) < 2:
        return facts
    quick = _QUICK_SET if isinstance(facts[0], SetDone) else _QUICK
    try:
        return sorted(facts, key=quick)
    except TypeError:  # moments with and without a zone do not compare
        return sorted(facts, key=_careful)


def _careful(fact: Fact) -> tuple[date, datetime, int, int]:
    at = fact.at if fact.at.tzinfo else fact.at.replace(tzinfo=UTC)
    return fact.day, at, getattr(fact, "order", 0), fact.uid.int


class Diary:
    """All facts, each as its last correction left it.

    Built once from entries in any order; every question takes `today` and leaves out what is dated later.

    Args:
        entries: Diary entries of any kind. The same id twice counts once.

    Attributes:
        facts: All facts after corrections, by id as a number (`uid.int`).
        ignored: Corrections that name nothing; they change nothing and are here to be reported.

    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.facts, self.ignored = resolve(entries)
        # One pass, kept lean: ten years of training are 30,000 sets.
        sets: dict[str, Days] = {}
        other: dict[type[Fact], list[Any]] = {}
        name, day, group = None, None, list[SetDone]()
        for fact in self.facts.values():
            if type(fact) is SetDone:
                if fact.day != day or fact.exercise != name:
                    name, day = fact.exercise, fact.day
                    group = sets.setdefault(name, {}).setdefault(day, [])
                group.append(fact)
            else:
                other.setdefault(type(fact), []).append(fact)
        self._other = other
        self._alias = _aliases(self._in_order(CustomExercise))
        self._by_exercise = self._merge(sets) if self._alias else sets
        self._exposures: dict[tuple[str, Side, date], tuple[Exposure, ...]] = {}
        self._begun: dict[date, dict[str, date]] = {}
        self._trained: dict[date, tuple[date, ...]] = {}
        self._by_session: dict[str, tuple[SetDone, ...]] | None = None

    def plus(self, sets: Iterable[SetDone]) -> "Diary":
        """Return this diary with further sets, which share everything else with it: to ask what would follow.

        The sets are of ids that are not in the diary yet.
        """
        other = copy(self)
        other.facts, other._by_exercise, other._exposures = dict(self.facts), dict(self._by_exercise), {}
        sets = tuple(sets)
        other._begun = {today: _begun(found, sets, today) for today, found in self._begun.items()}
        other._trained = {today: _trained(found, sets, today) for today, found in self._trained.items()}
        other._by_session = _by_session(self._by_session, sets) if self._by_session is not None else None
        for one in sets:
            name = self.known_as(one.exercise)
            days = dict(other._by_exercise.get(name, {}))
            days[one.day] = [*days.get(one.day, ()), one]
            other._by_exercise[name] = days
            other.facts[one.uid.int] = one
        return other

    def _in_order(self, kind: type[T]) -> tuple[T, ...]:
        return tuple(in_order(self._other.get(kind, [])))

    def _merge(self, sets: dict[str, Days]) -> dict[str, Days]:
        merged: dict[str, Days] = {}
        for name in sorted(sets):
            days = merged.setdefault(self.known_as(name), {})
            for day, done in sets[name].items():
                days.setdefault(day, []).extend(done)
        return merged

    @cached_property
    def sleep(self) -> Mapping[date, float]:
        """Hours slept by the day on which the night ended."""
        return {night.day: night.hours for night in self._in_order(Slept)}

    @cached_property
    def efforts(self) -> tuple[SessionDone, ...]:
        """Ends of sessions, oldest first."""
        return self._in_order(SessionDone)

    @cached_property
    def measures(self) -> tuple[Measured, ...]:
        """Body measures, oldest first."""
        return self._in_order(Measured)

    @cached_property
    def retests(self) -> tuple[Retest, ...]:
        """Retests, oldest first."""
        return self._in_order(Retest)

    @cached_property
    def _mornings(self) -> Mapping[date, list[NextMorning]]:
        found: dict[date, list[NextMorning]] = {}
        for answer in self._in_order(NextMorning):
            found.setdefault(answer.about, []).append(answer)
        return found

    def known_as(self, name: str) -> str:
        """Return the slug that an imported or custom name is mapped to, or the name itself."""
        return self._alias.get(name, name)

    @property
    def exercises(self) -> tuple[str, ...]:
        """All exercises with a set, mapped names under their slug."""
        return tuple(sorted(self._by_exercise))

    def exposures(self, exercise: str, side: Side, today: date, limit: int) -> tuple[Exposure, ...]:
        """Return up to `limit` session-days of one exercise and side with a working set, newest first.

        For LEFT or RIGHT, sets logged as BOTH count for either side (imports know no sides);
        for BOTH, all sets count and the weaker side's last set speaks.
        """
        key = (exercise, side, today)
        known = self._exposures.get(key, ())
        if len(known) < limit:
            days = self._by_exercise.get(exercise, {})
            newest = (day for day in sorted(days, reverse=True) if day <= today)
            known = tuple(islice(_exposures(days, newest, side), limit))
            self._exposures[key] = known
        return known[:limit]

    def trained_after(self, exercise: str, side: Side, day: date, today: date) -> date | None:
        """Return the first day after `day`, up to today, with a working set of this exercise and side, or None."""
        days = self._by_exercise.get(exercise, {})
        wanted = _counting_for(side)
        later = (
            when
            for when, done in days.items()
            if day < when <= today and any(s.side in wanted and s.part in PRESCRIBED for s in done)
        )
        return min(later, default=None)

    def morning(self, day: date, exercise: str, side: Side, today: date) -> Morning | None:
        """Return the latest answer about the morning after `day` that covers this exercise and side."""
        found = None
        for answer in self._mornings.get(day, ()):
            mine = not answer.exercises or exercise in {self.known_as(name) for name in answer.exercises}
            sides = {answer.side or Side.BOTH, side}
            if answer.day <= today and mine and (Side.BOTH in sides or len(sides) == 1):
                found = answer.answer
        return found

    def sets_between(self, first: date, last: date, parts: frozenset[Part] = HARD) -> Iterator[SetDone]:
        """Yield all sets of these parts, the hard ones, from `first` to `last`, both included, day by day."""
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(ordinal)
            for days in self._by_exercise.values():
                for one in days.get(day, ()):
                    if one.part in parts:
                        yield one

    def training_days(self, today: date) -> tuple[date, ...]:
        """Return every day up to `today` with a hard set, oldest first."""
        if today not in self._trained:
            days = {
                day
                for by_day in self._by_exercise.values()
                for day, done in by_day.items()
                if day <= today and any(s.part in HARD for s in done)
            }
            self._trained[today] = tuple(sorted(days))
        return self._trained[today]

    def sets_of(self, session: str) -> tuple[SetDone, ...]:
        """Return the sets of one session in the order in which they were done, whatever their day."""
        if self._by_session is None:
            sets = (fact for fact in self.facts.values() if type(fact) is SetDone)
            self._by_session = _by_session({}, sets)
        return self._by_session.get(session, ())

    def sessions(self, today: date) -> dict[str, date]:
        """Return each session id that was begun, with the first day on which anything of it was logged."""
        if today not in self._begun:
            sets = (one for by_day in self._by_exercise.values() for done in by_day.values() for one in done)
            begun = _begun({}, sets, today)
            for effort in self.efforts:
                if effort.day <= today:
                    begun[effort.session] = min(begun.get(effort.session, effort.day), effort.day)
            self._begun[today] = begun
        return dict(self._begun[today])


def _begun(known: Mapping[str, date], sets: Iterable[SetDone], today: date) -> dict[str, date]:
    """Return the first day of each session that is known, or of which one of these sets is."""
    begun = dict(known)
    for one in sets:
        if one.session and one.day <= today and begun.get(one.session, one.day) >= one.day:
            begun[one.session] = one.day
    return begun


def _by_session(
    known: Mapping[str, tuple[SetDone, ...]], sets: Iterable[SetDone]
) -> dict[str, tuple[SetDone, ...]]:
    """Return the sets by session, those that are known and these ones."""
    fresh: dict[str, list[SetDone]] = {}
    for one in sets:
        if one.session:
            fresh.setdefault(one.session, []).append(one)
    merged = dict(known)
    for session, added in fresh.items():
        merged[session] = tuple(in_order([*merged.get(session, ()), *added]))
    return merged


def _trained(known: tuple[date, ...], sets: Iterable[SetDone], today: date) -> tuple[date, ...]:
    return tuple(sorted({*known, *(s.day for s in sets if s.day <= today and s.part in HARD)}))


def _exposures(days: Days, newest: Iterable[date], side: Side) -> Iterator[Exposure]:
    wanted = _counting_for(side)
    for day in newest:
        done = [s for s in days[day] if s.side in wanted and s.part in PRESCRIBED]
        if done:
            yield exposure(day, tuple(in_order(done)))


def _counting_for(side: Side) -> frozenset[Side]:
    return frozenset(Side) if side is Side.BOTH else frozenset({side, Side.BOTH})


def _aliases(customs: Iterable[CustomExercise]) -> dict[str, str]:
    """Return each mapped name with the end of its chain; a ring of names maps nothing."""
    direct: dict[str, str] = {}
    for custom in customs:
        if custom.same_as is None:
            direct.pop(custom.name, None)
        else:
            direct[custom.name] = custom.same_as
    ends = {}
    for name in direct:
        seen, end = {name}, direct[name]
        while end in direct and end not in seen:
            seen.add(end)
            end = direct[end]
        if end not in seen:
            ends[name] = end
    return ends
