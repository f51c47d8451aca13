"""How fast the pages and the API answer 20 people at once, with ten years of diary each; and the first load of Today.

usage: python benchmarks/web.py [SECONDS] [PEOPLE]

A server of its own on 127.0.0.1, one process, SQLite. Every person looks at pages and writes down sets, one request
about every 1.5 s, which is some forty times as often as somebody who trains. Everybody's first page after the start
reads their whole diary; it is timed by itself. Limits: p95 60 ms for pages, 30 ms for a set; Today under 100 kB of
own JS and CSS (gzip) and interactive within 1 s in a Chromium slowed four times.
"""

import gzip
import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

HERE = Path(__file__).parent
PAGES = ("/", "/programme", "/log", "/exercises/clamshell", "/session")
LIMIT_PAGE, LIMIT_SET, LIMIT_KB, LIMIT_READY = 60.0, 30.0, 100.0, 1000.0
PAUSE = 1.5  # seconds between two requests of one person
SHARE_OF_SETS, SHARE_OF_GUIDES = 0.4, 0.02


def prepare(folder: Path, people: int) -> list[str]:
    """Fill a store: one diary of ten years through the store's own door, copied for everybody else by the database."""
    sys.path.insert(0, str(HERE))
    from gluteal.web.store import Store, open_store
    from progression import slots, somebody, ten_years

    local = open_store(folder)
    from dataclasses import replace
    from datetime import timedelta

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    from gluteal.catalogue.load import load
    from gluteal.training.athlete import Screening, Weekday
    from gluteal.training.planner import plan
    from gluteal.web.accounts.models import Person

    today = datetime.now().astimezone().date()
    days = sorted({(today + timedelta(days=n)).weekday() for n in (0, 2, 4)})
    athlete = replace(
        somebody(),
        days=tuple(list(Weekday)[n] for n in days),
        screening=Screening(answered_on=today),
        minutes=45,
    )
    programme = plan(athlete, load(), today)
    local.add(ten_years(slots(athlete)))
    keys = []
    for number in range(people):
        person = local.person
        if number:
            person = Person.objects.create(username=f"person-{number}")
            with connection.cursor() as cursor:
                cursor.execute(COPY, [person.pk, local.person.pk])
        store = Store(person)
        store.save_athlete(athlete)
        store.save_programme(programme)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        keys.append(str(session.session_key))
    connection.close()
    return keys


COPY = """
INSERT INTO diary_fact (uid, person_id, kind, day, at, exercise, data)
SELECT fresh, %s, kind, day, at, exercise, json_set(data, '$.uid',
  substr(fresh, 1, 8) || '-' || substr(fresh, 9, 4) || '-' || substr(fresh, 13, 4) || '-' ||
  substr(fresh, 17, 4) || '-' || substr(fresh, 21))
FROM (SELECT *, lower(hex(randomblob(16))) AS fresh FROM diary_fact WHERE person_id = %s)
"""


