"""The only clock of the pages: the moment and the person's own calendar day."""

import os
from datetime import date, datetime


def now() -> datetime:
    """Return the moment with the machine's own time zone."""
    moment = datetime.now().astimezone()
    given = os.environ.get("GLUTEAL_TODAY")  # a day to look at, as the command line has it
    if given:
        day = date.fromisoformat(given)
        moment = moment.replace(year=day.year, month=day.month, day=day.day)
    return moment


def today() -> date:
    """Return the person's calendar day."""
    return now().date()
