"""A linear model over whole numbers, with no solver in sight: variables, rows, and objectives in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FAR = 1000 * 1000
"""No bound on this side of a row."""


@dataclass(slots=True)
class Row:
    """One linear constraint `low <= sum(coefficient * variable) <= high`; `group` names what it stands for."""

    terms: dict[int, int]
    low: int
    high: int
    group: str | None = None


@dataclass(slots=True)
class LinearModel:
    """Bounded whole-number variables, rows, and objectives to be minimised in order.

    `most[name]` is an upper bound of an objective that holds for every solution.
    """

    lows: list[int] = field(default_factory=list)
    highs: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    objectives: dict[str, dict[int, int]] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)

    def variable(self, low: int, high: int) -> int:
        """Add a variable and return its index."""
        self.lows.append(low)
        self.highs.append(high)
        return len(self.lows) - 1

    def row(self, terms: Mapping[int, int], low: int, high: int, group: str | None = None) -> None:
        """Add a row; one that cannot be broken within the bounds is left out."""
        kept = {index: value for index, value in terms.items() if value}
        least = sum(v * (self.lows[i] if v > 0 else self.highs[i]) for i, v in kept.items())
        most = sum(v * (self.highs[i] if v > 0 else self.lows[i]) for i, v in kept.items())
        if least < low or most > high:
            self.rows.append(Row(kept, low, high, group))
