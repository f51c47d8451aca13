"""From an exercise of the catalogue to the plain reference that the form engine takes."""

from dataclasses import replace

from gluteal.catalogue.exercise import Measure
from gluteal.catalogue.load import Catalogue
from gluteal.errors import UnknownName
from gluteal.form.reference import Reference, cannot_see, engine_numbers, look


def watched(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the slugs of all exercises and presets that the form check knows, sorted."""
    return tuple(
        sorted(c.slug for c in catalogue.choices.values() if catalogue.exercises[c.exercise].form is not None)
    )


def form_reference(catalogue: Catalogue, slug: str) -> Reference:
    """Return what the form engine needs to watch an exercise or one of its presets.

    Raises:
        UnknownName: The exercise does not exist, or the form check does not know it yet.

    """
    choice = catalogue.choice(slug)
    spec = catalogue.exercises[choice.exercise].form
    if spec is None:
        raise UnknownName("exercise with a form check", slug, watched(catalogue))
    number = catalogue.ledger.number
    looks = []
    for look_id in spec.looks:
        one = look(look_id, number)
        if look_id in spec.own:
            slight, clear = (number(*cited.split(":")) for cited in spec.own[look_id])
            one = replace(one, slight=slight, clear=clear)
        looks.append(one)
    as_written = choice.measure is catalogue.exercises[choice.exercise].measure
    return Reference(
        slug=choice.slug,
        name=choice.name,
        view=spec.view,
        signal=spec.signal,
        least=number("form-least-range", spec.least),
        side=spec.side,
        posture=spec.posture,
        first=spec.first,
        hold=spec.hold if as_written else choice.measure is Measure.SECONDS,
        half=spec.half,
        travels=spec.travels,
        looks=tuple(looks),
        numbers=engine_numbers(number),
        tempo=choice.dose.tempo,
        experimental=spec.experimental,
        tested_on=spec.tested_on,
        cannot_see=cannot_see(),
    )
