"""Sets up a store for the browser tests: a person whose first session is today.

usage: python stage.py FOLDER [EXAMPLE]
"""

import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from gluteal.catalogue.load import load
from gluteal.training.athlete import Athlete, Screening, Weekday
from gluteal.training.planner import plan
from gluteal.training.profile import example
from gluteal.web.store import open_store


def person(name: str, today: date) -> Athlete:
    """Return an example athlete who trains today and two days later, cleared by the safety questions."""
    weekdays = list(Weekday)
    days = tuple(sorted({(today + timedelta(days=n)).weekday() for n in (0, 2)}))
    return replace(
        example(name),
        days=tuple(weekdays[n] for n in days),
        other_training=(),
        screening=Screening(answered_on=today, professional_clearance=True),
    )


def main() -> None:
    """Fill the store."""
    folder, name = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "runner"
    today = datetime.now().astimezone().date()
    store = open_store(folder)
    athlete = person(name, today)
    store.save_athlete(athlete)
    store.save_programme(plan(athlete, load(), today))


if __name__ == "__main__":
    main()
