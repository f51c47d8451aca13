"""What a page shows after a set, and the keeping of its landmarks."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.template.loader import render_to_string

from gluteal.errors import StoreError
from gluteal.form.report import Report
from gluteal.video.findings import Row, rows, sentence
from gluteal.web.formcheck.models import KeptLandmarks

_MOST_KEPT = 500  # sets of one person: some hundred megabytes


@dataclass(frozen=True, slots=True)
class _Shown:
    report: Report
    rows: tuple[tuple[Row, str], ...]


def report_html(report: Report) -> str:
    """Return the findings of a set as a piece of a page."""
    shown = _Shown(report, tuple((row, sentence(row)) for row in rows(report)))
    return render_to_string("formcheck/result.html", {"shown": shown})


def keep(person: Any, uid: str, day: str, exercise: str, frames: int, document: bytes) -> None:
    """Keep the landmarks of one set; asking twice keeps them once. Raises `StoreError`."""
    mine = KeptLandmarks.objects.filter(person=person.pk)
    if mine.filter(uid=UUID(uid)).exists():
        return
    if mine.count() >= _MOST_KEPT:
        raise StoreError(f"The landmarks of {_MOST_KEPT} sets are kept; delete some to keep more.")
    if KeptLandmarks.objects.filter(uid=UUID(uid)).exists():
        raise StoreError("A set with this uid belongs to somebody else; nothing was kept.")
    KeptLandmarks.objects.create(
        uid=UUID(uid),
        person=person,
        day=date.fromisoformat(day),
        exercise=exercise,
        frames=frames,
        document=document,
    )
