"""Everything a person has stored as one JSON document, out and in again without a difference."""

import json
from base64 import b64decode
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from gluteal.errors import BadData
from gluteal.exchange.csv_file import text_of
from gluteal.exchange.json_text import parse
from gluteal.record import Record, from_mapping, to_mapping
from gluteal.training.athlete import Athlete
from gluteal.training.diary import Entry, entry_from_mapping
from gluteal.training.programme import Programme

FORMAT: Literal["gluteal-export"] = "gluteal-export"
VERSION = 1
_WHERE = "Gluteal export"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSet(Record):
    """The landmarks of one set that the person wanted to keep: a gzipped landmark document, in base64."""

    uid: UUID
    day: date
    exercise: str
    frames: int
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A whole store. `profiles` and `programmes` are oldest first: the last one of each is the current one.

    `entries` is the diary in the order of day, time and arrival, corrections included.
    """

    format: Literal["gluteal-export"] = FORMAT
    version: int = VERSION
    profiles: tuple[Athlete, ...] = ()
    programmes: tuple[Programme, ...] = ()
    entries: tuple[Entry, ...] = ()
    landmarks: tuple[KeptSet, ...] = ()


def write(document: Document) -> str:
    """Return `document` as JSON text of a stable form: the same values give the same text."""
    return json.dumps(to_mapping(document), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read(data: bytes | str) -> Document:
    """Read what `write` wrote, by this or an older version.

    Raises:
        BadData: For text that is no such document, is from a newer version, or holds a fault; all faults
            are named with their place, and nothing is half read.

    """
    found = parse(text_of(data, _WHERE), _WHERE)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise BadData([f"{_WHERE}: this is no export of Gluteal, for its format is not “{FORMAT}”"])
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise BadData([f"{_WHERE}: version {version!r} is no version"])
    if version > VERSION:
        raise BadData(
            [
                f"{_WHERE}: it was written by a newer Gluteal (version {version}, this one reads up to "
                f"{VERSION}); update Gluteal to read it"
            ]
        )
    faults: list[str] = []
    entries = _entries(found.pop("entries", []), faults)
    document = Document()
    try:
        document = from_mapping(Document, found, _WHERE)
    except BadData as error:
        faults.extend(error.faults)
    faults += [
        f"{_WHERE}: the landmarks of {one.day} cannot be read"
        for one in document.landmarks
        if not _is_gzip(one.document)
    ]
    if faults:
        raise BadData(faults)
    return replace(document, entries=entries)


def _is_gzip(text: str) -> bool:
    """Tell whether the text is base64 of something that begins as gzip does; it is unpacked only when asked for."""
    try:
        return b64decode(text, validate=True).startswith(b"\x1f\x8b")
    except ValueError:
        return False


def _entries(data: Any, faults: list[str]) -> tuple[Entry, ...]:
    if not isinstance(data, list):
        faults.append(f"{_WHERE}: entries is not a list")
        return ()
    entries: list[Entry] = []
    for index, item in enumerate(data):
        try:
            entry = entry_from_mapping(item, f"{_WHERE}: entry {index + 1}")
        except BadData as error:
            faults.extend(error.faults)
            continue
        if entry.at.tzinfo is None:
            faults.append(f"{_WHERE}: entry {index + 1}: at has no time zone")
        entries.append(entry)
    faults.extend(
        f"{_WHERE}: the id {uid} is there {count} times"
        for uid, count in Counter(entry.uid for entry in entries).items()
        if count > 1
    )
    return tuple(entries)
