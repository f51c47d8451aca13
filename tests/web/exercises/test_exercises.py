"""Searching and reading the catalogue on the pages."""

import pytest
from django.test import Client

from gluteal.catalogue.load import load


def test_a_query_finds_by_synonym(alices: Client) -> None:
    assert "Clamshell" in alices.get("/exercises", {"q": "clams"}).content.decode()


def test_with_htmx_only_the_results_come(alices: Client) -> None:
    page = alices.get("/exercises", {"q": "clamshell"}, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in page
    assert "Clamshell" in page


def test_filters_narrow_and_an_unknown_one_is_a_sentence(alices: Client) -> None:
    seated = alices.get("/exercises", {"position": "seated"}).content.decode()
    assert "Seated ·" in seated
    assert "Standing ·" not in seated
    assert "no such option" in alices.get("/exercises", {"position": "flying"}).content.decode()


def test_nothing_found_says_what_to_do(alices: Client) -> None:
    assert "Nothing fits" in alices.get("/exercises", {"q": "zzzzqqqq"}).content.decode()


@pytest.mark.parametrize("query", ["<script>", "%00\x00", "a" * 199, "💪", "' OR 1=1 --"])
def test_odd_queries_are_text(alices: Client, query: str) -> None:
    answer = alices.get("/exercises", {"q": query})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("<script src", "").replace("<script type", "")


def test_every_exercise_and_claim_has_its_page(alices: Client) -> None:
    catalogue = load()
    for slug in catalogue.choices:
        page = alices.get(f"/exercises/{slug}")
        assert page.status_code == 200, slug
        for part in ("How to do it", "Where you should feel it", "What goes wrong", "Safety", "The evidence"):
            assert part in page.content.decode(), slug
    for claim_id in catalogue.ledger.claims:
        page = alices.get(f"/claims/{claim_id}")
        assert page.status_code == 200, claim_id
        assert "What would change our mind" in page.content.decode()
