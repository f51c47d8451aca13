"""Writes the tables of docs/form.md: what the form engine gets right on recordings of real people.

usage: python tests/form/truth.py          prints the tables
       python tests/form/truth.py --write  puts them into docs/form.md
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt
from pathlib import Path
from statistics import correlation, fmean, median

sys.path.insert(0, str(Path(__file__).parent))

from recordings import (
    CLIPS,
    EXERCISES,
    JUMPS,
    TUNING,
    UNSEEN_PEOPLE,
    balancing,
    clip,
    filmed,
    lunge_frames,
    uiprmd,
    upright,
    walking,
)
from synthetic import performed, seen

from gluteal.catalogue.load import load
from gluteal.form.checker import FormChecker, check
from gluteal.form.landmark import Depth
from gluteal.form.recording import Recording
from gluteal.form.reference import look, look_ids
from gluteal.form.report import Degree, Report
from gluteal.form.signal import SHARED, SIDED
from gluteal.form.still import look_at
from gluteal.form.view import off_plane
from gluteal.lab.form_reference import form_reference, watched

PAGE = Path(__file__).parent.parent.parent / "docs" / "form.md"
START, END = "<!-- made by tests/form/truth.py -->", "<!-- end of what is made -->"
NAMES = {
    "m01": "deep squat → squat",
    "m02": "hurdle step → march in place",
    "m03": "inline lunge → lunge",
    "m04": "side lunge → lateral lunge",
    "m05": "sit to stand",
    "m06": "standing leg raise → leg swing",
}
VIEWS = {"front": 0.0, "left side": 90.0, "back": 180.0, "oblique": 45.0}


@cache
def report(slug: str, subject: int, key: str, yaw: float | None = None) -> Report:
    """Return the report of one set, as measured or filmed from an angle."""
    recording, _ = uiprmd(subject, key)
    if yaw is not None:
        recording = filmed(recording, yaw)
    return check(recording, form_reference(load(), slug))


@dataclass(frozen=True)
class Set:
    """One set of the skeleton data."""

    move: str
    subject: int
    condition: str

    def report(self, yaw: float | None = None) -> Report:
        """Return its report."""
        return report(EXERCISES[self.move], self.subject, f"{self.move}_{self.condition}", yaw)


def sets(
    people: Iterable[int],
    moves: Iterable[str] = EXERCISES,
    conditions: Sequence[str] = ("correct", "incorrect"),
) -> list[Set]:
    """Return all sets of these people."""
    return [Set(move, subject, condition) for move in moves for subject in people for condition in conditions]


def counts_row(name: str, view: str, people: int, found: Sequence[int], true: Sequence[int]) -> str:
    """Return one line of the table of repetitions."""
    off = [abs(a - b) for a, b in zip(found, true, strict=True)]
    within, exact = sum(o <= 1 for o in off), sum(o == 0 for o in off)
    return f"| {name} | {view} | {people} | {len(off)} | {within} of {len(off)} | {exact} of {len(off)} | {max(off)} |"


def repetitions() -> str:
    """Return the table of counted repetitions."""
    lines = [
        "| data set | view | people | sets | within one | exact | worst |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, people in (("UI-PRMD, tuned on", TUNING), ("UI-PRMD, never tuned on", UNSEEN_PEOPLE)):
        found = [len(one.report().reps) for one in sets(people)]
        lines.append(counts_row(name, "depth camera", len(people), found, [10] * len(found)))
    for view, yaw in VIEWS.items():
        found = [len(one.report(yaw).reps) for one in sets(UNSEEN_PEOPLE)]
        lines.append(
            counts_row("the same people, drawn flat", view, len(UNSEEN_PEOPLE), found, [10] * len(found))
        )
    squat = form_reference(load(), "squat")
    for view, names in (("front", ("7033", "7035", "7052")), ("side, 45 to 80°", ("7032", "7034", "7051"))):
        found = [len(check(clip(f"lnewco_squat_{name}"), squat).reps) for name in names]
        lines.append(counts_row("LNewCo squat clips, heavy network", view, 2, found, [1] * len(found)))
    lift = form_reference(load(), "standing-abduction")
    for view, name in (
        ("front, 37° off", "cam01"),
        ("front, 6° off", "cam02"),
        ("back, 33° off", "cam03"),
        ("back, 15 to 23° off", "cam04"),
    ):
        found = [len(check(clip(f"pose2sim_balance_{name}"), lift).reps)]
        lines.append(
            counts_row("Pose2Sim balancing, leg lifted sideways, heavy network", view, 1, found, [1])
        )
    return "\n".join(lines)


def negatives() -> str:
    """Return the sentences about walking, balancing and jumping."""
    catalogue = load()
    slugs = sorted({catalogue.choices[slug].exercise for slug in watched(catalogue)})
    views: list[Recording] = [walking(), *(filmed(walking(), yaw) for yaw in range(0, 360, 45))]
    counted = [
        (slug, len(check(view, form_reference(catalogue, slug)).reps)) for slug in slugs for view in views
    ]
    wrong = Counter(slug for slug, n in counted if n)
    ending = "." if not wrong else ": " + ", ".join(f"{slug} in {n} views" for slug, n in wrong.items()) + "."
    jumped = sum(
        len(check(clip(name), form_reference(catalogue, slug)).reps) for slug in slugs for name in JUMPS
    )
    return (
        f"Walking (OpenCap, 1.6 s) is no repetition of anything. Watched as each of {len(slugs)} exercises, as measured and"
        f" filmed from 8 sides, {sum(n > 0 for _, n in counted)} of {len(counted)} found any{ending}"
        f" In the film of a man who balances and jumps down (Sports2D, 7.7 s), as the heavy and the full network see it, {jumped or 'no'}"
        " repetitions were counted over all exercises; the limits were set with it."
    )


def marked(one: Report, least: Degree) -> list[bool]:
    """Return for each repetition whether a major fault was found, from that class on."""
    degrees = (Degree.CLEAR,) if least is Degree.CLEAR else (Degree.SLIGHT, Degree.CLEAR)
    shape = {"tempo", "range", "foot-turnout", "heel-lift", "knee-over-toes"}
    return [any(f.degree in degrees for f in rep.findings if f.rule not in shape) for rep in one.reps]


def percent(part: Sequence[bool]) -> str:
    """Return the share of true values."""
    return f"{100 * sum(part) / len(part):.0f} %" if part else "none"


def apart() -> str:
    """Return the table of correct against incorrect sets."""
    lines = [
        "| movement | people | clear fault: correct | incorrect | slight or clear: correct | incorrect | sets told apart |",
        "|---|---|---|---|---|---|---|",
    ]
    for move, name in NAMES.items():
        for label, people in (("tuned on", TUNING), ("never tuned on", UNSEEN_PEOPLE)):
            lines.append(_apart_row(f"{name} | {label}", people, (move,)))
    for label, people in (("tuned on", TUNING), ("never tuned on", UNSEEN_PEOPLE)):
        lines.append(_apart_row(f"**all** | {label}", people, tuple(EXERCISES)))
    return "\n".join(lines)


def _apart_row(head: str, people: Sequence[int], moves: Sequence[str]) -> str:
    cells = []
    for least in (Degree.CLEAR, Degree.SLIGHT):
        for condition in ("correct", "incorrect"):
            cells.append(
                percent([m for one in sets(people, moves, (condition,)) for m in marked(one.report(), least)])
            )
    told = []
    for move in moves:
        for subject in people:
            good, bad = (
                marked(Set(move, subject, c).report(), Degree.CLEAR) for c in ("correct", "incorrect")
            )
            told.append(sum(bad) / max(1, len(bad)) > sum(good) / max(1, len(good)))
    return f"| {head} | {' | '.join(cells)} | {sum(told)} of {len(told)} |"


def flat_against_depth() -> str:
    """Return how findings from a flat picture agree with those of the depth camera, look by look."""
    lines = [
        "| looked for | view | repetitions | unsure or withheld | same class | one class off | clear against none |",
        "|---|---|---|---|---|---|---|",
    ]
    order = [Degree.NONE, Degree.SLIGHT, Degree.CLEAR]
    compared = (
        "knees-in",
        "knee-in",
        "pelvis-tilt",
        "trunk-lean",
        "trunk-forward",
        "trunk-upright",
        "standing-knee",
    )
    for look_id in compared:
        for view, yaw in VIEWS.items():
            pairs: list[tuple[Degree, Degree | None]] = []
            for one in sets(UNSEEN_PEOPLE):
                pairs += _pairs(one.report(), one.report(yaw), look_id)
            if not pairs:
                continue
            judged = [(a, b) for a, b in pairs if b is not None]
            gaps = [abs(order.index(a) - order.index(b)) for a, b in judged]
            cells = " | ".join(percent([gap == wide for gap in gaps]) if gaps else "–" for wide in (0, 1, 2))
            lines.append(
                f"| {look_id} | {view} | {len(pairs)} | {percent([b is None for _, b in pairs])} | {cells} |"
            )
    return "\n".join(lines)


def _pairs(true: Report, flat: Report, look_id: str) -> list[tuple[Degree, Degree | None]]:
    """Pair the findings of repetitions that turn within half a second of one another."""
    found = []
    for rep in true.reps:
        same = next((r for r in flat.reps if abs(r.turn_s - rep.turn_s) < 0.5), None)
        for finding in rep.findings:
            if finding.look != look_id or finding.degree is Degree.UNSURE or same is None:
                continue
            other = next((f for f in same.findings if f.look == look_id and f.side is finding.side), None)
            found.append(
                (finding.degree, None if other is None or other.degree is Degree.UNSURE else other.degree)
            )
    return found


def lunges() -> str:
    """Return the table of labelled lunge frames."""
    reference = form_reference(load(), "lunge")
    told: Counter[tuple[str, Degree]] = Counter()
    for label, frame in lunge_frames():
        finding = next(
            f for f in look_at(frame, reference, (1280, 720), Depth.NONE) if f.look == "knee-over-toes"
        )
        told[label, finding.degree] += 1
    fault, none = ({d: told[label, d] for d in Degree} for label in ("L", "C"))
    judged = [sum(group.values()) - group[Degree.UNSURE] for group in (fault, none)]
    total = sum(fault.values()) + sum(none.values())
    return "\n".join(
        [
            "| label of the frame | frames | none | slight | clear | unsure |",
            "|---|---|---|---|---|---|",
            *(
                f"| {name} | {sum(g.values())} | {g[Degree.NONE]} | {g[Degree.SLIGHT]} | {g[Degree.CLEAR]} | {g[Degree.UNSURE]} |"
                for name, g in (("knee over the toes", fault), ("correct", none))
            ),
            "",
            f"Of the frames that were judged, clear or slight was said in {100 * (fault[Degree.CLEAR] + fault[Degree.SLIGHT]) / judged[0]:.0f} %"
            f" of those with the fault (sensitivity) and not said in {100 * none[Degree.NONE] / judged[1]:.0f} % of the correct ones"
            f" (specificity); {100 * (told['L', Degree.UNSURE] + told['C', Degree.UNSURE]) / total:.0f} % stayed unsure."
            " The frames come from few people and neighbours are nearly alike, so the limits were set on the very film they are tried on.",
        ]
    )


def squats() -> str:
    """Return the table of squat clips: time of the bottom, and what was found."""
    reference = form_reference(load(), "squat")
    lines = [
        "| clip | view found | repetitions | bottom: by eye, found | said | not judged |",
        "|---|---|---|---|---|---|",
    ]
    for name, (_, bottom, _) in CLIPS.items():
        one = check(clip(name), reference)
        said = [
            f"{f.name.lower()} ({f.degree})"
            for rep in one.reps
            for f in rep.findings
            if f.degree in (Degree.SLIGHT, Degree.CLEAR) and f.rule != "tempo"
        ]
        turns = ", ".join(f"{rep.turn_s:.2f}" for rep in one.reps)
        lines.append(
            f"| {name[-4:]} | {one.setup.view} | {len(one.reps)} | {bottom:.2f}, {turns} s | {'; '.join(said) or 'nothing'} | {', '.join(w.look for w in one.withheld)} |"
        )
    return "\n".join(lines)


def live_and_file() -> str:
    """Return the sentence that compares live with files."""
    same, starts = [], []
    for one in sets((*TUNING, *UNSEEN_PEOPLE)):
        recording, _ = uiprmd(one.subject, f"{one.move}_{one.condition}")
        checker = FormChecker(form_reference(load(), EXERCISES[one.move]), recording.size, recording.depth)
        for frame in recording.frames:
            checker.feed(frame)
        live, filed = checker.finish(), one.report()
        same.append(abs(len(live.reps) - len(filed.reps)) <= 1)
        starts += [
            abs(a.turn_s - b.turn_s)
            for a, b in zip(live.reps, filed.reps, strict=False)
            if abs(a.turn_s - b.turn_s) < 1
        ]
    return (
        f"Fed frame by frame as if live, {sum(same)} of {len(same)} skeleton sets get the same count within one;"
        f" the turn lies {1000 * median(starts):.0f} ms apart in the middle case."
    )


CAMERAS = {"cam01": "oblique", "cam02": "front", "cam03": "oblique", "cam04": "back"}
COMPARED = ("trunk-side", "obliquity", "leg-out", "hip-abduction", "fppa", "knee-flexion")


def several_cameras() -> str:
    """Return the table of sideways signals of one camera against four cameras together."""
    plain = form_reference(load(), "standing-abduction")
    reference = replace(plain, also=COMPARED)
    true = check(balancing(), reference)
    lines = [
        "| signal | camera | off front or back | off by (RMSE) | without its mean | moves together (r) | is it used |",
        "|---|---|---|---|---|---|---|",
    ]
    for signal in COMPARED:
        for camera in CAMERAS:
            one = check(upright(f"pose2sim_balance_{camera}"), reference)
            off_view = off_plane(one.setup.yaw or 0.0, "frontal")
            for name in [signal] if signal in SHARED else [f"{signal}:left", f"{signal}:right"]:
                a, b = at_the_same_time(true, one, name)
                gap = [y - x for x, y in zip(a, b, strict=True)]
                bias = fmean(gap)
                rmse = sqrt(fmean(d * d for d in gap))
                rest = sqrt(fmean((d - bias) ** 2 for d in gap))
                frontal = (SIDED.get(signal) or SHARED[signal])[1] == "frontal"
                used = frontal and off_view <= plain.numbers["frontal-yaw"]
                lines.append(
                    f"| {name} | {camera[-1]} | {off_view:.0f}° | {rmse:.1f}° | {rest:.1f}° | {correlation(a, b):.2f}"
                    f" | {'yes' if used else 'withheld'} |"
                )
    return "\n".join(lines)


def at_the_same_time(one: Report, other: Report, name: str) -> tuple[list[float], list[float]]:
    """Return the values of one signal in two reports at the times of the first, where both saw it."""
    known = [(t, v) for t, v in zip(other.times, other.signals[name], strict=True) if v is not None]
    pairs = []
    for t, v in zip(one.times, one.signals[name], strict=True):
        near = min(known, key=lambda pair: abs(pair[0] - t), default=None)
        if v is not None and near is not None and abs(near[0] - t) < 0.5 / 30:
            pairs.append((v, near[1]))
    return [v for v, _ in pairs], [w for _, w in pairs]


FAULTS = {"knee": ("knee-in", 13.0), "trunk": ("trunk-lean", 11.0), "pelvis": ("pelvis-drop", 9.0)}
BANDS = ((0.0, 5.0), (5.0, 15.0), (15.0, 25.0), (25.0, 90.0))


def computed_counts() -> str:
    """Return the table of repetitions of the body model, filmed from all round."""
    catalogue = load()
    lines = ["| exercise | as measured | square view, as asked for | any other view |", "|---|---|---|---|"]
    for slug in sorted({catalogue.choices[slug].exercise for slug in watched(catalogue)}):
        reference = form_reference(catalogue, slug)
        recording = performed(slug, reps=3)
        whole = check(recording, reference)
        good, other = [], []
        for yaw in range(0, 360, 45):
            one = check(seen(recording, yaw, 0.006), reference)
            (good if one.setup.good else other).append(len(one.reps) or len(one.holds))
        true = 1 if reference.hold else 3
        lines.append(
            f"| {slug} | {len(whole.reps) or len(whole.holds)} of {true} | {_spread(good, true)} | {_spread(other, true)} |"
        )
    return "\n".join(lines)


def _spread(counts: Sequence[int], true: int) -> str:
    if not counts:
        return "–"
    return f"{sum(abs(n - true) <= 1 for n in counts)} of {len(counts)} within one (found {min(counts)} to {max(counts)})"


def computed_faults() -> str:
    """Return the table of faults of known size in the body model's single-leg squat and step-down."""
    catalogue = load()
    lines = [
        "| fault put in | camera off front or back | repetitions | clear | slight | none | unsure or withheld |",
        "|---|---|---|---|---|---|---|",
    ]
    for fault, (look_id, size) in FAULTS.items():
        for put in (size, 0.0):
            found: dict[tuple[float, float], Counter[Degree]] = {band: Counter() for band in BANDS}
            for slug in ("single-leg-squat", "lateral-step-down"):
                reference = form_reference(catalogue, slug)
                for side in ("right", "left"):
                    recording = performed(
                        slug, side, 3, fault, put if fault != "trunk" or side == "left" else -put
                    )
                    for yaw in range(0, 360, 15):
                        one = check(seen(recording, yaw, 0.006), reference)
                        band = next(b for b in BANDS if off_plane(yaw, "frontal") <= b[1])
                        for rep in one.reps:
                            finding = next((f for f in rep.findings if f.look == look_id), None)
                            found[band][Degree.UNSURE if finding is None else finding.degree] += 1
            for (low, high), seen_as in found.items():
                total = sum(seen_as.values())
                cells = " | ".join(
                    f"{100 * seen_as[d] / total:.0f} %" if total else "–"
                    for d in (Degree.CLEAR, Degree.SLIGHT, Degree.NONE, Degree.UNSURE)
                )
                name = f"{fault}, {put:g}°" if put else f"none ({look_id})"
                lines.append(f"| {name} | {low:g} to {high:g}° | {total} | {cells} |")
    return "\n".join(lines)


