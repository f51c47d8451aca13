"""Lets only persons who have entered see a page, keeps cookies off plain wires, and tells the person's own day."""

from collections.abc import Callable
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gluteal.web import clock

ZONE_COOKIE = "gluteal_zone"
LEFT_COOKIE = "gluteal_left"
_LEFT_SECONDS = 3600
_LONGEST_ZONE = 64


class EntryRequiredMiddleware(LoginRequiredMiddleware):
    """Every view wants a session, unless it is marked `login_not_required`.

    Without one a hosted Gluteal leads to the sign-in; on one's own machine the answer is 403 and how to get in.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:  # type: ignore[override]
        """Return the page that names the one-time address, or the way to the sign-in."""
        if settings.HOSTED and request.method in ("GET", "HEAD"):
            answer: HttpResponse = super().handle_no_permission(request, view_func)  # type: ignore[arg-type]
            return answer
        return render(request, "accounts/closed.html", status=403)


class SecureCookiesMiddleware:
    """Marks each cookie that was given over TLS, so that the browser never sends it over a plain wire."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on in the zone of the person's device, and mark the answer's cookies."""
        with clock.in_zone(_zone(request)):
            response = self.get_response(request)
        if getattr(request, "has_left", False):  # the page takes off the device what is kept there
            response.set_cookie(LEFT_COOKIE, "1", max_age=_LEFT_SECONDS, samesite="Lax")
        if request.is_secure():
            for cookie in response.cookies.values():
                cookie["secure"] = True
        return response


@receiver(user_logged_out)
def _note_leaving(sender: object, request: HttpRequest, **_more: object) -> None:
    request.has_left = True  # type: ignore[attr-defined]


def _zone(request: HttpRequest) -> ZoneInfo | None:
    """Return the zone that the device has told, or None: on one's own machine its clock counts."""
    name = unquote(request.COOKIES.get(ZONE_COOKIE, ""))[:_LONGEST_ZONE]
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError):  # no such zone, or no name of one
        return None
