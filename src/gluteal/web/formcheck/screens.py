"""The pages of the movement screens: one camera page each, and the way of a result into the diary."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gluteal.catalogue.load import load
from gluteal.errors import BadValue, NotSafe
from gluteal.form.screen import NAMES, TESTS, screen_numbers
from gluteal.lab.screening import STEP, reference_of, screen_named
from gluteal.training.safety import RefusalKind, allowed, clear
from gluteal.web import clock
from gluteal.web.formcheck.live import MOST_CONDITIONS
from gluteal.web.formcheck.screened import signed_entries
from gluteal.web.store import Store


@require_safe
def camera(request: HttpRequest, test: str) -> HttpResponse:
    """Show the camera page of one screen; who may not do its exercise gets a sentence."""
    catalogue, test = load(), screen_named(test)
    athlete = Store(request.user).athlete()  # type: ignore[arg-type]
    if athlete is not None:
        clearance = clear(athlete, clock.today(), catalogue.ledger)
        refusal = allowed(catalogue.choice(TESTS[test]), athlete, clearance)
        if refusal is not None and refusal.kind is not RefusalKind.DISLIKE:
            raise NotSafe(refusal.why)
    numbers = screen_numbers(catalogue.ledger.number)
    timed = TESTS[test] == "single-leg-stance"
    sides = {"both": numbers["longest"]} if timed else dict.fromkeys(("left", "right"), numbers["reps"])
    page: dict[str, Any] = {
        "tab": "log",
        "choice": catalogue.choice(TESTS[test]),
        "reference": reference_of(test, catalogue),
        "test": test,
        "name": NAMES[test],
        "claim": catalogue.ledger.claims[_CLAIMS[test]],
        "aims": json.dumps({side: int(number) for side, number in sides.items()}),
        "step": int(catalogue.ledger.number("screen-step-down", "step-cm")) if test == STEP else None,
        "most": MOST_CONDITIONS,
    }
    return render(request, "formcheck/screen.html", page)


_CLAIMS = {
    "single-leg-squat-rated": "screen-single-leg-squat",
    "lateral-step-down-rated": "screen-step-down",
    "single-leg-stance-timed": "screen-single-leg-stance",
}


@require_POST
def save(request: HttpRequest, test: str) -> HttpResponse:
    """Write the result that this server had signed into the diary; sending it twice changes nothing."""
    test = screen_named(test)
    try:
        entries = signed_entries(request.user, request.POST.get("screen", ""))
    except BadValue as error:
        messages.error(request, str(error), extra_tags="bad")
        return redirect("form-screen", test)
    Store(request.user).add(entries)  # type: ignore[arg-type]
    said = _("Saved: %(screen)s. It is compared with your own first one, in your progress.")
    messages.success(request, said % {"screen": NAMES[test]}, extra_tags="good")
    return redirect("measures")
