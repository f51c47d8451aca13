"""What is up today: the session due, what was missed, the morning's question, retests, and the end of the block."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import Catalogue, load
from gluteal.record import Record
from gluteal.training import wording
from gluteal.training.athlete import Athlete, Weekday
from gluteal.training.deload import deload_due
from gluteal.training.history import Diary
from gluteal.training.pain import PROFESSIONAL, needs_professional
from gluteal.training.programme import Programme, Session, Week
from gluteal.training.retest import RetestDue, retests_due
from gluteal.training.weekly import adjacent


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningDue(Record):
    """The question of rule D4 about one day, and the exercises in which pain was noted."""

    about: date
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda(Record):
    """Where a person stands in a programme.

    `due` is the session for today; `coming` the next one after today, on its day (moved ones on their new day).
    `missed` were not done this week and are moved or let go, as `why` says. `finished`: the block is over and a
    new plan is offered.
    """

    today: date
    due: Session | None
    done_today: bool
    coming: Session | None
    missed: tuple[Session, ...]
    let_go: tuple[str, ...]  # ids of missed sessions that are not made up
    mornings: tuple[MorningDue, ...]
    retests: tuple[RetestDue, ...]
    finished: bool
    deload: str | None
    professional: str | None
    why: str


def next_session(
    programme: Programme,
    diary: Diary,
    today: date,
    *,
    athlete: Athlete | None = None,
    catalogue: Catalogue | None = None,
) -> Agenda:
    """Return what is up today; `catalogue` left out is the one that ships with Gluteal.

    A missed session moves to the first day of the same week with enough rest before and after it (claim
    `missed-session`), also from the hard days of the `athlete`'s other training (rule A17 and claim `hard-days`)
    unless its own day lay next to one; where there is none it is let go. No day ever holds two. A session that the
    plan put next to another one keeps its own day.
    """
    ledger = (catalogue or load()).ledger
    begun = {session_id: day for session_id, day in diary.sessions(today).items() if day <= today}
    done = {
        session.id: begun[f"{programme.id}/{session.id}"]
        for week in programme.weeks
        for session in week.sessions
        if f"{programme.id}/{session.id}" in begun
    }
    days = _placed(programme, diary, done, today, ledger, _hard_elsewhere(athlete))
    finished = bool(programme.weeks) and today >= programme.weeks[-1].starts + timedelta(days=7)
    running = next((w for w in reversed(programme.weeks) if w.starts <= today), None)
    due = next((s for s in days if s.day == today), None)
    coming = next((s for s in days if s.day > today), None)
    missed, let_go = _missed(programme, done, days, today)
    return Agenda(
        today=today,
        due=due,
        done_today=today in done.values(),
        coming=coming,
        missed=missed,
        let_go=let_go,
        mornings=mornings_due(diary, today, ledger),
        retests=retests_due(diary, today, ledger, athlete, catalogue),
        finished=finished,
        deload=None if running is not None and running.lighter else deload_due(diary, today, athlete, ledger),
        professional=_professional(diary, today, ledger),
        why=_why(due, coming, missed, tuple(programme.session(one).day for one in let_go), finished),
    )


def mornings_due(diary: Diary, today: date, ledger: Ledger) -> tuple[MorningDue, ...]:
    """Return the mornings still to be asked about, oldest first: days with noted pain, not too long ago (D4)."""
    ask = ledger.number("D4", "ask-from")
    first = date.fromordinal(max(today.toordinal() - int(ledger.number("D4", "forget-days")), 1))
    if first >= today:
        return ()
    sore: dict[date, set[str]] = {}
    for done in diary.sets_between(first, today - timedelta(days=1)):
        if done.pain is not None and done.pain >= ask:
            name = diary.known_as(done.exercise)
            if diary.morning(done.day, name, done.side, today) is None:
                sore.setdefault(done.day, set()).add(name)
    return tuple(MorningDue(about=day, exercises=tuple(sorted(sore[day]))) for day in sorted(sore))


def _placed(
    programme: Programme,
    diary: Diary,
    done: dict[str, date],
    today: date,
    ledger: Ledger,
    elsewhere: frozenset[int],
) -> list[Session]:
    """Return the sessions still to be done from today on, each on the day that it now has, by day."""
    week = _week_of(programme, today)
    open_ones = [s for w in programme.weeks for s in w.sessions if s.id not in done and not s.let_go]
    later = [s for s in open_ones if s.day >= today]
    if week is None:
        return sorted(later, key=lambda s: s.day)
    rest = int(ledger.number("missed-session", "rest-days"))
    end = week.starts + timedelta(days=7 - 1)
    trained = [d for d in diary.training_days(today) if (today - d).days < 7]
    # Only what was trained off its plan pushes others: what the plan itself put next to each other stays there.
    as_planned = {day for sid, day in done.items() if programme.session(sid).day == day}
    moved = {day for sid, day in done.items() if programme.session(sid).day != day}
    off_plan = moved | ({today} & set(trained)) - as_planned
    kept: list[Session] = []
    pushed: list[Session] = []
    for session in later:
        near = {day for day in off_plan if abs((session.day - day).days) < rest}
        if session.day == today and today not in moved:
            near.discard(today)  # a set off the plan does not take today's own session away
        if session.day > end or not near or (session.day not in near and _close(session, week, rest)):
            kept.append(session)
        else:
            pushed.append(session)
    missed = [s for s in week.sessions if s in open_ones and s.day < today]
    for session in (*pushed, *missed):
        taken = [s.day for s in kept] + trained
        barred = _beside(elsewhere, ledger)
        if session.day.weekday() in barred:  # it was planned as a light one
            barred = frozenset()
        free = _first_free(max(today, session.day), end, taken, rest, barred)
        if free is not None:
            kept.append(replace(session, day=free))
        elif session in pushed and session.day not in trained:
            kept.append(session)  # rather a little near than let go: it was never missed
    return sorted(kept, key=lambda s: s.day)


def _close(session: Session, week: Week, rest: int) -> bool:
    """Tell whether the plan itself put a session nearer to another than the rest that a moved one keeps."""
    return any(abs((session.day - s.day).days) < rest for s in week.sessions if s.id != session.id)


def _hard_elsewhere(athlete: Athlete | None) -> frozenset[int]:
    """Return the weekdays (0 is Monday) of hard training of other kinds."""
    other = athlete.other_training if athlete else ()
    names = list(Weekday)
    return frozenset(names.index(day) for one in other if one.hard for day in one.days)


def _beside(hard: frozenset[int], ledger: Ledger) -> frozenset[int]:
    """Return the weekdays that lie too near to another day of hard training; that day itself is none of them."""
    apart = int(ledger.number("hard-days", "days-apart"))
    return frozenset(day for day in range(7) if any(day != h and adjacent((day, h), apart) for h in hard))


def _first_free(start: date, end: date, taken: list[date], rest: int, barred: frozenset[int]) -> date | None:
    day = start
    while day <= end:
        if day.weekday() not in barred and all(abs((day - other).days) >= rest for other in taken):
            return day
        day += timedelta(days=1)
    return None


def _week_of(programme: Programme, today: date) -> Week | None:
    return next((w for w in programme.weeks if 0 <= (today - w.starts).days < 7), None)


def _missed(
    programme: Programme, done: dict[str, date], placed: list[Session], today: date
) -> tuple[tuple[Session, ...], tuple[str, ...]]:
    week = _week_of(programme, today)
    if week is None:
        return (), ()
    open_ones = [s for s in week.sessions if s.id not in done and not s.let_go]
    missed = tuple(s for s in open_ones if s.day < today)
    standing = {s.id for s in placed}
    gone = tuple(s.id for s in open_ones if s.id not in standing)
    return missed, gone


def _professional(diary: Diary, today: date, ledger: Ledger) -> str | None:
    """Return the sentence for three red days within two weeks up to today, whatever the exercises."""
    red = ledger.number("D3", "amber-to")
    window = int(ledger.number("D5", "reds-days"))
    first = date.fromordinal(max(today.toordinal() - window, 1))
    days = {d.day for d in diary.sets_between(first, today) if d.pain is not None and d.pain > red}
    if not needs_professional(tuple(sorted(days, reverse=True)), ledger):
        return None
    count = int(ledger.number("D5", "reds"))
    return f"Pain was red on {count} days within two weeks (rule D5): {PROFESSIONAL}."


def _why(
    due: Session | None,
    coming: Session | None,
    missed: tuple[Session, ...],
    let_go: tuple[date, ...],
    finished: bool,
) -> str:
    if finished:
        return "The block is finished: a new plan is offered."
    parts = []
    if due is not None:
        own = next((s.day for s in missed if s.id == due.id), None)
        moved = "" if own is None else f", moved from {own:%A} {wording.on(own)}"
        parts.append(f"A session is due today{moved}")
    elif coming is not None:
        parts.append(f"Nothing is due today; the next session is on {coming.day:%A} {wording.on(coming.day)}")
    else:
        parts.append("Nothing is due today")
    if let_go:
        days = wording.listed(f"{day:%A} {wording.on(day)}" for day in let_go)
        what = f"the session of {days} is" if len(let_go) == 1 else f"the sessions of {days} are"
        parts.append(f"{what} let go, because a missed session is never done on top of another")
    return "; ".join(parts) + "."
