"""Strain: sessions with less in reserve than asked for, and the asked amount that comes down after two of them."""

from dataclasses import replace
from math import ceil

from gluteal.training import wording
from gluteal.training.athlete import Side
from gluteal.training.exposure import Exposure
from gluteal.training.ladder import step_back, target_words
from gluteal.training.loading import same_load
from gluteal.training.prescription import Change
from gluteal.training.standing import Move, Standing


def strained(run: Exposure, st: Standing) -> bool:
    """Tell whether a session left less in reserve than is asked for; one without a noted reserve did not.

    Whoever did more than asked for had that reserve at the end of what was asked.
    """
    if run.last.rir is None or run.last.rir >= st.base.rir[0]:
        return False
    copy = run.last.prescribed
    if copy is None or copy.measure is not st.base.measure or not same_load(copy.load, run.last.load):
        return True
    return (run.amount or 0) - _lacking(run, st) < copy.amount[1]


def asked_too_much(st: Standing) -> Move | None:
    """Return a smaller asked amount after sessions running that were strained or short of what was asked, else None.

    It comes down to what was done less the reserve that was missing; below the plan's least it is one step back.
    """
    count = int(st.number("A20", "strained"))
    # A sore session that would not count otherwise must not hide the strain of those before it.
    newest = (st.streak[1:] if st.sore_first else st.streak)[:count]
    if len(newest) < count or not all(strained(run, st) or _short(run, st) for run in newest):
        return None
    run = newest[0]
    fits = (run.amount or 0) - _missing(run, st)
    low, top = st.base.amount
    if fits >= st.asked[0] and fits >= low:
        return None  # more was done than asked: the asked amount is not what strains
    on = "" if st.case.side is Side.BOTH else f" on the {st.case.side}"
    did = wording.listed(_did(one, st) for one in reversed(newest))
    head = (
        f"Your last sets{on} were {did}, twice running short of the {_asked(st)} with "
        f"{wording.plain(st.base.rir[0])} in reserve asked for"
    )
    if fits < low:
        return step_back(st, f"{head}; rule A2: one step back to {{target}}.", ("A2", "A20"))
    target = replace(st.base, load=st.load, amount=(fits, max(top, fits)))
    why = f"{head}; rule A20: the asked amount comes down, {target_words(target)}."
    return Move(Change.LESS, st.choice.slug, target, st.case.slot.sets, why, ("A20", "A3"), st.load)


def _short(run: Exposure, st: Standing) -> bool:
    """Tell whether a session stayed below what was asked for with its own load, its spare reserve counted in."""
    copy = run.last.prescribed
    if copy is None or copy.measure is not st.base.measure or not same_load(copy.load, run.last.load):
        return False
    spare = 0 if run.last.rir is None else max(int(run.last.rir) - st.base.rir[0], 0)
    return (run.amount or 0) + spare * st.by_measure("more") < copy.amount[0]


def _missing(run: Exposure, st: Standing) -> int:
    """Return the missing reserve in what the choice is counted in: one in reserve is the smallest rise asked for."""
    if run.last.rir is None or not strained(run, st):
        return 0
    return _lacking(run, st)


def _lacking(run: Exposure, st: Standing) -> int:
    return ceil(st.base.rir[0] - max(run.last.rir or 0, 0)) * st.by_measure("more")


def _asked(st: Standing) -> str:
    return wording.amount(st.asked[0], st.base.measure)


def _did(run: Exposure, st: Standing) -> str:
    return wording.amount(run.amount or 0, st.base.measure) + wording.reserve(run.last.rir)
