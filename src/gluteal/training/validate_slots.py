"""Rules that the validator holds over single slots: safety, level, time, dose, load, side and alternatives."""

import math
from collections.abc import Iterator

from gluteal.catalogue.exercise import Measure, Position, Purpose, Resistance, Sides, Tag
from gluteal.training.athlete import Side
from gluteal.training.availability import RefusalKind, allowed
from gluteal.training.inspection import EPSILON, Case, counts
from gluteal.training.programme import Part, Session, Slot
from gluteal.training.resistance import loads_for


def available(case: Case) -> Iterator[str]:
    """Every choice and every alternative is there for this person."""
    wanting = any("do not want" in note for note in case.programme.notes)
    for _, _, slot in case.slots():
        for slug in (slot.choice, *slot.alternatives):
            refusal = allowed(case.catalogue.choice(slug), case.athlete, case.clearance)
            if refusal is not None and not (refusal.kind is RefusalKind.DISLIKE and wanting):
                yield f"{slot.id}: {slug}: {refusal.why}"


def gate_words(case: Case) -> Iterator[str]:
    """Support and modifications are said as the safety gate says them."""
    for _, _, slot in case.slots():
        choice = case.choice(slot)
        if slot.support != case.clearance.with_support(choice):
            yield f"{slot.id} is wrong about the hand support"
        if slot.modification != case.clearance.modification(choice):
            yield f"{slot.id} does not say what a condition changes"


def levels(case: Case) -> Iterator[str]:
    """Levels stay within the person's window and within the stages of rule D7."""
    for week, _, slot in case.slots():
        choice, stage = case.choice(slot), case.clearance.stage(week.number)
        cap = case.clearance.level_cap
        if stage is not None:
            cap = min(cap, stage.level_cap if stage.level_cap is not None else cap)
            if slot.sets > stage.most_sets and case.works(slot):
                yield f"{slot.id} has more sets than its stage allows"
            if (
                slot.hard
                and slot.target.measure is not Measure.SECONDS
                and slot.target.amount[1] > stage.most_reps
            ):
                yield f"{slot.id} asks for more repetitions than its stage allows"
            if slot.hard and slot.target.rir[0] < stage.least_reserve:
                yield f"{slot.id} goes nearer to failure than its stage allows"
        if case.works(slot) and choice.level > cap:
            yield f"{slot.id} is level {choice.level}, above {cap}"
        held = [s.level_cap for s in case.clearance.stages if s.level_cap is not None]
        if slot.hard and choice.level < min([cap, *held]) - case.number("session-shape", "window"):
            yield f"{slot.id} is level {choice.level}, far below {cap}"
        impact = Tag.IMPACT in choice.tags and Purpose.POWER in choice.purposes
        if impact and case.works(slot) and choice.level < case.number("A14", "level"):
            yield f"{slot.id} is fast work before its level"


def _slot_seconds(case: Case, slot: Slot) -> int:
    choice, target = case.choice(slot), slot.target
    each = {
        Measure.SECONDS: 1.0,
        Measure.STEPS: case.number("session-time", "step-seconds"),
        Measure.REPS: sum(target.tempo),
    }[target.measure]
    work = target.amount[1] * each
    if choice.sides in (Sides.EACH, Sides.BIASED):
        work = 2 * work + case.number("session-time", "side-change-seconds")
        if choice.position in (Position.SIDE_LYING, Position.SIDE_PLANK):
            work += case.number("session-time", "roll-over-seconds")
    elif choice.sides is Sides.ALTERNATING and target.measure is Measure.REPS:
        work *= 2
    return slot.sets * (math.ceil(work) + target.rest_s)


def time(case: Case) -> Iterator[str]:
    """Times are true to the time model, and every session ends within the minutes."""
    for _, session in case.sessions():
        total, before = 0, None
        for slot in session.slots:
            choice = case.choice(slot)
            needed = _slot_seconds(case, slot)
            built_up = slot.part is Part.WARM_UP and counts(choice)
            needed += 0 if built_up else choice.dose.setup_s
            if slot.seconds != needed:
                yield f"{slot.id} takes {needed} s, not {slot.seconds}"
            total += needed
            if case.works(slot):
                if before is not None:
                    turned, moved = (
                        before.position is not choice.position,
                        before.placement is not choice.placement,
                    )
                    total += int(turned * case.number("session-time", "position-change-seconds"))
                    total += int(moved * case.number("session-time", "placement-change-seconds"))
                before = choice
        # After the last set nobody waits.
        total -= next((s.target.rest_s for s in reversed(session.slots) if case.works(s)), 0)
        if session.seconds != total:
            yield f"{session.id} takes {total} s, not {session.seconds}"
        if total > 60 * case.athlete.minutes:
            yield f"{session.id} takes {total} s, more than {case.athlete.minutes} minutes"


