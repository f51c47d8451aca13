"""Errors of the mechanics: a posture, a person, a force or a balance that cannot be computed, and which can."""

from gluteal.errors import BadValue, GlutealError


class BodyError(GlutealError):
    """Root of the errors of the mechanics; no number is ever returned in their place."""


class OutOfRange(BodyError, BadValue):
    """A value lies outside what can be computed; the sentence lists the range."""

    def __init__(self, what: str, value: object, low: float, high: float, unit: str = "") -> None:
        self.what, self.value, self.low, self.high, self.unit = what, value, low, high, unit
        tail = f" {unit}" if unit else ""
        shown = f"{value:.4g}" if isinstance(value, float) else str(value)
        super().__init__(f"{what} cannot be {shown}; it goes from {low:g} to {high:g}{tail}.")


class NoBalance(BodyError):
    """The contacts cannot carry the body in this posture; the sentence says what is missing.

    Args:
        sentence: What cannot be balanced, in plain words.
        missing: Newtons and newton metres that the contacts leave over (world x y z, then moments), where known.

    """

    def __init__(self, sentence: str, missing: tuple[float, ...] = ()) -> None:
        self.missing = missing
        super().__init__(sentence)


def within(what: str, value: float, low: float, high: float, unit: str = "") -> float:
    """Return `value` as a float if it is a number from `low` to `high`; raise `OutOfRange` otherwise."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise OutOfRange(what, value, low, high, unit) from None
    if not low <= number <= high:  # catches NaN too
        raise OutOfRange(what, number, low, high, unit)
    return number


class TooHeavy(BodyError):
    """The muscles of this body cannot hold a joint against the load.

    Args:
        joint: Which joint, in words ("right hip rotation").
        missing: Newton metres that the muscles leave over.

    """

    def __init__(self, joint: str, missing: float) -> None:
        self.joint, self.missing = joint, missing
        super().__init__(
            f"The muscles of this model cannot hold that: {missing:.0f} N m are missing at the {joint}, and ligaments "
            "and the pull of stretched muscles, which help in life, are left out; take less load or an easier posture."
        )
