"""What corrections leave of the diary: chains, removals, and corrections of corrections, in any order of arrival."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from gluteal.training.diary import Correction, Entry, Fact


@dataclass(slots=True)
class _Root:
    """One original fact and the corrections of it that still stand, in the order in which they were made."""

    original: Fact
    standing: list[tuple[int, Fact | None]] = field(default_factory=list)

    def value(self) -> Fact | None:
        return self.standing[-1][1] if self.standing else self.original


def resolve(entries: Iterable[Entry]) -> tuple[dict[int, Fact], tuple[Correction, ...]]:
    """Return the facts by id (as a number) after all corrections, and the corrections that name nothing.

    A correction that names another correction takes its place, or withdraws it when it holds no new fact.
    """
    given = entries if isinstance(entries, list | tuple) else list(entries)
    kept: dict[int, Entry] = {entry.uid.int: entry for entry in given}
    if len(kept) < len(given):
        kept = _without_twins(given)
    if Correction not in set(map(type, given)):
        return kept, ()  # type: ignore[return-value]  # a dict of entries is a dict of facts
    corrections = [entry for entry in kept.values() if type(entry) is Correction]
    facts: dict[int, Fact] = {uid: e for uid, e in kept.items() if type(e) is not Correction}
    ignored = _apply(facts, sorted(corrections, key=_when))
    return facts, ignored


def _without_twins(entries: Iterable[Entry]) -> dict[int, Entry]:
    """Return one entry an id: the same twice counts once; of two that differ the later one, whatever their order."""
    kept: dict[int, Entry] = {}
    for entry in entries:
        known = kept.setdefault(entry.uid.int, entry)
        if known is not entry and known != entry:
            kept[entry.uid.int] = max(known, entry, key=_fingerprint)
    return kept


@dataclass(frozen=True, slots=True)
class Corrected:
    """An entry that was corrected: as it was first, as it stands now (None: taken out), and its last correction."""

    original: Fact
    now: Fact | None
    by: int


def corrected(entries: Iterable[Entry]) -> dict[int, Corrected]:
    """Return every entry whose corrections still stand, by its id as a number.

    Withdrawing the correction `by` leaves the entry as it was before that one.
    """
    given = entries if isinstance(entries, list | tuple) else list(entries)
    corrections = [entry for entry in given if type(entry) is Correction]
    named = {c.replaces.int for c in corrections} | {c.by.uid.int for c in corrections if c.by is not None}
    if not named:
        return {}
    facts: dict[int, Fact] = {
        uid: entry for entry in given if (uid := entry.uid.int) in named and type(entry) is not Correction
    }
    changed, _ignored = _roots(facts, sorted({c.uid.int: c for c in corrections}.values(), key=_when))
    return {
        uid: Corrected(root.original, root.value(), root.standing[-1][0])
        for uid, root in changed.items()
        if root.standing
    }


def _apply(facts: dict[int, Fact], pending: list[Correction]) -> tuple[Correction, ...]:
    changed, ignored = _roots(facts, pending)
    for root_id, root in changed.items():
        value = root.value()
        if value is None:
            del facts[root_id]
        else:
            facts[root_id] = value
    return ignored


def _roots(
    facts: dict[int, Fact], pending: list[Correction]
) -> tuple[dict[int, _Root], tuple[Correction, ...]]:
    """Return the facts that corrections name, with those that stand, and the corrections that name nothing."""
    roots: dict[int, int] = {}  # id of a fact or a correction -> id of the original fact
    changed: dict[int, _Root] = {}
    while pending:
        waiting = []
        for correction in pending:
            named = correction.replaces.int
            root_id = roots.get(named, named if named in facts else None)
            if root_id is None:
                waiting.append(correction)
                continue
            root = changed.setdefault(root_id, _Root(facts[root_id]))
            _correct(root, correction)
            roots.setdefault(correction.uid.int, root_id)
            if correction.by is not None and correction.by.uid.int not in facts:
                roots.setdefault(correction.by.uid.int, root_id)
        if len(waiting) == len(pending):
            break
        pending = waiting
    return changed, tuple(pending)


def _correct(root: _Root, correction: Correction) -> None:
    for place, (uid, _) in enumerate(root.standing):
        if uid == correction.replaces.int:
            if correction.by is None:
                del root.standing[place]
            else:
                root.standing[place] = (correction.uid.int, correction.by)
            return
    root.standing.append((correction.uid.int, correction.by))


def _when(fact: Fact) -> tuple[datetime, int]:
    return (fact.at if fact.at.tzinfo else fact.at.replace(tzinfo=UTC)), fact.uid.int


def _fingerprint(fact: Fact) -> tuple[datetime, str]:
    return _when(fact)[0], repr(fact)
