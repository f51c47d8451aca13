"""A hosted Gluteal: what the environment may say, and a server behind a proxy as a stranger meets it."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from gluteal.errors import BadValue
from gluteal.web.hosting import hosting

SECRET = "x" * 40
PHRASE = "seven green bands of rubber"
START = "import sys; from gluteal.web.serve import serve; serve(port=0, open_browser=False)"


def test_without_a_word_it_is_one_persons_own() -> None:
    found = hosting({})
    assert not found.hosted
    assert found.databases is None


def test_an_address_makes_it_hosted() -> None:
    found = hosting({"GLUTEAL_URL": "https://glutes.example.org/", "GLUTEAL_SECRET": SECRET})
    assert (found.hosted, found.url, found.host, found.secure) == (
        True,
        "https://glutes.example.org",
        "glutes.example.org",
        True,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"GLUTEAL_URL": "glutes.example.org"}, "write it like https://"),
        ({"GLUTEAL_URL": "https://glutes.example.org/app"}, "without a path"),
        ({"GLUTEAL_URL": "http://glutes.example.org"}, "has to begin with https://"),
        ({"GLUTEAL_SIGNUP": "maybe"}, "open or closed"),
        ({"DATABASE_URL": "mysql://a/b"}, "begins with “mysql:”"),
        ({"GLUTEAL_SECRET": "short"}, "5 characters"),
        ({"GLUTEAL_MAIL": "mail.example.org"}, "no mail server"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(environment: dict[str, str], said: str) -> None:
    with pytest.raises(BadValue) as raised:
        hosting(environment)
    assert said in str(raised.value)


def test_a_mail_server_is_read_with_its_password() -> None:
    mail = hosting({"GLUTEAL_MAIL": "smtp://alice:a%40b@mail.example.org:2525"}).mail
    assert mail is not None
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_HOST_PASSWORD"]) == (
        "mail.example.org",
        2525,
        "a@b",
    )
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (True, False)


@dataclass
class Answer:
    status: int
    headers: Message
    text: str


class Visitor:
    """A browser that speaks to the server as the proxy would."""

    def __init__(self, base: str, **headers: str) -> None:
        self.base, self.jar = base, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar), NoRedirect)
        self.headers = {"Host": "glutes.example.org", "X-Forwarded-Proto": "https", **headers}
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, data: dict[str, str] | None = None) -> "Answer":
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        extra = {"Cookie": cookie, "Referer": "https://glutes.example.org/"}
        request = urllib.request.Request(self.base + path, body, self.headers | extra)
        try:
            opened = self.opener.open(request)
        except urllib.error.HTTPError as error:
            opened = error
        with opened:
            answer = Answer(opened.status, opened.headers, opened.read().decode())
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def token(self, path: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask(path).text)
        assert found
        return found[1]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hosted")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"GLUTEAL_DATA": str(folder), "GLUTEAL_URL": "https://glutes.example.org"}
    process = subprocess.Popen(
        [sys.executable, "-c", START], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    assert found, line
    assert "/enter/" not in line
    yield found[0]
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def test_plain_http_is_sent_to_tls(server: str) -> None:
    answer = Visitor(server, **{"X-Forwarded-Proto": "http"}).ask("/")
    assert (answer.status, answer.headers["Location"]) == (301, "https://glutes.example.org/")


def test_a_stranger_is_led_to_the_sign_in_with_strict_headers(server: str) -> None:
    visitor = Visitor(server)
    first = visitor.ask("/programme")
    assert (first.status, first.headers["Location"]) == (302, "/accounts/login/?next=/programme")
    answer = visitor.ask("/accounts/login/")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    for line in answer.headers.get_all("Set-Cookie"):
        assert "Secure" in line
        assert "HttpOnly" in line


def test_another_host_name_is_refused(server: str) -> None:
    assert Visitor(server, Host="evil.example.org").ask("/accounts/login/").status == 400


def test_an_account_is_made_with_an_address_and_a_pass_phrase(server: str) -> None:
    visitor = Visitor(server)
    token = visitor.token("/accounts/signup/")
    fields = {"csrfmiddlewaretoken": token, "email": "alice@example.org"}
    weak = visitor.ask("/accounts/signup/", fields | {"password1": "12345678", "password2": "12345678"})
    page = weak.text
    assert "too common" in page
    assert "alice@example.org" in page
    phrase = "seven green bands of rubber"
    token = visitor.token("/accounts/signup/")
    done = visitor.ask(
        "/accounts/signup/", fields | {"csrfmiddlewaretoken": token, "password1": phrase, "password2": phrase}
    )
    assert (done.status, done.headers["Location"]) == (302, "/")
    page = visitor.ask("/account").text
    assert "Passkeys and second step" in page
    assert "This device" in page
    assert visitor.ask("/pair").status == 404


def test_guessing_a_password_is_soon_held_back(server: str) -> None:
    visitor = Visitor(server)
    said = []
    for _try in range(7):
        token = visitor.token("/accounts/login/")
        fields = {"csrfmiddlewaretoken": token, "login": "bob@example.org", "password": "wrong"}
        said.append(visitor.ask("/accounts/login/", fields).text)
    assert "not correct" in said[0]
    assert "Too many failed login attempts" in said[-1]


def sign_up(visitor: Visitor, address: str) -> Answer:
    fields = {"csrfmiddlewaretoken": visitor.token("/accounts/signup/"), "email": address}
    return visitor.ask("/accounts/signup/", fields | {"password1": PHRASE, "password2": PHRASE})


def test_without_mail_who_runs_the_server_lets_a_person_in(server: str, folder: Path) -> None:
    sign_up(Visitor(server), "charlie@example.org")
    page = Visitor(server).ask("/accounts/password/reset/").text
    assert "sends no mail" in page
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment |= {"GLUTEAL_DATA": str(folder), "GLUTEAL_URL": "https://glutes.example.org"}
    run = [sys.executable, "-m", "gluteal", "let-in"]
    nobody = subprocess.run(
        [*run, "nobody@example.org"], env=environment, capture_output=True, text=True, check=False
    )
    assert (nobody.returncode, nobody.stderr) == (
        2,
        "There is no account with the address nobody@example.org.\n",
    )
    made = subprocess.run(
        [*run, "charlie@example.org"], env=environment, capture_output=True, text=True, check=True
    )
    link = made.stdout.splitlines()[0]
    assert link.startswith("https://glutes.example.org/enter/")
    visitor = Visitor(server)
    assert visitor.ask(link.removeprefix("https://glutes.example.org")).status == 302
    assert visitor.ask("/accounts/password/change/").headers["Location"] == "/accounts/password/set/"


def test_deleting_everything_wants_a_fresh_sign_in_and_then_does_it(server: str) -> None:
    visitor = Visitor(server)
    assert sign_up(visitor, "dora@example.org").status == 302
    sure = {"csrfmiddlewaretoken": visitor.token("/account/delete"), "word": "delete"}
    again = visitor.ask("/account/delete", sure)
    assert (again.status, again.headers["Location"].split("?")[0]) == (302, "/accounts/reauthenticate/")
    phrase = {"csrfmiddlewaretoken": visitor.token("/accounts/reauthenticate/"), "password": PHRASE}
    assert visitor.ask("/accounts/reauthenticate/", phrase).status == 302
    sure = {"csrfmiddlewaretoken": visitor.token("/account/delete"), "word": "delete"}
    assert "Everything is deleted" in visitor.ask("/account/delete", sure).text
    assert visitor.ask("/account").headers["Location"] == "/accounts/login/?next=/account"


def test_exports_are_held_back_when_they_are_asked_for_too_often(server: str) -> None:
    visitor = Visitor(server)
    sign_up(visitor, "emil@example.org")
    statuses = [visitor.ask("/account/export").status for _ in range(31)]
    assert statuses == [200] * 30 + [429]
