"""Finding an exercise by what people call it, forgiving of typos, and by what it does and needs."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gluteal.anatomy.region import MUSCLES, TARGETS, Action, Region
from gluteal.catalogue.exercise import Choice, Position, Purpose, Role, Tag
from gluteal.catalogue.load import Catalogue
from gluteal.catalogue.vocabulary import EQUIPMENT
from gluteal.errors import UnknownName
from gluteal.record import Record

# How a query is weighed: part of how the search box feels, not a statement about training.
_NAME_WORDS, _NAME_WHOLE = 0.8, 0.2  # share of the single words, and of the whole phrase
_DESCRIBED = 0.7  # what a word is worth that only describes the exercise ("standing", "medius")
_WORD_FLOOR = 72.0  # below this likeness two words are strangers
_FLOOR = 62.0  # below this score a choice is not a hit
_NOTHING = "none"
_ALWAYS_THERE = frozenset({"mat"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Record):
    """One choice found: its likeness to the query, 0 to 100, and the name that was matched."""

    choice: Choice
    score: float
    matched: str


def search(
    catalogue: Catalogue,
    query: str = "",
    *,
    region: str | None = None,
    action: str | None = None,
    equipment: str | None = None,
    position: str | None = None,
    level: int | None = None,
    tag: str | None = None,
) -> list[Hit]:
    """Return the choices that pass every filter and resemble `query`, best first.

    An empty query lists all that pass: by credit for `region` when one is asked for, else by level. Of several
    that are called the same the one that works the target regions most is first.

    Args:
        catalogue: Where to look.
        query: Words in any order, as people write them ("side leg raise", "clamshel").
        region: A region, or a muscle with its regions ("gluteus-medius"); the choice earns credit for it.
        action: An action of `Action`.
        equipment: A thing that the choice uses; "band" finds every band, "none" what needs nothing but a mat.
        position: A position of `Position`.
        level: Exactly this level.
        tag: A safety tag, or a purpose ("warm-up") or role ("minimus") of the choice.

    Raises:
        UnknownName: For a filter's word, or a level, that does not exist.

    """
    regions = _regions(region)
    wanted = [_known("action", action, Action), _known("position", position, Position)]
    _known("tag", tag, (*Tag, *Purpose, *Role))
    things = _things(equipment)
    levels = {choice.level for choice in catalogue.choices.values()}
    if level is not None and level not in levels:
        raise UnknownName("level", str(level), map(str, levels))
    passed = [
        choice
        for choice in catalogue.choices.values()
        if (not regions or credit_for(choice, regions) > 0)
        and (wanted[0] is None or wanted[0] in choice.actions)
        and (wanted[1] is None or wanted[1] == choice.position)
        and (things is None or _uses(choice, things))
        and (level is None or choice.level == level)
        and (tag is None or tag in {*choice.tags, *choice.purposes, *choice.roles})
    ]
    words = words_of(query)
    if not query.strip():
        hits = [Hit(choice=choice, score=100.0, matched=choice.name) for choice in passed]
    else:  # where no word is left, nothing is named like it
        hits = [hit for choice in passed if words and (hit := _likeness(choice, words)) is not None]
    return sorted(
        hits,
        key=lambda hit: (
            -round(hit.score),
            -credit_for(hit.choice, regions),
            hit.choice.slug != hit.choice.exercise,
            -credit_for(hit.choice, TARGETS) if words else 0,
            hit.choice.level,
            hit.choice.slug,
        ),
    )


@lru_cache(maxsize=10_000)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text`: lower case, without accents and marks, plural s dropped."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return tuple(_singular(word) for word in re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def credit_for(choice: Choice, regions: Iterable[Region]) -> float:
    """Return the largest nominal credit of `choice` among `regions`, in sets; 0 for none."""
    return max((choice.credit[r][1] for r in regions if r in choice.credit), default=0.0)


def _singular(word: str) -> str:
    keeps = word.endswith(("ss", "us", "is"))
    return word if keeps or len(word) <= len("leg") else word.removesuffix("s")


def _regions(region: str | None) -> tuple[Region, ...]:
    if region is None:
        return ()
    wanted = region.lower().replace(" ", "-")
    found = tuple(r for r in Region if r == wanted or r.startswith(f"{wanted}-"))
    named = {name.replace(" ", "-"): group for name, group in MUSCLES.items()}
    found = found or named.get(wanted, ())
    if not found:
        raise UnknownName("region", region, (*Region, *named))
    return found


def _known(kind: str, name: str | None, options: Iterable[str]) -> str | None:
    if name is None:
        return None
    wanted = name.lower().replace(" ", "-").replace("_", "-")
    names = [str(option) for option in options]
    if wanted not in names:
        raise UnknownName(kind, name, names)
    return wanted


def _things(equipment: str | None) -> frozenset[str] | None:
    """Return the items that `equipment` stands for, none at all for "none"; None when nothing is asked."""
    if equipment is None:
        return None
    wanted = equipment.lower().replace(" ", "-")
    if wanted == _NOTHING:
        return frozenset()
    found = frozenset(item for item in EQUIPMENT if item == wanted or wanted in item.split("-"))
    if not found:
        raise UnknownName("equipment", equipment, (*EQUIPMENT, _NOTHING))
    return found


def _uses(choice: Choice, things: frozenset[str]) -> bool:
    if not things:
        return all(_ALWAYS_THERE & set(group) for group in choice.equipment)
    return any(things & set(group) for group in choice.equipment)


def _likeness(choice: Choice, words: Sequence[str]) -> Hit | None:
    described = _description(choice)
    best, name = max(
        (_score(words, words_of(name), described), name)
        for name in (choice.slug, *choice.synonyms, choice.name)
    )
    return Hit(choice=choice, score=round(best, 1), matched=name) if best >= _FLOOR else None


def _description(choice: Choice) -> frozenset[str]:
    credited = [str(region) for region in choice.credit if choice.credit[region][1] > 0]
    return frozenset(
        words_of(
            " ".join(
                (
                    choice.pattern,
                    choice.position,
                    choice.resistance,
                    choice.placement,
                    *choice.actions,
                    *choice.roles,
                    *choice.purposes,
                    *(item for group in choice.equipment for item in group),
                    *credited,
                )
            )
        )
    )


def _score(query: Sequence[str], name: Sequence[str], described: frozenset[str]) -> float:
    from rapidfuzz import fuzz

    if list(query) == list(name):
        return 100.0
    whole = max(
        fuzz.ratio(" ".join(query), " ".join(name)),
        fuzz.ratio("".join(query), "".join(name)),
        fuzz.token_sort_ratio(" ".join(query), " ".join(name)),
    )
    if not name:
        return 0.0
    single = [max(_alike(word, name), _DESCRIBED * _alike(word, described)) for word in query]
    by_words = sum(single) / len(single)
    # All words described it exactly, though it is called otherwise: still worth showing, after the names.
    by_description = by_words if min(single) >= 100 * _DESCRIBED else 0.0
    longer = 1.0 if len(name) > len(query) else 0.0
    return max(whole, _NAME_WORDS * by_words + _NAME_WHOLE * whole, by_description) - longer


def _alike(word: str, others: Iterable[str]) -> float:
    """Return how like `word` is to the nearest of `others`, 0 to 100; a beginning of a word counts nearly in full."""
    from rapidfuzz import fuzz

    best = 0.0
    for other in others:
        if other == word:
            return 100.0
        begins = len(word) > 2 and other.startswith(word)
        best = max(best, 95.0 if begins else fuzz.ratio(word, other))
    return best if best >= _WORD_FLOOR else 0.0
