"""How often one person may ask for what costs a server much: plans and exports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gluteal.web.pages import sentence

View = Callable[..., HttpResponse]


def limited(action: str) -> Callable[[View], View]:
    """Answer 429 and one sentence where `ACCOUNT_RATE_LIMITS` holds an action back; only a hosted Gluteal counts."""

    def around(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponse:
            if held_back(request, action):
                return too_often(request)
            return view(request, *args, **rest)

        return counted

    return around


def held_back(request: HttpRequest, action: str) -> bool:
    """Count one more of an action, and tell whether that is one too many; on one's own machine never."""
    if not settings.HOSTED:
        return False
    from allauth.core.ratelimit import consume

    return not consume(request, action=action, user=request.user)


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer a request that came once too often."""
    text = _("That was asked for too often; try again in an hour. Nothing is lost.")
    return sentence(request, _("A little later"), text, 429)
