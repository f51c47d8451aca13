"""The command that fills an empty store with a simulated athlete: `demo`."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, DataDir, answer, tell, today, working
from gluteal.cli.context import catalogue as shipped
from gluteal.cli.context import store as opened
from gluteal.cli.files import stop_if_used

if TYPE_CHECKING:
    from gluteal.training.athlete import Athlete

_WEEKS = 12


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(demo)


def demo(
    example: Annotated[
        str, typer.Option(help="The example profile that the simulated athlete has.")
    ] = "lifter",
    weeks: Annotated[int, typer.Option(help="How many weeks of diary.", min=1, max=104)] = _WEEKS,
    seed: Annotated[int, typer.Option(help="Another number gives another life.")] = 1,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Fill an EMPTY store with a simulated athlete and twelve weeks of diary."""
    from random import Random

    from gluteal.cli.answer import DemoAnswer
    from gluteal.training.profile import example as example_of
    from gluteal.training.simulate import simulate

    kept = opened(data_dir)
    stop_if_used(kept)
    day = today()
    first = day - timedelta(weeks=weeks)
    athlete = simulated(example_of(example), first)
    with working("Somebody made up trains for you; this takes a quarter of a minute …"):
        life = simulate(athlete, shipped(), first, weeks, Random(seed))  # noqa: S311 - a made-up diary, no secret
    kept.restore((athlete,), life.programmes, life.entries)
    kinds = [entry.kind for entry in life.entries]
    found = DemoAnswer(
        athlete=athlete.name,
        weeks=weeks,
        programmes=len(life.programmes),
        sessions=kinds.count("session"),
        sets=kinds.count("set"),
        first=first,
        last=day,
    )
    if as_json:
        answer(found)
        return
    tell(
        f"{athlete.name} now has {weeks} weeks of made-up diary: {found.sessions} sessions, {found.sets} sets. "
        "Nothing of it comes from a real person; every entry is marked “demo”."
    )
    tell("Look at “gluteal history” and “gluteal next”.")


def simulated(athlete: "Athlete", first: date) -> "Athlete":
    """Return the profile as it was on the first day: marked as simulated, its safety answers given that day."""
    screening = athlete.screening and replace(athlete.screening, answered_on=first)
    conditions = tuple(replace(c, since=min(c.since, first) if c.since else None) for c in athlete.conditions)
    return replace(athlete, name=f"{athlete.name} (simulated)", screening=screening, conditions=conditions)
