"""Making it harder: repetitions first, then the smallest step owned, then the harder rung (rules A1-A5, A28, D18)."""

from dataclasses import dataclass, replace
from itertools import takewhile
from math import ceil

from gluteal.catalogue.exercise import Choice, Measure, Resistance, Sides
from gluteal.training import wording
from gluteal.training.athlete import Side
from gluteal.training.exposure import Exposure
from gluteal.training.ladder import harder_rung, held, onto, step_back, target_words
from gluteal.training.loading import Step, heavier, is_owned, same_load
from gluteal.training.pain import Light, lines, red_days
from gluteal.training.prescription import Change
from gluteal.training.standing import Move, Standing, days_ago, eased_by
from gluteal.training.strain import strained
from gluteal.training.strength import RATED


@dataclass(frozen=True, slots=True)
class Goal:
    """What comes after repetitions: a step of load or a rung, and the amount that earns it."""

    step: Step | None
    rung: Choice | None
    needed: int
    tens: int  # how many started tenths the step holds; 1 for a rung
    too_big: Step | None = None  # a weight that is owned but out of reach from here


def unclean(st: Standing) -> Move | None:
    """Return the same target again where form failed in one of the last sessions (rule D18), else None."""
    limit = st.number("D18", "clean")
    for run in st.counted[: int(st.number("D18", "sessions"))]:
        if run.clean is not None and run.clean * 100 < limit:
            share = wording.plain(int(round(run.clean * 100, 2)))
            why = (
                f"On {wording.on(run.day)} {share} % of the judged repetitions were clean, fewer than "
                f"{wording.plain(limit)} %; rule D18: the same target again, {{target}}."
            )
            return held(st, why, ("D18",), eased_by(st))
    return None


def not_owned(st: Standing) -> Move | None:
    """Return the nearest owned load below one that is not there any more, else None."""
    case, logged = st.case, st.newest.last.load
    if is_owned(st.choice, logged, case.athlete, case.ledger):
        return None
    target = replace(st.base, load=st.load, amount=_amount_with(st))
    why = (
        f"The {wording.load(logged)} of {wording.on(st.newest.day)} is not in your kit; rule A3 rounds down: "
        f"{target_words(target)}."
    )
    return Move(Change.LESS, st.choice.slug, target, case.slot.sets, why, ("A3",), st.load)


def _amount_with(st: Standing) -> tuple[int, int]:
    """Return the amount last asked for with the load in force, else the plan's own."""
    low, top = st.base.amount
    run = next((run for run in st.counted if same_load(run.last.load, st.load)), None)
    copy = run.last.prescribed if run else None
    if copy is None or copy.measure is not st.base.measure:
        return low, top
    asked = min(max(copy.amount[0], low), max(top, st.by_measure("most")))
    return asked, max(asked, top)


def too_hard(st: Standing) -> Move | None:
    """Return one step back after falling far short of the least asked for, or short in two sessions, else None."""
    missed = _missed(st)
    if missed and 100 * (missed[0].amount or 0) < st.number("A2", "far-short") * st.base.amount[0]:
        done = wording.amount(missed[0].amount or 0, st.base.measure)
        least = wording.amount(st.base.amount[0], st.base.measure)
        return step_back(
            st,
            f"{_last(st)} was {done}, far from the least of {least}; rule A2: one step back to {{target}}.",
            ("A2",),
        )
    if len(missed) < st.number("A2", "misses"):
        return None
    done = wording.listed(run.amount for run in reversed(missed))
    least = wording.amount(st.base.amount[0], st.base.measure)
    why = f"{_last(st, many=True)} were {done}, twice running fewer than the least of {least}; rule A2: one step back to {{target}}."
    return step_back(st, why, ("A2",))


def short_once(st: Standing) -> Move | None:
    """Return the same target again after falling short of the least asked for once, else None."""
    missed = _missed(st)
    if not missed:
        return None
    least = wording.amount(st.base.amount[0], st.base.measure)
    done = wording.amount(missed[0].amount or 0, st.base.measure)
    if st.asked[0] > st.base.amount[1]:  # asked for beyond the range and not even its least was there
        why = f"{_last(st)} was {done}, fewer than the least of {least}; rule A3: {{target}} again first."
        return replace(held(replace(st, asked=st.base.amount), why, ("A3",)), change=Change.LESS)
    why = f"{_last(st)} was {done}, fewer than the least of {least}; rule A3: the same target again, {{target}}."
    return held(st, why, ("A3",))


def _missed(st: Standing) -> list[Exposure]:
    low = st.base.amount[0]
    # A sore session that would not count otherwise must not hide the misses before it.
    newest = (st.streak[1:] if st.sore_first else st.streak)[: int(st.number("A2", "misses"))]
    return list(takewhile(lambda run: (run.amount or 0) < low, newest))


