"""The light figures of exercises as they usually are, drawn once and kept in the user's cache, compressed."""

import gzip
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from gluteal.body.person import Person
from gluteal.catalogue.formula import Value
from gluteal.lab.drawing import svg
from gluteal.lab.showing import figure_of, shapes
from gluteal.packages.fetch import cache as cache_folder

_MADE_FROM = (
    ("gluteal.lab", ".py"),
    ("gluteal.body", ".py"),
    ("gluteal.body.data", ".toml"),
    ("gluteal.catalogue", ".py"),
    ("gluteal.catalogue.data.exercises", ".toml"),
)


def picture(
    slug: str,
    settings: Mapping[str, Value],
    side: str,
    person: Person | None = None,
    *,
    title: str,
    names: Mapping[str, str],
    show: Sequence[str],
    night: bool,
    still: bool,
    keep: bool,
) -> bytes:
    """Return a picture, gzipped, from the cache where it is there.

    Args:
        slug: An exercise or a preset.
        settings: All its settings.
        side: "right" or "left".
        person: Whose body; only the model's own is kept.
        title: What it shows, in words.
        names: What to write under each view.
        show: Which views, as `drawing.svg` has them.
        night: For a dark background.
        still: Without movement.
        keep: Whether to keep it on disk; the usual settings are asked for often, all others hardly twice.

    Raises:
        GlutealError: Where there is no motion with these settings.

    """
    asked = [slug, sorted(settings.items()), side, title, sorted(names.items()), list(show), night, still]
    name = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:32]
    place = _folder() / f"{name}.svgz"
    if keep:
        with suppress(OSError):
            return place.read_bytes()
    figure = figure_of(slug, settings, side, person)
    bones, parts = shapes()
    text = svg(figure, bones, parts, night=night, still=still, show=show, names=names, title=title)
    packed = gzip.compress(text.encode(), 6, mtime=0)
    if keep:
        with suppress(OSError):  # a cache that cannot be written costs time, nothing else
            _write(place, packed)
    return packed


@cache
def _folder() -> Path:
    """Return the folder of pictures drawn by these very files; pictures of other files are removed."""
    found = cache_folder() / "figures" / _version()
    with suppress(OSError):
        found.mkdir(parents=True, exist_ok=True)
        for other in found.parent.iterdir():
            if other != found:
                shutil.rmtree(other, ignore_errors=True)
    return found


def _version() -> str:
    digest = hashlib.sha256()
    for package, ending in _MADE_FROM:
        for file in sorted(files(package).iterdir(), key=lambda file: file.name):
            if file.name.endswith(ending):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _write(place: Path, packed: bytes) -> None:
    """Write beside, then rename: nobody reads half a picture."""
    number, beside = tempfile.mkstemp(dir=place.parent, suffix=".coming")
    with os.fdopen(number, "wb") as file:
        file.write(packed)
    Path(beside).replace(place)
