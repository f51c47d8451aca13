"""What a person may change in a programme: swap an exercise, move a day, shorten a session, other kit today, time away.

Each function returns the programme as it is from then on; its id stays, so that what was done keeps its place.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gluteal.anatomy.region import TARGETS
from gluteal.catalogue.exercise import Choice, Measure, Purpose
from gluteal.catalogue.load import Catalogue
from gluteal.errors import BadValue
from gluteal.training import wording
from gluteal.training.athlete import Athlete, Kit, Weekday
from gluteal.training.availability import allowed
from gluteal.training.clearance import Clearance
from gluteal.training.programme import Part, Programme, Session, Slot
from gluteal.training.safety import clear
from gluteal.training.session import change_seconds, timing
from gluteal.training.slot import first_side, staged, starting_load
from gluteal.training.target import target_for
from gluteal.training.volume import week_table

_GO_FIRST = (Part.FINISH, Part.ACTIVATION)
"""What a short day leaves out first, in this order: what counts no hard sets."""


@dataclass(frozen=True, slots=True)
class Person:
    """For whom a programme is changed, on which day, and what the safety gate says of it."""

    athlete: Athlete
    catalogue: Catalogue
    clearance: Clearance

    @classmethod
    def of(cls, athlete: Athlete, catalogue: Catalogue, today: date) -> "Person":
        """Gather them; raises `NotSafe` when the safety gate is closed."""
        return cls(athlete, catalogue, clear(athlete, today, catalogue.ledger))

    def with_kit(self, kit: Kit) -> "Person":
        """Return the same person with other kit."""
        return replace(self, athlete=replace(self.athlete, kit=kit))

    def may_do(self, slug: str) -> Choice | None:
        """Return a choice that this person may do with the kit that is there, else None."""
        choice = self.catalogue.choices.get(slug)
        return choice if choice and allowed(choice, self.athlete, self.clearance) is None else None


def offered(programme: Programme, slot_id: str, person: Person) -> tuple[Choice, ...]:
    """Return what may stand in the place of a slot, the planner's own order; raises `BadValue` for no such slot."""
    _session, slot = _find(programme, slot_id)
    return tuple(choice for slug in slot.alternatives if (choice := person.may_do(slug)))


def swapped(programme: Programme, slot_id: str, slug: str, person: Person) -> Programme:
    """Put another choice in the place of a slot, in this session and in all later ones where both fit.

    Raises:
        BadValue: The slot does not exist, or the choice was not offered for it.

    """
    session, slot = _find(programme, slot_id)
    there = {choice.slug: choice for choice in offered(programme, slot_id, person)}
    if slug not in there:
        names = wording.listed([choice.name for choice in there.values()]) if there else "nothing"
        raise BadValue(f"That does not fit in this place; what fits is {names}.")

    def change(one: Session) -> Session:
        if one.day < session.day or one.weekday is not session.weekday:
            return one
        if any(other.choice == slug for other in one.slots):
            return one
        fits = [s for s in one.slots if s.choice == slot.choice and slug in s.alternatives]
        return _with_slots(one, {s.id: _in_place(s, there[slug], one, person) for s in fits}, person)

    return _retold(_each(programme, change), person)


def moved(programme: Programme, session_id: str, day: date, today: date) -> Programme:
    """Put a session on another day of its own week.

    Raises:
        BadValue: The day is past, outside of the week, or holds another session.

    """
    session = programme.session(session_id)
    week = next(w for w in programme.weeks if w.number == session.week)
    if day < today:
        raise BadValue("That day is past; a session can move to today or later.")
    if not 0 <= (day - week.starts).days < 7:
        last = week.starts + timedelta(days=7 - 1)
        raise BadValue(
            f"A session moves inside its week, from {wording.on(week.starts)} to {wording.on(last)}; "
            "what is missed after that is let go."
        )
    if any(other.day == day and other.id != session.id for other in week.sessions):
        raise BadValue(f"There is another session on {wording.on(day)}; no day holds two.")
    weekday = list(Weekday)[day.weekday()]
    return _replaced(programme, replace(session, day=day, weekday=weekday, let_go=False))


