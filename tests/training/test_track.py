"""Lines of sessions per side: what is more than noise, what was meant to be easy, the ladder, and kept days."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Measure, Resistance
from gluteal.catalogue.load import load
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.training.programme import Load, Target
from gluteal.training.track import rungs, track, weeks_of_sets
from gluteal.training.trend import weekly_sets

TODAY = date(2026, 11, 23)
LEDGER = load().ledger
FIVE, SIX = (Load(kind=Resistance.MACHINE, amount=kg, unit=Unit.KG) for kg in (50.0, 60.0))


def diary(
    amounts: Iterable[float], loads: Iterable[Load | None] = (), rir: float = 2, asked: Iterable[int] = ()
) -> Diary:
    values, weights, reserves = list(amounts), list(loads), list(asked)
    entries = []
    for number, amount in enumerate(values):
        day = TODAY - timedelta(days=3 * (len(values) - number))
        target = Target(
            measure=Measure.REPS,
            amount=(8, 12),
            rir=(reserves[number], reserves[number]) if reserves else (1, 3),
            tempo=(2, 1, 2),
            rest_s=60,
        )
        entries.append(
            SetDone(
                uid=UUID(int=number + 1),
                at=datetime(day.year, day.month, day.day, 18, tzinfo=UTC),
                day=day,
                exercise="clamshell",
                side=Side.LEFT,
                amount=amount,
                rir=rir,
                load=weights[number] if weights else None,
                prescribed=target,
            )
        )
    return Diary(entries)


def told(found: Diary) -> tuple[float | None, str]:
    line = track(found, "clamshell", Side.LEFT, TODAY, LEDGER, 50)
    return line.change, line.told


def test_a_handful_of_sessions_tells_nothing() -> None:
    change, words = told(diary([10, 12, 14, 16, 18]))
    assert change is None
    assert "Too few sessions to tell: 5 of 6" in words


@given(st.lists(st.sampled_from([12.0, 12.4]), min_size=6, max_size=12))
def test_noise_is_never_called_a_change(amounts: list[float]) -> None:
    change, words = told(diary(amounts))
    assert change is None
    assert "no change beyond the noise" in words


@pytest.mark.parametrize(
    ("amounts", "way"), [([10, 10, 10, 14, 14, 14], "up by 33 %"), ([14] * 3 + [9] * 3, "down by")]
)
def test_more_than_noise_is_told_with_its_direction(amounts: list[float], way: str) -> None:
    change, words = told(diary(amounts))
    assert change is not None
    assert way in words


def test_estimates_are_compared_across_loads_inside_their_window() -> None:
    change, words = told(diary([8] * 6, [FIVE] * 3 + [SIX] * 3))
    assert change == pytest.approx(20, abs=0.5)
    assert words.startswith("Estimated maximum: up by 20 %")


def test_outside_the_window_another_load_is_a_fact_and_no_verdict() -> None:
    change, words = told(diary([20] * 6, [FIVE] * 3 + [SIX] * 3))
    assert change is None
    assert "The load was 50 kg" in words


def test_sessions_meant_to_be_easy_are_marked_and_not_compared() -> None:
    found = diary([12, 12, 12, 12, 12, 12, 6, 6, 6], asked=[1, 1, 1, 1, 1, 1, 4, 4, 4])
    line = track(found, "clamshell", Side.LEFT, TODAY, LEDGER, 50)
    assert [point.easy for point in line.points] == [False] * 6 + [True] * 3
    assert line.change is None


def test_the_ladder_names_each_load_once_in_its_turn() -> None:
    found = rungs(diary([8, 9, 10, 8, 9], [FIVE] * 3 + [SIX] * 2), "clamshell", Side.LEFT, TODAY, 50)
    assert [(rung.load, rung.sessions, rung.most) for rung in found] == [(SIX, 2, 9), (FIVE, 3, 10)]


def test_weeks_follow_one_another_without_gap_or_overlap() -> None:
    found = diary([10] * 12)
    weeks = weeks_of_sets(found, TODAY, 6, load())
    assert [week.ends for week in weeks] == [TODAY - timedelta(weeks=n) for n in reversed(range(6))]
    assert weeks[-1].left == weekly_sets(found, TODAY, load())[Side.LEFT]
    assert all(not week.right for week in weeks)
