"""Pairing a phone: a one-time address for it as a code to scan, and the certificate that it has to trust first."""

import io
import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gluteal.web.accounts.models import EntryLink


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest) -> HttpResponse:
    """Show how a phone gets in; a sent form makes the code that lets one phone in once."""
    if settings.HOSTED:
        raise Http404
    addresses = os.environ.get("GLUTEAL_LAN", "").split()
    page = {"tab": "account", "lan": addresses, "set_up": os.environ.get("GLUTEAL_LAN_SETUP")}
    if page["set_up"]:
        page["set_up_code"] = code(str(page["set_up"]), _("Address of the set-up page"))
        page["fingerprint"] = os.environ.get("GLUTEAL_LAN_FINGERPRINT")
    if request.method == "POST" and addresses:
        token = EntryLink.make(request.user)  # type: ignore[arg-type]
        link = f"{addresses[0]}{reverse('enter', args=[token])}"
        page |= {"link": link, "link_code": code(link, _("One-time address for the phone"))}
    return render(request, "accounts/pair.html", page)


def code(text: str, title: str) -> SafeString:
    """Return a code to scan as an inline drawing without any style of its own."""
    import segno

    drawn = io.BytesIO()
    segno.make(text, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2, title=title, svgclass=None
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308 - segno escapes the title; the rest is a path
