"""From film to landmarks against the bare network in the same run, and the memory that an hour of film takes.

The film is made here: the man on one leg of the pose2sim wheel (BSD-3-Clause) where the tests have fetched it,
scaled to 720p and coded in H.264 at 30 pictures a second. `--memory` measures an hour instead, of a small film and with the
network run on every hundredth picture: its own memory does not grow, and what does is all there.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from gluteal.video import models
from gluteal.video.decode import Film
from gluteal.video.detect import Area
from gluteal.video.pose import LandmarkNetwork, Tracker
from gluteal.video.watch import watch

LEAST, ROUNDS, PICTURES = 0.85, 8, 60
HOUR, GROWTH_MB = 3600 * 30, 160.0  # pictures of an hour; megabytes that an hour may take more than a minute


def film(source: Path, place: Path, count: int, size: tuple[int, int], rate: int = 30) -> Path:
    """Write a film of `count` pictures by playing a source again and again; returns its path."""
    import av
    import cv2

    with Film(source, rate=rate) as opened:
        pictures = [cv2.resize(f.picture, size, interpolation=cv2.INTER_AREA) for f in opened]
    pictures += pictures[-2:0:-1]  # forwards and backwards: nobody jumps
    path = place / f"{size[0]}x{size[1]}-{count}.mp4"
    with av.open(path, "w") as out:
        stream = out.add_stream("libx264", rate=rate, options={"preset": "veryfast", "crf": "23"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(count):
            picture = np.ascontiguousarray(pictures[number % len(pictures)])
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                out.mux(packet)
        for packet in stream.encode(None):
            out.mux(packet)
    return path


def bare(network: LandmarkNetwork, pixels: "np.ndarray[tuple[int, ...], np.dtype[np.float32]]") -> None:
    """Run the network alone: its input is there already, its answer is not looked at."""
    for _ in range(PICTURES):
        network._run.set_tensor(network._input, pixels)
        network._run.invoke()


def whole(path: Path, tracker: Tracker) -> None:
    """Go the whole way, from the file to landmarks."""
    with Film(path) as opened:
        track = watch(opened, tracker)
    assert len(track) == PICTURES
    assert track.seen == 1.0, "somebody is in every picture"


def measured(act: Callable[[], None]) -> tuple[float, float]:
    """Return pictures a second, and milliseconds of processor time a picture."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return PICTURES / (time.perf_counter() - wall), (time.process_time() - cpu) * 1000 / PICTURES


def throughput(path: Path) -> bool:
    """Measure the whole way and the bare network by turns; print a table; tell whether it is fast enough."""
    network, tracker = LandmarkNetwork(models.landmarks("heavy"), 2), Tracker("heavy")
    with Film(path) as opened:
        first = next(iter(opened)).picture
    network(first, Area(first.shape[1] / 2, first.shape[0] / 2, float(first.shape[0]), 0.0))
    pixels = network._pixels.copy()
    runs = [
        (measured(lambda: bare(network, pixels)), measured(lambda: whole(path, tracker)))
        for _ in range(ROUNDS)
    ]
    rates, costs = ([[one[side][at] for one in runs] for side in (0, 1)] for at in (0, 1))
    fastest = max(rates[1]) / max(rates[0])
    middle = statistics.median(rates[1]) / statistics.median(rates[0])
    cpu = statistics.median(costs[0]) / statistics.median(costs[1])
    print(f"heavy network, two threads, {PICTURES} pictures of 720p H.264, {ROUNDS} rounds by turns")
    print("| what | pictures a second, fastest | median | processor ms a picture |")
    print("|---|---|---|---|")
    for name, side in (
        ("network alone, on decoded pictures", 0),
        ("film to landmarks, decoding included", 1),
    ):
        print(
            f"| {name} | {max(rates[side]):.1f} | {statistics.median(rates[side]):.1f} "
            f"| {statistics.median(costs[side]):.1f} |"
        )
    print(f"| ratio, at least {LEAST} | {fastest:.2f} | {middle:.2f} | {cpu:.2f} |")
    # Judged by the fastest round of each: other work on the machine only ever adds to either.
    return fastest >= LEAST


HOUR_CODE = """
import resource, sys
from math import cos, pi
from pathlib import Path
import numpy as np
from gluteal.catalogue.load import load
from gluteal.form.checker import check
from gluteal.lab.form_reference import form_reference
from gluteal.video.decode import Film
from gluteal.video.pose import Pose, Tracker
from gluteal.video.watch import watch

tracker, numbers, known = Tracker("lite"), iter(range(10**9)), []

def every_hundredth(picture, t):
    # The network takes the same memory for each picture; once in a hundred is enough to have it there.
    if next(numbers) % 100 == 0 or not known:
        pose = tracker(picture, t)
        if pose is not None:
            known[:] = [pose]
    moved = known[0].image.copy()
    moved[:25, 1] += 8 * (1 - cos(2 * pi * t / 3))
    return Pose(moved, known[0].world, 1.0)

every_hundredth.people = 1
with Film(Path(sys.argv[1])) as film:
    track = watch(film, every_hundredth)
watched = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
report = check(track.recording("film"), form_reference(load(), "squat"))
print(len(track), watched, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def memory(source: Path, place: Path) -> bool:
    """Watch a minute and an hour of a small film, each in a process of its own; compare what they took."""
    taken = []
    print("| film | pictures | film to landmarks, MB at most | with the report, MB at most | s |")
    print("|---|---|---|---|---|")
    for name, count in (("a minute", 1800), ("an hour", HOUR)):
        path = film(source, place, count, (96, 160))
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", HOUR_CODE, str(path)], check=True, capture_output=True, text=True
        )
        frames, watched, judged = map(float, done.stdout.split())
        taken.append(watched)
        print(f"| {name} | {frames:.0f} | {watched:.0f} | {judged:.0f} | {time.perf_counter() - begun:.0f} |")
    print(
        f"Landmarks of an hour take {taken[1] - taken[0]:.0f} MB more than of a minute, at most {GROWTH_MB:.0f}."
    )
    return taken[1] - taken[0] <= GROWTH_MB


def source() -> Path:
    """Return the film of the wheel, fetched as the tests do."""
    from gluteal.packages import fetch

    found = fetch.cache() / "tests" / "pose2sim-0.7.2"
    path = next(found.rglob("*BalancingTrial/videos/cam04.mp4"), None)
    if path is None:
        sys.exit("The film is not here yet: pytest tests/video fetches it.")
    return path


def main() -> int:
    """Measure and return 1 where a limit is broken."""
    with tempfile.TemporaryDirectory() as folder:
        if "--memory" in sys.argv:
            return 0 if memory(source(), Path(folder)) else 1
        path = film(source(), Path(folder), PICTURES, (720, 1280))
        return 0 if throughput(path) else 1


if __name__ == "__main__":
    sys.exit(main())
