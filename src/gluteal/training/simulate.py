"""A made-up person who trains by the programme: capacity, tiredness, honest reports with noise, a sore week, a miss."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Measure
from gluteal.catalogue.load import Catalogue
from gluteal.training.agenda import next_session
from gluteal.training.athlete import Athlete, Side
from gluteal.training.diary import Entry, Morning, NextMorning, SessionDone, SetDone, Slept, Source
from gluteal.training.history import Diary
from gluteal.training.planner import plan
from gluteal.training.prescription import Prescription
from gluteal.training.programme import Load, Programme, Session, Slot
from gluteal.training.progression import prescribe_session

_CLAIM = "simulated-person"


@dataclass(frozen=True, slots=True)
class Life:
    """What a simulated person leaves behind: the programmes, oldest first, and the diary in its order."""

    programmes: tuple[Programme, ...]
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Person:
    """The simulated body: how much of each choice each side can do with the load it first met.

    Args:
        athlete: Whose bands and weaker side count.
        ledger: Holds the claim `simulated-person` with all constants.
        rng: The only source of chance; the same seed gives the same life.

    """

    athlete: Athlete
    ledger: Ledger
    rng: Random
    _capacity: dict[tuple[str, Side], float] = field(default_factory=dict)
    _met: dict[tuple[str, Side], Load | None] = field(default_factory=dict)

    def number(self, name: str) -> float:
        """Return a constant of the simulated person."""
        return self.ledger.number(_CLAIM, name)

    def share(self, name: str) -> float:
        """Return a constant given in percent as a share of 1."""
        return self.number(name) / 100

    def new_session(self, asked: Prescription) -> float:
        """Return today's capacity for what is asked, in its own measure, and grow a little for the next time."""
        key = (asked.choice, asked.side)
        if key not in self._capacity:
            weaker = asked.side is self.athlete.weaker_side
            own = self.share("weaker-share") if weaker else 1.0
            self._capacity[key] = asked.target.amount[1] * self.share("start-share") * own
            self._met[key] = asked.target.load
        today = self._capacity[key] * self._with(asked.target.load, self._met[key])
        self._capacity[key] *= 1 + self.share("session-gain")
        return today * self.rng.gauss(1, self.share("day-noise"))

    def do(self, asked: Prescription, capacity: float, number: int) -> tuple[float, float]:
        """Return what is done in set `number` (0 the first) and the reserve that is reported."""
        left = capacity * (1 - self.share("set-fatigue")) ** number
        low, high = asked.target.amount
        reserve = asked.target.rir[0]
        if asked.target.measure is Measure.REPS:
            done = max(1, min(high, int(left - reserve)))
            felt = left - done
        else:  # holds and walks: reserve is felt as tenths of what could be done
            done = max(min(low, int(left)), min(high, int(left * (1 - reserve / 10))), 1)
            felt = 10 * (left - done) / left if left > 0 else 0
        return float(done), float(max(0, round(felt + self.rng.gauss(0, self.number("report-noise")))))

    def uid(self) -> UUID:
        """Return a new id, drawn like everything else."""
        return uuid5(NAMESPACE_OID, f"simulated {self.rng.random()}")

    def _with(self, load: Load | None, met: Load | None) -> float:
        """Return the share of repetitions that is left with `load`, when the capacity was met with `met`."""
        step = self.share("band-step")
        if load is None or met is None:
            return 1.0 if load == met else 1 - step if met is None else 1 + step
        if load.band is not None and met.band is not None:
            names = [band.name for band in sorted(self.athlete.kit.bands, key=lambda b: b.order or 0)]
            if load.band.name in names and met.band.name in names:
                steps = names.index(load.band.name) - names.index(met.band.name)
                longer = (load.band.stretched_cm or 0) - (met.band.stretched_cm or 0)
                stretch = longer / met.band.stretched_cm if met.band.stretched_cm else 0.0
                return max(0.0, (1 - step) ** steps * (1 - stretch))
            return 1.0
        if not load.amount or not met.amount:
            return 1.0
        more = load.amount / met.amount - 1
        return max(0.0, 1 - more * self.number("repetitions-per-load"))


