"""Bevinding zoals bewaard: what every kind of stored finding shares."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class StoredFinding(models.Model):
    """Bevinding: one shortcoming with its place and its remedy, as the check gave it."""

    APPEND_ONLY: ClassVar[bool] = True

    place = models.PositiveIntegerField()
    code = models.CharField(max_length=40)
    severity = models.CharField(max_length=10)
    document = models.CharField(max_length=200, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    cell = models.CharField(max_length=40, blank=True)
    message = models.TextField()
    remedy = models.TextField()

    class Meta:
        abstract = True
        ordering = ["place"]

    def __str__(self) -> str:
        return self.code
