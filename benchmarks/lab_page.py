"""How soon the lab answers a slider: the table of loads, and the motion of the figure, as the browser asks for them.

usage: python benchmarks/lab_page.py [VARIATIONS]

Every exercise with a motion is asked for; its widest number is moved to a value that nobody has asked for before, so that
nothing comes from what is kept. Each answer is two requests through the whole Django stack: the page's part with the
loads, compared with the usual exercise, then the file of the motion. The ranges of what cannot be told follow by themselves when the slider rests, and are measured
apart. Times are CPU seconds of this process, with wall
seconds beside them. The first request of the process, which builds the model, is told apart.
"""

import os
import statistics
import sys
import tempfile
import time

os.environ["GLUTEAL_DATA"] = tempfile.mkdtemp(prefix="gluteal-bench-")

WITHIN = 0.150


def main() -> int:
    """Run the benchmark; returns 1 where the slowest twentieth takes longer than promised."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    from gluteal.web.store import open_store

    person = open_store().person
    from django.test import Client

    from gluteal.catalogue.load import load
    from gluteal.lab.motion import reason_left_out
    from gluteal.lab.settings import settings_of

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    catalogue = load()
    start = time.perf_counter()
    client.get("/lab/side-lying-abduction")
    print(f"first page of the process: {time.perf_counter() - start:.2f} s")
    answers, files, walls, ranges, unbalanced = [], [], [], [], []
    for slug, exercise in catalogue.exercises.items():
        choice = catalogue.choice(slug)
        if reason_left_out(choice, exercise):
            continue
        numbers = [s for s in settings_of(choice, exercise).values() if not s.options and s.parameter]
        if not numbers:
            continue
        client.get(f"/lab/{slug}")  # the usual exercise is known by the time a slider is moved
        setting = numbers[0]
        for turn in range(wanted):
            share = 0.37 + 0.41 * turn / wanted
            value = round(setting.low + share * (setting.high - setting.low), 3)
            cpu, wall = time.process_time(), time.perf_counter()
            page = client.get(f"/lab/{slug}?{setting.name}={value}", headers={"hx-request": "true"})
            half = time.process_time()
            motion = client.get(f"/lab/{slug}/motion?{setting.name}={value}")
            end = time.process_time()
            if b"data-region" not in page.content or motion.status_code != 200:
                unbalanced.append(slug)
                continue
            answers.append(half - cpu)
            files.append(end - half)
            walls.append(time.perf_counter() - wall)
            late = time.process_time()
            client.get(f"/lab/{slug}?{setting.name}={value}&ranges=1", headers={"hx-request": "true"})
            ranges.append(time.process_time() - late)
    both = [a + f for a, f in zip(answers, files, strict=True)]
    print(
        f"{len(both)} sliders moved; no loads for {len(unbalanced)}: {', '.join(sorted(set(unbalanced))) or 'none'}"
    )
    print("| | median ms | 95 % within ms | slowest ms |\n|---|---|---|---|")
    for name, values in (
        ("loads, CPU", answers),
        ("motion file, CPU", files),
        ("both, CPU", both),
        ("both, wall", walls),
    ):
        print(f"| {name} | {_ms(statistics.median(values))} | {_ms(_p95(values))} | {_ms(max(values))} |")
    ratio = _p95(both) / WITHIN
    print(f"95 % of the answers / promised {1000 * WITHIN:.0f} ms = {ratio:.2f}")
    return int(ratio > 1)


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:.0f}"


if __name__ == "__main__":
    sys.exit(main())
