"""Starts the local web app: one process, one person, one address that lets its reader in once."""

import asyncio
import errno
import os
import socket
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any

from gluteal.errors import BadValue

HOST, PORT = "127.0.0.1", 8000
_LOOK_FURTHER = 50  # ports tried after a busy one, to name one that is free


def serve(
    host: str = HOST, port: int = PORT, open_browser: bool = True, *, folder: Path | None = None
) -> None:
    """Serve the pages until Ctrl-C, after printing (and opening) a fresh one-time address.

    Raises:
        BadValue: If the host does not exist on this machine or the port is taken; names the next free one.
        StoreError: If the data folder cannot be used.

    """
    listening = _listen(host, port)
    try:
        if host not in (HOST, "localhost", "::1"):
            os.environ["GLUTEAL_HOSTS"] = ",".join(_names(host))
        from gluteal.web.store import open_store

        store = open_store(folder)
        from gluteal.web.accounts.models import EntryLink

        token = EntryLink.make(store.person)
        address = f"http://{_shown(host)}:{listening.getsockname()[1]}/enter/{token}"
        _run(listening, address, open_browser=open_browser)
    finally:
        listening.close()


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65535:
        raise BadValue(f"Port {port} does not exist; there are 1 to 65535, and 0 for any that is free.")
    try:
        return _bind(host, port)
    except socket.gaierror:
        raise BadValue(f"No host is called “{host}”; 127.0.0.1 is this machine alone.") from None
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise BadValue(f"{host} is not an address of this machine; 127.0.0.1 always is.") from None
        free = _next_free(host, port)
        hint = f"; {free} is free: --port {free}" if free else "; name another with --port"
        why = "needs more rights" if error.errno in (errno.EACCES, errno.EPERM) else "is in use"
        raise BadValue(f"Port {port} {why}{hint}.") from None


def _bind(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it would let two programs share one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def _next_free(host: str, port: int) -> int | None:
    for candidate in range(max(port + 1, 1024), min(max(port, 1024) + _LOOK_FURTHER, 65536)):
        try:
            _bind(host, candidate).close()
        except OSError:
            continue
        return candidate
    return None


def _names(host: str) -> list[str]:
    if host not in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return [f"[{host}]" if ":" in host else host]
    name = socket.gethostname()
    try:
        return [name, *socket.gethostbyname_ex(name)[2]]
    except OSError:
        return [name]


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _run(listening: socket.socket, address: str, *, open_browser: bool) -> None:
    import uvicorn

    from gluteal.web.asgi import application
    from gluteal.web.formcheck.live import MOST_TEXT

    async def announced(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await application(scope, receive, send)
            return
        await receive()
        await send({"type": "lifespan.startup.complete"})
        _say(address)
        if open_browser:
            await asyncio.to_thread(webbrowser.open, address)
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    settings = uvicorn.Config(
        announced,
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=MOST_TEXT,
        ws_per_message_deflate=False,  # what is small on the way cannot be large on arrival
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(settings).run(sockets=[listening])


def _say(address: str) -> None:
    sys.stdout.write(
        f"Gluteal is open at {address}\n"
        "This address works once, within half an hour; a fresh one is printed on each start. Ctrl-C stops.\n"
    )
    sys.stdout.flush()
