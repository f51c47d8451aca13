"""A block of weeks: its phases, the sets of each week on the way up, and the sessions as documents."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Role
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete, Experience
from gluteal.training.candidate import Candidate
from gluteal.training.clearance import Clearance
from gluteal.training.phase import DAYS, Phase
from gluteal.training.programme import Session, Slot, Week
from gluteal.training.session import budget, change_seconds, timing
from gluteal.training.slot import Pick, first_side, more_sets, reason, staged, starting_load
from gluteal.training.swap import alternatives, rooms
from gluteal.training.volume import QUARTERS, block_weeks, climb, muscle_sums
from gluteal.training.warmup import Prelude, activation, cool_down, warm_up

ROLES = {
    Role.ABDUCTION: "hip abduction",
    Role.EXTERNAL_ROTATION: "external rotation",
    Role.MINIMUS: "work biased to the gluteus minimus",
    Role.ONE_LEG_PELVIS: "pelvic stability on one leg",
    Role.HIP_EXTENSION: "hip extension",
}
"""What a week should hold, in words."""

Place = tuple[int, int]
"""A slot of a week: the session's and the slot's number, from 0."""


@dataclass(frozen=True, slots=True)
class Span:
    """The weeks of a phase, first and last included, and the level cap that stages put on them."""

    number: int
    first: int
    last: int
    level_cap: int | None


@dataclass(frozen=True, slots=True)
class Dressed:
    """What stays the same in each week of a phase: preludes, the end, alternatives and reasons of every slot."""

    preludes: tuple[tuple[Prelude, ...], ...]
    ends: tuple[Prelude, ...]
    swaps: dict[Place, tuple[str, ...]]
    reasons: dict[Place, tuple[str, tuple[str, ...]]]


def spans(athlete: Athlete, clearance: Clearance, ledger: Ledger) -> tuple[Span, ...]:
    """Return the two phases of a block: half and half, or parted where the last stage of rule D7 begins."""
    weeks = block_weeks(athlete, ledger)
    half = (weeks + 1) // 2
    if clearance.stages:
        half = min(half, clearance.stages[-1].first_week - 1)

    def cap(first: int, last: int) -> int | None:
        stages = (clearance.stage(week) for week in range(first, last + 1))
        return min((s.level_cap for s in stages if s is not None and s.level_cap is not None), default=None)

    bounds = ((1, half), (half + 1, weeks))
    return tuple(Span(n, first, last, cap(first, last)) for n, (first, last) in enumerate(bounds, start=1))


def weekly_sets(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, phases: Sequence[tuple[Span, Phase]]
) -> dict[int, dict[Place, int]]:
    """Return the sets of each slot in each week: a share at first, then no muscle grows faster than the rule allows."""
    ledger = catalogue.ledger
    name = "new-first-week-share" if athlete.experience is Experience.NEW else "first-week-share"
    most_more = round(QUARTERS * ledger.number("set-ramp", "most-more-sets"))
    before: dict[str, int] | None = None
    known: frozenset[str] | None = None
    first = int(ledger.number("session-shape", "first-sets"))
    found: dict[int, dict[Place, int]] = {}
    for span, phase in phases:
        picks = {(s, k): pick for s, picks in enumerate(phase.sessions) for k, pick in enumerate(picks)}
        order = sorted(picks, key=lambda place: (not picks[place].main, place))
        for week in range(span.first, span.last + 1):
            stage = clearance.stage(week)
            most = {p: min(picks[p].sets, stage.most_sets) if stage else picks[p].sets for p in order}
            if known is not None:
                new = {p for p in order if picks[p].choice.exercise not in known}
                most |= {p: min(most[p], first) for p in new}
            known = (known or frozenset()) | {picks[p].choice.exercise for p in order}
            choices = {p: picks[p].choice for p in order}
            found[week] = climb(most, choices, ledger.number("set-ramp", name), before, most_more)
            before = muscle_sums((choices[p], sets) for p, sets in found[week].items())
    return found


def starts_within(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, span: Span, phase: Phase
) -> dict[str, int]:
    """Return how many nominal quarter sets of a muscle the week after the first phase may begin with."""
    most_more = round(QUARTERS * catalogue.ledger.number("set-ramp", "most-more-sets"))
    last = weekly_sets(athlete, catalogue, clearance, [(span, phase)])[span.last]
    sums = muscle_sums((phase.sessions[s][k].choice, sets) for (s, k), sets in last.items())
    return {muscle: count + most_more for muscle, count in sums.items()}


def dress(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, phase: Phase, pool: tuple[Candidate, ...]
) -> Dressed:
    """Work out what all weeks of a phase share; `pool` holds every candidate, for the alternatives."""
    ledger, time = catalogue.ledger, budget(athlete, catalogue.ledger)
    swaps, reasons, preludes = {}, {}, []
    roomy = rooms(phase, ledger)
    for s, picks in enumerate(phase.sessions):
        warm = warm_up(athlete, catalogue, clearance, time, picks)
        ramp = tuple(item for item in warm if item.choice.slug in {pick.choice.slug for pick in picks})
        active = activation(athlete, catalogue, clearance, time, picks)
        preludes.append((*(item for item in warm if item not in ramp), *active, *ramp))
        for k, pick in enumerate(picks):
            swaps[s, k] = alternatives(phase, roomy[s], pick, pool, ledger)
            alone = _alone(phase, pick)
            reasons[s, k] = reason(pick, phase.week.aims, alone, clearance.with_support(pick.choice))
    return Dressed(tuple(preludes), cool_down(athlete, catalogue, clearance, time), swaps, reasons)


def _alone(phase: Phase, pick: Pick) -> tuple[str, ...]:
    others = {
        role
        for session in phase.sessions
        for p in session
        if p.choice.exercise != pick.choice.exercise
        for role in p.candidate.roles
    }
    return tuple(ROLES[role] for role in pick.candidate.roles if role not in others)


def weeks(
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance,
    phases: Sequence[tuple[Span, Phase, Dressed]],
    today: date,
) -> tuple[Week, ...]:
    """Return the block's weeks; week 1 starts today."""
    sets = weekly_sets(athlete, catalogue, clearance, [(span, phase) for span, phase, _ in phases])
    found = []
    for span, phase, dressed in phases:
        for number in range(span.first, span.last + 1):
            starts = today + timedelta(days=7 * (number - 1))
            last = sets[number - 1] if number > span.first else {}
            sessions = [
                _session(athlete, catalogue, clearance, phase, dressed, s, number, starts, sets[number], last)
                for s in range(len(phase.week.days))
            ]
            found.append(
                Week(
                    number=number,
                    starts=starts,
                    phase=span.number,
                    deload=number == block_weeks(athlete, catalogue.ledger)
                    and athlete.experience is not Experience.NEW,
                    sessions=tuple(sorted(sessions, key=lambda session: session.day)),
                )
            )
    return tuple(found)


