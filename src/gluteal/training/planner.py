"""Makes a programme: a person, the catalogue and a day in; a block of weeks with its reasons and limits out."""

from dataclasses import replace
from datetime import date

from gluteal.catalogue.exercise import Role
from gluteal.catalogue.load import Catalogue
from gluteal.errors import BadValue, NoPlan
from gluteal.record import to_json
from gluteal.training.athlete import Athlete, Goal
from gluteal.training.block import Dressed, Span, dress, spans, starts_within, weekly_sets, weeks
from gluteal.training.candidate import Candidate, candidates, no_easier
from gluteal.training.clearance import Clearance
from gluteal.training.explain import no_plan
from gluteal.training.phase import Phase, answer, held_back, held_light, question
from gluteal.training.programme import Programme, RegionWeek, Solve, Week
from gluteal.training.safety import clear
from gluteal.training.shortfall import sentences, smallest_change
from gluteal.training.solve import OPTIMAL
from gluteal.training.volume import aims, block_weeks, region_weeks


def plan(athlete: Athlete, catalogue: Catalogue, today: date, work: float | None = None) -> Programme:
    """Return the programme of a training block that starts today.

    The same arguments always give the same programme. Two weekly plans are made, each proven best or given with its
    bound: the second keeps the main lifts of the first and prefers other accessories.

    Args:
        athlete: The person.
        catalogue: What there is to choose from, and the rules' numbers.
        today: The first day of week 1.
        work: The most deterministic seconds for each weekly search; None: as the rules say.

    Raises:
        NotSafe: The safety gate is shut; says whom to see.
        NoPlan: No safe plan exists; names the constraints in conflict and the cheapest way out.
        BadValue: The profile asks for something that cannot be planned at all.

    """
    _check(athlete, catalogue)
    ledger = catalogue.ledger
    clearance = clear(athlete, today, ledger)
    work = ledger.number("planner-limits", "weekly-work") if work is None else work
    notes: list[str] = []
    try:
        phases = _phases(athlete, catalogue, clearance, work)
    except NoPlan:
        wanting = replace(athlete, dislikes=())
        if not athlete.dislikes:
            raise
        phases = _phases(wanting, catalogue, clearance, work)
        athlete = wanting
        notes.append(
            "Without the exercises that you do not want there is no plan, so some of them are in it."
        )
    return _programme(athlete, catalogue, clearance, phases, notes)


def _check(athlete: Athlete, catalogue: Catalogue) -> None:
    low, high = (int(catalogue.ledger.number("A32", f"weeks-{end}")) for end in ("low", "high"))
    asked = block_weeks(athlete, catalogue.ledger)
    if not low <= asked <= high:
        raise BadValue(f"A block has {low} to {high} weeks, not {asked}.")
    if not athlete.days:
        raise BadValue("No training day is named; name at least one of mon, tue, wed, thu, fri, sat, sun.")
    if len(set(athlete.days)) != len(athlete.days):
        raise BadValue("A training day is named twice.")
    if athlete.minutes <= 0:
        raise BadValue(
            f"A session of {athlete.minutes} minutes cannot be planned; it needs a positive number."
        )
    if not athlete.goals or min(athlete.goals.values()) <= 0:
        raise BadValue(f"Every plan needs a goal with a weight above 0; there are: {', '.join(Goal)}.")


def _phases(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, work: float
) -> list[tuple[Span, Phase, Dressed]]:
    ledger, goals = catalogue.ledger, aims(athlete, catalogue.ledger, clearance.day)
    start = clearance.day.weekday()
    eve = (start - 1) % 7  # the last day of a week that begins today
    left = ledger.number("planner-limits", "block-work")
    done: list[tuple[Span, Phase, tuple[Candidate, ...]]] = []
    for span in spans(athlete, clearance, ledger):
        pool = candidates(athlete, catalogue, clearance, clearance.day, span.level_cap)
        if not done:
            first = answer(question(athlete, pool, clearance, goals, ledger), ledger, work) if pool else None
            if first is None:
                raise no_plan(athlete, catalogue, clearance, span.level_cap)
            done.append((span, first, pool))
            left -= first.found.work
            continue
        before = done[-1][1]
        week = replace(
            question(
                athlete,
                no_easier(pool, (p.candidate for p in before.picks)),
                clearance,
                goals,
                ledger,
                before.mains,
            ),
            used=before.accessories,
            start_limit=starts_within(athlete, catalogue, clearance, done[-1][0], before),
            light=held_light(before, eve, start, ledger),
            rested=held_back(before, eve, start, ledger),
        )
        # Where the main lifts leave no other week, the same week goes on.
        after = (
            answer(week, ledger, min(work, max(left, ledger.number("planner-limits", "least-work"))))
            or before
        )
        left -= after.found.work if after is not before else 0
        # A swap on the last day of the first phase must not meet a hard first day of the second.
        held = replace(before.week, light=held_light(after, start, eve, ledger))
        done[-1] = (done[-1][0], replace(before, week=held), done[-1][2])
        done.append((span, after, pool))
    return [(span, phase, dress(athlete, catalogue, clearance, phase, pool)) for span, phase, pool in done]


