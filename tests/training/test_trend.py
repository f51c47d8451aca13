"""Weekly sets as ranges, jumps, and the gap between the sides with its “cannot tell”."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from gluteal.anatomy.region import Region
from gluteal.catalogue.load import load
from gluteal.training.athlete import Side
from gluteal.training.diary import SetDone
from gluteal.training.history import Diary
from gluteal.training.trend import gap, jumps, weekly_sets

START = date(2026, 3, 2)


def done(number: int, day: date, side: Side, amount: float = 12, exercise: str = "clamshell") -> SetDone:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) + timedelta(seconds=number)
    return SetDone(uid=UUID(int=number), at=at, day=day, exercise=exercise, side=side, amount=amount, rir=2.0)


def test_weekly_sets_are_counted_per_side_as_ranges() -> None:
    entries = [done(n, START, Side.LEFT) for n in range(3)]
    entries += [
        done(10, START, Side.BOTH, exercise="machine-abduction"),
        done(11, START, Side.LEFT, 12, "Zumba"),
    ]
    found = weekly_sets(Diary(entries), START + timedelta(days=6), load())
    region = Region.GMED_POSTERIOR
    clam, machine = (
        load().choice(s).credit.get(region, (0, 0, 0)) for s in ("clamshell", "machine-abduction")
    )
    assert found[Side.LEFT][region] == tuple(3 * c + m for c, m in zip(clam, machine, strict=True))
    assert found[Side.RIGHT][region] == machine
    assert weekly_sets(Diary(entries), START + timedelta(days=7), load())[Side.LEFT] == {}


def test_a_jump_is_flagged_and_a_first_week_is_none() -> None:
    first = [done(n, START, Side.LEFT, exercise="side-lying-abduction") for n in range(3)]
    second = [
        done(20 + n, START + timedelta(days=7), Side.LEFT, exercise="side-lying-abduction") for n in range(9)
    ]
    today = START + timedelta(days=8)
    assert jumps(Diary(second), today, load()) == ()
    found = jumps(Diary([*first, *second]), today, load())
    assert found
    assert all(j.side is Side.LEFT and j.after - j.before > 2 for j in found)
    assert any(j.strong for j in found)
    assert jumps(Diary([*first, *second[:3]]), today, load()) == ()


def sided(true_gap: float, sessions: int, noise: float, seed: int) -> Diary:
    """Simulate sessions in which right is ahead by `true_gap`, each side with its own scatter."""
    chance = random.Random(seed)
    entries = []
    for at in range(sessions):
        day = START + timedelta(days=3 * at)
        for place, (side, level) in enumerate(((Side.LEFT, 15.0), (Side.RIGHT, 15.0 * (1 + true_gap)))):
            amount = round(chance.gauss(level, level * noise))
            entries.append(done(at * 10 + place, day, side, max(amount, 1)))
    return Diary(entries)


@pytest.mark.parametrize("noise", [0.042, 0.098])
def test_no_gap_is_called_cannot_tell_at_least_95_times_in_100(noise: float) -> None:
    today = START + timedelta(days=400)
    told = sum(
        gap(sided(0, 40, noise, s), "clamshell", today, load().ledger).told is not None for s in range(400)
    )
    assert told / 400 <= 0.05


def test_a_gap_of_a_quarter_is_found_within_six_sessions() -> None:
    today = START + timedelta(days=400)
    found = sum(
        gap(sided(0.25, 6, 0.042, s), "clamshell", today, load().ledger).told is Side.RIGHT
        for s in range(200)
    )
    assert found / 200 >= 0.95


def test_five_sessions_are_not_enough_to_tell() -> None:
    found = gap(sided(1.0, 5, 0.01, 1), "clamshell", START + timedelta(days=90), load().ledger)
    assert (found.told, found.percent, found.sessions) == (None, None, 5)