def harder(st: Standing) -> Move:
    """Return the next harder target that has been earned, or the same one with what is still missing."""
    newest = st.newest
    if not st.counted or newest.amount is None:
        return held(st, "No amount was noted last time; rule A3: the same target again, {target}.", ("A3",))
    if strained(newest, st):
        why = (
            f"{_last(st)} was {_did(newest, st)}, less in reserve than the {st.base.rir[0]} asked for; "
            "rule A20: the same target again, {target}."
        )
        return held(st, why, ("A20", "A3"))
    goal = _goal(st)
    sessions = int(st.number("A3", "sessions"))
    earned = [
        run
        for run in st.streak[:sessions]
        if (run.amount or 0) >= goal.needed and not strained(run, st) and _quiet(run, st)
    ]
    if len(earned) >= sessions and (goal.step or goal.rung):
        return _settling(st) or _advance(st, goal, earned)
    return _more(st, goal, newest)


def _goal(st: Standing) -> Goal:
    top, extra, most = st.base.amount[1], st.by_measure("extra"), st.by_measure("most")
    step = heavier(st.choice, st.load, st.case.athlete, st.case.ledger)
    too_big = None
    if step is not None:
        tens = max(1, ceil(step.percent / st.number("A3", "step-high")))
        wanted = lasting(step, st)
        if wanted <= most:
            return Goal(step, None, max(top, wanted, min(top + extra * tens, most)), tens)
        too_big = step
    rung = None if _red_above(st) else harder_rung(st.case.catalogue.choices[st.choice.slug], st.case)
    needed = top + extra if rung else most
    return Goal(None, rung, max(top, min(needed, most)), 1, too_big)


def lasting(step: Step, st: Standing) -> int:
    """Return the repetitions now after which the heavier weight would still allow the least asked for.

    By the linear formula of A24 turned round; 0 where it says nothing: bands, holds, a first weight, and weights
    that are only a part of what is moved, as at an ankle, where the leg itself weighs far more.
    """
    if st.load is None or st.load.kind not in RATED or st.base.measure is not Measure.REPS:
        return 0
    more, low = step.percent / 100, st.base.amount[0]
    return ceil((more + 1) * low + more / st.number("A24", "per-rep"))


def _red_above(st: Standing) -> bool:
    """Tell whether a harder rung was red after the sessions that would earn it again."""
    recent = st.counted[: int(st.number("A3", "sessions"))]
    days = red_days(st.case, st.choice.harder)
    return bool(days) and days[0] >= recent[-1].day


def _quiet(run: Exposure, st: Standing) -> bool:
    light = lines(st.choice, st.case.clearance, st.case.ledger).light(run.pain)
    return light in (None, Light.GREEN)


def _settling(st: Standing) -> Move | None:
    """Return the same target again in the week after the load last changed (rule A28), else None."""
    streak = st.streak
    days = st.number("A28", "days")
    first = streak[-1].day
    if len(streak) == len(st.counted) or days_ago(first, st.case.today) >= days:
        return None
    why = (
        f"The load changed on {wording.on(first)}, less than {wording.plain(days)} days ago; "
        "rule A28: the same target again, {target}."
    )
    return held(st, why, ("A28", "A3"))


def _advance(st: Standing, goal: Goal, earned: list[Exposure]) -> Move:
    case, measure = st.case, st.base.measure
    dones = [run.amount for run in reversed(earned)]
    top = wording.amount(st.base.amount[1], measure)
    earned_words = f"You did {wording.listed(dones)} in the last sets{_on(st)} of the last two sessions"
    if goal.rung is not None:
        enough = wording.amount(goal.needed, measure)
        left = (
            "no load to add"
            if goal.too_big is None
            else f"the next weight, {_size(st, goal.too_big)}, too big a step"
        )
        why = (
            f"{earned_words}, at least the {enough} that the next variation asks for (top {top}), with {left}; "
            "rule A3: next {target}."
        )
        return onto(goal.rung, case, Change.HARDER, why, ("A3", "A28"))
    assert goal.step is not None  # noqa: S101  # _advance is called with a step or a rung
    target = replace(st.base, load=goal.step.load)
    rule = goal.step.claim
    why = (
        f"{earned_words}, at least the {wording.amount(goal.needed, measure)} that this step asks for (top {top}); "
        f"rule {rule}: next {target_words(target)}, {step_size(st, goal.step)}."
    )
    claims = tuple(dict.fromkeys((rule, "A3", "A28")))
    return Move(goal.step.change, st.choice.slug, target, case.slot.sets, why, claims, st.load)


def step_size(st: Standing, step: Step) -> str:
    """Return in words how much more a step is."""
    if st.load is None:
        return "the lightest load you own"
    return {
        Change.LOAD: _more_in_percent(st, step),
        Change.ELONGATION: f"stretched further, at most {wording.percent(step.percent)} more",
        Change.BAND: "the next band up, about a quarter more",
    }[step.change]


def _more_in_percent(st: Standing, step: Step) -> str:
    """Return “8 % more”, with what is counted in and how an ankle weight is made up."""
    more = f"{wording.percent(step.percent)} more"
    if step.load.kind is not Resistance.ANKLE_WEIGHT:
        return more
    singles = st.case.athlete.kit.ankle_weights
    together = "" if step.load.amount in singles else " (two of yours on one ankle)"
    return f"{more} with the leg's own weight counted in{together}"


