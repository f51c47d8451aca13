"""The page on which a person says who they are, what they want and what they own; a plan follows at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gluteal.catalogue.load import load
from gluteal.web import clock
from gluteal.web.plan.parts import STEPS, names_of, rows
from gluteal.web.plan.start_form import StartForm, first_values
from gluteal.web.plan.start_safety import first_answers
from gluteal.web.plan.views import keep_plan
from gluteal.web.store import Store


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the profile, or show it for changing; what was typed stays when something is wrong."""
    store = Store(request.user)  # type: ignore[arg-type]
    before = store.athlete()
    if before is None and request.method != "POST":
        return redirect("start-step", 1)
    form = StartForm(
        request.POST if request.method == "POST" else None,
        initial=first_values(before) | first_answers(before),
        ledger=load().ledger,
        today=clock.today(),
        before=before,
    )
    if request.method == "POST" and form.is_valid():
        store.save_athlete(form.athlete)
        messages.success(request, _("Your profile is saved."), extra_tags="good")
        return redirect("programme" if keep_plan(request, store, form.athlete) else "today")
    page = {"tab": "today", "form": form, "before": before, "parts": _parts(request, form), **rows(form)}
    page["wrong"] = [
        _fault(form, name) for part in STEPS for name in names_of(form, part) if name in form.errors
    ]
    return render(request, "plan/start.html", page, status=422 if form.is_bound else 200)


_ORDER = ("you", "time", "kit", "sides", "conditions", "safety")


def _parts(request: HttpRequest, form: StartForm) -> list[dict[str, object]]:
    """Return the parts in the order of the page; open are those with a fault and the one asked for."""
    titles = {
        "you": _("You and what you want"),
        "time": _("When you have time"),
        "kit": _("What you own or can use"),
        "sides": _("Your two sides, and what is hard for you"),
        "conditions": _("Conditions"),
        "safety": _("Safety questions"),
    }
    asked = request.GET.get("open")
    return [
        {
            "name": part,
            "title": titles[part],
            "template": f"plan/step_{part}.html",
            "open": form.before is None
            or part in (asked, "safety")  # its tick is wanted with every change
            or any(name in form.errors for name in names_of(form, part)),
        }
        for part in _ORDER
    ]


def _fault(form: StartForm, name: str) -> tuple[str, str, str]:
    """Return the address of a field on the page, its name, and what is wrong with it."""
    field = form[name]
    place = field.id_for_label or f"{field.auto_id}_0"  # of several boxes the first
    label = _("Safety questions") if name == "none_of_these" else str(field.label)
    return place, label, str(form.errors[name][0])
