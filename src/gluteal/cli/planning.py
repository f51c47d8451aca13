"""Commands on the programme: `plan`, `today`, `next`."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, DataDir, answer, console
from gluteal.cli.context import athlete as profile_of
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.context import programme as programme_of
from gluteal.cli.context import store as opened
from gluteal.cli.context import today as this_day

if TYPE_CHECKING:
    from rich.console import Console

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
        int | None, typer.Option(help="Show this week; the first one when left out.", min=1)
    ] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Make the programme, or show the one that is running."""
    from gluteal.training.planner import plan as make
    from gluteal.training.safety import clear

    kept = opened(data_dir)
    athlete, day = profile_of(kept), this_day()
    clear(athlete, day)
    current = kept.programme()
    running = current is not None and not new and not _over(current, day)
    if current is None or not running:
        current = make(athlete, shipped(), day)
        kept.save_programme(current)
    if as_json:
        answer(current)
        return
    _show_programme(current, shipped(), week)
    if running:
        console().print(
            f"This is the programme of {current.made_on}; “gluteal plan --new” makes another.", markup=False
        )


def today(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Show today's session: what to do, how much, with what, and why."""
    _tell_session(opened(data_dir), as_json, only_today=True)


def next_session(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Decide the next session from what was logged, each change with its reason."""
    _tell_session(opened(data_dir), as_json, only_today=False)


def target_in_words(asked: "Prescription") -> str:
    """Return a prescription as people say it: "2 x 12 to 15 repetitions, green band, 2 to 3 in reserve"."""
    from gluteal.training import wording

    target = asked.target
    parts = [f"{asked.sets} x {wording.span(*target.amount, target.measure)}"]
    if target.load is not None:
        parts.append(wording.load(target.load))
    parts.append(_span(target.rir) + " in reserve")
    return ", ".join(parts)


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
    for one in found.slots:
        _show_slot(one, screen)
    for due in found.agenda.retests:
        screen.print(
            f"\nA test is due: {due.why} “gluteal retest {due.test} {due.side} VALUE UNIT”.", markup=False
        )


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
    session = session_of_day(programme, book, day) if only_today else agenda.due or agenda.coming
    says = _said(agenda)
    slots: tuple[SlotAnswer, ...] = ()
    if session is not None:
        name = name_of(programme, session)
        asked = prescribed(programme, session, book, session.day, athlete, catalogue)
        slots = tuple(
            _slot_answer(slot, asked.get(slot.id, ()), catalogue, book, name) for slot in session.slots
        )
        minutes = round(session.seconds / 60)
        head = f"{_day(session.day)}: week {session.week} of {len(programme.weeks)}, about {minutes} minutes."
        says = [head, *says, *clearance.notes]
    return SessionAnswer(
        day=session.day if session else day,
        programme=programme.id,
        session=session,
        slots=slots,
        says=tuple(says),
        agenda=agenda,
    )


def _said(agenda: "Agenda") -> list[str]:
    says = [agenda.professional, agenda.why if agenda.due is None or agenda.missed else None, agenda.deload]
    says += [
        f"How was pain on the morning after {due.about} ({', '.join(due.exercises)})? "
        f"“gluteal morning ok --about {due.about}” or “gluteal morning up --about {due.about}”."
        for due in agenda.mornings
    ]
    if agenda.finished:
        says.append("“gluteal plan” makes the next programme.")
    return [sentence for sentence in says if sentence]


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


def _show_slot(one: "SlotAnswer", screen: "Console") -> None:
    slot = one.slot
    asked = one.prescriptions
    named = asked[0].choice if asked else slot.choice
    screen.print(f"\n[bold]{one.name}[/bold]  ({named}, {slot.part})")
    if not asked:
        from gluteal.training import wording

        screen.print(
            f"  {slot.sets} x {wording.span(*slot.target.amount, slot.target.measure)}", markup=False
        )
    for item in asked:
        side = "" if item.side == "both" else f"{item.side}: "
        other = "" if item.choice == named else f"{item.choice}, "
        screen.print(f"  {side}{other}{target_in_words(item)}", markup=False)
    target = asked[0].target if asked else slot.target
    tempo = "-".join(f"{part:g}" for part in target.tempo)
    rest = f", rest {target.rest_s} s" if target.rest_s else ""
    screen.print(
        f"  tempo {tempo}{rest}" + (", with a hand on something fixed" if slot.support else ""), markup=False
    )
    for sentence in dict.fromkeys(
        (*(item.why for item in asked), *filter(None, (item.offer for item in asked)))
    ):
        screen.print(f"  {sentence}", markup=False)
    if not asked or all(item.change == "start" for item in asked):
        screen.print(f"  {slot.why}", markup=False)
    if slot.modification:
        screen.print(f"  {slot.modification}", markup=False)
    if one.done:
        screen.print(f"  {one.done} sets are logged already.", markup=False)


def _show_programme(programme: "Programme", catalogue: "Catalogue", number: int | None) -> None:
    from gluteal.errors import UnknownName

    weeks = {week.number: week for week in programme.weeks}
    if number is not None and number not in weeks:
        raise UnknownName("week", str(number), map(str, weeks))
    week = weeks[number or min(weeks)]
    screen = console()
    screen.print(
        f"{len(weeks)} weeks for {programme.athlete} from {_day(programme.weeks[0].starts)}; week {week.number}"
        + (" (a lighter week is offered):" if week.deload else ":"),
        markup=False,
    )
    for session in week.sessions:
        screen.print(f"\n[bold]{_day(session.day)}[/bold], about {round(session.seconds / 60)} minutes")
        _show_slots(session, catalogue)
    _show_regions(programme, week.phase)
    for sentence in (*programme.falls_short, programme.smallest_change, *programme.notes):
        if sentence:
            screen.print(sentence, markup=False)


def _show_slots(session: "Session", catalogue: "Catalogue") -> None:
    from rich import box
    from rich.table import Table

    from gluteal.training import wording

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Exercise", overflow="fold")
    table.add_column("Sets")
    table.add_column("Why", overflow="fold", ratio=2)
    for slot in session.slots:
        target = slot.target
        each = " a side" if slot.first_side else ""
        amount = f"{slot.sets} x {wording.span(*target.amount, target.measure)}{each}"
        load = f", {wording.load(target.load)}" if target.load else ""
        table.add_row(slot.choice, amount + load, slot.why)
    console().print(table)


def _show_regions(programme: "Programme", phase: int) -> None:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, title="Hard sets a week and side", title_justify="left"
    )
    for title in ("Region", "Aim", "Planned"):
        table.add_column(title, overflow="fold")
    for row in programme.regions.get(phase, ()):
        table.add_row(row.region, f"{row.target:g}", f"{row.low:g} to {row.high:g}")
    console().print(table)


def _span(pair: tuple[int, int]) -> str:
    low, high = pair
    return f"{low}" if low == high else f"{low} to {high}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
