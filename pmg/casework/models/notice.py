"""Bericht: what was told to whom, over which channel."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from .event import Event


class Notice(models.Model):
    """Bericht: unique per (event or deadline, recipient, channel), so nobody is told twice.

    `sending` is marked before the SMTP call; a crash in between leaves it there, shown as
    "onzeker" and resent only by hand.
    """

    class Channel(models.TextChoices):
        PORTAL = "portal", "portaal"
        MAIL = "mail", "e-mail"

    class Status(models.TextChoices):
        PLANNED = "planned", "gepland"
        SENDING = "sending", "onzeker"
        SENT = "sent", "verzonden"
        FAILED = "failed", "mislukt"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="notices")
    deadline_key = models.CharField(max_length=120, blank=True)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=10, choices=Channel)
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst")
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    planned_on = models.DateTimeField()
    sent_on = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_notice_per_event",
                fields=["event", "recipient", "channel"],
                condition=models.Q(event__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_notice_per_deadline",
                fields=["deadline_key", "recipient", "channel"],
                condition=models.Q(event__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.subject
