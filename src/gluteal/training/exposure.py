"""One session-day of one exercise and side: its sets, and what they say about effort, pain and form."""

from dataclasses import dataclass
from datetime import date

from gluteal.training.athlete import Side
from gluteal.training.diary import SetDone

MOST = 1000 * 1000
"""No set holds more; a larger number is a slip of the finger and counts as this."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """The hard sets of one day. `last` is the set that decides (rule A2); of several sides the weaker one's.

    `pain` is the worst of the day (0 to 10), `clean` the share of judged repetitions without a major fault
    (0 to 1); either is None when nothing was noted or measured.
    """

    day: date
    sets: tuple[SetDone, ...]
    last: SetDone
    pain: int | None
    clean: float | None

    @property
    def amount(self) -> int | None:
        """Repetitions, seconds or steps of the last set, whole ones only."""
        return None if self.last.amount is None else int(min(self.last.amount, MOST))


def exposure(day: date, sets: tuple[SetDone, ...]) -> Exposure:
    """Gather a day's hard sets, given in the order in which they were done (at least one)."""
    lasts: dict[Side, SetDone] = {done.side: done for done in sets}
    last = sets[-1]
    if Side.LEFT in lasts and Side.RIGHT in lasts:
        counted = [done for done in lasts.values() if done.amount is not None]
        # Two sides in one item: the one that did less speaks; a tie goes to the later set.
        last = min(reversed(counted), key=lambda s: s.amount or 0) if counted else last
    pains = [done.pain for done in sets if done.pain is not None]
    return Exposure(day, sets, last, max(pains, default=None), _clean(sets))


def _clean(sets: tuple[SetDone, ...]) -> float | None:
    """Return the share of clean repetitions, each set weighted by how many were judged (1 if unknown)."""
    measured = [(done.clean_share, max(done.judged or 1, 1)) for done in sets if done.clean_share is not None]
    if not measured:
        return None
    return sum(share * judged for share, judged in measured) / sum(judged for _, judged in measured)
