"""Lets only persons who have entered see a page; everybody else gets one sentence that says how to."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class EntryRequiredMiddleware(LoginRequiredMiddleware):
    """Every view wants a session, unless it is marked `login_not_required`; without one the answer is 403."""

    def handle_no_permission(self, request: HttpRequest, view_func: object) -> HttpResponse:  # type: ignore[override]
        """Return the page that names the one-time address."""
        return render(request, "accounts/closed.html", status=403)
