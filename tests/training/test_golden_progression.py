"""The golden tables of docs/progression.md: each diary is replayed and each answer compared word for word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from gluteal.catalogue.exercise import Resistance, Sides
from gluteal.catalogue.load import load
from gluteal.training.athlete import (
    Athlete,
    Band,
    Experience,
    Goal,
    Kit,
    Screening,
    Side,
    Stack,
    Unit,
    Weekday,
)
from gluteal.training.deload import deload_due
from gluteal.training.diary import Entry, Morning, NextMorning, SetDone, Slept
from gluteal.training.history import Diary
from gluteal.training.prescription import Prescription
from gluteal.training.programme import BandUse, Load, Part, Slot, Target
from gluteal.training.progression import prescribe

PAGE = Path(__file__).parent.parent.parent / "docs" / "progression.md"
START = date(2026, 3, 1)  # day 1 is 2 March 2026, a Monday


@dataclass
class Table:
    """One golden table: the plan, the kit, and the rows of diary and answers."""

    title: str
    plan: str
    kit: str
    rows: list[list[str]] = field(default_factory=list)


def tables(text: str) -> Iterator[Table]:
    for chunk in re.split(r"(?m)^### ", text)[1:]:
        plan = re.search(r"(?m)^Plan: (.+?)\. Kit: (.+)\.$", chunk)
        if plan:
            table = Table(chunk.splitlines()[0], plan[1], plan[2])
            lines = [line for line in chunk.splitlines() if line.startswith("|")][2:]
            table.rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            yield table


def day_of(number: str) -> date:
    return START + timedelta(days=int(number))


def kit_of(words: str) -> Kit:
    kit = Kit(bench=True, step_cm=(20,), box_cm=(40,))
    for part in [] if words == "none" else words.split("; "):
        name, _, rest = part.partition(": ")
        if name == "bands":
            found = [re.fullmatch(r"(\w+)(?: (\d+) cm)?", band) for band in rest.split(", ")]
            bands = tuple(
                Band(name=m[1], colour=m[1], order=at, resting_cm=float(m[2]) if m[2] else None)
                for at, m in enumerate(found, 1)
                if m
            )
            kit = replace(kit, bands=bands)
        elif name in ("machine", "cable"):
            low, high, step = (float(n) for n in re.findall(r"[\d.]+", rest))
            stack = Stack(low=low, high=high, step=step)
            kit = replace(kit, abduction_machine=stack) if name == "machine" else replace(kit, cable=stack)
        elif name == "bar":
            bar, *plates = (float(n) for n in re.findall(r"[\d.]+", rest))
            kit = replace(kit, bar=bar, plates=tuple(plates))
        else:
            weights = tuple(float(n) for n in rest.split(", "))
            kit = replace(kit, **{name.replace(" ", "_"): weights})
    return kit


def athlete_of(kit: Kit) -> Athlete:
    return Athlete(
        name="Alice",
        born=1990,
        experience=Experience.ADVANCED,
        days=(Weekday.MON, Weekday.THU),
        minutes=40,
        goals={Goal.STRENGTH: 1},
        screening=Screening(answered_on=START),
        kit=kit,
    )


def load_of(words: str, slug: str, kit: Kit) -> Load | None:
    choice = load().choice(slug)
    if words in ("", "body weight"):
        return None
    band = re.fullmatch(r"(\w+) band(?: at ([\d.]+) cm)?", words)
    if band:
        own = next((b for b in kit.bands if b.name == band[1]), None)
        use = BandUse(
            name=band[1],
            product="unknown",
            colour=band[1],
            placement=choice.placement,
            resting_cm=own.resting_cm if own else None,
            stretched_cm=float(band[2]) if band[2] else None,
        )
        return Load(kind=Resistance.BAND, band=use)
    amount = re.fullmatch(r"([\d.]+) kg", words)
    assert amount, f"not a load: {words}"
    return Load(kind=choice.resistance, amount=float(amount[1]), unit=Unit.KG)


def slot_of(table: Table, kit: Kit) -> Slot:
    found = re.fullmatch(r"`([\w-]+)`, (\d+) x (\d+)-(\d+)(?: s| steps)? with (.+)", table.plan)
    assert found, f"not a plan: {table.plan}"
    choice = load().choice(found[1])
    dose = choice.dose
    target = Target(
        measure=choice.measure,
        amount=(int(found[3]), int(found[4])),
        rir=dose.rir,
        tempo=dose.tempo,
        rest_s=dose.rest_s,
        load=load_of(found[5], found[1], kit),
    )
    one_sided = choice.sides in (Sides.EACH, Sides.BIASED)
    return Slot(
        id="w1-mon-1",
        choice=found[1],
        part=Part.MAIN,
        sets=int(found[2]),
        target=target,
        first_side=Side.LEFT if one_sided else None,
        hard=True,
        seconds=600,
        why="Golden table.",
        claims=("A20",),
    )


def entries_of(row: list[str], at: int, slot: Slot, kit: Kit, asked: dict[Side, Prescription]) -> list[Entry]:
    number, side, what, reserve, pain, clean = row
    day = day_of(number)
    uid = UUID(int=at * 100)
    stamp = datetime.combine(day, time(9), UTC)
    morning = re.fullmatch(r"morning after day (\d+): (back to normal|still up)", what)
    if morning:
        answer = Morning(morning[2].replace(" ", "-"))
        return [NextMorning(uid=uid, at=stamp, day=day, about=day_of(morning[1]), answer=answer)]
    slept = re.fullmatch(r"slept ([\d.]+) h", what)
    if slept:
        return [Slept(uid=uid, at=stamp, day=day, hours=float(slept[1]))]
    done = re.fullmatch(r"(?:`([\w-]+)` )?([\d, ]+)(?: @ (.+))?", what)
    assert done, f"not an entry: {what}"
    slug = done[1] or slot.choice
    answer_then = asked.get(Side(side))
    copy = answer_then.target if answer_then and answer_then.choice == slug else None
    return [
        SetDone(
            uid=UUID(int=at * 100 + place + 1),
            at=stamp + timedelta(minutes=place),
            day=day,
            exercise=slug,
            side=one,
            measure=load().choice(slug).measure,
            amount=float(amount),
            load=load_of(done[3] or "", slug, kit),
            rir=float(reserve) if reserve else None,
            pain=int(pain) if pain else None,
            prescribed=copy,
            clean_share=float(clean.removesuffix(" %")) / 100 if clean else None,
        )
        for place, amount in enumerate(done[2].split(", "))
        for one in [Side(side)]
    ]


def short(load: Load | None) -> str:
    if load is None:
        return "body weight"
    if load.band:
        length = load.band.stretched_cm
        return f"{load.band.colour} band" + (f" at {length:g} cm" if length else "")
    return f"{load.amount:g} {load.unit}"


def answer_of(one: Prescription, slot: Slot) -> str:
    if not one.sets:
        return f"→ **{one.change}**: {one.why}"
    low, high = one.target.amount
    usual = slot.target.rir[0]
    if one.choice != slot.choice:
        usual = max(usual, load().choice(one.choice).dose.rir[0])
    extra = one.target.rir[0] - usual
    other = "" if one.choice == slot.choice else f"`{one.choice}` "
    amount = f"{low}" if low == high else f"{low}-{high}"
    reserve = f", {extra} more in reserve" if extra else ""
    offer = f" *Offer: {one.offer}*" if one.offer else ""
    return f"→ **{one.change}**: {other}{one.sets} x {amount} @ {short(one.target.load)}{reserve}. {one.why}{offer}"


def replay(table: Table) -> Iterator[tuple[list[str], str]]:
    """Yield each answer row of a table with what is answered now."""
    kit = kit_of(table.kit)
    slot, athlete, diary = slot_of(table, kit), athlete_of(kit), list[Entry]()
    asked: dict[Side, Prescription] = {}
    for at, row in enumerate(table.rows, 1):
        today, now = day_of(row[0]), Diary(diary)
        if not row[2].startswith("→"):
            diary += entries_of(row, at, slot, kit, asked)
        elif row[1] == "all":
            yield row, f"→ **deload**: {deload_due(now, today, athlete, load().ledger)}"
        else:
            found = prescribe(slot, now, today, athlete=athlete, catalogue=load())
            asked = {one.side: one for one in found}
            yield row, answer_of(asked[Side(row[1])], slot)


TABLES = list(tables(PAGE.read_text(encoding="utf-8")))


def test_there_are_enough_tables() -> None:
    assert len(TABLES) >= 20
    assert all(any(row[2].startswith("→") for row in table.rows) for table in TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_the_page_tells_the_truth(table: Table) -> None:
    for row, answer in replay(table):
        assert row[2] == answer


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.title)
def test_a_mirrored_diary_gives_the_mirrored_answer(table: Table) -> None:
    swap = {"left": "right", "right": "left"}
    mirrored = replace_sides(table, swap)
    for (_, answer), (_, other) in zip(replay(table), replay(mirrored), strict=True):
        words = re.sub(r"\b(left|right)\b", lambda m: swap[m[0]], answer)
        assert words.casefold() == other.casefold()


def replace_sides(table: Table, swap: dict[str, str]) -> Table:
    rows = [[row[0], swap.get(row[1], row[1]), *row[2:]] for row in table.rows]
    return Table(table.title, table.plan, table.kit, rows)
