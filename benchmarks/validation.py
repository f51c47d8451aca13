"""Plans for thousands of random athletes, each put before the independent validator.

usage: python benchmarks/validation.py [ATHLETES] [FIRST_SEED] [WORK]

WORK is the search limit in deterministic seconds: every rule holds at any limit, and a search that is cut off early
gives stranger plans than one that ends. The what-ifs of `smallest_change` are left out, they change no plan.
Returns 1 where a programme breaks a rule.
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "training"))

from athletes import TODAY, athlete_of

from gluteal.catalogue.load import load
from gluteal.errors import NoPlan, NotSafe
from gluteal.training import planner
from gluteal.training.validate import violations


def main() -> int:
    """Plan and validate; prints each fault and, every hundred athletes, what came of them."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 900_000
    work = float(sys.argv[3]) if len(sys.argv) > 3 else 0.05
    catalogue = load()
    planner.smallest_change = lambda *_: None
    ends: Counter[str] = Counter()
    began = time.process_time()
    for seed in range(first, first + wanted):
        athlete = athlete_of(seed)
        try:
            programme = planner.plan(athlete, catalogue, TODAY, work)
        except NotSafe:
            ends["refused by the safety gate"] += 1
            continue
        except NoPlan:
            ends["without a plan"] += 1
            continue
        faults = violations(programme, athlete, catalogue)
        ends["with a fault" if faults else "sound"] += 1
        ends["slots looked at"] += sum(len(s.slots) for w in programme.weeks for s in w.sessions)
        for fault in faults[:3]:
            print(f"seed {seed}: {fault}", flush=True)
        if (seed + 1 - first) % 100 == 0:
            print(seed + 1 - first, dict(ends), f"{time.process_time() - began:.0f} s CPU", flush=True)
    print(f"seeds {first} to {first + wanted - 1}, search cut off at {work:g}: {dict(ends)}")
    return 1 if ends["with a fault"] else 0


if __name__ == "__main__":
    sys.exit(main())
