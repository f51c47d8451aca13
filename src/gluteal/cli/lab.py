"""Commands that reckon what an exercise asks of each muscle: `load` and `whatif`."""

from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, answer, console, tell
from gluteal.errors import BadValue

if TYPE_CHECKING:
    from gluteal.body.person import Person
    from gluteal.lab.loads import Loads

Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="A setting, such as hip-rotation=15; again for more.", metavar="NAME=VALUE"),
]
Slug = Annotated[str, typer.Argument(help="An exercise's slug.")]
Height = Annotated[float | None, typer.Option("--height", help="Of the body, in cm.")]
Mass = Annotated[float | None, typer.Option("--mass", help="Of the body, in kg.")]
Strength = Annotated[float, typer.Option("--strength", help="Factor on the strength of every muscle.")]


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(load)
    app.command()(whatif)


def load(
    slug: Slug,
    settings: Settings = None,
    side: Annotated[str, typer.Option(help="Which leg works: right or left.")] = "right",
    height: Height = None,
    mass: Mass = None,
    strength: Strength = 1.0,
    as_json: AsJson = False,
) -> None:
    """Reckon how hard each muscle region works in an exercise, as the mechanics ask."""
    from gluteal.cli.lab_answer import load_answer
    from gluteal.lab.loads import body_of, loads
    from gluteal.lab.motion import idle_weight, motion

    body = body_of(_person(height, mass, strength))
    given = _read(settings)
    moved = motion(_slug(slug), given, side, skeleton=body.skeleton)
    if "weight" in given and (idle := idle_weight(moved.settings)) in moved.simplified:
        raise BadValue(idle)
    found = loads(moved, body)
    if as_json:
        answer(load_answer(found))
    else:
        _table(found)


def whatif(
    slug: Slug,
    name: Annotated[str, typer.Argument(help="The setting that is moved over its range.")],
    settings: Settings = None,
    height: Height = None,
    mass: Mass = None,
    strength: Strength = 1.0,
    as_json: AsJson = False,
) -> None:
    """Move one setting of an exercise over its range and say which regions work harder or less."""
    from gluteal.cli.lab_answer import whatif_answer
    from gluteal.lab.loads import SAYS
    from gluteal.lab.truth import doubts
    from gluteal.lab.whatif import whatif as moved

    found = moved(_slug(slug), name, _read(settings), person=_person(height, mass, strength))
    if as_json:
        answer(whatif_answer(found))
        return
    for sentence in (*found.sentences, *doubts(found.slug)):
        tell(sentence)
    tell(SAYS)


def _slug(text: str) -> str:
    return text.strip().lower().replace(" ", "-").replace("_", "-")


def _person(height: float | None, mass: float | None, strength: float) -> "Person":
    from gluteal.body.errors import within
    from gluteal.body.person import HEIGHTS, REFERENCE_HEIGHT, REFERENCE_MASS, Person

    if height is not None:
        low, high = (round(100 * end) for end in HEIGHTS)
        within("A height", height, low, high, "cm")
    return Person(
        height=REFERENCE_HEIGHT if height is None else height / 100,
        mass=REFERENCE_MASS if mass is None else mass,
        strength=strength,
    )


def _read(settings: list[str] | None) -> dict[str, object]:
    found: dict[str, object] = {}
    for text in settings or ():
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise BadValue(f"“{text}” is no setting; write it as hip-rotation=15.")
        found[name.strip()] = value.strip()
    return found


def _table(found: "Loads") -> None:
    from rich import box
    from rich.table import Table

    from gluteal.lab.loads import SAYS
    from gluteal.lab.told import SHOWN
    from gluteal.lab.truth import doubts

    motion = found.motion
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Region", no_wrap=True)
    for words in (motion.working, motion.other):
        table.add_column(f"{words}: peak (range), mean", justify="right")
    for region in SHOWN:
        cells = []
        for leg in ("working", "other"):
            one = found.regions[region, leg]
            span = f"{100 * one.low:.0f} to {100 * one.high:.0f}"
            if one.undetermined:
                cells.append(f"undetermined, {span} %")
                continue
            wide = f" ({span})" if one.high - one.low > _WIDE else ""
            cells.append(f"{100 * one.peak:.0f} %{wide}, {100 * one.mean:.0f} %")
        table.add_row(region.value, *cells)
    screen = console()
    screen.print(
        f"{motion.slug}, {motion.side} side; {', '.join(f'{k} {v}' for k, v in motion.settings.items())}"
    )
    screen.print(table)
    for note in (*found.notes, *doubts(motion.slug)):
        screen.print(f"- {note}", markup=False)
    screen.print(SAYS, markup=False)


_WIDE = 0.01
