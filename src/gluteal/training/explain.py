"""Why there is no plan: the cheapest set of constraints to give up, found with the planner's own model."""

from collections import Counter, defaultdict
from dataclasses import replace

from gluteal.catalogue.load import Catalogue
from gluteal.errors import NoPlan
from gluteal.training.athlete import Athlete
from gluteal.training.availability import RefusalKind, allowed
from gluteal.training.candidate import candidates
from gluteal.training.clearance import Clearance
from gluteal.training.linear import FAR, LinearModel
from gluteal.training.phase import answer, question
from gluteal.training.resistance import owns
from gluteal.training.solve import FEASIBLE, OPTIMAL, minimise
from gluteal.training.volume import aims
from gluteal.training.weekmodel import assemble

_WORDS = {
    RefusalKind.SAFETY: "what your conditions leave out",
    RefusalKind.FLOOR: "no way down to the floor",
    RefusalKind.SUPPORT: "the need for a hand support",
}


def no_plan(athlete: Athlete, catalogue: Catalogue, clearance: Clearance, level_cap: int | None) -> NoPlan:
    """Return the error that names the constraints in conflict and the cheapest way out of it.

    Safety, floor and support are never given up. Kit counts by thing, minutes in steps.
    """
    ledger = catalogue.ledger
    items = candidates(athlete, catalogue, clearance, clearance.day, level_cap, relaxed=True)
    fixed = _fixed(athlete, catalogue, clearance)
    if clearance.support and not owns(athlete.kit, "support"):
        without = tuple(thing for thing in athlete.kit.without if thing != "support")
        held = replace(athlete, kit=replace(athlete.kit, without=without))
        there = candidates(held, catalogue, clearance, clearance.day, level_cap)
        week = question(held, there, clearance, aims(held, ledger, clearance.day), ledger)
        if there and answer(week, ledger, ledger.number("planner-limits", "what-if-work")) is not None:
            return NoPlan(fixed, "With a fixed hand support, there would be a plan.")
    if not items:
        return _nothing_left(athlete, fixed)
    week = replace(
        question(athlete, items, clearance, aims(athlete, ledger, clearance.day), ledger),
        mains_low=0,
        least_exercises=1,
        led=False,
    )
    steps = int(ledger.number("planner-limits", "most-minutes-steps"))
    model = assemble(week, ledger, relaxable_steps=steps)
    prices = {
        "dislikes": int(ledger.number("planner-limits", "give-up-dislike")),
        "level": int(ledger.number("planner-limits", "give-up-level")),
    }
    kit = int(ledger.number("planner-limits", "give-up-kit"))
    switches = _switches(model.model)
    price = {index: prices.get(group, kit) for group, index in switches.items()}
    if model.more_time is not None:
        price[model.more_time] = int(ledger.number("planner-limits", "give-up-minutes"))
    found = minimise(model.model, price, ledger, ledger.number("planner-limits", "weekly-work"))
    if found.status not in (OPTIMAL, FEASIBLE):
        return _nothing_left(athlete, fixed)
    given_up = [group for group, index in switches.items() if found.values[index]]
    more = found.values[model.more_time] if model.more_time is not None else 0
    return _in_words(athlete, given_up, more * int(ledger.number("planner-limits", "minutes-step")), fixed)


def _switches(model: LinearModel) -> dict[str, int]:
    """Let each relaxable group be switched off as a whole; returns the switches by group."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(model.rows):
        if row.group is not None and (row.group.startswith("kit: ") or row.group in ("level", "dislikes")):
            groups[row.group].append(place)
    found = {}
    for group, places in sorted(groups.items()):
        found[group] = model.variable(0, 1)
        for place in places:
            row = model.rows[place]
            row.terms[found[group]] = -1
            row.low = -FAR
    return found


def _fixed(athlete: Athlete, catalogue: Catalogue, clearance: Clearance) -> list[str]:
    refusals = (allowed(choice, athlete, clearance) for choice in catalogue.choices.values())
    kinds = Counter(r.kind for r in refusals if r is not None)
    return [words for kind, words in _WORDS.items() if kinds[kind]]


def _nothing_left(athlete: Athlete, fixed: list[str]) -> NoPlan:
    return NoPlan(
        fixed or [f"{athlete.minutes} minutes a session"],
        "Nothing safe remains to plan with; a physiotherapist can say what suits you.",
    )


def _in_words(athlete: Athlete, given_up: list[str], more: int, fixed: list[str]) -> NoPlan:
    conflicts, ways = list(fixed), []
    if more:
        conflicts.append(f"{athlete.minutes} minutes a session")
        ways.append(f"{more} more minutes a session")
    things = [group.removeprefix("kit: ") for group in given_up if group.startswith("kit: ")]
    if things:
        conflicts.append("the kit that you own")
        ways.append(" and ".join(things))
    if "level" in given_up:
        conflicts.append("the level of exercise that suits your experience")
        ways.append("a professional who introduces you to harder exercises")
    if "dislikes" in given_up:
        conflicts.append("the exercises that you do not want")
        ways.append("taking back one of the exercises that you do not want")
    if not ways:  # nothing had to be given up, so it was the order of a session that did not fit
        conflicts.append(f"{athlete.minutes} minutes a session")
        ways.append("a few more minutes a session")
    return NoPlan(conflicts, f"With {', and '.join(ways)}, there would be a plan.")
