"""The chapters: every claim of the seed article is weighed once, with its grade, and no word of a diagnosis."""

import pytest
from django.test import Client

from gluteal.catalogue.load import load
from gluteal.web.learn.chapters import CHAPTERS, PROFESSIONAL
from gluteal.web.learn.views import weighed


def test_every_claim_of_the_seed_article_stands_in_exactly_one_chapter() -> None:
    ledger = load().ledger
    found = [
        claim.id
        for chapter in CHAPTERS
        for part in (
            weighed(chapter, ledger).agree,
            weighed(chapter, ledger).unsure,
            weighed(chapter, ledger).disagree,
        )
        for claim in part
    ]
    assert sorted(found) == sorted(claim.id for claim in ledger.claims.values() if claim.seed)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.slug)
def test_a_chapter_shows_each_claim_with_its_grade_and_its_page(alices: Client, chapter) -> None:  # type: ignore[no-untyped-def]
    page = alices.get(f"/learn/{chapter.slug}").content.decode()
    parts = weighed(chapter, load().ledger)
    claims = [*parts.agree, *parts.unsure, *parts.disagree, *parts.rules]
    assert claims
    assert page.count('class="verdict"') == len(claims)
    for claim in claims:
        assert f'href="/claims/{claim.id}"' in page
    assert page.count("Grade ") + page.count("our own decision") >= len(claims)


def test_when_to_see_a_professional_lists_every_red_flag(alices: Client) -> None:
    from gluteal.training.question import Group, questions_of

    page = alices.get(f"/learn/{PROFESSIONAL}").content.decode()
    import html

    for question in questions_of(Group.EMERGENCY, Group.RED_FLAG):
        assert html.escape(question.asks) in page


def test_a_chapter_that_is_not_there_is_said_in_a_sentence(alices: Client) -> None:
    answer = alices.get("/learn/none")
    assert answer.status_code == 404
    assert "no page at this address" in answer.content.decode()
