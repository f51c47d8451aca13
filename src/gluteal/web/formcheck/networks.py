"""What the camera page needs from elsewhere: fetched once in the background, then served from here."""

import threading
from dataclasses import dataclass
from pathlib import Path

from gluteal.errors import GlutealError
from gluteal.packages import fetch

SIZES = ("lite", "full")


@dataclass(frozen=True, slots=True)
class State:
    """How far the fetching is: `ready`, or bytes `done` of `total`, or the sentence why it failed."""

    ready: bool = False
    done: int = 0
    total: int = fetch.UNPACKED
    fault: str = ""


class Networks:
    """Fetches in a thread of its own, once at a time; asks again when it is asked again after a failure."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state = State()
        self._thread: threading.Thread | None = None

    def state(self) -> State:
        """Return how far it is, and start it where it is not under way."""
        with self._lock:
            if self._state.ready or (self._thread is not None and self._thread.is_alive()):
                return self._state
            told = self._state
            self._state = State()
            self._thread = threading.Thread(target=self._fetch, name="networks", daemon=True)
            self._thread.start()
            return told if told.fault else self._state

    def _fetch(self) -> None:
        from gluteal.video import models

        def report(done: int, total: int) -> None:
            self._state = State(done=done, total=total)

        try:
            for size in SIZES:
                models.bundle(models.size_named(size), report)
            self._state = State(ready=True, done=fetch.UNPACKED)
        except (GlutealError, OSError) as error:
            self._state = State(fault=str(error))


def bundle(name: str) -> Path | None:
    """Return the network that the page asks for (“pose-full.task”); None for other names, or where it is not here."""
    size = name.removeprefix("pose-").removesuffix(".task")
    if f"pose-{size}.task" != name or size not in SIZES or not fetch.is_here():
        return None
    from gluteal.video import models

    return models.bundle(models.size_named(size))


networks = Networks()
"""The one of this process."""
