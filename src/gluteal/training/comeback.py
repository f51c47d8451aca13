"""Coming back after time off (rule A30), and the lighter session after short nights (rule E3)."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from gluteal.catalogue.exercise import Choice
from gluteal.training import wording
from gluteal.training.ladder import easier_rung, held, onto, target_words
from gluteal.training.loading import cut, lighter
from gluteal.training.prescription import Change
from gluteal.training.programme import Load
from gluteal.training.sleep import is_compound_one_legged, short_nights
from gluteal.training.standing import Move, Standing, days_ago


def after_break(st: Standing) -> Move | None:
    """Return the careful first session after time off, else None."""
    case = st.case
    away = days_ago(st.runs[0].day, case.today)
    if away <= st.number("A30", "break-days"):
        return None
    if _trained_on(st, st.runs[0].day, case.today):
        return _taken_up_again(st, away)
    long = away > st.number("A30", "long-break-days")
    percent = st.number("A30", "load-cut-high" if long else "load-cut-low")
    extra = int(st.number("A30", "extra-rir"))
    since = f"You last did {st.choice.name} {away} days ago"
    down = cut(st.choice, st.load, percent, case.athlete, case.ledger)
    if down is None:
        rung = _little_easier(st)
        if rung is not None:
            move = onto(rung, case, Change.RETURN, since + "; rule A30: start again with {target}", ("A30",))
            return with_reserve(move, extra)
    target = replace(st.base, load=st.load if down is None else down)
    cutting = "" if down is None else f", {_cut_words(st.load, down, percent)}"
    why = f"{since}; rule A30: start again with {target_words(target)}{cutting}"
    move = Move(Change.RETURN, st.choice.slug, target, case.slot.sets, why, ("A30",), st.load)
    return with_reserve(move, extra)


def _trained_on(st: Standing, last: date, until: date) -> bool:
    """Tell whether other exercises worked the same regions in between, without time off: no break for the muscles."""
    case, most = st.case, st.number("A30", "break-days")
    own = {region for region, (_low, usual, _high) in st.choice.credit.items() if usual}
    days = [last]
    for day in case.diary.training_days(case.today):
        if not last < day < until:
            continue
        known = (case.catalogue.choices.get(one.exercise) for one in case.diary.sets_between(day, day))
        if any(not own.isdisjoint(choice.credit) for choice in known if choice):
            days.append(day)
    return len(days) > 1 and all(days_ago(a, b) <= most for a, b in pairwise([*days, until]))


def _taken_up_again(st: Standing, away: int) -> Move:
    """Return the plan's own amount with the load of last time, where only this exercise has rested."""
    why = (
        f"You last did {st.choice.name} {away} days ago and trained on with other exercises; rule A30: take it up again with "
        "{target}."
    )
    return held(replace(st, asked=st.base.amount), why, ("A30",))


def _little_easier(st: Standing) -> Choice | None:
    """Return an easier variation that is counted and sided alike and lies hardly a level below, else None."""
    own, levels = st.case.catalogue.choices[st.choice.slug], st.number("A30", "levels-down")
    near = [
        slug
        for slug in own.easier
        if (one := st.case.catalogue.choices.get(slug)) is not None
        and (one.measure, one.sides) == (st.base.measure, own.sides)
        and own.level - one.level <= levels
    ]
    return easier_rung(replace(own, easier=tuple(near)), st.case)


def still_returning(st: Standing) -> Move | None:
    """Return the same easy target in the first week after time off, else None."""
    case = st.case
    window = st.number("A30", "days")
    back = [run for run in st.runs if days_ago(run.day, case.today) < window]
    if not back or len(back) == len(st.runs):
        return None
    before = st.runs[len(back)].day
    away = days_ago(before, back[-1].day)
    if away <= st.number("A30", "break-days") or _trained_on(st, before, back[-1].day):
        return None
    extra = int(st.number("A30", "extra-rir"))
    why = (
        f"This is the first week after {away} days off; rule A30: the same target again, {{target}}, "
        f"{extra} more in reserve than usual."
    )
    move = held(st, why, ("A30",), extra)
    return replace(move, change=Change.RETURN, target=replace(move.target, amount=st.base.amount))


def after_short_nights(st: Standing) -> Move | None:
    """Return one load step less for one-legged multi-joint work after short nights, else None."""
    case = st.case
    short = short_nights(case.diary.sleep, case.today, case.ledger)
    if not short or not is_compound_one_legged(st.choice):
        return None
    hours = wording.plain(st.number("E3", "hours"))
    nights = wording.plain(st.number("E3", "window-days"))
    slept = f"{short} of the last {nights} nights were shorter than {hours} hours; rule E3: "
    down = lighter(st.choice, st.load, case.athlete, case.ledger)
    if down is None:
        return held(st, slept + "the same target again, {target}, and it may feel harder.", ("E3",))
    target = replace(st.base, load=down)
    why = f"{slept}one load step less today, {target_words(target)}, and it may still feel hard."
    return Move(Change.LESS, st.choice.slug, target, case.slot.sets, why, ("E3",), st.load)


def _cut_words(before: Load | None, after: Load, percent: float) -> str:
    if before is None or not before.amount or not after.amount:
        return "one step lighter"
    cut_by = (before.amount - after.amount) / before.amount * 100
    words = f"at least {wording.plain(percent)} % lighter"
    return words if cut_by >= percent else "one step lighter"


def with_reserve(move: Move, extra: int) -> Move:
    """Return a move with more in reserve; its sentence, still without a full stop, says so."""
    low, high = move.target.rir
    target = replace(move.target, rir=(low + extra, high + extra))
    return replace(move, target=target, why=f"{move.why}, {extra} more in reserve than usual for a week.")
