"""Who asks: a person's own session in the browser, or a token with the scope that the address wants."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from gluteal.web.accounts.limits import held_back
from gluteal.web.accounts.models import Person
from gluteal.web.api.answer import Refused
from gluteal.web.api.models import Token
from gluteal.web.store import Store

SENT_AGAIN = (
    "This request came from elsewhere, or its page is too old; load the page again and send it once more."
)


class SessionAccess(APIKeyCookie):
    """The session of a person who has entered; what writes needs the CSRF token of `/api/me` as well."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        """Return the person, None where nobody has entered."""
        if not request.user.is_authenticated:
            return None
        try:
            return super().__call__(request)
        except HttpError:
            raise Refused(403, "csrf", SENT_AGAIN) from None

    def authenticate(self, request: HttpRequest, key: str | None) -> Person:
        """Return the person of the session."""
        return request.user  # type: ignore[return-value]


class TokenAccess(HttpBearer):
    """A token in the header `Authorization: Bearer …`, with the scope that is wanted."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        """Return the person of a token; raises `Refused` where it is not good, or not good for this."""
        found = Token.find(token)
        if found is None:
            raise Refused(
                401, "token", "This token is unknown, revoked or too old; make a new one in the settings."
            )
        if self.scope not in found.scopes:
            raise Refused(
                403,
                "scope",
                f"This token is for {', '.join(found.scopes)}; this address wants the scope “{self.scope}”.",
            )
        return found.person


READ = [TokenAccess("read"), SessionAccess()]
LOG = [TokenAccess("log"), SessionAccess()]
PLAN = [TokenAccess("plan"), SessionAccess()]
ACCOUNT = [TokenAccess("account"), SessionAccess()]
SESSION_ONLY = [SessionAccess()]


def store_of(request: HttpRequest) -> Store:
    """Return the store of who asks."""
    return Store(request.auth)  # type: ignore[attr-defined]


def not_too_often(request: HttpRequest, action: str) -> None:
    """Count one more of what costs a server much; raises `Refused` (429) where that is one too many."""
    if held_back(request, action, store_of(request).person):
        raise Refused(
            429, "too-often", "That was asked for too often; try again in an hour. Nothing is lost."
        )