def _more(st: Standing, goal: Goal, newest: Exposure) -> Move:
    low, top = st.base.amount
    done, measure = newest.amount or 0, st.base.measure
    unknown = st.number("A22", "unknown-from")
    rir = newest.last.rir
    easy = rir is not None and rir >= unknown and rir > st.base.rir[1]
    more = st.by_measure("extra" if easy else "more")
    aim = min(max(done + more, low), goal.needed)
    if done < st.asked[0] and 100 * done <= st.number("A2", "far-short") * st.asked[0]:
        wanted = wording.amount(st.asked[0], measure)
        why = f"{_last(st)} was {_did(newest, st)}, far from the {wanted} asked for; rule A2: back to {{target}}."
        return replace(held(replace(st, asked=st.base.amount), why, ("A2",)), change=Change.LESS)
    if aim <= st.asked[0] or done < st.asked[0]:  # what was asked for comes before anything beyond it
        return held(st, _waiting(st, goal, newest), ("A3", "A2"))
    target = replace(st.base, load=st.load, amount=(aim, max(top, aim)))
    if easy and aim > done:
        reason = f"{wording.plain(unknown)} or more in reserve; rule A22: {wording.amount(aim - done, measure)} more"
        offer = "Take one set to where the form would go, if you like, so that the reserve can be judged (rule A22)."
        why, claims = (
            f"{_last(st)} was {wording.amount(done, measure)} with {reason}, {target_words(target)}.",
            ("A22", "A3"),
        )
        return Move(Change.REPS, st.choice.slug, target, st.case.slot.sets, why, claims, st.load, offer)
    if done >= goal.needed:
        after = (
            wording.load(goal.step.load) if goal.step else goal.rung.name if goal.rung else "anything harder"
        )
        why = (
            f"{_last(st)} was {_did(newest, st)}, enough for {after}; "
            f"rule A2: once more to confirm it, {target_words(target)}."
        )
        return Move(Change.REPS, st.choice.slug, target, st.case.slot.sets, why, ("A2", "A3"), st.load)
    why = (
        f"{_last(st)} was {_did(newest, st)}; rule A3: {_kind(st)} first, next {target_words(target)}"
        f"{_why_not_load(st, goal) or _why_beyond(st, goal, aim)}."
    )
    return Move(Change.REPS, st.choice.slug, target, st.case.slot.sets, why, ("A3", "A2"), st.load)


def _waiting(st: Standing, goal: Goal, newest: Exposure) -> str:
    done = f"{_last(st)} was {_did(newest, st)}"
    if (newest.amount or 0) < st.asked[0]:
        wanted = wording.amount(st.asked[0], st.base.measure)
        return f"{done}, fewer than the {wanted} asked for; rule A3: the same target again, {{target}}."
    if (newest.amount or 0) < goal.needed:
        return done + "; rule A3: the same target again, {target}."
    if goal.step or goal.rung:
        return done + "; rule A2: once more to confirm it, {target}."
    if goal.too_big is not None:
        return f"{done}; the next weight, {_size(st, goal.too_big)}, is too big a step; rule A3: stay at {{target}}."
    return (
        done
        + ", the most that is asked for, and nothing harder is owned or allowed; rule A3: stay at {target}."
    )


def _size(st: Standing, step: Step) -> str:
    return f"{wording.load(step.load)} and {_more_in_percent(st, step)}"


def _why_not_load(st: Standing, goal: Goal) -> str:
    if goal.step is None or goal.tens == 1:
        return ""
    size = _more_in_percent(st, goal.step) if goal.step.change is Change.LOAD else "about a quarter more"
    return (
        f"; the next step, {wording.load(goal.step.load)}, is {size} and wants "
        f"{wording.amount(goal.needed, st.base.measure)} twice"
    )


def _why_beyond(st: Standing, goal: Goal, aim: int) -> str:
    """Return what an amount beyond the plan's own range leads to; nothing inside of it, or where nothing follows."""
    if aim <= st.base.amount[1] or not (goal.step or goal.rung):
        return ""
    after = wording.load(goal.step.load) if goal.step else goal.rung.name if goal.rung else ""
    return f"; {wording.amount(goal.needed, st.base.measure)} twice earns {after}"


def _kind(st: Standing) -> str:
    return {"reps": "repetitions", "seconds": "seconds", "steps": "steps"}[st.base.measure.value]


def _on(st: Standing) -> str:
    both = st.case.side is Side.BOTH or st.choice.sides is Sides.BOTH  # a rung may work both at once
    return "" if both else f" on the {st.case.side}"


def _last(st: Standing, *, many: bool = False) -> str:
    return f"Your last set{'s' if many else ''}{_on(st)}"


def _did(run: Exposure, st: Standing) -> str:
    return wording.amount(run.amount or 0, st.base.measure) + wording.reserve(run.last.rir)
