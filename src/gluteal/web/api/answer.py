"""The shape of every answer: a record as JSON, and one shape for whatever went wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from gluteal.record import Record, to_json

FAILURES = frozenset({400, 401, 403, 404, 409, 413, 422, 429})
"""The statuses with which an address may refuse; each has the body of `Failure`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault(Record):
    """What went wrong: a short `code` for programs, one `sentence` for people, and each fault by itself."""

    status: int
    code: str
    sentence: str
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure(Record):
    """The one shape of all errors."""

    error: Fault


class Refused(Exception):
    """A request is refused with this status, code and sentence."""

    def __init__(self, status: int, code: str, sentence: str, faults: Sequence[str] = ()) -> None:
        self.fault = Fault(status=status, code=code, sentence=sentence, faults=tuple(faults))
        super().__init__(sentence)


def answered(value: Record, status: int = 200) -> HttpResponse:
    """Return a record as a JSON answer that nobody keeps."""
    return written(to_json(value), status)


def written(text: str | bytes, status: int = 200) -> HttpResponse:
    """Return JSON text as an answer that nobody keeps."""
    response = HttpResponse(text, content_type="application/json", status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def refused(fault: Fault) -> HttpResponse:
    """Return a fault as an answer."""
    response = answered(Failure(error=fault), fault.status)
    if fault.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def failure(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a refusal (an exception handler of the API)."""
    return refused(error.fault)
