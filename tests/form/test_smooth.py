"""Smoothing takes jitter away, not the movement, and puts swapped sides right."""

from math import isnan, nan, pi, sin

import pytest

from gluteal.form.landmark import Frame, Point
from gluteal.form.smooth import OneEuro, SwapRepair, butterworth, even, smooth_with_holes

RATE = 30.0


def wave(hz: float, seconds: float = 10.0) -> list[float]:
    return [sin(2 * pi * hz * i / RATE) for i in range(int(seconds * RATE))]


def test_a_slow_movement_passes_without_lag() -> None:
    slow = wave(0.5)
    smooth = butterworth(slow, RATE, 6.0)
    assert max(abs(a - b) for a, b in zip(slow, smooth, strict=True)) < 0.01


def test_jitter_above_the_cut_off_is_taken_away() -> None:
    smooth = butterworth(wave(13.0), RATE, 6.0)
    assert max(abs(v) for v in smooth[30:-30]) < 0.05


def test_at_the_cut_off_half_the_power_is_left() -> None:
    smooth = butterworth(wave(6.0), RATE, 6.0)
    assert max(abs(v) for v in smooth[60:-60]) == pytest.approx(0.5**0.5, abs=0.06)


def test_a_constant_stays_itself_and_short_rows_are_left_alone() -> None:
    assert butterworth([3.0] * 50, RATE, 6.0) == pytest.approx([3.0] * 50)
    assert butterworth([1.0, 2.0], RATE, 6.0) == [1.0, 2.0]
    assert butterworth(wave(1.0), 8.0, 6.0) == wave(1.0)


def test_holes_stay_holes() -> None:
    out = smooth_with_holes([1.0] * 20 + [nan] * 3 + [2.0] * 20, RATE, 6.0)
    assert [isnan(v) for v in out] == [False] * 20 + [True] * 3 + [False] * 20
    assert out[0] == pytest.approx(1.0)
    assert out[-1] == pytest.approx(2.0)


def test_short_gaps_are_bridged_and_long_ones_left_open() -> None:
    grid = [i / 10 for i in range(31)]
    out = even([0.0, 0.1, 0.3, 2.0, 3.0], [0.0, 1.0, 3.0, 5.0, nan], grid, 0.5)
    assert out[2] == pytest.approx(2.0)
    assert isnan(out[10])
    assert out[20] == pytest.approx(5.0)
    assert isnan(out[30])


def test_one_euro_follows_a_movement_and_starts_afresh_after_a_gap() -> None:
    euro = OneEuro(1, 1.5, 0.1, 0.5)
    out = [euro.feed(i / RATE, [60 * v])[0] for i, v in enumerate(wave(0.4))]
    assert max(abs(a - 60 * b) for a, b in zip(out, wave(0.4), strict=True)) < 4
    assert euro.feed(99.0, [7.0]) == [7.0]
    assert isnan(euro.feed(99.1, [nan])[0])


def body(t: float, turn: bool) -> Frame:
    spots = []
    for point in Point:
        left = point.name.startswith("LEFT")
        x = 0.0 if point is Point.NOSE else (30.0 if left != turn else -30.0)
        spots.append((100 + x + t, 10.0 * ((point + 1) // 2), 1.0))
    return Frame(t, tuple(spots), tuple((x, y, 0.0) for x, y, _ in spots))


def test_swapped_sides_are_put_right_and_a_lasting_change_is_believed_after_a_gap() -> None:
    repair = SwapRepair(0.5, 0.5)
    wanted = [body(i / 30, False) for i in range(20)]
    got = [repair.feed(body(i / 30, i % 3 == 2)) for i in range(20)]
    assert got == wanted
    assert repair.swapped == 6
    assert repair.feed(body(5.0, True)) == body(5.0, True)
