"""The two sides together: the weaker one leads, and no side gets harder while the other one waits or is sore."""

from collections.abc import Mapping
from dataclasses import replace

from gluteal.training import wording
from gluteal.training.athlete import Side
from gluteal.training.ladder import held, target_words
from gluteal.training.loading import same_load
from gluteal.training.prescription import Change
from gluteal.training.programme import Load
from gluteal.training.standing import Case, Move
from gluteal.training.trend import gap

UP = frozenset({Change.REPS, Change.LOAD, Change.ELONGATION, Change.BAND, Change.HARDER})
"""The changes that make a target harder."""
_RANK = {
    Change.REPS: 0,
    Change.ELONGATION: 1,
    Change.LOAD: 1,
    Change.BAND: 2,
    Change.HARDER: 2,
}
_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
_CLAIM = "weaker-side-leads"


def together(moves: Mapping[Side, Move], cases: Mapping[Side, Case]) -> dict[Side, Move]:
    """Bring the decisions of left and right together.

    Both up from the same place: both get the lesser answer. One up: only where it is behind the other side and
    that side is not sore; else it waits. Both held at one load: neither is asked for more than the other.
    """
    up = [side for side in moves if moves[side].change in UP]
    result = dict(moves)
    if len(up) > 1:
        return _both_up(result, cases)
    if up:
        mine, other = up[0], _OTHER[up[0]]
        if _behind(moves[mine], moves[other], cases[mine]) and moves[other].change is Change.SAME:
            return result
        result[mine] = _waits(mine, moves)
    return _level(result, cases)


def weaker_first(moves: Mapping[Side, Move], cases: Mapping[Side, Case]) -> tuple[Side, ...]:
    """Return the sides, the weaker one first: the lighter load, else as the diary tells, else as it was named."""
    sides = tuple(moves)
    if len(sides) == 1:
        return sides
    left, right = moves[Side.LEFT], moves[Side.RIGHT]
    case = cases[Side.LEFT]
    if _behind(right, left, case):
        first = Side.RIGHT
    elif _behind(left, right, case):
        first = Side.LEFT
    else:
        named = (_told(left, right, case), case.slot.first_side, case.athlete.weaker_side)
        first = next((side for side in named if side in _OTHER), Side.LEFT)
    return first, _OTHER[first]


def _told(left: Move, right: Move, case: Case) -> Side | None:
    """Return the side that the diary shows to be weaker beyond noise at one load, None where it cannot tell."""
    if left.stands_on != right.stands_on:
        return None
    ahead = gap(case.diary, left.stands_on, case.until, case.ledger).told
    return None if ahead is None else _OTHER[ahead]


def _both_up(result: dict[Side, Move], cases: Mapping[Side, Case]) -> dict[Side, Move]:
    left, right = result[Side.LEFT], result[Side.RIGHT]
    case = cases[Side.LEFT]
    for mine, other in ((Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT)):
        if _behind(result[mine], result[other], case):
            result[other] = _waits(other, result)
            return result
    if left.stands_on != right.stands_on:
        return result
    weaker = min((Side.LEFT, Side.RIGHT), key=lambda side: _size(result[side]))
    if _size(left) == _size(right):
        return result
    stronger = _OTHER[weaker]
    lead = result[weaker]
    why = f"Both sides get what {wording.the_side(weaker)} has earned: {lead.why[:1].lower()}{lead.why[1:]}"
    claims = tuple(dict.fromkeys((*lead.claims, _CLAIM)))
    result[stronger] = replace(
        lead, why=why, claims=claims, at=result[stronger].at, standing=result[stronger].standing
    )
    return result


def _size(move: Move) -> tuple[int, int, int]:
    return _RANK[move.change], move.target.amount[0], move.target.amount[1]


def _waits(side: Side, moves: Mapping[Side, Move]) -> Move:
    """Return the same target again for a side that has earned more than the other one."""
    st, other = moves[side].standing, _OTHER[side]
    if st is None:
        return moves[side]
    reason = {
        Change.START: "has nothing logged yet",
        Change.SAME: "stays where it is",
    }.get(moves[other].change, "has not caught up")
    if moves[other].change in (Change.LESS, Change.EASIER, Change.STOP, Change.RETURN):
        reason = "takes a step back"
    why = f"{wording.the_side(side).capitalize()} is ready for more but {wording.the_side(other)} {reason}; the weaker side leads: the same target again, {{target}}."
    return replace(held(st, why, (_CLAIM,)), stands_on=moves[side].stands_on, standing=st)


def _behind(mine: Move, other: Move, case: Case) -> bool:
    """Tell whether a side stands lower than the other: an easier rung, or a lighter load of the same kind."""
    if mine.stands_on != other.stands_on:
        easier = case.catalogue.choices[other.stands_on].easier
        return mine.stands_on in easier
    if same_load(mine.at, other.at):
        return False
    return _weight(mine.at, case) < _weight(other.at, case)


def _level(result: dict[Side, Move], cases: Mapping[Side, Case]) -> dict[Side, Move]:
    """Ask a held side for no more than the other one, held at the same load or not begun, is asked for."""
    mine, other = sorted(result, key=lambda side: result[side].target.amount, reverse=True)
    high, low = result[mine], result[other]
    alike = high.stands_on == low.stands_on == low.choice and same_load(high.target.load, low.target.load)
    held_both = high.change is Change.SAME and low.change in (Change.SAME, Change.START)
    if not (alike and held_both and high.target.amount[0] > low.target.amount[0]):
        return result
    target = replace(high.target, amount=low.target.amount)
    why = f"{wording.the_side(mine).capitalize()} has been asked for more than {wording.the_side(other)}; the weaker side leads: {target_words(target)}."
    claims = tuple(dict.fromkeys((*high.claims, _CLAIM)))
    result[mine] = replace(high, target=target, why=why, claims=claims)
    return result


def _weight(load: Load | None, case: Case) -> tuple[float, float]:
    """Return what orders two loads of one choice: weight, or a band's place among the owned and its stretch."""
    if load is None:
        return -1, 0
    if load.band is None:
        return load.amount or 0, 0
    names = [band.name for band in case.bands]
    place = names.index(load.band.name) if load.band.name in names else -1
    return place, load.band.stretched_cm or 0
