"""Entering by a one-time address, and leaving."""

from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gluteal.web.accounts.models import EntryLink


@login_not_required
@never_cache
@require_safe
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Spend a one-time link: a session for its person, or 403 and one sentence."""
    if request.method == "HEAD":  # a link preview must not spend it
        return HttpResponse()
    person = EntryLink.use(token)
    if person is None:
        if request.user.is_authenticated:
            return redirect("today")
        return render(request, "accounts/closed.html", {"spent": True}, status=403)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("today")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session on this device."""
    logout(request)
    return render(request, "accounts/closed.html", {"left": True})
