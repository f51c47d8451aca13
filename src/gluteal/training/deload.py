"""The lighter week (rule A27): when it is offered, and what a session looks like in it."""

from dataclasses import replace
from datetime import date
from statistics import fmean

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import Catalogue
from gluteal.errors import UnknownName
from gluteal.training import wording
from gluteal.training.athlete import Athlete, Experience
from gluteal.training.history import Diary
from gluteal.training.loading import cut, loaded_as
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Programme, Session


def deload_due(
    diary: Diary, today: date, athlete: Athlete | None, ledger: Ledger, *, plateau: bool = False
) -> str | None:
    """Return the offer of a lighter week in one sentence, None where none is due.

    It is offered after so many weeks of training without a light one, or earlier when signs come together.
    People new to training are not asked by the calendar.
    """
    weeks = weeks_without_rest(diary, today, ledger)
    signs = [*(["a plateau"] if plateau else []), *_signs(diary, today, ledger)]
    if weeks >= ledger.number("A27", "early-weeks") and len(signs) >= ledger.number("A27", "signs"):
        return f"A lighter week is offered: {wording.listed(signs)} came together after {weeks} weeks (rule A27)."
    new = athlete is not None and athlete.experience is Experience.NEW
    if weeks >= ledger.number("A27", "weeks") and not new:
        return f"A lighter week is offered after {weeks} weeks of training without one (rule A27)."
    return None


def deloaded(prescription: Prescription, athlete: Athlete, catalogue: Catalogue) -> Prescription:
    """Return a prescription as it looks in a lighter week: fewer sets, less load, more in reserve, same exercise."""
    ledger = catalogue.ledger
    if prescription.change in (Change.STOP, Change.RETURN):
        return prescription
    target = prescription.target
    choice = loaded_as(catalogue.choice(prescription.choice), target.load)
    lighter = cut(choice, target.load, ledger.number("A27", "load-cut"), athlete, ledger) or target.load
    extra = int(ledger.number("A27", "extra-rir"))
    sets = max(1, int(prescription.sets * ledger.number("A27", "sets-share") / 100))
    low, high = target.rir
    eased = replace(target, load=lighter, rir=(low + extra, high + extra))
    why = (
        f"A lighter week; rule A27: {sets} instead of {prescription.sets} sets with {wording.load(lighter)}, "
        f"{extra} more in reserve."
    )
    return replace(prescription, sets=sets, target=eased, change=Change.DELOAD, why=why, claims=("A27",))


def lighter_week(programme: Programme, number: int, *, taken: bool = True) -> Programme:
    """Return the programme with one of its weeks taken as a lighter one, or done in full again.

    Its sessions stay as they are planned; what is prescribed for them is eased.

    Raises:
        UnknownName: The programme has no week of this number.

    """
    if number not in {week.number for week in programme.weeks}:
        raise UnknownName("week", str(number), [str(week.number) for week in programme.weeks])
    weeks = tuple(replace(w, lighter=taken) if w.number == number else w for w in programme.weeks)
    return replace(programme, weeks=weeks)


def is_lighter(programme: Programme | None, session: Session) -> bool:
    """Tell whether a session belongs to a week that is taken as a lighter one."""
    weeks = programme.weeks if programme is not None else ()
    return any(week.lighter for week in weeks if week.number == session.week)


def eased(
    answers: tuple[Prescription, ...],
    programme: Programme | None,
    session: Session,
    athlete: Athlete,
    catalogue: Catalogue,
) -> tuple[Prescription, ...]:
    """Return prescriptions of a session as they look in its week: eased where that is a lighter one."""
    if not is_lighter(programme, session):
        return answers
    return tuple(deloaded(one, athlete, catalogue) for one in answers)


def weeks_without_rest(diary: Diary, today: date, ledger: Ledger) -> int:
    """Return how many weeks (of seven days, up to today) were trained in a row without a light one."""
    per_week: dict[int, int] = {}
    back = int(2 * ledger.number("A27", "weeks")) * 7
    first = date.fromordinal(max(today.toordinal() - back + 1, 1))
    for done in diary.sets_between(first, today):
        week = (today - done.day).days // 7
        per_week[week] = per_week.get(week, 0) + 1
    weeks = 0
    while per_week.get(weeks):
        before = [per_week[week] for week in range(weeks + 1, weeks + 1 + 4) if week in per_week]
        share = ledger.number("A27", "light-week-share") / 100
        if before and per_week[weeks] <= share * fmean(before) and weeks > 0:
            break
        weeks += 1
    return weeks


def _signs(diary: Diary, today: date, ledger: Ledger) -> list[str]:
    signs = []
    if _effort_up(diary, today, ledger):
        signs.append("harder sessions at equal work")
    if _sore_days(diary, today, ledger) >= ledger.number("D5", "ambers"):
        signs.append("more than one sore session")
    return signs


def _effort_up(diary: Diary, today: date, ledger: Ledger) -> bool:
    recent, usual = int(ledger.number("E4", "recent-days")), int(ledger.number("E4", "usual-days"))
    ages = [((today - done.day).days, done.effort) for done in diary.efforts if done.effort is not None]
    late = [effort for age, effort in ages if 0 <= age < recent]
    early = [effort for age, effort in ages if recent <= age < recent + usual]
    if not late or not early or fmean(late) - fmean(early) < ledger.number("A27", "effort-rise"):
        return False
    counts = [0, 0]
    for done in diary.sets_between(date.fromordinal(max(today.toordinal() - recent - usual + 1, 1)), today):
        counts[(today - done.day).days >= recent] += 1
    return counts[0] / recent <= counts[1] / usual


def _sore_days(diary: Diary, today: date, ledger: Ledger) -> int:
    recent = int(ledger.number("E4", "recent-days"))
    green = ledger.number("D3", "green-to")
    first = date.fromordinal(max(today.toordinal() - recent + 1, 1))
    return len({d.day for d in diary.sets_between(first, today) if d.pain is not None and d.pain > green})
