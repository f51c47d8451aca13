"""Tokens by which a program acts for a person, each with its scopes."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from gluteal.web.accounts.models import Person

PREFIX = "glu_"
SCOPES = ("read", "log", "plan", "account")
"""What a token may be for: looking, writing into the diary, changing profile and programme, the account itself."""
_SEEN = timedelta(hours=1)  # how exactly it is kept when a token was used last


class Token(models.Model):
    """One token of one person; only its hash is kept, so that it can be shown once and never again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    scopes = models.JSONField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        """Listed by person, oldest first."""

        ordering: ClassVar[list[str]] = ["pk"]

    @classmethod
    def make(
        cls, person: Person, name: str, scopes: tuple[str, ...], expires_at: datetime | None
    ) -> tuple["Token", str]:
        """Store a fresh token and return its row and the token itself."""
        text = PREFIX + secrets.token_urlsafe(32)
        row = cls.objects.create(
            person=person, name=name, scopes=sorted(scopes), token_hash=_hash(text), expires_at=expires_at
        )
        return row, text

    @classmethod
    def find(cls, text: str, now: datetime | None = None) -> "Token | None":
        """Return the token with this text, None where it is unknown, revoked or too old, or its person is gone."""
        now = now or timezone.now()
        found = cls.objects.select_related("person").filter(token_hash=_hash(text)).first()
        if found is None or not found.person.is_active or (found.expires_at and found.expires_at <= now):
            return None
        if found.used_at is None or now - found.used_at > _SEEN:
            cls.objects.filter(pk=found.pk).update(used_at=now)
        return found


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
