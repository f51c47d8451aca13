"""Tells at the end of a run which browser tests passed only on their second try."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name every test that needed a second try, so that none hides behind it."""
    for report in terminalreporter.stats.get("passed", []):
        if report.when == "call" and ("second try", report.nodeid) in map(tuple, report.user_properties):
            terminalreporter.write_line(f"passed on the second try only: {report.nodeid}", yellow=True)
