"""The page of API tokens: made with scopes, shown once, listed, and taken away by their owner alone."""

import re

from django.test import Client

from gluteal.web.api.models import Token
from gluteal.web.store import Store

WISH = {"name": "my script", "scopes": ["read", "log"], "days": "30"}


def made(client: Client) -> str:
    page = client.post("/account/tokens", WISH).content.decode()
    found = re.search(r'readonly value="(glu_[^"]+)"', page)
    assert found
    return found[1]


def test_a_token_is_made_shown_once_and_lets_in(alices: Client, training: Store) -> None:
    text = made(alices)
    answer = Client().get("/api/sets", headers={"authorization": f"Bearer {text}"})
    assert answer.status_code == 200
    page = alices.get("/account/tokens").content.decode()
    assert text not in page
    for said in ("my script", "Write into the diary", "ends on 2"):
        assert said in page


def test_a_token_is_taken_away_by_its_owner_alone(alices: Client, bobs: Client, training: Store) -> None:
    text = made(alices)
    row = Token.objects.get(person=training.person)
    assert "my script" not in bobs.get("/account/tokens").content.decode()
    for who in (bobs, Client()):
        who.post(f"/account/tokens/{row.pk}/revoke")
        assert Token.objects.filter(pk=row.pk).exists()
    alices.post(f"/account/tokens/{row.pk}/revoke")
    assert Client().get("/api/sets", headers={"authorization": f"Bearer {text}"}).status_code == 401


def test_a_wrong_wish_makes_no_token(alices: Client, training: Store) -> None:
    for wrong in ({"name": ""}, {"scopes": []}, {"scopes": ["everything"]}, {"days": "9"}):
        assert alices.post("/account/tokens", WISH | wrong).status_code == 422
    assert not Token.objects.exists()
