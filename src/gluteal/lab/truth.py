"""Published directional findings against the model: agree, tie or disagree, with nothing tuned and nothing hidden.

`python -m gluteal.lab.truth` reckons all of them anew and writes `data/truth.toml`, from which docs/body.md is made.
"""

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gluteal.anatomy.region import Region
from gluteal.body.cue import Cue
from gluteal.body.person import Person
from gluteal.body.solve import Body
from gluteal.catalogue.formula import Value
from gluteal.errors import UnknownName
from gluteal.lab.loads import body_of
from gluteal.lab.motion import motion
from gluteal.record import Record, from_mapping

Array = NDArray[np.float64]
TIE = 0.02
"""Difference in activation (or, of ratios, indices and forces, the same part of the larger) up to which it is a tie."""
LEAST_TFL = 0.01
"""Activation that a ratio to the tensor fasciae latae takes at least, so that it stays a number."""
FRAMES = 30

_GROUPS: dict[str, tuple[Region, ...]] = {
    "gmed": (Region.GMED_ANTERIOR, Region.GMED_MIDDLE, Region.GMED_POSTERIOR),
    "gmin": (Region.GMIN_ANTERIOR, Region.GMIN_POSTERIOR),
    "gmax": (Region.GMAX_UPPER, Region.GMAX_LOWER),
    "tfl": (Region.TFL,),
    **{region.value: (region,) for region in Region},
}
_RATIOS = ("gmed:tfl", "index")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm(Record):
    """One side of a comparison."""

    choice: str
    settings: dict[str, Value] = field(default_factory=dict)
    leg: Literal["working", "other", "either"] = "working"
    at: str | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """One published finding. See `data/findings.toml` for what each field means."""

    says: str
    studies: tuple[str, ...]
    claims: tuple[str, ...]
    what: str
    first: Arm
    second: Arm
    relation: Literal["more", "same"] = "more"
    alone: bool = False
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict(Record):
    """What the model says to a finding: both values (activations, ratios or newtons) and the word."""

    says: str
    first: float
    second: float
    verdict: Literal["agree", "tie", "disagree"]


@lru_cache(maxsize=1)
def findings() -> tuple[Finding, ...]:
    """Return all findings, in the order of the file."""
    text = (files("gluteal.lab") / "data" / "findings.toml").read_text(encoding="utf-8")
    return from_mapping(tuple[Finding, ...], tomllib.loads(text)["findings"], "findings.toml")


@lru_cache(maxsize=1)
def verdicts() -> tuple[Verdict, ...]:
    """Return the verdicts as they were last reckoned."""
    text = (files("gluteal.lab") / "data" / "truth.toml").read_text(encoding="utf-8")
    return from_mapping(tuple[Verdict, ...], tomllib.loads(text)["verdicts"], "truth.toml")


def doubts(slug: str) -> tuple[str, ...]:
    """Return one sentence for each published finding about this very choice that the model disagrees with."""
    told = {verdict.says: verdict.verdict for verdict in verdicts()}
    return tuple(
        f"A published finding disagrees with the model here. {finding.says}: {finding.why}"
        for finding in findings()
        if slug in (finding.first.choice, finding.second.choice) and told.get(finding.says) == "disagree"
    )


def judge(finding: Finding, body: Body | None = None) -> Verdict:
    """Reckon both arms of a finding and compare."""
    body = body or body_of(Person())
    first, second = (
        value_of(arm, arm.what or finding.what, finding.alone, body)
        for arm in (finding.first, finding.second)
    )
    relative = finding.what in _RATIOS or finding.what.endswith("force")
    tie = TIE * max(first, second) if relative else TIE
    gap = first - second
    verdict: Literal["agree", "tie", "disagree"]
    if finding.relation == "same":
        verdict = "agree" if abs(gap) <= _SAME * max(first, second, TIE) else "disagree"
    else:
        verdict = "tie" if abs(gap) <= tie else "agree" if gap > 0 else "disagree"
    return Verdict(says=finding.says, first=first, second=second, verdict=verdict)


_SAME = 0.25
"""“No more” in a study means no difference that it could see: here a quarter of the larger value."""


def value_of(arm: Arm, what: str, alone: bool, body: Body) -> float:
    """Return one arm's value: the peak over the repetition, or at a posture; of either leg the larger."""
    settings = tuple(sorted(arm.settings.items()))
    legs = ("working", "other") if arm.leg == "either" else (arm.leg,)
    rows = _solved(arm.choice, settings, alone, body)
    at = slice(None)
    if arm.at is not None:
        known = dict(rows.postures)
        if arm.at not in known:
            raise UnknownName(f"posture of {arm.choice}", arm.at, known)
        at = slice(known[arm.at], known[arm.at] + 1)
    return max(float(_figure(rows, what, leg, body)[at].max()) for leg in legs)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    activation: Array  # (frames, elements)
    tension: Array
    postures: tuple[tuple[str, int], ...]


