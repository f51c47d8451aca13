"""When to see a professional: what cannot wait comes first and apart."""

from django.test import Client

from gluteal.training.question import Group, questions_of
from gluteal.web.store import Store


def test_emergencies_stand_first_and_apart(alices: Client, training: Store) -> None:
    page = alices.get("/learn/professional").content.decode()
    first, _heading, after = page.partition("Before any exercise")
    for question in questions_of(Group.EMERGENCY):
        words = question.asks[:40]
        assert words in first
        assert words not in after
    assert "emergency department at once" in first
    assert "below" not in page
