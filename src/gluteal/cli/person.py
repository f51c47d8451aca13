"""The command that makes a profile: `init`, from answers, from a file, or from an example."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, DataDir, answer, tell, today
from gluteal.cli.context import store as opened
from gluteal.errors import BadValue

if TYPE_CHECKING:
    from gluteal.training.athlete import Athlete


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(init)


def init(
    profile: Annotated[Path | None, typer.Option(help="A profile in TOML; nothing is asked then.")] = None,
    example: Annotated[
        str | None, typer.Option(help="An example: runner, lifter, desk-worker, seventy or dancer.")
    ] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help="Answer only the safety questions again.")
    ] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Say who you are: goals, days, kit, body, conditions, and the safety questions."""
    from gluteal.training.profile import example as example_of
    from gluteal.training.profile import load_profile
    from gluteal.training.safety import check_adult, clear

    if sum((profile is not None, example is not None, questions)) > 1:
        raise BadValue("Give only one of --profile, --example and --questions.")
    if profile is not None:
        athlete = load_profile(profile)
    elif example is not None:
        athlete = example_of(_EXAMPLE_NAMES.get(example, example))
        if (
            athlete.screening is not None
        ):  # an example has answered the safety questions on the day it is tried
            athlete = replace(athlete, screening=replace(athlete.screening, answered_on=today()))
    else:
        athlete = _asked(data_dir, only_questions=questions)
    check_adult(athlete, today())  # nothing of a child is kept
    kept = opened(data_dir)
    before = kept.athlete()
    kept.save_athlete(athlete)
    if as_json:
        answer(athlete)
    else:
        tell(_saved(athlete, before))
    clear(athlete, today())  # a sentence that sends to a professional is due now, not at the plan
    if not as_json:
        tell("Next: “gluteal plan” makes the programme.")


_EXAMPLE_NAMES = {"desk": "desk-worker", "older": "seventy"}


def _asked(data_dir: Path | None, *, only_questions: bool) -> "Athlete":
    from gluteal.cli.context import athlete
    from gluteal.cli.interview import ask_all, ask_safety

    if only_questions:
        return ask_safety(athlete(opened(data_dir)), today())
    return ask_all(today())


def _saved(athlete: "Athlete", before: "Athlete | None") -> str:
    if athlete == before:
        return f"The profile of {athlete.name} is as it was; nothing has changed."
    if before is not None:
        return f"The profile of {athlete.name} is saved; the one before it is kept. A new plan takes it up."
    return f"The profile of {athlete.name} is saved."
