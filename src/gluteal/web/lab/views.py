"""The lab's pages and the files of its figures."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from gluteal.body.person import Person
from gluteal.catalogue import load
from gluteal.catalogue.exercise import Position
from gluteal.catalogue.formula import Value
from gluteal.catalogue.load import Catalogue
from gluteal.errors import BadValue, GlutealError
from gluteal.lab.settings import Setting
from gluteal.web.lab import own_body
from gluteal.web.lab.address import Asked, Variation, asked
from gluteal.web.store import Store
from gluteal.web.templatetags.words import words

_DAY, _WEEK = 24 * 3600, 7 * 24 * 3600
_SHOWN = (("front",), ("side",), ("front", "side"), ("best",))
_VIEWS = {
    "front": gettext_lazy("from the front"),
    "side": gettext_lazy("from the side"),
    "above": gettext_lazy("from above"),
    "feet": gettext_lazy("from the feet"),
}


@require_safe
def lab(request: HttpRequest) -> HttpResponse:
    """Show every exercise with its figure, and say of the others why they have none."""
    from gluteal.lab.motion import reason_left_out

    catalogue = load.load()
    wanted = request.GET.get("exercise")
    if wanted is not None:
        return redirect("lab-exercise", slug=catalogue.choice(wanted).slug)
    groups: dict[Position, list[Any]] = {position: [] for position in Position}
    without = []
    for exercise in sorted(catalogue.exercises.values(), key=lambda one: one.name):
        choice = catalogue.choice(exercise.slug)
        reason = reason_left_out(choice, exercise)
        if reason is None:
            groups[exercise.position].append(choice)
        else:
            without.append((choice, reason))
    return render(
        request,
        "lab/list.html",
        {"tab": "lab", "groups": [group for group in groups.items() if group[1]], "without": without},
    )


@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one variation: its figure, what can be set, what each muscle is asked for; with htmx the answer alone."""
    catalogue = load.load()
    profile = Store(request.user).athlete()  # type: ignore[arg-type]
    wanted = asked(catalogue, slug, request.GET, own_body.of_profile(profile))
    # A slider is answered at once; the ranges, which take several times as long, follow when it rests.
    alone = bool(request.htmx)  # type: ignore[attr-defined]
    answer = _answer(wanted, catalogue, ranges=not alone or "ranges" in request.GET)
    whose = own_body.sentence(wanted.one.person, wanted.usual, profile)
    context = {"tab": "lab", "choice": catalogue.choice(slug), "asked": wanted, "whose": whose, **answer}
    if alone:
        answered = render(request, "lab/answer.html", {**context, "alone": True})
        if "ranges" not in request.GET:  # the address says what differs, not every slider
            said = wanted.query()
            answered["HX-Replace-Url"] = request.path + (f"?{said}" if said else "")
        return answered
    from gluteal.web.lab import evidence

    whole = catalogue.exercise(slug)
    context |= {
        "exercise": whole,
        "settings": [_control(wanted.one.known[name], value) for name, value in wanted.one.values.items()],
        "body": _body_controls(wanted),
        "choices": sorted((c.slug, c.name) for c in catalogue.choices.values()),
        "siblings": [c for c in catalogue.choices.values() if c.exercise == catalogue.choice(slug).exercise],
        "evidence": evidence.said(whole, catalogue),
        "compared": evidence.compared(whole, catalogue),
    }
    return render(request, "lab/exercise.html", context, status=400 if wanted.faults else 200)


def _answer(wanted: Asked, catalogue: Catalogue, *, ranges: bool) -> dict[str, Any]:
    """Return what depends on the settings; a posture that cannot be computed becomes its sentence."""
    from gluteal.body.errors import BodyError
    from gluteal.lab.showing import has_ranges, loads_of
    from gluteal.web.lab import reading

    one, other = wanted.one, wanted.other
    figures = [_figure(one, "figure-one", _titled(one, other, catalogue))]
    if wanted.compares:
        figures.append(_figure(other, "figure-other", _titled(other, one, catalogue)))
    found: dict[str, Any] = {"figures": figures, "share": wanted.query(), "compare": wanted.to_compare()}
    try:
        shown = loads_of(one.slug, one.values, one.side, one.person, ranges=ranges)
    except BodyError as error:  # the movement alone is shown
        return {**found, "reason": str(error)}
    except GlutealError as error:
        return {**found, "reason": str(error), "figures": figures[1:]}
    try:
        before = (
            None
            if one == other
            else loads_of(other.slug, other.values, other.side, other.person, ranges=False)
        )
    except GlutealError as error:
        name = catalogue.choice(other.slug).name
        return {**found, "reason": _("%(name)s: %(why)s") % {"name": name, "why": error}}
    table = reading.rows(shown, before)
    return {
        **found,
        "rows": table,
        "other_rows": reading.rows(shown, before, "other"),
        "moments": reading.moments(shown, before),
        "sentence": reading.sentence(table),
        "loads": shown,
        "other_name": _titled(other, one, catalogue),
        "differs": before is not None,
        "undetermined": any(row.undetermined and row.region in reading.HIP for row in table),
        "to_come": not has_ranges(one.slug, one.values, one.side, one.person),
    }


