"""What happened to people's roles, mandates and accounts. Written once, never changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from pmg.accounts.enums import PersonAct, Role

from .people import User


class PersonEvent(models.Model):
    """Gebeurtenis over iemand: ids and reasons, never names or mail addresses.

    `user` is whom it is about, `by` who did it; `on` when it counts, `recorded_at` when the
    database wrote it down. `about` is the invitation, request or mandate that it belongs to. `key`
    is that of the form it was done with: sent twice it is done once.
    """

    APPEND_ONLY: ClassVar[bool] = True

    user = models.ForeignKey(User, models.PROTECT, related_name="person_events")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField("wat", max_length=20, choices=PersonAct)
    role = models.CharField("rol", max_length=30, choices=Role, blank=True)
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, null=True, related_name="+"
    )
    about = models.CharField(max_length=36, blank=True)
    reason = models.TextField("reden", blank=True)
    key = models.UUIDField(null=True, editable=False)
    on = models.DateTimeField("op")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="person_event_once", fields=["key"], condition=Q(key__isnull=False)
            )
        ]
        indexes = [
            models.Index(name="person_event_of", fields=["user", "-on"]),
            models.Index(name="person_event_at", fields=["municipality", "-on"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} {self.on:%Y-%m-%d}"
