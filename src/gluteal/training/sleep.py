"""Short nights (rule E3): when they count, and which work they touch."""

from collections.abc import Mapping
from datetime import date

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Sides

_MULTI_JOINT = frozenset({"squat", "lunge", "step", "hinge", "thrust", "bridge"})


def short_nights(sleep: Mapping[date, float], day: date, ledger: Ledger) -> int:
    """Return how many of the latest nights were short, 0 where they are fewer than rule E3 asks for.

    Args:
        sleep: Hours slept by the day on which the night ended; nights without an entry count neither way.
        day: The day of training.
        ledger: Holds the rule's hours, nights and window.

    """
    if not sleep:
        return 0
    window = int(ledger.number("E3", "window-days"))
    last = day.toordinal()
    nights = [sleep.get(date.fromordinal(max(last - back, 1))) for back in range(window)]
    short = sum(1 for hours in nights if hours is not None and hours < ledger.number("E3", "hours"))
    return short if short >= ledger.number("E3", "nights") else 0


def is_compound_one_legged(choice: Choice) -> bool:
    """Tell whether a choice is one-legged work over several joints, the kind that short nights weaken."""
    return choice.sides is not Sides.BOTH and bool(_MULTI_JOINT & set(choice.pattern.split("-")))
