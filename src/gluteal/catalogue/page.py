"""The tables of the catalogue page, made from the words that the code knows and the files that use them.

`make docs` writes them into the page; a test compares.
"""

import re
from collections.abc import Iterable

from gluteal.catalogue.exercise import Placement, Resistance
from gluteal.catalogue.load import Catalogue, load
from gluteal.catalogue.vocabulary import EQUIPMENT, FORM_RULES, KIT_OF, PARAMETERS, TAGS

_MARK = re.compile(r"<!-- made: (?P<name>[a-z-]+) -->\n.*?<!-- end -->", re.DOTALL)


def render(page: str) -> str:
    """Return the page with every marked part made anew; raises KeyError for a mark without a table."""
    catalogue = load()
    parts = {
        "size": _size(catalogue),
        "parameters": _parameters(catalogue),
        "tags": _tags(catalogue),
        "equipment": _equipment(catalogue),
        "form-rules": _table(("rule", "looks for"), ((f"`{r}`", says) for r, says in FORM_RULES.items())),
        "placements": ", ".join(f"`{p}`" for p in Placement),
    }
    return _MARK.sub(lambda m: f"<!-- made: {m['name']} -->\n{parts[m['name']]}\n<!-- end -->", page)


def _size(catalogue: Catalogue) -> str:
    levels: dict[int, int] = {}
    for choice in catalogue.choices.values():
        levels[choice.level] = levels.get(choice.level, 0) + 1
    spread = ", ".join(f"level {level}: {count}" for level, count in sorted(levels.items()))
    return f"{len(catalogue.exercises)} exercises give {len(catalogue.choices)} choices ({spread})."


def _parameters(catalogue: Catalogue) -> str:
    used: dict[str, int] = dict.fromkeys(PARAMETERS, 0)
    options: dict[str, dict[str, None]] = {name: {} for name in PARAMETERS}
    for exercise in catalogue.exercises.values():
        for parameter in exercise.parameters:
            used[parameter.name] += 1
            options[parameter.name].update(dict.fromkeys(parameter.options))
    options["band-placement"] = {p.value: None for p in Placement if p in options["band-placement"]}
    rows = (
        (
            f"`{name}`",
            quantity.unit or "one of " + ", ".join(f"`{option}`" for option in options[name]),
            quantity.says,
            str(used[name]),
        )
        for name, quantity in PARAMETERS.items()
    )
    return _table(("parameter", "unit", "what it says, and its sign", "exercises"), rows)


def _tags(catalogue: Catalogue) -> str:
    rows = (
        (f"`{tag}`", says, str(sum(tag in choice.tags for choice in catalogue.choices.values())))
        for tag, says in TAGS.items()
    )
    return _table(("tag", "what it means", "choices"), rows)


def _equipment(catalogue: Catalogue) -> str:
    gives: dict[str, Resistance] = {item: resistance for resistance, kit in KIT_OF.items() for item in kit}
    groups = [{i for group in choice.equipment for i in group} for choice in catalogue.choices.values()]
    rows = (
        (f"`{item}`", says, f"`{gives[item]}`" if item in gives else "", str(sum(item in g for g in groups)))
        for item, says in EQUIPMENT.items()
    )
    return _table(("word", "what it is", "gives the resistance", "choices"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))
