"""The only clock of the pages: the moment and the person's own calendar day."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

_zone: ContextVar[ZoneInfo | None] = ContextVar("zone", default=None)


@contextmanager
def in_zone(zone: ZoneInfo | None) -> Iterator[None]:
    """Tell the moment in this zone inside the block; None: in the machine's own."""
    before = _zone.set(zone)
    try:
        yield
    finally:
        _zone.reset(before)


def now() -> datetime:
    """Return the moment in the zone of the person's device, else in the machine's own."""
    moment = datetime.now().astimezone(_zone.get())
    given = os.environ.get("GLUTEAL_TODAY")  # a day to look at, as the command line has it
    if given:
        day = date.fromisoformat(given)
        moment = moment.replace(year=day.year, month=day.month, day=day.day)
    return moment


def today() -> date:
    """Return the person's calendar day."""
    return now().date()
