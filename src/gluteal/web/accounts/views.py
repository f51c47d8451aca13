"""Entering by a one-time address, leaving, and the page of one's own account."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gluteal.exchange.json_file import Document, write
from gluteal.web import clock
from gluteal.web.accounts.limits import limited
from gluteal.web.accounts.models import CalendarFeed, EntryLink, Person
from gluteal.web.accounts.sessions import end, note_session, sessions_of
from gluteal.web.pages import sentence
from gluteal.web.store import Store

BACKEND = "django.contrib.auth.backends.ModelBackend"


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
    login(request, person, backend=BACKEND)
    note_session(request)
    return redirect("today")


@login_not_required
def no_mail(request: HttpRequest) -> HttpResponse:
    """Say what helps against a forgotten password where no mail can be sent."""
    text = _("This server sends no mail. Who runs it can let you in, to set a new password.")
    return sentence(request, _("No password by mail"), text, 200)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the session on this device."""
    logout(request)
    return render(request, "accounts/closed.html", {"left": True})


@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, the calendar's address, and the ways to take along or delete everything."""
    person: Person = request.user  # type: ignore[assignment]
    feed = CalendarFeed.objects.filter(person=person).first()
    page = {
        "tab": "account",
        "sessions": sessions_of(person, request.session.session_key),
        "feed": request.build_absolute_uri(feed.path) if feed else None,
        "pairing": not settings.HOSTED,
        "profile": Store(person).athlete() is not None,
    }
    return render(request, "accounts/account.html", page)


@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """End one of the person's own sessions, on whichever device it is."""
    if end(request.user, number):  # type: ignore[arg-type]
        messages.success(request, _("That device is signed out."), extra_tags="good")
    else:
        messages.error(request, _("That session is not there any more."), extra_tags="bad")
    return redirect("account")


@require_POST
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make a fresh secret address of the calendar, or take it away; the one before stops working."""
    person: Person = request.user  # type: ignore[assignment]
    CalendarFeed.objects.filter(person=person).delete()
    if request.POST.get("do") != "revoke":
        CalendarFeed.make(person)
    return redirect("account")


@require_safe
@limited("export")
def export(request: HttpRequest) -> HttpResponse:
    """Give everything that is stored of this person as one JSON document."""
    store = Store(request.user)  # type: ignore[arg-type]
    document = Document(
        profiles=store.profiles(),
        programmes=store.programmes(),
        entries=store.entries(),
        landmarks=store.landmarks(),
    )
    answer = HttpResponse(write(document), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gluteal-{clock.today().isoformat()}.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True, enabled=lambda _request: settings.HOSTED)  # type: ignore[untyped-decorator]
def delete(request: HttpRequest) -> HttpResponse:
    """Delete the person and everything stored of them, after the word that was asked for."""
    word = _("delete")
    if request.method != "POST":
        return render(request, "accounts/delete.html", {"tab": "account", "word": word})
    typed = request.POST.get("word", "")
    if typed.strip().lower() != word:
        page = {"tab": "account", "word": word, "typed": typed, "wrong": True}
        return render(request, "accounts/delete.html", page, status=422)
    person: Person = request.user  # type: ignore[assignment]
    for one in sessions_of(person, None):
        end(person, one.number)
    logout(request)
    person.delete()
    return render(request, "accounts/closed.html", {"deleted": True})
