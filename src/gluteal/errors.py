"""Every error Gluteal raises on purpose: one root, each child one sentence that lists what exists."""

from collections.abc import Iterable
from difflib import get_close_matches


class GlutealError(Exception):
    """Root of all deliberate errors; `str(error)` is one sentence fit to be shown to a person."""


class UnknownName(GlutealError):
    """A name was asked for that does not exist.

    Args:
        kind: What was looked up, in the singular ("exercise").
        name: The name that does not exist.
        options: All names that do exist.

    """

    def __init__(self, kind: str, name: str, options: Iterable[str]) -> None:
        self.kind, self.name, self.options = kind, name, tuple(sorted(options))
        near = get_close_matches(name, self.options, n=3, cutoff=0.6)
        if near:
            hint = f"did you mean {' or '.join(near)}?"
        elif len(self.options) <= 20:
            hint = f"there are: {', '.join(self.options) or 'none'}."
        else:
            hint = f"there are {len(self.options)}, for example {', '.join(self.options[:5])}."
        super().__init__(f"No {kind} is called “{name}”; {hint}")


class BadValue(GlutealError):
    """A value was given that cannot be used; the sentence says which values can."""


class BadData(GlutealError):
    """One or more faults in files or documents, all reported at once.

    Args:
        faults: One sentence per fault, each naming where it is.

    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = "One fault" if count == 1 else f"{count} faults"
        super().__init__(
            f"{head} in the data: " + "; ".join(self.faults[:12]) + ("; …" if count > 12 else "")
        )


class NotSafe(GlutealError):
    """Training must not go on; the sentence says whom to see.

    Args:
        sentence: What is the matter and whom to see, in plain words.
        claims: Claim ids behind the sentence.

    """

    def __init__(self, sentence: str, claims: Iterable[str] = ()) -> None:
        self.claims = tuple(claims)
        super().__init__(sentence)


class NoPlan(GlutealError):
    """No plan meets all hard constraints.

    Args:
        conflicts: The constraints that are in conflict, in plain words.
        remedy: The smallest change that gives a plan, in plain words.

    """

    def __init__(self, conflicts: Iterable[str], remedy: str) -> None:
        self.conflicts, self.remedy = tuple(conflicts), remedy
        super().__init__(f"No plan meets all of: {', '.join(self.conflicts)}. {remedy}".strip())


class StoreError(GlutealError):
    """The data folder cannot be used as asked (in use, missing, not writable)."""


class PackagesMissing(GlutealError):
    """The front-end packages and pose models are not on this machine and could not be fetched.

    Args:
        why: The cause in a few words, without a full stop.

    """

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The camera, the moving figure and the charts need packages that could not be fetched: {why};"
            " plan, diary and sessions work without them."
        )
