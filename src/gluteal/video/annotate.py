"""The film once more, with skeleton, count and cues on it, written as an MP4 that plays everywhere."""

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from gluteal.errors import BadValue
from gluteal.form.report import Body, Degree, Finding, Report
from gluteal.video.container import Picture
from gluteal.video.decode import Film
from gluteal.video.overlay import shade, skeleton, text
from gluteal.video.watch import Progress, Track

SHOWN_S = 2.5  # for how long a cue stands
_TICKS = 90_000  # a second, as in MPEG


@dataclass(frozen=True, slots=True)
class _Moment:
    t: float
    counts: dict[Body, int]


def annotate(film: Film, track: Track, report: Report, path: Path, progress: Progress | None = None) -> None:
    """Write the annotated film.

    Args:
        film: The same film, opened again in the same way.
        track: Its landmarks.
        report: What the engine says of them.
        path: Where to write, ending in .mp4; half a file never stands there.
        progress: Told how far it is.

    Raises:
        BadValue: If the film cannot be written there.

    """
    import av

    draft = path.with_name(f".{path.stem}.part.mp4")
    try:
        with av.open(str(draft), "w", format="mp4", options={"movflags": "faststart"}) as out:
            _write(out, film, track, report, progress)
        draft.replace(path)
    except (av.FFmpegError, OSError) as error:
        raise BadValue(f"{path} cannot be written: {error.strerror or error}.") from None
    finally:
        draft.unlink(missing_ok=True)


def _write(out: Any, film: Film, track: Track, report: Report, progress: Progress | None) -> None:
    import av

    width, height = (side - side % 2 for side in track.size)
    stream = out.add_stream("libx264", rate=Fraction(30), options={"crf": "23", "preset": "veryfast"})
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.codec_context.time_base = Fraction(1, _TICKS)
    moments, cues = _counted(report), _cues(report)
    for frame in film:
        if frame.number >= len(track):
            break
        picture = draw(frame.picture, frame.t, track, frame.number, moments, cues)
        made = av.VideoFrame.from_ndarray(picture[:height, :width], format="rgb24")
        made.pts, made.time_base = round(frame.t * _TICKS), Fraction(1, _TICKS)
        for packet in stream.encode(made):
            out.mux(packet)
        if progress is not None:
            progress(frame.t)
    for packet in stream.encode(None):
        out.mux(packet)


def draw(
    picture: Picture, t: float, track: Track, number: int, moments: list[_Moment], cues: list[Finding]
) -> Picture:
    """Return the picture with everything on it that is known at `t`."""
    picture = picture.copy()
    points = track.image(number)
    if points is not None:
        skeleton(picture, points)
    height, width = picture.shape[:2]
    size = max(14, height // 9)
    at = bisect_right(moments, t, key=lambda m: m.t) - 1
    counts = moments[at].counts if at >= 0 else {}
    for line, (side, count) in enumerate(sorted(counts.items())):
        name = "" if side is Body.BOTH else f"{side} "
        text(
            picture,
            f"{name}{count}",
            width - size // 4,
            (line + 1) * size,
            size if len(counts) == 1 else size // 2,
            right=True,
        )
    said = next((f for f in reversed(cues) if f.at_s <= t < f.at_s + SHOWN_S), None)
    if said is not None:
        small = max(12, height // 22)
        shade(picture, height - 2 * small, height)
        text(picture, said.cue, small // 2, height - small * 2 // 3, small)
    return picture


def _counted(report: Report) -> list[_Moment]:
    """Return when each count was reached, in the order of time."""
    moments: list[_Moment] = []
    counts: dict[Body, int] = {}
    for rep in sorted(report.reps, key=lambda rep: rep.end_s):
        counts = {**counts, rep.side: counts.get(rep.side, 0) + 1}
        moments.append(_Moment(rep.end_s, counts))
    return moments


def _cues(report: Report) -> list[Finding]:
    """Return the findings that are shown, when they were most marked: clear ones that say what to do."""
    found = [f for done in report.reps for f in done.findings]
    found += [f for done in report.holds for f in done.findings]
    shown = [f for f in found if f.cue and f.degree is Degree.CLEAR and not f.experimental]
    return sorted(shown, key=lambda f: f.at_s)
