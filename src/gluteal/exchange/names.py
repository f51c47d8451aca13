"""What an imported exercise may be called here: suggestions for a person to accept, never applied by themselves."""

import re
from collections.abc import Iterable

from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.search import search, words_of
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
    brackets ("Machine", "Band") must be what the choice uses: "Leg Press (Machine)" finds nothing.
    """
    implement = " ".join(_BRACKET.findall(name))
    plain = _BRACKET.sub(" ", name)
    wanted = set(words_of(plain))
    for hit in search(catalogue, plain):
        choice = hit.choice
        names = [set(words_of(n)) for n in (choice.name, choice.slug, *choice.synonyms)]
        if not wanted or not any(wanted <= one for one in names):
            continue
        used = set(words_of(" ".join(i for g in choice.equipment for i in g) + f" {choice.resistance}"))
        if set(words_of(implement)) <= used | {"bodyweight"}:
            return choice.slug
    return None
