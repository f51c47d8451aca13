"""From the diary to the next target of a slot, per side, each with one true sentence that names rule and facts."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from gluteal.catalogue.exercise import Choice, Sides
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete, Side
from gluteal.training.clearance import Clearance
from gluteal.training.comeback import after_break, after_short_nights, still_returning
from gluteal.training.deload import eased
from gluteal.training.first_load import first_load
from gluteal.training.flare import after_red, one_step_back, wait_for_pain
from gluteal.training.history import Diary
from gluteal.training.ladder import easier_rung, may_do, no_longer_allowed, onto, starting_load, target_words
from gluteal.training.loading import loaded_as, owned
from gluteal.training.overload import harder, not_owned, short_once, too_hard, unclean
from gluteal.training.plateau import offer
from gluteal.training.practice import further, is_balance, is_prescribed
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Part, Programme, Session, Slot
from gluteal.training.safety import clear
from gluteal.training.sides import together, weaker_first
from gluteal.training.stage import within
from gluteal.training.standing import (
    Case,
    Move,
    Standing,
    base_target,
    last_day_that_counts,
    one_sided,
    stand,
)
from gluteal.training.strain import asked_too_much
from gluteal.training.way_back import way_back, way_back_by

ORDER: tuple[Callable[[Standing], Move | None], ...] = (
    after_break,
    one_step_back,
    still_returning,
    after_short_nights,
    too_hard,
    not_owned,
    asked_too_much,
    wait_for_pain,
    unclean,
    short_once,
)
"""What is asked after red pain and before anything may get harder; the first that answers decides.

Whatever may lower a target stands before whatever may hold it, so that pain never holds what would have gone down.
"""


def prescribe(
    slot: Slot,
    diary: Diary,
    today: date,
    *,
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance | None = None,
    taken: Collection[str] = (),
    week: int | None = None,
) -> tuple[Prescription, ...]:
    """Decide the next exposure of a slot.

    Args:
        slot: The plan's line, with the target that it started from.
        diary: Everything logged; what is dated after `today` is left out.
        today: The day for which it is decided. Sets of this very slot from the same day are the session under
            way and do not move its target, unless one was red.
        athlete: Whose kit, conditions and experience count.
        catalogue: Choices and ledger.
        clearance: The open safety gate; left out, the gate is asked here.
        taken: Choices that have a slot of their own and so do not stand in for this one.
        week: The week of the programme (1 …), where a condition starts in stages (D7).

    Returns:
        One prescription per side of what is prescribed, the weaker side first; a single one for two-sided work.

    Raises:
        NotSafe: The safety gate is closed.
        UnknownName: The slot names a choice that does not exist.

    """
    choice = catalogue.choice(slot.choice)
    clearance = clearance or clear(athlete, today, catalogue.ledger)
    others = frozenset(taken) - {slot.choice}
    sides = (Side.LEFT, Side.RIGHT) if one_sided(choice, slot) else (Side.BOTH,)
    stage = None if week is None else clearance.stage(week)
    until = last_day_that_counts(slot, diary, today, catalogue.ledger)
    cases = {
        side: Case(slot, side, diary, today, until, athlete, catalogue, clearance, others, stage)
        for side in sides
    }
    moves = {side: decide(choice, case) for side, case in cases.items()}
    if len(moves) > 1:
        moves = together(moves, cases)
    answers = [within(stage, _answer(cases[side], moves[side])) for side in weaker_first(moves, cases)]
    return _on_its_own_sides(answers, slot, athlete, catalogue)


def prescribe_session(
    session: Session,
    diary: Diary,
    today: date,
    *,
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance | None = None,
    programme: Programme | None = None,
) -> dict[str, tuple[Prescription, ...]]:
    """Return the prescriptions of every hard slot, and of balance and fast work, by slot id; raises as `prescribe` does.

    With the `programme` no exercise that its week holds anyway stands in for another one, and a week that is taken
    as a lighter one is eased (A27).
    """
    clearance = clearance or clear(athlete, today, catalogue.ledger)
    taken = taken_in_week(session, programme)
    answers = {
        slot.id: prescribe(
            slot,
            diary,
            today,
            athlete=athlete,
            catalogue=catalogue,
            clearance=clearance,
            taken=taken,
            week=session.week,
        )
        for slot in session.slots
        if is_prescribed(slot, catalogue.choice(slot.choice))
    }
    return {name: eased(found, programme, session, athlete, catalogue) for name, found in answers.items()}


def taken_in_week(session: Session, programme: Programme | None) -> frozenset[str]:
    """Return the choices that have a working slot of their own in the session's week, or in the session alone."""
    weeks = programme.weeks if programme is not None else ()
    sessions = [s for week in weeks if week.number == session.week for s in week.sessions] or [session]
    work = (Part.MAIN, Part.ACCESSORY, Part.FINISH)
    return frozenset(slot.choice for one in sessions for slot in one.slots if slot.part in work)


