"""The one page that a phone may read before it trusts this machine: the certificate, and plain words on what to do."""

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from gluteal.web.authority import Trust

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
Receive = Callable[[], Awaitable[Message]]

_CSS = Path(__file__).parent / "static" / "gluteal"
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
)


class SetUpPage:
    """An ASGI application without sessions, cookies or secrets: it speaks over a plain wire."""

    def __init__(self, trust: Trust, address: str) -> None:
        self.trust, self.address = trust, address

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer with the page, its style, or the certificate; everything else is not here."""
        if scope["type"] != "http":
            return
        status, kind, body = self.answer(scope["path"]) if scope["method"] in ("GET", "HEAD") else _NOT_HERE
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *_HEADERS]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def answer(self, path: str) -> tuple[int, bytes, bytes]:
        """Return status, content type and body for a path."""
        if path == "/gluteal.crt":
            return 200, b"application/x-x509-ca-cert", self.trust.root.read_bytes()
        if path in ("/gluteal.css", "/pages.css"):
            return 200, b"text/css; charset=utf-8", (_CSS / path[1:]).read_bytes()
        if path == "/":
            return 200, b"text/html; charset=utf-8", self._page()
        return _NOT_HERE

    def _page(self) -> bytes:
        from django.template.loader import render_to_string

        context = {"fingerprint": self.trust.fingerprint, "address": self.address}
        return render_to_string("accounts/set_up.html", context).encode()


_NOT_HERE = (404, b"text/plain; charset=utf-8", b"There is nothing at this address.\n")
