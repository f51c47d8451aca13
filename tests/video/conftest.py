"""Films for the tests: small ones painted here, and a real one out of a published wheel that is not installed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gluteal.errors import PackagesMissing
from gluteal.packages import fetch

ROOT = Path(__file__).parent.parent.parent
# pose2sim (BSD-3-Clause, "Copyright (c) 2022, perfanalytics"): a man stands on one leg, filmed by four cameras.
WHEEL = "pose2sim==0.7.2 --hash=sha256:9b697cae93307c75c1c16b5ffc6a633e304fced14ecd8189691cba25c0b6d85c\n"
TRIALS = "Pose2Sim/S00_Demo_Session/S00_P00_SingleParticipant/S00_P00_T01_BalancingTrial/videos"

Paint = Callable[..., Path]


@pytest.fixture(scope="session")
def balancing() -> Path:
    """Return the folder with cam01.mp4 … cam04.mp4, unpacked once into the cache; nothing is installed."""
    place = fetch.cache() / "tests" / "pose2sim-0.7.2"
    if not (place / TRIALS).is_dir():
        _unpack(place)
    return place / TRIALS


def _unpack(place: Path) -> None:
    uv = shutil.which("uv") or next(
        (p for p in [str(ROOT / ".tools" / "bin" / "uv")] if Path(p).exists()), ""
    )
    uv = os.environ.get("UV") or uv
    if not uv:
        pytest.skip("The real video comes with uv, and there is none here (start.py brings it).")
    coming = place.with_name(f"{place.name}.{os.getpid()}")
    coming.mkdir(parents=True)
    wanted = coming / "wanted.txt"
    wanted.write_text(WHEEL)
    how = ("--quiet", "--no-deps", "--require-hashes", "--python", sys.executable, "--target", str(coming))
    done = subprocess.run(
        [uv, "pip", "install", *how, "-r", str(wanted)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(coming, ignore_errors=True)
        pytest.skip(f"The real video cannot be fetched, probably for want of a network: {done.stderr[-200:]}")
    try:
        coming.rename(place)
    except OSError:  # another test process was faster
        shutil.rmtree(coming, ignore_errors=True)


@pytest.fixture(scope="session")
def networks() -> None:
    """Make sure that the pose networks are in the cache."""
    try:
        fetch.folder()
    except PackagesMissing as error:
        pytest.skip(f"The pose networks cannot be fetched: {error}")


@pytest.fixture
def paint(tmp_path: Path) -> Paint:
    """Write a film whose picture n has a white square at the top left and n coded as a grey below it."""
    import av

    def make(
        name: str = "film.mp4",
        *,
        codec: str = "libx264",
        size: tuple[int, int] = (160, 96),
        count: int = 30,
        rate: int = 30,
        times: Sequence[float] | None = None,
        turn: int | None = None,
        metadata: dict[str, str] | None = None,
        pixel: Fraction | None = None,
    ) -> Path:
        path = tmp_path / name
        moving = {"movflags": "use_metadata_tags"} if path.suffix in (".mp4", ".mov") else {}
        with av.open(path, "w", options=moving) as out:
            out.metadata.update(metadata or {})
            stream: Any = out.add_stream(codec, rate=rate)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p" if size[0] % 2 == 0 else "yuv444p"
            tick = 1 / rate if path.suffix == ".avi" else 0.001
            stream.time_base = stream.codec_context.time_base = Fraction(tick).limit_denominator(1000)
            if pixel is not None:
                stream.codec_context.sample_aspect_ratio = pixel
            if turn is not None:
                stream.set_display_rotation(turn)
            for number in range(count):
                frame = av.VideoFrame.from_ndarray(_picture(size, number), format="rgb24")
                at = number / rate if times is None else times[number]
                frame.pts, frame.time_base = round(at / tick), stream.codec_context.time_base
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        return path

    return make


def _picture(size: tuple[int, int], number: int) -> Any:
    width, height = size
    picture = np.zeros((height, width, 3), np.uint8)
    picture[: height // 3, : width // 3] = 255
    picture[height // 2 :, :, :] = (number * 4) % 200 + 20
    return picture
