"""Making, listing and revoking tokens; only the person's own session in a browser may."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Body, Router
from pydantic import Field

from gluteal.record import Record
from gluteal.web.api.access import SESSION_ONLY, store_of
from gluteal.web.api.answer import FAILURES, Failure, Refused, answered
from gluteal.web.api.models import Token

router = Router(tags=["tokens"])
MOST_TOKENS = 50
Scope = Literal["read", "log", "plan", "account"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Record):
    """A token to be made: what it is called, what it may, and after how many days it ends (None: never)."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*$")]
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, max_length=4)]
    days: Annotated[int | None, Field(ge=1, le=3660)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenInfo(Record):
    """A token without its secret."""

    id: int
    name: str
    scopes: tuple[str, ...]
    made_at: datetime
    used_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshToken(Record):
    """A token just made; `token` is shown this once."""

    token: str
    info: TokenInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens(Record):
    """All tokens of a person."""

    tokens: tuple[TokenInfo, ...]


@router.get("tokens", auth=SESSION_ONLY, response={200: Tokens, FAILURES: Failure}, summary="All tokens")
def tokens(request: HttpRequest) -> HttpResponse:
    """List the person's tokens, oldest first."""
    found = Token.objects.filter(person=store_of(request).person)
    return answered(Tokens(tokens=tuple(_info(row) for row in found)))


@router.post(
    "tokens", auth=SESSION_ONLY, response={201: FreshToken, FAILURES: Failure}, summary="Make a token"
)
def make(request: HttpRequest, entry: Body[Wish]) -> HttpResponse:
    """Make a token for a program; its text is in this answer and nowhere else afterwards."""
    person = store_of(request).person
    if Token.objects.filter(person=person).count() >= MOST_TOKENS:
        raise Refused(409, "too-many", f"There are {MOST_TOKENS} tokens already; revoke one first.")
    ends = None if entry.days is None else timezone.now() + timedelta(days=entry.days)
    row, text = Token.make(person, entry.name, tuple(dict.fromkeys(entry.scopes)), ends)
    return answered(FreshToken(token=text, info=_info(row)), 201)


@router.delete(
    "tokens/{int:number}", auth=SESSION_ONLY, response={200: Tokens, FAILURES: Failure}, summary="Revoke"
)
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Revoke a token at once; answers with those that are left."""
    person = store_of(request).person
    if number > 2**62 or not Token.objects.filter(person=person, pk=number).delete()[0]:
        raise Http404
    return tokens(request)


def _info(row: Token) -> TokenInfo:
    return TokenInfo(
        id=row.pk,
        name=row.name,
        scopes=tuple(row.scopes),
        made_at=row.made_at,
        used_at=row.used_at,
        expires_at=row.expires_at,
    )
