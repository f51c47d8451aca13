"""Sockets to listen on, and what is said in a sentence where a host or a port cannot be had."""

import errno
import socket
import sys

from gluteal.errors import BadValue

_LOOK_FURTHER = 50  # ports tried after a busy one, to name one that is free


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at exactly this host and port; 0 is any port that is free.

    Raises:
        BadValue: If the host does not exist on this machine or the port is taken; names the next free one.

    """
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


def listen_near(host: str, port: int) -> socket.socket:
    """Return a socket that listens at this port or the next one that is free."""
    try:
        return _bind(host, port)
    except OSError:
        return _bind(host, _next_free(host, port) or 0)


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
