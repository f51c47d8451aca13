"""The diary as it stands: corrections applied, sets by exercise, day and side, answers and measures found at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

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

Days = dict[date, list[SetDone]]


def moment(fact: Fact) -> tuple[date, datetime, int]:
    """Return the sorting key of a fact: day, instant (without a zone: taken as UTC), id."""
    at = fact.at if fact.at.tzinfo else fact.at.replace(tzinfo=UTC)
    return fact.day, at, fact.uid.int


def in_session(done: SetDone) -> tuple[datetime, int, int]:
    """Return the sorting key of a set inside its day."""
    return moment(done)[1], done.order, done.uid.int


class Diary:
    """All facts, each as its last correction left it.

    Built once from entries in any order; every question takes `today` and leaves out what is dated later.

    Args:
        entries: Diary entries of any kind. The same id twice counts once.

    Attributes:
        facts: All facts after corrections, by id.
        ignored: Corrections that name nothing; they change nothing and are here to be reported.

    """

    __slots__ = (
        "_alias",
        "_by_exercise",
        "_days",
        "_exposures",
        "_mornings",
        "efforts",
        "facts",
        "ignored",
        "measures",
        "retests",
        "sleep",
    )

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.facts, self.ignored = resolve(entries)
        sets: defaultdict[str, defaultdict[date, list[SetDone]]] = defaultdict(lambda: defaultdict(list))
        other: list[Fact] = []
        for fact in self.facts.values():
            if type(fact) is SetDone:
                sets[fact.exercise][fact.day].append(fact)
            else:
                other.append(fact)
        other.sort(key=moment)
        self.sleep: dict[date, float] = {f.day: f.hours for f in other if isinstance(f, Slept)}
        self.efforts = tuple(f for f in other if isinstance(f, SessionDone))
        self.measures = tuple(f for f in other if isinstance(f, Measured))
        self.retests = tuple(f for f in other if isinstance(f, Retest))
        self._mornings: defaultdict[date, list[NextMorning]] = defaultdict(list)
        for fact in other:
            if isinstance(fact, NextMorning):
                self._mornings[fact.about].append(fact)
        self._alias = _aliases(f for f in other if isinstance(f, CustomExercise))
        self._by_exercise = self._merge(sets)
        self._exposures: dict[tuple[str, Side, date], tuple[Exposure, ...]] = {}
        self._days: dict[date, list[SetDone]] | None = None

    def _merge(self, sets: defaultdict[str, defaultdict[date, list[SetDone]]]) -> dict[str, Days]:
        if not self._alias:
            return sets  # type: ignore[return-value]  # a defaultdict of defaultdicts is a dict of dicts
        merged: dict[str, Days] = {}
        for name in sorted(sets):
            days = merged.setdefault(self.known_as(name), {})
            for day, done in sets[name].items():
                days.setdefault(day, []).extend(done)
        return merged

    def known_as(self, name: str) -> str:
        """Return the slug that an imported or custom name is mapped to, or the name itself."""
        return self._alias.get(name, name)

    @property
    def exercises(self) -> tuple[str, ...]:
        """All exercises with a set, mapped names under their slug."""
        return tuple(sorted(self._by_exercise))

    def exposures(self, exercise: str, side: Side, today: date, limit: int) -> tuple[Exposure, ...]:
        """Return up to `limit` session-days of one exercise and side with a hard set, newest first.

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
        """Return the first day after `day`, up to today, with a hard set of this exercise and side, or None."""
        days = self._by_exercise.get(exercise, {})
        wanted = _counting_for(side)
        later = (
            when
            for when, done in days.items()
            if day < when <= today and any(s.side in wanted and s.part in HARD for s in done)
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

    def sets_between(self, first: date, last: date) -> Iterator[SetDone]:
        """Yield all hard sets from `first` to `last`, both included, day by day."""
        if self._days is None:
            self._days = {}
            for days in self._by_exercise.values():
                for day, done in days.items():
                    self._days.setdefault(day, []).extend(done)
        for offset in range((last - first).days + 1):
            for one in self._days.get(first + timedelta(days=offset), ()):
                if one.part in HARD:
                    yield one

    def training_days(self, today: date) -> tuple[date, ...]:
        """Return every day up to `today` with a hard set, oldest first."""
        days = {
            day
            for by_day in self._by_exercise.values()
            for day, done in by_day.items()
            if day <= today and any(s.part in HARD for s in done)
        }
        return tuple(sorted(days))

    def sessions(self, today: date) -> dict[str, date]:
        """Return each session id that was begun, with the first day on which anything of it was logged."""
        begun: dict[str, date] = {}
        for by_day in self._by_exercise.values():
            for day, done in by_day.items():
                if day <= today:
                    for one in done:
                        if one.session and begun.get(one.session, day) >= day:
                            begun[one.session] = day
        for effort in self.efforts:
            if effort.day <= today:
                begun[effort.session] = min(begun.get(effort.session, effort.day), effort.day)
        return begun


def _exposures(days: Days, newest: Iterable[date], side: Side) -> Iterator[Exposure]:
    wanted = _counting_for(side)
    for day in newest:
        done = [s for s in days[day] if s.side in wanted and s.part in HARD]
        if done:
            done.sort(key=in_session)
            yield exposure(day, tuple(done))


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
