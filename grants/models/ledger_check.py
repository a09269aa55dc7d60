"""Uitkomst van de nachtelijke controle van de boekhouding."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class LedgerCheck(models.Model):
    """Controle van de boekhouding: one for each day, with a line for each difference."""

    APPEND_ONLY: ClassVar[bool] = True

    day = models.DateField("dag", unique=True)
    on = models.DateTimeField("uitgevoerd op")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rules = models.PositiveIntegerField("vergelijkingen")
    differences = ArrayField(models.TextField(), verbose_name="verschillen", default=list)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {len(self.differences)}"
