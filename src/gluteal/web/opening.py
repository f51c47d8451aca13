"""Opens the database once in a process: the file in the data folder, or the PostgreSQL that `DATABASE_URL` names."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gluteal.errors import StoreError
from gluteal.web.folder import DATABASE, damaged, data_folder, locked, prepare

_opened: Path | None = None
_APPS = ("accounts", "plan", "diary", "api", "formcheck")
_LOCK = 71_204_319  # any number that nobody else takes for a lock in this database


def open_database(folder: Path | None = None) -> Path:
    """Prepare the data folder, start Django, and bring the database up to date; returns the folder.

    Raises:
        StoreError: If the folder cannot be used, another one is open, or the database is damaged, newer or away.

    """
    global _opened
    wanted = data_folder(folder)
    if _opened not in (None, wanted):
        raise StoreError(
            f"The store in {_opened} is open in this process; {wanted} needs a process of its own."
        )
    if _opened is None:
        prepare(wanted, database=not os.environ.get("DATABASE_URL"))
        _start_django(wanted)
        from django.db import DatabaseError

        try:
            _migrate(wanted)
        except DatabaseError as error:
            raise _not_there(wanted, error) from None
        _opened = wanted
    return wanted


def _not_there(folder: Path, error: Exception) -> StoreError:
    from django.conf import settings

    if settings.HOSTING.database is None:
        return damaged(folder / DATABASE, error)
    reason = " ".join(str(error).split())
    return StoreError(f"The database that DATABASE_URL names does not answer ({reason}).")


def _start_django(folder: Path) -> None:
    import django
    from django.apps import apps
    from django.conf import settings

    os.environ["GLUTEAL_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gluteal.web.settings")
    zone = os.environ.get("TZ")
    if folder != settings.FOLDER:
        raise StoreError(f"The store in {settings.FOLDER} is open in this process; {folder} needs its own.")
    if not apps.ready:
        django.setup()
    # Django has moved the process to UTC; a person's day is told by the machine's own clock.
    if hasattr(time, "tzset"):
        if zone is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = zone
        time.tzset()


def _migrate(folder: Path) -> None:
    from django.conf import settings
    from django.core.management import call_command

    if _behind():
        with locked(folder), _database_locked():
            if _behind():  # another process may have done it while this one waited
                call_command("migrate", interactive=False, verbosity=0)
    if settings.HOSTED:
        with locked(folder), _database_locked():
            call_command("createcachetable", verbosity=0)  # nothing, where it is there


@contextmanager
def _database_locked() -> Iterator[None]:
    """Hold a lock in a PostgreSQL, which servers on other machines see too; a file has the folder's lock."""
    from django.db import connection

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _behind() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    newer = [key for key in executor.loader.applied_migrations if key[0] in _APPS and key not in known]
    if newer:
        raise StoreError("This database was written by a newer Gluteal; update Gluteal to open it.")
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
