"""From what was written to diary entries: held against the catalogue, the person's kit and today's plan."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from gluteal.cli.shorthand import EXAMPLE
from gluteal.errors import BadValue, UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gluteal.catalogue.exercise import Choice
    from gluteal.catalogue.load import Catalogue
    from gluteal.cli.place import Place
    from gluteal.cli.shorthand import Shorthand
    from gluteal.training.athlete import Athlete, Side
    from gluteal.training.diary import SetDone
    from gluteal.training.programme import Load

_NO_WEIGHT = frozenset({"none", "band"})


def choice_named(text: str, catalogue: "Catalogue") -> "Choice":
    """Return the choice of exactly this slug, name or synonym, however it is spelled with hyphens and capitals.

    A guess is never taken: near misses raise `UnknownName`, which offers them.
    """
    from gluteal.catalogue.search import search, words_of

    slug = "-".join(text.lower().split())
    if slug in catalogue.choices:
        return catalogue.choices[slug]
    hits = search(catalogue, text)
    same = [
        hit.choice
        for hit in hits
        if words_of(text) in [words_of(n) for n in (hit.choice.name, *hit.choice.synonyms)]
    ]
    if same:
        return same[0]
    near = [h.choice.slug for h in hits[:3]] if words_of(text) else []
    raise UnknownName("exercise", text, near or catalogue.choices)


def sets_of(
    written: "Shorthand",
    choice: "Choice",
    athlete: "Athlete",
    *,
    common: dict[str, Any],
    place: "Place | None",
    order: int,
) -> "tuple[SetDone, ...]":
    """Return the sets that a line says were done, one for each side and repeat.

    Args:
        written: The line.
        choice: What it was done with: the exercise or variation.
        athlete: For units and bands.
        common: What all entries share (`context.fact`); each set gets an id of its own.
        place: The slot of the day's session that asks for this exercise, if one does; its load is taken for
            the one used when the line names none.
        order: The number of sets that the day holds already.

    Raises:
        UnknownName: For a band that the person does not own.
        BadValue: For a line that leaves open what must be known.

    """
    from gluteal.catalogue.exercise import Measure
    from gluteal.training.diary import SetDone
    from gluteal.training.programme import Part

    if written.amount is None:
        raise BadValue(f"Say how much was done, such as: {EXAMPLE}")
    measure = Measure(written.measure or choice.measure)
    chosen = load_of(written, choice, athlete)
    made: list[SetDone] = []
    for side in [side for _ in range(written.sets) for side in sides_of(written, choice)]:
        target = place.target(side) if place else None
        made.append(
            SetDone(
                **{**common, "uid": uuid4()},
                exercise=choice.slug,
                side=side,
                measure=measure,
                amount=written.amount,
                load=chosen or (target.load if target else None),
                rir=written.rir,
                pain=written.pain,
                pain_where=written.where,
                clean_share=written.clean,
                part=place.slot.part if place else Part.MAIN,
                session=place.session if place else None,
                slot=place.slot.id if place else None,
                order=order + len(made) + 1,
                notes=written.notes,
                prescribed=target,
            )
        )
    return tuple(made)


def variation(
    written: "Shorthand", choice: "Choice", catalogue: "Catalogue", planned: "Iterable[str]" = ()
) -> "Choice":
    """Return the variation that a line means: `clamshell 12@green` is the clamshell with a band.

    Of several variations with this kind of load the one planned for the day is taken, else the easiest. Where
    there is none, or the choice has such a load anyway, it is the choice itself.
    """
    from gluteal.catalogue.exercise import Resistance

    if written.band is not None:
        wanted = {Resistance.BAND}
    elif written.weight is not None:
        wanted = (
            {Resistance(written.implement)}
            if written.implement
            else {kind for kind in Resistance if kind not in _NO_WEIGHT}
        )
    else:
        return choice
    if choice.resistance in wanted:
        return choice
    same = [c for c in catalogue.choices.values() if c.exercise == choice.exercise and c.resistance in wanted]
    today = set(planned)
    return min(same, key=lambda c: (c.slug not in today, c.level, c.slug), default=choice)


def sides_of(written: "Shorthand", choice: "Choice") -> "tuple[Side, ...]":
    """Return the sides that a line means: “both” of one-sided work is one set each. Raises `BadValue`.

    Alternating work can be logged as one set of both, or for each side where they differ.
    """
    from gluteal.catalogue.exercise import Sides
    from gluteal.training.athlete import Side

    if choice.sides is Sides.BOTH and written.side in ("left", "right"):
        raise BadValue(f"{choice.slug} works both sides at once; leave the side out.")
    if choice.sides is Sides.BOTH or (choice.sides is Sides.ALTERNATING and written.side is None):
        return (Side.BOTH,)
    if written.side is None:
        raise BadValue(f"{choice.slug} is done on one side after the other; say left, right or both.")
    return (Side.LEFT, Side.RIGHT) if written.side == "both" else (Side(written.side),)


def load_of(written: "Shorthand", choice: "Choice", athlete: "Athlete") -> "Load | None":
    """Return the load that a line names; None where it names none. Raises `BadValue` or `UnknownName`."""
    from gluteal.catalogue.exercise import Placement, Resistance
    from gluteal.training.athlete import Unit
    from gluteal.training.programme import BandUse, Load

    if written.band is not None:
        bands = athlete.kit.bands
        wanted = written.band.lower()
        same = [b for b in bands if b.name.lower() == wanted] or [
            b for b in bands if b.colour.lower() == wanted
        ]
        if not same:
            raise UnknownName(
                "band of yours", written.band, {b.colour for b in bands} | {b.name for b in bands}
            )
        if len(same) > 1:
            names = " or ".join(f"“{b.name}”" for b in same)
            raise BadValue(f"You own {len(same)} {written.band} bands; say which: {names}.")
        if choice.resistance is not Resistance.BAND:
            raise BadValue(
                f"{choice.slug} has no variation with a band; log it without, or another exercise."
            )
        band = same[0]
        use = BandUse(
            name=band.name,
            product=band.product,
            colour=band.colour,
            placement=choice.placement if choice.placement is not Placement.NONE else Placement.ABOVE_KNEES,
            resting_cm=band.resting_cm,
        )
        return Load(kind=Resistance.BAND, band=use)
    if written.weight is None:
        return None
    kind = Resistance(written.implement) if written.implement else choice.resistance
    if kind in (Resistance.NONE, Resistance.BAND):
        raise BadValue(
            f"{choice.slug} has no variation with a weight; say with what it was done, as in 12@8kg dumbbell."
        )
    return Load(kind=kind, amount=written.weight, unit=Unit(written.unit) if written.unit else athlete.units)
