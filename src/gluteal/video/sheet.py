"""What stands on the one page about a set: the numbers in words, the pictures that show them, the signals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gluteal.errors import BadValue
from gluteal.form.reference import Reference
from gluteal.form.report import Body, Degree, Report, View
from gluteal.form.signal import SHARED, SIDED
from gluteal.video.container import Picture
from gluteal.video.decode import Film
from gluteal.video.findings import Row, rows, sentence
from gluteal.video.overlay import skeleton
from gluteal.video.plot import Line, plot
from gluteal.video.watch import Track

PICTURES, PLOTS = 4, 3
_LONG_SIDE = 560  # pixels of a key picture
_COLOURS = {"left": "#c07600", "right": "#0b78ad", "": "#9a3f22"}
SEEN_FROM = {
    View.FRONT: "from the front",
    View.BACK: "from the back",
    View.LEFT: "from the left side",
    View.RIGHT: "from the right side",
    View.OBLIQUE: "at an angle",
    View.UNKNOWN: "from a place that could not be told",
}
SMALL_PRINT = (
    "One camera sees a movement from one place. Where it could not tell, this page says “cannot be told”. "
    "It is no examination and holds no verdict about health; with pain, see a professional."
)


@dataclass(frozen=True, slots=True)
class Key:
    """One picture: what it shows, and the JPEG."""

    caption: str
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the page, in the order in which it stands there."""

    title: str
    line: str
    sides: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[Row, str], ...]
    advice: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    cannot_see: tuple[str, ...]
    tested_on: str
    experimental: bool
    keys: tuple[Key, ...] = ()
    plots: tuple[str, ...] = field(default=())


HEADS = ("Side", "Counted", "Without a clear major fault", "Tempo: up – pause – down", "Range")


def sheet(report: Report, reference: Reference, source: str, keys: tuple[Key, ...], font: str) -> Sheet:
    """Put the page of a set together.

    Args:
        report: Of the set.
        reference: The exercise.
        source: Name of the file.
        keys: Pictures (see `key_pictures`), none for landmarks alone.
        font: Family of the letters in plots.

    """
    unit = next((u for name, u in report.units.items() if name.split(":")[0] == reference.signal), "")
    return Sheet(
        title=reference.name,
        line=f"{source}, {report.seconds:.1f} s, seen {SEEN_FROM[report.setup.view]}",
        sides=tuple(_side_row(report, at, unit) for at in range(len(report.sides))),
        rows=tuple((row, sentence(row)) for row in rows(report)),
        advice=report.setup.advice,
        withheld=tuple((one.name, one.why) for one in report.withheld),
        cannot_see=report.cannot_see,
        tested_on=report.tested_on,
        experimental=report.experimental,
        keys=keys,
        plots=_plots(report, reference, font),
    )


def _side_row(report: Report, at: int, unit: str) -> tuple[str, ...]:
    side = report.sides[at]
    clean = "could not be judged"
    if side.clean_share is not None:
        clean = f"{side.clean_share:.0%} of {side.judged}"
    tempo = "–"
    if side.up_s is not None and side.down_s is not None:
        tempo = f"{side.up_s:.1f} – {side.pause_s or 0:.1f} – {side.down_s:.1f} s"
    done = str(side.reps) if side.reps or not side.held_s else f"{side.held_s:g} s"
    span = "–" if side.range is None else f"{side.range:.0f} {unit}".strip()
    return (side.side.capitalize(), done, clean, tempo, span)


def key_numbers(report: Report) -> dict[int, str]:
    """Return which frames to show and what to write below: the worst of each finding, and a clean turn."""
    wanted: dict[int, str] = {}
    for row in rows(report):
        if row.worst in (Degree.CLEAR, Degree.SLIGHT) and not row.whole_set and row.frame not in wanted:
            side = "" if row.side is Body.BOTH else f", {row.side}"
            wanted[row.frame] = f"{row.name}{side}: {row.worst} ({row.at_s:.1f} s)"
        if len(wanted) == PICTURES - 1:
            break
    turns = [rep for rep in report.reps if rep.clean] or list(report.reps)
    for rep in turns[:1]:
        wanted.setdefault(rep.turn_frame, f"Repetition {rep.number}, its turn ({rep.turn_s:.1f} s)")
    for hold in report.holds[:1]:
        middle = (hold.start_frame + hold.end_frame) // 2
        wanted.setdefault(middle, f"Hold {hold.number}, {hold.seconds:.0f} s")
    return wanted


def key_pictures(film: Film, track: Track, report: Report) -> tuple[Key, ...]:
    """Return the pictures that show the findings, with the skeleton; reads the film only as far as needed."""
    wanted, found = key_numbers(report), {}
    for frame in film:
        if frame.number in wanted:
            picture = frame.picture.copy()
            points = track.image(frame.number)
            if points is not None:
                skeleton(picture, points)
            found[frame.number] = Key(wanted[frame.number], _jpeg(picture))
        if len(found) == len(wanted):
            break
    return tuple(found[number] for number in wanted if number in found)


def _jpeg(picture: Picture) -> bytes:
    import cv2

    height, width = picture.shape[:2]
    scale = min(1.0, _LONG_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    done, data = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 82])
    return bytes(data) if done else b""


def _plots(report: Report, reference: Reference, font: str) -> tuple[str, ...]:
    wanted = [reference.signal]
    signals = {look.id: look.signal for look in reference.looks}
    wanted += [
        signals.get(row.look, "") for row in rows(report) if row.worst in (Degree.CLEAR, Degree.SLIGHT)
    ]
    wanted += [signals.get(row.look, "") for row in rows(report)]
    spans = [(rep.start_s, rep.end_s, str(rep.number)) for rep in report.reps]
    spans += [(hold.start_s, hold.end_s, f"{hold.seconds:.0f} s") for hold in report.holds]
    made = []
    for name in dict.fromkeys(wanted):
        lines = _lines(report.signals, report.units, name)
        if lines and any(value is not None for line in lines for value in line.values):
            marks = [
                row.at_s
                for row in rows(report)
                if signals.get(row.look) == name and row.worst is Degree.CLEAR and not row.whole_set
            ]
            title = (
                f"{'Knee angle' if name == 'fppa' else name.replace('-', ' ').capitalize()} ({lines[0].unit})"
            )
            _, _, meaning = SIDED.get(name) or SHARED[name]
            made.append(plot(title, meaning, report.times, lines, spans, marks, font))
        if len(made) == PLOTS:
            break
    return tuple(made)


def _lines(
    signals: Mapping[str, tuple[float | None, ...]], units: Mapping[str, str], wanted: str
) -> list[Line]:
    found = []
    for name, values in signals.items():
        plain, _, side = name.partition(":")
        if plain == wanted and name != "":
            found.append(Line(side or plain.replace("-", " "), units.get(name, ""), values, _COLOURS[side]))
    return found


def written(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises `BadValue`."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise BadValue(f"{path} cannot be written: {error.strerror or error}.") from None
    finally:
        draft.unlink(missing_ok=True)