def simulate(athlete: Athlete, catalogue: Catalogue, first: date, weeks: int, rng: Random) -> Life:
    """Let a made-up person train for `weeks` from `first` on, by plan and prescription as a real one would.

    Args:
        athlete: A profile whose safety answers hold on every day of the time.
        catalogue: Exercises and ledger.
        first: The day of the first plan.
        weeks: How long; a new programme is made whenever the last one is over.
        rng: The source of chance.

    Raises:
        NotSafe: If the gate is closed for this athlete.
        NoPlan: If there is no plan for this athlete.

    """
    person = Person(athlete, catalogue.ledger, rng)
    programmes = [plan(athlete, catalogue, first)]
    entries: list[Entry] = []
    sessions = 0
    for offset in range(7 * weeks):
        day = first + timedelta(days=offset)
        book = Diary(entries)
        agenda = next_session(programmes[-1], book, day, athlete=athlete, catalogue=catalogue)
        if agenda.finished:
            programmes.append(plan(athlete, catalogue, day))
            agenda = next_session(programmes[-1], book, day, athlete=athlete, catalogue=catalogue)
        session = agenda.due
        if session is None:
            continue
        sessions += 1
        if sessions == person.number("missed-session"):
            continue
        asked = prescribe_session(
            session, book, day, athlete=athlete, catalogue=catalogue, programme=programmes[-1]
        )
        week = 1 + offset // 7
        entries += train(person, programmes[-1], session, asked, day, sore=week == person.number("sore-week"))
    return Life(tuple(programmes), tuple(e for e in entries if e.day < first + timedelta(weeks=weeks)))


def train(
    person: Person,
    programme: Programme,
    session: Session,
    asked: dict[str, tuple[Prescription, ...]],
    day: date,
    *,
    sore: bool = False,
) -> list[Entry]:
    """Return the entries of one session: the night before, its sets, its effort, and the morning after a sore one."""
    clock = _clock(person, day)
    name = f"{programme.id}/{session.id}"
    entries: list[Entry] = [_slept(person, day)]
    order = 0
    for slot in session.slots:
        hurts = sore and slot.hard and not any(isinstance(e, SetDone) and e.pain for e in entries)
        for item in asked.get(slot.id, ()):
            capacity = person.new_session(item)
            for number in range(item.sets):
                order += 1
                done = _set(person, slot, item, capacity, number, next(clock), day)
                pain = int(person.number("sore-pain")) if hurts else 0
                entries.append(replace(done, session=name, order=order, pain=pain))
    end = next(clock)
    entries.append(
        SessionDone(
            uid=person.uid(),
            at=end,
            day=day,
            source=Source.DEMO,
            session=name,
            effort=float(min(10, max(0, round(person.rng.gauss(person.number("effort"), 1))))),
            minutes=round(session.seconds / 60, 0),
        )
    )
    if sore:
        entries.append(_morning(person, day))
    return entries


def _set(
    person: Person, slot: Slot, item: Prescription, capacity: float, number: int, at: datetime, day: date
) -> SetDone:
    amount, rir = person.do(item, capacity, number)
    return SetDone(
        uid=person.uid(),
        at=at,
        day=day,
        source=Source.DEMO,
        exercise=item.choice,
        side=item.side,
        measure=item.target.measure,
        amount=amount,
        load=item.target.load,
        rir=rir,
        part=slot.part,
        slot=slot.id,
        prescribed=item.target,
    )


def _slept(person: Person, day: date) -> Slept:
    hours = round(2 * person.rng.gauss(person.number("sleep-hours"), person.number("sleep-spread"))) / 2
    at = datetime.combine(day, time(7), tzinfo=UTC)
    return Slept(uid=person.uid(), at=at, day=day, source=Source.DEMO, hours=hours)


def _morning(person: Person, day: date) -> NextMorning:
    after = day + timedelta(days=1)
    return NextMorning(
        uid=person.uid(),
        at=datetime.combine(after, time(7), tzinfo=UTC),
        day=after,
        source=Source.DEMO,
        about=day,
        answer=Morning.BACK_TO_NORMAL,
    )


def _clock(person: Person, day: date) -> Iterator[datetime]:
    """Yield the moment of one set after the other."""
    at = datetime.combine(day, time(int(person.number("training-hour"))), tzinfo=UTC)
    while True:
        yield at
        at += timedelta(minutes=person.number("set-minutes"))
