"""From the moment a picture was taken to the answer of the form engine on the page, in Chromium, full network.

usage: python benchmarks/camera.py [SECONDS]

The fake webcam plays a man on one leg (pose2sim, BSD-3-Clause, where the tests have fetched him) at 30 pictures a
second; page, worker and server share this machine. The clock starts at the capture time that Chromium gives each
picture (the pose network, the socket, the engine and the page are all within) and stops when the page has the answer,
which is when it shows and says it. Judged by the median; the slowest of a hundred is shown beside it.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.web.formcheck.webcam import CHROMIUM, FLAGS, webcam

LIMIT_MS, SECONDS = 150.0, 40.0
START = "from gluteal.web.serve import serve; serve(port=0, open_browser=False)"


def measured(camera: str, address: str, seconds: float) -> dict[str, str]:
    """Return what the page tells of itself after so many seconds of a set."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, camera])
        page = browser.new_page()
        page.goto(address)
        page.goto(f"{address.split('/enter/')[0]}/form/standing-abduction")
        page.click("#begin")
        while page.evaluate("document.getElementById('stage').dataset.state") not in ("ready", "fault"):
            time.sleep(0.5)
        page.click("#go")
        time.sleep(seconds)
        found: dict[str, str] = page.evaluate("({...document.getElementById('stage').dataset})")
        browser.close()
    return found


def main() -> int:
    """Measure, print a table and return 1 where the median is over the limit."""
    from gluteal.packages import fetch

    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    film = next((fetch.cache() / "tests").rglob("*BalancingTrial/videos/cam02.mp4"), None)
    if film is None:
        sys.exit("The film is not here yet: pytest tests/video fetches it.")
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, "-c", START],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "GLUTEAL_DATA": folder},
        )
        try:
            line = server.stdout.readline() if server.stdout else ""
            address = re.search(r"http://\S+/enter/\S+", line)
            if address is None:
                sys.exit(f"The server did not start: {line}")
            found = measured(webcam(film, Path(folder), 20), address[0], seconds)
        finally:
            server.terminate()
            server.wait()
    delays = sorted(json.loads(found["delays"]))
    middle = statistics.median(delays)
    print(
        f"full network, delegate {found['delegate']}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(f"| what, {len(delays)} pictures | |")
    print("|---|---|")
    print(f"| pictures a second | {found['rate']} |")
    print(f"| capture to answer, median | {middle:.0f} ms, {middle / LIMIT_MS:.2f} of the limit |")
    print(
        f"| nine of ten, 99 of a hundred | {delays[len(delays) * 9 // 10]}, {delays[len(delays) * 99 // 100]} ms |"
    )
    print(f"| counted | {found.get('counted', 'nothing')} |")
    return 0 if middle < LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
