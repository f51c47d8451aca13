"""Commands that read the catalogue: `exercises`, `explain`, `check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from gluteal.cli.context import AsJson, answer, console, tell
from gluteal.cli.context import catalogue as shipped
from gluteal.errors import BadData, BadValue, UnknownName

if TYPE_CHECKING:
    from gluteal.catalogue.claim import Claim
    from gluteal.catalogue.exercise import Choice, Exercise
    from gluteal.catalogue.load import Catalogue
    from gluteal.catalogue.search import Hit
    from gluteal.cli.answer import Found

_WIDE = 96  # columns from which the list of exercises is a table


def add_to(app: typer.Typer) -> None:
    """Register this group's commands."""
    app.command()(exercises)
    app.command()(explain)
    app.command()(check)


def exercises(
    query: Annotated[list[str] | None, typer.Argument(help="What it is called, more or less.")] = None,
    region: Annotated[str | None, typer.Option(help="A muscle region that it works.")] = None,
    action: Annotated[str | None, typer.Option(help="An action, such as abduction.")] = None,
    equipment: Annotated[str | None, typer.Option(help="A thing that it uses; “none” for none.")] = None,
    position: Annotated[str | None, typer.Option(help="A position, such as side-lying.")] = None,
    level: Annotated[int | None, typer.Option(help="A level, 1 to 5.")] = None,
    tag: Annotated[str | None, typer.Option(help="A safety tag, a purpose or a role.")] = None,
    as_json: AsJson = False,
) -> None:
    """Find exercises by name, forgiving of typos, and by what they work and need."""
    from gluteal.catalogue.search import search
    from gluteal.cli.answer import FoundAll

    words = " ".join(query or ())
    hits = search(
        shipped(),
        words,
        region=region,
        action=action,
        equipment=equipment,
        position=position,
        level=level,
        tag=tag,
    )
    if as_json:
        answer(FoundAll(query=words, hits=tuple(_found(hit) for hit in hits)))
    elif not hits:
        tell("Nothing like that is in the catalogue; “gluteal exercises” lists all there is.")
    else:
        _table_of(hits)


def explain(
    name: Annotated[
        str, typer.Argument(help="An exercise's slug, or a claim's id such as A3.", metavar="SLUG|CLAIM")
    ],
    as_json: AsJson = False,
) -> None:
    """Explain an exercise, or a claim with its grade and sources."""
    found = shipped()
    wanted = name.strip().lower().replace(" ", "-").replace("_", "-")
    if wanted in found.choices:
        _explain_choice(found.choices[wanted], found, as_json)
        return
    claims = {claim_id.lower(): claim for claim_id, claim in found.ledger.claims.items()}
    if wanted in claims:
        _explain_claim(claims[wanted], found, as_json)
        return
    from difflib import get_close_matches

    from gluteal.catalogue.search import search, words_of

    near = [hit.choice.slug for hit in search(found, name)[:3]] if words_of(name) else []
    if get_close_matches(wanted, near):
        raise UnknownName("exercise or claim", name, near)
    like = f"; the nearest are {', '.join(near)}" if near else ""
    raise BadValue(
        f"No exercise or claim is called “{name}”{like}. “gluteal exercises” lists all {len(found.choices)} exercises; "
        "claims are named like A3, D5 or R12."
    )


def check(as_json: AsJson = False) -> None:
    """Check the catalogue: every reference, every number's source, every study."""
    from gluteal.cli.answer import CheckAnswer

    try:
        found, faults = shipped(), ()
    except BadData as error:
        if not as_json:
            raise
        answer(CheckAnswer(sound=False, exercises=0, choices=0, claims=0, studies=0, faults=error.faults))
        raise typer.Exit(2) from None
    counts = CheckAnswer(
        sound=True,
        exercises=len(found.exercises),
        choices=len(found.choices),
        claims=len(found.ledger.claims),
        studies=len(found.ledger.studies),
        faults=faults,
    )
    if as_json:
        answer(counts)
    else:
        tell(
            f"The catalogue is sound: {counts.exercises} exercises with {counts.choices} choices, "
            f"{counts.claims} claims, {counts.studies} studies."
        )


def needs(choice: "Choice") -> str:
    """Return a choice's equipment in words; "nothing" for none."""
    return ", ".join(" or ".join(group) for group in choice.equipment) or "nothing"


def _found(hit: "Hit") -> "Found":
    from gluteal.cli.answer import Found

    choice = hit.choice
    return Found(
        slug=choice.slug,
        name=choice.name,
        exercise=choice.exercise,
        level=choice.level,
        position=choice.position,
        resistance=choice.resistance,
        equipment=choice.equipment,
        actions=choice.actions,
        regions={r: s.level for r, s in choice.stimulus.items() if choice.credit[r][1] > 0},
        tags=tuple(sorted(choice.tags)),
        score=hit.score,
        matched=hit.matched,
    )


