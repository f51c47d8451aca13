"""The command `serve`: it fetches the front-end packages first, and serves without them where it cannot."""

from collections.abc import Callable

import pytest

from gluteal.cli.app import run
from gluteal.errors import PackagesMissing
from gluteal.packages import fetch
from gluteal.web import serve as serving


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    calls: list[dict[str, object]] = []
    monkeypatch.setattr(serving, "serve", lambda *args, **rest: calls.append({"args": args, **rest}))
    return calls


def test_on_the_first_start_the_packages_are_fetched_with_a_report(
    served: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []

    def folder(report: Callable[[int, int], None]) -> None:
        for part in (10, 50, 100):
            report(part, 100)
            told.append((part, 100))

    monkeypatch.setattr(fetch, "is_here", lambda: False)
    monkeypatch.setattr(fetch, "folder", folder)
    assert run(["serve", "--no-browser", "--lan"]) == 0
    assert told[-1] == (100, 100)
    assert served[0]["lan"] is True


def test_without_a_network_it_is_said_in_a_sentence_and_served_all_the_same(
    served: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def folder(report: object) -> None:
        raise PackagesMissing("the network does not reach the package registry")

    monkeypatch.setattr(fetch, "is_here", lambda: False)
    monkeypatch.setattr(fetch, "folder", folder)
    assert run(["serve", "--no-browser"]) == 0
    assert "work without them" in capsys.readouterr().err
    assert len(served) == 1


def test_what_is_here_is_not_fetched_again_and_nothing_is_fetched_unasked(
    served: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "folder", lambda report: pytest.fail("fetched"))
    monkeypatch.setattr(fetch, "is_here", lambda: True)
    assert run(["serve", "--no-browser"]) == 0
    monkeypatch.setattr(fetch, "is_here", lambda: False)
    assert run(["serve", "--no-browser", "--no-packages"]) == 0
    assert len(served) == 2


def test_the_home_network_is_not_for_a_hosted_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GLUTEAL_URL", "https://glutes.example.org")
    assert run(["serve", "--no-browser", "--no-packages", "--lan"]) == 2
    assert "TLS proxy" in capsys.readouterr().err
