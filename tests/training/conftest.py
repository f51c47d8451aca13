"""Lets the tests of this folder, and the benchmarks, share the random athletes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
