"""Today, the programme, one session of it, and making a plan."""

from collections import OrderedDict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gluteal.anatomy.region import Region
from gluteal.catalogue.load import load
from gluteal.errors import GlutealError, NotSafe
from gluteal.training.agenda import next_session
from gluteal.training.athlete import Athlete
from gluteal.training.programme import Programme, RegionWeek, Week
from gluteal.training.volume import week_table
from gluteal.web import clock
from gluteal.web.bodymap import BodyMap, planned_map
from gluteal.web.diary.days import lifts
from gluteal.web.diary.reading import diary_of
from gluteal.web.plan import block, due
from gluteal.web.store import Store

_KEPT = 64  # drawings that stay in memory, some 40 kilobytes each
_drawings: OrderedDict[tuple[int, int, str | None], tuple[Programme, dict[str, SafeString]]] = OrderedDict()
"""By the id of a programme, which is kept beside them, a week of it, and the language."""


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show what is to do today: the due session, or rest and what comes next."""
    store, catalogue, day = Store(request.user), load(), clock.today()  # type: ignore[arg-type]
    athlete = store.athlete()
    if athlete is None:
        return render(request, "plan/welcome.html", {"tab": "today"})
    page: dict[str, Any] = {"tab": "today", "day": day, "athlete": athlete}
    try:
        book = due.Book.open(athlete, store.entries(), catalogue, day)
    except NotSafe as error:
        return render(request, "plan/today.html", page | {"not_safe": str(error)})
    programme = store.programme()
    if programme is not None:
        page |= _up_today(programme, book)
    return render(request, "plan/today.html", page | {"programme": programme})


def _up_today(programme: Programme, book: due.Book) -> dict[str, Any]:
    agenda = next_session(programme, book.diary, book.today, athlete=book.athlete, catalogue=book.catalogue)
    session = due.open_session(programme, book.diary, book.today) or agenda.due
    page: dict[str, Any] = {"agenda": agenda, "session": session, "finished": agenda.finished and not session}
    page["running"] = next((w for w in programme.weeks if block.runs(w, book.today)), None)
    if session is not None:
        found = due.lines(programme, session, book)
        page |= {
            "parts": due.grouped(found),
            "moved": session.day != programme.session(session.id).day,
            "begun": due.session_key(programme, session) in book.diary.sessions(book.today),
            "complete": all(line.complete for line in found if line.slot.hard),
            "left": sum(not line.complete for line in found if line.slot.hard),
            "up_next": next((line.slot.id for line in found if line.slot.hard and not line.complete), None),
        }
    page["let_go"] = [programme.session(session_id) for session_id in agenda.let_go]
    return page


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a programme from the profile and keep it; what stands in the way is said in a sentence."""
    store = Store(request.user)  # type: ignore[arg-type]
    athlete = store.athlete()
    if athlete is None:
        return redirect("start")
    return redirect("programme" if keep_plan(request, store, athlete) else "today")


def keep_plan(request: HttpRequest, store: Store, athlete: Athlete) -> bool:
    """Make and keep a plan; what stands in the way is said in a sentence. Returns whether there is one."""
    from gluteal.training.planner import plan
    from gluteal.web.accounts.limits import held_back

    if held_back(request, "plan"):
        messages.error(request, _("Plans were asked for too often; try again in an hour."), extra_tags="bad")
        return False
    try:
        store.save_programme(plan(athlete, load(), clock.today()))
    except NotSafe:  # Today says why, and where the answers stand
        return False
    except GlutealError as error:
        messages.error(request, str(error), extra_tags="bad")
        return False
    messages.success(request, _("Your programme is ready."), extra_tags="good")
    return True


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """Show the block at a glance, weekly sets per region as ranges, and what falls short."""
    store, day = Store(request.user), clock.today()  # type: ignore[arg-type]
    found = store.programme()
    page: dict[str, Any] = {"tab": "programme", "programme": found, "athlete": store.athlete()}
    if found is not None:
        diary = diary_of(store.entries())
        agenda = next_session(found, diary, day, athlete=page["athlete"], catalogue=load())
        week = next((w for w in found.weeks if block.runs(w, day)), found.weeks[0])
        page |= {
            "weekdays": block.weekdays(found),
            "rows": block.rows(found, diary.sessions(day), agenda),
            "week": week,
            "drawn": _drawn(found, week),
            "changed": store.has_change(),
            "today": day,
            "fullest": max(s.seconds for w in found.weeks for s in w.sessions),
        }
        if page["changed"]:
            page["week_map"] = _week_map(week, found, store.programme_as_planned())
    return render(request, "plan/programme.html", page)


