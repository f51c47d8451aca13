"""A lighter week is taken by the person: what is prescribed gets easier, the plan stays as it was."""

from functools import cache

import pytest
from athletes import TODAY

from gluteal.catalogue.load import load
from gluteal.errors import UnknownName
from gluteal.record import from_json, to_json
from gluteal.training.deload import lighter_week
from gluteal.training.history import Diary
from gluteal.training.planner import plan
from gluteal.training.prescription import Change, Prescription
from gluteal.training.profile import example
from gluteal.training.programme import Programme
from gluteal.training.progression import prescribe_session

CATALOGUE = load()
ATHLETE = example("lifter")


@cache
def programme() -> Programme:
    return plan(ATHLETE, CATALOGUE, TODAY, 0.05)


def asked(taken: Programme) -> dict[str, tuple[Prescription, ...]]:
    session = taken.weeks[-1].sessions[0]
    return prescribe_session(
        session, Diary([]), session.day, athlete=ATHLETE, catalogue=CATALOGUE, programme=taken
    )


def test_a_week_that_is_taken_as_a_lighter_one_eases_all_that_is_prescribed_in_it() -> None:
    last = len(programme().weeks)
    usual, light = asked(programme()), asked(lighter_week(programme(), last))
    assert usual.keys() == light.keys()
    for name in usual:
        for before, after in zip(usual[name], light[name], strict=True):
            assert after.change is Change.DELOAD
            assert after.choice == before.choice
            assert after.sets <= before.sets
            assert after.target.rir[0] == before.target.rir[0] + 2
            assert "rule A27" in after.why
    assert sum(a.sets for found in light.values() for a in found) < sum(
        a.sets for found in usual.values() for a in found
    )


def test_other_weeks_stay_as_they_are() -> None:
    assert asked(lighter_week(programme(), 1)) == asked(programme())


def test_a_lighter_week_can_be_given_back() -> None:
    last = len(programme().weeks)
    assert lighter_week(lighter_week(programme(), last), last, taken=False) == programme()


def test_it_is_kept_in_the_document() -> None:
    taken = lighter_week(programme(), 2)
    assert from_json(Programme, to_json(taken), "the programme") == taken
    assert [week.lighter for week in taken.weeks][:3] == [False, True, False]


def test_a_week_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownName, match="99"):
        lighter_week(programme(), 99)
