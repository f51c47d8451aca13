"""The five example athletes, four weeks each: plan, sessions, what is prescribed and why, kept as pages to read.

`GLUTEAL_GOLDEN=write` writes the pages anew; read the difference before you commit it.
"""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest

from gluteal.catalogue.load import load
from gluteal.training import wording
from gluteal.training.agenda import next_session
from gluteal.training.athlete import Athlete
from gluteal.training.diary import Entry, SessionDone, SetDone
from gluteal.training.history import Diary
from gluteal.training.prescription import Prescription
from gluteal.training.profile import example
from gluteal.training.programme import Load, Session
from gluteal.training.progression import prescribe_session
from gluteal.training.resistance import loads_owned
from gluteal.training.safety import allowed, clear
from gluteal.training.simulate import Life, simulate
from gluteal.training.validate import violations

PAGES = Path(__file__).parent
NAMES = ("runner", "lifter", "desk-worker", "seventy", "dancer")
FIRST = date(2026, 11, 23)
WEEKS = 4


@dataclass(frozen=True)
class Told:
    """What one athlete was told: the life, and each session's prescriptions by its day, the next one last."""

    athlete: Athlete
    life: Life
    sessions: tuple[tuple[date, Session, dict[str, tuple[Prescription, ...]]], ...]


@cache
def told(name: str) -> Told:
    athlete, catalogue = example(name), load()
    life = simulate(athlete, catalogue, FIRST, WEEKS, Random(7))
    programme = life.programmes[0]
    ids = {f"{programme.id}/{session.id}": session for week in programme.weeks for session in week.sessions}
    done = [(entry.day, ids[entry.session]) for entry in life.entries if isinstance(entry, SessionDone)]
    after = FIRST + timedelta(weeks=WEEKS)
    agenda = next_session(programme, Diary(life.entries), after, athlete=athlete, catalogue=catalogue)
    coming = agenda.due or agenda.coming
    assert coming is not None
    sessions = []
    for day, session in [*done, (coming.day, coming)]:
        before: list[Entry] = [entry for entry in life.entries if entry.day < day]
        asked = prescribe_session(
            session, Diary(before), day, athlete=athlete, catalogue=catalogue, programme=programme
        )
        sessions.append((day, session, asked))
    return Told(athlete, life, tuple(sessions))


def page(name: str) -> str:
    """Return the four weeks as a page that a person can read."""
    told_now = told(name)
    programme = told_now.life.programmes[0]
    lines = [f"# {told_now.athlete.name}, the {name}: four weeks", ""]
    lines += [f"- {sentence}" for sentence in (*programme.falls_short, *programme.notes)]
    lines += [f"- Would help most: {programme.smallest_change}"] if programme.smallest_change else []
    for day, session, asked in told_now.sessions:
        lines += ["", f"## {wording.on(day)}, week {session.week} ({round(session.seconds / 60)} min)", ""]
        for slot in session.slots:
            target = wording.span(*slot.target.amount, slot.target.measure)
            lines.append(f"- **{slot.choice}** ({slot.part}), {slot.sets} x {target}. {slot.why}")
            lines += [f"  - {told_side(item)}" for item in asked.get(slot.id, ())]
            lines += [f"  - done {words}" for words in done_words(told_now.life, day, slot.id)]
    return "\n".join(lines) + "\n"


def told_side(item: Prescription) -> str:
    amount = wording.span(*item.target.amount, item.target.measure)
    load_words = wording.load(item.target.load)
    return f"{item.side}: {item.change}, `{item.choice}` {item.sets} x {amount} with {load_words}. {item.why}"


def done_words(life: Life, day: date, slot: str) -> list[str]:
    by_side: dict[str, list[str]] = {}
    for entry in life.entries:
        if isinstance(entry, SetDone) and entry.day == day and entry.slot == slot:
            pain = f", pain {entry.pain}" if entry.pain else ""
            by_side.setdefault(str(entry.side), []).append(
                f"{wording.plain(entry.amount or 0)} (reserve {wording.plain(entry.rir or 0)}{pain})"
            )
    return [f"{side}: {', '.join(sets)}" for side, sets in by_side.items()]


@pytest.mark.parametrize("name", NAMES)
def test_the_four_weeks_are_as_they_were_read_and_found_sensible(name: str) -> None:
    file = PAGES / f"{name}.md"
    if os.environ.get("GLUTEAL_GOLDEN") == "write":
        file.write_text(page(name), encoding="utf-8")
    assert page(name) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_programme_breaks_no_hard_constraint(name: str) -> None:
    catalogue = load()
    assert violations(told(name).life.programmes[0], told(name).athlete, catalogue) == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_prescribed_is_owned_allowed_and_cites_claims(name: str) -> None:
    told_now, catalogue = told(name), load()
    for day, _, asked in told_now.sessions:
        gate = clear(told_now.athlete, day)
        for item in (one for answers in asked.values() for one in answers):
            assert allowed(catalogue.choice(item.choice), told_now.athlete, gate) is None, item.why
            assert owned(item.target.load, told_now.athlete), item.why
            assert item.claims
            for claim in item.claims:
                catalogue.ledger.claim(claim)


def owned(thing: Load | None, athlete: Athlete) -> bool:
    if thing is None:
        return True
    if thing.band is not None:
        return thing.band.name in {band.name for band in athlete.kit.bands}
    return thing.amount is None or thing.amount in loads_owned(thing.kind, athlete.kit)


@pytest.mark.parametrize("name", NAMES)
def test_something_gets_harder_in_four_weeks(name: str) -> None:
    changes = {
        item.change for _, _, asked in told(name).sessions for answers in asked.values() for item in answers
    }
    assert changes & {"more-reps", "more-load", "more-elongation", "stiffer-band", "harder-rung"}, changes
