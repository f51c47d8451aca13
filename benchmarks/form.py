"""How long the form engine takes: each frame live against 0.2 ms, and an hour of landmarks against 30 s.

usage: python benchmarks/form.py [MINUTES]

The live figure is the median over every clip of the tests, landmarks already read; the hour is a skeleton's sets
and squat clips one after the other, as 33 points with depth at 30 frames a second, once from memory and once read
from a file with one frame a line. Times are CPU seconds of this process.
"""

import json
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "form"))

from recordings import CLIPS, EXERCISES, clip, filmed, uiprmd

from gluteal.catalogue.load import load
from gluteal.form.checker import FormChecker, check
from gluteal.form.landmark import Frame, Point
from gluteal.form.recording import FORMAT, VERSION, Recording, read
from gluteal.lab.form_reference import form_reference

FRAME_MS, HOUR_S = 0.2, 30.0
PLACES = (0, 7, 8, 11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)


def main() -> int:
    """Run the benchmark; returns 1 where a target is missed."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    catalogue = load()
    live = []
    for slug, recording in somebody():
        checker = FormChecker(form_reference(catalogue, slug), recording.size, recording.depth)
        for frame in recording.frames:
            start = time.process_time_ns()
            checker.feed(frame)
            live.append((time.process_time_ns() - start) / 1e6)
        checker.finish()
    median, p99 = statistics.median(live), sorted(live)[int(0.99 * len(live))]
    mean = statistics.fmean(live)
    print(
        f"live: {len(live)} frames, median {median:.3f} ms, mean {mean:.3f} ms, p99 {p99:.3f} ms (target {FRAME_MS} ms)"
    )
    long = hour(minutes)
    start = time.process_time()
    report = check(long, form_reference(catalogue, "squat"))
    memory = time.process_time() - start
    print(
        f"file: {report.frames} frames, {report.seconds / 60:.0f} min, {len(report.reps)} repetitions: {memory:.1f} s from memory"
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hour.jsonl"
        write(path, long)
        start = time.process_time()
        report = check(read(path), form_reference(catalogue, "squat"))
        from_file = time.process_time() - start
        print(
            f"file: {path.stat().st_size / 1e6:.0f} MB of text, read and checked: {from_file:.1f} s (target {HOUR_S:g} s for an hour)"
        )
    share = minutes / 60
    return int(mean > FRAME_MS or memory > HOUR_S * share)


def somebody() -> list[tuple[str, Recording]]:
    """Return one set of each movement, measured and flat, and the clips."""
    found = [("squat", clip(name)) for name in CLIPS]
    for move, slug in EXERCISES.items():
        recording = uiprmd(1, f"{move}_correct")[0]
        found += [(slug, recording), (slug, filmed(recording, 0.0))]
    return found


def hour(minutes: float) -> Recording:
    """Return that many minutes of squats as one recording."""
    flat = filmed(uiprmd(1, "m01_correct")[0], 0.0)
    frames: list[Frame] = []
    while len(frames) < minutes * 60 * 30:
        frames += [replace(frame, t=(len(frames) + i) / 30) for i, frame in enumerate(flat.frames)]
    return replace(flat, frames=tuple(frames[: int(minutes * 60 * 30)]))


def write(path: Path, recording: Recording) -> None:
    """Write a recording with one frame a line, as 33 points."""
    head = {"format": FORMAT, "version": VERSION, "kind": "blazepose", "size": list(recording.size or (1, 1))}
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(head) + "\n")
        for frame in recording.frames:
            image, world = [[0.0, 0.0, 0.0]] * 33, [[0.0, 0.0, 0.0]] * 33
            for point in Point:
                image[PLACES[point]] = [round(v, 2) for v in (frame.image or ())[point]]
                world[PLACES[point]] = [round(v, 4) for v in (frame.world or ())[point]]
            file.write(json.dumps({"t": round(frame.t, 4), "image": image, "world": world}) + "\n")


if __name__ == "__main__":
    sys.exit(main())
