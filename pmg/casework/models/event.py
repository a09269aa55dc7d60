"""Gebeurtenis: what happened to a case. Written once, never changed."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from .clock import ClockTimestamp


class Event(models.Model):
    """Gebeurtenis. `on` is when it counts, `recorded_at` when the database wrote it down.

    `data` holds ids and figures, never names or mail addresses. `door` names the import door
    through which a past date came in, and is empty for everything done here as it happened.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_kind = models.CharField(max_length=30)
    case_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    name = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    target = models.CharField(max_length=40)
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=ClockTimestamp(), editable=False)
    reason = models.TextField(blank=True)
    door = models.CharField(max_length=20, blank=True)
    key = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_event_per_place", fields=["case_kind", "case_id", "seq"]
            ),
            models.UniqueConstraint(
                name="one_event_per_key", fields=["case_kind", "case_id", "key"]
            ),
        ]
        indexes = [models.Index(name="event_of_municipality", fields=["municipality", "on"])]

    def __str__(self) -> str:
        return f"{self.case_kind} {self.name} {self.on:%Y-%m-%d}"
