"""What follows a set that was just logged: stop after red pain, else the next set of the same side."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gluteal.catalogue.load import Catalogue
    from gluteal.cli.place import Place
    from gluteal.training.athlete import Athlete
    from gluteal.training.diary import SetDone
    from gluteal.training.history import Diary


def after(
    made: "tuple[SetDone, ...]",
    place: "Place | None",
    before: "Diary",
    athlete: "Athlete",
    catalogue: "Catalogue",
) -> list[str]:
    """Return the sentences that a person needs right after these sets.

    Args:
        made: The sets just written down, of one exercise.
        place: Where they belong in the day's session; None outside of it.
        before: The diary without them.
        athlete: Whose kit counts for the next load.
        catalogue: Choices and ledger.

    """
    from gluteal.training.adjust import must_stop

    stop = must_stop(made, catalogue.ledger)
    if stop is not None:
        return [f"{stop} “gluteal today” shows what stands in for it; pain that stays is for a professional."]
    told = _not_owned(made[-1], athlete, catalogue) if made else []
    if place is None or not place.slot.hard:
        return told
    found = (
        _next(one, made, place, before, athlete, catalogue) for one in {s.side: s for s in made}.values()
    )
    return [*told, *(sentence for sentence in found if sentence)]


def _not_owned(last: "SetDone", athlete: "Athlete", catalogue: "Catalogue") -> list[str]:
    from gluteal.training import wording
    from gluteal.training.loading import is_owned

    choice = catalogue.choices.get(last.exercise)
    if choice is None or last.load is None or is_owned(choice, last.load, athlete, catalogue.ledger):
        return []
    return [
        f"The {wording.load(last.load)} is not in your profile, so the next target is with what is; "
        "“gluteal init --profile FILE” or the page Account takes new kit up."
    ]


def _next(
    last: "SetDone",
    made: "Iterable[SetDone]",
    place: "Place",
    before: "Diary",
    athlete: "Athlete",
    catalogue: "Catalogue",
) -> str | None:
    from gluteal.training import wording
    from gluteal.training.adjust import adjust
    from gluteal.training.athlete import Side
    from gluteal.training.diary import SetDone

    asked = next((p for p in place.prescriptions if p.side in (last.side, Side.BOTH)), None)
    if asked is None or asked.choice != last.exercise:
        return None
    earlier = [
        fact
        for fact in before.facts.values()
        if isinstance(fact, SetDone) and fact.session == place.session and fact.slot == place.slot.id
    ]
    done = [one for one in (*earlier, *made) if one.side is last.side]
    on = "" if last.side is Side.BOTH else f" on {wording.the_side(last.side)}"
    left = asked.sets - len(done)
    if left <= 0:
        return f"All sets{on} are done."
    target = adjust(asked, done, athlete=athlete, catalogue=catalogue)
    amount = wording.span(*target.amount, target.measure)
    return f"Next{on}: {amount} with {wording.load(target.load)}, {left} to go."
