"""Pages that look back: the diary by month and by day, and one entry that is put right, taken out or put back."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gluteal.catalogue.load import load
from gluteal.errors import BadData
from gluteal.training.corrections import corrected
from gluteal.training.diary import Correction, Entry, SetDone
from gluteal.training.programme import Programme
from gluteal.web import clock
from gluteal.web.api.received import received
from gluteal.web.diary.change_forms import FORMS, ChangeForm
from gluteal.web.diary.change_set import SetChange
from gluteal.web.diary.days import Kept, beside, day_of, days_of, months
from gluteal.web.diary.reading import diary_of
from gluteal.web.store import Store

_PLANNED = re.compile(r"w(\d{1,3})-[a-z]{3}")
_UNDONE = "undo"


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry that was changed or taken out: as it was, and the correction that can be withdrawn."""

    before: Kept
    by: UUID
    taken_out: bool


@require_safe
def month(request: HttpRequest, year: int | None = None, number: int | None = None) -> HttpResponse:
    """Show one month of the diary, its newest day first: the newest month, or the one asked for."""
    store = Store(request.user)  # type: ignore[arg-type]
    diary = diary_of(store.entries())
    known = months(diary)
    if year is None or number is None:
        shown = known[0] if known else clock.today().replace(day=1)
    elif 1 <= number <= 12 and 1 <= year < date.max.year:
        shown = date(year, number, 1)
    else:
        raise Http404
    page = {
        "tab": "diary",
        "month": shown,
        "days": days_of(diary, shown),
        "older": next((one for one in known if one < shown), None),
        "newer": next((one for one in reversed(known) if one > shown), None),
        "years": _years(known),
        "names": _names(),
        "titles": _Titles(store.programme()),
    }
    return render(request, "diary/month.html", page)


@require_safe
def day(request: HttpRequest, day: str) -> HttpResponse:
    """Show everything that is written down of one day, each entry with the way to put it right."""
    store, shown = Store(request.user), _day(day)  # type: ignore[arg-type]
    entries = store.entries()
    diary = diary_of(entries)
    changes = _changes(entries, shown)
    before, after = beside(diary, shown)
    found = day_of(diary, shown)
    page = {
        "tab": "diary",
        "day": found,
        "before": before,
        "after": after,
        "names": _names(),
        "titles": _Titles(store.programme()),
        "changed": {one.before.uid: one for one in changes if not one.taken_out},
        "taken_out": [one for one in changes if one.taken_out],
        "undo": _just_made(request, changes),
    }
    known = found.count or found.other or found.parts or changes or shown == clock.today()
    return render(request, "diary/day.html", page, status=200 if known else 404)


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one entry of any day in a form, and write the correction that changes it or takes it out."""
    store = Store(request.user)  # type: ignore[arg-type]
    entries = store.entries()
    found = diary_of(entries).facts.get(uid.int)
    if found is None:
        if any(one.uid == uid for one in entries):  # it was taken out by the same button a moment ago
            return redirect("diary")
        raise Http404
    wrong, form = "", _form(request, store, found)
    if request.method == "POST":
        if request.POST.get("do") == "remove":
            return _write(store, uid, found, _uid(request), None)
        if form is not None and form.is_valid():
            try:
                return _write(store, uid, found, form.cleaned_data["uid"], form.changed())
            except BadData as error:
                wrong = error.faults[0]
        wrong = wrong or (form.sentence if form is not None else _("This cannot be changed, only taken out."))
    page = {
        "tab": "diary",
        "kept": Kept(uid, found),
        "form": form,
        "wrong": wrong,
        "names": _names(),
        "fresh": uuid4(),
    }
    return render(request, "diary/entry.html", page, status=422 if wrong else 200)


@require_POST
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a correction back, so that the entry is again as it was before it; twice is once."""
    store = Store(request.user)  # type: ignore[arg-type]
    found = next((one for one in store.entries() if isinstance(one, Correction) and one.uid == uid), None)
    if found is None:
        raise Http404
    now = clock.now()
    own = uuid5(NAMESPACE_URL, f"gluteal:withdraw:{uid}")
    store.add([Correction(uid=own, at=now, day=now.date(), replaces=uid, why="withdrawn")])
    messages.success(request, _("It is as it was before."), extra_tags="good")
    fact = diary_of(store.entries()).facts.get(found.replaces.int)
    return redirect("diary-day", fact.day.isoformat()) if fact is not None else redirect("diary")


def _write(store: Store, uid: UUID, before: Any, own: UUID, by: Any) -> HttpResponse:
    """Write the correction down and lead to its day, where it can be undone. What is alike writes nothing."""
    shown = (by or before).day
    address = reverse("diary-day", args=[shown.isoformat()])
    if by == before:
        return redirect(address)
    now = clock.now()
    why = "removed" if by is None else "changed"
    correction = Correction(uid=own, at=now, day=now.date(), replaces=uid, by=by, why=why)
    store.add([received(correction, now)])
    return redirect(f"{address}?{_UNDONE}={own}")


def _form(request: HttpRequest, store: Store, found: Any) -> ChangeForm | None:
    data = request.POST if request.method == "POST" and request.POST.get("do") != "remove" else None
    parts: dict[str, Any] = {"before": found, "now": clock.now()}
    if isinstance(found, SetDone):
        return SetChange(data, choice=load().choices.get(found.exercise), athlete=store.athlete(), **parts)
    kind = FORMS.get(found.kind)
    return kind(data, **parts) if kind else None


def _uid(request: HttpRequest) -> UUID:
    """Return the id that the form was made with; a fresh one where it holds none."""
    try:
        return UUID(request.POST.get("uid", ""))
    except ValueError:
        return uuid4()


def _changes(entries: tuple[Entry, ...], day: date) -> list[Changed]:
    """Return what was changed or taken out on a day; what was moved away from it stands on its new day."""
    return [
        Changed(Kept(UUID(int=uid), one.original), UUID(int=one.by), one.now is None)
        for uid, one in corrected(entries).items()
        if (one.now or one.original).day == day
    ]


def _just_made(request: HttpRequest, changes: list[Changed]) -> Changed | None:
    """Return the change that has led to this page, if it still stands."""
    return next((one for one in changes if str(one.by) == request.GET.get(_UNDONE)), None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _years(known: list[date]) -> list[tuple[int, list[date]]]:
    return [
        (year, [one for one in reversed(known) if one.year == year])
        for year in dict.fromkeys(one.year for one in known)
    ]


def _names() -> dict[str, str]:
    return {slug: choice.name for slug, choice in load().choices.items()}


class _Titles:
    """What a session is called: its week in the programme, or the name that it was brought along with."""

    def __init__(self, programme: Programme | None) -> None:
        self.programme = programme
        self.own = {s.id for week in programme.weeks for s in week.sessions} if programme else set()

    def get(self, key: str | None) -> dict[str, str]:
        """Return the title and, for a session of the running programme, its id."""
        if key is None:
            return {"title": ""}
        block, _slash, session = key.rpartition("/")
        planned = _PLANNED.fullmatch(session)
        title = _("Week %(n)s") % {"n": planned[1]} if planned and block else key
        mine = self.programme is not None and block == self.programme.id and session in self.own
        return {"title": title, "id": session if mine else ""}
