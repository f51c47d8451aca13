"""What holds for all tests: no one may take the machine for itself, and further tries are named."""

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def no_real_time() -> Iterator[None]:
    """Fail where something in this process put it under real-time scheduling: all others would wait for it."""
    yield
    if hasattr(os, "sched_getscheduler"):
        assert os.sched_getscheduler(0) in (os.SCHED_OTHER, os.SCHED_BATCH, os.SCHED_IDLE)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that needed a further try, so that none hides behind it."""
    for report in terminalreporter.stats.get("passed", []):
        if report.when == "call" and ("tried again", report.nodeid) in map(tuple, report.user_properties):
            terminalreporter.write_line(f"passed on a further try only: {report.nodeid}", yellow=True)
