"""The calendar as other programs read it: lines that fold, text that is escaped, uids that stay."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from gluteal.catalogue.exercise import Measure
from gluteal.exchange.calendar import uid, write
from gluteal.training.athlete import Weekday
from gluteal.training.programme import Part, Programme, Session, Slot, Target, Week

STAMP = datetime(2026, 11, 23, 7, tzinfo=UTC)


def programme(day: date = date(2026, 11, 24), choice: str = "clamshell") -> Programme:
    target = Target(measure=Measure.REPS, amount=(8, 12), rir=(1, 3), tempo=(2, 1, 2), rest_s=60)
    slot = Slot(
        id="w1-tue-1",
        choice=choice,
        part=Part.MAIN,
        sets=3,
        target=target,
        first_side=None,
        hard=True,
        seconds=300,
        why="",
        claims=(),
    )
    session = Session(id="w1-tue", week=1, weekday=Weekday.TUE, day=day, slots=(slot,), seconds=1510)
    week = Week(number=1, starts=date(2026, 11, 23), phase=1, deload=False, sessions=(session,))
    return Programme(
        id="block-1",
        athlete="Alice",
        made_on=date(2026, 11, 23),
        weeks=(week,),
        regions={},
        covered={},
        falls_short=(),
        smallest_change=None,
        notes=(),
        claims=(),
        solves=(),
    )


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_session_is_a_whole_day_with_its_exercises() -> None:
    lines = unfolded(write(programme(), stamp=STAMP, names={"clamshell": "Clamshell, band; slow"}))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20261124" in lines
    assert "DTEND;VALUE=DATE:20261125" in lines
    assert "SUMMARY:Upper glutes\\, 25 min" in lines
    assert "DESCRIPTION:3 × Clamshell\\, band\\; slow" in lines
    assert "DTSTAMP:20261123T070000Z" in lines


def test_a_moved_session_keeps_its_uid_and_one_let_go_is_left_out() -> None:
    plan = programme()
    moved = replace(plan.weeks[0].sessions[0], day=date(2026, 11, 26))
    lines = unfolded(write(plan, stamp=STAMP, names={}, moved=[moved]))
    assert f"UID:{uid('block-1', 'w1-tue')}" in lines
    assert "DTSTART;VALUE=DATE:20261126" in lines
    assert lines.count("BEGIN:VEVENT") == 1
    assert "BEGIN:VEVENT" not in write(plan, stamp=STAMP, names={}, left_out=["w1-tue"])


def test_no_programme_is_an_empty_calendar() -> None:
    assert "VEVENT" not in write(None, stamp=STAMP, names={})


@given(st.text(max_size=300))
def test_no_name_breaks_a_line_or_the_file(name: str) -> None:
    text = write(programme(), stamp=STAMP, names={"clamshell": name}, title=name)
    for line in text.removesuffix("\r\n").split("\r\n"):
        assert len(line.encode()) <= 75
        assert "\n" not in line
        assert "\r" not in line
    lines = unfolded(text)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert len(lines) == 18
