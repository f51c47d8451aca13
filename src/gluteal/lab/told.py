"""What moving one setting does, in words: each region once, with its range where the mechanics leave one open."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gluteal.anatomy.region import TARGETS, Region
from gluteal.catalogue.formula import Value
from gluteal.lab.loads import Load, Loads
from gluteal.lab.settings import Setting

if TYPE_CHECKING:
    from gluteal.lab.whatif import Tried

NOTICED = 0.02
"""Activation by which a peak, or an end of its range, must move to be called a change."""

SHOWN: tuple[Region, ...] = (*TARGETS, Region.GMAX_LOWER, Region.TFL, Region.DEEP_ROTATORS)
"""The regions that the words speak of."""

OPEN = "undetermined, for it depends on how hard you push the knees out"
_MANY = frozenset({Region.DEEP_ROTATORS})  # regions whose name is a plural
_NO_BAND = "none"


def direction(peaks: Sequence[float]) -> str:
    """Return which way a row of peaks goes."""
    rise, width = peaks[-1] - peaks[0], max(peaks) - min(peaks)
    if width < NOTICED:
        return "hardly changes"
    up, down = (max(sign * (b - a) for at, a in enumerate(peaks) for b in peaks[at:]) for sign in (1, -1))
    if down < NOTICED:
        return "rises"
    if up < NOTICED:
        return "falls"
    if abs(rise) < NOTICED:
        return "rises and falls again" if max(peaks) > max(peaks[0], peaks[-1]) else "falls and rises again"
    return "rises on the whole" if rise > 0 else "falls on the whole"


def sentences(
    setting: Setting, tried: "Sequence[Tried]", others: Mapping[str, Value], legs: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what moving a setting does, most moved first, then what cannot be done and why."""
    done = [(one.value, one.loads) for one in tried if one.loads is not None]
    lines: list[str] = []
    if len(done) > 1:
        if not setting.options:
            unit = f" {setting.unit}" if setting.unit else ""
            lines.append(f"{setting.label}, {shown(done[0][0])} to {shown(done[-1][0])}{unit}:")
        told = _told(setting, done, legs)
        lines += told or ["No region changes by more than two points."]
        if not told and setting.name == "band" and others.get("band-placement") == _NO_BAND:
            lines.append("No band is worn in this setting: say where with band-placement.")
    lines += [f"{shown(one.value)} cannot be done: {one.why_not}" for one in tried if one.why_not]
    return tuple(lines)


def _told(setting: Setting, done: Sequence[tuple[Value, Loads]], legs: Mapping[str, str]) -> list[str]:
    found: list[tuple[float, str]] = []
    for region in SHOWN:
        rows = {leg: [loads.regions[region, leg] for _, loads in done] for leg in ("working", "other")}
        alike = _alike(rows["working"], rows["other"])
        for leg, row in rows.items():
            moved = max(_width(row, end) for end in _ends(row))
            if moved < NOTICED or (alike and leg == "other"):
                continue
            whose = "both legs" if alike else f"the {legs[leg]}"
            name = f"{region_name(region)} of {whose}"
            values = [value for value, _ in done]
            said = _of_options(row, values) if setting.options else _of_numbers(row, values, region)
            found.append((moved, f"{name}{':' if setting.options or _open(row) else ''} {said}"))
    return [text for _, text in sorted(found, key=lambda one: -one[0])]


def _of_options(row: Sequence[Load], values: Sequence[Value]) -> str:
    row_told = ", ".join(f"{shown(value)} {_amount(load)}" for value, load in zip(values, row, strict=True))
    return f"{row_told} %{_word(row)}."


def _of_numbers(row: Sequence[Load], values: Sequence[Value], region: Region) -> str:
    if _open(row):
        first, last = _amount(row[0]), _amount(row[-1])
        return f"{first} % at {shown(values[0])}, {last} % at {shown(values[-1])}{_word(row)}."
    peaks = [load.peak for load in row]
    way = direction(peaks)
    if region in _MANY:
        way = way.replace("rises", "rise").replace("falls", "fall")
    said = f"{way}, {100 * peaks[0]:.0f} to {100 * peaks[-1]:.0f} %"
    extreme = max(peaks) if way.startswith("rise") else min(peaks)
    if "again" in way or "whole" in way:
        at = shown(values[peaks.index(extreme)])
        if extreme not in (peaks[0], peaks[-1]):
            said += f", with {100 * extreme:.0f} % at {at}"
    return f"{said}."


def _word(row: Sequence[Load]) -> str:
    return f"; {OPEN}" if _open(row) else ""


def _amount(load: Load) -> str:
    return f"{100 * load.low:.0f} to {100 * load.high:.0f}" if load.undetermined else f"{100 * load.peak:.0f}"


def _open(row: Sequence[Load]) -> bool:
    return any(load.undetermined for load in row)


def _ends(row: Sequence[Load]) -> tuple[str, ...]:
    return ("low", "high") if _open(row) else ("peak",)


def _width(row: Sequence[Load], end: str) -> float:
    values = [getattr(load, end) if load.undetermined else load.peak for load in row]
    return max(values) - min(values)


def _alike(one: Sequence[Load], other: Sequence[Load]) -> bool:
    return all(
        round(100 * getattr(a, end)) == round(100 * getattr(b, end))
        for a, b in zip(one, other, strict=True)
        for end in ("peak", "low", "high")
    )


def region_name(region: Region) -> str:
    """Return a region's name as the beginning of a sentence."""
    return region.value.replace("-", " ").capitalize()


def shown(value: Value) -> str:
    """Return a setting's value as it is written."""
    return f"{value:g}" if isinstance(value, int | float) else value
