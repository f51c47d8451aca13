"""Builds one session for the phone: the core is asked beforehand whatever a session may ask."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from gluteal.catalogue.exercise import Choice, Placement
from gluteal.training import midsession
from gluteal.training.athlete import Side
from gluteal.training.history import Diary
from gluteal.training.prescription import Prescription
from gluteal.training.programme import Programme, Session, Slot
from gluteal.training.progression import prescribe, taken_in_week
from gluteal.web.plan import due
from gluteal.web.session.document import AfterRed, Card, Line, Option, Pair, SessionDocument
from gluteal.web.session.shelf import REACH, Shelf

MOST_EASIER, MOST_SWAPS, MOST_EXTRAS = 2, 3, 6


def session_document(
    programme: Programme, session: Session, book: due.Book, *, is_due: bool
) -> SessionDocument:
    """Return a session with all that may happen in it."""
    key, shelf = due.session_key(programme, session), Shelf(book)
    found = due.lines(programme, session, book)
    build = _Lines(programme, session, shelf, _diaries_in_pain(found, book))
    lines = [build.line(line, before) for before, line in zip((None, *found), found, strict=False)]
    extras = [build.further(slot) for slot in _further(programme, session, book)]
    return SessionDocument(
        key=key,
        id=session.id,
        week=session.week,
        day=session.day,
        seconds=session.seconds,
        due=is_due,
        moved=session.day != programme.session(session.id).day,
        ended=any(fact.session == key for fact in book.diary.efforts),
        lines=tuple(lines),
        extras=tuple(extras),
        cards=_cards(lines, extras, shelf),
        steps=tuple(shelf.steps),
        pains=tuple(shelf.pains),
        pairs=_pairs(found),
        done=tuple(one for sets in due.done_in(book.diary, key).values() for one in sets),
    )


def _cards(lines: list[Line], extras: list[Line], shelf: Shelf) -> dict[str, Card]:
    """Return a card of every choice that is named: what is asked for may be another one than the plan's own."""
    for line in (*lines, *extras):
        named = [line.choice, *(option.choice for option in line.options)]
        for slug in (*named, *(slug for after in line.red for slug in after.swaps)):
            shelf.card(slug)
    return shelf.cards