def _session(
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance,
    phase: Phase,
    dressed: Dressed,
    s: int,
    number: int,
    starts: date,
    sets: dict[Place, int],
    before: dict[Place, int],
) -> Session:
    day = phase.week.days[s]
    name = f"w{number}-{DAYS[day]}"
    picks = phase.sessions[s]
    ramps = {prelude.choice.slug: prelude for prelude in dressed.preludes[s]}
    slots: list[Slot] = []
    for prelude in dressed.preludes[s]:
        if prelude.choice.slug not in {pick.choice.slug for pick in picks}:
            slots.append(_prelude_slot(f"{name}-{len(slots) + 1}", prelude, athlete, clearance, s + number))
    for k, pick in enumerate(picks):
        if pick.choice.slug in ramps:  # the lighter set comes directly before the lift that it builds up to
            ramp = ramps[pick.choice.slug]
            slots.append(_prelude_slot(f"{name}-{len(slots) + 1}", ramp, athlete, clearance, s + number))
        target = staged(pick.candidate.target, clearance.stage(number))
        load = starting_load(pick.choice, athlete, catalogue.ledger)
        length = timing(pick.choice, target, catalogue.ledger).slot(sets[s, k])
        why, claims = dressed.reasons[s, k]
        slots.append(
            Slot(
                id=f"{name}-{len(slots) + 1}",
                choice=pick.choice.slug,
                part=pick.part,
                sets=sets[s, k],
                target=replace(target, load=load),
                first_side=first_side(pick.choice, athlete, s + number),
                hard=pick.candidate.strength,
                seconds=length,
                why=f"{why}{more_sets(sets[s, k], before.get((s, k)))}",
                claims=claims,
                alternatives=dressed.swaps[s, k],
                support=clearance.with_support(pick.choice),
                modification=clearance.modification(pick.choice),
            )
        )
    for end in dressed.ends:
        slots.append(_prelude_slot(f"{name}-{len(slots) + 1}", end, athlete, clearance, s + number))
    # After the last set nobody waits.
    seconds = sum(slot.seconds for slot in slots)
    seconds += change_seconds([p.choice for p in picks], catalogue.ledger) - picks[-1].candidate.target.rest_s
    offset = (day - starts.weekday()) % 7
    return Session(
        id=name,
        week=number,
        weekday=DAYS[day],
        day=starts + timedelta(days=offset),
        slots=tuple(slots),
        seconds=seconds,
    )


def _prelude_slot(slot_id: str, prelude: Prelude, athlete: Athlete, clearance: Clearance, s: int) -> Slot:
    return Slot(
        id=slot_id,
        choice=prelude.choice.slug,
        part=prelude.part,
        sets=1,
        target=prelude.target,
        first_side=first_side(prelude.choice, athlete, s),
        hard=False,
        seconds=prelude.seconds,
        why=prelude.why,
        claims=prelude.claims,
        support=clearance.with_support(prelude.choice),
        modification=clearance.modification(prelude.choice),
    )