def shortened(programme: Programme, session_id: str, minutes: int, person: Person) -> Programme:
    """Cut one session down to a time, so that every main lift keeps a set.

    First goes what counts no hard sets, and the easy movement at the start is cut in proportion; then sets of the
    accessories, then accessories, then sets of the main lifts.

    Raises:
        BadValue: It is that short already, or cannot be done in that time.

    """
    session = programme.session(session_id)
    if session.seconds <= 60 * minutes:
        raise BadValue(f"The session fits into {minutes} minutes as it is.")
    kept, most = list(session.slots), 60 * minutes
    for part in _GO_FIRST:
        _drop(kept, part, most, person)
    if _length(kept, person) > most:
        kept = [_briefer(slot, 60 * minutes / session.seconds, person) for slot in kept]
    _fewer_sets(kept, Part.ACCESSORY, most, person)
    _drop(kept, Part.ACCESSORY, most, person)
    _fewer_sets(kept, Part.MAIN, most, person)
    seconds = _length(kept, person)
    if seconds > most:
        raise BadValue(
            f"With its warm-up and one set of each main lift it takes {-(-seconds // 60)} minutes."
        )
    return _retold(_replaced(programme, replace(session, slots=tuple(kept), seconds=seconds)), person)


def _drop(kept: list[Slot], part: Part, most: int, person: Person) -> None:
    """Leave out slots of a part, the last first, for as long as the session is too long."""
    for slot in [s for s in reversed(kept) if s.part is part]:
        if _length(kept, person) > most:
            kept.remove(slot)


def _fewer_sets(kept: list[Slot], part: Part, most: int, person: Person) -> None:
    """Take sets from slots of a part, from the longest and last first; each keeps one."""
    while _length(kept, person) > most:
        sets = max((s.sets for s in kept if s.part is part), default=0)
        if sets < 2:
            return
        at = next(i for i in reversed(range(len(kept))) if kept[i].part is part and kept[i].sets == sets)
        kept[at] = _resized(kept[at], sets - 1, person)