@contextmanager
def serving(folder: Path) -> Iterator[tuple[int, str, int]]:
    """Serve the store; yields the port, the address that lets its person in, and the process id."""
    process = subprocess.Popen(
        [sys.executable, "-m", "gluteal", "serve", "--port", "0", "--no-browser", "--data-dir", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = re.search(r"http\S+", process.stdout.readline())[0]
        yield int(re.search(r":(\d+)/", address)[1]), address, process.pid
    finally:
        process.terminate()
        process.communicate(timeout=20)


class Somebody(threading.Thread):
    """One person with a connection of their own, who looks and writes in turn."""

    def __init__(self, port: int, key: str, seed: int, until: float, pause: float) -> None:
        super().__init__()
        self.times: dict[str, list[float]] = defaultdict(list)
        self.wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookie, self.chance, self.until, self.pause = (
            f"gluteal_session={key}",
            random.Random(seed),
            until,
            pause,
        )
        answer = self.ask("GET", "/api/me")
        self.csrf = json.loads(answer[1])["csrf"]
        self.cookie += "; " + next(v.split(";")[0] for n, v in answer[2] if n.lower() == "set-cookie")

    def ask(
        self, method: str, path: str, body: str | None = None
    ) -> tuple[int, bytes, list[tuple[str, str]]]:
        """Send one request over the person's connection."""
        headers = {"Cookie": self.cookie}
        if body:
            headers |= {"Content-Type": "application/json", "X-CSRFToken": self.csrf}
        try:
            self.wire.request(method, path, body, headers)
            answer = self.wire.getresponse()
        except http.client.RemoteDisconnected:  # the server closes what has been idle for five seconds
            self.wire.close()
            self.wire.request(method, path, body, headers)
            answer = self.wire.getresponse()
        return answer.status, answer.read(), answer.getheaders()

    def timed(self, name: str, method: str, path: str, body: str | None = None) -> None:
        """Ask once and keep how long it took."""
        begun = time.perf_counter()
        status, text, _headers = self.ask(method, path, body)
        self.times[name].append((time.perf_counter() - begun) * 1000)
        assert status in (200, 201), (path, status, text[:300])

    def run(self) -> None:
        """Look and write until the time is over."""
        time.sleep(self.chance.uniform(0, self.pause))
        while time.monotonic() < self.until:
            if self.chance.random() < SHARE_OF_SETS:
                self.write_set()
            else:
                # A phone asks for its guide when the app is opened, and every ten minutes.
                page = "/api/guide" if self.chance.random() < SHARE_OF_GUIDES else self.chance.choice(PAGES)
                self.timed(page, "GET", page)
            time.sleep(self.chance.uniform(0.5, 1.5) * self.pause)

    def write_set(self) -> None:
        """Put one set under a fresh uid."""
        uid, now = str(uuid4()), datetime.now(UTC)
        body = {
            "uid": uid,
            "at": now.isoformat(),
            "day": datetime.now().astimezone().date().isoformat(),
            "exercise": "clamshell",
            "side": self.chance.choice(("left", "right")),
            "amount": self.chance.randint(8, 20),
            "rir": 2,
            "pain": 0,
        }
        self.timed("PUT /api/sets", "PUT", f"/api/sets/{uid}", json.dumps(body))


def at(share: float, values: list[float]) -> float:
    """Return a percentile (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def row(name: str, values: list[float], limit: float | None) -> str:
    """Return one line of the table."""
    p95 = at(0.95, values)
    ratio = f"{p95 / limit:.2f}" if limit else ""
    return f"| {name} | {len(values)} | {statistics.median(values):.1f} | {p95:.1f} | {max(values):.1f} | {ratio} |"


def cpu_of(pid: int) -> float:
    """Return the seconds of CPU that a process has used: what other work on the machine does not change much."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def crowd(port: int, keys: list[str], seconds: float, pause: float, title: str) -> tuple[float, float, int]:
    """Let everybody look and write for a while; prints a table, returns the p95 of pages and sets, and how many."""
    until = time.monotonic() + seconds
    people = [Somebody(port, key, seed, until, pause) for seed, key in enumerate(keys)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    times: dict[str, list[float]] = defaultdict(list)
    for one in people:
        for name, values in one.times.items():
            times[name] += values
    pages = [value for name, values in times.items() if name in PAGES for value in values]
    asked = sum(map(len, times.values()))
    print(f"\n{title}: {len(keys)} people, {asked / seconds:.1f} requests a second")
    print(
        "| what | requests | median ms | p95 ms | slowest ms | p95 of the limit |\n|---|---|---|---|---|---|"
    )
    limits = dict.fromkeys(PAGES, LIMIT_PAGE) | {"PUT /api/sets": LIMIT_SET}
    for name in sorted(times):
        print(row(name, times[name], limits.get(name)))
    print(row("all pages", pages, LIMIT_PAGE), flush=True)
    return at(0.95, pages), at(0.95, times["PUT /api/sets"]), asked


def first_load(address: str) -> tuple[float, float] | None:
    """Open Today as for the first time in a Chromium slowed four times: kB of own JS and CSS, milliseconds until idle."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(address)
        base = re.match(r"http://[^/]+", address)[0]
        took = []
        for _ in range(5):
            fresh = browser.new_context(
                viewport={"width": 390, "height": 844}, storage_state=context.storage_state()
            )
            page = fresh.new_page()
            own: dict[str, bytes] = {}
            page.on("response", lambda r, own=own: own.update({r.url: r.body()}) if wanted(r.url) else None)
            fresh.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
            page.add_init_script(IDLE)
            page.goto(base + "/", wait_until="load")
            took.append(page.evaluate("() => globalThis.idle"))
            page.wait_for_timeout(500)
            size = sum(len(gzip.compress(body)) for url, body in own.items() if "htmx" not in url) / 1000
            fresh.close()
        browser.close()
    return size, min(took)


def wanted(url: str) -> bool:
    """Tell whether a file is JavaScript or CSS."""
    return url.split("?")[0].endswith((".js", ".css"))


# From the start of the navigation until the page is loaded and the main thread has time to answer.
IDLE = """globalThis.idle = new Promise((tell) => addEventListener("load", () =>
  requestIdleCallback(() => tell(performance.now()))));"""


def main() -> int:
    """Measure and print; returns 1 where a limit is missed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    with tempfile.TemporaryDirectory() as place:
        folder = (
            Path(os.environ.get("GLUTEAL_BENCH") or place) / "store"
        )  # a folder that is named is used again
        begun = time.perf_counter()
        known = folder / "keys.json"
        keys = json.loads(known.read_text()) if known.exists() else prepare(folder, people)
        known.write_text(json.dumps(keys))
        size = (folder / "gluteal.sqlite3").stat().st_size / 1e6
        print(
            f"{people} people with ten years each, {size:.0f} MB, made in {time.perf_counter() - begun:.0f} s"
        )
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
        with serving(folder) as (port, address, pid):
            cold = [Somebody(port, key, 0, 0, 1) for key in keys]
            for one in cold:
                one.timed("first", "GET", "/")
            first = [one.times["first"][0] for one in cold]
            memory = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
            print(
                f"first page after the start, one after the other: median {statistics.median(first):.0f} ms"
            )
            before = cpu_of(pid)
            pages, sets, asked = crowd(port, keys, seconds, PAUSE, "at a person's pace")
            print(f"the server's own time: {1000 * (cpu_of(pid) - before) / asked:.1f} ms of CPU a request")
            print(f"memory of the server: {int(memory[1]) / 1000:.0f} MB")
            loaded = first_load(address)
    if loaded:
        size, ready = loaded
        print(f"\nToday, first load: {size:.1f} kB of own JS and CSS (gzip; limit {LIMIT_KB:.0f}),")
        print(f"interactive after {ready:.0f} ms at a quarter of the speed (limit {LIMIT_READY:.0f})")
    fine = pages < LIMIT_PAGE and sets < LIMIT_SET
    return 0 if fine and (not loaded or (loaded[0] < LIMIT_KB and loaded[1] < LIMIT_READY)) else 1


if __name__ == "__main__":
    sys.exit(main())
