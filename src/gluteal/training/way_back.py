"""The way back from an easier variation to the harder one, for as long as it was not weakness that led down."""

from dataclasses import replace

from gluteal.training.ladder import may_do, target_words
from gluteal.training.loading import lighter
from gluteal.training.pain import Light, lines
from gluteal.training.prescription import Change
from gluteal.training.standing import Move, Standing, stand

_BY_QUIET = ("D5", "D4", "A30")
"""The rules that lead down for pain or time off; any other one leads down because the exercise was too hard."""


def way_back_by(move: Move) -> str | None:
    """Return the rule by which quiet sessions alone lead back from where a move leads, None where they do not.

    Pain goes and time off ends. A step down that weakness brought is left only as any variation is, by rule A3.
    """
    if move.change is Change.HARDER or not set(_BY_QUIET) & set(move.claims):
        return None
    return "A30" if "A30" in move.claims else "D5"


def way_back(st: Standing, origin: str, rule: str) -> Move | None:
    """Return the way back to the harder rung after enough quiet sessions of the easier one, else None."""
    case = st.case
    count = int(st.number("D5", "way-back"))
    choice = may_do(origin, case)
    before = stand(choice, case) if choice else None
    if choice is None or before is None:
        return None
    quiet = [run for run in st.counted[:count] if run.day > before.runs[0].day and _quiet(run.pain, st)]
    if len(quiet) < count:
        return None
    load = lighter(choice, before.load, case.athlete, case.ledger) or before.load
    target = replace(before.base, load=load)
    why = (
        f"The last {count} sessions of the easier variation were quiet; rule {rule}: back to {choice.name}, "
        f"{target_words(target)}."
    )
    claims = tuple(dict.fromkeys((rule, "D5", "A28")))
    return Move(Change.HARDER, choice.slug, target, case.slot.sets, why, claims, st.load)


def _quiet(pain: int | None, st: Standing) -> bool:
    return lines(st.choice, st.case.clearance, st.case.ledger).light(pain) in (None, Light.GREEN)
