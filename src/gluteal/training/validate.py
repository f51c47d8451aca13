"""Checks a programme against every hard constraint, from the document alone; shares no code with the planner's model."""

from collections.abc import Callable, Iterator

from gluteal.catalogue.load import Catalogue
from gluteal.training import validate_slots, validate_weeks
from gluteal.training.athlete import Athlete
from gluteal.training.inspection import Case
from gluteal.training.programme import Programme
from gluteal.training.safety import clear

RULES: dict[str, Callable[[Case], Iterator[str]]] = {
    "calendar": validate_weeks.calendar,
    "available": validate_slots.available,
    "gate-words": validate_slots.gate_words,
    "levels": validate_slots.levels,
    "time": validate_slots.time,
    "doses": validate_slots.doses,
    "sides": validate_slots.sides,
    "loads": validate_slots.loads,
    "reasons": validate_slots.reasons,
    "session-cap": validate_weeks.session_cap,
    "ceilings": validate_weeks.ceilings,
    "hard-days": validate_weeks.hard_days,
    "order": validate_weeks.order,
    "variety": validate_weeks.variety,
    "spread": validate_weeks.spread,
    "jumps": validate_weeks.jumps,
    "tables": validate_weeks.tables,
    "alternatives": validate_slots.alternatives,
}
"""Every rule by its name."""


def violations(programme: Programme, athlete: Athlete, catalogue: Catalogue) -> list[str]:
    """Return every broken hard constraint as "rule: sentence"; an empty list means that the programme may be used."""
    clearance = clear(athlete, programme.made_on, catalogue.ledger)
    case = Case(programme, athlete, catalogue, clearance)
    unknown = [
        f"known: {slot.id} names {slug}, which is no choice"
        for _, _, slot in case.slots()
        for slug in (slot.choice, *slot.alternatives)
        if slug not in catalogue.choices
    ]
    if unknown:
        return unknown
    return [f"{name}: {fault}" for name, rule in RULES.items() for fault in rule(case)]
