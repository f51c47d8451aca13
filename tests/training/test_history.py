"""The diary as it stands after corrections, mappings and answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from gluteal.training.athlete import Side
from gluteal.training.diary import (
    Correction,
    CustomExercise,
    Entry,
    Morning,
    NextMorning,
    SessionDone,
    SetDone,
    Slept,
)
from gluteal.training.history import Diary
from gluteal.training.programme import Part

DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def one(number: int, **more: object) -> SetDone:
    base = SetDone(uid=UUID(int=number), at=NOON, day=DAY, exercise="clamshell", side=Side.LEFT, amount=12)
    return replace(base, **more)  # type: ignore[arg-type]


def correct(number: int, replaces: int, by: SetDone | None, minutes: int = 0) -> Correction:
    at = NOON + timedelta(minutes=minutes)
    return Correction(uid=UUID(int=number), at=at, day=DAY, replaces=UUID(int=replaces), by=by)


def amounts(*entries: Entry) -> list[float | None]:
    runs = Diary(entries).exposures("clamshell", Side.LEFT, DAY, 5)
    return [done.amount for run in runs for done in run.sets]


def test_a_correction_replaces_and_a_removal_removes() -> None:
    assert amounts(one(1), correct(9, 1, one(2, amount=10))) == [10]
    assert amounts(one(1), one(3, amount=8), correct(9, 1, None)) == [8]


def test_a_chain_ends_at_its_last_link_in_any_order_of_arrival() -> None:
    chain = (
        one(1),
        correct(7, 1, one(2, amount=10)),
        correct(8, 2, one(3, amount=9), 1),
        correct(9, 3, one(4, amount=7), 2),
    )
    assert amounts(*chain) == [7]
    assert amounts(*reversed(chain)) == [7]


def test_a_correction_of_a_correction_takes_its_place_and_a_withdrawn_one_restores_the_fact() -> None:
    wrong = correct(8, 1, one(2, amount=99))
    assert amounts(one(1), wrong, correct(9, 8, one(3, amount=11), 1)) == [11]
    assert amounts(one(1), wrong, correct(9, 8, None, 1)) == [12]


def test_a_correction_that_names_nothing_is_ignored_and_reported() -> None:
    lost = correct(9, 777, one(2, amount=1))
    diary = Diary([one(1), lost])
    assert diary.ignored == (lost,)
    assert [f.uid.int for f in diary.facts.values()] == [1]


def test_the_same_fact_twice_counts_once() -> None:
    assert amounts(one(1), one(1)) == [12]


def test_two_facts_with_one_id_give_the_same_diary_in_either_order() -> None:
    later = one(1, amount=5, at=NOON + timedelta(hours=1))
    assert amounts(one(1), later) == amounts(later, one(1)) == [5]


def test_sets_come_in_time_order_and_warm_up_does_not_count() -> None:
    second = one(2, amount=11, at=NOON + timedelta(minutes=3))
    warm = one(3, amount=30, part=Part.WARM_UP)
    assert amounts(second, warm, one(1)) == [12, 11]


def test_days_come_newest_first_and_later_than_today_not_at_all() -> None:
    days = [one(n, day=DAY + timedelta(days=n), at=NOON + timedelta(days=n)) for n in range(5)]
    runs = Diary(days).exposures("clamshell", Side.LEFT, DAY + timedelta(days=3), 2)
    assert [run.day.day for run in runs] == [5, 4]


def test_sets_of_both_sides_count_for_either_and_the_weaker_side_speaks_for_both() -> None:
    diary = Diary([one(1, side=Side.BOTH, amount=9)])
    assert diary.exposures("clamshell", Side.RIGHT, DAY, 1)[0].amount == 9
    diary = Diary([one(1, amount=9), one(2, amount=12, side=Side.RIGHT, order=1)])
    assert diary.exposures("clamshell", Side.BOTH, DAY, 1)[0].amount == 9


def test_mapped_names_follow_their_chain_and_a_ring_maps_nothing() -> None:
    def custom(number: int, name: str, same_as: str | None) -> CustomExercise:
        return CustomExercise(uid=UUID(int=number), at=NOON, day=DAY, name=name, same_as=same_as)

    mapped = [one(1, exercise="Clams (L)"), custom(7, "Clams (L)", "Clams"), custom(8, "Clams", "clamshell")]
    assert amounts(*mapped) == [12]
    ring = Diary([custom(7, "a", "b"), custom(8, "b", "a")])
    assert ring.known_as("a") == "a"


def test_the_latest_answer_about_a_morning_counts_for_its_exercise_and_side() -> None:
    def answer(number: int, what: Morning, **more: object) -> NextMorning:
        at = NOON + timedelta(days=1, minutes=number)
        base = NextMorning(uid=UUID(int=number), at=at, day=DAY + timedelta(days=1), about=DAY, answer=what)
        return replace(base, **more)  # type: ignore[arg-type]

    today = DAY + timedelta(days=1)
    diary = Diary([answer(1, Morning.STILL_UP), answer(2, Morning.BACK_TO_NORMAL, side=Side.LEFT)])
    assert diary.morning(DAY, "clamshell", Side.LEFT, today) is Morning.BACK_TO_NORMAL
    assert diary.morning(DAY, "clamshell", Side.RIGHT, today) is Morning.STILL_UP
    assert diary.morning(DAY, "clamshell", Side.RIGHT, DAY) is None
    other = Diary([answer(1, Morning.STILL_UP, exercises=("hip-thrust",))])
    assert other.morning(DAY, "clamshell", Side.LEFT, today) is None


def test_sessions_begun_and_nights_slept_are_found() -> None:
    diary = Diary(
        [
            one(1, session="p1/w1-mon"),
            SessionDone(uid=UUID(int=2), at=NOON, day=DAY, session="p1/w1-wed", effort=6),
            Slept(uid=UUID(int=3), at=NOON, day=DAY, hours=7.5),
        ]
    )
    assert diary.sessions(DAY) == {"p1/w1-mon": DAY, "p1/w1-wed": DAY}
    assert diary.sleep[DAY] == 7.5
    assert diary.training_days(DAY) == (DAY,)
