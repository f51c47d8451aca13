"""Lets the browser tests share what starts servers and fills stores."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