def _programme(
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance,
    phases: list[tuple[Span, Phase, Dressed]],
    notes: list[str],
) -> Programme:
    today = clearance.day
    tables = _tables(athlete, catalogue, clearance, phases)
    last_span, last, _ = phases[-1]
    made = weeks(athlete, catalogue, clearance, phases, today)
    first_span, first, _ = phases[0]
    notes += _notes(athlete, clearance, made, phases)
    claims = {
        claim for week in made for session in week.sessions for slot in session.slots for claim in slot.claims
    }
    return Programme(
        id=_identity(athlete, today),
        athlete=athlete.name,
        made_on=today,
        weeks=made,
        regions=tables,
        covered={span.number: _covered(phase) for span, phase, _ in phases},
        falls_short=sentences(tables[last_span.number], last.missing, len(last.mains)),
        smallest_change=smallest_change(athlete, catalogue, clearance, first, first_span.level_cap),
        notes=tuple(dict.fromkeys(notes)),
        claims=tuple(sorted(claims | set(clearance.claims) | {"A10", "A11", "A12", "A17", "weekly-targets"})),
        solves=tuple(_solve(span, phase) for span, phase, _ in phases),
    )


def _tables(
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance,
    phases: list[tuple[Span, Phase, Dressed]],
) -> dict[int, tuple[RegionWeek, ...]]:
    """Return each phase's weekly table as its last week really has it."""
    sets = weekly_sets(athlete, catalogue, clearance, [(span, phase) for span, phase, _ in phases])
    return {
        span.number: region_weeks(
            phase.week.aims,
            [(phase.sessions[s][k].choice, count) for (s, k), count in sets[span.last].items()],
        )
        for span, phase, _ in phases
    }


def _covered(phase: Phase) -> tuple[Role, ...]:
    return tuple(role for role in Role if f"role:{role}" not in phase.missing)


def _solve(span: Span, phase: Phase) -> Solve:
    found = phase.found
    return Solve(
        phase=span.number,
        status=found.status,
        objective=float(found.objective),
        bound=float(found.bound),
        seconds=found.work,
        levels=found.levels,
    )


def _notes(
    athlete: Athlete,
    clearance: Clearance,
    made: tuple[Week, ...],
    phases: list[tuple[Span, Phase, Dressed]],
) -> list[str]:
    notes = list(clearance.notes)
    slots = [slot for week in made for session in week.sessions for slot in session.slots]
    if any(slot.target.load is not None for slot in slots):
        notes.append(
            "Starting loads and bands are careful guesses; the repetitions that you have in reserve correct them."
        )
    if not any(slot.part == "warm-up" for slot in slots):
        notes.append("Walk briskly or march on the spot until you are warm before each session.")
    deload = next((week.number for week in made if week.deload), None)
    if deload is not None:
        notes.append(
            f"Week {deload} may be a lighter one: half the sets if you feel that you need it; nobody has to."
        )
    if any(slot.support for slot in slots):
        notes.append(
            "Standing work is done with a hand on something fixed; as it gets steady, lean on the hand less, "
            "then use fingertips, then only keep it near."
        )
    if any(phase.found.status != OPTIMAL for _, phase, _ in phases):
        notes.append(
            "The search stopped at its limit: the plan keeps every rule, and a slightly better one may exist."
        )
    before, after = phases[0][1], phases[-1][1]
    kept = {pick.choice.slug for pick in before.picks} == {pick.choice.slug for pick in after.picks}
    if before.accessories and kept:
        proven = after.found.status == OPTIMAL and after is not before
        why = "No other accessories would serve you as well, so they" if proven else "The accessories"
        notes.append(f"{why} stay for the whole block.")
    return notes


def _identity(athlete: Athlete, today: date) -> str:
    from hashlib import sha256

    digest = sha256(f"{to_json(athlete)}{today.isoformat()}".encode()).hexdigest()
    return f"block-{today.isoformat()}-{digest[:10]}"
