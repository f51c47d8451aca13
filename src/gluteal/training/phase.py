"""One phase of a block: the weekly question for a person, and its answer as sessions in their best order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Role
from gluteal.training.athlete import Athlete, Goal, Weekday
from gluteal.training.candidate import (
    Candidate,
    needs_balance,
    needs_multi_joint,
    needs_power,
    without_dominated,
)
from gluteal.training.clearance import Clearance
from gluteal.training.session import best_order, budget, change_seconds, tier
from gluteal.training.slot import Pick
from gluteal.training.solve import INFEASIBLE, UNKNOWN, Found, best
from gluteal.training.volume import QUARTERS, Aim, muscle_sums
from gluteal.training.weekly import Week, WeekModel, adjacent
from gluteal.training.weekmodel import assemble

DAYS = tuple(Weekday)


@dataclass(frozen=True, slots=True)
class Phase:
    """An answered weekly question: for each training day its picks in order, and how it was found."""

    week: Week
    sessions: tuple[tuple[Pick, ...], ...]
    found: Found
    missing: tuple[str, ...]
    short: dict[str, int]

    @property
    def picks(self) -> tuple[Pick, ...]:
        """Every pick of the week."""
        return tuple(pick for session in self.sessions for pick in session)

    @property
    def mains(self) -> frozenset[str]:
        """Slugs of the main lifts."""
        return frozenset(p.choice.slug for session in self.sessions for p in session if p.main)

    @property
    def accessories(self) -> frozenset[str]:
        """Exercises that came up besides the main lifts."""
        return frozenset(
            p.choice.exercise
            for session in self.sessions
            for p in session
            if not p.main and p.candidate.strength
        )


def question(
    athlete: Athlete,
    items: tuple[Candidate, ...],
    clearance: Clearance,
    goals: tuple[Aim, ...],
    ledger: Ledger,
    mains: frozenset[str] | None = None,
) -> Week:
    """Return the weekly question of a person, with as many main lifts as the time and the choices allow."""
    hard = frozenset(DAYS.index(day) for o in athlete.other_training if o.hard for day in o.days)
    days = tuple(sorted(DAYS.index(day) for day in athlete.days))
    # On four days and more, sessions come up twice: easier to learn, and a smaller search.
    kinds = len(days)
    if kinds >= ledger.number("session-shape", "repeat-from-days"):
        kinds = (kinds + 1) // 2
    short = athlete.minutes < ledger.number("session-shape", "short-minutes")
    few = len(athlete.days) == 1 or short
    # What leads in one phase leads in the next, also where a wider pool there has stronger candidates.
    items = tuple(replace(i, main=i.main or i.choice.slug in (mains or ())) for i in items)
    return Week(
        candidates=without_dominated(items, mains or frozenset()),
        days=days,
        kinds=tuple(place % kinds for place in range(len(days))),
        hard_elsewhere=hard,
        seconds=budget(athlete, ledger).work_s,
        aims=goals,
        roles=tuple(Role),
        balance=needs_balance(athlete, clearance, ledger, clearance.day),
        loaded=not {Goal.GROWTH, Goal.STRENGTH}.isdisjoint(athlete.goals),
        multi_joint=needs_multi_joint(athlete, ledger, clearance.day),
        power=needs_power(athlete, ledger, clearance.day),
        spare_tfl=athlete.spare_tfl,
        mains=mains,
        # In short sessions, and where they come up twice, it would cost whole kinds of work.
        led=not few and len(days) < ledger.number("session-shape", "repeat-from-days"),
        short=short,
        least_exercises=1 if short else 2,
        mains_low=min(
            len({item.choice.exercise for item in items if item.main}),
            1 if few else int(ledger.number("A32", "mains-low")),
        ),
    )


def answer(week: Week, ledger: Ledger, work: float) -> Phase | None:
    """Solve a weekly question; None where no week meets it.

    The model counts changes of position and placement in the best order; where keeping main lifts first costs one
    more than that and a session runs over, the question is asked again with one change's time less, and with what
    is left of `work` (deterministic seconds).
    """
    asked, spent, least = week, 0.0, ledger.number("planner-limits", "least-work")
    change = round(ledger.number("session-time", "position-change-seconds"))
    while asked.seconds > 0:
        model = assemble(asked, ledger)
        found = best(model.model, ledger, max(work - spent, min(least, work)))
        spent += found.work
        if found.status in (INFEASIBLE, UNKNOWN):
            looser = _looser(asked)
            if looser is None:
                return None
            asked = looser
            continue
        phase = _read(week, model, replace(found, work=round(spent, 2 + 1)))
        over = max(seconds_of(session, ledger) for session in phase.sessions) - week.seconds
        if over <= 0:
            return phase
        asked = replace(asked, seconds=asked.seconds - max(over, change))
    return None


def _looser(week: Week) -> Week | None:
    """Return the question with less asked for: neighbouring days cannot all have a main lift, light ones not two."""
    if week.led:
        return replace(week, led=False)
    if week.least_exercises > 1:
        return replace(week, least_exercises=1)
    if week.mains_low and week.mains is None:
        return replace(week, mains_low=week.mains_low - 1)
    return None


def _read(week: Week, model: WeekModel, found: Found) -> Phase:
    values = found.values
    sessions = []
    for s in range(max(week.kinds) + 1):
        picks = [
            Pick(
                item,
                values[model.sets[s, item.choice.slug]],
                bool(values[model.mains[item.choice.slug]]) if item.choice.slug in model.mains else False,
            )
            for item in week.candidates
            if values[model.sets[s, item.choice.slug]]
        ]
        sessions.append(in_order(picks))
    return Phase(
        week,
        tuple(sessions[kind] for kind in week.kinds),
        found,
        tuple(_missing(week, model, values)),
        {region: values[index] for region, index in model.short.items()},
    )


def _missing(week: Week, model: WeekModel, values: tuple[int, ...]) -> Iterator[str]:
    """Yield what the week lacks; balance work once for each session without it."""
    for name, index in model.missing.items():
        if values[index]:
            kind = name.removeprefix("balance:")
            yield from [name] * (week.kinds.count(int(kind)) if kind != name else 1)


def held_light(phase: Phase, day: int, neighbour: int, ledger: Ledger) -> frozenset[tuple[int, str]]:
    """Return what must stay light on `neighbour`'s side of a phase's end: the muscles that are hard on `day`."""
    if day not in phase.week.days or neighbour not in phase.week.days:
        return frozenset()
    session = phase.sessions[phase.week.days.index(day)]
    return frozenset((neighbour, muscle) for muscle in hard_muscles(session, ledger))


def held_back(phase: Phase, day: int, neighbour: int, ledger: Ledger) -> frozenset[tuple[int, str]]:
    """Return which main lifts rest on `neighbour` because they come up on `day`, at the end of this phase."""
    days, apart = phase.week.days, int(ledger.number("hard-days", "days-apart"))
    everywhere = len(adjacent(days, apart)) == len(days) * (len(days) - 1) // 2
    if day not in days or neighbour not in days or everywhere:
        return frozenset()
    session = phase.sessions[days.index(day)]
    return frozenset((neighbour, pick.choice.slug) for pick in session if pick.main)


def hard_muscles(picks: tuple[Pick, ...], ledger: Ledger) -> set[str]:
    """Return the target muscles for which a session makes a hard day."""
    light = round(QUARTERS * ledger.number("hard-days", "sets"))
    sums = muscle_sums((pick.choice, pick.sets) for pick in picks)
    return {muscle for muscle, count in sums.items() if count > light}


def in_order(picks: list[Pick]) -> tuple[Pick, ...]:
    """Return the picks of a session in their best order: upper-glute work first, main lifts before the rest."""
    tiers = [tier(pick.choice, pick.main) for pick in picks]
    return tuple(picks[i] for i in best_order([pick.choice for pick in picks], tiers))


def seconds_of(picks: tuple[Pick, ...], ledger: Ledger) -> int:
    """Return the seconds of a session's main work at full sets; after the last set nobody waits."""
    total = sum(pick.candidate.timing.slot(pick.sets) for pick in picks)
    rest = picks[-1].candidate.target.rest_s if picks else 0
    return total - rest + change_seconds([pick.choice for pick in picks], ledger)
