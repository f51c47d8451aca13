"""Lets the tests of this folder, and the benchmarks, share the recordings."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
