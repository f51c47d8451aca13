"""What a person gets of a film: rows of findings, plots, the page as HTML and PDF, the annotated film."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.video.conftest import Paint
from tests.web.formcheck.landmarks import squat

from gluteal.catalogue.load import load
from gluteal.errors import BadValue
from gluteal.form.checker import check
from gluteal.form.recording import read, recording_of
from gluteal.form.reference import Reference
from gluteal.form.report import Body, Degree, Finding, Report, Sureness
from gluteal.lab.form_reference import form_reference
from gluteal.video.annotate import annotate
from gluteal.video.decode import Film
from gluteal.video.findings import rows, sentence
from gluteal.video.plot import Line, plot
from gluteal.video.pose import Pose
from gluteal.video.report import FONT, html, pdf, source
from gluteal.video.sheet import Key, key_numbers, key_pictures, sheet
from gluteal.video.watch import Track


@pytest.fixture(scope="module")
def reference() -> Reference:
    return form_reference(load(), "squat")


@pytest.fixture(scope="module")
def report(reference: Reference) -> Report:
    document = {
        "format": "gluteal-landmarks",
        "version": 1,
        "kind": "blazepose",
        "size": [640, 480],
        "points": "normalised",
        "frames": [squat(n / 15) for n in range(1, 200)],
    }
    return check(recording_of(document), reference)


def finding(rep: int, degree: Degree, **more: Any) -> Finding:
    said = {"cue": "Push the knees out." if degree in (Degree.CLEAR, Degree.SLIGHT) else ""}
    return Finding(
        look="knees-in",
        rule="knee-medial",
        name="Knee falls in",
        side=Body.LEFT,
        degree=degree,
        sureness=Sureness.FAIR,
        rep=rep,
        at_s=rep * 1.0,
        frame=rep * 10,
        amount=rep / 2,
        **{**said, **more},
    )


def with_findings(report: Report, *degrees: Degree) -> Report:
    first = report.reps[0]
    reps = tuple(
        replace(first, number=n, findings=(finding(n, degree),)) for n, degree in enumerate(degrees, 1)
    )
    return replace(report, reps=reps, findings=())


def test_findings_are_put_together_and_said_in_words(report: Report) -> None:
    clear, slight, none, unsure = Degree.CLEAR, Degree.SLIGHT, Degree.NONE, Degree.UNSURE
    (row,) = rows(with_findings(report, none, clear, clear, slight, unsure))
    assert (row.clear, row.slight, row.none, row.unsure) == ((2, 3), (4,), (1,), (5,))
    assert (row.worst, row.frame, row.cue) == (clear, 30, "Push the knees out.")
    assert sentence(row) == "clear in 2 of 5 (2, 3), slight in 1 of 5 (4), cannot be told in 1 of 5 (5)"
    (row,) = rows(with_findings(report, none, none))
    assert (sentence(row), row.cue) == ("not seen in any of 2", "")
    (row,) = rows(with_findings(report, unsure))
    assert (row.worst, sentence(row)) == (unsure, "cannot be told in 1 of 1")


def test_a_finding_over_the_set_is_said_of_the_set(report: Report) -> None:
    found = replace(report, reps=(), findings=(finding(0, Degree.CLEAR),))
    (row,) = rows(found)
    assert row.whole_set
    assert sentence(row) == "clear over the set"


def test_a_plot_shows_holes_as_holes_and_repetitions_behind_the_line() -> None:
    line = Line("left", "°", [0.0, 10.0, None, 20.0, 5.0], "#c07600")
    found = plot("Knee <in>", "positive inward", [0, 1, 2, 3, 4], [line], [(0.5, 3.5, "1")], [3.0])
    assert "Knee &lt;in&gt;" in found
    path = re.search(r'<path d="(M[^"]+)" fill="none"', found)
    assert path
    assert path[1].count("M") == 2
    assert found.count("<rect") == 1
    assert "stroke-dasharray" in found


def test_a_plot_of_an_hour_is_thinned_out_and_one_of_nothing_is_empty() -> None:
    times = [n / 30 for n in range(108_000)]
    line = Line("left", "°", [1.0] * len(times), "#c07600")
    assert len(plot("Hour", "", times, [line], [])) < 60_000
    assert "<svg" in plot("Nothing", "", [], [Line("left", "°", [], "#000000")], [])


def test_the_page_holds_everything_and_nothing_of_what_was_typed_is_markup(
    report: Report, reference: Reference
) -> None:
    page = sheet(
        report, reference, "<b>my film</b>.mp4", (Key("turn & <i>back</i>", b"jpeg"),), FONT[".html"]
    )
    text = html(page)
    assert "&lt;b&gt;my film&lt;/b&gt;.mp4" in text
    assert "turn &amp; &lt;i&gt;back&lt;/i&gt;" in text
    assert f"<td>{report.sides[0].reps}</td>" in text
    assert text.count("<svg") == len(page.plots) > 0
    assert not re.search(r'(?:src|href)="(?!data:image/jpeg;base64,)', text), "the file needs nothing else"
    for sentence_ in (*report.cannot_see, *(one.why for one in report.withheld)):
        assert sentence_ in text


def test_the_pdf_is_one_page_however_much_there_is_to_say(report: Report, reference: Reference) -> None:
    import typst

    many = with_findings(report, *[Degree.CLEAR] * 8)
    looks = [
        replace(f, look=f"l{n}", name=f"#set “{n}” *[x]* $y$ \\ @z <a> // é")
        for n in range(18)
        for f in many.reps[0].findings
    ]
    many = replace(many, reps=(replace(many.reps[0], findings=tuple(looks)),))
    for found in (report, many, replace(report, reps=(), sides=(), findings=(), signals={}, times=())):
        page = sheet(found, reference, "a film_of *mine*.mp4", (), FONT[".pdf"])
        content = pdf(page)
        assert content.startswith(b"%PDF")
        pages = typst.compile(source(page, 0).encode(), format="svg")
        assert not isinstance(pages, list)


def test_key_pictures_show_the_worst_of_each_finding_and_a_turn(report: Report) -> None:
    wanted = key_numbers(with_findings(report, Degree.NONE, Degree.CLEAR, Degree.SLIGHT))
    assert wanted[20] == "Knee falls in, left: clear (2.0 s)"
    assert any("its turn" in caption for caption in wanted.values())


def track_of(film: Path, moved: bool = True) -> Track:
    """Return landmarks that fit a painted film: somebody who squats, and is not seen at the start."""
    with Film(film) as opened:
        track = Track((opened.width, opened.height))
        for frame in opened:
            made = squat(frame.t + 0.1, size=(opened.width, opened.height))
            image = np.array(made["image"], np.float32) * (opened.width, opened.height, 1, 1)
            pose = Pose(image.astype(np.float32), np.array(made["world"], np.float32), 1.0)
            track.add(frame.t, pose if frame.number > 3 and moved else None)
    return track


def test_an_annotated_film_is_as_long_as_the_film_and_shows_the_skeleton(
    paint: Paint, tmp_path: Path, reference: Reference
) -> None:
    film, out = paint(size=(321, 241), count=200), tmp_path / "out.mp4"
    track = track_of(film)
    found = check(track.recording("film"), reference)
    assert found.reps
    with Film(film) as opened:
        annotate(opened, track, found, out)
    with Film(out) as opened:
        pictures = list(opened)
    assert len(pictures) == pytest.approx(len(track), abs=2)
    assert pictures[-1].t == pytest.approx(track.times[-1], abs=0.05)
    assert pictures[0].picture.shape[:2] == (240, 320)
    changed = [
        np.abs(pictures[n].picture.astype(int) - pictures[n].picture.mean(axis=1, keepdims=True)).max()
        for n in (1, 60)
    ]
    assert changed[1] > 60, "the skeleton is on the later picture"
    with Film(film) as opened:
        keys = key_pictures(opened, track, found)
    assert keys
    assert all(key.jpeg[:2] == b"\xff\xd8" for key in keys)
    assert sorted(tmp_path.glob(".*")) == [], "no half file is left"


def test_a_place_that_cannot_be_written_is_a_sentence(
    paint: Paint, tmp_path: Path, reference: Reference
) -> None:
    film = paint(count=40)
    track = track_of(film)
    found = check(track.recording("film"), reference)
    with Film(film) as opened, pytest.raises(BadValue, match="cannot be written"):
        annotate(opened, track, found, tmp_path / "nowhere" / "out.mp4")


def test_landmarks_written_are_read_back_the_same(paint: Paint, tmp_path: Path, reference: Reference) -> None:
    track = track_of(paint(count=150))
    track.write(tmp_path / "film.jsonl", "squat")
    one, other = (
        check(track.recording("film.jsonl"), reference),
        check(read(tmp_path / "film.jsonl"), reference),
    )
    assert one.reps
    assert [(r.side, r.start_frame, r.end_frame) for r in one.reps] == [
        (r.side, r.start_frame, r.end_frame) for r in other.reps
    ]


def test_a_track_holds_an_hour_in_a_hundred_megabytes() -> None:
    track = Track((640, 480))
    pose = Pose(np.zeros((33, 4), np.float32), np.zeros((33, 3), np.float32), 1.0)
    for number in range(5000):
        track.add(number / 30, pose if number % 2 else None)
    held = sum(block.nbytes for block in (*track._image, *track._world)) / len(track._image) / 1024
    assert held * 108_000 < 100_000_000
    assert track.seen == pytest.approx(0.5)
    assert len(list(track.recording("x").frames)) == 5000
