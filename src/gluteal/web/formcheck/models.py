"""Landmarks of sets that a person wanted to keep; pictures are never sent, so there are none."""

import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db import models


class KeptLandmarks(models.Model):
    """The landmarks of one set, as a compressed landmark document. It goes when the person goes."""

    uid = models.UUIDField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="landmarks")
    day = models.DateField()
    exercise = models.CharField(max_length=300)
    frames = models.PositiveIntegerField()
    document = models.BinaryField()

    @staticmethod
    def packed(size: tuple[int, int], exercise: str, frames: Sequence[Mapping[str, Any]]) -> bytes:
        """Return a landmark document (docs/data-formats.md), compressed."""
        head = {
            "format": "gluteal-landmarks",
            "version": 1,
            "kind": "blazepose",
            "size": list(size),
            "points": "normalised",
            "exercise": exercise,
        }
        lines = (json.dumps(one, separators=(",", ":")) for one in (head, *frames))
        return gzip.compress("\n".join(lines).encode(), mtime=0)
