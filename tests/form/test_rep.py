"""The state machine counts what leaves rest and comes back, and nothing else."""

from collections.abc import Iterable
from math import cos, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gluteal.catalogue.load import load
from gluteal.form.rep import HoldTimer, RepCounter, Span
from gluteal.lab.form_reference import form_reference

NUMBERS = form_reference(load(), "squat").numbers
FPS = 30


def counted(values: Iterable[float], least: float = 10.0) -> list[Span]:
    counter = RepCounter(least, NUMBERS)
    spans = [counter.feed(i, i / FPS, v) for i, v in enumerate(values)]
    return [span for span in spans if span is not None]


def waves(count: int, height: float, seconds: float, rest: float = 0.0) -> list[float]:
    one = [height / 2 * (1 - cos(2 * pi * i / (seconds * FPS))) for i in range(int(seconds * FPS))]
    return ([*one, *[0.0] * int(rest * FPS)]) * count + [0.0] * FPS


@given(
    st.integers(1, 8),
    st.floats(12, 90),
    st.floats(1.0, 8.0),
    st.floats(0.0, 5.0),
    st.floats(-50, 50),
)
def test_every_full_wave_is_one_repetition(
    count: int, height: float, seconds: float, rest: float, level: float
) -> None:
    spans = counted([level + v for v in waves(count, height, seconds, rest)])
    assert len(spans) == count
    assert all(span.start < span.turn < span.end for span in spans)
    assert all(span.range == pytest.approx(height, rel=0.15) for span in spans)


def test_a_wobble_below_the_least_range_is_none() -> None:
    assert not counted(waves(10, 8.0, 2.0))


def test_going_down_and_staying_there_is_none() -> None:
    assert not counted([*[0.0] * 30, *[i * 2.0 for i in range(30)], *[60.0] * 3000])


def test_a_bounce_at_the_bottom_makes_no_second_one() -> None:
    down = [i * 2.0 for i in range(31)]
    bounce = [60, 55, 50, 48, 50, 55, 60, 62, 60]
    assert len(counted([*[0.0] * 10, *down, *bounce, *reversed(down), *[0.0] * 30])) == 1


def test_a_twitch_is_too_short() -> None:
    assert not counted([*[0.0] * 20, 20, 40, 20, *[0.0] * 40])


def test_the_wait_that_proves_it_over_does_not_make_it_longer() -> None:
    quick = waves(1, 50, 0.6)
    assert not counted([*[0.0] * 20, *(v + (i > 9) * 11 for i, v in enumerate(quick)), *[11.0] * 60])


def test_a_set_may_begin_with_half_a_repetition_but_not_with_half_a_twitch() -> None:
    for step, count in ((2, 1), (20, 0)):
        counter = RepCounter(10, NUMBERS, half=True)
        values = [*range(60, -1, -step), *[0.5, 0.0] * 30]
        assert len([s for i, v in enumerate(values) if (s := counter.feed(i, i / FPS, v))]) == count


def test_what_was_not_seen_is_passed_over() -> None:
    values = waves(3, 50, 2.0)
    values[40:44] = [float("nan")] * 4
    assert len(counted(values)) == 3


def test_a_hold_is_timed_and_a_short_dip_forgiven() -> None:
    timer = HoldTimer(10, 5, 0.7, 2.0)
    values = [0.0] * 30 + [12.0] * 90 + [3.0] * 10 + [12.0] * 60 + [0.0] * 60 + [12.0] * 30 + [0.0] * 60
    held = [span for i, v in enumerate(values) if (span := timer.feed(i, i / FPS, v))]
    assert held == [(30, 189)]
    assert timer.close() is None
