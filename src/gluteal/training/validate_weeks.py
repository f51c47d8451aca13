"""Rules that the validator holds over sessions, weeks and the whole block."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

from gluteal.anatomy.region import MUSCLES, TARGETS
from gluteal.catalogue.exercise import Choice, Purpose, Resistance
from gluteal.training.athlete import Weekday
from gluteal.training.inspection import EPSILON, Case, counts
from gluteal.training.programme import Part, Slot


def calendar(case: Case) -> Iterator[str]:
    """The block has its weeks, each with one session on each of the athlete's days, and ids are unique."""
    weeks = case.programme.weeks
    low, high = case.number("A32", "weeks-low"), case.number("A32", "weeks-high")
    asked = case.athlete.block_weeks or case.number("A32", "weeks")
    if len(weeks) != asked or not low <= len(weeks) <= high:
        yield f"the block has {len(weeks)} weeks instead of {asked:g}"
    for number, week in enumerate(weeks, start=1):
        if week.number != number or week.starts != case.programme.made_on + timedelta(days=7 * (number - 1)):
            yield f"week {week.number} is out of place"
        if sorted(s.weekday for s in week.sessions) != sorted(case.athlete.days):
            yield f"week {number} is not on the athlete's days"
        for session in week.sessions:
            inside = week.starts <= session.day < week.starts + timedelta(days=7)
            if not inside or list(Weekday)[session.day.weekday()] is not session.weekday:
                yield f"{session.id} is on the wrong day"
            if session.week != number or not session.slots:
                yield f"{session.id} is empty or in the wrong week"
    ids = Counter([s.id for _, s in case.sessions()] + [slot.id for _, _, slot in case.slots()])
    yield from (f"the id {name} is there {count} times" for name, count in ids.items() if count > 1)


def session_cap(case: Case) -> Iterator[str]:
    """No muscle gets more hard sets in a session than rule A17 allows."""
    most = case.number("A17", "session-sets")
    for _, session in case.sessions():
        for muscle, sets in case.muscle_sets(session).items():
            if sets > most + EPSILON:
                yield f"{session.id} has {sets:g} hard sets for {muscle}, more than {most:g}"


def ceilings(case: Case) -> Iterator[str]:
    """No region can get more sets in a week than its ceiling, reckoned at the high end."""
    name = str(case.athlete.experience)
    most = case.number("weekly-ceilings", name)
    if case.programme.made_on.year - case.athlete.born >= case.number("A29", "age"):
        most = min(most, case.number("weekly-ceilings", "older"))
    for week in case.programme.weeks:
        for region, (_, _, high) in case.region_sets(week).items():
            if high > most + EPSILON:
                yield f"week {week.number} may give {region} {high:g} sets, more than {most:g}"


def hard_days(case: Case) -> Iterator[str]:
    """48 hours between hard days for a muscle, over the ends of weeks too; other hard training counts."""
    light, apart = case.number("hard-days", "sets"), case.number("hard-days", "days-apart")
    elsewhere = {day for other in case.athlete.other_training if other.hard for day in other.days}
    found = [(session, case.muscle_sets(session)) for _, session in case.sessions()]
    for index, (session, sets) in enumerate(found):
        hard = {m for m in MUSCLES if sets.get(m, 0) > light + EPSILON}
        for days in range(1 - int(apart), int(apart)):
            other = list(Weekday)[(session.day + timedelta(days=days)).weekday()]
            if days and hard and other in elsewhere:
                yield f"{session.id} is hard for {', '.join(sorted(hard))} beside other hard training on {other}"
        for later, later_sets in found[index + 1 :]:
            both = {m for m in hard if later_sets.get(m, 0) > light + EPSILON}
            if both and abs((later.day - session.day).days) < apart:
                yield f"{session.id} and {later.id} are both hard for {', '.join(sorted(both))}"


def _rank(case: Case, slot: Slot) -> int:
    choice = case.choice(slot)
    fast = Purpose.POWER in choice.purposes and Purpose.STRENGTH not in choice.purposes
    if fast and case.works(slot):
        return tuple(Part).index(Part.ACTIVATION)  # fast work is done fresh, before the main lifts
    return tuple(Part).index(slot.part)


def order(case: Case) -> Iterator[str]:
    """Parts come in order, and upper-glute work before everything else."""
    for _, session in case.sessions():
        ramps = [i for i, s in enumerate(session.slots) if s.part is Part.WARM_UP and counts(case.choice(s))]
        ranks = [_rank(case, slot) for i, slot in enumerate(session.slots) if i not in ramps]
        if ranks != sorted(ranks):
            yield f"{session.id} does not keep its parts in order"
        for i in ramps:
            after = session.slots[i + 1] if i + 1 < len(session.slots) else session.slots[i]
            if after.part is not Part.MAIN or after.choice != session.slots[i].choice:
                yield f"{session.slots[i].id} does not come directly before its main lift"
        work = [slot for slot in session.slots if case.works(slot)]
        if not any(slot.hard for slot in work):
            yield f"{session.id} has no hard set"
        work = [s for s in work if Purpose.STRENGTH in case.choice(s).purposes or not counts(case.choice(s))]
        useful = [any(case.choice(s).credit.get(r, (0, 0, 0))[1] > 0 for r in TARGETS) for s in work]
        balance = [not counts(case.choice(s)) for s in work]
        rank = [2 if away else 0 if good else 1 for good, away in zip(useful, balance, strict=True)]
        if rank != sorted(rank):
            yield f"{session.id} does not put the upper-glute work first"


