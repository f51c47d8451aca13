"""A movement screen before the camera: rated from the landmarks of the set, and signed so that it can be kept."""

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.core import signing
from django.template.loader import render_to_string

from gluteal.catalogue.load import load
from gluteal.errors import BadValue
from gluteal.form.landmark import Depth, Frame, blazepose
from gluteal.form.recording import Recording
from gluteal.form.report import SetUp
from gluteal.form.screen import NAMES
from gluteal.form.screen_result import ScreenResult
from gluteal.lab import screening
from gluteal.record import to_mapping
from gluteal.training.diary import Entry, Source, entry_from_mapping
from gluteal.web import clock
from gluteal.web.diary.reading import diary_of
from gluteal.web.formcheck.live import LiveSet
from gluteal.web.store import Store

_SALT = "gluteal-screen"
_MOST_FRAMES = 18_000  # ten minutes: a screen takes one or two
_SIGNED_S = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class _Side:
    result: ScreenResult
    since: screening.Since
    all_points: int
    kept: bool


def screened(person: Any, one: LiveSet) -> Mapping[str, str]:
    """Return the piece of a page that shows a screen, and the signed entries that the person may keep.

    Raises:
        BadValue: It went on for longer than a screen does, or its conditions are none.

    """
    catalogue, test = load(), one.screen or ""
    if one.frames > _MOST_FRAMES:
        raise BadValue("A screen takes a minute or two; this one went on for too long to be rated.")
    conditions = screening.conditions_of(test, one.step, one.conditions, catalogue.ledger)
    report, results = screening.screened(recording_of(one), test, catalogue, conditions)
    moment = clock.now()
    diary = diary_of(Store(person).entries())
    common = {"at": moment, "day": clock.today(), "source": Source.APP}
    sides, entries = [], []
    for result in results:
        entry = screening.fact_of(result, uid=uuid4(), **common)
        since = screening.since_first(diary, result, clock.today(), catalogue.ledger)
        sides.append(_Side(result, since, sum(item.points for item in result.items), entry is not None))
        entries += [] if entry is None else [to_mapping(entry)]
    html = _html(report.setup, test, sides, "")
    said = (
        signing.dumps({"person": person.pk, "entries": entries}, salt=_SALT, compress=True) if entries else ""
    )
    return {"html": html, "screen": said}


def recording_of(one: LiveSet) -> Recording:
    """Return the landmarks of the set that has ended, read anew frame by frame."""

    def frames() -> Iterator[Frame]:
        layout = blazepose(*one.size, normalised=True)
        with gzip.open(io.BytesIO(one.document()), "rb") as lines:
            next(lines, None)
            for line in lines:
                yield layout.frame(json.loads(line))

    return Recording(frames(), one.size, Depth.ESTIMATED, "the camera")


def fault_html(sentence: str) -> str:
    """Return the piece of a page that says why a screen could not be rated."""
    return _html(None, "", [], sentence)


def signed_entries(person: Any, text: str) -> tuple[Entry, ...]:
    """Return the entries that `screened` had signed for this person.

    Raises:
        BadValue: They are not as they were signed, too old, or somebody else's.

    """
    try:
        data = signing.loads(text, salt=_SALT, max_age=_SIGNED_S)
    except signing.BadSignature:
        raise BadValue("This result is too old or was changed on the way; nothing was saved.") from None
    if data["person"] != person.pk:
        raise BadValue("This result is somebody else's; nothing was saved.")
    return tuple(entry_from_mapping(entry, "screen") for entry in data["entries"])


def _html(setup: SetUp | None, test: str, sides: list[_Side], fault: str) -> str:
    page = {"setup": setup, "name": NAMES.get(test, ""), "sides": sides, "fault": fault}
    return render_to_string("formcheck/screened.html", page)
