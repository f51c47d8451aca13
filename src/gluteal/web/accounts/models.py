"""Persons, entry links, and the secret address of a calendar."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import IntegrityError, models
from django.urls import reverse
from django.utils import timezone

ENTRY_MINUTES = 30


class Person(AbstractUser):
    """Somebody who trains. The store on one's own machine has exactly one, who needs no password."""

    LOCAL: ClassVar[str] = "local"

    @classmethod
    def local(cls) -> "Person":
        """Return the one person of a store on one's own machine, made on first use."""
        found = cls.objects.filter(username=cls.LOCAL).first()
        if found is not None:
            return found
        person = cls(username=cls.LOCAL)
        person.set_unusable_password()
        try:
            person.save(force_insert=True)
        except IntegrityError:  # another process was first
            return cls.objects.get(username=cls.LOCAL)
        return person


class EntryLink(models.Model):
    """An address that lets its person in once; only the hash of its token is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="entry_links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    @classmethod
    def make(cls, person: Person, now: datetime | None = None, *, keep: bool = False) -> str:
        """Store a fresh link for `person` and return its token; others not used yet stop working, unless kept."""
        now = now or timezone.now()
        if not keep:
            cls.objects.filter(person=person, used_at=None).delete()
        token = secrets.token_urlsafe(32)
        cls.objects.create(
            person=person, token_hash=_hash(token), expires_at=now + timedelta(minutes=ENTRY_MINUTES)
        )
        return token

    @classmethod
    def use(cls, token: str, now: datetime | None = None) -> Person | None:
        """Spend a token and return its person, or None if it is unknown, spent or too old."""
        now = now or timezone.now()
        waiting = cls.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=now)
        if waiting.update(used_at=now) != 1:  # compare and swap: of two at once, one gets in
            return None
        return cls.objects.select_related("person").get(token_hash=_hash(token)).person


class CalendarFeed(models.Model):
    """The secret address of a person's calendar; it stands for as long as the row does."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    @classmethod
    def make(cls, person: Person) -> "CalendarFeed":
        """Make a fresh address for `person`."""
        return cls.objects.create(person=person, token=secrets.token_urlsafe(32))

    @property
    def path(self) -> str:
        """The address on this server."""
        return reverse("calendar", args=[self.token])


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
