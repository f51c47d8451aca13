"""Short facts besides sets: `morning`, `sleep`, `effort`, `measure`, `retest`."""

from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, DataDir, answer, day_of, fact, tell, today
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.context import store as opened
from gluteal.errors import BadValue, UnknownName

if TYPE_CHECKING:
    from gluteal.training.athlete import Side
    from gluteal.training.diary import Entry
    from gluteal.web.store import Store

Day = Annotated[str | None, typer.Option("--day", help="The day it belongs to: a date, or yesterday.")]

_ANSWERS = {
    "ok": "back-to-normal", "back-to-normal": "back-to-normal", "normal": "back-to-normal",
    "up": "still-up", "still-up": "still-up", "worse": "still-up",
}  # fmt: skip


_MEASURE_UNITS = {"cm": 300.0, "mm": 3000.0, "in": 120.0, "kg": 500.0, "lb": 1100.0, "%": 100.0, "bpm": 300.0}
"""Units of body measures, each with more than any body has."""
_TEST_UNITS = {
    "side-bridge-hold": ("s", "seconds", "sec"),
    "side-lying-abduction-reps": ("reps", "repetitions"),
}
_MOST_TEST = 3600
_LONGEST_NAME = 40


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    for command in (morning, effort, sleep, measure, retest):
        # A number below 0 is an answer to be refused in words, not an option.
        app.command(context_settings={"ignore_unknown_options": True})(command)


