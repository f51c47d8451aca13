"""What phones and other people's files hold: turned, slow, uneven, cut off, or no video at all."""

import resource
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.video.conftest import Paint

from gluteal.errors import BadValue
from gluteal.video.decode import Film, Frame


def frames(path: Path, **how: float) -> list[Frame]:
    with Film(path, **how) as film:  # type: ignore[arg-type]
        return list(film)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.mp4", "libx264"),
        ("a.mp4", "libx265"),
        ("a.webm", "libvpx-vp9"),
        ("a.avi", "mpeg4"),
    ],
)
def test_what_cameras_write_is_read_with_its_times(paint: Paint, name: str, codec: str) -> None:
    is_read_with_its_times(paint(name, codec=codec))


def test_av1_is_read_with_its_times() -> None:
    # Painted once: the encoder (SVT-AV1), where it may, puts this process and all that it starts under real-time
    # scheduling, and from then on no other process of the machine gets its turn.
    is_read_with_its_times(Path(__file__).parent / "data" / "painted-av1.mkv")


def is_read_with_its_times(path: Path) -> None:
    with Film(path) as film:
        found = list(film)
    assert (film.width, film.height) == (160, 96)
    assert len(found) in (29, 30)
    assert [frame.number for frame in found] == list(range(len(found)))
    assert found[0].t == 0
    assert found[-1].t == pytest.approx((len(found) - 1) / 30, abs=0.02)
    assert found[0].picture.shape == (96, 160, 3)
    assert found[0].picture[5, 5].min() > 200
    assert found[0].picture[5, 150].max() < 60


@pytest.mark.parametrize(("turn", "corner"), [(0, "tl"), (-90, "tr"), (180, "br"), (90, "bl")])
def test_a_turned_picture_is_turned_back(paint: Paint, turn: int, corner: str) -> None:
    found = frames(paint(turn=turn, count=2))[0].picture
    height, width = found.shape[:2]
    assert (width, height) == ((160, 96) if turn in (0, 180) else (96, 160))
    row = 5 if corner[0] == "t" else height - 6
    column = 5 if corner[1] == "l" else width - 6
    assert found[row, column].min() > 200
    assert found.flags["C_CONTIGUOUS"]


@pytest.mark.parametrize("size", [(161, 97), (98, 54), (1922, 1082)])
def test_odd_sizes_are_read_and_large_ones_scaled_down(paint: Paint, size: tuple[int, int]) -> None:
    found = frames(paint(size=size, count=2))[0].picture
    height, width = found.shape[:2]
    assert max(height, width) == min(max(size), 1280)
    assert width / height == pytest.approx(size[0] / size[1], rel=0.01)
    assert found[5, 5].min() > 200


def test_pixels_that_are_not_square_are_made_so(paint: Paint) -> None:
    found = frames(paint(pixel=Fraction(2, 1), count=2))[0].picture
    assert found.shape[:2] == (96, 320)


def test_an_uneven_rate_keeps_each_pictures_own_time(paint: Paint) -> None:
    times = [0, 0.05, 0.2, 0.24, 0.7, 0.74, 1.5]
    assert [f.t for f in frames(paint(count=7, times=times))] == pytest.approx(times, abs=0.002)


def test_of_a_fast_film_thirty_pictures_a_second_are_taken(paint: Paint) -> None:
    found = frames(paint(count=240, rate=240))
    assert 29 <= len(found) <= 31
    assert found[-1].t == pytest.approx(1.0, abs=0.06)
    assert np.diff([f.t for f in found]) == pytest.approx(1 / 30, abs=0.01)


def test_slow_motion_that_says_so_is_brought_back_to_real_time(paint: Paint) -> None:
    path = paint(count=120, rate=30, metadata={"com.android.capture.fps": "240.0"})
    with Film(path) as film:
        found = list(film)
    assert film.slower == pytest.approx(8, rel=0.01)
    assert found[-1].t == pytest.approx(119 / 240, abs=0.03)
    told = frames(paint("b.mp4", count=60), slower=2)
    assert told[-1].t == pytest.approx(59 / 60, abs=0.03)


