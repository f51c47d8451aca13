"""How often one person may ask for what costs a server much: plans and exports."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gluteal.web.pages import sentence

View = Callable[..., HttpResponse]
_HOUR = 3600  # seconds, counted from the first time


def limited(action: str) -> Callable[[View], View]:
    """Answer 429 and one sentence where `TIMES_AN_HOUR` holds an action back; only a hosted Gluteal counts."""

    def around(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponse:
            if held_back(request, action):
                return too_often(request)
            return view(request, *args, **rest)

        return counted

    return around


def held_back(request: HttpRequest, action: str, person: Any = None) -> bool:
    """Count one more of an action, and tell whether that is one too many; on one's own machine never.

    `person` left out is the one who has entered.
    """
    if not settings.HOSTED:
        return False
    key = f"gluteal:{action}:{(person or request.user).pk}"
    cache.add(key, 0, timeout=_HOUR)
    return bool(cache.incr(key) > settings.TIMES_AN_HOUR[action])


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer a request that came once too often."""
    text = _("That was asked for too often; try again in an hour. Nothing is lost.")
    return sentence(request, _("A little later"), text, 429)
