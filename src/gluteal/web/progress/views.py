"""Progress as a whole, one exercise on each side, and body measures, sleep and tests."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gluteal.anatomy.region import TARGETS
from gluteal.catalogue.exercise import Choice, Sides
from gluteal.catalogue.load import Catalogue, load
from gluteal.form.screen import NAMES as SCREENS
from gluteal.lab.screening import latest_against_first
from gluteal.training.athlete import Side
from gluteal.training.deload import deload_due
from gluteal.training.history import Diary
from gluteal.training.retest import NAMES, retest_change
from gluteal.training.track import Track, WeekSets, kept, rungs, track, weeks_of_sets
from gluteal.training.trend import gap, jumps
from gluteal.web import clock
from gluteal.web.bodymap import body_map
from gluteal.web.diary.reading import diary_of
from gluteal.web.progress import charts
from gluteal.web.progress.forms import FORMS, MEASURES
from gluteal.web.store import Store
from gluteal.web.templatetags.words import region as region_name
from gluteal.web.templatetags.words import unit

_SESSIONS = 60  # sessions of an exercise that a chart shows before “show all”
_ALL = 10_000
_WEEKS = 12
_RECENT = 60  # nights and efforts in a chart


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Show weekly sets per region, what each exercise says, tests against the first, and how the plan was kept."""
    store, catalogue, day = Store(request.user), load(), clock.today()  # type: ignore[arg-type]
    diary, athlete, programme = diary_of(store.entries()), store.athlete(), store.programme()
    if not diary.exercises:
        return render(request, "progress/empty.html", {"tab": "progress"})
    targets = targets_of(programme, day)
    weeks = _since_first(weeks_of_sets(diary, day, _WEEKS, catalogue))
    page = {
        "tab": "progress",
        "regions": [
            charts.region_chart(region, region_name(region), weeks, targets.get(region)) for region in TARGETS
        ],
        "map": body_map(weeks[-1].left, weeks[-1].right, targets),
        "jumps": [jump for jump in jumps(diary, day, catalogue) if jump.region in TARGETS],
        "exercises": _exercises(diary, catalogue, day),
        "kept": kept(programme, diary, day) if programme else None,
        "days": athlete.days if athlete else (),
        "deload": deload_due(diary, day, athlete, catalogue.ledger),
        "efforts": _efforts(diary, day),
        "tests": _tests(diary, day, catalogue),
    }
    return render(request, "progress/progress.html", page)


