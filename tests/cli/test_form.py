"""`gluteal form`: a real film, recorded landmarks, and everything that is neither."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.cli.test_reference import validate
from tests.video.conftest import Paint, balancing, networks, paint  # noqa: F401 - fixtures
from tests.web.formcheck.landmarks import squat


@pytest.fixture
def landmarks(tmp_path: Path) -> Path:
    path = tmp_path / "set.jsonl"
    head = {"format": "gluteal-landmarks", "version": 1, "kind": "blazepose", "size": [640, 480]}
    lines = [{**head, "points": "normalised"}, *(squat(n / 15) for n in range(1, 200))]
    path.write_text("\n".join(map(json.dumps, lines)))
    return path


@pytest.mark.usefixtures("networks")
def test_a_real_film_is_counted_annotated_and_put_on_a_page(
    gluteal: Run,
    balancing: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    out, page, kept = tmp_path / "out.mp4", tmp_path / "page.pdf", tmp_path / "kept.jsonl"
    found = gluteal(
        "form", balancing / "cam02.mp4", "-e", "standing-abduction", "--network", "lite",
        "--annotate", out, "--report", page, "--landmarks", kept,
    )  # fmt: skip
    assert "Standing" in found.out
    assert out.stat().st_size > 10_000
    assert page.read_bytes().startswith(b"%PDF")
    assert kept.read_text().count("\n") == 51
    again = gluteal("form", kept, "-e", "standing-abduction", "--json").json
    validate("form", again)
    assert again["film"] is None
    whole = gluteal(
        "form", balancing / "cam04.mp4", "-e", "standing-abduction", "--network", "lite", "--json"
    ).json
    validate("form", whole)
    assert (whole["film"]["width"], whole["film"]["height"], whole["film"]["codec"]) == (725, 1280, "h264")
    assert whole["film"]["seen"] == 1.0


def test_recorded_landmarks_are_counted_and_put_on_a_page(
    gluteal: Run, landmarks: Path, tmp_path: Path
) -> None:
    found = gluteal("form", landmarks, "--exercise", "squat", "--report", tmp_path / "page.html")
    assert "repetitions" in found.out
    assert "Not judged, because the camera does not look from the side" in found.out
    assert "<svg" in (tmp_path / "page.html").read_text()
    asked = gluteal("form", landmarks, "--exercise", "squat", "--json").json
    validate("form", asked)
    assert asked["report"]["sides"][0]["reps"] >= 3


@pytest.mark.usefixtures("networks")
def test_a_film_without_anybody_is_a_sentence(gluteal: Run, paint: Paint) -> None:  # noqa: F811
    found = gluteal("form", paint(count=10), "-e", "squat", "--network", "lite", code=2)
    assert "Nobody can be seen" in found.err
    assert found.out == ""


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("nowhere.mp4", "-e", "squat"), "There is no file"),
        (("nowhere.json", "-e", "squat"), "There is no file"),
        ((".", "-e", "squat"), "is a folder"),
        (("x.mp4", "-e", "squatt"), "squat"),
        (("x.mp4", "-e", "machine-abduction"), "form check"),
        (("text.mp4", "-e", "squat", "--network", "huge"), "heavy"),
        (("text.mp4", "-e", "squat"), "cannot be read as a video"),
        (("text.json", "-e", "squat"), "no JSON"),
        (("text.mp4", "-e", "squat", "--annotate", "out.avi"), "end in .mp4"),
        (("text.mp4", "-e", "squat", "--report", "out.txt"), ".html or .pdf"),
        (("text.mp4", "-e", "squat", "--annotate", "text.mp4"), "name another one"),
        (("text.mp4", "-e", "squat", "--report", "no/such/folder/out.pdf"), "folder that is there"),
        (("text.mp4", "-e", "squat", "--report", "here.html"), "--force"),
        (("text.mp4", "-e", "squat", "--from", "5", "--to", "3"), "later"),
        (("text.json", "-e", "squat", "--annotate", "out.mp4"), "no pictures"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_a_sentence_and_leaves_nothing_behind(
    gluteal: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("text.mp4", "text.json", "here.html"):
        (tmp_path / name).write_text("only text")
    found = gluteal("form", *args, code=2)
    assert says in found.err
    assert found.err.strip().count("\n") == 0
    assert {path.name for path in tmp_path.iterdir()} == {"text.mp4", "text.json", "here.html"}
