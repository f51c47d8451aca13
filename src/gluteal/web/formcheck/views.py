"""The camera page, the files it runs on, and the way of its result into the diary."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from gluteal.catalogue.exercise import Choice, Sides
from gluteal.catalogue.load import load
from gluteal.errors import NotSafe, UnknownName
from gluteal.form.screen import NAMES as SCREENS
from gluteal.training.athlete import Side
from gluteal.training.programme import Session, Slot, Target
from gluteal.web import clock
from gluteal.web.diary.forms import in_words, proposed
from gluteal.web.diary.reading import diary_of
from gluteal.web.formcheck.engine import covered, reference_for
from gluteal.web.formcheck.forms import MeasuredSetForm
from gluteal.web.formcheck.models import KeptLandmarks
from gluteal.web.formcheck.networks import bundle, networks
from gluteal.web.plan import due
from gluteal.web.store import Store

_WORKER = Path(__file__).parent.parent / "static" / "gluteal" / "formcheck" / "eye.mjs"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the exercises that the camera can look at, and the landmarks that were kept."""
    catalogue = load()
    found = [(catalogue.choices[slug], reference_for(slug)) for slug in covered()]
    kept = KeptLandmarks.objects.filter(person=request.user.pk).order_by("-day", "-id")
    page = {
        "tab": "exercises",
        "found": found,
        "kept": kept.defer("document"),
        "names": catalogue.choices,
        "screens": tuple(SCREENS.items()),
    }
    return render(request, "formcheck/index.html", page)


