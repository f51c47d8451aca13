"""Pain (rules D3-D5): the light of each session, the next morning, the weeks, and when to see a professional."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import fmean
from typing import TYPE_CHECKING

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Tag
from gluteal.training.athlete import Side
from gluteal.training.clearance import Clearance
from gluteal.training.diary import Morning
from gluteal.training.exposure import Exposure
from gluteal.training.history import Diary

if TYPE_CHECKING:
    from gluteal.training.standing import Case

PROFESSIONAL = "please have a doctor or physiotherapist look at it before you go on"


class Light(StrEnum):
    """The traffic light of rule D3."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Lines:
    """Where green and amber end, in points of 10, both included."""

    green: float
    amber: float

    def light(self, pain: int | None) -> Light | None:
        """Return the light of a pain score, None where none was noted."""
        if pain is None:
            return None
        if pain <= self.green:
            return Light.GREEN
        return Light.AMBER if pain <= self.amber else Light.RED


def lines(choice: Choice, clearance: Clearance, ledger: Ledger) -> Lines:
    """Return the lines for a choice; where a condition limits knee pain, deep knee bends turn red sooner (D12)."""
    green, amber = ledger.number("D3", "green-to"), ledger.number("D3", "amber-to")
    if clearance.pain_limit is not None and Tag.DEEP_KNEE_FLEXION in choice.tags:
        amber = min(amber, clearance.pain_limit)
    return Lines(min(green, amber), amber)


def unanswered(run: Exposure, slug: str, side: Side, diary: Diary, today: date, ledger: Ledger) -> bool:
    """Tell whether the morning after a session with pain has not been answered yet (rule D4)."""
    if run.pain is None or run.pain < ledger.number("D4", "ask-from"):
        return False
    return diary.morning(run.day, slug, side, today) is None


def still_up(run: Exposure, slug: str, side: Side, diary: Diary, today: date) -> bool:
    """Tell whether pain was still up on the morning after a session."""
    return diary.morning(run.day, slug, side, today) is Morning.STILL_UP


def disturbed(run: Exposure, slug: str, side: Side, case: "Case") -> bool:
    """Tell whether a session was sore during or after it, or its form failed."""
    green = case.ledger.number("D3", "green-to")
    sore = run.pain is not None and run.pain > green
    sloppy = run.clean is not None and run.clean * 100 < case.ledger.number("D18", "clean")
    return sore or sloppy or still_up(run, slug, side, case.diary, case.today)


def ambers_running(runs: Iterable[Exposure], lines: Lines) -> int:
    """Return how many of the newest sessions with a noted pain were amber or worse, without a green between."""
    count = 0
    for run in runs:
        light = lines.light(run.pain)
        if light is Light.GREEN:
            break
        count += light is not None
    return count


def weekly_means(runs: Iterable[Exposure], ledger: Ledger) -> tuple[float, ...]:
    """Return mean pain of the weeks up to the newest session, newest first, until a week without a noted pain."""
    noted = [(run.day.toordinal(), run.pain) for run in runs if run.pain is not None]
    means: list[float] = []
    if not noted:
        return ()
    end = noted[0][0]
    for _ in range(int(ledger.number("D5", "rising-weeks")) + 1):
        start = end - 7
        week = [pain for day, pain in noted if start < day <= end]
        if not week:
            break
        means.append(fmean(week))
        end = start
    return tuple(means)


def rising(means: tuple[float, ...], ledger: Ledger) -> bool:
    """Tell whether weekly pain rose week after week, by enough in all to matter (rule D5)."""
    if len(means) <= ledger.number("D5", "rising-weeks"):
        return False
    steady = all(later > earlier for later, earlier in pairwise(means))
    return steady and means[0] - means[-1] >= ledger.number("D5", "rising-points")


def red_days(case: "Case", slugs: Iterable[str]) -> tuple[date, ...]:
    """Return the days on which one of these choices was red on this side, newest first."""
    choices = case.catalogue.choices
    days = {
        run.day
        for slug in slugs
        if slug in choices
        for run in case.exposures(slug)
        if lines(choices[slug], case.clearance, case.ledger).light(run.pain) is Light.RED
    }
    return tuple(sorted(days, reverse=True))


def needs_professional(days: tuple[date, ...], ledger: Ledger) -> bool:
    """Tell whether the newest red days (newest first) are as many and as close as rule D5 says."""
    count = int(ledger.number("D5", "reds"))
    if len(days) < count:
        return False
    return (days[0] - days[count - 1]).days <= ledger.number("D5", "reds-days")