@lru_cache(maxsize=256)
def _solved(slug: str, settings: tuple[tuple[str, Value], ...], alone: bool, body: Body) -> _Rows:
    moved = motion(slug, dict(settings), frames=FRAMES, skeleton=body.skeleton)
    cue = Cue(0.0) if alone else None if moved.knees_out is None else Cue(moved.knees_out)
    solutions = [
        body.solve(body.prepare(qpos, contacts), moved.forces, cue=cue)
        for qpos, contacts in zip(moved.qpos, moved.contacts, strict=True)
    ]
    return _Rows(
        np.array([s.activation for s in solutions]), np.array([s.tension for s in solutions]), moved.postures
    )


def _figure(rows: _Rows, what: str, leg: str, body: Body) -> Array:
    side = "r" if leg == "working" else "l"
    if what.endswith(" force"):
        return np.asarray(rows.tension[:, _members(what.removesuffix(" force"), side, body)].sum(axis=1))
    if what == "gmed:tfl":
        return _mean(rows, "gmed", side, body) / np.maximum(_mean(rows, "tfl", side, body), LEAST_TFL)
    if what == "index":
        # Half the sum of what each gluteal gives, times its ratio to the tensor fasciae latae (Selkowitz's index).
        gmed, gmax = (_mean(rows, name, side, body) for name in ("gmed", Region.GMAX_UPPER.value))
        tfl = np.maximum(_mean(rows, "tfl", side, body), LEAST_TFL)
        return np.asarray((gmed * gmed + gmax * gmax) / tfl / 2)
    return _mean(rows, what, side, body)


def _mean(rows: _Rows, group: str, side: str, body: Body) -> Array:
    """Return a group's activation in each frame, its elements weighted by their greatest force."""
    at = _members(group, side, body)
    force = body.muscles.force[at]
    return np.asarray(rows.activation[:, at] @ force / force.sum())


def _members(group: str, side: str, body: Body) -> list[int]:
    if group not in _GROUPS:
        raise UnknownName("muscle or region", group, _GROUPS)
    return [at for region in _GROUPS[group] for at in body.muscles.members[region, side]]


def table() -> str:
    """Return the table of all findings in Markdown, made from the last reckoning."""
    counts = {word: sum(v.verdict == word for v in verdicts()) for word in ("agree", "tie", "disagree")}
    lines = [
        f"Of {len(verdicts())} published findings the model agrees with {counts['agree']}, ties on {counts['tie']} "
        f"and disagrees with {counts['disagree']}.",
        "",
        "| finding (the first asks more) | study | claim | model, first and second | |",
        "|---|---|---|---|---|",
    ]
    told = {verdict.says: verdict for verdict in verdicts()}
    disagreements = []
    for finding in findings():
        verdict = told[finding.says]
        same = " (the same)" if finding.relation == "same" else ""
        word = f"**{verdict.verdict}**" if verdict.verdict == "disagree" else verdict.verdict
        lines.append(
            f"| {finding.says}{same} | {', '.join(finding.studies)} | {', '.join(finding.claims)} "
            f"| {_shown(finding.what, verdict.first)}, {_shown(finding.what, verdict.second)} | {word} |"
        )
        if verdict.verdict == "disagree":
            disagreements.append(f"- {finding.says}: {finding.why}")
    return "\n".join([*lines, "", "Where it disagrees, and why:", "", *disagreements])


def _shown(what: str, value: float) -> str:
    if what.endswith("force"):
        return f"{value:.0f} N"
    return f"{value:.1f}" if what in _RATIOS else f"{100 * value:.0f} %"


def reckon() -> tuple[Verdict, ...]:
    """Reckon every finding anew."""
    return tuple(judge(finding) for finding in findings())


def _rounded(value: float) -> str:
    """Return a value without the digits that differ from one machine to the next."""
    return f"{value:.0f}" if value >= 100 else f"{value + 0.0:.3f}"  # newtons; activations and ratios


def written(found: tuple[Verdict, ...]) -> str:
    """Return verdicts as the text of `truth.toml`."""
    lines = ["# Generated by `python -m gluteal.lab.truth`; do not edit.", ""]
    for verdict in found:
        lines += [
            "[[verdicts]]",
            f'says = "{verdict.says}"',
            f"first = {_rounded(verdict.first)}",
            f"second = {_rounded(verdict.second)}",
            f'verdict = "{verdict.verdict}"',
            "",
        ]
    return "\n".join(lines)


def main() -> None:
    """Reckon everything and write it beside the findings."""
    place: Any = files("gluteal.lab") / "data" / "truth.toml"
    Path(str(place)).write_text(written(reckon()), encoding="utf-8")


if __name__ == "__main__":
    main()