@require_safe
def camera(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the camera page of one exercise, for a slot of the programme where one is named."""
    return _page(request, _choice(slug), None)


def _page(request: HttpRequest, choice: Choice, forms: "dict[Side, MeasuredSetForm] | None") -> HttpResponse:
    place = _Place.named(request, choice)
    made = forms or {side: _form(request, choice, side, place, None) for side in _sides(choice)}
    targets = {side: place.targets.get(side) for side in made}
    page: dict[str, Any] = {
        "tab": "log",
        "choice": choice,
        "reference": reference_for(choice.slug),
        "forms": made,
        "place": place,
        "shared": next(iter(made.values())),
        "aims": json.dumps({str(side): target.amount[1] for side, target in targets.items() if target}),
    }
    return render(request, "formcheck/camera.html", page, status=422 if forms else 200)


@require_POST
def save(request: HttpRequest, slug: str) -> HttpResponse:
    """Write the sides that were accepted into the diary; sending it twice changes nothing."""
    choice = _choice(slug)
    place = _Place.named(request, choice)
    sides = [side for side in _sides(choice) if request.POST.get(f"{side}-amount")]
    forms = {side: _form(request, choice, side, place, _shared_in(request, side)) for side in sides}
    if not forms:
        messages.error(request, _("Nothing was counted, and nothing was saved."), extra_tags="bad")
        return redirect("form-camera", slug=slug)
    faulty = [form for form in forms.values() if not form.is_valid()]
    if faulty:
        return _page(request, choice, forms)
    store = Store(request.user)  # type: ignore[arg-type]
    moment = clock.now()
    entries = [
        form.to_entry(
            choice.slug,
            moment,
            slot=place.slot,
            session=place.key,
            prescribed=place.targets.get(side),
            order=place.order + number,
        )
        for number, (side, form) in enumerate(forms.items())
    ]
    added, _known = store.add(entries)
    if added:
        said = "; ".join(in_words(entry) for entry in entries)
        messages.success(request, _("Saved: %(set)s.") % {"set": said}, extra_tags="good")
    if request.POST.get("back") == "session":
        return redirect("guided")
    if place.slot is not None and place.session is not None:
        return redirect("log-slot", place.session.id, place.slot.id)
    return redirect("log-exercise", slug=slug)


def _shared_in(request: HttpRequest, side: Side) -> dict[str, Any]:
    """Return the posted fields of one side; what is asked once (load, day, notes) counts for each."""
    own = {k.removeprefix(f"{side}-"): v for k, v in request.POST.items() if k.startswith(f"{side}-")}
    once = {k: v for k, v in request.POST.items() if k in ("band", "stretched_cm", "weight", "day", "notes")}
    return {**once, **own, "side": str(side)}


def _form(
    request: HttpRequest, choice: Choice, side: Side, place: "_Place", data: dict[str, Any] | None
) -> MeasuredSetForm:
    athlete = Store(request.user).athlete()  # type: ignore[arg-type]
    first = {} if data else proposed(side, place.targets.get(side), None, clock.today())
    if first:
        first |= {"amount": "", "pain": ""}  # the camera counts, and only the person knows about pain
    form = MeasuredSetForm(data, choice=choice, athlete=athlete, today=clock.today(), sides=(side,))
    form.initial = {**form.initial, **first}
    return form


class _Place:
    """Where a set belongs: a slot of a session with what is asked for, or nowhere in particular."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self.slot: Slot | None = None
        self.key: str | None = None
        self.order = 0
        self.targets: dict[Side, Target] = {}

    @classmethod
    def named(cls, request: HttpRequest, choice: Choice) -> "_Place":
        """Return the place that `session` and `slot` in the address name; unknown ones are `UnknownName`."""
        found = cls()
        store = Store(request.user)  # type: ignore[arg-type]
        entries = store.entries()
        asked = {**request.GET.dict(), **request.POST.dict()}
        athlete, programme = store.athlete(), store.programme()
        if not asked.get("slot") or athlete is None or programme is None:
            found.order = sum(
                getattr(fact, "exercise", "") == choice.slug and fact.day == clock.today()
                for fact in diary_of(entries).facts.values()
            )
            return found
        session = programme.session(str(asked.get("session", "")))
        slot = next((slot for slot in session.slots if slot.id == asked["slot"]), None)
        if slot is None:
            raise UnknownName("slot", str(asked["slot"]), [slot.id for slot in session.slots])
        book = due.Book.open(athlete, entries, load(), clock.today())
        found.session, found.slot, found.key = session, slot, due.session_key(programme, session)
        done = due.done_in(book.diary, found.key)
        line = due.line(programme, session, slot, done.get(slot.id, ()), book)
        if any(side.stopped for side in line.sides):
            raise NotSafe(line.sides[0].prescription.why)
        found.order = sum(map(len, done.values()))
        found.targets = {side.side: due.next_target(side, book) for side in line.sides}
        return found


def _choice(slug: str) -> Choice:
    catalogue = load()
    choice = catalogue.choice(slug)
    reference_for(slug)  # raises, with a sentence, for an exercise that the camera cannot look at
    return choice


def _sides(choice: Choice) -> tuple[Side, ...]:
    return (Side.BOTH,) if choice.sides in (Sides.BOTH, Sides.ALTERNATING) else (Side.LEFT, Side.RIGHT)


@require_safe
@csp_update({"script-src": ["'wasm-unsafe-eval'"]})
@cache_control(private=True, no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the worker that runs the pose network. Its policy alone, and no page's, allows WebAssembly."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript")


@require_safe
@cache_control(private=True, max_age=7 * 24 * 3600, immutable=True)
def network(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a network, made of what was fetched; the library itself is among the packages."""
    path = bundle(name)
    if path is None:
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="application/octet-stream")


@require_POST
def ready(request: HttpRequest) -> HttpResponse:
    """Tell how far the fetching of library and networks is, and begin it."""
    state = networks.state()
    found = {"ready": state.ready, "done": state.done, "total": state.total, "fault": state.fault}
    return JsonResponse(found, headers={"Cache-Control": "no-store"})


@require_POST
def forget(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Delete kept landmarks for good."""
    KeptLandmarks.objects.filter(person=request.user.pk, uid=uid).delete()
    messages.success(request, _("The landmarks are gone."), extra_tags="good")
    return redirect("form-index")


@require_safe
def download(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give kept landmarks out as the file that `gluteal form` reads."""
    import gzip

    kept = KeptLandmarks.objects.filter(person=request.user.pk, uid=uid).first()
    if kept is None:
        raise Http404
    name = f"{kept.exercise}-{kept.day}.jsonl"
    return HttpResponse(
        gzip.decompress(bytes(kept.document)),
        content_type="application/x-ndjson",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
