"""The short form of a logged set, such as `clamshell left 12@green rir 2`, taken apart word by word."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gluteal.errors import BadValue

EXAMPLE = "gluteal log clamshell left 12@green rir 2"
IMPLEMENTS = ("dumbbell", "kettlebell", "barbell", "ankle-weight", "cable", "machine", "sled")

_SIDES = {"left": "left", "right": "right", "both": "both", "l": "left", "r": "right", "b": "both"}
_AMOUNT = re.compile(
    r"(?:(?P<sets>\d{1,2})x)?(?P<amount>\d+(?:\.\d+)?)(?P<measure>s|sec|secs|seconds|reps?|steps?)?(?:@(?P<load>.+))?"
)
_WEIGHT = re.compile(r"(?P<weight>\d+(?:\.\d+)?)(?P<unit>kgs?|lbs?)?")
_NUMBER = re.compile(r"(?P<word>rir|pain|clean)(?P<number>\d+(?:\.\d+)?%?)")
_MEASURES = {"s": "seconds", "r": "reps"}  # by the first letter; "steps" is told from "s" by its length
_MOST_PAIN = 10
_MOST = {"reps": 500, "seconds": 3600, "steps": 2000}  # beyond these a typing error is likelier


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorthand:
    """What was written, not yet held against the catalogue, the person's kit or the plan.

    `measure` is None where only a number was given: then it is what the exercise is counted in.
    """

    exercise: str
    side: str | None = None
    sets: int = 1
    amount: float | None = None
    measure: str | None = None
    weight: float | None = None
    unit: str | None = None
    band: str | None = None
    implement: str | None = None
    rir: float | None = None
    pain: int | None = None
    where: str | None = None
    clean: float | None = None
    notes: str = ""


def parse(words: Sequence[str]) -> Shorthand:
    """Take the words of a logged set apart.

    Raises:
        BadValue: For a word that means nothing at its place, or a number that cannot be.

    """
    tokens = [token for word in words for token in word.split()]
    name: list[str] = []
    while tokens and not (_is_detail(tokens[0]) and name) and not _starts_with_detail(tokens[0]):
        name.append(tokens.pop(0))
    if not name:
        raise BadValue(f"Name the exercise first, for example: {EXAMPLE}")
    found = Shorthand(exercise=" ".join(name))
    while tokens:
        found = _take(found, tokens)
    return check(found)


def check(found: Shorthand) -> Shorthand:
    """Return `found` unless a number of it cannot be. Raises `BadValue`."""
    most = _MOST[found.measure or "reps"]
    if found.amount is not None and not 0 < found.amount <= most:
        raise BadValue(f"{found.amount:g} {found.measure or 'reps'} in one set cannot be; it is 1 to {most}.")
    if found.amount is not None and found.measure != "seconds" and found.amount % 1:
        raise BadValue(f"{found.amount:g} is no count of {found.measure or 'reps'}; log whole ones.")
    if found.weight is not None and not 0 < found.weight < math.inf:
        raise BadValue(f"A weight of {found.weight:g} cannot be; it is above 0.")
    if not 1 <= found.sets <= 10:
        raise BadValue(f"{found.sets} sets in one line cannot be; it is 1 to 10.")
    if found.rir is not None and not 0 <= found.rir <= 10:
        raise BadValue(f"{found.rir:g} repetitions in reserve cannot be; it is 0 to 10.")
    if found.pain is not None and not 0 <= found.pain <= _MOST_PAIN:
        raise BadValue(f"Pain is 0 (none) to {_MOST_PAIN} (the worst), not {found.pain}.")
    if found.clean is not None and not 0 <= found.clean <= 1:
        raise BadValue("The share of clean repetitions is 0 to 1, or 0% to 100%.")
    return found


def loaded(found: Shorthand, load: str) -> Shorthand:
    """Return `found` with what stands after the @: a weight, or the name or colour of a band."""
    weight = _WEIGHT.fullmatch(load.lower())
    if weight is None:
        return replace(found, band=load)
    unit = weight["unit"]
    return replace(found, weight=float(weight["weight"]), unit=unit.removesuffix("s") if unit else None)


def _take(found: Shorthand, tokens: list[str]) -> Shorthand:
    token = tokens.pop(0)
    lower = token.lower()
    joined = _NUMBER.fullmatch(lower)
    if lower in _SIDES:
        return _once(found, "side", _SIDES[lower], token)
    if lower in ("rir", "pain", "clean"):
        return _numbered(found, lower, _next(tokens, lower))
    if joined:
        return _numbered(found, joined["word"], joined["number"])
    if lower == "at":
        return _once(found, "where", _next(tokens, "at"), token)
    if lower in ("note", "notes"):
        text = " ".join(tokens)
        tokens.clear()
        return replace(found, notes=text)
    if lower in IMPLEMENTS:
        return _once(found, "implement", lower, token)
    if lower.startswith("@") and lower != "@":
        return loaded(found, token[1:])
    if re.fullmatch(r"\d+(\.\d+)?(kgs?|lbs?)", lower):
        return loaded(found, lower)
    amount = _AMOUNT.fullmatch(lower)
    if amount is None or found.amount is not None:
        raise BadValue(f"“{token}” is not understood here; write for example: {EXAMPLE}")
    measure = amount["measure"]
    if measure:
        measure = "steps" if measure.startswith("step") else _MEASURES[measure[0]]
    found = replace(found, amount=float(amount["amount"]), measure=measure, sets=int(amount["sets"] or 1))
    # The band's name as it was written: names may have capitals.
    return loaded(found, token.partition("@")[2]) if amount["load"] else found


def _numbered(found: Shorthand, word: str, text: str) -> Shorthand:
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        number = math.nan
    whole = word != "pain" or number == round(number, 0)
    if not math.isfinite(number) or not whole:
        raise BadValue(f"After “{word}” comes a {'whole ' if word == 'pain' else ''}number, not “{text}”.")
    return _once(found, word, int(number) if word == "pain" else number, word)


def _once(found: Shorthand, name: str, value: object, token: str) -> Shorthand:
    if getattr(found, name) is not None:
        raise BadValue(f"“{token}” says a second time what was said before; each thing is said once.")
    return replace(found, **{name: value})  # type: ignore[arg-type]


def _next(tokens: list[str], word: str) -> str:
    if not tokens:
        raise BadValue(f"After “{word}” something is missing; write for example: {EXAMPLE}")
    return tokens.pop(0)


def _is_detail(token: str) -> bool:
    lower = token.lower()
    return (
        lower in _SIDES
        or lower in ("rir", "pain", "clean", "at", "note", "notes")
        or _starts_with_detail(token)
    )


def _starts_with_detail(token: str) -> bool:
    return bool(_AMOUNT.fullmatch(token.lower()) or token.startswith("@") or _NUMBER.fullmatch(token.lower()))