def variety(case: Case) -> Iterator[str]:
    """Main lifts stay and come up often enough; variants of one exercise exclude each other."""
    days = len(case.athlete.days)
    mains = [
        {slot.choice for session in week.sessions for slot in session.slots if slot.part is Part.MAIN}
        for week in case.programme.weeks
    ]
    if any(found != mains[0] for found in mains):
        yield "the main lifts change within the block"
    if mains and len(mains[0]) > case.number("A32", "mains-high"):
        yield f"there are {len(mains[0])} main lifts"
    for week in case.programme.weeks:
        per_day = [[case.choice(s) for s in x.slots if case.works(s)] for x in week.sessions]
        for session, choices in zip(week.sessions, per_day, strict=True):
            if len({c.exercise for c in choices}) < len(choices):
                yield f"{session.id} holds an exercise twice"
            if len(choices) > case.number("session-shape", "most-exercises"):
                yield f"{session.id} holds {len(choices)} exercises"
        variants: dict[str, set[str]] = defaultdict(set)
        for choice in (c for choices in per_day for c in choices):
            variants[choice.exercise].add(choice.slug)
        yield from (f"week {week.number} mixes variants of {e}" for e, v in variants.items() if len(v) > 1)
        times = Counter(c.slug for choices in per_day for c in choices if counts(c))
        for slug, count in times.items():
            if slug in mains[0] and count < min(days, case.number("A13", "sessions-a-week")):
                yield f"week {week.number} has the main lift {slug} only {count} times"
            if slug not in mains[0] and count > case.number("A32", "accessory-days"):
                yield f"week {week.number} has the accessory {slug} {count} times"


def spread(case: Case) -> Iterator[str]:
    """No exercise takes over a session or a week, what is new begins small, no variant is a step back, main lifts rest."""
    days = [list(Weekday).index(day) for day in case.athlete.days]
    apart = case.number("hard-days", "days-apart")
    weekly = max(
        case.number("session-shape", "weekly-sets"), len(days) * case.number("session-shape", "least-sets")
    )
    far = any(min((a - b) % 7, (b - a) % 7) >= apart for a in days for b in days)
    known: set[str] = set()
    variants: dict[str, Choice] = {}
    yield from _no_rest(case, int(apart)) if far else ()
    for week in case.programme.weeks:
        slots = [(x, s) for x in week.sessions for s in x.slots if case.works(s) and s.hard]
        total: Counter[str] = Counter()
        for _, slot in slots:
            total[slot.choice] += slot.sets
            accessory = slot.part is Part.ACCESSORY
            if accessory and slot.sets > case.number("session-shape", "accessory-sets"):
                yield f"{slot.id} has {slot.sets} sets of an accessory"
            fresh = known and case.choice(slot).exercise not in known
            if fresh and slot.sets > case.number("session-shape", "first-sets"):
                yield f"{slot.id} begins something new with {slot.sets} sets"
            old = variants.setdefault(case.choice(slot).exercise, case.choice(slot))
            bare = case.choice(slot).resistance is Resistance.NONE and old.resistance is not Resistance.NONE
            if bare or case.choice(slot).level < old.level:
                yield f"{slot.id} goes back to {slot.choice}, which is easier than {old.slug}"
        yield from (f"week {week.number} has {n} sets of {c}" for c, n in total.items() if n > weekly)
        known |= {case.choice(slot).exercise for _, slot in slots}


def _no_rest(case: Case, apart: int) -> Iterator[str]:
    """Name main lifts that come up again before their day of rest, over the end of weeks and phases too."""
    mains = [
        (session.day, slot)
        for _, session in case.sessions()
        for slot in session.slots
        if slot.part is Part.MAIN
    ]
    for day, slot in mains:
        for again, later in mains:
            if slot.choice == later.choice and 0 < (again - day).days < apart:
                yield f"{slot.id} and {later.id} hold the same main lift a day apart"


def jumps(case: Case) -> Iterator[str]:
    """No muscle gains more hard sets from one week to the next than the rule allows; the first week holds a share."""
    most = case.number("set-ramp", "most-more-sets")
    before: dict[str, float] | None = None
    for week in case.programme.weeks:
        now = dict.fromkeys(MUSCLES, 0.0)
        for session in week.sessions:
            for muscle, sets in case.muscle_sets(session).items():
                if muscle in now:
                    now[muscle] += sets
        for muscle, sets in now.items():
            if before is not None and sets > before[muscle] + most + EPSILON:
                yield f"week {week.number} adds {sets - before[muscle]:g} sets for {muscle}, more than {most:g}"
        before = now


def tables(case: Case) -> Iterator[str]:
    """The weekly tables tell what the last week of each phase really holds."""
    last = {week.phase: week for week in case.programme.weeks}
    for phase, rows in case.programme.regions.items():
        real = case.region_sets(last[phase])
        for row in rows:
            if (row.low, row.nominal, row.high) != real[row.region]:
                yield f"phase {phase} says {row.low:g} to {row.high:g} sets for {row.region}, which is not so"
            if row.low < row.target and phase == max(last) and not case.programme.falls_short:
                yield f"the shortfall of {row.region} is not said"
