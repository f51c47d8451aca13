"""The start and the end of a session: raising the pulse, mobilising, building up, an optional activation, an easy end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.exercise import Choice, Measure, Purpose, Resistance
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete
from gluteal.training.availability import allowed
from gluteal.training.clearance import Clearance
from gluteal.training.programme import Part, Target
from gluteal.training.session import Budget, timing
from gluteal.training.slot import Pick, starting_load


@dataclass(frozen=True, slots=True)
class Prelude:
    """One slot before or after the main work; it counts no hard sets. `why` is its sentence."""

    choice: Choice
    part: Part
    target: Target
    seconds: int
    why: str
    claims: tuple[str, ...]


def warm_up(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, budget: Budget, picks: Sequence[Pick]
) -> tuple[Prelude, ...]:
    """Return the warm-up of a session (rules B1 and B5): never longer than its budget."""
    ledger = catalogue.ledger
    usable = _easy_movements(athlete, catalogue, clearance)
    raising = _raise(usable, budget.raise_s, ledger, clearance)
    left = budget.raise_s + budget.mobilise_s - sum(item.seconds for item in raising)
    building = _build_up(athlete, ledger, picks, left)
    left -= sum(item.seconds for item in building)
    moving = _mobilise(usable, {item.choice.exercise for item in raising}, left, ledger)
    return (*raising, *moving, *building)


def cool_down(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, budget: Budget
) -> tuple[Prelude, ...]:
    """Return the easy end of a session (claim `cool-down`), empty where time is short."""
    if not budget.cool_s:
        return ()
    usable = _easy_movements(athlete, catalogue, clearance)
    easy = _raise(usable, budget.cool_s, catalogue.ledger, clearance)
    why = (
        "Easy movement until breath and pulse have settled; it does not spare you soreness, so leave it out if you "
        "are short of time."
    )
    return tuple(replace(item, part=Part.FINISH, why=why, claims=("cool-down",)) for item in easy)


def _easy_movements(athlete: Athlete, catalogue: Catalogue, clearance: Clearance) -> list[Choice]:
    return [
        choice
        for choice in catalogue.choices.values()
        if Purpose.WARM_UP in choice.purposes
        and Purpose.STRENGTH not in choice.purposes
        and allowed(choice, athlete, clearance) is None
    ]


def _raise(usable: list[Choice], seconds: int, ledger: Ledger, clearance: Clearance) -> tuple[Prelude, ...]:
    # The longest-lasting easy movement carries the pulse; who needs a hand support gets the supported one.
    timed = [c for c in usable if c.measure is Measure.SECONDS and c.dose.amount[1] >= seconds]
    if not timed:
        return ()
    supported = [c for c in timed if "support" in {item for group in c.equipment for item in group}]
    choice = (supported or timed)[0] if clearance.support else timed[0]
    amount = max(1, seconds - choice.dose.setup_s)
    step = int(ledger.number("session-shape", "easy-step"))
    amount = amount // step * step or amount  # people count in half minutes
    target = replace(_target(choice), amount=(amount, amount))
    return (
        Prelude(
            choice,
            Part.WARM_UP,
            target,
            timing(choice, target, ledger).slot(1),
            "Easy movement raises pulse and warmth before anything hard.",
            ("B1",),
        ),
    )


def _mobilise(usable: list[Choice], taken: set[str], left: int, ledger: Ledger) -> tuple[Prelude, ...]:
    found = []
    for choice in usable:
        target = _target(choice)
        seconds = timing(choice, target, ledger).slot(1)
        if choice.measure is Measure.SECONDS or choice.exercise in taken or seconds > left:
            continue
        taken.add(choice.exercise)
        left -= seconds
        found.append(
            Prelude(
                choice,
                Part.WARM_UP,
                target,
                seconds,
                "Moves the hips through their range without long stretches, which wait until after training.",
                ("B1", "B5"),
            )
        )
    return tuple(found)


def _build_up(athlete: Athlete, ledger: Ledger, picks: Sequence[Pick], left: int) -> tuple[Prelude, ...]:
    weighted = (Resistance.NONE, Resistance.BAND)
    first = next((p for p in picks if p.main and p.choice.resistance not in weighted), None)
    if first is None:
        return ()
    working = starting_load(first.choice, athlete, ledger)
    lighter = starting_load(first.choice, athlete, ledger, ledger.number("B1", "build-up-load"))
    if working is None or lighter is None or not (lighter.amount or 0) < (working.amount or 0):
        return ()  # nothing lighter is owned
    low = first.candidate.target.amount[0]
    reserve = int(ledger.number("B1", "build-up-reserve"))
    target = replace(
        first.candidate.target,
        amount=(low, low),
        rir=(reserve, reserve),
        rest_s=0,
        load=lighter,
    )
    seconds = timing(first.choice, target, ledger).per_set  # its set-up is needed for the working sets anyway
    if seconds > left:
        return ()
    why = "A lighter set of a main lift builds up to its working load."
    return (Prelude(first.choice, Part.WARM_UP, target, seconds, why, ("B1",)),)


def activation(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, budget: Budget, picks: Sequence[Pick]
) -> tuple[Prelude, ...]:
    """Return the activation of a session (rules B2 to B4), empty where it is not wanted or time is short."""
    ledger, left = catalogue.ledger, budget.activation_s
    if not left:
        return ()
    taken = {pick.choice.exercise for pick in picks}
    position = picks[0].choice.position if picks else None
    usable = [
        choice
        for choice in catalogue.choices.values()
        if Purpose.ACTIVATION in choice.purposes
        and choice.level <= ledger.number("B2", "most-level")
        and choice.exercise not in taken
        and choice.resistance is Resistance.NONE
        and allowed(choice, athlete, clearance) is None
    ]
    found: list[Prelude] = []
    # Where the first main lift happens anyway, nobody has to turn over for it.
    for choice in sorted(usable, key=lambda c: (c.position is not position, c.level)):
        target = _easy(choice, ledger)
        seconds = timing(choice, target, ledger).slot(1)
        if choice.exercise in taken or seconds > left:
            continue
        taken.add(choice.exercise)
        left -= seconds
        why = (
            "Optional and light: a few easy repetitions to find the muscle; it counts no sets, and nobody has shown "
            "that it builds strength or size."
        )
        found.append(Prelude(choice, Part.ACTIVATION, target, seconds, why, ("B2", "B3")))
        if len(found) >= ledger.number("B2", "most-choices"):
            break
    return tuple(found)


def _easy(choice: Choice, ledger: Ledger) -> Target:
    low, high = (int(ledger.number("B2", f"reps-{end}")) for end in ("low", "high"))
    if choice.measure is Measure.SECONDS:
        hold = int(ledger.number("B2", "hold-seconds"))
        low, high = min(hold, choice.dose.amount[0]), hold
    reserve = (int(ledger.number("B2", "reserve-low")), int(ledger.number("B2", "reserve-high")))
    return replace(_target(choice), amount=(low, high), rir=reserve)


def _target(choice: Choice) -> Target:
    return Target(
        measure=choice.measure,
        amount=choice.dose.amount,
        rir=choice.dose.rir,
        tempo=choice.dose.tempo,
        rest_s=0,
    )
