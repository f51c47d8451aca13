"""How sessions and programmes are laid out on a terminal: names first, reasons once, warm-ups on one line."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from gluteal.cli.context import console, counted

if TYPE_CHECKING:
    from rich.console import Console

    from gluteal.catalogue.load import Catalogue
    from gluteal.cli.answer import SlotAnswer
    from gluteal.training.prescription import Prescription
    from gluteal.training.programme import Programme, Session, Slot, Target
    from gluteal.training.retest import RetestDue


def day_in_words(day: date) -> str:
    """Return "Monday 23 November 2026"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def target_in_words(asked: "Prescription") -> str:
    """Return a prescription as people say it: "2 x 12 to 15 repetitions, green band, 2 to 3 in reserve"."""
    from gluteal.catalogue.exercise import Measure
    from gluteal.training import wording

    target = asked.target
    parts = [f"{asked.sets} x {wording.span(*target.amount, target.measure)}"]
    if target.load is not None:
        parts.append(wording.load(target.load))
    hold = target.measure is Measure.SECONDS
    parts.append("ended before the position breaks" if hold else _span(target.rir) + " in reserve")
    return ", ".join(parts)


def show_slots(slots: "Iterable[SlotAnswer]", screen: "Console") -> None:
    """Print the lines of a session, the warm-up in short."""
    from gluteal.training.programme import Part

    for part, found in groupby(slots, key=lambda one: one.slot.part):
        if part is Part.WARM_UP:
            screen.print("\n[bold]Warm-up[/bold]")
            for one in found:
                _say(screen, 2, _planned(one.slot, one.name))
                if one.slot.modification:
                    _say(screen, 4, one.slot.modification)
        else:
            for one in found:
                _show_slot(one, screen)


def show_retests(due: "Iterable[RetestDue]", screen: "Console") -> None:
    """Print the tests that are due, each test once with its sides."""
    for test, found in groupby(due, key=lambda one: one.test):
        some = list(found)
        sides = " and ".join(one.side for one in some)
        reasons = " ".join(dict.fromkeys(one.why for one in some))
        which = some[0].side if len(some) == 1 else "left|right"
        screen.print(
            f"\nA test is due ({sides}): {reasons} “gluteal retest {test} {which} VALUE UNIT” keeps it.",
            markup=False,
        )


def show_programme(programme: "Programme", catalogue: "Catalogue", today: date, number: int | None) -> None:
    """Print one week of a programme: the one asked for, else the running one."""
    from gluteal.errors import UnknownName

    weeks = {week.number: week for week in programme.weeks}
    if number is not None and number not in weeks:
        raise UnknownName("week", str(number), map(str, weeks))
    running = max((week.number for week in programme.weeks if week.starts <= today), default=min(weeks))
    week = weeks[number or running]
    screen = console()
    screen.print(
        f"{len(weeks)} weeks for {programme.athlete} from {day_in_words(programme.weeks[0].starts)}; "
        f"week {week.number}"
        + (
            " (taken as a lighter one; what is prescribed is eased):"
            if week.lighter
            else " (a lighter week is offered; “gluteal plan --lighter” takes it):"
            if week.deload
            else ":"
        ),
        markup=False,
    )
    said: set[str] = set()
    for session in week.sessions:
        minutes = round(session.seconds / 60)
        screen.print(f"\n[bold]{day_in_words(session.day)}[/bold], about {minutes} minutes")
        _show_session(session, catalogue, said, screen)
    _show_regions(programme, week.phase)
    for sentence in (*programme.falls_short, programme.smallest_change, *programme.notes):
        if sentence:
            screen.print(sentence, markup=False)