def decide(choice: Choice, case: Case) -> Move:
    """Return one side's decision: follow the rungs that the diary took since the slot's own choice, then decide."""
    path: tuple[str, ...] = ()
    back: str | None = None
    while True:
        moved = _moved_on(choice, case, path, back)
        if moved is None:
            return replace(_decide_here(choice, case, path, back), stands_on=choice.slug)
        path, back = (*path, choice.slug), way_back_by(moved)
        choice = case.catalogue.choices[moved.choice]


def _moved_on(choice: Choice, case: Case, path: tuple[str, ...], back: str | None) -> Move | None:
    """Return the move onto another rung if it was due and was taken: the rung has been trained since."""
    runs = case.diary.exposures(choice.slug, case.side, case.until, 1)
    if not runs:
        return None
    rungs = [slug for slug in (*choice.easier, *choice.harder) if slug not in (*path, *case.taken)]
    since = {
        slug: day
        for slug in rungs
        if (day := case.diary.trained_after(slug, case.side, runs[0].day, case.until)) is not None
    }
    if not since:
        return None
    # As it looked on the day on which a rung was first trained: later entries and the time since do not count.
    then = min(since.values())
    move = _decide_here(choice, replace(case, today=then, until=then), path, back)
    return move if move.choice in since else None


def _decide_here(choice: Choice, case: Case, path: tuple[str, ...], back: str | None) -> Move:
    refused = no_longer_allowed(choice, case)
    if refused is not None:
        return _instead(choice, case, *refused)
    st = stand(choice, case)
    if st is None:
        return _start(choice, case)
    return replace(_by_the_rules(st, path, back), standing=st)


def _by_the_rules(st: Standing, path: tuple[str, ...], back: str | None) -> Move:
    move = after_red(st, path)
    for rule in () if move else ORDER:
        if rule is asked_too_much and is_balance(st.choice):
            continue  # repetitions in reserve say nothing about balance
        move = move or rule(st)
    if move is None and back:
        move = way_back(st, path[-1], back)
    elif move is None and not (path and path[-1] in st.case.catalogue.choices[st.choice.slug].harder):
        move = first_load(st)  # never on a rung that was stepped down to: its load is no guess
    return move or further(st) or harder(st)


def _start(choice: Choice, case: Case) -> Move:
    target = base_target(choice, case)
    if choice.slug == case.slot.choice:
        load = owned(loaded_as(choice, target.load), target.load, case.athlete, case.ledger)
    else:
        load = starting_load(choice, case)
    target = replace(target, load=load)
    why = f"Nothing is logged yet, so this is the plan's own start: {target_words(target)}."
    return Move(Change.START, choice.slug, target, case.slot.sets, why, case.slot.claims or ("A20",), load)


def _instead(choice: Choice, case: Case, why: str, claims: tuple[str, ...]) -> Move:
    """Return what stands in for a choice that may not be done any more: an easier rung or an alternative."""
    other = easier_rung(choice, case) or next(
        (found for slug in case.slot.alternatives if (found := may_do(slug, case))), None
    )
    words = why.removesuffix(".").replace("{", "(").replace("}", ")")
    if other is None:
        target = replace(base_target(choice, case), load=None)
        sentence = f"{words}, and nothing else fits in its place."
        return Move(Change.STOP, choice.slug, target, 0, sentence, claims)
    return onto(other, case, Change.EASIER, words + ", so instead {target}.", claims)


def _on_its_own_sides(
    answers: list[Prescription], slot: Slot, athlete: Athlete, catalogue: Catalogue
) -> tuple[Prescription, ...]:
    """Return the answers by the sides of what is prescribed: a rung may be one-sided where the slot is not."""
    first = athlete.weaker_side if athlete.weaker_side is Side.RIGHT else Side.LEFT
    second = Side.LEFT if first is Side.RIGHT else Side.RIGHT
    found: dict[tuple[str, Side], Prescription] = {}
    for answer in answers:
        sides: tuple[Side, ...] = (answer.side,)
        if answer.choice != slot.choice:
            choice = catalogue.choice(answer.choice)
            if choice.sides in (Sides.EACH, Sides.BIASED) and answer.side is Side.BOTH:
                sides = (first, second)
            elif choice.sides is Sides.BOTH:
                sides = (Side.BOTH,)
        for side in sides:
            found.setdefault((answer.choice, side), replace(answer, side=side))
    return tuple(found.values())


def _answer(case: Case, move: Move) -> Prescription:
    return Prescription(
        slot=case.slot.id,
        choice=move.choice,
        side=case.side,
        sets=move.sets,
        target=move.target,
        change=move.change,
        why=move.why,
        claims=move.claims,
        offer=move.offer or offer(case, move),
        modification=case.clearance.modification(case.catalogue.choices[move.choice]),
    )
