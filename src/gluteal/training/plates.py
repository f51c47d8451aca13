"""Which plates go on each side of a bar, from the pairs that a person owns."""

from collections.abc import Iterable
from itertools import combinations

_THOUSANDTHS = 1000  # weights are added in thousandths, so that 1.25 + 2.5 is exact


def on_each_side(total: float, bar: float, pairs: Iterable[float]) -> tuple[float, ...] | None:
    """Return the plates for one side of a bar, heaviest first: as few as possible, then the heaviest.

    Args:
        total: The bar with all plates, in the person's unit.
        bar: The bare bar.
        pairs: One plate of each pair that is owned.

    Returns:
        The plates; empty for the bare bar, None where the pairs cannot make up the total.

    """
    owned = sorted((round(plate * _THOUSANDTHS) for plate in pairs), reverse=True)
    wanted, odd = divmod(round((total - bar) * _THOUSANDTHS), 2)
    if wanted < 0 or odd:
        return None
    for count in range(len(owned) + 1):
        for chosen in combinations(owned, count):
            if sum(chosen) == wanted:
                return tuple(plate / _THOUSANDTHS for plate in chosen)
    return None
