"""What a phone takes along is whole, and what was done today counts for what comes later."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.test import Client

from gluteal.catalogue.exercise import Placement, Resistance
from gluteal.training.athlete import Side
from gluteal.training.diary import SetDone
from gluteal.training.programme import BandUse, Load, Part, Programme, Session
from gluteal.web.store import Store

LOOP = Load(
    kind=Resistance.BAND,
    band=BandUse(name="green loop", product="unknown", colour="green", placement=Placement.ABOVE_KNEES),
)


def named(document: dict[str, Any]) -> set[str]:
    """Return every choice that a session document names."""
    found = set()
    for line in (*document["lines"], *document["extras"]):
        found |= {line["choice"], *(option["choice"] for option in line["options"])}
        found |= {side["choice"] for option in line["options"] for side in option["sides"]}
        found |= {slug for after in line["red"] for slug in after["swaps"]}
    return found


def test_every_exercise_that_is_named_has_a_card(
    alices: Client, training: Store, programme: Programme, set_done: Callable[..., SetDone]
) -> None:
    def other(session: Session) -> Session:
        slots = (
            replace(s, choice="clam-raise-band") if s.choice == "clamshell-band" else s for s in session.slots
        )
        return replace(session, slots=tuple(slots))

    weeks = tuple(replace(w, sessions=tuple(map(other, w.sessions))) for w in programme.weeks)
    training.save_programme(replace(programme, weeks=weeks))
    long_ago = {"exercise": "clam-raise-band", "day": date(2026, 10, 15), "load": LOOP, "part": Part.MAIN}
    training.add([set_done(side=side, **long_ago) for side in (Side.LEFT, Side.RIGHT)])
    for document in alices.get("/api/guide").json()["sessions"]:
        line = next(one for one in document["lines"] if one["choice"] == "clam-raise-band")
        assert line["options"][0]["sides"][0]["choice"] != line["choice"]  # the diary asks for something else
        assert named(document) <= document["cards"].keys()


def test_red_pain_of_today_counts_for_the_sessions_that_come_later(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    before = alices.get("/programme/w1-thu").content.decode()
    assert "red" not in before
    hurt = set_done(
        exercise="side-lying-abduction",
        day=date(2026, 11, 23),
        pain=8,
        part=Part.MAIN,
        session="block-1/w1-mon",
    )
    training.add([hurt])
    assert "Pain was 8 of 10" in alices.get("/programme/w1-thu").content.decode()
    assert "Pain was 8 of 10" in alices.get("/api/sessions/w1-thu").content.decode()
    assert "Pain was 8 of 10" not in alices.get("/programme/w1-mon").content.decode()
