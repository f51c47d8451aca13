"""What may happen inside a session, reckoned beforehand, so that a phone without a network can follow it by table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Resistance
from gluteal.catalogue.load import Catalogue
from gluteal.record import Record
from gluteal.training import wording
from gluteal.training.adjust import adjust, must_stop, off_by
from gluteal.training.athlete import Athlete, Side
from gluteal.training.clearance import Clearance
from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.training.loading import heavier, lighter, loaded_as
from gluteal.training.pain import Light, lines
from gluteal.training.prescription import Change, Prescription
from gluteal.training.programme import Load, Slot, Target
from gluteal.training.progression import prescribe
from gluteal.training.resistance import loads_for
from gluteal.training.safety import RefusalKind, allowed
from gluteal.training.slot import starting_load

_MOMENT = datetime.fromtimestamp(0, UTC)  # never read: it is asked what would follow a set not done yet


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """The target of the next set for each load at hand and each answer about the reserve.

    `loads` are the steps at hand, lightest first, None for no load. `free` and `held` hold a row for each load and
    in it, for each answer of `answers`, the index of a target; `held` counts once a set of today was sore or
    unclean, and `free` until then.
    """

    loads: tuple[Load | None, ...]
    answers: tuple[int | None, ...]
    targets: tuple[Target, ...]
    free: tuple[tuple[int, ...], ...]
    held: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainAnswer(Record):
    """What one pain score means at once: its light, whether the exercise ends for today, and the sentence."""

    score: int
    light: Light
    stop: bool
    sentence: str


def steps_at_hand(
    choice: Choice, load: Load | None, athlete: Athlete, ledger: Ledger, reach: int
) -> tuple[Load | None, ...]:
    """Return the loads round a given one, in steps that the person owns, lightest first.

    Args:
        choice: What is loaded.
        load: The load asked for; it is always among the steps.
        athlete: Whose kit counts.
        ledger: Holds the steps of bands.
        reach: How many steps there are at most on either side.

    """
    real = loaded_as(choice, load)
    if load is None or real.resistance is Resistance.NONE:
        return (load,)
    if load.band is None:
        owned = loads_for(real, athlete.kit, athlete.smallest_step)
        below = [value for value in owned if value < (load.amount or 0)][-reach:]
        above = [value for value in owned if value > (load.amount or 0)][:reach]
        return tuple(replace(load, amount=value) for value in (*below, load.amount, *above))
    softer, stiffer = [load], [load]
    for _ in range(reach):
        down = lighter(real, softer[-1], athlete, ledger)
        up = heavier(real, stiffer[-1], athlete, ledger)
        softer += [down] if down is not None else []
        stiffer += [up.load] if up is not None else []
    steps: list[Load] = []
    for one in (*reversed(softer), *stiffer):
        if one not in steps:
            steps.append(one)
    return tuple(steps)


def follow_up(asked: Prescription, *, athlete: Athlete, catalogue: Catalogue, reach: int) -> FollowUp:
    """Return what `adjust` answers after each possible set of this prescription, for up to `reach` steps of load."""
    ledger = catalogue.ledger
    choice = catalogue.choice(asked.choice)
    loads = steps_at_hand(choice, asked.target.load, athlete, ledger, reach)
    answers = (None, *range(int(ledger.number("A22", "unknown-from")) + 1))
    sore = int(ledger.number("D3", "green-to")) + 1
    targets: list[Target] = []
    tables: list[tuple[tuple[int, ...], ...]] = []
    for pain in (None, sore):
        rows = []
        for load in loads:
            known: dict[float | None, int] = {}  # answers that are off by as much are answered alike
            row = []
            for rir in answers:
                off = off_by(rir, asked.target, ledger)
                if off not in known:
                    done = replace(_set(asked, load), rir=rir, pain=pain)
                    known[off] = _place(adjust(asked, [done], athlete=athlete, catalogue=catalogue), targets)
                row.append(known[off])
            rows.append(tuple(row))
        tables.append(tuple(rows))
    return FollowUp(loads=loads, answers=answers, targets=tuple(targets), free=tables[0], held=tables[1])


def pain_answers(choice: Choice, clearance: Clearance, ledger: Ledger) -> tuple[PainAnswer, ...]:
    """Return what each score from 0 to 10 means during this exercise (rules D3, D4 and D12)."""
    border = lines(choice, clearance, ledger)
    asked = Prescription(
        slot="",
        choice=choice.slug,
        side=Side.BOTH,
        sets=1,
        target=_usual(choice),
        change=Change.SAME,
        why="",
        claims=(),
    )
    found = []
    for score in range(10 + 1):
        light = border.light(score) or Light.GREEN
        stop = must_stop([replace(_set(asked, None), pain=score)], ledger)
        if light is Light.RED and stop is None:
            stop = f"Pain was {score} of 10, which is red for deep knee bends; rule D12: no further set of this exercise today."
        if stop is not None:
            sentence = stop
        elif light is Light.AMBER:
            sentence = (
                f"Up to {wording.plain(border.amber)} of 10 is acceptable as long as it is back to normal by the next "
                "morning; nothing gets harder today (rules D3 and D4)."
            )
        else:
            sentence = "No more than a little: go on."
        found.append(
            PainAnswer(
                score=score, light=Light.RED if stop else light, stop=stop is not None, sentence=sentence
            )
        )
    return tuple(found)


def red_sets(asked: Prescription, slot: Slot, day: date, ledger: Ledger) -> tuple[SetDone, ...]:
    """Return the sets of this prescription as they would be written down if the last one hurt just enough to be red."""
    red = int(ledger.number("D3", "amber-to")) + 1
    one = replace(
        _set(asked, asked.target.load),
        day=day,
        amount=float(asked.target.amount[0]),
        slot=slot.id,
        part=slot.part,
        prescribed=asked.target,
    )
    names = [f"{slot.id}/{asked.side}/{number}" for number in range(max(asked.sets, 1))]
    sets = [replace(one, uid=uuid5(NAMESPACE_OID, name), order=order) for order, name in enumerate(names)]
    return (*sets[:-1], replace(sets[-1], pain=red))


def in_turn(first: Choice, second: Choice) -> str:
    """Return what to expect of doing two exercises in turn, a set of one and then a set of the other."""
    shared = set(first.credit) & set(second.credit)
    if shared:
        return "Both work some of the same muscles: expect fewer repetitions in the second one."
    if first.position is not second.position:
        return "Each turn changes your position, so it saves less time than it seems."
    return "They share a position and no muscle that counts: a good pair."


def may_stand_in(
    slugs: Iterable[str], athlete: Athlete, clearance: Clearance, catalogue: Catalogue
) -> tuple[Choice, ...]:
    """Return those of some choices that this person may do now, in their order; level and wishes do not matter here."""
    found = []
    for slug in dict.fromkeys(slugs):
        choice = catalogue.choices.get(slug)
        refusal = None if choice is None else allowed(choice, athlete, clearance)
        if choice is None or (refusal and refusal.kind not in (RefusalKind.LEVEL, RefusalKind.DISLIKE)):
            continue
        found.append(choice)
    return tuple(found)


def stand_in(slot: Slot, choice: Choice, athlete: Athlete, ledger: Ledger) -> Slot:
    """Return a slot with another choice in its place: its usual dose, and a careful first load of the person's own.

    What was asked for in reserve stays asked for; what the diary knows of the choice comes in when it is prescribed.
    """
    least, most = slot.target.rir
    target = replace(
        _usual(choice),
        rir=(max(choice.dose.rir[0], least), max(choice.dose.rir[1], most)),
        load=starting_load(choice, athlete, ledger),
    )
    why = f"{choice.name} in its place, by your own choice for today."
    return replace(slot, choice=choice.slug, target=target, why=why, alternatives=())


def prescribed_instead(
    slot: Slot,
    choices: Sequence[Choice],
    diary: Diary,
    today: date,
    *,
    athlete: Athlete,
    catalogue: Catalogue,
    clearance: Clearance,
    week: int | None = None,
) -> dict[str, tuple[Prescription, ...]]:
    """Return what is prescribed where one of these choices stands in for a slot's own, by the choice's slug.

    A choice that would itself be replaced (something easier after pain, say) is left out: it is no way out now.
    """
    found = {}
    for choice in choices:
        other = stand_in(slot, choice, athlete, catalogue.ledger)
        answers = prescribe(
            other, diary, today, athlete=athlete, catalogue=catalogue, clearance=clearance, week=week
        )
        if all(a.choice == choice.slug and a.change is not Change.STOP for a in answers):
            found[choice.slug] = answers
    return found


def _usual(choice: Choice) -> Target:
    dose = choice.dose
    return Target(
        measure=choice.measure, amount=dose.amount, rir=dose.rir, tempo=dose.tempo, rest_s=dose.rest_s
    )


def _set(asked: Prescription, load: Load | None) -> SetDone:
    return SetDone(
        uid=UUID(int=0),
        at=_MOMENT,
        day=_MOMENT.date(),
        exercise=asked.choice,
        side=asked.side,
        measure=asked.target.measure,
        amount=float(asked.target.amount[1]),
        load=load,
    )


def _place(target: Target, targets: list[Target]) -> int:
    if target not in targets:
        targets.append(target)
    return targets.index(target)
