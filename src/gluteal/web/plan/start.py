"""The page on which a person says who they are, what they want and what they own; a plan follows at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gluteal.catalogue.load import load
from gluteal.web import clock
from gluteal.web.plan.start_form import OTHER, STACKS, THINGS, StartForm, first_values
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
    page = {"tab": "today", "form": form, "before": before, **rows(form)}
    return render(request, "plan/start.html", page, status=422 if form.is_bound else 200)


def rows(form: StartForm) -> dict[str, object]:
    """Return the fields that stand in rows on the page: bands, stacks, things, other training, weights."""
    return {
        "bands": [
            [form[f"band_{row}"], form[f"band_{row}_form"], form[f"band_{row}_cm"]] for row in range(4)
        ],
        "stacks": [
            (form[name], [form[f"{name}_{part}"] for part in ("low", "high", "step")])
            for name, _label in STACKS
        ],
        "things": [form[name] for name, _label in THINGS],
        "others": [(form[f"other_{kind}"], form[f"other_{kind}_hard"]) for kind, _label in OTHER],
        "weights": [
            form[name] for name in ("dumbbells", "kettlebells", "ankle_weights", "plates", "bar", "step_cm")
        ],
    }