def morning(
    reply: Annotated[
        str, typer.Argument(help="ok (pain is back to normal) or up (it is still up).", metavar="ok|up")
    ],
    exercises: Annotated[
        list[str] | None, typer.Argument(help="Only these exercises; all of them when left out.")
    ] = None,
    about: Annotated[
        str | None, typer.Option(help="The day of the session; the last one when left out.")
    ] = None,
    side: Annotated[str | None, typer.Option(help="left or right; both when left out.")] = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Answer the question of the next morning: is pain back to normal after the last session?"""
    from gluteal.training.diary import Morning, NextMorning, SetDone
    from gluteal.training.history import Diary

    if reply.lower() not in _ANSWERS:
        raise UnknownName("answer", reply, ("ok", "up"))
    kept = opened(data_dir)
    for slug in exercises or ():
        shipped().choice(slug)
    trained = sorted({e.day for e in Diary(kept.entries()).facts.values() if isinstance(e, SetDone)})
    if about is None:
        before = [day for day in trained if day < today()] or trained
        if not before:
            raise BadValue("No session is in the diary yet, so there is no morning after one.")
        session_day = before[-1]
    else:
        session_day = day_of(about, today="--about")
        if session_day not in trained:
            raise UnknownName("training day", about, map(str, trained[-20:]))
    entry = NextMorning(
        **fact(),
        about=session_day,
        answer=Morning(_ANSWERS[reply.lower()]),
        exercises=tuple(exercises or ()),
        side=side_of(side) if side else None,
    )
    words = "back to normal" if entry.answer is Morning.BACK_TO_NORMAL else "still up"
    write(kept, [entry], as_json, f"Noted: on the morning after {session_day}, pain was {words}.")


def effort(
    score: Annotated[
        float, typer.Argument(help="0 (rest) to 10 (the most you know), half an hour after the end.")
    ],
    minutes: Annotated[float | None, typer.Option(help="How long the session took.")] = None,
    notes: Annotated[str, typer.Option(help="Anything worth keeping.")] = "",
    day: Day = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Close a session: how hard it was as a whole, and how long it took."""
    from gluteal.training.diary import SessionDone, SetDone
    from gluteal.training.history import Diary

    score = within("Effort", score, 0, 10)
    minutes = None if minutes is None else within("--minutes", minutes, 0, 24 * 60)
    kept, common = opened(data_dir), fact(day)
    on_day = [
        e.session
        for e in Diary(kept.entries()).facts.values()
        if isinstance(e, SetDone) and e.day == common["day"] and e.session
    ]
    session = on_day[-1] if on_day else f"free/{common['day']}"
    entry = SessionDone(**common, session=session, effort=score, minutes=minutes, notes=notes)
    write(kept, [entry], as_json, f"Noted: effort {score:g} of 10 on {entry.day}.")


def sleep(
    hours: Annotated[float, typer.Argument(help="Hours slept in the night that ended on the day.")],
    day: Day = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Note how long you slept."""
    from gluteal.training.diary import Slept

    entry = Slept(**fact(day), hours=within("Sleep", hours, 0, 24))
    write(opened(data_dir), [entry], as_json, f"Noted: {hours:g} hours of sleep before {entry.day}.")


def measure(
    what: Annotated[str, typer.Argument(help="What was measured, such as hip-girth or mass.")],
    value: Annotated[float, typer.Argument(help="The number.")],
    unit: Annotated[str, typer.Argument(help="Its unit, such as cm or kg.")],
    day: Day = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Note a body measure in its own unit."""
    from gluteal.training.diary import Measured

    if not what.strip() or len(what) > _LONGEST_NAME:
        raise BadValue(f"Say in 1 to {_LONGEST_NAME} letters what was measured, such as hip-girth or mass.")
    if unit.lower() not in _MEASURE_UNITS:
        raise UnknownName("unit of a measure", unit, _MEASURE_UNITS)
    most = _MEASURE_UNITS[unit.lower()]
    entry = Measured(**fact(day), what=what, value=within("A measure", value, 0, most), unit=unit.lower())
    write(opened(data_dir), [entry], as_json, f"Noted: {what} {value:g} {unit} on {entry.day}.")


def retest(
    test: Annotated[str, typer.Argument(help="side-bridge-hold or side-lying-abduction-reps.")],
    side: Annotated[str, typer.Argument(help="left or right.")],
    value: Annotated[float, typer.Argument(help="What was reached.")],
    unit: Annotated[str, typer.Argument(help="seconds, reps or another unit.")],
    conditions: Annotated[str, typer.Option(help="Anything that should be the same next time.")] = "",
    day: Day = None,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Note a retest on one side."""
    from gluteal.training.diary import Retest
    from gluteal.training.history import Diary
    from gluteal.training.retest import TESTS, retest_change

    if test not in TESTS:
        raise UnknownName("test", test, TESTS)
    if unit.lower() not in _TEST_UNITS[test]:
        raise UnknownName(f"unit of {test}", unit, _TEST_UNITS[test])
    one = side_of(side)
    if one == "both":
        raise BadValue("A test is done on one side at a time; say left or right.")
    entry = Retest(
        **fact(day),
        test=test,
        side=one,
        value=within("A result", value, 0, _MOST_TEST),
        unit=_TEST_UNITS[test][0],
        conditions=conditions,
    )
    kept = opened(data_dir)
    book = Diary((*kept.entries(), entry))
    change = retest_change(book, test, one, entry.day, shipped().ledger)
    words = f"Noted: {test} {side} {value:g} {unit}."
    write(kept, [entry], as_json, words if change is None else f"{words}\n{change}")


def side_of(text: str) -> "Side":
    """Read a side: left, right or both, or a letter of one. Raises `UnknownName`."""
    from gluteal.training.athlete import Side

    short = {side[:1]: side for side in Side}
    wanted = text.strip().lower()
    if wanted in short:
        return short[wanted]
    if wanted not in tuple(Side):
        raise UnknownName("side", text, Side)
    return Side(wanted)


def within(what: str, value: float, low: float, high: float | None) -> float:
    """Return `value` when it lies in the range; raises `BadValue` otherwise, for NaN too."""
    if not value >= low or (high is not None and value > high) or value == float("inf"):
        span = f"{low:g} to {high:g}" if high is not None else f"{low:g} or more"
        raise BadValue(f"{what} is {span}, not {value:g}.")
    return value


def write(kept: "Store", entries: "list[Entry]", as_json: bool, sentence: str) -> None:
    """Add entries to the diary and say so."""
    from gluteal.cli.answer import LogAnswer

    kept.add(entries)
    if as_json:
        answer(LogAnswer(entries=tuple(entries)))
    else:
        tell(sentence)