@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one exercise: top sets, loads, estimates, effort, pain, the gap between the sides, and the ladder."""
    store, catalogue, day = Store(request.user), load(), clock.today()  # type: ignore[arg-type]
    diary = diary_of(store.entries())
    choice = catalogue.choices.get(slug)
    if slug not in diary.exercises:
        empty = {"tab": "progress", "choice": choice, "name": choice.name if choice else slug}
        return render(request, "progress/empty.html", empty, status=200 if choice else 404)
    sides = sides_of(choice)
    limit = _ALL if "all" in request.GET else _SESSIONS
    tracks = [track(diary, slug, side, day, catalogue.ledger, limit) for side in sides]
    measure = unit(choice.measure) if choice else _("done")
    found = [charts.amounts(tracks, measure), charts.loads(tracks), charts.maxima(tracks)]
    found += [charts.reserves(tracks), charts.comfort(tracks)]
    page = {
        "tab": "progress",
        "choice": choice,
        "name": choice.name if choice else slug,
        "tracks": tracks,
        "measure": measure,
        "charts": [one for one in found if one is not None],
        "gap": gap(diary, slug, day, catalogue.ledger) if len(sides) > 1 else None,
        "more": limit != _ALL and any(len(one.points) == limit for one in tracks),
        "wanted": int(catalogue.ledger.number("left-right-gap", "sessions")),
        "ladders": [(side, rungs(diary, slug, side, day, limit)) for side in sides],
    }
    return render(request, "progress/exercise.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def measures(request: HttpRequest) -> HttpResponse:
    """Take down a body measure, a night or a test; what was typed stays when something is wrong."""
    store, now = Store(request.user), clock.now()  # type: ignore[arg-type]
    sent = request.POST.get("form", "") if request.method == "POST" else ""
    forms = {
        name: form(
            request.POST if name == sent else None, now=now, prefix=name, initial=_asked(request, name)
        )
        for name, form in FORMS.items()
    }
    bound = forms.get(sent)
    if bound is not None and bound.is_valid():
        store.add([bound.entry()])
        messages.success(request, _("It is in the diary."), extra_tags="good")
        return redirect("measures")
    diary, catalogue = diary_of(store.entries()), load()
    page = {
        "tab": "progress",
        "forms": forms,
        "bound": bound,
        "charts": _measured(diary, now.date()),
        "tests": _tests(diary, now.date(), catalogue),
    }
    return render(request, "progress/measures.html", page, status=422 if bound is not None else 200)


def _since_first(weeks: tuple[WeekSets, ...]) -> tuple[WeekSets, ...]:
    """Leave out the empty weeks before the first that was trained in."""
    first = next((at for at, week in enumerate(weeks) if week.left or week.right), len(weeks) - 1)
    return weeks[first:]


def _lines(tracks: list[Track]) -> list[tuple[str, Track]]:
    """Return what is told of each side; once and without a side where both say the same."""
    if len(tracks) == 2 and tracks[0].told == tracks[1].told and tracks[0].plateau == tracks[1].plateau:
        return [("", tracks[0])]
    return [("" if t.side is Side.BOTH else str(t.side), t) for t in tracks]


def _asked(request: HttpRequest, form: str) -> dict[str, str]:
    return {name: request.GET[name] for name in ("test", "side") if form == "test" and name in request.GET}


def sides_of(choice: Choice | None) -> tuple[Side, ...]:
    """Return the sides that an exercise is followed on; what is not known counts as one-sided."""
    both = choice is not None and choice.sides in (Sides.BOTH, Sides.ALTERNATING)
    return (Side.BOTH,) if both else (Side.LEFT, Side.RIGHT)


def targets_of(programme: Any, day: date) -> dict[str, float]:
    """Return the weekly hard sets that are aimed at on a day, by region."""
    if programme is None:
        return {}
    week = next(
        (w for w in programme.weeks if w.starts <= day < w.starts.fromordinal(w.starts.toordinal() + 7)), None
    )
    phase = week.phase if week else next(iter(programme.regions))
    return {row.region: row.target for row in programme.regions.get(phase, ())}


def _exercises(diary: Diary, catalogue: Catalogue, day: date) -> list[dict[str, Any]]:
    """Return what was trained, the newest first, with what can be told of each side."""
    rows = []
    back = int(catalogue.ledger.number("A26", "look-back"))
    for slug in diary.exercises:
        choice = catalogue.choices.get(slug)
        tracks: list[Track] = [
            found
            for side in sides_of(choice)
            if (found := track(diary, slug, side, day, catalogue.ledger, back)).points
        ]
        if tracks:
            last = max(t.points[-1].day for t in tracks)
            rows.append(
                {"slug": slug, "name": choice.name if choice else slug, "lines": _lines(tracks), "last": last}
            )
    return sorted(rows, key=lambda row: (-row["last"].toordinal(), row["name"]))


def _efforts(diary: Diary, day: date) -> charts.Chart:
    points = [(e.day, e.effort) for e in diary.efforts if e.effort is not None and e.day <= day][-_RECENT:]
    return charts.lines("effort", _("Effort of whole sessions"), _("of 10"), _("Effort"), points, most=10)


def _tests(diary: Diary, day: date, catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return each test with all results per side, and what is more than its error."""
    found = []
    for test in sorted({r.test for r in diary.retests}):
        results = [(r.day, r.side, r.value, r.unit) for r in diary.retests if r.test == test and r.day <= day]
        told = [
            sentence
            for side in (Side.LEFT, Side.RIGHT)
            if (sentence := retest_change(diary, test, side, day, catalogue.ledger))
        ]
        told += _screened(diary, test, day, catalogue)
        if results:
            name = NAMES.get(test) or SCREENS.get(test, test)
            found.append({"name": name, "results": results, "told": told})
    return found


def _screened(diary: Diary, test: str, day: date, catalogue: Catalogue) -> list[str]:
    """Return what became of a screen by camera since its first result: only what exceeds the error of the test."""
    found = []
    for side in (Side.LEFT, Side.RIGHT):
        since = latest_against_first(diary, test, side, day, catalogue.ledger)
        if since is not None:
            word = _("Left") if side is Side.LEFT else _("Right")
            changed = zip(since.changes, since.says, strict=False)
            found += [f"{word}: {says[:1].lower()}{says[1:]}" for change, says in changed if change.changed]
    return found


def _measured(diary: Diary, day: date) -> list[charts.Chart]:
    names = dict(MEASURES)
    kinds = dict.fromkeys((m.what, m.unit) for m in diary.measures)
    found = [
        charts.lines(
            f"measure-{number}",
            str(names.get(what, what)),
            unit_,
            str(names.get(what, what)),
            [(m.day, m.value) for m in diary.measures if (m.what, m.unit) == (what, unit_) and m.day <= day],
        )
        for number, (what, unit_) in enumerate(kinds)
    ]
    nights = [(night, hours) for night, hours in sorted(diary.sleep.items()) if night <= day][-_RECENT:]
    if nights:
        found.append(charts.lines("sleep", _("Sleep"), _("hours"), _("Hours slept"), nights))
    return [chart for chart in found if chart.rows]
