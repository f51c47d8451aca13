"""Landmarks of sets that a person wanted to keep; pictures are never sent, so there are none."""

from django.conf import settings
from django.db import models


class KeptLandmarks(models.Model):
    """The landmarks of one set, as a gzipped landmark document. It goes when the person goes."""

    uid = models.UUIDField(unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="landmarks")
    day = models.DateField()
    exercise = models.CharField(max_length=300)
    frames = models.PositiveIntegerField()
    document = models.BinaryField()
