"""The first set-up in six short steps; what was typed waits in the session until the last one."""

from typing import Any

from django.contrib import messages
from django.forms import MultipleChoiceField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gluteal.catalogue.load import load
from gluteal.web import clock
from gluteal.web.plan.parts import STEPS, names_of, rows
from gluteal.web.plan.start_form import StartForm, first_values
from gluteal.web.plan.views import keep_plan
from gluteal.web.store import Store

_DRAFT = "start"
_MOST = 200  # values that a draft keeps; more was not typed by hand


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: int) -> HttpResponse:
    """Ask one step; a fault of this step is said at once, the last step makes the plan."""
    store = Store(request.user)  # type: ignore[arg-type]
    if not 1 <= number <= len(STEPS):
        return redirect("start")
    if store.athlete() is not None:
        return redirect("start")
    draft: dict[str, list[str]] = request.session.get(_DRAFT, {})
    if request.method != "POST":
        return _page(request, number, _form(draft))
    names = names_of(_form({}), STEPS[number - 1])
    kept = {name: values for name, values in draft.items() if name not in names}
    sent = {name: request.POST.getlist(name) for name in names if name in request.POST}
    draft = dict(list((kept | sent).items())[:_MOST])
    request.session[_DRAFT] = draft
    form = _form(draft, bound=True)
    form.is_valid()
    last = number == len(STEPS)
    for at in range(1, len(STEPS) + 1) if last else [number]:
        wrong = [name for name in names_of(form, STEPS[at - 1]) if name in form.errors]
        if wrong:
            return _page(request, at, form, _sentence(form, wrong[0]))
    if not last:
        return redirect("start-step", number + 1)
    if form.errors:
        return _page(request, number, form, form.sentence)
    store.save_athlete(form.athlete)
    request.session.pop(_DRAFT, None)
    messages.success(request, _("Your profile is saved."), extra_tags="good")
    return redirect("programme" if keep_plan(request, store, form.athlete) else "today")


def _form(draft: dict[str, list[str]], *, bound: bool = False) -> StartForm:
    """Return the whole form: bound to what was typed so far, or only showing it."""
    ledger, today = load().ledger, clock.today()
    first = first_values(None)
    if not bound:
        empty = StartForm(ledger=ledger, today=today, before=None)
        several = {name for name, f in empty.fields.items() if isinstance(f, MultipleChoiceField)}
        kept = {name: values if name in several else values[-1] for name, values in draft.items() if values}
        return StartForm(ledger=ledger, today=today, before=None, initial=first | kept)
    data = QueryDict(mutable=True)
    for name, values in {**{name: [str(value)] for name, value in first.items()}, **draft}.items():
        data.setlist(name, values)
    return StartForm(data, ledger=ledger, today=today, before=None)


def _page(request: HttpRequest, number: int, form: StartForm, wrong: str = "") -> HttpResponse:
    page: dict[str, Any] = {
        "tab": "today",
        "number": number,
        "steps": STEPS,
        "part": f"plan/step_{STEPS[number - 1]}.html",
        "form": form,
        "wrong": wrong,
        "before": None,
        "open": bool(wrong),
        **rows(form),
    }
    return render(request, "plan/step.html", page, status=422 if wrong else 200)


def _sentence(form: StartForm, name: str) -> str:
    label, text = form.fields[name].label, form.errors[name][0]
    return str(text) if name == "none_of_these" else f"{label}: {text}"