def _briefer(slot: Slot, share: float, person: Person) -> Slot:
    """Return the easy movement at the start cut to a share of its time, in half minutes; all else as it is."""
    step = int(person.catalogue.ledger.number("session-shape", "easy-step"))
    if slot.part is not Part.WARM_UP or slot.target.measure is not Measure.SECONDS:
        return slot
    seconds = max(step, int(slot.target.amount[0] * share) // step * step)
    return _resized(replace(slot, target=replace(slot.target, amount=(seconds, seconds))), slot.sets, person)


def with_kit(
    programme: Programme, session_id: str, kit: Kit, person: Person
) -> tuple[Programme, tuple[str, ...]]:
    """Rebuild one session for the kit that is there today; also returns what became of each changed slot."""
    session, there = programme.session(session_id), person.with_kit(kit)
    slots: list[Slot] = []
    told = []
    for slot in session.slots:
        own = person.catalogue.choices.get(slot.choice)
        if own is None or there.may_do(slot.choice):
            slots.append(slot)
            continue
        taken = {s.choice for s in (*session.slots, *slots)}
        other = _best(own, slot.alternatives, taken, there) if slot.hard else None
        if other is None:
            told.append(f"{own.name} is left out today.")
            continue
        slots.append(_in_place(slot, other, session, there))
        told.append(f"{other.name} stands in for {own.name} today.")
    if not any(slot.hard for slot in slots):
        raise BadValue("Nothing of this session can be done with that; move it to another day instead.")
    changed = replace(session, slots=tuple(slots), seconds=_length(slots, there))
    return _retold(_replaced(programme, changed), person), tuple(told)


def away(programme: Programme, first: date, last: date, begun: Iterable[str]) -> tuple[Programme, str]:
    """Take days off out of the block: what lies in them is let go or comes later, and the block ends later.

    Args:
        programme: The programme.
        first: The first day away.
        last: The last day away.
        begun: Ids of sessions that have been begun; they stay where they are.

    Returns:
        The programme, and one sentence that says what happens.

    Raises:
        BadValue: The last day is before the first, or no session lies in the days away.

    """
    if last < first:
        raise BadValue("The last day away is before the first.")
    done = set(begun)
    hit = [
        w.number
        for w in programme.weeks
        if any(first <= s.day <= last and s.id not in done for s in w.sessions)
    ]
    if not hit:
        raise BadValue("No session lies in those days, so nothing has to change.")
    week = next(w for w in programme.weeks if w.number == hit[0])
    # A week that has been begun stays; its sessions in the days away are let go like any that is missed.
    stays = any(s.id in done or s.day < first for s in week.sessions)
    from_week = week.number + 1 if stays else week.number
    later = [w for w in programme.weeks if w.number >= from_week]
    starts = later[0].starts if later else last
    weeks = max(0, -(-((last - starts).days + 1) // 7))
    by = timedelta(days=7 * weeks)
    shifted = tuple(
        w
        if w.number < from_week
        else replace(w, starts=w.starts + by, sessions=tuple(replace(s, day=s.day + by) for s in w.sessions))
        for w in programme.weeks
    )
    gone = {s.id for s in week.sessions if stays and first <= s.day <= last and s.id not in done}
    parts = []
    if gone:
        parts.append(f"{len(gone)} {'session is' if len(gone) == 1 else 'sessions are'} let go")
    if weeks:
        parts.append(f"the rest of the block comes {weeks} {'week' if weeks == 1 else 'weeks'} later")
    told = wording.listed(parts)
    why = f"{told[:1].upper()}{told[1:]}; how long you were away decides how the first session back looks (rule A30)."
    changed = replace(programme, weeks=shifted)
    return _each(changed, lambda one: replace(one, let_go=True) if one.id in gone else one), why


def _find(programme: Programme, slot_id: str) -> tuple[Session, Slot]:
    for week in programme.weeks:
        for session in week.sessions:
            for slot in session.slots:
                if slot.id == slot_id:
                    return session, slot
    raise BadValue("There is no such line in the programme any more.")


def _each(programme: Programme, change: Callable[[Session], Session]) -> Programme:
    weeks = tuple(replace(w, sessions=tuple(change(s) for s in w.sessions)) for w in programme.weeks)
    return replace(programme, weeks=weeks)


def _replaced(programme: Programme, session: Session) -> Programme:
    changed = _each(programme, lambda one: session if one.id == session.id else one)
    weeks = tuple(replace(w, sessions=tuple(sorted(w.sessions, key=lambda s: s.day))) for w in changed.weeks)
    return replace(changed, weeks=weeks)


def _retold(programme: Programme, person: Person) -> Programme:
    """Return a programme whose weekly tables tell what the last week of each phase now holds."""
    last = {week.phase: week for week in programme.weeks}
    choices = person.catalogue.choices
    tables = {
        phase: week_table(last[phase], rows, choices) if phase in last else rows
        for phase, rows in programme.regions.items()
    }
    return replace(programme, regions=tables)


def _with_slots(session: Session, changed: dict[str, Slot], person: Person) -> Session:
    if not changed:
        return session
    slots = tuple(changed.get(slot.id, slot) for slot in session.slots)
    return replace(session, slots=slots, seconds=_length(slots, person))


def _in_place(slot: Slot, choice: Choice, session: Session, person: Person) -> Slot:
    ledger = person.catalogue.ledger
    target = staged(
        target_for(choice, person.athlete, ledger, person.clearance.day), person.clearance.stage(session.week)
    )
    old = person.catalogue.choices.get(slot.choice)
    others = (slot.choice, *(slug for slug in slot.alternatives if slug != choice.slug))
    return replace(
        slot,
        choice=choice.slug,
        target=replace(target, load=starting_load(choice, person.athlete, ledger)),
        first_side=first_side(choice, person.athlete, session.week),
        seconds=timing(choice, target, ledger).slot(slot.sets),
        why=f"You chose it in the place of {old.name if old else slot.choice}.",
        claims=choice.claims,
        alternatives=others,
        support=person.clearance.with_support(choice),
        modification=person.clearance.modification(choice),
    )


def _resized(slot: Slot, sets: int, person: Person) -> Slot:
    choice = person.catalogue.choices.get(slot.choice)
    if choice is None:
        return replace(slot, sets=sets, seconds=round(slot.seconds * sets / slot.sets))
    return replace(slot, sets=sets, seconds=timing(choice, slot.target, person.catalogue.ledger).slot(sets))


def _length(slots: Iterable[Slot], person: Person) -> int:
    every = tuple(slots)
    known = [
        c
        for s in every
        if s.part not in (Part.WARM_UP, Part.ACTIVATION)
        if (c := person.catalogue.choices.get(s.choice))
    ]
    rest = every[-1].target.rest_s if every else 0  # after the last set nobody waits
    return sum(s.seconds for s in every) + change_seconds(known, person.catalogue.ledger) - rest


def _best(own: Choice, first: tuple[str, ...], taken: set[str], person: Person) -> Choice | None:
    """Return what comes nearest to a choice: the planner's alternatives first, then what works the same regions."""
    for slug in first:
        if slug not in taken and (found := person.may_do(slug)):
            return found
    ranked = []
    for choice in person.catalogue.choices.values():
        if choice.slug in taken or Purpose.STRENGTH not in choice.purposes or not person.may_do(choice.slug):
            continue
        alike = sum(
            min(own.credit.get(region, (0, 0, 0))[1], choice.credit.get(region, (0, 0, 0))[1])
            for region in TARGETS
        )
        if alike > 0:
            ranked.append((-alike, abs(choice.level - own.level), choice.slug))
    return person.catalogue.choices[min(ranked)[-1]] if ranked else None
