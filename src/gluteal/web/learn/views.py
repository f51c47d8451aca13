"""The list of chapters, one chapter, and when to see a professional."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gluteal.catalogue.claim import Claim, Ledger, Verdict
from gluteal.catalogue.load import load
from gluteal.training.question import Group, questions_of
from gluteal.web.learn.chapters import CHAPTERS, PROFESSIONAL, Chapter


@dataclass(frozen=True, slots=True)
class Weighed:
    """The claims of a chapter by what the evidence says of them; `rules` are our own, not the seed article's."""

    agree: tuple[Claim, ...]
    unsure: tuple[Claim, ...]
    disagree: tuple[Claim, ...]
    rules: tuple[Claim, ...]


@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    """List the chapters with how many claims each weighs and how often we differ."""
    ledger = load().ledger
    rows = []
    for chapter in CHAPTERS:
        found = weighed(chapter, ledger)
        count = sum(len(part) for part in (found.agree, found.unsure, found.disagree, found.rules))
        rows.append({"chapter": chapter, "count": count, "differ": len(found.disagree) + len(found.unsure)})
    return render(request, "learn/learn.html", {"tab": "learn", "rows": rows, "professional": PROFESSIONAL})


@require_safe
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one chapter."""
    catalogue = load()
    page: dict[str, Any] = {"tab": "learn"}
    if slug == PROFESSIONAL:
        page |= {
            "emergency": questions_of(Group.EMERGENCY),
            "flags": questions_of(Group.RED_FLAG),
            "first": questions_of(Group.SUITABILITY),
            "rules": [catalogue.ledger.claim(claim) for claim in ("D2", "D3", "D4", "D5", "D1")],
        }
        return render(request, "learn/professional.html", page)
    at = next((number for number, one in enumerate(CHAPTERS) if one.slug == slug), None)
    if at is None:
        raise Http404
    found = CHAPTERS[at]
    page |= {
        "chapter": found,
        "weighed": weighed(found, catalogue.ledger),
        "exercises": [catalogue.choice(name) for name in found.exercises],
        "before": CHAPTERS[at - 1] if at else None,
        "after": CHAPTERS[at + 1] if at + 1 < len(CHAPTERS) else None,
    }
    return render(request, "learn/chapter.html", page)


def weighed(chapter: Chapter, ledger: Ledger) -> Weighed:
    """Return the claims of a chapter in the order of the ledger, parted by verdict."""
    said = [
        claim for claim in ledger.claims.values() if claim.seed and claim.seed.section in chapter.sections
    ]

    def of(verdict: Verdict) -> tuple[Claim, ...]:
        return tuple(claim for claim in said if claim.seed and claim.seed.verdict is verdict)

    return Weighed(
        agree=of(Verdict.AGREE),
        unsure=of(Verdict.UNSURE),
        disagree=of(Verdict.DISAGREE),
        rules=tuple(ledger.claim(claim) for claim in chapter.claims),
    )
