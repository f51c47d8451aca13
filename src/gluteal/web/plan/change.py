"""Pages on which a person changes the plan: another day, a shorter session, other kit, another exercise, time away."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gluteal.catalogue.load import load
from gluteal.errors import BadValue, GlutealError
from gluteal.training.athlete import Athlete, Kit
from gluteal.training.deload import lighter_week
from gluteal.training.programme import Programme
from gluteal.training.rearrange import Person, away, moved, offered, shortened, swapped, with_kit
from gluteal.web import clock
from gluteal.web.diary.reading import diary_of
from gluteal.web.store import Store

_LONG_AWAY = timedelta(weeks=4)
"""Who is away for longer is asked whether the last day is right: a slip in the month moves the whole block."""
_LONGEST_AWAY = timedelta(days=366)
KITS = ("nothing", "bands", "dumbbells")
"""What may be all that is there today, besides a chair, a wall and the floor."""


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show what can be changed about one session, and change it."""
    store = Store(request.user)  # type: ignore[arg-type]
    athlete, programme = store.athlete(), store.programme()
    if athlete is None or programme is None:
        return redirect("today")
    session, wrong, day = programme.session(session_id), "", clock.today()
    if request.method == "POST":
        try:
            new, told = _changed(request, programme, session_id, athlete, day)
        except GlutealError as error:
            wrong = str(error)
        else:
            store.save_programme(new)
            for sentence in told:
                messages.success(request, sentence, extra_tags="good")
            return redirect("session", session_id)
    week = next(w for w in programme.weeks if w.number == session.week)
    days = [week.starts + timedelta(days=after) for after in range(7)]
    taken = {other.day for other in week.sessions if other.id != session.id}
    page = {
        "tab": "programme",
        "session": session,
        "days": [one for one in days if one >= day and one not in taken and one != session.day],
        "kits": _kits(athlete.kit),
        "minutes": request.POST.get("minutes", ""),
        "slots": [(slot, load().choices.get(slot.choice)) for slot in session.slots if slot.alternatives],
        "wrong": wrong,
    }
    return render(request, "plan/change.html", page, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def swap(request: HttpRequest, slot_id: str) -> HttpResponse:
    """Offer what fits in the place of one exercise, and put it there from this session on."""
    store, catalogue = Store(request.user), load()  # type: ignore[arg-type]
    athlete, programme = store.athlete(), store.programme()
    if athlete is None or programme is None:
        return redirect("today")
    person = Person.of(athlete, catalogue, clock.today())
    choices = offered(programme, slot_id, person)
    session = programme.session(slot_id.rpartition("-")[0])
    slot = next(one for one in session.slots if one.id == slot_id)
    wrong = ""
    if request.method == "POST":
        try:
            store.save_programme(swapped(programme, slot_id, request.POST.get("choice", ""), person))
        except GlutealError as error:
            wrong = str(error)
        else:
            messages.success(request, _("Swapped, from this session on."), extra_tags="good")
            return redirect("session", session.id)
    page = {
        "tab": "programme",
        "slot": slot,
        "session": session,
        "own": catalogue.choices.get(slot.choice),
        "choices": choices,
        "wrong": wrong,
    }
    return render(request, "plan/swap.html", page, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def time_away(request: HttpRequest) -> HttpResponse:
    """Take the days away out of the block."""
    store = Store(request.user)  # type: ignore[arg-type]
    programme = store.programme()
    if programme is None:
        return redirect("today")
    first, last, wrong = request.POST.get("first", ""), request.POST.get("last", ""), ""
    asked = None
    if request.method == "POST":
        try:
            start, end = date.fromisoformat(first), date.fromisoformat(last)
            if end > start + _LONGEST_AWAY:
                raise BadValue(
                    _(
                        "That is more than a year away; the plan of today would not fit you then: make a new one."
                    )
                )
            if end > start + _LONG_AWAY and request.POST.get("sure") != last:
                asked = end
            begun = [
                session.removeprefix(f"{programme.id}/")
                for session in diary_of(store.entries()).sessions(clock.today())
            ]
            new, told = away(programme, start, end, begun)
        except ValueError:
            wrong = _("Give the first and the last day away.")
        except GlutealError as error:
            wrong = str(error)
        else:
            if asked is None:
                store.save_programme(new)
                messages.success(request, told, extra_tags="good")
                return redirect("programme")
    shown = {"first": first, "last": last, "wrong": wrong, "asked": None if wrong else asked}
    page: dict[str, Any] = {"tab": "programme", **shown}
    return render(request, "plan/away.html", page, status=422 if wrong else 200)


@require_POST
def lighter(request: HttpRequest, number: int) -> HttpResponse:
    """Take a week of the programme as a lighter one, or do it in full again."""
    store = Store(request.user)  # type: ignore[arg-type]
    programme = store.programme()
    if programme is None:
        return redirect("today")
    taken = request.POST.get("do") != "full"
    store.save_programme(lighter_week(programme, number, taken=taken))
    told = (
        _("This week is a lighter one: fewer sets, less load, more in reserve; same exercises.")
        if taken
        else _("The week is done in full again.")
    )
    messages.success(request, told, extra_tags="good")
    return redirect("programme" if request.POST.get("from") == "programme" else "today")


@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Put back the programme as it was before the last change of it."""
    store = Store(request.user)  # type: ignore[arg-type]
    before = store.programme_before()
    if before is None:
        messages.error(request, _("There is no change to take back."), extra_tags="bad")
    else:
        store.save_programme(before)
        messages.success(request, _("The programme is as it was before the last change."), extra_tags="good")
    return redirect("programme")


def _changed(
    request: HttpRequest, programme: Programme, session_id: str, athlete: Athlete, day: date
) -> tuple[Programme, tuple[str, ...]]:
    person = Person.of(athlete, load(), day)
    match request.POST.get("do"):
        case "move":
            try:
                to = date.fromisoformat(request.POST.get("day", ""))
            except ValueError:
                raise BadValue(_("Name the day on which you want to train instead.")) from None
            return moved(programme, session_id, to, day), (_("The session has moved."),)
        case "shorten":
            typed = request.POST.get("minutes", "")
            if not typed.isdecimal() or len(typed) > 3:
                raise BadValue(_("Say in whole minutes how long you have, such as 20."))
            return shortened(programme, session_id, int(typed), person), (_("The session is shorter."),)
        case "kit":
            return with_kit(
                programme, session_id, kit_today(athlete.kit, request.POST.get("kit", "")), person
            )
        case _:
            return programme, ()


def kit_today(own: Kit, name: str) -> Kit:
    """Return what is there today when it is only one's body, one's bands or one's dumbbells."""
    kept: dict[str, Any] = {"without": own.without}
    if name == "bands":
        kept["bands"] = own.bands
    elif name == "dumbbells":
        kept["dumbbells"] = own.dumbbells
    return Kit(**kept)


def _kits(own: Kit) -> list[tuple[str, str]]:
    found = [("nothing", _("Only my body"))]
    if own.bands:
        found.append(("bands", _("Only my bands")))
    if own.dumbbells:
        found.append(("dumbbells", _("Only my dumbbells")))
    return found
