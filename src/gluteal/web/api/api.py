"""The API put together: its routers, what it answers to every kind of fault, and the door all requests go through."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gluteal import __doc__ as about
from gluteal.errors import BadData, GlutealError, NoPlan, NotSafe, StoreError, UnknownName
from gluteal.web.api import account, catalogue, change, diary, person, progress, tokens, training
from gluteal.web.api.answer import Failure, Fault, Refused, failure, refused
from gluteal.web.api.schema import Api

MOST_BYTES, MOST_BULK_BYTES = 256_000, 8_000_000
_BULK = "/api/entries"

api = Api(
    title="Gluteal",
    version="1",
    description=f"{about} Every error has the body `Failure`: one sentence for people, a code for programs.",
    urls_namespace="api",
    docs_url=None,
)
for part in (person, training, change, diary, progress, catalogue, account, tokens):
    api.add_router("", part.router)
api.exception_handler(Refused)(failure)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer who has neither entered nor brought a token."""
    sentence = "Enter first, or send a token in the header “Authorization: Bearer …”."
    return refused(Fault(status=401, code="nobody", sentence=sentence))


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a request that does not fit its schema, with every fault and its place."""
    faults = []
    for item in error.errors:
        place = ".".join(str(part) for part in item["loc"] if part not in ("body", "query", "path", "entry"))
        message = item["msg"][:1].lower() + item["msg"][1:]
        faults.append(f"{place or 'the document'}: {message}")
    sentence = f"This cannot be read as asked for: {'; '.join(faults[:5])}{'; …' if len(faults) > 5 else ''}."
    return refused(Fault(status=422, code="not-valid", sentence=sentence, faults=tuple(faults)))


@api.exception_handler(GlutealError)
def deliberate(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer an error of the core with its own sentence."""
    match error:
        case UnknownName():
            fault = Fault(status=404, code="unknown-name", sentence=str(error))
        case NotSafe():
            fault = Fault(status=409, code="not-safe", sentence=str(error))
        case NoPlan():
            fault = Fault(status=409, code="no-plan", sentence=str(error), faults=error.conflicts)
        case StoreError():
            fault = Fault(status=409, code="other-diary", sentence=str(error))
        case BadData():
            fault = Fault(status=422, code="bad-data", sentence=str(error), faults=error.faults)
        case _:
            fault = Fault(status=422, code="bad-value", sentence=str(error))
    return refused(fault)


@api.exception_handler(HttpError)
def told(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer what the framework itself refuses: a body that is no JSON."""
    if error.status_code == 400:
        sentence = "The body of this request is not JSON."
        return refused(Fault(status=400, code="not-json", sentence=sentence))
    return refused(Fault(status=error.status_code, code="refused", sentence=str(error)))


@api.exception_handler(Http404)
def not_here(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer an address that names nothing of this person's."""
    return refused(Fault(status=404, code="not-here", sentence="There is nothing at this address."))


@api.exception_handler(RequestDataTooBig)
def too_big(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a body that is longer than is read."""
    return refused(_too_large(MOST_BULK_BYTES))


@api.exception_handler(Exception)
def our_fault(request: HttpRequest, error: Any) -> HttpResponse:
    """Answer a fault of our own; a store that does not answer is said to be that."""
    if isinstance(error, DatabaseError):
        sentence = "The store cannot be read or written just now; what was saved before is kept, send it again later."
        return refused(Fault(status=503, code="store", sentence=sentence))
    import logging

    logging.getLogger("django.request").exception("API", exc_info=error)
    sentence = "Something went wrong here; nothing of what was saved before is lost."
    return refused(Fault(status=500, code="our-fault", sentence=sentence))


def _too_large(most: int) -> Fault:
    sentence = f"A request here may hold {most // 1000:,} kB; nothing was saved."
    return Fault(status=413, code="too-large", sentence=sentence)


def _door(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view be asked without a session (it looks for itself), refuse what is too large, and speak JSON always."""

    @login_not_required
    @csrf_exempt
    def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        most = MOST_BULK_BYTES if request.path == _BULK else MOST_BYTES
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > most:
            return refused(_too_large(most))
        response = view(request, *args, **kwargs)
        if response.status_code == 405 and not response["Content-Type"].startswith("application/json"):
            allowed = response["Allow"]
            answer = refused(
                Fault(status=405, code="method", sentence=f"This address answers to {allowed} only.")
            )
            answer["Allow"] = allowed
            return answer
        return response

    return entered


def _through_the_door(pattern: URLPattern | URLResolver) -> URLPattern | URLResolver:
    if isinstance(pattern, URLPattern):
        pattern.callback = _door(pattern.callback)
    return pattern


def nowhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address of the API that does not exist."""
    sentence = "There is no such address; /api/openapi.json lists all there are."
    return refused(Fault(status=404, code="no-address", sentence=sentence))


_patterns, _app, _namespace = api.urls
urls = (
    [*map(_through_the_door, _patterns), path("<path:rest>", _door(nowhere), name="nowhere")],
    _app,
    _namespace,
)

__all__ = ["Failure", "api", "urls"]