def exercises() -> str:
    """Return the table of watched exercises."""
    catalogue = load()
    lines = [
        "| exercise | view | counted | side | looked for | tested on |",
        "|---|---|---|---|---|---|",
    ]
    for slug in sorted({catalogue.choices[slug].exercise for slug in watched(catalogue)}):
        one = form_reference(catalogue, slug)
        looks = ", ".join(f"{look.id}*" if look.experimental else look.id for look in one.looks)
        counted = (
            f"seconds with {one.signal} from {one.least:g}"
            if one.hold
            else f"{one.signal}, at least {one.least:g}"
        )
        name = f"{slug} (experimental)" if one.experimental else slug
        lines.append(f"| {name} | {one.view} | {counted} | {one.side} | {looks} | {one.tested_on} |")
    return "\n".join(lines)


def looks() -> str:
    """Return the table of what is looked for, with the default limits."""
    number = load().ledger.number
    lines = [
        "| look | rule | signal | judged from | slight from | clear from | cue |",
        "|---|---|---|---|---|---|---|",
    ]
    for look_id in look_ids():
        one = look(look_id, number)
        name = f"{look_id}*" if one.experimental else look_id
        lines.append(
            f"| {name}: {one.name.lower()} | {one.rule} | {one.signal}{' against own start' if one.base == 'start' else ''}"
            f" | {one.plane} | {one.slight:g} | {one.clear:g} | {one.cue} |"
        )
    return "\n".join(lines)


