"""Pages of one sentence: not found, refused, too large, something wrong in the store."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.translation import gettext as _

from gluteal.errors import GlutealError, UnknownName


def sentence(request: HttpRequest, title: str, text: str, status: int) -> HttpResponse:
    """Render a page that says one thing and offers the way home."""
    return render(request, "sentence.html", {"title": title, "text": text}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that does not exist; one with a slash too many at its end is led to the page itself."""
    path = request.path.rstrip("/")
    if request.method == "GET" and path and path != request.path and is_valid_path(path):
        return redirect(path)
    return sentence(request, _("Not here"), _("There is no page at this address."), 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that is broken."""
    return sentence(
        request, _("Not understood"), _("This request could not be read; nothing was saved."), 400
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of our own; neither request nor store is used, since they may be the cause."""
    return _alone(_("Our fault"), _("Something went wrong here; nothing of what was saved before is lost."))


def _alone(title: str, text: str) -> HttpResponse:
    page = render_to_string("sentence.html", {"title": title, "text": text})
    return HttpResponse(page, status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was sent from elsewhere, or from a page opened before the last sign-in."""
    text = _(
        "This form had been open too long or came from elsewhere; go back, reload the page and send it again."
    )
    return sentence(request, _("Please send it again"), text, 403)


class SentenceMiddleware:
    """Turns a deliberate error that no view has caught into its sentence; never a traceback."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer our own errors and bodies that are too large; leave the rest to Django."""
        match error:
            case RequestDataTooBig() | TooManyFieldsSent():
                return sentence(
                    request,
                    _("Too much at once"),
                    _("That was more than a form may hold; nothing was saved."),
                    413,
                )
            case UnknownName():
                return sentence(request, _("Not here"), str(error), 404)
            case DatabaseError():
                reason = _(
                    "The store cannot be read or written just now (%(error)s); what was saved before is kept."
                )
                return _alone(_("The store does not answer"), reason % {"error": error})
            case GlutealError():
                return sentence(request, _("That did not work"), str(error), 400)
            case SuspiciousOperation():
                return bad_request(request, error)
            case _:
                return None
