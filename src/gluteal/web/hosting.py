"""How the pages are reached: on this machine alone, in the home network, or hosted behind a TLS proxy.

Everything is read from the environment: `GLUTEAL_URL` makes it hosted, `DATABASE_URL` names a PostgreSQL.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from gluteal.errors import BadValue

_SHORTEST_SECRET = 32  # characters, about as many as a key made by ourselves has


@dataclass(frozen=True, slots=True)
class Hosting:
    """What the environment says; without `url` the pages are for the one person of this machine."""

    url: str | None = None
    host: str = ""
    secure: bool = False
    database: str | None = None
    secret: str | None = None
    signup: bool = True
    mail: Mapping[str, Any] | None = None

    @property
    def hosted(self) -> bool:
        """Whether several persons use it, each with an account of their own."""
        return self.url is not None

    @property
    def databases(self) -> dict[str, Any] | None:
        """Django's entry for the database that `DATABASE_URL` names, or None for the file in the data folder."""
        if self.database is None:
            return None
        import dj_database_url

        # Under ASGI requests come on changing threads, each of which would keep a connection of its own.
        return dict(dj_database_url.parse(self.database, conn_max_age=0))


def hosting(environment: Mapping[str, str] = os.environ) -> Hosting:
    """Read how the pages are hosted.

    Raises:
        BadValue: An address, a database or a secret that cannot be used; the sentence says what is wanted.

    """
    url = environment.get("GLUTEAL_URL", "").strip().rstrip("/") or None
    parts = urlsplit(url or "")
    if url and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
        raise BadValue(
            f"GLUTEAL_URL “{url}” is no address; write it like https://glutes.example.org, without a path."
        )
    if url and parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise BadValue("GLUTEAL_URL has to begin with https://: passwords and passkeys need it.")
    signup = environment.get("GLUTEAL_SIGNUP", "open").strip().lower()
    if signup not in ("open", "closed"):
        raise BadValue(f"GLUTEAL_SIGNUP is “{signup}”; it can be open or closed.")
    return Hosting(
        url=url,
        host=parts.hostname or "",
        secure=parts.scheme == "https",
        database=_database(environment.get("DATABASE_URL", "").strip()),
        secret=_secret(environment.get("GLUTEAL_SECRET", "").strip()),
        signup=signup == "open",
        mail=_mail(environment.get("GLUTEAL_MAIL", "").strip(), environment.get("GLUTEAL_MAIL_FROM", "")),
    )


def _database(text: str) -> str | None:
    if not text:
        return None
    if not text.startswith(("postgres://", "postgresql://")):
        kind = text.split(":", 1)[0]
        raise BadValue(
            f"DATABASE_URL begins with “{kind}:”; Gluteal takes postgresql://USER:PASSWORD@HOST/NAME, "
            "or no DATABASE_URL for the file in the data folder."
        )
    return text


def _secret(text: str) -> str | None:
    if text and len(text) < _SHORTEST_SECRET:
        raise BadValue(
            f"GLUTEAL_SECRET has {len(text)} characters; it needs {_SHORTEST_SECRET} random ones or more."
        )
    return text or None


def _mail(text: str, sender: str) -> Mapping[str, Any] | None:
    """Return Django's mail settings for smtp://USER:PASSWORD@HOST:587 (STARTTLS) or smtps://…:465."""
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise BadValue(
            "GLUTEAL_MAIL is no mail server; write it like smtp://USER:PASSWORD@mail.example.org:587."
        )
    plain = parse_qs(parts.query).get("tls") == ["no"]
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not plain,
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender.strip() or f"gluteal@{parts.hostname}",
    }
