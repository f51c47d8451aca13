"""Profile and programme rows: whole documents, kept as they were when they were made."""

from collections import OrderedDict
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from gluteal.record import from_mapping, to_mapping
from gluteal.training.athlete import Athlete
from gluteal.training.programme import Programme
from gluteal.web.accounts.models import Person

_KEPT = 64  # programmes that stay in memory, read from their rows
_read: OrderedDict[tuple[int, datetime], Programme] = OrderedDict()


class Profile(models.Model):
    """One version of a person's profile; the newest counts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profiles")
    saved_at = models.DateTimeField(auto_now_add=True)
    document = models.JSONField()

    @classmethod
    def of(cls, person: Person, athlete: Athlete) -> "Profile":
        """Return an unsaved row that holds `athlete`."""
        return cls(person=person, document=_checked(Athlete, athlete))

    def to_athlete(self) -> Athlete:
        """Return the profile as a value; raises `BadData` if another program has changed the row."""
        return from_mapping(Athlete, self.document, f"profile {self.pk}")


class ProgrammeRow(models.Model):
    """One programme of a person; the newest counts."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="programmes")
    saved_at = models.DateTimeField(auto_now_add=True)
    programme_id = models.CharField(max_length=200)
    document = models.JSONField()

    class Meta:
        """Looked up by its own id."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "programme_id"], name="programme_by_id")
        ]

    @classmethod
    def of(cls, person: Person, programme: Programme) -> "ProgrammeRow":
        """Return an unsaved row that holds `programme`."""
        return cls(person=person, programme_id=programme.id, document=_checked(Programme, programme))

    def to_programme(self) -> Programme:
        """Return the programme as a value; raises `BadData` if another program has changed the row."""
        key = (self.pk, self.saved_at)  # a row is never changed once it is there
        if key not in _read:
            _read[key] = from_mapping(Programme, self.document, f"programme {self.programme_id}")
            while len(_read) > _KEPT:
                _read.popitem(last=False)
        return _read[key]


def _checked(kind: type, value: object) -> object:
    document = to_mapping(value)
    from_mapping(kind, document, kind.__name__.lower())  # NaN and the like never reach the store
    return document
