"""Claims and the studies behind them: every fact and every number of Gluteal cites one of these."""

from dataclasses import dataclass, field
from enum import StrEnum

from gluteal.errors import UnknownName
from gluteal.record import Record


class Grade(StrEnum):
    """How well a claim is supported, best first."""

    A = "A"  # guideline, position stand, meta-analysis
    B = "B"  # randomised trial, prospective cohort
    C = "C"  # laboratory, EMG, cross-sectional, reliability study
    D = "D"  # survey, practitioners' consensus, practice page
    DEFAULT = "default"  # a decision of this product, with no published number behind it


class Verdict(StrEnum):
    """What the evidence says about a claim of the seed article."""

    AGREE = "agree"
    UNSURE = "unsure"
    DISAGREE = "disagree"


class Read(StrEnum):
    """How much of a source was read before it was cited."""

    FULL = "full text"
    ABSTRACT = "abstract"
    EXCERPT = "excerpt"
    TABLE = "table"
    SECONDARY = "secondary page"
    WEB = "practice page"
    NOTHING = "not seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Study(Record):
    """A source: a paper, a guideline or a page.

    `read` says how much of it was read by us; `seen_at` is the page that was actually opened.
    """

    key: str
    citation: str
    read: Read
    doi: str | None = None
    seen_at: str | None = None
    design: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Record):
    """One constant that a rule uses: its value, its unit and, where known, its range."""

    value: float
    unit: str
    low: float | None = None
    high: float | None = None
    grade: Grade | None = None  # where this number is weaker than its claim; None: as the claim
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedClaim(Record):
    """Where the seed article says it, in short, and what we make of it."""

    section: str  # "1 Hip abduction" … "9 Activation", "FAQ 3", "Tip 5", "Introduction"
    says: str
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One statement with its grade, its sources and its numbers.

    `id` is the short code that the product shows and that `gluteal explain` takes (A3, R12, seed-4-2).
    """

    id: str
    title: str
    wording: str
    grade: Grade
    sources: tuple[str, ...] = ()  # study keys; empty only for grade "default" or a seed claim
    range: str | None = None  # the published spread, in words
    would_change: str  # what would change our mind
    numbers: dict[str, Number] = field(default_factory=dict)
    seed: SeedClaim | None = None
    see: tuple[str, ...] = ()  # other claims that bear on this one


@dataclass(frozen=True, slots=True)
class Ledger:
    """All claims and studies, by id and key."""

    claims: dict[str, Claim]
    studies: dict[str, Study]

    def claim(self, claim_id: str) -> Claim:
        """Return one claim; raises `UnknownName`. Letter case is forgiven."""
        found = (
            self.claims.get(claim_id)
            or self.claims.get(claim_id.upper())
            or self.claims.get(claim_id.lower())
        )
        if found is None:
            raise UnknownName("claim", claim_id, self.claims)
        return found

    def number(self, claim_id: str, name: str) -> float:
        """Return a rule's constant in its own unit; raises `UnknownName` for a claim or name that does not exist."""
        claim = self.claims.get(claim_id)
        if claim is None:
            raise UnknownName("claim", claim_id, self.claims)
        if name not in claim.numbers:
            raise UnknownName(f"number of claim {claim_id}", name, claim.numbers)
        return claim.numbers[name].value
