"""Fills a store with a person in the fifth week of a programme, for the pages that show what has been done.

usage: python lived_in.py FOLDER
"""

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from stage import person

from gluteal.catalogue.load import load
from gluteal.training.athlete import Side
from gluteal.training.diary import Entry, Measured, Morning, NextMorning, Retest, SessionDone, SetDone, Slept
from gluteal.training.planner import plan
from gluteal.training.programme import Programme, Session
from gluteal.web.store import open_store

WEEKS = 4


def main() -> None:
    """Fill the store."""
    today = datetime.now().astimezone().date()
    store = open_store(Path(sys.argv[1]))
    start = today - timedelta(weeks=WEEKS)
    athlete = person("lifter", start)
    programme = plan(athlete, load(), start)
    store.save_athlete(athlete)
    store.save_programme(programme)
    store.add(diary(programme, today))
    from gluteal.web.accounts.models import CalendarFeed  # only once the store is open

    CalendarFeed.make(store.person)


def diary(programme: Programme, today: date) -> list[Entry]:
    """Return sets that grow slowly on the left and faster on the right, with one sore session."""
    entries: list[Entry] = []

    def fact(day: date) -> dict[str, object]:
        at = datetime(day.year, day.month, day.day, 18, len(entries) % 60, tzinfo=UTC)
        return {"uid": uuid4(), "at": at, "day": day}

    done = [s for week in programme.weeks for s in week.sessions if s.day < today]
    for number, session in enumerate(done):
        entries += _sets(programme, session, number, fact)
        entries.append(
            SessionDone(**fact(session.day), session=f"{programme.id}/{session.id}", effort=6.0 + number % 3)  # type: ignore[arg-type]
        )
    sore = done[1].day
    entries.append(NextMorning(**fact(sore + timedelta(days=1)), about=sore, answer=Morning.BACK_TO_NORMAL))  # type: ignore[arg-type]
    for weeks, seconds in ((4, 31.0), (0, 44.0)):
        for side in (Side.LEFT, Side.RIGHT):
            day = today - timedelta(weeks=weeks)
            entries.append(Retest(**fact(day), test="side-bridge-hold", side=side, value=seconds, unit="s"))  # type: ignore[arg-type]
        entries.append(
            Measured(**fact(today - timedelta(weeks=weeks)), what="hip-girth", value=97.5, unit="cm")
        )  # type: ignore[arg-type]
    entries += [Slept(**fact(today - timedelta(days=n)), hours=7 - n / 2) for n in range(3)]  # type: ignore[arg-type]
    return entries


def _sets(programme: Programme, session: Session, number: int, fact) -> list[Entry]:  # type: ignore[no-untyped-def]
    found: list[Entry] = []
    for slot in session.slots:
        sides = (Side.LEFT, Side.RIGHT) if slot.first_side else (Side.BOTH,)
        for order in range(slot.sets):
            for side in sides:
                grown = number if side is Side.RIGHT else number // 2
                found.append(
                    SetDone(
                        **fact(session.day),
                        exercise=slot.choice,
                        side=side,
                        measure=slot.target.measure,
                        amount=float(slot.target.amount[0] + grown),
                        load=slot.target.load,
                        rir=2.0,
                        pain=3 if number == 1 else 0,
                        part=slot.part,
                        session=f"{programme.id}/{session.id}",
                        slot=slot.id,
                        order=order,
                        prescribed=slot.target,
                    )
                )
    return found


if __name__ == "__main__":
    main()