def signals() -> str:
    """Return the table of signals with their signs."""
    lines = ["| signal | unit | plane | what it is |", "|---|---|---|---|"]
    for name, (unit, plane, says) in (SIDED | SHARED).items():
        lines.append(
            f"| {name}{' (each side)' if name in SIDED else ''} | {unit or '–'} | {plane} | {says} |"
        )
    return "\n".join(lines)


def page() -> str:
    """Return everything that is made."""
    parts = (
        "## Exercises",
        "A star marks what is experimental: it is shown as such and never counts against a repetition.",
        exercises(),
        "## What is looked for",
        looks(),
        "## Signals and signs",
        signals(),
        "## What it gets right",
        "### Repetitions counted",
        repetitions(),
        negatives(),
        live_and_file(),
        "### Correct and incorrect sets told apart",
        apart(),
        "### The same repetitions from one flat picture",
        flat_against_depth(),
        "### Knee over the toes, labelled frames",
        lunges(),
        "### Squat clips",
        squats(),
        "### One camera against four",
        "The man who balances and lifts a leg sideways (Pose2Sim, 1.6 s) as one camera and the heavy network see him, against"
        " joints triangulated from four cameras by another network (OpenPose; tests/form/cameras.py). Pictures were turned"
        " upright first: cameras 1 and 4 lean by 13 and 26°. One person, one trial, and no markers: the triangulated points"
        " lie 14 of 1,920 pixels beside what the cameras saw (median), so this is agreement, not accuracy. Looks compare"
        " with the own start of a set, so a mean that is off does them no harm. Trunk and pelvis follow from the front and"
        " back; the knee's line follows on the leg that moves and not on the one that stands nearly straight.",
        several_cameras(),
        "### A computed body filmed from all round",
        "The body model does three repetitions of each motion (`gluteal.lab.motion`); a computed camera goes round it in"
        " steps of 45°, with jitter, worse depth and half-hidden far limbs. A hold counts as one.",
        computed_counts(),
        "Faults of known size put into its single-leg squat and step-down, camera in steps of 15°:",
        computed_faults(),
    )
    return "\n\n".join((START, *parts, END))


def written(text: str, made: str) -> str:
    """Return the page's text with what is made put in its place."""
    head, rest = text.split(START)
    return head + made + rest.split(END)[1]


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), page()), encoding="utf-8")
    else:
        print(page())  # noqa: T201
