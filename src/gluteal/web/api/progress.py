"""Progress over the API: what is more than noise, weekly sets per region, the gap between the sides, tests."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from gluteal.anatomy.region import Region
from gluteal.catalogue.load import load
from gluteal.record import Record
from gluteal.training.athlete import Side
from gluteal.training.deload import deload_due
from gluteal.training.history import Diary
from gluteal.training.retest import retest_change
from gluteal.training.track import Rung, Track, WeekSets, kept, rungs, track, weeks_of_sets
from gluteal.training.trend import Gap, Jump, gap, jumps
from gluteal.web import clock
from gluteal.web.api.access import READ, store_of
from gluteal.web.api.answer import FAILURES, Failure, answered
from gluteal.web.diary.reading import diary_of
from gluteal.web.progress.views import sides_of, targets_of

router = Router(tags=["progress"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Record):
    """Of the sessions of this block that have come up: how many were begun, and how many on their day."""

    due: int
    begun: int
    on_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Record):
    """What can be told of one exercise on one side; `change` in percent, None where there is none beyond noise."""

    exercise: str
    side: Side
    last: date
    change: float | None
    told: str
    plateau: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested(Record):
    """What a test says against the person's own first one."""

    test: str
    side: Side
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort(Record):
    """How hard a whole session was, 0 to 10."""

    day: date
    session: str
    effort: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress(Record):
    """Progress as a whole. `targets` are weekly hard sets; `weeks` come oldest first, left and right apart."""

    today: date
    weeks: tuple[WeekSets, ...]
    targets: dict[Region, float]
    jumps: tuple[Jump, ...]
    exercises: tuple[Told, ...]
    efforts: tuple[Effort, ...]
    tests: tuple[Tested, ...]
    kept: Kept | None
    deload: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseProgress(Record):
    """One exercise: a track and the ladder of loads for each side, and the gap between the sides."""

    tracks: tuple[Track, ...]
    ladders: dict[Side, tuple[Rung, ...]]
    gap: Gap | None


@router.get("progress", auth=READ, response={200: Progress, FAILURES: Failure}, summary="Progress as a whole")
def progress(request: HttpRequest, weeks: Annotated[int, Query(ge=1, le=52)] = 12) -> HttpResponse:
    """Return weekly sets per region and side, what is more than noise of each exercise, efforts and tests."""
    store, catalogue, day = store_of(request), load(), clock.today()
    diary, programme = diary_of(store.entries()), store.programme()
    return answered(
        Progress(
            today=day,
            weeks=weeks_of_sets(diary, day, weeks, catalogue),
            targets={Region(name): aim for name, aim in targets_of(programme, day).items()},
            jumps=jumps(diary, day, catalogue),
            exercises=tuple(_told(diary, day)),
            efforts=tuple(
                Effort(day=one.day, session=one.session, effort=one.effort)
                for one in diary.efforts
                if one.effort is not None and one.day <= day
            ),
            tests=tuple(_tested(diary, day)),
            kept=_kept(*kept(programme, diary, day)) if programme else None,
            deload=deload_due(diary, day, store.athlete(), catalogue.ledger),
        )
    )


@router.get(
    "progress/{path:slug}",
    auth=READ,
    response={200: ExerciseProgress, FAILURES: Failure},
    summary="Progress of one exercise",
)
def exercise(
    request: HttpRequest, slug: str, limit: Annotated[int, Query(ge=1, le=10_000)] = 60
) -> HttpResponse:
    """Return the newest sessions of one exercise on each side; 404 where it was never done."""
    catalogue, day = load(), clock.today()
    diary = diary_of(store_of(request).entries())
    if slug not in diary.exercises:
        raise Http404
    sides = sides_of(catalogue.choices.get(slug))
    return answered(
        ExerciseProgress(
            tracks=tuple(track(diary, slug, side, day, catalogue.ledger, limit) for side in sides),
            ladders={side: rungs(diary, slug, side, day, limit) for side in sides},
            gap=gap(diary, slug, day, catalogue.ledger) if len(sides) > 1 else None,
        )
    )


def _told(diary: Diary, day: date) -> list[Told]:
    catalogue = load()
    back = int(catalogue.ledger.number("A26", "look-back"))
    found = []
    for slug in diary.exercises:
        for side in sides_of(catalogue.choices.get(slug)):
            one = track(diary, slug, side, day, catalogue.ledger, back)
            if one.points:
                found.append(
                    Told(
                        exercise=slug,
                        side=side,
                        last=one.points[-1].day,
                        change=one.change,
                        told=one.told,
                        plateau=one.plateau,
                    )
                )
    return sorted(found, key=lambda one: (-one.last.toordinal(), one.exercise, one.side))


def _tested(diary: Diary, day: date) -> list[Tested]:
    ledger = load().ledger
    return [
        Tested(test=test, side=side, told=told)
        for test in sorted({one.test for one in diary.retests})
        for side in (Side.LEFT, Side.RIGHT)
        if (told := retest_change(diary, test, side, day, ledger))
    ]


def _kept(came_up: int, begun: int, on_day: int) -> Kept:
    return Kept(due=came_up, begun=begun, on_day=on_day)
