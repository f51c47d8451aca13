"""Writing into the diary: a set, undoing it, a session's end, the answer of the next morning."""

from collections.abc import Collection
from datetime import date
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gluteal.catalogue.load import Catalogue, load
from gluteal.errors import NotSafe, UnknownName
from gluteal.training.adjust import must_stop
from gluteal.training.agenda import next_session
from gluteal.training.athlete import Athlete, Side
from gluteal.training.diary import Correction, Entry, Morning, NextMorning, SessionDone, SetDone
from gluteal.training.history import Diary
from gluteal.training.programme import Programme, Target
from gluteal.web import clock
from gluteal.web.diary.forms import SetForm, in_words, proposed
from gluteal.web.diary.reading import diary_of
from gluteal.web.plan import due
from gluteal.web.store import Store


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Offer what can be logged: the exercise asked for, today's slots, or what was done lately."""
    if "exercise" in request.GET:
        return redirect("log-exercise", slug=request.GET["exercise"][:300] or "-")
    store, catalogue, day = Store(request.user), load(), clock.today()  # type: ignore[arg-type]
    athlete, programme, entries = store.athlete(), store.programme(), store.entries()
    page: dict[str, Any] = {"tab": "log", "recent": _recent(diary_of(entries), catalogue)}
    if programme and athlete:
        page |= _planned(programme, athlete, entries, catalogue, day)
    return render(request, "diary/log.html", page)


def _planned(
    programme: Programme, athlete: Athlete, entries: tuple[Entry, ...], catalogue: Catalogue, day: date
) -> dict[str, Any]:
    try:
        book = due.Book.open(athlete, entries, catalogue, day)
    except NotSafe:
        return {}
    agenda = next_session(programme, book.diary, day, athlete=athlete, catalogue=catalogue)
    session = due.open_session(programme, book.diary, day) or agenda.due or agenda.coming
    return {"session": session, "day": day, "lines": due.lines(programme, session, book) if session else []}


