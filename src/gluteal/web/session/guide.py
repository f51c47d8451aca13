"""The whole guide for a phone: what is due, what is asked of the person, and the sessions to take along."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from gluteal.catalogue.exercise import Measure
from gluteal.catalogue.load import load
from gluteal.errors import NotSafe
from gluteal.record import to_json
from gluteal.training.agenda import Agenda, next_session
from gluteal.training.athlete import Unit
from gluteal.training.programme import Programme
from gluteal.training.retest import NAMES, TESTS, RetestDue
from gluteal.web.diary.models import Fact
from gluteal.web.plan import due
from gluteal.web.plan.models import Profile, ProgrammeRow
from gluteal.web.session.build import session_document
from gluteal.web.session.document import Guide, SessionDocument, TestDue
from gluteal.web.session.shelf import Shelf
from gluteal.web.store import Store
from gluteal.web.templatetags.words import load as load_words

SESSIONS = 3  # the one of today and the next ones, so that a week without a network can be trained
_KEPT = 64  # guides that stay in memory, some hundred kilobytes each


@dataclass(frozen=True, slots=True)
class Written:
    """A guide as JSON text, with the tag by which a phone asks whether it has changed."""

    text: bytes
    tag: str


_written: OrderedDict[tuple[object, ...], Written] = OrderedDict()


def written(store: Store, moment: datetime) -> Written:
    """Return the guide as JSON, built once for as long as diary, profile, programme and day are the same."""
    key = (store.person.pk, moment.date(), *_state(store))
    if key not in _written:
        guide = guide_for(store, moment)
        text = to_json(guide).encode()
        unchanging = to_json(replace(guide, made_at=datetime.fromtimestamp(0, moment.tzinfo))).encode()
        _written[key] = Written(text, f'"{sha256(unchanging).hexdigest()[:32]}"')
        while len(_written) > _KEPT:
            _written.popitem(last=False)
    _written.move_to_end(key)
    return _written[key]


def _state(store: Store) -> tuple[object, ...]:
    return tuple(
        model._default_manager.filter(person=store.person).order_by("-pk").values_list(*fields).first()
        for model, fields in (
            (Fact, ("pk", "uid")),
            (Profile, ("pk", "saved_at")),
            (ProgrammeRow, ("pk", "saved_at")),
        )
    )


def guide_for(store: Store, moment: datetime) -> Guide:
    """Return what a phone takes along on this day."""
    newest = (
        Fact.objects.filter(person=store.person).order_by("-number").values_list("number", flat=True).first()
    )
    athlete, programme, today, catalogue = store.athlete(), store.programme(), moment.date(), load()
    empty = Guide(
        person=person_key(store),
        name=athlete.name if athlete else "",
        made_at=moment,
        today=today,
        units=athlete.units if athlete else Unit.KG,
        newest=newest or 0,
        not_safe=None,
        finished=False,
        why="",
        professional=None,
        deload=None,
        mornings=(),
        tests=(),
        slept=False,
        sessions=(),
    )
    if athlete is None or programme is None:
        return empty
    entries = store.entries()
    try:
        book = due.Book.open(athlete, entries, catalogue, today)
    except NotSafe as error:
        return replace(empty, not_safe=str(error))
    agenda = next_session(programme, book.diary, today, athlete=athlete, catalogue=catalogue)
    return replace(
        empty,
        finished=agenda.finished,
        why=agenda.why,
        professional=agenda.professional,
        deload=agenda.deload,
        mornings=agenda.mornings,
        tests=tuple(_test(one, book) for one in agenda.retests),
        slept=today in book.diary.sleep,
        sessions=tuple(_sessions(programme, agenda, book)),
    )


def person_key(store: Store) -> str:
    """Return a name for a person that says nothing about them, for the phone to keep people apart."""
    return sha256(f"gluteal:{store.person.pk}:{store.person.date_joined.isoformat()}".encode()).hexdigest()[
        :16
    ]


def _sessions(programme: Programme, agenda: Agenda, book: due.Book) -> list[SessionDocument]:
    today = due.open_session(programme, book.diary, book.today) or agenda.due
    begun = book.diary.sessions(book.today)
    coming = [
        s
        for week in programme.weeks
        for s in week.sessions
        if s.day > book.today and not s.let_go and due.session_key(programme, s) not in begun
    ]
    if agenda.coming is not None:
        coming = [agenda.coming, *(s for s in coming if s.id != agenda.coming.id)]
    chosen = [s for s in (today, *coming) if s is not None]
    unique = list({s.id: s for s in chosen}.values())[:SESSIONS]
    return [
        session_document(programme, session, due.as_of(book, session), is_due=session is today)
        for session in unique
    ]


def _test(one: RetestDue, book: due.Book) -> TestDue:
    choice = book.catalogue.choice(TESTS[one.test])
    last = one.last.load if one.last else None
    return TestDue(
        due=one,
        name=NAMES.get(one.test, one.test),
        measure=choice.measure if one.last is None else Measure(_MEASURES.get(one.last.unit, choice.measure)),
        unit=one.last.unit if one.last else _UNITS[choice.measure],
        card=Shelf(book).card(choice.slug),
        load=last,
        load_label=load_words(last),
    )


_UNITS = {Measure.REPS: "reps", Measure.SECONDS: "s", Measure.STEPS: "steps"}
_MEASURES = {"s": Measure.SECONDS, "reps": Measure.REPS, "steps": Measure.STEPS}
