"""Rungs: the easier and the harder variation that a person may do, and the ways of taking one step back."""

from collections.abc import Iterable
from dataclasses import replace

from gluteal.catalogue.exercise import Choice, Purpose
from gluteal.training import wording
from gluteal.training.loading import lighter, lightest, loaded_as
from gluteal.training.prescription import Change
from gluteal.training.programme import Load, Target
from gluteal.training.safety import RefusalKind, allowed
from gluteal.training.standing import Case, Move, Standing, base_target


def may_do(slug: str, case: Case) -> Choice | None:
    """Return the choice where safety, kit, level and wishes allow it, else None."""
    choice = case.catalogue.choices.get(slug)
    if choice is None or allowed(choice, case.athlete, case.clearance) is not None:
        return None
    if case.stage is not None and case.stage.level_cap is not None and choice.level > case.stage.level_cap:
        return None
    return choice


def no_longer_allowed(choice: Choice, case: Case) -> tuple[str, tuple[str, ...]] | None:
    """Return why the slot's own choice may not be done any more and the claims, None where it may.

    Level and wishes were the plan's to weigh; safety, floor, support and kit may have changed since.
    """
    refusal = allowed(choice, case.athlete, case.clearance)
    if refusal is None or refusal.kind in (RefusalKind.LEVEL, RefusalKind.DISLIKE):
        return None
    return refusal.why, refusal.claims


def easier_rung(choice: Choice, case: Case, prefer: str | None = None) -> Choice | None:
    """Return the easier variation that the person may do, the preferred one first.

    Balance and fast work never turn into strength work (rules D16, A14).
    """
    slugs = [slug for slug in choice.easier if slug == prefer] + [s for s in choice.easier if s != prefer]
    if Purpose.STRENGTH not in choice.purposes:
        known = case.catalogue.choices
        slugs = [s for s in slugs if s in known and Purpose.STRENGTH not in known[s].purposes]
    return _first(slugs, case)


def harder_rung(choice: Choice, case: Case) -> Choice | None:
    """Return the next harder variation that the person may do and that has no slot of its own."""
    return _first((slug for slug in choice.harder if slug not in case.taken), case)


def starting_load(choice: Choice, case: Case) -> Load | None:
    """Return the lightest load that a rung can start with."""
    return lightest(choice, case.athlete)


def onto(choice: Choice, case: Case, change: Change, why: str, claims: tuple[str, ...]) -> Move:
    """Return the move onto another rung: its own usual dose with the lightest load, as many sets as the slot has.

    `why` may hold `{target}`, where the new target is put in.
    """
    load = starting_load(choice, case)
    target = replace(base_target(choice, case), load=load)
    words = f"{choice.name}, {target_words(target)}"
    return Move(change, choice.slug, target, case.slot.sets, why.format(target=words), claims)


def step_back(st: Standing, why: str, claims: tuple[str, ...], prefer: str | None = None) -> Move:
    """Return one step back: a lighter load, else an easier rung, else a set fewer, else the least amount.

    `why` holds `{target}`, where the new target is put in.
    """
    case, sets = st.case, st.case.slot.sets
    choice = loaded_as(st.choice, st.load)
    down = lighter(choice, st.load, case.athlete, case.ledger)
    if down is not None:
        target = replace(st.base, load=down)
        return _back(st, target, sets, why, claims)
    rung = easier_rung(case.catalogue.choices[st.choice.slug], case, prefer)
    if rung is not None:
        return onto(rung, case, Change.EASIER, why, claims)
    if sets > 1:
        target = replace(st.base, load=st.load)
        return _back(st, target, sets - 1, why, claims)
    low = st.base.amount[0]
    target = replace(st.base, load=st.load, amount=(low, low))
    return _back(st, target, sets, why, claims)


def target_words(target: Target, sets: int | None = None) -> str:
    """Return “8 to 12 repetitions with body weight”, with the sets before it where they matter."""
    low, high = target.amount
    words = f"{wording.span(low, high, target.measure)} with {wording.load(target.load)}"
    return words if sets is None else f"{sets} {'set' if sets == 1 else 'sets'} of {words}"


def held(st: Standing, why: str, claims: tuple[str, ...], extra_rir: int = 0) -> Move:
    """Return the same target again, with `extra_rir` more in reserve; `why` holds `{target}`."""
    low, high = st.base.rir
    target = replace(
        st.base,
        load=st.load,
        amount=st.asked,
        rir=(low + extra_rir, high + extra_rir),
    )
    words = target_words(target)
    sets = st.case.slot.sets
    return Move(Change.SAME, st.choice.slug, target, sets, why.format(target=words), claims, st.load)


def _back(st: Standing, target: Target, sets: int, why: str, claims: tuple[str, ...]) -> Move:
    fewer = sets if sets != st.case.slot.sets else None
    words = target_words(target, fewer)
    return Move(Change.LESS, st.choice.slug, target, sets, why.format(target=words), claims, st.load)


def _first(slugs: Iterable[str], case: Case) -> Choice | None:
    return next((choice for slug in slugs if (choice := may_do(slug, case))), None)
