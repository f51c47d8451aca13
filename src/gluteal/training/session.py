"""One session in time and order: how long each thing takes, and the order with the fewest turns and band moves."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from gluteal.anatomy.region import TARGETS
from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Measure, Position, Purpose, Sides
from gluteal.training.athlete import Athlete
from gluteal.training.programme import Target

SIDED = frozenset({Sides.EACH, Sides.BIASED})
"""Kinds of exercise whose sets are done on one side after the other."""

_ROLLED = frozenset({Position.SIDE_LYING, Position.SIDE_PLANK})


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of one slot: once to get ready, then for each set with both sides and the rest after it."""

    setup: int
    per_set: int

    def slot(self, sets: int) -> int:
        """Return the seconds of a slot with this many sets."""
        return self.setup + sets * self.per_set


def timing(choice: Choice, target: Target, ledger: Ledger) -> Timing:
    """Return how long a choice takes at this target, reckoned at the top of its range of repetitions."""
    work = target.amount[1] * _seconds_each(choice, target, ledger)
    change = 0.0
    if choice.sides in SIDED:
        work *= 2
        change = ledger.number("session-time", "side-change-seconds")
        if choice.position in _ROLLED:
            change += ledger.number("session-time", "roll-over-seconds")
    elif choice.sides is Sides.ALTERNATING and target.measure is Measure.REPS:
        work *= 2
    return Timing(choice.dose.setup_s, math.ceil(work + change) + target.rest_s)


def _seconds_each(choice: Choice, target: Target, ledger: Ledger) -> float:
    if target.measure is Measure.SECONDS:
        return 1
    if target.measure is Measure.STEPS:
        return ledger.number("session-time", "step-seconds")
    return sum(target.tempo)


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of a session's parts: `raise_s` of easy movement, `mobilise_s`, `activation_s`, `cool_s`, the rest for work."""

    raise_s: int
    mobilise_s: int
    activation_s: int
    cool_s: int
    work_s: int


def budget(athlete: Athlete, ledger: Ledger) -> Budget:
    """Share out a session's minutes (rules B1 to B4, claim `cool-down`); `work_s` may be 0 or less where there is no time at all."""
    minutes = athlete.minutes
    warm_up = min(
        ledger.number("B1", "most-minutes"),
        max(ledger.number("B1", "least-minutes"), ledger.number("B1", "share") * minutes),
    )
    raising = round(60 * warm_up * ledger.number("B1", "raise-share"))
    mobilising = round(60 * warm_up) - raising
    wanted = athlete.activation and minutes >= ledger.number("B4", "least-minutes")
    activating = round(60 * ledger.number("B2", "most-minutes")) if wanted else 0
    cooled = minutes >= ledger.number("cool-down", "least-minutes")
    cooling = round(60 * ledger.number("cool-down", "minutes")) if cooled else 0
    left = 60 * minutes - raising - mobilising - activating - cooling
    return Budget(raising, mobilising, activating, cooling, left)


def tier(choice: Choice, main: bool) -> int:
    """Return where a choice belongs in a session, from 0: fast work, main lifts, other upper-glute work, all else, balance."""
    if Purpose.STRENGTH not in choice.purposes:
        return 0 if Purpose.POWER in choice.purposes else 2 + 2
    if not is_upper_glute(choice):
        return 2 + 1
    return 1 if main else 2


def is_upper_glute(choice: Choice) -> bool:
    """Tell whether a set of this choice counts for any target region at all."""
    return any(choice.credit.get(region, (0, 0, 0))[1] > 0 for region in TARGETS)


def changes(choices: Sequence[Choice]) -> tuple[int, int]:
    """Count the changes of body position and of band placement along an order."""
    pairs = list(itertools.pairwise(choices))
    return (
        sum(a.position is not b.position for a, b in pairs),
        sum(a.placement is not b.placement for a, b in pairs),
    )


def change_seconds(choices: Sequence[Choice], ledger: Ledger) -> int:
    """Return the seconds that changes of position and placement take along an order."""
    turns, moves = changes(choices)
    return round(
        turns * ledger.number("session-time", "position-change-seconds")
        + moves * ledger.number("session-time", "placement-change-seconds")
    )


def best_order(choices: Sequence[Choice], tiers: Sequence[int]) -> tuple[int, ...]:
    """Return the order, as indexes, with the fewest changes among those that keep the tiers apart.

    Exact (dynamic programming over sets of exercises, at most about 2^7 * 7 states); among equals the one
    that comes first by index wins, so that the answer is always the same.
    """
    count = len(choices)
    if not count:
        return ()
    price = [[sum(changes((a, b))) for b in choices] for a in choices]
    ahead = [sum(1 << j for j in range(count) if tiers[j] < tiers[i]) for i in range(count)]
    best: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {
        (1 << i, i): (0, (i,)) for i in range(count) if not ahead[i]
    }
    frontier = dict(best)
    for _ in range(count - 1):
        reached: dict[tuple[int, int], tuple[int, tuple[int, ...]]] = {}
        for (done, last), (cost, path) in frontier.items():
            for i in range(count):
                if done >> i & 1 or ahead[i] & ~done:
                    continue
                key, found = (done | 1 << i, i), (cost + price[last][i], (*path, i))
                if key not in reached or found < reached[key]:
                    reached[key] = found
        frontier = reached
    return min(frontier.values())[1]
