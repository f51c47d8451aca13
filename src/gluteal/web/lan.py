"""Serves the pages to phones in the home network too: encrypted, with a page that lets a phone trust this machine."""

import asyncio
import io
import os
import socket
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gluteal.errors import BadValue
from gluteal.web.authority import Trust, addresses, trust
from gluteal.web.listening import listen_near

if TYPE_CHECKING:
    import uvicorn

SECURE_PORT, SET_UP_PORT = 8443, 8080


@dataclass(frozen=True, slots=True)
class Lan:
    """Where phones find the pages (`secure`), and the page that lets them trust it (`set_up`)."""

    secure: str
    set_up: str
    trust: Trust
    sockets: tuple[socket.socket, socket.socket]

    def close(self) -> None:
        """Give the ports back."""
        for one in self.sockets:
            one.close()


def open_lan(folder: Path) -> Lan:
    """Take two ports in the home network, make the certificate, and tell the pages under which names they stand.

    Raises:
        BadValue: This machine has no address in a home network.

    """
    found = addresses()
    if not found:
        raise BadValue(
            "This machine has no address in a home network, so no phone can reach it; "
            "connect it, or start without --lan."
        )
    name = f"{socket.gethostname().split('.')[0].lower()}.local"
    hosts = (*found, name, "localhost", "127.0.0.1")
    secure, set_up = listen_near("0.0.0.0", SECURE_PORT), listen_near("0.0.0.0", SET_UP_PORT)  # noqa: S104 - asked for
    kept = trust(folder, hosts)
    secure_port, set_up_port = secure.getsockname()[1], set_up.getsockname()[1]
    lan = Lan(
        secure=f"https://{found[0]}:{secure_port}",
        set_up=f"http://{found[0]}:{set_up_port}/",
        trust=kept,
        sockets=(secure, set_up),
    )
    os.environ["GLUTEAL_HOSTS"] = ",".join(
        dict.fromkeys((*os.environ.get("GLUTEAL_HOSTS", "").split(","), *hosts))
    )
    os.environ["GLUTEAL_LAN"] = lan.secure
    os.environ["GLUTEAL_LAN_SETUP"] = lan.set_up
    os.environ["GLUTEAL_LAN_FINGERPRINT"] = kept.fingerprint
    return lan


def servers(lan: Lan, application: Any) -> "list[uvicorn.Server]":
    """Return the two servers of the home network, to run beside the one of this machine alone."""
    import uvicorn

    from gluteal.web.set_up_page import SetUpPage

    plain: dict[str, Any] = {
        "log_level": "error",
        "access_log": False,
        "server_header": False,
        "lifespan": "off",
    }
    secure = uvicorn.Config(
        application,
        ssl_certfile=str(lan.trust.chain),
        ssl_keyfile=str(lan.trust.chain),
        ws="websockets-sansio",
        proxy_headers=False,
        **plain,
    )
    set_up = uvicorn.Config(SetUpPage(lan.trust, lan.secure), ws="none", proxy_headers=False, **plain)
    return [_beside(secure), _beside(set_up)]


def _beside(config: "uvicorn.Config") -> "uvicorn.Server":
    """Return a server that leaves Ctrl-C to the main one."""
    import uvicorn

    class Companion(uvicorn.Server):
        def capture_signals(self) -> Any:
            return nullcontext()

    return Companion(config)


async def run_beside(main: "uvicorn.Server", listening: socket.socket, lan: Lan, application: Any) -> None:
    """Run the main server and, as long as it runs, those of the home network."""
    others = servers(lan, application)
    running = [
        asyncio.create_task(server.serve(sockets=[one]))
        for server, one in zip(others, lan.sockets, strict=True)
    ]
    try:
        await main.serve(sockets=[listening])
    finally:
        for server in others:
            server.should_exit = True
        await asyncio.gather(*running, return_exceptions=True)


def told(lan: Lan, link: str) -> str:
    """Return what is printed for phones: two addresses, each also as a code to scan."""
    return (
        "\nFor a phone in the same network:\n\n"
        f"1. Once for each phone: {lan.set_up} lets it trust this machine.\n"
        f"   The fingerprint there has to be {lan.trust.fingerprint}\n{_drawn(lan.set_up)}\n"
        f"2. This address lets one phone in, once: {link}\n{_drawn(link)}\n"
        "The page “Pair a phone” makes further ones.\n"
    )


def _drawn(text: str) -> str:
    import segno

    out = io.StringIO()
    segno.make(text, error="l").terminal(out, compact=True, border=2)
    return out.getvalue()
