"""Searching the catalogue, and one page for each exercise and claim."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from gluteal.anatomy.region import TARGETS
from gluteal.catalogue import load
from gluteal.catalogue.claim import Claim, Ledger
from gluteal.catalogue.exercise import Choice, Exercise, Position, StimulusClass
from gluteal.catalogue.search import search
from gluteal.web.templatetags.words import region, words

_PAGE = 40  # choices shown before “show all”


def _options(values: Any, name: Any, everything: str) -> list[tuple[str, str]]:
    labelled = [(str(value), name(value)) for value in values]
    return [("", everything), *((value, label[:1].upper() + label[1:]) for value, label in labelled)]


class SearchForm(forms.Form):
    """What is looked for; every part may be left empty."""

    q = forms.CharField(required=False, max_length=200, strip=True)
    region = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Muscle"),
        choices=lambda: _options(TARGETS, region, _("Any muscle")),
    )
    equipment = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Equipment"),
        choices=lambda: _options(
            ("none", "band", "dumbbell", "cable", "step", "bench", "barbell"),
            lambda thing: _("Nothing at all") if thing == "none" else words(thing),
            _("Any equipment"),
        ),
    )
    position = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Position"),
        choices=lambda: _options(Position, words, _("Any position")),
    )
    level = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        label=gettext_lazy("Level"),
        choices=lambda: [("", _("Any level")), *((str(n), _("Level %(n)s") % {"n": n}) for n in range(1, 6))],
    )


@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    """List what can be picked; with htmx only the results are sent."""
    form = SearchForm(request.GET)
    catalogue = load.load()
    hits = []
    if form.is_valid():
        asked = form.cleaned_data
        query = asked.pop("q")
        levels = {choice.level for choice in catalogue.choices.values()}
        if asked["level"] in (None, *levels):
            hits = search(catalogue, query, **{name: value or None for name, value in asked.items()})
    shown = hits if "all" in request.GET or not form.is_valid() else hits[:_PAGE]
    everything = request.GET.copy()
    everything["all"] = "1"
    page = "exercises/results.html" if request.htmx else "exercises/list.html"  # type: ignore[attr-defined]
    return render(
        request,
        page,
        {
            "tab": "exercises",
            "form": form,
            "hits": shown,
            "count": len(hits),
            "everything": everything.urlencode(),
        },
    )


@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one choice: how it is done, where it is felt, what varies, what is known."""
    catalogue = load.load()
    choice = catalogue.choice(slug)
    whole = catalogue.exercise(slug)
    return render(
        request,
        "exercises/exercise.html",
        {
            "tab": "exercises",
            "choice": choice,
            "exercise": whole,
            "easier": [catalogue.choice(rung) for rung in choice.easier],
            "harder": [catalogue.choice(rung) for rung in choice.harder],
            "variations": _variations(whole, choice),
            "tags": sorted(choice.tags),
            "red": int(catalogue.ledger.number("D3", "amber-to")),
            "credits": _credits(choice),
            "claims": _claims(choice, whole, catalogue.ledger),
        },
    )


@require_safe
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """Show one claim: wording, grade, numbers, sources, and what would change it."""
    ledger = load.load().ledger
    found = ledger.claim(claim_id)
    return render(
        request,
        "exercises/claim.html",
        {
            "tab": "exercises",
            "claim": found,
            "studies": [ledger.studies[key] for key in found.sources],
            "see": [ledger.claim(other) for other in found.see],
        },
    )


def _variations(exercise: Exercise, choice: Choice) -> list[tuple[str, str, str]]:
    base = [(exercise.slug, exercise.name, _("The exercise as it stands."))]
    presets = [(preset.slug, preset.name, preset.what_changes) for preset in exercise.presets]
    return [row for row in (*base, *presets) if row[0] != choice.slug]


def _credits(choice: Choice) -> list[dict[str, Any]]:
    rows = [
        {
            "region": name,
            "level": entry.level,
            "grade": entry.grade,
            "low": choice.credit[name][0],
            "high": choice.credit[name][2],
            "known": entry.level is not StimulusClass.UNKNOWN,
        }
        for name, entry in choice.stimulus.items()
    ]
    order = list(StimulusClass)[::-1]
    return sorted(rows, key=lambda row: (row["level"] is StimulusClass.UNKNOWN, order.index(row["level"])))


def _claims(choice: Choice, exercise: Exercise, ledger: Ledger) -> list[Claim]:
    ids = [
        *choice.claims,
        *(c for entry in choice.stimulus.values() for c in entry.claims),
        *choice.dose.claims,
    ]
    ids += [c for parameter in exercise.parameters for c in parameter.claims]
    return [ledger.claim(claim_id) for claim_id in dict.fromkeys(ids)]