def doses(case: Case) -> Iterator[str]:
    """Working sets stay within their number; what comes before them is short, easy and counts no set."""
    most = case.number("session-shape", "most-sets")
    for _, _, slot in case.slots():
        choice = case.choice(slot)
        strength = Purpose.STRENGTH in choice.purposes
        if slot.hard != (strength and case.works(slot)):
            yield f"{slot.id} is wrong about whether it counts"
        if not 1 <= slot.sets <= most:
            yield f"{slot.id} has {slot.sets} sets"
        if slot.part is Part.ACTIVATION and slot.target.rir[0] < case.number("B2", "reserve-low"):
            yield f"{slot.id} is too hard for activation"
        if (
            slot.target.measure is Measure.REPS
            and slot.hard
            and slot.target.amount[1] > case.number("A15", "reps-high")
        ):
            yield f"{slot.id} asks for {slot.target.amount[1]} repetitions"
        if slot.target.amount[0] > slot.target.amount[1] or slot.target.amount[1] < 1:
            yield f"{slot.id} asks for nothing"
    for _, session in case.sessions():
        active = [slot for slot in session.slots if slot.part is Part.ACTIVATION]
        if active and not case.athlete.activation:
            yield f"{session.id} has an activation that nobody wants"
        if active and case.athlete.minutes < case.number("B4", "least-minutes"):
            yield f"{session.id} has an activation though time is short"
        if len(active) > case.number("B2", "most-choices"):
            yield f"{session.id} has {len(active)} activation exercises"
        if sum(slot.seconds for slot in active) > 60 * case.number("B2", "most-minutes"):
            yield f"{session.id} spends too long on activation"
        easy = [slot for slot in session.slots if slot.part is Part.FINISH and not case.works(slot)]
        if sum(slot.seconds for slot in easy) > 60 * case.number("cool-down", "minutes"):
            yield f"{session.id} takes too long to come to its end"
        if easy and case.athlete.minutes < case.number("cool-down", "least-minutes"):
            yield f"{session.id} has an easy end though time is short"
        if easy and session.slots[-len(easy) :] != tuple(easy):
            yield f"{session.id} goes on after its easy end"
        warm = sum(slot.seconds for slot in session.slots if slot.part is Part.WARM_UP)
        if warm > 60 * case.number("B1", "most-minutes"):
            yield f"{session.id} warms up for {warm} s"


def sides(case: Case) -> Iterator[str]:
    """The weaker side begins; two-sided work has no first side."""
    for _, _, slot in case.slots():
        choice = case.choice(slot)
        one_sided = choice.sides is not Sides.BOTH
        if choice.sides is Sides.ALTERNATING and choice.measure is Measure.SECONDS:
            one_sided = False  # marching on the spot has no side
        if one_sided != (slot.first_side is not None) or slot.first_side is Side.BOTH:
            yield f"{slot.id} is wrong about the first side"
        weaker = case.athlete.weaker_side
        if one_sided and weaker in (Side.LEFT, Side.RIGHT) and slot.first_side is not weaker:
            yield f"{slot.id} does not start with the weaker side"


def loads(case: Case) -> Iterator[str]:
    """Every load can be made up from the kit, every band is owned and sits where the choice says."""
    names = {band.name for band in case.athlete.kit.bands}
    for _, _, slot in case.slots():
        choice, load = case.choice(slot), slot.target.load
        if not case.works(slot):
            continue
        if choice.resistance is Resistance.NONE:
            if load is not None:
                yield f"{slot.id} has a load that it does not use"
        elif load is None or load.kind is not choice.resistance:
            yield f"{slot.id} has no load of its kind"
        elif choice.resistance is Resistance.BAND:
            if (
                load.band is None
                or load.band.name not in names
                or load.band.placement is not choice.placement
            ):
                yield f"{slot.id} uses a band that is not there"
        elif (
            load.amount not in loads_for(choice, case.athlete.kit, case.athlete.smallest_step)
            or load.unit is not case.athlete.units
        ):
            yield f"{slot.id} uses a load that is not owned"


def reasons(case: Case) -> Iterator[str]:
    """Every slot says in one sentence why it is there, and cites claims that exist."""
    for _, _, slot in case.slots():
        if not slot.why.endswith(".") or not slot.claims:
            yield f"{slot.id} does not say why it is there"
        yield from (
            f"{slot.id} cites {c}, which does not exist"
            for c in slot.claims
            if c not in case.catalogue.ledger.claims
        )


def alternatives(case: Case) -> Iterator[str]:
    """Each alternative fits in its slot's place: another exercise of the week's, in time, and within the caps."""
    for week, session in case.sessions():
        week_work = [s for x in week.sessions for s in x.slots if case.works(s)]
        for slot in session.slots:
            if not case.works(slot):
                if slot.alternatives:
                    yield f"{slot.id} offers a swap where nothing counts"
                continue
            taken = {case.choice(s).exercise for s in week_work if s is not slot}
            for slug in slot.alternatives:
                other = case.catalogue.choice(slug)
                if other.exercise in taken or slug == slot.choice:
                    yield f"{slot.id}: {slug} is in the week already"
                if counts(other) != counts(case.choice(slot)):
                    yield f"{slot.id}: {slug} is work of another kind"
                yield from _too_much(case, session, slot, slug)


def _too_much(case: Case, session: Session, slot: Slot, slug: str) -> Iterator[str]:
    from dataclasses import replace

    swapped = replace(
        session, slots=tuple(replace(s, choice=slug) if s is slot else s for s in session.slots)
    )
    most = case.number("A17", "session-sets")
    for muscle, sets in case.muscle_sets(swapped).items():
        if sets > most + EPSILON:
            yield f"{slot.id}: {slug} would make {sets:g} hard sets for {muscle}"
