"""What an imported exercise may be called here: suggestions for a person to accept, never applied by themselves."""

import re
from collections.abc import Iterable

from gluteal.catalogue.exercise import Choice
from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.search import words_of
from gluteal.training.diary import CustomExercise, Entry, SetDone

_BRACKET = re.compile(r"\(([^)]*)\)")


def unmapped(entries: Iterable[Entry], catalogue: Catalogue) -> dict[str, int]:
    """Return the exercise names that are neither ours nor mapped, each with its number of sets, most first."""
    entries = tuple(entries)
    mapped = {e.name for e in entries if isinstance(e, CustomExercise) and e.same_as}
    counts: dict[str, int] = {}
    for entry in entries:
        if (
            isinstance(entry, SetDone)
            and entry.exercise not in catalogue.choices
            and entry.exercise not in mapped
        ):
            counts[entry.exercise] = counts.get(entry.exercise, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def suggestion(name: str, catalogue: Catalogue) -> str | None:
    """Return the slug that an imported name most likely means, or None when nothing is near enough.

    Every word outside brackets must be found in the choice's own name or synonym, and the implement in
    brackets ("Machine", "Band") must be what the choice uses: "Leg Press (Machine)" finds nothing. Of several
    the one with the fewest further words is taken, an exercise before its variations.
    """
    implement = set(words_of(" ".join(_BRACKET.findall(name))))
    wanted = set(words_of(_BRACKET.sub(" ", name)))
    if not wanted:
        return None
    fits = []
    for choice in catalogue.choices.values():
        further = [
            len(words - wanted - implement)
            for called in (choice.name, choice.slug, *choice.synonyms)
            if wanted <= (words := set(words_of(called)))
        ]
        # One word more than it has, and “plank” would be any of a dozen planks.
        if further and min(further) < len(wanted) and implement <= _used(choice):
            fits.append((min(further), choice.slug != choice.exercise, choice.slug))
    return min(fits)[2] if fits else None


def _used(choice: Choice) -> set[str]:
    things = " ".join(item for group in choice.equipment for item in group)
    return {"bodyweight", *words_of(f"{things} {choice.resistance}")}
