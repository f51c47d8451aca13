"""How balance and fast work get harder: balance by time and then by less support (D16), speed by speed alone (A14)."""

from dataclasses import replace

from gluteal.catalogue.exercise import Choice, Purpose, Tag
from gluteal.training import wording
from gluteal.training.exposure import Exposure
from gluteal.training.ladder import held, may_do, onto, target_words
from gluteal.training.prescription import Change
from gluteal.training.programme import Part, Slot
from gluteal.training.standing import Move, Standing


def is_fast(choice: Choice) -> bool:
    """Tell whether a choice is fast work and nothing else."""
    return Purpose.POWER in choice.purposes and Purpose.STRENGTH not in choice.purposes


def is_balance(choice: Choice) -> bool:
    """Tell whether a choice is balance work and nothing else."""
    return Purpose.BALANCE in choice.purposes and not {Purpose.STRENGTH, Purpose.POWER} & set(choice.purposes)


def is_prescribed(slot: Slot, choice: Choice) -> bool:
    """Tell whether the diary decides about a slot: hard sets, and balance and fast work outside of the warm-up."""
    return slot.hard or (
        slot.part in (Part.ACCESSORY, Part.FINISH) and (is_fast(choice) or is_balance(choice))
    )


def further(st: Standing) -> Move | None:
    """Return what comes next for balance or fast work, None for everything else."""
    if is_fast(st.choice):
        return _faster(st)
    return _steadier(st) if is_balance(st.choice) else None


def _steadier(st: Standing) -> Move:
    """Longer up to the top of the range; then, once confirmed, the next rung with less to hold on to."""
    if st.newest.amount is None:
        return _again(
            st, "No amount was noted last time; rule D16: the same target again, {target}.", ("D16",)
        )
    move = _more(st, "D16", "longer before less support")
    if move is not None:
        return move
    rung = _rung(st)
    done = f"{_last(st)} was {_did(st)}"
    if rung is None:
        why = (
            f"{done}, all that is asked for; rule D16: {{target}}, and the hand on the support carries less: "
            "fingertips, then only near it."
            if st.case.clearance.with_support(st.choice)
            else f"{done}, all that is asked for, and nothing steadier is left to learn here; rule D16: {{target}}."
        )
        return _again(st, why, ("D16", "older-balance"))
    if not _confirmed(st, "older-balance"):
        return _again(st, f"{done}; rule D16: once more to confirm it, {{target}}.", ("D16", "older-balance"))
    why = f"{done}, twice running all that is asked for; rule D16: a harder balance next, {{target}}."
    return onto(rung, st.case, Change.HARDER, why, ("D16", "older-balance"))


def _faster(st: Standing) -> Move:
    """Few repetitions stay few: within their range, while the reserve shows that speed does not fade."""
    if st.newest.amount is None:
        return _again(
            st, "No amount was noted last time; rule A14: the same target again, {target}.", ("A14",)
        )
    rir = st.newest.last.rir
    done = f"{_last(st)} was {_did(st)}"
    if rir is not None and rir < st.base.rir[0]:
        low = st.base.amount[0]
        target = replace(st.base, load=st.load, amount=(low, low))
        why = (
            f"{done}, nearer to tired than the {st.base.rir[0]} in reserve asked for; rule A14: stop while it is "
            f"fast, {target_words(target)}."
        )
        change = Change.LESS if st.asked[0] > low else Change.SAME
        return Move(change, st.choice.slug, target, st.case.slot.sets, why, ("A14",), st.load)
    move = _more(st, "A14", "every one of them fast")
    if move is not None:
        return move
    rung = _rung(st)
    if rung is None:
        why = f"{done}, as many as stay fast; rule A14: move faster instead of more often, {{target}}."
        return _again(st, why, ("A14",))
    if not _confirmed(st, "A14"):
        return _again(st, f"{done}; rule A14: once more to confirm it, {{target}}.", ("A14",))
    why = f"{done}, fast and twice running; rule A14: a harder movement next, {{target}}."
    return onto(rung, st.case, Change.HARDER, why, ("A14",))


def _again(st: Standing, why: str, claims: tuple[str, ...]) -> Move:
    """Return the same target again, never beyond the plan's own range."""
    top = st.base.amount[1]
    return held(replace(st, asked=(min(st.asked[0], top), top)), why, claims)


def _more(st: Standing, rule: str, how: str) -> Move | None:
    """Return a larger amount within the range, None where its top has been reached."""
    top, done = st.base.amount[1], st.newest.amount or 0
    if done >= top:
        return None
    aim = max(min(done + st.by_measure("more"), top), st.base.amount[0])
    said = f"{_last(st)} was {_did(st)}; rule {rule}: {how}"
    if aim <= st.asked[0]:
        return _again(st, f"{said}, the same target again, {{target}}.", (rule,))
    target = replace(st.base, load=st.load, amount=(aim, top))
    why = f"{said}, next {target_words(target)}."
    return Move(Change.REPS, st.choice.slug, target, st.case.slot.sets, why, (rule, "A3"), st.load)


def _confirmed(st: Standing, claim: str) -> bool:
    """Tell whether the last sessions running all reached the top of the range, fast work with its reserve kept."""
    needed = int(st.number(claim, "sessions"))
    newest = st.counted[:needed]

    def reached(run: Exposure) -> bool:
        fresh = run.last.rir is None or run.last.rir >= st.base.rir[0] or not is_fast(st.choice)
        return (run.amount or 0) >= st.base.amount[1] and fresh

    return len(newest) == needed and all(reached(run) for run in newest)


def _rung(st: Standing) -> Choice | None:
    """Return the next harder choice of the same kind that the person may do; jumps wait for their level (A14)."""
    kind = is_fast if is_fast(st.choice) else is_balance
    for slug in st.case.catalogue.choices[st.choice.slug].harder:
        rung = None if slug in st.case.taken else may_do(slug, st.case)
        if rung is None or not kind(rung):
            continue
        if Tag.IMPACT not in rung.tags or rung.level >= st.number("A14", "level"):
            return rung
    return None


def _last(st: Standing) -> str:
    return "Your last set" + ("" if st.case.side == "both" else f" on the {st.case.side}")


def _did(st: Standing) -> str:
    newest = st.newest
    reserve = wording.reserve(newest.last.rir) if is_fast(st.choice) else ""
    return wording.amount(newest.amount or 0, st.base.measure) + reserve