def test_a_part_of_a_film_can_be_taken(paint: Paint) -> None:
    found = frames(paint(count=90), start=1.0, end=2.0)
    assert found[0].t == 0
    assert found[-1].t == pytest.approx(1.0, abs=0.05)
    whole = frames(paint(count=90))
    assert np.abs(found[0].picture.astype(int) - whole[30].picture).max() < 30
    with pytest.raises(BadValue, match="holds no picture"):
        frames(paint(count=10), start=500)


def test_a_film_that_breaks_off_gives_what_it_holds(paint: Paint, tmp_path: Path) -> None:
    whole = paint("a.mkv", count=300, size=(320, 240))
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size * 2 // 3])
    with Film(cut) as film:
        found = list(film)
    assert 20 < len(found) < 290
    assert film.ended_early


def test_broken_packets_are_stepped_over(paint: Paint, tmp_path: Path) -> None:
    content = bytearray(paint("a.mkv", count=200, size=(320, 240)).read_bytes())
    for at in range(len(content) // 3, len(content) // 2, 97):
        content[at] ^= 0x55
    broken = tmp_path / "broken.mkv"
    broken.write_bytes(bytes(content))
    assert len(frames(broken)) > 20


def test_what_is_no_film_is_one_sentence(paint: Paint, tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "text.txt").write_text("This is not a film.\n" * 100)
    (tmp_path / "text.mp4").write_text("This is not a film.\n" * 100)
    (tmp_path / "noise.mp4").write_bytes(np.random.default_rng(1).bytes(100_000))
    (tmp_path / "list.m3u8").write_text("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")
    whole = paint("whole.mp4", count=60)
    (tmp_path / "head.mp4").write_bytes(whole.read_bytes()[:2000])
    for name, says in {
        "empty.mp4": "is empty",
        "text.txt": "cannot be read as a video",
        "text.mp4": "cannot be read as a video",
        "noise.mp4": "cannot be read as a video",
        "list.m3u8": "cannot be read as a video",
        "head.mp4": "cannot be read as a video",
        "nowhere.mp4": "There is no file",
        ".": "is a folder",
    }.items():
        with pytest.raises(BadValue, match=says) as caught:
            frames(tmp_path / name)
        assert str(caught.value).count(". ") == 0, "one sentence"


def test_music_holds_no_moving_pictures(tmp_path: Path) -> None:
    import av

    path = tmp_path / "sound.mp4"
    with av.open(path, "w") as out:
        stream = out.add_stream("aac", rate=8000)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 4096), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 8000
        for packet in (*stream.encode(frame), *stream.encode(None)):
            out.mux(packet)
    with pytest.raises(BadValue, match="no moving pictures"):
        frames(path)


def test_a_picture_too_small_to_show_anybody_is_refused(paint: Paint) -> None:
    with pytest.raises(BadValue, match="nobody can be seen"):
        frames(paint(size=(16, 16), count=2))


def test_leaving_early_stops_the_thread_that_decodes(paint: Paint) -> None:
    import threading

    with Film(paint(count=200)) as film:
        for _ in film:
            break
    assert not [t for t in threading.enumerate() if t.name == "decode"]


@pytest.mark.skipif(sys.platform == "win32", reason="asks the system for the most memory taken")
def test_the_memory_taken_does_not_grow_with_the_film(paint: Paint) -> None:
    def peak(count: int) -> int:
        path = paint(f"{count}.mp4", count=count, size=(640, 360))
        code = (
            "import sys; from pathlib import Path; from gluteal.video.decode import Film\n"
            "with Film(Path(sys.argv[1])) as film: print(sum(1 for _ in film))"
        )
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True)
        return max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)

    short = peak(60)
    assert peak(1500) < short + 40_000  # kilobytes; 1,500 pictures of this size would be a million
