"""What every page knows of how it is reached."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gluteal.packages import fetch


def reach(request: HttpRequest) -> dict[str, Any]:
    """Tell templates whether accounts have addresses and passwords here, and whether charts can be drawn."""
    return {"hosted": settings.HOSTED, "packages_here": fetch.is_here()}
