"""Elastic bands: their order of stiffness, about how hard they pull, and how far they may be stretched."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import floor

from gluteal.catalogue.claim import Ledger
from gluteal.record import Record, from_mapping
from gluteal.training.athlete import Band, BandForm, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartColour(Record):
    """A colour's published force at the chart's two elongations, and an older, lower figure at the first."""

    colour: str
    lb: tuple[float, float]
    kg: tuple[float, float]
    older_lb: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart(Record):
    """One product's colours, softest first. `elongation` in percent of the resting length added."""

    product: str
    aliases: tuple[str, ...]
    forms: tuple[BandForm, ...]
    claims: tuple[str, ...]
    elongation: tuple[float, float]
    colours: tuple[ChartColour, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Force(Record):
    """About how hard a band pulls: never one figure without its range (rule A6)."""

    low: float
    about: float
    high: float
    unit: Unit
    claims: tuple[str, ...]

    def in_words(self) -> str:
        """Return “about 1.7 kg (1.2 to 2.1)”."""
        return f"about {self.about:.1f} {self.unit} ({self.low:.1f} to {self.high:.1f})"


@cache
def charts() -> tuple[Chart, ...]:
    """Return the published charts."""
    text = (files("gluteal.training") / "data" / "bands.toml").read_text(encoding="utf-8")
    return tuple(from_mapping(list[Chart], tomllib.loads(text)["charts"], "bands.toml"))


def chart_of(band: Band) -> tuple[Chart, ChartColour] | None:
    """Return the chart and colour of a band, None where no maker's figures are known (rule A7)."""
    product, colour = band.product.strip().casefold(), band.colour.strip().casefold()
    for chart in charts():
        if band.form in chart.forms and product in (chart.product.casefold(), *chart.aliases):
            return next(((chart, entry) for entry in chart.colours if entry.colour == colour), None)
    return None


def by_stiffness(bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """Return the bands, softest first.

    The person's own `order` counts first. Bands without one keep the place that they have in the person's list,
    except that colours of one charted product change places among themselves to follow the chart; colours of
    different products are never compared (rule A7).
    """
    ranked = sorted((b for b in bands if b.order is not None), key=lambda b: b.order or 0)
    rest = [b for b in bands if b.order is None]
    for chart in charts():
        entries = [
            (at, found[1]) for at, band in enumerate(rest) if (found := chart_of(band)) and found[0] is chart
        ]
        in_order = [rest[at] for at, _ in sorted(entries, key=lambda e: (chart.colours.index(e[1]), e[0]))]
        for (at, _), band in zip(entries, in_order, strict=True):
            rest[at] = band
    return (*ranked, *rest)


def stiffer(band: Band, bands: tuple[Band, ...]) -> Band | None:
    """Return the next stiffer band of the same form, None where there is none."""
    return _neighbour(band, bands, 1)


def softer(band: Band, bands: tuple[Band, ...]) -> Band | None:
    """Return the next softer band of the same form, None where there is none."""
    return _neighbour(band, bands, -1)


def elongation(resting_cm: float, stretched_cm: float) -> float:
    """Return by how many percent of its resting length a band is stretched (twice as long: 100)."""
    return (stretched_cm - resting_cm) / resting_cm * 100


def force(band: Band, percent: float, ledger: Ledger, unit: Unit = Unit.KG, strands: int = 1) -> Force | None:
    """Return about how hard a band pulls at an elongation.

    Args:
        band: Its product, form and colour decide; without a chart there is no figure.
        percent: Elongation, percent of the resting length added; outside the chart's two there is no figure (A5).
        ledger: Holds the error of makers' figures (A6).
        unit: Kilograms or pounds of pull.
        strands: How many strands pull side by side.

    """
    found = chart_of(band)
    if found is None:
        return None
    chart, entry = found
    first, last = chart.elongation
    if not first <= percent <= last:
        return None
    at_first, at_last = entry.kg if unit is Unit.KG else entry.lb
    about = strands * (at_first + (at_last - at_first) * (percent - first) / (last - first))
    error = ledger.number("A6", "error-high") / 100
    # The older figure is known at the first elongation only; its ratio to the newer one is taken along.
    older = 1.0 if entry.older_lb is None else entry.older_lb / entry.lb[0]
    return Force(
        low=about * min(1 - error, older),
        about=about,
        high=about * (1 + error),
        unit=unit,
        claims=("A6", *chart.claims[:1]),
    )


def longest(resting_cm: float, ledger: Ledger) -> float:
    """Return the length in cm beyond which a band is never to be stretched (rule A8)."""
    return resting_cm * ledger.number("A8", "max-length") / 100


def longer(resting_cm: float, stretched_cm: float, ledger: Ledger) -> float | None:
    """Return the next stretched length in cm (rule A5), None where no step fits below the limit of rule A8.

    The step is the default of A5, rounded down to a mark that can be measured; where that leaves less than the
    smallest step of A5, there is none.
    """
    limit = longest(resting_cm, ledger)
    wanted = min(stretched_cm + resting_cm * ledger.number("A5", "elongation-step") / 100, limit)
    mark = ledger.number("A5", "length-mark")
    length = floor(wanted / mark) * mark
    smallest = stretched_cm + resting_cm * ledger.number("A5", "elongation-step-low") / 100
    return length if length >= smallest else None


def shorter(resting_cm: float, stretched_cm: float, ledger: Ledger) -> float | None:
    """Return the stretched length one step back, in cm, None where the band would go slack."""
    step = resting_cm * ledger.number("A5", "elongation-step") / 100
    mark = ledger.number("A5", "length-mark")
    length = floor((stretched_cm - step) / mark) * mark
    return length if length > resting_cm else None


def _neighbour(band: Band, bands: tuple[Band, ...], by: int) -> Band | None:
    alike = [b for b in by_stiffness(bands) if b.form is band.form]
    if band not in alike:
        return None
    at = alike.index(band) + by
    return alike[at] if 0 <= at < len(alike) else None
