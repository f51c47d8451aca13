"""The socket of a running server: who gets in, what it answers, and that no client can fill or stop it."""

import json
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from tests.web.formcheck.conftest import Running
from tests.web.formcheck.landmarks import squat
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

START = {"kind": "start", "exercise": "squat", "size": [640, 480]}


@contextmanager
def page(running: Running, **headers: str) -> Iterator[ClientConnection]:
    sent = {"Cookie": running.cookie, "Origin": running.base, **headers}
    address = running.base.replace("http:", "ws:") + "/form/socket"
    with connect(address, additional_headers=sent, max_size=None, close_timeout=2) as socket:
        yield socket


def told(socket: ClientConnection, message: Any) -> Any:
    socket.send(message if isinstance(message, str | bytes) else json.dumps(message))
    return json.loads(socket.recv(timeout=20))


def answers(running: Running) -> bool:
    request = urllib.request.Request(running.base + "/form", headers={"Cookie": running.cookie})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return bool(answer.status == 200)


def test_a_set_is_counted_and_its_result_is_a_piece_of_a_page(running: Running) -> None:
    with page(running) as socket:
        assert told(socket, START)["kind"] == "started"
        frames = [squat(n / 15) for n in range(1, 180)]
        counts = []
        for at in range(0, len(frames), 5):
            answer = told(socket, {"kind": "frames", "frames": frames[at : at + 5]})
            counts += [event["count"] for event in answer["events"] if event["kind"] == "rep"]
        answer = told(socket, {"kind": "end"})
        assert counts == list(range(1, len(counts) + 1))
        assert len(counts) >= 3
        assert f"<td>{answer['report']['sides'][0]['reps']}</td>" in answer["html"]
        assert "<script" not in answer["html"]


def test_landmarks_are_kept_only_when_asked_and_can_be_had_back(running: Running) -> None:
    def kept() -> str:
        request = urllib.request.Request(running.base + "/form", headers={"Cookie": running.cookie})
        return urllib.request.urlopen(request).read().decode()  # type: ignore[no-any-return]

    uid = "7b1c2a44-58a4-4f4c-9d42-0d9a8b1c6f10"
    with page(running) as socket:
        told(socket, START)
        told(socket, {"kind": "frames", "frames": [squat(n / 15) for n in range(1, 40)]})
        told(socket, {"kind": "end"})
        assert uid not in kept()
        for _ in range(2):  # asking twice keeps them once
            assert told(socket, {"kind": "keep", "uid": uid, "day": "2026-11-23"})["kind"] == "kept"
    assert kept().count(f"/form/kept/{uid}/forget") == 1
    request = urllib.request.Request(f"{running.base}/form/kept/{uid}", headers={"Cookie": running.cookie})
    lines = urllib.request.urlopen(request).read().decode().splitlines()
    assert json.loads(lines[0])["format"] == "gluteal-landmarks"
    assert len(lines) == 40


def test_nobody_gets_in_without_a_session_and_no_page_of_another_site(running: Running) -> None:
    for headers in ({"Cookie": "gluteal_session=x"}, {"Origin": "http://evil.example"}):
        with pytest.raises(InvalidStatus) as refused, page(running, **headers):
            pass
        assert refused.value.response.status_code == 403


def test_what_is_too_large_is_closed_before_it_is_held(running: Running) -> None:
    before = running.most_memory() if sys.platform == "linux" else 0
    for _ in range(2):
        with page(running) as socket:
            told(socket, START)
            with suppress(ConnectionClosed, OSError):
                socket.send("x" * 100_000_000)
            with pytest.raises((ConnectionClosed, OSError)):
                socket.recv(timeout=20)
    if sys.platform == "linux":
        assert running.most_memory() < before + 20_000_000
    assert answers(running)


def test_a_flood_waits_its_turn_and_others_are_answered(running: Running) -> None:
    before = running.most_memory() if sys.platform == "linux" else 0
    message = json.dumps({"kind": "frames", "frames": [squat(0.1)] * 60})
    with page(running) as socket:
        told(socket, START)
        with suppress(ConnectionClosed, TimeoutError, OSError):
            for _ in range(2000):
                socket.send(message)
        assert answers(running)
    if sys.platform == "linux":
        assert running.most_memory() < before + 40_000_000


def test_nonsense_is_answered_and_then_shown_the_door(running: Running) -> None:
    with page(running) as socket:
        said = [
            told(socket, text)["text"] for text in ("x", "[]", '{"kind": "frames", "frames": [{"t": NaN}]}')
        ]
        assert all(text.endswith(".") for text in said)
        assert told(socket, START)["kind"] == "started", "a page may mend its ways"
    with page(running) as socket:
        assert until_closed(socket, "nonsense") == 4400
    with page(running) as socket:
        assert until_closed(socket, b"\x00\xff" * 10) == 4400
    assert answers(running)


def until_closed(socket: ClientConnection, message: str | bytes) -> int | None:
    """Send the same again and again; return the code with which the server closes."""
    for _ in range(10):
        try:
            told(socket, message)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else None
    return None
