"""The diary's rows: facts that are added and never changed or removed."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, models, transaction

from gluteal.errors import BadData, StoreError
from gluteal.record import to_mapping
from gluteal.training.diary import (
    Correction,
    CustomExercise,
    Entry,
    Retest,
    SetDone,
    entry_from_mapping,
)
from gluteal.web.accounts.models import Person
from gluteal.web.diary.reading import read_whole

_BATCH = 500  # uids asked for in one query: within every database's limit of parameters


class AppendOnly(models.QuerySet["Fact"]):
    """A query over facts that can read and add, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse: a fact is corrected by another fact."""
        raise TypeError("facts are append-only; add a Correction instead")

    def delete(self) -> NoReturn:
        """Refuse: a fact is corrected by another fact."""
        raise TypeError("facts are append-only; add a Correction instead")


class Fact(models.Model):
    """One diary entry. `number` is the order of arrival, by which a second device asks for what is new.

    `uid` was made where the entry was written down; `data` is the entry itself, the other columns are copies
    of parts of it to search by.
    """

    number = models.BigAutoField(primary_key=True)
    uid = models.UUIDField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="facts")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    at = models.DateTimeField()
    exercise = models.CharField(max_length=300, blank=True)
    data = models.JSONField()

    objects: ClassVar[models.Manager["Fact"]] = AppendOnly.as_manager()

    class Meta:
        """Read by person and day, or by person, exercise and day."""

        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["person", "day", "at"], name="fact_by_day"),
            models.Index(fields=["person", "exercise", "day"], name="fact_by_exercise"),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that is there already is refused."""
        if self.pk is not None:
            raise TypeError("facts are append-only; add a Correction instead")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: a fact is corrected by another fact."""
        raise TypeError("facts are append-only; add a Correction instead")

    @classmethod
    def of(cls, person: Person, entry: Entry) -> "Fact":
        """Return an unsaved row that holds `entry`; raises `BadData` for what no entry may hold."""
        data = to_mapping(entry)
        where = f"{entry.kind} {entry.uid}"
        if entry_from_mapping(data, where) != entry:
            raise BadData([f"{where}: does not survive being written down"])
        if entry.at.tzinfo is None:
            raise BadData([f"{where}: at {entry.at.isoformat()} has no time zone"])
        return cls(
            uid=entry.uid,
            person=person,
            kind=entry.kind,
            day=entry.day,
            at=entry.at.astimezone(UTC),
            exercise=_exercise(entry)[:300],
            data=data,
        )

    def to_entry(self) -> Entry:
        """Return the row as a value."""
        return entry_from_mapping(self.data, f"{self.kind} {self.uid}")

    @classmethod
    def read(cls, person: Person) -> tuple[Entry, ...]:
        """Return a person's whole diary by day, time and arrival; the same tuple while nothing is added."""
        return read_whole(cls.objects.filter(person=person), person.pk)

    @classmethod
    def add(cls, person: Person, entries: Iterable[Entry]) -> tuple[int, int]:
        """Add entries, all or none, and return how many were new and how many known already."""
        kept = tuple(entries)
        try:
            return cls._add_rows(person, [cls.of(person, entry) for entry in kept])
        except IntegrityError:  # another process added one of them in between: now it is known
            return cls._add_rows(person, [cls.of(person, entry) for entry in kept])

    @classmethod
    def _add_rows(cls, person: Person, rows: list["Fact"]) -> tuple[int, int]:
        with transaction.atomic():
            fresh = {row.uid: row for row in reversed(rows)}  # of two with one uid the first counts
            owners = cls._owners(list(fresh))
            if any(owner != person.pk for owner in owners.values()):
                raise StoreError("An entry with this uid belongs to another diary; nothing was added.")
            new = [row for row in rows if fresh.get(row.uid) is row and row.uid not in owners]
            cls.objects.bulk_create(new, batch_size=_BATCH)
        return len(new), len(rows) - len(new)

    @classmethod
    def _owners(cls, uids: list[UUID]) -> dict[UUID, int]:
        found: dict[UUID, int] = {}
        for start in range(0, len(uids), _BATCH):
            batch = uids[start : start + _BATCH]
            found.update(cls.objects.filter(uid__in=batch).values_list("uid", "person_id"))
        return found


def _exercise(entry: Entry) -> str:
    match entry:
        case SetDone():
            return entry.exercise
        case Retest():
            return entry.test
        case CustomExercise():
            return entry.name
        case Correction(by=by) if by is not None:
            return _exercise(by)
        case _:
            return ""
