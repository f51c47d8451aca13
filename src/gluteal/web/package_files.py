"""Serves the front-end packages from the user's cache, under an address of our own: the browser asks nobody else."""

import gzip
import mimetypes
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gluteal.errors import UnknownName
from gluteal.packages import fetch
from gluteal.web.pages import sentence

_OFFERED = (
    "uplot/dist/",
    "three/build/",
    "three/examples/jsm/",
    "@mediapipe/tasks-vision/",
    "@mediapipe/pose/",
)
_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}
_WEEK = 7 * 24 * 3600
_PACKED = {".js", ".mjs", ".css", ".wasm", ".json"}
"""Endings of files that are sent compressed; what is compressed already (pictures, models) is not."""


@login_not_required
@require_safe
def package(request: HttpRequest, name: str) -> HttpResponse:
    """Send one file of a package; where the packages were not fetched the answer is 404 and a sentence."""
    if not name.startswith(_OFFERED) or ".." in name or not fetch.is_here():
        text = _(
            "The front-end packages are not on this machine; “gluteal serve” fetches them when it starts."
        )
        return sentence(request, _("Not here"), text, 404)
    try:
        path = fetch.file(name)
    except UnknownName:
        return sentence(request, _("Not here"), _("The front-end packages have no such file."), 404)
    # The folder is named after the lock file and never changes, so its name is the version of every file in it.
    tag = f'"{fetch.folder().parent.name}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={_WEEK}", "Vary": "Accept-Encoding"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified(headers=headers)
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix in _PACKED and "gzip" in request.headers.get("Accept-Encoding", ""):
        return HttpResponse(_packed(path), content_type=kind, headers={**headers, "Content-Encoding": "gzip"})
    return HttpResponse(path.read_bytes(), content_type=kind, headers=headers)


def _packed(path: Path) -> bytes:
    """Return a file compressed; it is compressed once and kept beside the packages."""
    kept = path.with_name(path.name + ".gz")
    with suppress(OSError):
        return kept.read_bytes()
    packed = gzip.compress(path.read_bytes(), 9, mtime=0)
    with suppress(OSError):  # a cache that cannot be written costs time, nothing else
        number, beside = tempfile.mkstemp(dir=path.parent, suffix=".coming")
        with os.fdopen(number, "wb") as file:
            file.write(packed)
        Path(beside).replace(kept)
    return packed