def _show_slot(one: "SlotAnswer", screen: "Console") -> None:
    slot, asked = one.slot, one.prescriptions
    named = asked[0].choice if asked else slot.choice
    screen.print(f"\n[bold]{one.name}[/bold]  ({named}, {slot.part})")
    if not asked:
        _say(screen, 2, _planned(slot, ""))
    for item in asked:
        side = "" if item.side == "both" else f"{item.side}: "
        other = "" if item.choice == named else f"{item.choice}, "
        _say(screen, 2, f"{side}{other}{target_in_words(item)}")
    manner = [*_manner(asked[0].target if asked else slot.target)]
    if slot.support:
        manner.append("with a hand on something fixed")
    if manner:
        _say(screen, 2, f"{', '.join(manner)}")
    if one.done:
        _say(screen, 2, _logged(one))
    # What is said of a side without a diary is over once the first of its sets stands there.
    told = [item for item in asked if not (one.done and item.change == "start")]
    for sentence in dict.fromkeys(
        (*(item.why for item in told), *(item.offer for item in told if item.offer))
    ):
        _say(screen, 2, sentence)
    if not asked or all(item.change == "start" for item in asked):
        _say(screen, 2, slot.why)
    altered = [item.modification for item in asked] if asked else [slot.modification]
    for sentence in dict.fromkeys(filter(None, altered)):
        _say(screen, 2, sentence)


def _logged(one: "SlotAnswer") -> str:
    """Return how many of the sets asked for are logged already."""
    wanted = sum(item.sets for item in one.prescriptions) or one.slot.sets * (2 if one.slot.first_side else 1)
    if one.done >= wanted:
        return f"Done: {counted(one.done, 'set')}."
    return f"{one.done} of {counted(wanted, 'set')} logged already."


def _say(screen: "Console", indent: int, sentence: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    screen.print(Padding(Text(sentence), (0, 0, 0, indent)))


def _manner(target: "Target") -> list[str]:
    from gluteal.catalogue.exercise import Measure

    tempo = "-".join(f"{part:g}" for part in target.tempo)
    found = [] if target.measure is Measure.SECONDS else [f"tempo {tempo}"]
    return found + ([f"rest {target.rest_s} s"] if target.rest_s else [])


def _planned(slot: "Slot", name: str) -> str:
    """Return a slot of the plan in a line: "Leg swing: 1 x 8 to 12 repetitions a side, 4 kg dumbbell"."""
    from gluteal.training import wording

    target = slot.target
    each = " a side" if slot.first_side else ""
    amount = f"{slot.sets} x {wording.span(*target.amount, target.measure)}{each}"
    load = f", {wording.load(target.load)}" if target.load else ""
    return (f"{name}: " if name else "") + amount + load


def _show_session(session: "Session", catalogue: "Catalogue", said: set[str], screen: "Console") -> None:
    from gluteal.training.programme import Part

    names = {slot.choice: _name(slot, catalogue) for slot in session.slots}
    warm_up = [_planned(slot, names[slot.choice]) for slot in session.slots if slot.part is Part.WARM_UP]
    if warm_up:
        _say(screen, 2, "Warm-up: " + "; ".join(warm_up) + ".")
    for slot in session.slots:
        if slot.part is Part.WARM_UP:
            continue
        screen.print(f"  [bold]{names[slot.choice]}[/bold]  ({slot.choice}, {slot.part})")
        _say(screen, 4, _planned(slot, ""))
        if f"{slot.choice}: {slot.why}" not in said:  # an exercise's reason is not said again on another day
            _say(screen, 4, slot.why)
        said.add(f"{slot.choice}: {slot.why}")


def _name(slot: "Slot", catalogue: "Catalogue") -> str:
    known = catalogue.choices.get(slot.choice)  # a programme of an older Gluteal may hold others
    return known.name if known else slot.choice


def _show_regions(programme: "Programme", phase: int) -> None:
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, title="\nHard sets a week and side", title_justify="left"
    )
    for title in ("Region", "Aim", "Planned"):
        table.add_column(title, overflow="fold")
    for row in programme.regions.get(phase, ()):
        table.add_row(row.region.replace("-", " "), f"{row.target:g}", f"{row.low:g} to {row.high:g}")
    console().print(table)


def _span(pair: tuple[int, int]) -> str:
    low, high = pair
    return f"{low}" if low == high else f"{low} to {high}"
