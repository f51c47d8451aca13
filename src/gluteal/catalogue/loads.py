"""The committed table of what each exercise and variation asks of the muscle regions in the model, and its one reader."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

from gluteal.anatomy.region import Region
from gluteal.catalogue.formula import Value
from gluteal.record import Record, from_mapping

Figures = tuple[float, float, float, float]
"""Percent: peak, mean, and the range of the peak (low, high) over what nobody can know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Record):
    """One choice as it stands, or with one setting changed. Legs are the exercise's own (see its motion).

    `working` and `other` follow the order of the table's `regions`; `why_not` says why it cannot be reckoned, and then
    both are empty.
    """

    choice: str
    setting: str | None = None
    value: Value | None = None
    working: tuple[Figures, ...] = ()
    other: tuple[Figures, ...] = ()
    why_not: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Record):
    """All rows. What the mechanics of one body ask; evidence of grade C at most, and of directions alone."""

    regions: tuple[Region, ...]
    rows: tuple[Row, ...]

    def row(self, choice: str, setting: str | None = None, value: Value | None = None) -> Row | None:
        """Return one row, None where there is none."""
        return next(
            (r for r in self.rows if (r.choice, r.setting, r.value) == (choice, setting, value)), None
        )

    def peak(self, row: Row, region: Region, leg: str = "working") -> float | None:
        """Return the peak of a region in a row, in percent; None where it could not be reckoned."""
        figures = row.working if leg == "working" else row.other
        return figures[self.regions.index(region)][0] if figures and region in self.regions else None


@cache
def loads() -> Table:
    """Return the table that ships with Gluteal."""
    text = (files("gluteal.catalogue") / "data" / "loads.toml").read_text(encoding="utf-8")
    return from_mapping(Table, tomli.loads(text), "loads.toml")
