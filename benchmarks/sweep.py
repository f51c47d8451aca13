"""A sweep of variations times bodies on a cluster of processes, a worker killed in the middle: nothing lost, how much faster.

usage: python benchmarks/sweep.py [VARIATIONS] [BODIES] [SCHEDULER]

Without arguments 60 x 4, for the full task 1000 20. The address of a scheduler (tcp://host:8786) takes the place of the
processes on this machine; no worker is killed there. A sample is reckoned here too: its rows must be equal, and its time
gives the speed-up.
"""

import os
import signal
import sys
import time
from collections import Counter

try:
    from distributed import Client, LocalCluster
except ImportError:
    print("Dask is not installed: uv run --extra cluster python benchmarks/sweep.py; left out")
    sys.exit(0)

from gluteal.lab.sweep import FRAMES, drawn_people, drawn_variations, reckon, sweep

SEED, SAMPLE = 7, 15


def main() -> int:
    """Run the benchmark; returns 1 where a row is lost or differs."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    bodies = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    variations, people = drawn_variations(count, SEED), drawn_people(bodies, SEED)
    if len(sys.argv) > 3:
        begun = time.perf_counter()
        rows = sweep(variations, people, scheduler=sys.argv[3], told=_told)
        return _report(variations, people, rows, time.perf_counter() - begun, 0)
    with (
        LocalCluster(
            threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster,
        Client(cluster) as client,
    ):
        workers = len(cluster.workers)
        killed = [worker.pid for worker in cluster.workers.values()][:1]

        def told(done: int, total: int) -> None:
            _told(done, total)
            if killed and 2 * done >= total:
                os.kill(killed.pop(), signal.SIGKILL)
                print(f"\n  one of {workers} workers killed at {done} of {total}")

        client.run(_warm)
        begun = time.perf_counter()
        rows = sweep(variations, people, scheduler=client, told=told)
        return _report(variations, people, rows, time.perf_counter() - begun, workers)


def _warm() -> None:
    """Load what a worker needs before the clock runs."""
    reckon(drawn_variations(1, 0)[0], drawn_people(1, 0), 8)


def _told(done: int, total: int) -> None:
    print(f"\r  {done} of {total}", end="", flush=True)


def _report(variations: tuple, people: tuple, rows: list, took: float, workers: int) -> int:
    step = max(1, len(variations) // SAMPLE)
    sample = variations[::step]
    reckon(variations[0], people)  # warm
    begun = time.perf_counter()
    here = [row for variation in sample for row in reckon(variation, people)]
    alone = (time.perf_counter() - begun) / len(here)
    there = [
        row
        for at in range(0, len(variations), step)
        for row in rows[at * len(people) : (at + 1) * len(people)]
    ]
    # Counted with their number: a choice without settings is drawn more than once.
    asked = Counter((variation, person) for variation in variations for person in people)
    lost = sum((asked - Counter((row.variation, row.person) for row in rows)).values())
    unlike = sum(not _alike(a, b) for a, b in zip(here, there, strict=True))
    answers = Counter("answer" if row.error is None else "named error" for row in rows)
    print(f"\n{len(variations)} variations x {len(people)} bodies, {FRAMES} frames: {took:.0f} s on {workers or 'remote'} workers, "
          f"{1000 * took / len(rows):.0f} ms a row; one process {1000 * alone:.0f} ms a row: {alone * len(rows) / took:.2f} x; "
          f"{dict(answers)}; lost {lost}, unlike in a sample of {len(here)}: {unlike}")  # fmt: skip
    return 1 if lost or unlike else 0


def _alike(a: object, b: object) -> bool:
    if a.error != b.error or a.peaks.keys() != b.peaks.keys():
        return False
    return all(abs(a.peaks[key] - b.peaks[key]) < 1e-6 for key in a.peaks)


if __name__ == "__main__":
    sys.exit(main())
