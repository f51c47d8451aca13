"""Commands on the programme: `plan`, `today`, `next`."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli import layout
from gluteal.cli.context import AsJson, DataDir, answer, console, working
from gluteal.cli.context import athlete as profile_of
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.context import programme as programme_of
from gluteal.cli.context import store as opened
from gluteal.cli.context import today as this_day
from gluteal.errors import StoreError

if TYPE_CHECKING:
    from gluteal.catalogue.load import Catalogue
    from gluteal.cli.answer import SessionAnswer, SlotAnswer
    from gluteal.training.agenda import Agenda
    from gluteal.training.history import Diary
    from gluteal.training.prescription import Prescription
    from gluteal.training.programme import Programme, Session, Slot
    from gluteal.web.store import Store


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(plan)
    app.command()(today)
    app.command("next")(next_session)


def plan(
    new: Annotated[bool, typer.Option("--new", help="Make another one, even if one is running.")] = False,
    week: Annotated[
        int | None, typer.Option(help="Show this week; the running one when left out.", min=1)
    ] = None,
    lighter: Annotated[
        bool | None,
        typer.Option(
            "--lighter/--full",
            help="Take the running week, or --week, as a lighter one (fewer sets, less load), or do it in full again.",
        ),
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Make the programme, or show the one that is running."""
    from gluteal.training.deload import lighter_week
    from gluteal.training.planner import plan as make
    from gluteal.training.safety import clear

    kept = opened(data_dir)
    athlete, day = profile_of(kept), this_day()
    clear(athlete, day)
    current = kept.programme()
    running = current is not None and not new and not _over(current, day)
    if week is not None and current is not None and not running and not new:
        raise StoreError(
            "This programme is over; “gluteal plan” makes the next one, which --week then shows."
        )
    if current is None or not running:
        with working("Looking for the best weeks; this takes some seconds …"):
            current = make(athlete, shipped(), day)
        kept.save_programme(current)
    if lighter is not None:
        number = week or max((w.number for w in current.weeks if w.starts <= day), default=1)
        current = lighter_week(current, number, taken=lighter)
        kept.save_programme(current)
    if as_json:
        answer(current)
        return
    layout.show_programme(current, shipped(), day, week)
    if running:
        whose = "" if current.athlete == athlete.name else f" for {current.athlete}, not for {athlete.name}"
        console().print(
            f"This is the programme of {current.made_on}{whose}; “gluteal plan --new” makes another.",
            markup=False,
        )


def today(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show today's session: what to do, how much, with what, and why."""
    _tell_session(opened(data_dir), as_json, only_today=True)


def next_session(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Decide the next session from what was logged, each change with its reason."""
    _tell_session(opened(data_dir), as_json, only_today=False)


def _over(programme: "Programme", day: date) -> bool:
    return not programme.weeks or day >= programme.weeks[-1].starts + timedelta(weeks=1)


def _tell_session(kept: "Store", as_json: bool, *, only_today: bool) -> None:
    found = _session_answer(kept, only_today)
    if as_json:
        answer(found)
        return
    screen = console()
    for sentence in found.says:
        screen.print(sentence, markup=False)
    layout.show_slots(found.slots, screen)
    layout.show_retests(found.agenda.retests, screen)


def _session_answer(kept: "Store", only_today: bool) -> "SessionAnswer":
    from gluteal.cli.answer import SessionAnswer
    from gluteal.cli.place import name_of, prescribed, session_of_day
    from gluteal.training.agenda import next_session
    from gluteal.training.history import Diary
    from gluteal.training.safety import clear

    athlete, programme, catalogue, day = profile_of(kept), programme_of(kept), shipped(), this_day()
    clearance = clear(athlete, day)
    book = Diary(kept.entries())
    agenda = next_session(programme, book, day, athlete=athlete, catalogue=catalogue)
    session = session_of_day(programme, book, day, athlete) if only_today else agenda.due or agenda.coming
    says = _said(agenda, session)
    slots: tuple[SlotAnswer, ...] = ()
    if session is not None:
        name = name_of(programme, session)
        asked = prescribed(programme, session, book, session.day, athlete, catalogue)
        slots = tuple(
            _slot_answer(slot, asked.get(slot.id, ()), catalogue, book, name) for slot in session.slots
        )
        minutes = round(session.seconds / 60)
        head = f"{layout.day_in_words(session.day)}: week {session.week} of {len(programme.weeks)}, about {minutes} minutes."
        over = only_today and agenda.due is None  # begun today, so nothing more is due
        says = [head, *([_how_far(slots)] if over else []), *says, *clearance.notes]
    return SessionAnswer(
        day=session.day if session else day,
        programme=programme.id,
        session=session,
        slots=slots,
        says=tuple(says),
        agenda=agenda,
    )


def _how_far(slots: "tuple[SlotAnswer, ...]") -> str:
    """Return how much of a session that was begun today is logged."""
    from gluteal.training.programme import Part

    work = [one for one in slots if one.slot.part in (Part.MAIN, Part.ACCESSORY)] or list(slots)
    asked = [sum(item.sets for item in one.prescriptions) or one.slot.sets for one in work]
    wanted = sum(asked)
    done = sum(min(one.done, sets) for one, sets in zip(work, asked, strict=True))
    if done >= wanted:
        return "Today's session is done; “gluteal next” shows the one after it."
    return f"Today's session is under way: {done} of its {wanted} working sets are logged."


def _said(agenda: "Agenda", shown: "Session | None") -> list[str]:
    from gluteal.training import wording

    offer = agenda.deload and f"{agenda.deload} “gluteal plan --lighter” takes it."
    why = (
        agenda.why if shown is None or agenda.missed else None
    )  # what is shown needs no word that it is there
    says = [agenda.professional, why, offer]
    says += [
        f"How was pain on the morning after {wording.on(due.about)} ({_names(due.exercises)})? "
        f"“gluteal morning ok --about {due.about}” or “gluteal morning up --about {due.about}”."
        for due in agenda.mornings
    ]
    if agenda.finished:
        says.append("“gluteal plan” makes the next programme.")
    return [sentence for sentence in says if sentence]


def _names(slugs: "tuple[str, ...]") -> str:
    """Return exercises by the names that people read; one that is not in the catalogue as it was written down."""
    known = shipped().choices
    return ", ".join(known[slug].name if slug in known else slug for slug in slugs)


def _slot_answer(
    slot: "Slot",
    asked: "tuple[Prescription, ...]",
    catalogue: "Catalogue",
    book: "Diary",
    session: str,
) -> "SlotAnswer":
    from gluteal.cli.answer import SlotAnswer
    from gluteal.training.diary import SetDone

    named = asked[0].choice if asked else slot.choice
    done = sum(
        1
        for fact in book.facts.values()
        if isinstance(fact, SetDone) and fact.slot == slot.id and fact.session == session
    )
    return SlotAnswer(slot=slot, name=catalogue.choice(named).name, prescriptions=asked, done=done)