class _Lines:
    """Builds the lines of one session. `hurt` is the diary as it would be after a red set on each side."""

    def __init__(
        self, programme: Programme, session: Session, shelf: Shelf, hurt: Mapping[Side, Diary]
    ) -> None:
        self.session, self.shelf, self.book, self.hurt = session, shelf, shelf.book, hurt
        self.taken = taken_in_week(session, programme)

    def line(self, line: due.Line, before: due.Line | None) -> Line:
        """Return one line with its ways out: easier ones, swaps, and what stands after red pain."""
        slot = line.slot
        asked = Option(
            kind="asked",
            choice=slot.choice,
            sides=tuple(self.shelf.side(side.prescription, REACH) for side in line.sides),
        )
        options, red = [asked], list[AfterRed]()
        if slot.hard and line.choice is not None:
            options += self._options(slot, line.choice.easier, "easier", MOST_EASIER)
            there = {option.choice for option in options}
            options += self._options(
                slot, [s for s in slot.alternatives if s not in there], "swap", MOST_SWAPS
            )
            swaps = [self.book.catalogue.choice(o.choice) for o in options if o.kind == "swap"]
            red = [self._after_red(slot, side.side, swaps) for side in line.sides]
        return Line(
            slot=slot.id,
            choice=slot.choice,
            part=slot.part,
            hard=slot.hard,
            why=slot.why,
            claims=slot.claims,
            change_s=_change_seconds(before.choice if before else None, line.choice, self.book),
            options=tuple(options),
            red=tuple(red),
        )

    def further(self, slot: Slot) -> Line:
        """Return a line that may be added: only what is asked for, no ways out of its own."""
        sides = self._prescribed(slot, self.book.before)
        return Line(
            slot=slot.id,
            choice=slot.choice,
            part=slot.part,
            hard=slot.hard,
            why=slot.why,
            claims=slot.claims,
            change_s=0,
            options=(
                Option(kind="asked", choice=slot.choice, sides=tuple(self.shelf.side(a) for a in sides)),
            ),
            red=(),
        )

    def _options(self, slot: Slot, slugs: Iterable[str], kind: str, most: int) -> list[Option]:
        book = self.book
        others = self.taken - {slot.choice}
        fitting = midsession.may_stand_in(
            (slug for slug in slugs if slug not in others), book.athlete, book.clearance, book.catalogue
        )
        found = self._instead(slot, fitting[:most], book.before)
        return [
            Option(kind=kind, choice=slug, sides=tuple(self.shelf.side(answer) for answer in answers))
            for slug, answers in found.items()
        ]

    def _after_red(self, slot: Slot, side: Side, swaps: list[Choice]) -> AfterRed:
        diary = self.hurt[side]
        sides = tuple(self.shelf.side(answer) for answer in self._prescribed(slot, diary))
        return AfterRed(side=side, sides=sides, swaps=tuple(self._instead(slot, tuple(swaps), diary)))

    def _prescribed(self, slot: Slot, diary: Diary) -> tuple[Prescription, ...]:
        book = self.book
        return prescribe(
            slot,
            diary,
            book.today,
            athlete=book.athlete,
            catalogue=book.catalogue,
            clearance=book.clearance,
            taken=self.taken,
            week=self.session.week,
        )

    def _instead(
        self, slot: Slot, choices: tuple[Choice, ...], diary: Diary
    ) -> dict[str, tuple[Prescription, ...]]:
        book = self.book
        return midsession.prescribed_instead(
            slot,
            choices,
            diary,
            book.today,
            athlete=book.athlete,
            catalogue=book.catalogue,
            clearance=book.clearance,
            week=self.session.week,
        )


def _diaries_in_pain(found: list[due.Line], book: due.Book) -> dict[Side, Diary]:
    """Return the diary as it would be after a red set of every hard slot, for each side that may hurt."""
    ledger = book.catalogue.ledger
    diaries = {}
    for side in Side:
        sets = [
            one
            for line in found
            for given in line.sides
            if line.slot.hard and given.choice is not None and given.side is side and not given.stopped
            for one in midsession.red_sets(given.prescription, line.slot, book.today, ledger)
        ]
        diaries[side] = book.before.plus(sets)
    return diaries


def _further(programme: Programme, session: Session, book: due.Book) -> list[Slot]:
    """Return slots of the programme's other sessions whose exercises may be added to this one."""
    here = {slot.choice for slot in session.slots}
    others: dict[str, Slot] = {}
    for one in (s for week in programme.weeks for s in week.sessions):
        for slot in one.slots:
            if slot.hard and slot.choice not in here:
                others.setdefault(slot.choice, slot)
    fitting = midsession.may_stand_in(others, book.athlete, book.clearance, book.catalogue)
    return [replace(others[choice.slug], sets=1) for choice in fitting[:MOST_EXTRAS]]


def _change_seconds(before: Choice | None, now: Choice | None, book: due.Book) -> int:
    """Return the seconds from one exercise's position and band placement into another's."""
    if before is None or now is None:
        return 0
    number = book.catalogue.ledger.number
    turned = before.position is not now.position
    moved = before.placement is not now.placement and now.placement is not Placement.NONE
    seconds = number("session-time", "position-change-seconds") * turned
    return round(seconds + number("session-time", "placement-change-seconds") * moved)


def _pairs(found: list[due.Line]) -> tuple[Pair, ...]:
    return tuple(
        Pair(first=one.slot.id, second=other.slot.id, note=midsession.in_turn(one.choice, other.choice))
        for one, other in pairwise(found)
        if one.slot.hard and other.slot.hard and one.choice and other.choice
    )
