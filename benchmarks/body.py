"""How fast the muscle loads of a motion of 50 frames come, with a new posture and with only the loads changed.

usage: python benchmarks/body.py [RUNS]

New posture: inverse kinematics of all frames, their preparation and one solve each. Loads changed: one solve each on
frames already prepared. One solve a frame, no ranges. CPU time of this process (all its threads; the wall time of an
idle machine), median and best of RUNS (15); the limits are held against the median. benchmarks/body_opensim.py has the
peer's time.
"""

import statistics
import sys
import time
from dataclasses import replace

from gluteal.body.force import Weight, ankle_weight
from gluteal.body.solve import Body
from gluteal.lab.motion import Motion, motion

EXERCISES = ("side-lying-abduction", "clamshell", "single-leg-squat", "hip-thrust", "lateral-band-walk")
NEW_POSTURE_MS, NEW_LOAD_MS, FRAMES = 60.0, 35.0, 50


def main() -> int:
    """Run the benchmark; returns 1 where a limit is missed."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    body = Body()
    missed = 0
    print(f"{FRAMES} frames, ms: median (best) of {runs} runs")
    print(
        f"{'exercise':24}{'motion':>16}{'prepare':>16}{'solve':>16}{'new posture':>18}{'loads changed':>18}"
    )
    for slug in EXERCISES:
        moved = [_timed(lambda slug=slug: motion(slug, skeleton=body.skeleton)) for _ in range(runs)]
        made: Motion = moved[-1][1]
        prepared = [_timed(lambda made=made: _prepare(body, made)) for _ in range(runs)]
        solved = [_timed(lambda made=made: _solve(body, _prepare(body, made), made)) for _ in range(runs)]
        frames = _prepare(body, made)
        _solve(body, frames, made)
        changed = [
            _timed(lambda at=at, frames=frames, made=made: _solve(body, frames, _heavier(made, at)))
            for at in range(runs)
        ]
        whole = [a[0] + b[0] for a, b in zip(moved, solved, strict=True)]
        alone = [b[0] - a[0] for a, b in zip(prepared, solved, strict=True)]
        columns = [[t for t, _ in moved], [t for t, _ in prepared], alone, whole, [t for t, _ in changed]]
        print(
            f"{slug:24}"
            + "".join(
                f"{_both(column):>{width}}"
                for column, width in zip(columns, (16, 16, 16, 18, 18), strict=True)
            )
        )
        missed += statistics.median(whole) > NEW_POSTURE_MS
        missed += statistics.median(columns[-1]) > NEW_LOAD_MS
    print(f"limits: new posture {NEW_POSTURE_MS:.0f} ms, loads changed {NEW_LOAD_MS:.0f} ms; {missed} missed")
    return 1 if missed else 0


def _timed(do) -> tuple[float, object]:
    begun = time.process_time()
    result = do()
    return 1000 * (time.process_time() - begun), result


def _prepare(body: Body, made: Motion) -> list:
    return [body.prepare(qpos, contacts) for qpos, contacts in zip(made.qpos, made.contacts, strict=True)]


def _solve(body: Body, frames: list, made: Motion) -> None:
    last = None
    for frame in frames:
        last = body.solve(frame, made.forces, start=last)


def _heavier(made: Motion, at: int) -> Motion:
    """Return the motion with another load, as a slider would give it: posture the same."""
    weights = [force for force in made.forces if isinstance(force, Weight)]
    if weights:
        changed = tuple(replace(f, mass=f.mass + 0.1 * at) if f in weights else f for f in made.forces)
    else:
        changed = (*made.forces, ankle_weight("r", 0.05 * at))
    return replace(made, forces=changed)


def _both(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} ({min(times):.1f})"


if __name__ == "__main__":
    sys.exit(main())
