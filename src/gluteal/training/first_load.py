"""The first load corrected: where the plan's starting guess was clearly too light, the next load comes at once."""

from dataclasses import replace

from gluteal.catalogue.exercise import Choice, Measure, Resistance
from gluteal.training import wording
from gluteal.training.athlete import Side
from gluteal.training.ladder import may_do, onto, target_words
from gluteal.training.loading import Step, heavier, same_load
from gluteal.training.overload import lasting, step_size
from gluteal.training.pain import disturbed
from gluteal.training.prescription import Change
from gluteal.training.standing import Move, Standing
from gluteal.training.strength import RATED, discounted


def first_load(st: Standing) -> Move | None:
    """Return the heavier load that a starting guess should have been, else None.

    Only while every session was done with that guess and none was sore or sloppy, where the last set held the
    least amount with a reserve well above what was asked for. A staged start keeps its own pace.
    """
    if st.case.stage is not None or not st.counted or st.newest is not st.runs[0] or not _too_easy(st):
        return None
    guess = st.newest.last.load
    if not all(same_load(run.last.load, guess) for run in st.runs):
        return None
    if any(disturbed(run, st.choice.slug, st.case.side, st.case) for run in st.runs):
        return None
    step = _step(st)
    if step is not None:
        return _corrected(st, step)
    rung = _same_with_load(st)
    if rung is None or heavier(st.choice, st.load, st.case.athlete, st.case.ledger) is not None:
        return None
    why = f"{_head(st)}, and body weight was only the starting guess; rule A21: the guess is corrected, next {{target}}."
    return onto(rung, st.case, Change.HARDER, why, ("first-load-corrected", "A21", "A28"))


def _too_easy(st: Standing) -> bool:
    """Tell whether the last set left so much in reserve that the load, not the day, was wrong."""
    rir = discounted(st.newest.last.rir, st.case.ledger)
    if rir is None or (st.newest.amount or 0) < st.base.amount[0]:
        return False
    most = _asked(st)[1]
    # Five or more may be any number above, so that it is well above whatever it is above at all (A22).
    return rir - most >= st.number("A21", "two-off") or (
        rir > most and rir >= st.number("A22", "unknown-from")
    )


def _step(st: Standing) -> Step | None:
    """Return the next load owned, or the heaviest that the linear formula of A24 still allows.

    Below five in reserve the formula may also forbid the next one; five or more is only a floor.
    """
    case, choice = st.case, st.choice
    step = heavier(choice, st.load, case.athlete, case.ledger)
    if step is None or lasting(step, st) > st.by_measure("most"):
        return None
    if st.load is None or st.load.kind not in RATED or st.base.measure is not Measure.REPS:
        return step
    limit = _allowed(st)
    rir = discounted(st.newest.last.rir, case.ledger) or 0
    if (step.load.amount or 0) > limit and rir < st.number("A22", "unknown-from"):
        return None
    while True:
        further = heavier(choice, step.load, case.athlete, case.ledger)
        if further is None or (further.load.amount or 0) > limit:
            break
        step = further
    percent = ((step.load.amount or 0) / st.load.amount - 1) * 100 if st.load.amount else step.percent
    return replace(step, percent=percent)


def _allowed(st: Standing) -> float:
    """Return the load that would leave the plan's least amount with the most reserve asked for, by A24."""
    per = st.number("A24", "per-rep")
    could = (st.newest.amount or 0) + (discounted(st.newest.last.rir, st.case.ledger) or 0)
    least = st.base.amount[0] + st.base.rir[1]
    amount = st.load.amount if st.load is not None else None
    return (amount or 0) * (1 + per * could) / (1 + per * least)


def _same_with_load(st: Standing) -> Choice | None:
    """Return the harder variation that is the same movement with a load in place of body weight."""
    own = st.case.catalogue.choices[st.choice.slug]
    if own.resistance is not Resistance.NONE or st.load is not None:
        return None
    found = (may_do(slug, st.case) for slug in own.harder if slug not in st.case.taken)
    return next(
        (
            rung
            for rung in found
            if rung is not None
            and rung.resistance is not Resistance.NONE
            and (rung.pattern, rung.sides, rung.measure) == (own.pattern, own.sides, own.measure)
            and rung.level <= own.level + st.number("first-load-corrected", "level-step")
        ),
        None,
    )


def _corrected(st: Standing, step: Step) -> Move:
    target = replace(st.base, load=step.load)
    why = (
        f"{_head(st)}, and {wording.load(st.load)} was only the starting guess; rule A21: the guess is corrected, "
        f"next {target_words(target)}, {step_size(st, step)}."
    )
    claims = tuple(dict.fromkeys(("first-load-corrected", "A21", step.claim, "A28")))
    return Move(step.change, st.choice.slug, target, st.case.slot.sets, why, claims, st.load)


def _asked(st: Standing) -> tuple[int, int]:
    """Return the reserve that was asked for: after time off it was more than usual."""
    copy = st.newest.last.prescribed
    return st.base.rir if copy is None else max(st.base.rir, copy.rir)


def _head(st: Standing) -> str:
    unknown = st.number("A22", "unknown-from")
    rir = st.newest.last.rir or 0
    reserve = f" with {wording.plain(unknown)} or more in reserve" if rir >= unknown else wording.reserve(rir)
    on = "" if st.case.side is Side.BOTH else f" on the {st.case.side}"
    low, high = _asked(st)
    return (
        f"Your last set{on} was {wording.amount(st.newest.amount or 0, st.base.measure)}{reserve}, where "
        f"{low} to {high} were asked for"
    )