@require_http_methods(["GET", "HEAD", "POST"])
def log_slot(request: HttpRequest, session_id: str, slot_id: str) -> HttpResponse:
    """Log a set of one slot of the programme."""
    store, catalogue, day = Store(request.user), load(), clock.today()  # type: ignore[arg-type]
    athlete, programme = store.athlete(), store.programme()
    if athlete is None or programme is None:
        return redirect("today")
    session = programme.session(session_id)
    slot = next((slot for slot in session.slots if slot.id == slot_id), None)
    if slot is None:
        raise UnknownName("slot", slot_id, [slot.id for slot in session.slots])
    book = due.Book.open(athlete, store.entries(), catalogue, day)
    key = due.session_key(programme, session)
    done = due.done_in(book.diary, key)
    line = due.line(programme, session, slot, done.get(slot_id, ()), book)
    targets = {side.side: due.next_target(side, book) for side in line.sides}
    coming = line.next_side or line.sides[0]
    form = _form(request, coming.prescription.choice, catalogue, athlete, day, tuple(targets))
    if request.method == "POST" and form.is_valid():
        name = coming.prescription.choice
        entry = form.to_entry(
            name,
            clock.now(),
            slot=slot,
            session=key,
            prescribed=targets.get(Side(form.cleaned_data["side"])),
            order=sum(map(len, done.values())),
        )
        return _save(request, store, entry, catalogue, redirect("log-slot", session_id, slot_id))
    stop = must_stop(done.get(slot_id, []), catalogue.ledger)
    offers = [_offer(side, targets[side.side], book) for side in line.sides]
    if not form.is_bound:
        form.initial = next(_unhurt(offer["values"]) for offer in offers if offer["line"] is coming)
    page = {"line": line, "session": session, "slot": slot, "offers": offers, "coming": coming, "stop": stop}
    page |= _shared(form, coming.prescription.choice, catalogue, _newest(done.get(slot_id, [])))
    return render(request, "diary/set.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def log_exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Log a set of any exercise: one of the catalogue, or a name that stands in the diary already."""
    store, catalogue, day = Store(request.user), load(), clock.today()  # type: ignore[arg-type]
    athlete, diary = store.athlete(), diary_of(store.entries())
    known = {fact.exercise for fact in diary.facts.values() if isinstance(fact, SetDone)}
    if slug not in catalogue.choices and slug not in known:
        raise UnknownName("exercise", slug, catalogue.choices)
    form = _form(request, slug, catalogue, athlete, day)
    mine = [f for f in diary.facts.values() if isinstance(f, SetDone) and f.exercise == slug]
    mine.sort(key=lambda s: (s.day, s.at, s.order))
    if request.method == "POST" and form.is_valid():
        order = sum(one.day == form.cleaned_data["day"] for one in mine)
        entry = form.to_entry(slug, clock.now(), slot=None, session=None, prescribed=None, order=order)
        return _save(request, store, entry, catalogue, redirect("log-exercise", slug))
    if not form.is_bound:
        choice = catalogue.choices.get(slug)
        both = choice is not None and len(form.fields["side"].choices) == 1  # type: ignore[attr-defined]
        last = mine[-1] if mine else None
        form.initial = _unhurt(proposed(Side.BOTH if both else _other(last), None, last, day))
    page = _shared(form, slug, catalogue, _newest([one for one in mine if one.day == day]))
    return render(request, "diary/set.html", page, status=422 if form.is_bound else 200)


@require_POST
def undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a set back by a correction; doing it twice is doing it once."""
    store = Store(request.user)  # type: ignore[arg-type]
    entries = store.entries()
    found = diary_of(entries).facts.get(uid.int)
    if not isinstance(found, SetDone):
        raise Http404
    now, own = clock.now(), uuid5(NAMESPACE_URL, f"gluteal:undo:{uid}")
    if any(one.uid == own for one in entries):  # it was taken back before, and put back since
        own = uuid4()
    correction = Correction(uid=own, at=now, day=now.date(), replaces=uid, why="undone")
    store.add([correction])
    messages.success(request, _("Taken back: %(set)s.") % {"set": in_words(found)}, extra_tags="good")
    if found.session and found.slot:
        return redirect("log-slot", found.session.rpartition("/")[2], found.slot)
    return redirect("log-exercise", found.exercise)


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """End the due session with its effort, 0 to 10, or without one."""
    store = Store(request.user)  # type: ignore[arg-type]
    programme, text = store.programme(), request.POST.get("effort", "")
    if programme is None:
        return redirect("today")
    session = programme.session(request.POST.get("session", ""))
    if text and text not in {str(n) for n in range(11)}:
        messages.error(request, _("The effort is a number from 0 to 10."), extra_tags="bad")
        return redirect("today")
    now, key = clock.now(), due.session_key(programme, session)
    uid = uuid5(NAMESPACE_URL, f"gluteal:finish:{request.user.pk}:{key}:{now.date()}")
    store.add(
        [SessionDone(uid=uid, at=now, day=now.date(), session=key, effort=float(text) if text else None)]
    )
    messages.success(request, _("Well done: the session is in your diary."), extra_tags="good")
    return redirect("today")


@require_POST
def morning(request: HttpRequest) -> HttpResponse:
    """Keep the answer to the question of the next morning."""
    store, now = Store(request.user), clock.now()  # type: ignore[arg-type]
    try:
        about = date.fromisoformat(request.POST.get("about", ""))
        answer = Morning(request.POST.get("answer", ""))
    except ValueError:
        messages.error(request, _("Choose one of the two answers."), extra_tags="bad")
        return redirect("today")
    if about >= now.date():
        messages.error(request, _("The question is about a day before today."), extra_tags="bad")
        return redirect("today")
    uid = uuid5(NAMESPACE_URL, f"gluteal:morning:{request.user.pk}:{about}:{now.isoformat()}")
    store.add([NextMorning(uid=uid, at=now, day=now.date(), about=about, answer=answer)])
    messages.success(request, _("Thank you; the next targets take it into account."), extra_tags="good")
    return redirect("today")


def _form(
    request: HttpRequest,
    slug: str,
    catalogue: Catalogue,
    athlete: Athlete | None,
    day: date,
    sides: Collection[Side] = (),
) -> SetForm:
    data = request.POST if request.method == "POST" else None
    return SetForm(data, choice=catalogue.choices.get(slug), athlete=athlete, today=day, sides=sides)


def _save(
    request: HttpRequest, store: Store, entry: SetDone, catalogue: Catalogue, back: HttpResponse
) -> HttpResponse:
    added, _known = store.add([entry])
    if added:
        messages.success(request, _("Saved: %(set)s.") % {"set": in_words(entry)}, extra_tags="good")
    red = catalogue.ledger.number("D3", "amber-to")
    if entry.pain is not None and entry.pain > red:
        text = _(
            "Pain above %(red)d of 10: stop this exercise for today. If such pain comes back, see a professional."
        )
        messages.warning(request, text % {"red": red}, extra_tags="warn")
    return back


def _shared(form: SetForm, slug: str, catalogue: Catalogue, saved: SetDone | None) -> dict[str, Any]:
    choice = catalogue.choices.get(slug)
    return {
        "tab": "log",
        "form": form,
        "name": choice.name if choice else slug,
        "choice": choice,
        "saved": saved,
        "saved_words": in_words(saved) if saved else "",
        "step": 5 if form.measure == "seconds" else 1,
    }


def _offer(side: due.SideLine, target: Target, book: due.Book) -> dict[str, Any]:
    """Return the values of a set done as prescribed, as hidden fields, and whether they are a whole set."""
    runs = book.diary.exposures(side.prescription.choice, side.side, book.today, 1)
    last = side.done[-1] if side.done else runs[0].last if runs else None
    values = proposed(side.side, target, last, book.today)
    form = SetForm(values, choice=side.choice, athlete=book.athlete, today=book.today, sides=(side.side,))
    return {"side": side.side, "line": side, "target": target, "values": values, "ready": form.is_valid()}


def _unhurt(values: dict[str, Any]) -> dict[str, Any]:
    """Leave the question about pain open: only the button that says “no pain” answers it."""
    return {name: value for name, value in values.items() if name != "pain"}


def _other(last: SetDone | None) -> Side:
    return Side.RIGHT if last is not None and last.side is Side.LEFT else Side.LEFT


def _newest(sets: list[SetDone]) -> SetDone | None:
    return max(sets, key=lambda s: (s.day, s.at, s.order), default=None)


def _recent(diary: Diary, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return slug and name of the exercises of the newest sets."""
    # The facts of a store come by day, so that the newest are the last ones: no need to sort ten years.
    last = islice((f for f in reversed(diary.facts.values()) if isinstance(f, SetDone)), 200)
    sets = sorted(last, key=lambda s: (s.day, s.at), reverse=True)
    slugs = list(dict.fromkeys(one.exercise for one in sets))[:8]
    return [(slug, catalogue.choices[slug].name if slug in catalogue.choices else slug) for slug in slugs]
