"""The door to the store, for the command line and the pages alike: opens a data folder, gives and takes values."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gluteal.training.athlete import Athlete
from gluteal.training.diary import Entry
from gluteal.training.programme import Programme
from gluteal.web.folder import DATABASE, damaged

if TYPE_CHECKING:
    from gluteal.exchange.json_file import KeptSet
    from gluteal.web.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Store:
    """What one person has stored, as values; nobody else's rows can be reached through it."""

    person: "Person"

    def athlete(self) -> Athlete | None:
        """Return the newest profile, or None before the first one."""
        from gluteal.web.plan.models import Profile

        row = Profile.objects.filter(person=self.person).order_by("-id").first()
        return row.to_athlete() if row else None

    def save_athlete(self, athlete: Athlete) -> None:
        """Make `athlete` the current profile; the ones before it are kept. An unchanged one adds nothing.

        Safety answers that speak of other conditions than the new ones are dropped: they are asked again.
        """
        from gluteal.training.safety import after_change
        from gluteal.web.plan.models import Profile

        before = self.athlete()
        if before is not None:
            athlete = after_change(before, athlete)
        if athlete != before:
            Profile.of(self.person, athlete).save(force_insert=True)

    def profiles(self) -> tuple[Athlete, ...]:
        """Return every profile kept, oldest first."""
        from gluteal.web.plan.models import Profile

        return tuple(row.to_athlete() for row in Profile.objects.filter(person=self.person).order_by("id"))

    def programme(self) -> Programme | None:
        """Return the newest programme, or None before the first one."""
        from gluteal.web.plan.models import ProgrammeRow

        # Its document is fetched only where it is not in memory yet.
        row = ProgrammeRow.objects.filter(person=self.person).defer("document").order_by("-id").first()
        return row.to_programme() if row else None

    def has_change(self) -> bool:
        """Tell whether the newest programme is a change of the one kept before it, which can be put back."""
        from gluteal.web.plan.models import ProgrammeRow

        newest = ProgrammeRow.objects.filter(person=self.person).order_by("-id")
        ids = list(newest.values_list("programme_id", flat=True)[:2])
        return len(ids) == 2 and ids[0] == ids[1]

    def programme_before(self) -> Programme | None:
        """Return the programme as it stood before the newest change of the same block, or None."""
        from gluteal.web.plan.models import ProgrammeRow

        if not self.has_change():
            return None
        return ProgrammeRow.objects.filter(person=self.person).order_by("-id")[1].to_programme()

    def programme_as_planned(self) -> Programme | None:
        """Return the newest programme as it was before all changes of it, or None before the first one."""
        from gluteal.web.plan.models import ProgrammeRow

        rows = ProgrammeRow.objects.filter(person=self.person)
        newest = rows.order_by("-id").values_list("programme_id", flat=True).first()
        first = rows.filter(programme_id=newest).order_by("id").first()
        return first.to_programme() if first else None

    def programmes(self) -> tuple[Programme, ...]:
        """Return every programme kept, oldest first."""
        from gluteal.web.plan.models import ProgrammeRow

        rows = ProgrammeRow.objects.filter(person=self.person).order_by("id")
        return tuple(row.to_programme() for row in rows)

    def save_programme(self, programme: Programme) -> None:
        """Make `programme` the current one; one saved before under the same id is kept beside it."""
        from gluteal.web.plan.models import ProgrammeRow

        if programme != self.programme():
            ProgrammeRow.of(self.person, programme).save(force_insert=True)

    def entries(self) -> tuple[Entry, ...]:
        """Return the whole diary in the order of day, time and arrival, corrections included."""
        from gluteal.web.diary.models import Fact

        return Fact.read(self.person)

    def add(self, entries: Iterable[Entry]) -> tuple[int, int]:
        """Add diary entries, all or none; an entry whose uid is known already changes nothing.

        Returns:
            How many were added, and how many were known already.

        Raises:
            BadData: If an entry holds what no entry may hold (NaN, a time without zone).
            StoreError: If a uid belongs to another person's diary.

        """
        from gluteal.web.diary.models import Fact

        return Fact.add(self.person, entries)

    def restore(
        self, profiles: Iterable[Athlete], programmes: Iterable[Programme], entries: Iterable[Entry]
    ) -> tuple[int, int]:
        """Take in a whole store, all or nothing: the histories of a kind only where this store has none of it yet.

        Returns:
            How many entries were added, and how many were known already.

        Raises:
            BadData, StoreError: As `add`; then nothing at all is changed.

        """
        from django.db import transaction

        with transaction.atomic():
            if self.athlete() is None:
                for athlete in profiles:
                    self.save_athlete(athlete)
            if self.programme() is None:
                for programme in programmes:
                    self.save_programme(programme)
            return self.add(entries)

    def landmarks(self) -> "tuple[KeptSet, ...]":
        """Return the landmarks that were kept, oldest first."""
        from gluteal.exchange.json_file import KeptSet
        from gluteal.web.formcheck.models import KeptLandmarks

        rows = KeptLandmarks.objects.filter(person=self.person).order_by("day", "id")
        return tuple(
            KeptSet(
                uid=row.uid,
                day=row.day,
                exercise=row.exercise,
                frames=row.frames,
                document=b64encode(bytes(row.document)).decode(),
            )
            for row in rows
        )

    def restore_landmarks(self, sets: "Iterable[KeptSet]") -> None:
        """Keep the landmarks that are not here yet; raises `StoreError` where one belongs to somebody else."""
        from gluteal.web.formcheck.result import keep

        for one in sets:
            packed = b64decode(one.document)
            keep(self.person, str(one.uid), one.day.isoformat(), one.exercise[:300], one.frames, packed)

    def is_empty(self) -> bool:
        """Tell whether nothing at all is stored for this person."""
        from gluteal.web.diary.models import Fact
        from gluteal.web.plan.models import Profile, ProgrammeRow

        return not any(
            model._default_manager.filter(person=self.person).exists()
            for model in (Profile, ProgrammeRow, Fact)
        )


def open_store(folder: Path | None = None) -> Store:
    """Open the store in `folder` (default: `GLUTEAL_DATA`, else the user's data folder) for its local person.

    Makes what is missing, privately, and brings an older database up to date; two processes may do so at once.
    One process opens one folder; asking for it again is cheap.

    Raises:
        StoreError: If the folder cannot be used, another one is open, or the database is damaged or newer.

    """
    from django.db import DatabaseError

    from gluteal.web.opening import open_database

    place = open_database(folder)
    try:
        from gluteal.web.accounts.models import Person

        return Store(Person.local())
    except DatabaseError as error:
        raise damaged(place / DATABASE, error) from None
