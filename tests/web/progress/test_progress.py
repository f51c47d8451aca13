"""Progress: what is told and what is held back, the table under each chart, and what is noted by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.web.conftest import TODAY

from gluteal.catalogue.exercise import Resistance
from gluteal.training.athlete import Side, Unit
from gluteal.training.diary import Measured, Retest, SetDone, Slept
from gluteal.training.programme import Load
from gluteal.web.store import Store


def fill(store: Store, set_done: Callable[..., SetDone], amounts: list[float], **more: object) -> None:
    for number, amount in enumerate(amounts):
        day = TODAY - timedelta(days=3 * (len(amounts) - number))
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        for side in (Side.LEFT, Side.RIGHT):
            store.add([set_done(day=day, at=at, side=side, amount=amount, **more)])


def test_an_empty_diary_says_so(alices: Client, training: Store) -> None:
    assert "diary is empty" in alices.get("/progress").content.decode()


def test_what_lies_inside_the_noise_is_not_called_a_change(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    fill(training, set_done, [12, 13, 12, 13, 12, 13, 12, 13])
    page = alices.get("/progress/of/clamshell").content.decode()
    assert "no change beyond the noise" in page
    assert "more than noise" not in page


def test_what_is_more_than_noise_is_told_for_each_side(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    fill(training, set_done, [10, 10, 10, 12, 14, 16, 16, 16])
    page = alices.get("/progress/of/clamshell").content.decode()
    assert page.count("more than noise") == 2
    assert "Cannot tell: what is seen may be noise." in page


def test_a_maximum_is_estimated_from_rated_loads_alone(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    fill(training, set_done, [8, 8, 8])
    assert "Estimated maximum" not in alices.get("/progress/of/clamshell").content.decode()
    machine = Load(kind=Resistance.MACHINE, amount=40, unit=Unit.KG)
    fill(training, set_done, [8, 8, 8], exercise="machine-abduction", load=machine)
    assert "Estimated maximum" in alices.get("/progress/of/machine-abduction").content.decode()


def test_under_each_chart_stands_a_table_with_the_same_figures(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    fill(training, set_done, [10, 11, 12])
    page = alices.get("/progress/of/clamshell").content.decode()
    keys = [part.split('"')[0] for part in page.split('data-chart="')[1:]]
    assert keys
    for key in keys:
        assert f'<table id="{key}"' in page
    assert page.count('data-figure="12"') >= 2


def test_weekly_sets_stand_per_region_and_side(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    fill(training, set_done, [10, 11, 12], exercise="side-lying-abduction")
    page = alices.get("/progress").content.decode()
    assert page.count('id="t-sets-gluteus') == 6
    assert "Left, at least" in page


def test_a_stranger_sees_no_set(
    bobs: Client, charlies: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    fill(training, set_done, [10, 11, 12])
    assert "diary is empty" in bobs.get("/progress").content.decode()
    assert "No set of this" in bobs.get("/progress/of/clamshell").content.decode()
    assert charlies.get("/progress").status_code == 403


def test_an_exercise_that_nobody_knows_is_not_here(alices: Client, training: Store) -> None:
    assert alices.get("/progress/of/nonsense").status_code == 404


GOOD = {
    "measure": {"what": "hip-girth:cm", "value": "98.5", "day": "2026-11-22"},
    "sleep": {"hours": "6.5", "day": "2026-11-23"},
    "test": {
        "test": "side-bridge-hold",
        "side": "left",
        "value": "41",
        "day": "2026-11-20",
        "conditions": "mat",
    },
}


@pytest.mark.parametrize(("form", "kind"), [("measure", Measured), ("sleep", Slept), ("test", Retest)])
def test_a_note_is_kept_once(alices: Client, training: Store, form: str, kind: type) -> None:
    data = {f"{form}-{name}": value for name, value in GOOD[form].items()} | {
        "form": form,
        f"{form}-uid": str(uuid4()),
    }
    for _again in range(2):
        assert alices.post("/progress/measures", data).status_code == 302
    assert [type(entry) for entry in training.entries()] == [kind]
    assert alices.get("/progress/measures").status_code == 200


@pytest.mark.parametrize(
    ("form", "wrong", "said"),
    [
        ("measure", {"what": "hip-girth:kg"}, "What, and in which unit"),
        ("measure", {"value": "980"}, "no body has that much"),
        ("measure", {"value": "nan"}, "that is not a number"),
        ("measure", {"day": "2026-11-24"}, "still to come"),
        ("measure", {"day": "1905-01-01"}, "look at the year"),
        ("sleep", {"hours": "25"}, "24"),
        ("test", {"side": "both"}, "Side"),
        ("test", {"value": "-1"}, "0"),
    ],
)
def test_a_wrong_note_is_refused_and_kept_on_the_page(
    alices: Client, training: Store, form: str, wrong: dict[str, str], said: str
) -> None:
    data = {f"{form}-{name}": value for name, value in (GOOD[form] | wrong).items()}
    answer = alices.post("/progress/measures", data | {"form": form, f"{form}-uid": str(uuid4())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert training.entries() == ()
    for name, value in wrong.items():
        if name not in ("side", "what"):
            assert f'value="{value}"' in page


def test_a_number_may_be_typed_with_a_comma(alices: Client, training: Store) -> None:
    data = {f"measure-{name}": value for name, value in (GOOD["measure"] | {"value": "96,5"}).items()}
    alices.post("/progress/measures", data | {"form": "measure", "measure-uid": str(uuid4())})
    (kept,) = training.entries()
    assert isinstance(kept, Measured)
    assert (kept.what, kept.value, kept.unit) == ("hip-girth", 96.5, "cm")


def test_a_screen_by_camera_is_shown_and_only_what_exceeds_its_error_is_told(
    alices: Client, training: Store, set_done: Callable[..., SetDone]
) -> None:
    fill(training, set_done, [10])
    for ago, side, knee in [(40, Side.LEFT, 14), (40, Side.RIGHT, 14), (1, Side.LEFT, 4), (1, Side.RIGHT, 8)]:
        day = TODAY - timedelta(days=ago)
        seen = {"knee": float(knee), "depth": 30.0, "reps": 3.0, "least": 1.0, "most": 2.0}
        at = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
        more = {"side": side, "value": 1, "unit": "points", "seen": seen, "at": at, "day": day}
        training.add([Retest(uid=uuid4(), test="single-leg-squat-rated", **more)])  # type: ignore[arg-type]
    page = alices.get("/progress").content.decode()
    assert "Single-leg squat, rated" in page
    assert page.count("the line of the knee is better than before") == 1
    assert "Left: since 14 October 2026" in page
