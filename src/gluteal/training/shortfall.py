"""What a plan falls short of, in plain sentences, and the smallest change that would help most."""

from collections.abc import Iterator
from dataclasses import replace

from gluteal.anatomy.region import MUSCLES, Region
from gluteal.catalogue.claim import Ledger
from gluteal.catalogue.load import Catalogue
from gluteal.training.athlete import Athlete, Band, BandForm
from gluteal.training.block import ROLES
from gluteal.training.candidate import candidates
from gluteal.training.clearance import Clearance
from gluteal.training.linear import LinearModel, Row
from gluteal.training.phase import DAYS, Phase, question
from gluteal.training.programme import RegionWeek
from gluteal.training.resistance import owns
from gluteal.training.solve import FEASIBLE, OPTIMAL, Found, minimise, one_sum, weights
from gluteal.training.volume import MUSCLE_OF, QUARTERS, aims, spoken
from gluteal.training.weekmodel import assemble
from gluteal.training.wording import listed

_GAPS = ("coverage", "shortfall")
"""The objectives that a change is to improve, in their order."""


def sentences(table: tuple[RegionWeek, ...], missing: tuple[str, ...], mains: int) -> tuple[str, ...]:
    """Say what a week misses: sets by region, reckoned at the low end, and what it does not cover."""
    alike: dict[tuple[str, float, float, float], list[Region]] = {}
    for row in table:
        if row.low < row.target:
            key = (MUSCLE_OF[row.region], row.low, row.nominal, row.target)
            alike.setdefault(key, []).append(row.region)
    found = [
        f"The {_together(muscle, regions)} at least {low:g} of the {target:g} weekly sets aimed at "
        f"({nominal:g} by the middle of what is known)."
        for (muscle, low, nominal, target), regions in alike.items()
    ]
    names = {f"role:{role}": words for role, words in ROLES.items()}
    for name in missing:
        if name in names:
            found.append(f"The week holds no {names[name]}.")
        elif name == "multi-joint":
            found.append(
                "The week holds too little multi-joint work for the legs, such as rising from a chair."
            )
        elif name == "loaded-abduction":
            found.append("The week holds no plain hip abduction with a load that goes up in fine steps.")
        elif name == "power":
            found.append("The week holds no fast work for power.")
    sessions = sum(name.startswith("balance:") for name in missing)
    if sessions:
        found.append(f"In {sessions} of the week's sessions there is no balance work.")
    if not mains:
        found.append("No exercise comes up often enough to be a main lift.")
    return tuple(found)


def _together(muscle: str, regions: list[Region]) -> str:
    """Name regions of one muscle as the subject of a sentence, with its verb."""
    if len(regions) == 1:
        return f"{spoken(regions[0])} gets"
    if len(regions) == len(MUSCLES[muscle]):
        return f"{muscle} gets in each of its parts"
    parts = [spoken(region).removesuffix(muscle).strip() for region in regions]
    return f"{listed(parts)} {muscle} each get"


def smallest_change(
    athlete: Athlete, catalogue: Catalogue, clearance: Clearance, phase: Phase, level_cap: int | None
) -> str | None:
    """Return the change that would help most, the smallest first among equals; None where nothing tried helps.

    Each change is solved anew for shortfall and coverage alone, with a small limit: what it promises is reached by
    a plan that was really found, and may be bettered.
    """
    ledger = catalogue.ledger
    if not any(phase.short.values()) and not phase.missing:
        return None
    now = _reached(phase.found)
    best, words = now, None
    for change, label in _changes(athlete, catalogue, phase):
        items = candidates(change, catalogue, clearance, clearance.day, level_cap)
        week = question(change, items, clearance, aims(change, ledger, clearance.day), ledger)
        model = assemble(week, ledger)
        found = _better(model.model, best, ledger)
        if found.status not in (OPTIMAL, FEASIBLE):
            continue
        sets = sum(found.values[index] for index in model.short.values()) / QUARTERS
        best = _reached(found)
        words = _promise(label, sum(phase.short.values()) / QUARTERS, sets, now[0], best[0])
        if not any(best):
            break  # nothing is left to gain
    return words


def _reached(found: Found) -> tuple[int, int]:
    return found.levels.get("coverage", 0), found.levels.get("shortfall", 0)


def _better(model: LinearModel, best: tuple[int, int], ledger: Ledger) -> Found:
    """Seek a week that beats `best`, in coverage or else in shortfall; only such weeks are searched."""
    for name in [n for n in model.objectives if n not in _GAPS]:
        del model.objectives[name], model.most[name]
    total, factors = one_sum(model), weights(model)
    beaten = sum(factors.get(name, 0) * value for name, value in zip(_GAPS, best, strict=True))
    model.rows.append(Row(total, 0, beaten - 1))
    return minimise(model, total, ledger, ledger.number("planner-limits", "what-if-work"))


def _promise(label: str, before: float, after: float, gaps: int, left: int) -> str:
    parts = []
    if after < before:
        parts.append(f"the sets that are missing in a week would fall from {before:g} to {after:g}")
    if left < gaps:
        parts.append(f"{gaps - left} of the {gaps} gaps in coverage would close")
    if not parts:
        parts.append("the sets that matter most to your goals would come closer to their aim")
    return f"What would help most is {label}: {listed(parts)}."


def _changes(athlete: Athlete, catalogue: Catalogue, phase: Phase) -> Iterator[tuple[Athlete, str]]:
    """Yield small changes, the smallest first."""
    ledger = catalogue.ledger
    if athlete.dislikes:
        named = [catalogue.choices[s].name for s in athlete.dislikes if s in catalogue.choices]
        if named:
            yield replace(athlete, dislikes=()), f"taking back {listed(named)} into the choice"
    step = int(ledger.number("planner-limits", "minutes-step"))
    for count in range(1, int(ledger.number("planner-limits", "minutes-steps")) + 1):
        more = step * count
        yield replace(athlete, minutes=athlete.minutes + more), f"{more} more minutes a session"
    if not owns(athlete.kit, "loop-band"):
        band = Band(name="light loop band", colour="any", form=BandForm.LOOP)
        yield (
            replace(athlete, kit=replace(athlete.kit, bands=(*athlete.kit.bands, band))),
            "a light loop band",
        )
    day = _freest(phase)
    if day is not None:
        days = tuple(d for d in DAYS if d in athlete.days or d is DAYS[day])
        yield replace(athlete, days=days), f"one more day a week ({DAYS[day].name.capitalize()})"


def _freest(phase: Phase) -> int | None:
    """Return the weekday farthest from all training, None where every day is taken."""
    taken = set(phase.week.days)
    busy = taken | phase.week.hard_elsewhere
    free = [day for day in range(len(DAYS)) if day not in taken]

    def distance(day: int) -> int:
        return min(min((day - other) % 7, (other - day) % 7) for other in busy)

    return max(free, key=lambda day: (distance(day), -day), default=None)
