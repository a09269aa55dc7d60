"""Herindeling: a municipality that was taken up in another (Wet algemene regels herindeling)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .municipality import Municipality


class Merger(models.Model):
    """Herindeling: from `on` the rights and duties of `predecessor` are those of `successor`.

    What was decided before keeps the name it was decided under.
    """

    APPEND_ONLY: ClassVar[bool] = True

    predecessor = models.OneToOneField(Municipality, models.PROTECT, related_name="merged")
    successor = models.ForeignKey(Municipality, models.PROTECT, related_name="mergers")
    on = models.DateField("datum van herindeling")
    basis = models.CharField("wet of besluit", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="merger_with_another", condition=~Q(predecessor=F("successor"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} in {self.successor}"