@require_safe
def session(request: HttpRequest, session_id: str) -> HttpResponse:
    """Show one session of the programme, whichever day it stands on."""
    store, catalogue, day = Store(request.user), load(), clock.today()  # type: ignore[arg-type]
    athlete, found = store.athlete(), store.programme()
    if athlete is None or found is None:
        return redirect("today")
    chosen = found.session(session_id)
    book = due.Book.open(athlete, store.entries(), catalogue, day)
    rows = due.lines(found, chosen, due.as_of(book, chosen))
    done = book.diary.sets_of(due.session_key(found, chosen))
    agenda = next_session(found, book.diary, day, athlete=athlete, catalogue=catalogue)
    up = due.open_session(found, book.diary, day) or agenda.due
    page = {
        "tab": "programme",
        "session": chosen,
        "parts": due.grouped(rows),
        "athlete": athlete,
        "day": day,
        "done_on": sorted({one.day for one in done}),
        "done": lifts(book.diary, done),
        "names": {slug: choice.name for slug, choice in catalogue.choices.items()},
        "state": block.state_of(found, chosen, book.diary.sessions(day), agenda),
        "moved_to": block.moved_to(chosen, agenda),
        "startable": up is not None and up.id == chosen.id,
    }
    return render(request, "plan/session.html", page)


def _drawn(programme: Programme, week: Week) -> dict[str, SafeString]:
    """Return what is the same for as long as a programme is: one of its weeks in detail, and its regions.

    Drawn once: these two take most of the time of the page.
    """
    key = (id(programme), week.number, get_language())
    kept = _drawings.get(key)
    if kept is None or kept[0] is not programme:
        page = {
            "programme": programme,
            "week": week,
            "catalogue": load().choices,
            "phases": _phases(programme),
            "map": planned_map(programme.regions[week.phase]) if week.phase in programme.regions else None,
        }
        parts = {name: render_to_string(f"plan/{name}.html", page) for name in ("week", "regions")}
        kept = _drawings[key] = (programme, parts)
        while len(_drawings) > _KEPT:
            _drawings.popitem(last=False)
    return kept[1]


def _week_map(week: Week, now: Programme, planned: Programme | None) -> BodyMap | None:
    """Return the map of a week as it stands, None where its sets are those that were planned."""
    before = next((w for w in planned.weeks if w.number == week.number), None) if planned else None
    rows, choices = now.regions.get(week.phase, ()), load().choices
    table = week_table(week, rows, choices)
    if before is None or not rows or table == week_table(before, rows, choices):
        return None
    return planned_map(table)


def _phases(programme: Programme) -> list[tuple[int | None, list[dict[str, Any]]]]:
    """Return the bars of each part of the block; of all parts at once, under None, where they are alike."""
    if len(set(programme.regions.values())) == 1:
        return [(None, _ranges(next(iter(programme.regions.values()))))]
    return [(number, _ranges(rows)) for number, rows in programme.regions.items()]


def _ranges(rows: tuple[RegionWeek, ...]) -> list[dict[str, Any]]:
    """Return each region with the places of its range and target on a bar that is 100 wide."""
    most = max([1.0, *(max(row.high, row.target, row.ceiling) for row in rows)])
    found = []
    for row in rows:
        low, high, target = (100 * value / most for value in (row.low, row.high, row.target))
        found.append(
            {
                "row": row,
                "region": Region(row.region),
                "x": f"{low:.1f}",
                "width": f"{max(high - low, 1.5):.1f}",
                "target": f"{min(target, 99):.1f}",
                "short": row.low < row.target,
            }
        )
    return found
