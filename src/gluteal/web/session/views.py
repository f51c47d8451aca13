"""The shell that a phone keeps: the page of the guided session, its texts, the manifest and the service worker."""

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from gluteal.web.session.words import TEXTS

_STATIC = Path(__file__).parent.parent / "static"
_SHARED = ("gluteal/gluteal.css", "gluteal/logo.svg", "session/icon-192.png", "session/icon.svg")


@login_not_required
@cache_control(no_cache=True)
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Return the page of the guided session: the same for everybody, nothing of anybody's in it."""
    return render(request, "session/shell.html", {"modules": modules()})


@login_not_required
@cache_control(no_cache=True)
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Return all texts of the guided session."""
    return JsonResponse(_texts())


@login_not_required
@cache_control(no_cache=True)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Return what a phone needs to put Gluteal on its home screen."""
    icon = {"type": "image/png", "purpose": "any"}
    document = {
        "id": "/",
        "name": "Gluteal",
        "short_name": "Gluteal",
        "description": gettext("Upper-glute training: the plan, the session, and what comes next."),
        "lang": get_language() or "en",
        "start_url": reverse("guided"),
        "scope": "/",
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#faf6f0",
        "theme_color": "#9a3f22",
        "icons": [
            {"src": "/static/session/icon-192.png", "sizes": "192x192", **icon},
            {"src": "/static/session/icon-512.png", "sizes": "512x512", **icon},
            {
                "src": "/static/session/icon-mask.png",
                "sizes": "512x512",
                "type": "image/png",
                "purpose": "maskable",
            },
            {"src": "/static/session/icon.svg", "sizes": "any", "type": "image/svg+xml"},
        ],
        "shortcuts": [{"name": gettext("Today"), "url": "/"}],
    }
    return HttpResponse(json.dumps(document), content_type="application/manifest+json")


@login_not_required
@cache_control(no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker with the list of files that it keeps and a version made of their contents."""
    pages = [reverse("guided"), reverse("words"), reverse("manifest")]
    static = [f"/static/{name}" for name in files()]
    told = json.dumps({"version": _version(get_language() or "en"), "files": [*pages, *static]})
    script = (_STATIC / "session" / "worker.js").read_text(encoding="utf-8")
    response = HttpResponse(f"const KEPT = {told};\n{script}", content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


@cache
def modules() -> tuple[str, ...]:
    """Return the modules of the guided session, so that the browser fetches them at once."""
    skipped = {"worker.js", "types.js", "install.js", "leave.js"}
    return tuple(
        f"session/{f.name}" for f in sorted((_STATIC / "session").glob("*.js")) if f.name not in skipped
    )


def files() -> tuple[str, ...]:
    """Return the static files that a phone keeps."""
    return (*modules(), "session/install.js", "session/types.js", "session/session.css", *_SHARED)


@cache
def _version(language: str) -> str:
    found = sha256(json.dumps(_texts()).encode())
    found.update(render_to_string("session/shell.html", {"modules": modules()}).encode())
    for name in (*files(), "session/worker.js"):
        path = finders.find(name)
        found.update(Path(str(path)).read_bytes() if path else b"")
    return found.hexdigest()[:16]


def _texts() -> dict[str, str]:
    return {key: str(text) for key, text in TEXTS.items()}
