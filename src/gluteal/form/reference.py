"""What the engine is told of an exercise: plain values, resolved from rules.toml, the exercise's table and the ledger."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import inf
from typing import Any

from gluteal.errors import UnknownName

Numbers = Callable[[str, str], float]
"""How a number is looked up: claim id and name of the number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Another signal that must lie within its limits for a moment to count."""

    signal: str
    of: str
    least: float = -inf
    most: float = inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One thing that is looked for, with its limits for this exercise; see the head of rules.toml for the words.

    From `slight` on it is slight, from `clear` on clear, in the signal's unit.
    """

    id: str
    rule: str
    name: str
    signal: str
    of: str
    plane: str
    slight: float
    clear: float
    cue: str
    over: str = "whole"
    base: str = "zero"
    sign: int = 1
    toward: str = "left"
    guards: tuple[Guard, ...] = ()
    must: bool = False
    major: bool = False
    experimental: bool = False
    picture: bool = False  # needs points that only a network for pictures gives
    depth: bool = False  # needs depth, which one camera only guesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One exercise as the form engine needs it.

    `view` is "frontal" (front or back), "sagittal" (either side), "square" (any of them) or "any". `signal` is what is counted, and `least`
    the smallest range of it that makes a repetition. `side` says how the side of a repetition is found: "both"
    (none), "moving" (whose signal moves more), "standing" (whose foot stays), "front" (whose foot is ahead), "bent"
    (whose leg is bent more), "raised" (the pelvis rises on the other side), "top" or "bottom" (how one lies), "lower"
    (whose foot is lower). `half`: a set may begin at the turn, as sitting. `first` is the phase that comes first.
    `tempo` is the seconds up, pause and down that are asked for, None where no pace is.
    """

    slug: str
    name: str
    view: str
    signal: str
    least: float
    side: str = "both"
    posture: str = "standing"
    first: str = "down"
    hold: bool = False
    half: bool = False
    travels: bool = False
    looks: tuple[Look, ...] = ()
    also: tuple[str, ...] = ()  # signals that are kept besides
    numbers: Mapping[str, float] = field(default_factory=dict)
    tempo: tuple[float, float, float] | None = None
    experimental: bool = False
    tested_on: str = ""
    cannot_see: tuple[str, ...] = ()


@cache
def _book() -> dict[str, Any]:
    return tomllib.loads((files("gluteal.form") / "rules.toml").read_text(encoding="utf-8"))


def look_ids() -> dict[str, str]:
    """Return every look that there is, with the name of the rule that it serves."""
    return {look["id"]: look["rule"] for look in _book()["looks"]}


def look(look_id: str, number: Numbers) -> Look:
    """Build one look with its default limits; raises `UnknownName`."""
    for entry in _book()["looks"]:
        if entry["id"] == look_id:
            plain = {key: v for key, v in entry.items() if key not in ("from", "slight", "clear", "guards")}
            return Look(
                **plain,
                base=entry.get("from", "zero"),
                slight=_number(entry["slight"], number),
                clear=_number(entry["clear"], number),
                guards=tuple(_guard(guard, number) for guard in entry.get("guards", ())),
            )
    raise UnknownName("form look", look_id, look_ids())


def engine_numbers(number: Numbers) -> dict[str, float]:
    """Return the engine's own constants, looked up in the ledger."""
    return {name: number(claim, name) for name, claim in _book()["numbers"].items()}


def cannot_see() -> tuple[str, ...]:
    """Return what no exercise's check can ever see."""
    return tuple(_book()["cannot_see"])


def _guard(entry: Mapping[str, str], number: Numbers) -> Guard:
    limits = {key: _number(entry[key], number) for key in ("least", "most") if key in entry}
    return Guard(signal=entry["signal"], of=entry["of"], **limits)


def _number(cited: str, number: Numbers) -> float:
    claim, name = cited.split(":")
    return number(claim, name)
