"""The findings of a report put together by what was looked for and side: in which repetitions, how marked, how sure."""

from dataclasses import dataclass

from gluteal.form.report import Body, Degree, Finding, Report, Sureness
from gluteal.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Record):
    """One thing that was looked for, on one side. The numbers are those of repetitions or holds; empty with `whole_set`.

    `worst` is the highest degree found; `sureness` is that of the surest finding of that degree.
    """

    look: str
    rule: str
    name: str
    side: Body
    whole_set: bool
    clear: tuple[int, ...]
    slight: tuple[int, ...]
    none: tuple[int, ...]
    unsure: tuple[int, ...]
    worst: Degree
    sureness: Sureness
    cue: str
    why: str  # of the unsure ones
    experimental: bool
    at_s: float  # when it was most marked
    frame: int


_ORDER = (Degree.CLEAR, Degree.SLIGHT, Degree.UNSURE, Degree.NONE)
_SURER = (Sureness.GOOD, Sureness.FAIR, Sureness.POOR)


def rows(report: Report) -> tuple[Row, ...]:
    """Return one row for each thing that was looked for and each side, the most marked first."""
    grouped: dict[tuple[str, Body, bool], list[Finding]] = {}
    every = [f for rep in report.reps for f in rep.findings] + [
        f for hold in report.holds for f in hold.findings
    ]
    for finding in every:
        grouped.setdefault((finding.look, finding.side, False), []).append(finding)
    for finding in report.findings:
        grouped.setdefault((finding.look, finding.side, True), []).append(finding)
    made = [_row(found, whole_set=key[2]) for key, found in grouped.items()]
    return tuple(sorted(made, key=lambda row: (_ORDER.index(row.worst), -len(row.clear), row.look, row.side)))


def _row(found: list[Finding], *, whole_set: bool) -> Row:
    worst = min((f.degree for f in found), key=_ORDER.index)
    of_that = [f for f in found if f.degree is worst]
    surest = min(of_that, key=lambda f: (_SURER.index(f.sureness), -(f.amount or 0.0)))
    most = max(of_that, key=lambda f: f.amount or 0.0)

    def numbers(degree: Degree) -> tuple[int, ...]:
        return () if whole_set else tuple(f.rep for f in found if f.degree is degree)

    return Row(
        look=found[0].look,
        rule=found[0].rule,
        name=found[0].name,
        side=found[0].side,
        whole_set=whole_set,
        clear=numbers(Degree.CLEAR),
        slight=numbers(Degree.SLIGHT),
        none=numbers(Degree.NONE),
        unsure=numbers(Degree.UNSURE),
        worst=worst,
        sureness=surest.sureness,
        cue=next((f.cue for f in of_that if f.cue), "") if worst in (Degree.CLEAR, Degree.SLIGHT) else "",
        why=next((f.why for f in found if f.why), ""),
        experimental=any(f.experimental for f in found),
        at_s=most.at_s,
        frame=most.frame,
    )


def sentence(row: Row) -> str:
    """Return a row in words: "clear in 3 of 10 (2, 5, 7)"."""
    if row.whole_set:
        return {
            Degree.CLEAR: "clear over the set",
            Degree.SLIGHT: "slight over the set",
            Degree.NONE: "not seen over the set",
            Degree.UNSURE: "cannot be told",
        }[row.worst]
    total = sum(map(len, (row.clear, row.slight, row.none, row.unsure)))
    parts = []
    for word, numbers in (("clear", row.clear), ("slight", row.slight), ("cannot be told", row.unsure)):
        if numbers:
            listed = "" if len(numbers) == total else f" ({', '.join(map(str, numbers))})"
            parts.append(f"{word} in {len(numbers)} of {total}{listed}")
    return ", ".join(parts) or f"not seen in any of {total}"
