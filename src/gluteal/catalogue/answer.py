"""Our answer to the seed article: its claims section by section, each with a verdict, and the tables for the docs."""

from collections.abc import Iterator

from gluteal.catalogue.claim import Claim, Ledger, Verdict
from gluteal.errors import UnknownName

SECTIONS: tuple[str, ...] = (
    "Introduction",
    "1 Hip abduction",
    "2 External rotation",
    "3 Gluteus medius",
    "4 Gluteus minimus",
    "5 Stability and strength",
    "6 Injury prevention",
    "7 Proper form",
    "8 Progressive overload",
    "9 Activation exercises",
    *(f"FAQ {number}" for number in range(1, 7)),
    *(f"Tip {number}" for number in range(1, 9)),
    "Conclusion",
)
"""The parts of the seed article in its own order."""


def answers(ledger: Ledger, section: str | None = None, verdict: Verdict | None = None) -> Iterator[Claim]:
    """Yield the claims about the seed article in the article's order.

    Args:
        ledger: All claims.
        section: One of `SECTIONS`, to yield only those; None for all.
        verdict: To yield only claims with this verdict; None for all.

    Raises:
        UnknownName: For a section that the article does not have.

    """
    if section is not None and section not in SECTIONS:
        raise UnknownName("section of the article", section, SECTIONS)
    for part in SECTIONS if section is None else (section,):
        for claim in ledger.claims.values():
            if claim.seed and claim.seed.section == part and verdict in (None, claim.seed.verdict):
                yield claim


def tally_table(ledger: Ledger) -> str:
    """Return a Markdown table that counts the verdicts of each section."""
    verdicts = tuple(Verdict)
    rows = ["| part of the article | " + " | ".join(verdicts) + " |", "|---|" + "--:|" * len(verdicts)]
    totals = [0] * len(verdicts)
    for section in SECTIONS:
        counts = [sum(1 for _ in answers(ledger, section, verdict)) for verdict in verdicts]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        rows.append(f"| {section} | " + " | ".join(str(count) for count in counts) + " |")
    rows.append("| **all** | " + " | ".join(f"**{total}**" for total in totals) + " |")
    return "\n".join(rows)


def disagreement_table(ledger: Ledger) -> str:
    """Return a Markdown table of every point on which we disagree with the article, and why."""
    rows = ["| part | the article says | we say | why | claim |", "|---|---|---|---|---|"]
    for claim in answers(ledger, verdict=Verdict.DISAGREE):
        if claim.seed:
            cells = (
                claim.seed.section,
                claim.seed.says,
                claim.wording,
                claim.seed.reason,
                f"`{claim.id}` ({claim.grade})",
            )
            rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)
