"""The questions that make a profile, asked one by one; a wrong answer is explained and asked again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from gluteal.errors import BadValue, GlutealError, UnknownName

if TYPE_CHECKING:
    from gluteal.training.athlete import Athlete, Band, Condition, Kit, OtherTraining

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def ask_all(today: date) -> "Athlete":
    """Ask everything that a plan depends on, the safety questions last."""
    from gluteal.catalogue.load import load
    from gluteal.errors import BadData
    from gluteal.training.athlete import Athlete, Experience, Goal, Side, Unit, Weekday
    from gluteal.training.profile import faults_of

    typer.echo("A few questions; Ctrl-C leaves without saving anything.")
    name = _ask("What shall I call you?", _filled)
    born = _ask("In which year were you born?", _whole)
    experience = _ask(
        f"How long have you trained with resistance? ({_words(Experience)})", _one_of(Experience), "new"
    )
    goals = _ask(f"What for? One or more of {_words(Goal)}", _some_of(Goal), "growth")
    days = _ask("On which days? For example: mon thu", _some_of(Weekday))
    minutes = _ask("How many minutes a session?", _whole, "30")
    units = _ask("Are your weights marked in kg or lb?", _one_of(Unit), "kg")
    weaker = _ask("Is one side weaker? (left, right, no)", _maybe(_one_of(Side)), "no")
    athlete = Athlete(
        name=name,
        born=born,
        experience=experience,
        goals=dict.fromkeys(goals, 1.0),
        days=days,
        minutes=minutes,
        units=units,
        weaker_side=weaker if weaker is not Side.BOTH else None,
        kit=_kit(),
        reaches_floor=_yes("Can you get down to the floor and up again?", True),
        needs_hand_support=_yes("Do you need something to hold on to when standing on one leg?", False),
        spare_tfl=_yes("Do you feel side leg work mostly at the front of the hip?", False),
        other_training=_other_training(),
        conditions=_conditions(),
    )
    faults = faults_of(athlete, load().ledger)
    if faults:
        raise BadData(faults)
    return ask_safety(athlete, today)


def ask_safety(athlete: "Athlete", today: date) -> "Athlete":
    """Ask the safety questions, and those that belong to a condition, and return the athlete with the answers."""
    from gluteal.training.athlete import Screening
    from gluteal.training.question import FOLLOW_UPS, SCREENING_GROUPS, questions_of

    typer.echo("Now the safety questions. Answer yes when you are not sure.")
    yes = {
        field: tuple(q.key for q in questions_of(*groups) if _yes(q.asks, None))
        for field, groups in SCREENING_GROUPS.items()
    }
    cleared = bool(yes["suitability_yes"]) and _yes(
        "Has a doctor or physiotherapist, knowing this, cleared you for exercise?", False
    )
    conditions = tuple(
        replace(
            condition,
            details=tuple(q.key for q in questions_of(*FOLLOW_UPS[condition.kind]) if _yes(q.asks, None)),
        )
        if condition.kind in FOLLOW_UPS
        else condition
        for condition in athlete.conditions
    )
    screening = Screening(answered_on=today, professional_clearance=cleared, **yes)
    return replace(athlete, screening=screening, conditions=conditions)


def _kit() -> "Kit":
    from gluteal.training.athlete import Kit

    bands = _ask("Which bands do you own? Their colours, softest first; none", _bands, "none")
    return Kit(
        bands=bands,
        dumbbells=_ask("Which dumbbells? One number for each; none", _weights, "none"),
        ankle_weights=_ask("Which ankle weights? One number for each; none", _weights, "none"),
        bar=_ask("How heavy is your barbell? none", _maybe(_number), "none"),
        plates=_ask("Which plates? One number for each pair; none", _weights, "none"),
        bench=_yes("Is there a bench?", False),
        step_cm=_ask("How high are your steps, in cm? none", _weights, "none"),
        anchor=_yes("Can you fix a long band to something?", False),
        without=_ask("Which of chair, wall, support is NOT there? none", _several, "none"),
    )


def _bands(text: str) -> "tuple[Band, ...]":
    from gluteal.training.athlete import Band

    colours = _several(text)
    return tuple(
        Band(name=f"{colour} {number}" if colours.count(colour) > 1 else colour, colour=colour, order=number)
        for number, colour in enumerate(colours, 1)
    )


def _other_training() -> "tuple[OtherTraining, ...]":
    from gluteal.training.athlete import Activity, OtherTraining, Weekday

    kinds = _ask(
        f"What else do you train? Of {_words(Activity)}; none", _some_of(Activity, none=True), "none"
    )
    return tuple(
        OtherTraining(
            kind=kind,
            days=_ask(f"On which days {kind}?", _some_of(Weekday)),
            hard=_yes(f"Are those {kind} days hard for the hips?", True),
        )
        for kind in kinds
    )


def _conditions() -> "tuple[Condition, ...]":
    from gluteal.training.athlete import Approach, Condition, ConditionKind, Side

    kinds = _ask(
        f"Do you have one of these? {_words(ConditionKind)}; none", _some_of(ConditionKind, none=True), "none"
    )
    found = []
    for kind in kinds:
        hip = kind is ConditionKind.HIP_REPLACEMENT
        found.append(
            Condition(
                kind=kind,
                side=_ask(f"{kind}: which side? (left, right, both, no)", _maybe(_one_of(Side)), "no"),
                irritable=not hip and _yes(f"{kind}: does it flare up easily?", False),
                approach=_ask("Surgical approach?", _maybe(_one_of(Approach)), "no") if hip else None,
                operated_on=_ask("Operated on? (2026-03-31; no)", _maybe(_day), "no") if hip else None,
                cleared_on=_ask(
                    "From which day does your team allow exercise? (2026-03-31; no)", _maybe(_day), "no"
                )
                if hip or kind is ConditionKind.PREGNANCY
                else None,
            )
        )
    return tuple(found)


def _ask(question: str, read: Callable[[str], T], default: str | None = None) -> T:
    while True:
        text: Any = typer.prompt(question, default=default)
        try:
            return read(str(text).strip())
        except GlutealError as error:
            typer.echo(str(error))


def _yes(question: str, default: bool | None) -> bool:
    return typer.confirm(question, default=default)


def _words(kind: type[StrEnum]) -> str:
    return ", ".join(kind)


def _filled(text: str) -> str:
    if not text:
        raise BadValue("Anything will do, but not nothing.")
    return text


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise BadValue(f"“{text}” is no whole number.")
    return int(text)


def _number(text: str) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise BadValue(f"“{text}” is no number.") from None
    if not 0 < value < float("inf"):
        raise BadValue(f"“{text}” is not above 0.")
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadValue(f"“{text}” is no day; write it as 2026-03-31.") from None


def _several(text: str) -> tuple[str, ...]:
    words = text.lower().replace(";", " ").replace(",", " ").split()
    return () if words in ([], ["none"], ["no"]) else tuple(words)


def _weights(text: str) -> tuple[float, ...]:
    words = text.lower().replace(";", " ").replace(", ", " ").split()
    return () if words in ([], ["none"], ["no"]) else tuple(_number(word) for word in words)


def _maybe(read: Callable[[str], T]) -> Callable[[str], T | None]:
    return lambda text: None if text.lower() in ("no", "none", "") else read(text)


def _one_of(kind: type[E]) -> Callable[[str], E]:
    def read(text: str) -> E:
        if text.lower() not in tuple(kind):
            raise UnknownName("answer", text, kind)
        return kind(text.lower())

    return read


def _some_of(kind: type[E], *, none: bool = False) -> Callable[[str], tuple[E, ...]]:
    def read(text: str) -> tuple[E, ...]:
        found = tuple(dict.fromkeys(_one_of(kind)(word) for word in _several(text)))
        if not found and not none:
            raise BadValue(f"At least one of {_words(kind)}.")
        return found

    return read
