"""The data folder: where it is, that it is private, and the lock that lets one process at a time change its shape."""

import os
import secrets
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gluteal.errors import StoreError

DATABASE = "gluteal.sqlite3"
SECRET = "secret.key"  # noqa: S105 - a file name
LOCK = "gluteal.lock"


def data_folder(folder: Path | None = None) -> Path:
    """Return the folder asked for, else `GLUTEAL_DATA`, else the user's own data folder; makes nothing."""
    if folder is not None:
        return folder.expanduser().absolute()
    if named := os.environ.get("GLUTEAL_DATA"):
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("gluteal", appauthor=False)


def hosts() -> list[str]:
    """Return the names under which pages are served; any other `Host` header is refused."""
    more = os.environ.get("GLUTEAL_HOSTS", "")
    return ["127.0.0.1", "localhost", "[::1]", *(name.strip() for name in more.split(",") if name.strip())]


def prepare(folder: Path, *, database: bool = True) -> None:
    """Make the folder, its database file and its secret key, readable by their owner alone.

    Args:
        folder: The data folder.
        database: Whether the database is the file in it; else it stands elsewhere.

    Raises:
        StoreError: If the folder is a file, cannot be made or written to, or holds something else.

    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file; the data folder has to be a folder, or not there yet.")
    try:
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)
        make_private(folder / SECRET, secrets.token_urlsafe(50).encode())
        make_private(folder / LOCK, b"")
        if database:
            make_private(folder / DATABASE, b"")
    except OSError as error:
        reason = (error.strerror or "it cannot be used").lower()
        raise StoreError(
            f"The data folder {folder} cannot be written to ({reason}); "
            "name another one with --data-dir or GLUTEAL_DATA."
        ) from None
    if database:
        _check_database(folder / DATABASE)


def make_private(file: Path, content: bytes) -> None:
    """Write a file that only its owner can read, unless it is there already; empty content keeps what is there."""
    if file.exists() and (content == b"" or file.stat().st_size > 0):
        if not os.access(file, os.R_OK | os.W_OK):
            raise PermissionError(13, f"{file.name} is not readable and writable", str(file))
        return
    # Written beside its place and linked in whole, so that two processes never read half a key.
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        if content:
            _link_or_keep(draft, file)
        else:
            os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    finally:
        draft.unlink(missing_ok=True)


def _link_or_keep(draft: Path, file: Path) -> None:
    if file.exists():  # an empty file left by a full disk
        draft.replace(file)
        return
    try:
        os.link(draft, file)
    except FileExistsError:
        return  # another process was first: its key counts
    except OSError:  # a file system without hard links
        draft.replace(file)


def _check_database(file: Path) -> None:
    if file.stat().st_size == 0:
        return
    try:
        connection = sqlite3.connect(f"file:{file.as_posix()}?mode=rw", uri=True, timeout=20)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise damaged(file, error) from None


def damaged(file: Path, error: Exception) -> StoreError:
    """Return the sentence for a database file that cannot be read."""
    return StoreError(
        f"{file} is not a readable Gluteal database ({error}); put back a copy of it, "
        "or move it away to start with an empty one."
    )


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; other processes wait. The lock goes when the process does."""
    with (folder / LOCK).open("r+b") as stream:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX)
        yield
