"""The example configurations of docs/deploy before a hosted server, run through nginx and Caddy where they are installed."""

import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

NAME = "glutes.example.org"
DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
SERVE = "from gluteal.web.serve import serve; serve(port={port}, open_browser=False)"
PHRASE = "seven green bands of rubber"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def nginx(folder: Path, behind: int, tls: int, plain: int) -> list[str]:
    """Write the example with ports and certificate of this test, as Debian includes it, and return the command."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    text = re.sub(r"listen \[::\]:\d+[^;]*;", "", text)
    text = text.replace("listen 443 ", f"listen 127.0.0.1:{tls} ").replace(
        "listen 80;", f"listen 127.0.0.1:{plain};"
    )
    text = text.replace(f"/etc/letsencrypt/live/{NAME}", str(folder))
    (folder / "site.conf").write_text(text, encoding="utf-8")
    own = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{'user root;' if os.geteuid() == 0 else ''} daemon off; pid {folder}/pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ access_log off; {own} include {folder}/site.conf; }}\n",
        encoding="utf-8",
    )
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]


def caddy(folder: Path, behind: int, tls: int, plain: int) -> list[str]:
    """Write the example with ports and certificate of this test, and return the command."""
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8").replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    text = text.replace(f"{NAME} {{", f"{NAME} {{\n\ttls {folder}/fullchain.pem {folder}/privkey.pem", 1)
    own = f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {tls}\n}}\n"
    (folder / "Caddyfile").write_text(own + text, encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


@dataclass
class Visitor:
    """A browser before the proxy."""

    tls: int
    plain: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def ask(
        self,
        path: str,
        body: str | None = None,
        kind: str = "application/x-www-form-urlencoded",
        **more: str,
    ) -> tuple[http.client.HTTPResponse, str]:
        raw = socket.create_connection(("127.0.0.1", self.tls), timeout=30)
        wire = http.client.HTTPConnection(NAME)
        wire.sock = self.context.wrap_socket(raw, server_hostname=NAME)
        headers = {"Host": NAME, "Cookie": self.cookie, "Referer": f"https://{NAME}/", **more}
        if body is not None:
            headers["Content-Type"] = kind
        wire.request("GET" if body is None else "POST", path, body, headers)
        answer = wire.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        wire.close()
        return answer, text

    def sign_up(self) -> int:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask("/accounts/signup/")[1])
        assert token
        fields = f"csrfmiddlewaretoken={token[1]}&email=alice%40example.org"
        phrase = PHRASE.replace(" ", "+")
        return self.ask(
            "/accounts/signup/",
            f"{fields}&password1={phrase}&password2={phrase}",
            **{"X-Forwarded-For": "6.6.6.6"},
        )[0].status


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def visitor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A visitor who has made an account through the proxy."""
    if shutil.which(request.param) is None:
        pytest.skip(f"there is no {request.param} on this machine")
    folder = tmp_path_factory.mktemp(request.param)
    make_certificate(folder)
    behind, tls, plain = free_port(), free_port(), free_port()
    own = {k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "GLUTEAL_TODAY")}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE.format(port=behind)],
        stdout=subprocess.PIPE,
        text=True,
        env=own | {"GLUTEAL_DATA": str(folder / "store"), "GLUTEAL_URL": f"https://{NAME}"},
    )
    assert server.stdout is not None
    server.stdout.readline()
    command = {"nginx": nginx, "caddy": caddy}[request.param](folder, behind, tls, plain)
    with (folder / "said").open("w") as said:
        proxy = subprocess.Popen(
            command, stdout=said, stderr=said, env=own | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        )
    try:
        for _ in range(300):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", tls)) == 0:
                    break
            assert proxy.poll() is None, (folder / "said").read_text()
            time.sleep(0.1)
        made = Visitor(tls, plain)
        assert made.sign_up() == 302
        yield made
    finally:
        for process in (proxy, server):
            process.terminate()
            process.wait(timeout=30)
        server.stdout.close()


def test_pages_come_with_strict_headers_and_secure_cookies(visitor: Visitor) -> None:
    answer, text = Visitor(visitor.tls, visitor.plain).ask("/accounts/login/")
    assert answer.status == 200
    assert "Sign in" in text
    assert "max-age=31536000" in str(answer.headers["Strict-Transport-Security"])
    assert "default-src 'none'" in str(answer.headers["Content-Security-Policy"])
    cookies = answer.headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("Secure" in line and "HttpOnly" in line for line in cookies)


def test_plain_http_is_led_to_tls(visitor: Visitor) -> None:
    wire = http.client.HTTPConnection("127.0.0.1", visitor.plain, timeout=30)
    wire.request("GET", "/programme", headers={"Host": NAME})
    answer = wire.getresponse()
    assert answer.status in (301, 308)
    assert re.fullmatch(rf"https://{NAME}(:\d+)?/programme", str(answer.headers["Location"]))
    wire.close()


def test_an_account_knows_the_visitors_own_address_and_no_claimed_one(visitor: Visitor) -> None:
    page = visitor.ask("/account")[1]
    assert "127.0.0.1" in page
    assert "6.6.6.6" not in page


def test_what_gluteal_takes_gets_through_and_what_is_far_too_much_does_not(visitor: Visitor) -> None:
    entries = json.dumps({"entries": [], "padding": "x" * 5_000_000})
    answer, text = visitor.ask("/api/entries", entries, "application/json")
    assert answer.status in (403, 422), text[:200]  # Gluteal's own word
    assert json.loads(text)["error"]["sentence"]
    try:
        answer, _text = visitor.ask("/api/entries", "x" * 11_000_000, "application/json")
    except OSError:
        return  # the proxy hung up on it
    assert answer.status in (413, 502)  # Caddy before 2.7 calls its own refusal a bad gateway


def test_the_camera_page_gets_its_socket(visitor: Visitor) -> None:
    def opened(origin: str, cookie: str) -> Any:
        raw = socket.create_connection(("127.0.0.1", visitor.tls), timeout=30)
        return connect(
            f"wss://{NAME}/form/socket",
            sock=raw,
            ssl=visitor.context,
            server_hostname=NAME,
            origin=origin,
            additional_headers={"Cookie": cookie},
            open_timeout=30,
        )

    with opened(f"https://{NAME}", visitor.cookie) as wire:
        assert wire.response.status_code == 101
    with pytest.raises(InvalidStatus):
        opened("https://evil.example.org", visitor.cookie)
