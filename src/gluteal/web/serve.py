"""Starts the web app: for this machine alone, for phones in the home network too, or hosted behind a TLS proxy."""

import asyncio
import os
import socket
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any

from gluteal.errors import BadValue
from gluteal.web.listening import listen

HOST, PORT = "127.0.0.1", 8000


def serve(
    host: str = HOST,
    port: int = PORT,
    open_browser: bool = True,
    *,
    folder: Path | None = None,
    lan: bool = False,
) -> None:
    """Serve the pages until Ctrl-C, after printing (and opening) a fresh one-time address.

    Args:
        host: The address to listen on.
        port: The port; 0 is any that is free.
        open_browser: Whether to open the address in the browser.
        folder: The data folder, None for the usual one.
        lan: Whether phones in the home network are let in, over TLS with a certificate of our own.

    Raises:
        BadValue: If the host does not exist on this machine or the port is taken; names the next free one.
        StoreError: If the data folder or the database cannot be used.

    """
    hosted = bool(os.environ.get("GLUTEAL_URL"))
    if lan and hosted:
        raise BadValue(
            "--lan is for one's own machine; with GLUTEAL_URL the TLS proxy in front lets phones in."
        )
    listening, network = listen(host, port), None
    try:
        if host not in (HOST, "localhost", "::1"):
            os.environ["GLUTEAL_HOSTS"] = ",".join(_names(host))
        if lan:
            from gluteal.web.folder import data_folder, prepare
            from gluteal.web.lan import open_lan

            place = data_folder(folder)
            prepare(place, database=not os.environ.get("DATABASE_URL"))
            network = open_lan(place)
        if hosted:
            from gluteal.web.opening import open_database

            open_database(folder)
            shown = f"http://{_shown(host)}:{listening.getsockname()[1]}"
            said = f"Gluteal listens at {shown} for the proxy of {os.environ['GLUTEAL_URL']}. Ctrl-C stops.\n"
            _run(listening, said, None)
            return
        address, said = _links(folder, f"http://{_shown(host)}:{listening.getsockname()[1]}", network)
        _run(listening, said, address if open_browser else None, network)
    finally:
        listening.close()
        if network is not None:
            network.close()


def _links(folder: Path | None, base: str, network: Any) -> tuple[str, str]:
    """Return the fresh one-time address of this machine, and all that is printed."""
    from gluteal.web.store import open_store

    store = open_store(folder)
    from gluteal.web.accounts.models import EntryLink

    address = f"{base}/enter/{EntryLink.make(store.person)}"
    said = (
        f"Gluteal is open at {address}\n"
        "This address works once, within half an hour; a fresh one is printed on each start. Ctrl-C stops.\n"
    )
    if network is not None:
        from gluteal.web.lan import told

        said += told(network, f"{network.secure}/enter/{EntryLink.make(store.person, keep=True)}")
    return address, said


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


def _run(listening: socket.socket, said: str, opened: str | None, network: Any = None) -> None:
    import uvicorn

    from gluteal.web.asgi import application
    from gluteal.web.formcheck.live import MOST_TEXT

    async def announced(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await application(scope, receive, send)
            return
        await receive()
        await send({"type": "lifespan.startup.complete"})
        sys.stdout.write(said)
        sys.stdout.flush()
        if opened:
            await asyncio.to_thread(webbrowser.open, opened)
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
    server = uvicorn.Server(settings)
    with suppress(KeyboardInterrupt):
        if network is None:
            server.run(sockets=[listening])
        else:
            from gluteal.web.lan import run_beside

            asyncio.run(run_beside(server, listening, network, application))