def _titled(variation: Variation, other: Variation, catalogue: Catalogue) -> str:
    """Return the name of a variation, with the settings that tell it from another one of the same choice."""
    name = catalogue.choice(variation.slug).name
    if variation.slug != other.slug:
        return name
    told = [
        f"{variation.known[setting].label.lower()} {words(value) if isinstance(value, str) else f'{value:g}'}"
        for setting, value in variation.values.items()
        if value != other.values[setting]
    ]
    return f"{name} ({', '.join(told)})" if told else name


def _figure(variation: Variation, name: str, title: str) -> dict[str, str]:
    from urllib.parse import urlencode

    body = own_body.query(variation.person, Person())  # a file does not ask whose profile it is
    query = urlencode(variation.query() | body | {"side": variation.side})
    return {
        "id": name,
        "title": title,
        "motion": f"{reverse('lab-motion', args=[variation.slug])}?{query}",
        "picture": f"{reverse('lab-picture', args=[variation.slug])}?{query}",
    }


def _body_controls(wanted: Asked) -> list[dict[str, Any]]:
    """Return the sliders of the body."""
    ours = own_body.controls(wanted.one.person)
    usual = own_body.controls(wanted.usual)
    return [_control(usual[name], ours[name].default) for name in usual]


def _control(setting: Setting, value: Value) -> dict[str, Any]:
    return {
        "setting": setting,
        "value": value if isinstance(value, str) else f"{value:g}",
        "unit": "°" if setting.unit == "degrees" else setting.unit or "",
        "step": _step(setting.low, setting.high),
    }


def _step(low: float | None, high: float | None) -> str:
    """Return how far one press of an arrow key moves a slider: some thirty to seventy steps from end to end."""
    wide = (high or 0) - (low or 0)
    return next((f"{step:g}" for step in (0.01, 0.02, 0.05, 0.1, 0.5, 1, 2.5) if wide / step <= 75), "5")


@require_safe
@gzip_page
def motion_file(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the frames of a variation's figure."""
    from gluteal.lab.figure import packed
    from gluteal.lab.showing import figure_of

    one = _exactly(slug, request)
    return _file(
        packed(figure_of(one.slug, one.values, one.side, one.person)), "application/octet-stream", _DAY
    )


@require_safe
@gzip_page
def bones_file(request: HttpRequest) -> HttpResponse:
    """Send the bones that all figures share."""
    from gluteal.lab.showing import bones_file as bones

    return _file(bones(), "application/octet-stream", _WEEK)


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the light figure of a variation: moving, or still where the address says so."""
    from gzip import decompress

    from gluteal.lab.pictures import picture as drawn

    one = _exactly(slug, request)
    show = tuple(request.GET.get("show", "front,side").split(","))
    if show not in _SHOWN:
        raise BadValue(
            _("A figure is seen from the front, the side, both or the best of them: show=front,side.")
        )
    packed = drawn(
        one.slug,
        one.values,
        one.side,
        one.person,
        title=load.load().choice(slug).name,
        names={name: str(said) for name, said in _VIEWS.items()} if len(show) > 1 else {},
        show=show,
        night="night" in request.GET,
        still="still" in request.GET,
        keep=not one.changed and one.person == Person(),
    )
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return _file(decompress(packed), "image/svg+xml", _DAY)
    answer = _file(packed, "image/svg+xml", _DAY)
    answer["Content-Encoding"] = "gzip"
    answer["Vary"] = "Accept-Encoding"
    return answer


def _exactly(slug: str, request: HttpRequest) -> Variation:
    """Return the variation that an address means; raises the first fault, since a file cannot tell it beside."""
    wanted = asked(load.load(), slug, request.GET)
    if wanted.faults:
        raise BadValue(wanted.faults[0])
    return wanted.one


def _file(body: bytes, kind: str, seconds: int) -> HttpResponse:
    return HttpResponse(body, content_type=kind, headers={"Cache-Control": f"private, max-age={seconds}"})