def _table_of(hits: "list[Hit]") -> None:
    from rich import box
    from rich.table import Table

    screen = console()
    if screen.width < _WIDE:
        for hit in hits:
            choice = hit.choice
            screen.print(
                f"{choice.slug}\n  level {choice.level}, {choice.position}, {needs(choice)}", markup=False
            )
    else:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column("Exercise", no_wrap=True)
        table.add_column("Level", justify="right")
        table.add_column("Position")
        table.add_column("Needs")
        for hit in hits:
            choice = hit.choice
            table.add_row(choice.slug, str(choice.level), choice.position, needs(choice))
        screen.print(table)
    screen.print("“gluteal explain” with one of these tells how it is done and what is known about it.")


def _explain_choice(choice: "Choice", found: "Catalogue", as_json: bool) -> None:
    from gluteal.catalogue.check import cited_claims

    exercise = found.exercises[choice.exercise]
    cited = dict.fromkeys((*choice.claims, *cited_claims(exercise)))
    claims = tuple(found.ledger.claims[c] for c in cited if c in found.ledger.claims)
    if as_json:
        from gluteal.cli.answer import ExerciseAnswer

        answer(ExerciseAnswer(choice=choice, exercise=exercise, claims=claims))
        return
    screen = console()
    screen.print(f"[bold]{choice.name}[/bold]  ({choice.slug}, level {choice.level})")
    screen.print(choice.what_changes or exercise.summary)
    for title, text in (
        ("Needs", needs(choice)),
        ("Set-up", choice.set_up),
        ("How", choice.execution),
        ("Felt", choice.felt),
        ("Not felt", choice.not_felt),
        ("Easier", ", ".join(choice.easier)),
        ("Harder", ", ".join(choice.harder)),
        ("Watch", ", ".join(sorted(choice.tags))),
    ):
        if text:
            screen.print(f"[bold]{title}[/bold]: {text}")
    for cue in choice.cues:
        screen.print(f"  • {cue}")
    _faults_and_parameters(choice, exercise)
    _stimulus_table(choice)
    screen.print(f"Claims: {', '.join(cited)}. “gluteal explain” with one of them gives its sources.")


def _faults_and_parameters(choice: "Choice", exercise: "Exercise") -> None:
    screen = console()
    for fault in choice.faults:
        screen.print(f"[bold]Fault[/bold]: {fault.name}. {fault.seen} {fault.mend}")
    for parameter in exercise.parameters:
        span = ", ".join(parameter.options) or f"{parameter.low:g} to {parameter.high:g} {parameter.unit}"
        screen.print(
            f"[bold]{parameter.label}[/bold] ({span}; as it stands {parameter.default}): {parameter.effect}"
        )


def _stimulus_table(choice: "Choice") -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Region", no_wrap=True)
    for title in ("Works it (a set counts)", "Grade", "Claims"):
        table.add_column(title)
    for region, stimulus in choice.stimulus.items():
        low, _, high = choice.credit[region]
        counts = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        table.add_row(region, f"{stimulus.level} ({counts})", stimulus.grade, " ".join(stimulus.claims))
    console().print(table)


def _explain_claim(claim: "Claim", found: "Catalogue", as_json: bool) -> None:
    from gluteal.catalogue.check import cited_claims

    studies = tuple(found.ledger.studies[key] for key in claim.sources if key in found.ledger.studies)
    cited_by = tuple(slug for slug, e in found.exercises.items() if claim.id in set(cited_claims(e)))
    if as_json:
        from gluteal.cli.answer import ClaimAnswer

        answer(ClaimAnswer(claim=claim, studies=studies, cited_by=cited_by))
        return
    screen = console()
    screen.print(f"[bold]{claim.id}  {claim.title}[/bold]  (grade {claim.grade})", markup=True)
    screen.print(claim.wording, markup=False)
    if claim.range:
        screen.print(f"Range: {claim.range}", markup=False)
    if claim.seed:
        screen.print(
            f"The seed article says ({claim.seed.section}): {claim.seed.says} We {claim.seed.verdict}: "
            f"{claim.seed.reason}",
            markup=False,
        )
    for name, number in claim.numbers.items():
        span = "" if number.low is None else f" ({number.low:g} to {number.high:g})"
        screen.print(f"  {name}: {number.value:g} {number.unit}{span}", markup=False)
    for study in studies:
        seen = f" {study.doi or study.seen_at or ''}".rstrip()
        screen.print(f"Source: {study.citation} (read: {study.read}){seen}", markup=False)
    screen.print(f"What would change it: {claim.would_change}", markup=False)
    for title, names in (("See", claim.see), ("Cited by", cited_by)):
        if names:
            screen.print(f"{title}: {', '.join(names)}", markup=False)
