"""Bericht: what was told to whom, over which channel, and how it got there."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .event import Event


class Notice(models.Model):
    """Bericht: unique per (event or deadline, recipient, channel), so nobody is told twice.

    `sending` is marked before the SMTP call; a crash in between leaves it there, shown as
    "onzeker" and resent only by hand. What lies on the portal is sent as soon as it is planned.
    `deadline_key` names what a notice without an event is about; `kind` which text it is. `path`
    is where its recipient goes from here. `not_before` is when a mail may go, or be tried again.
    """

    class Channel(models.TextChoices):
        PORTAL = "portal", "portaal"
        MAIL = "mail", "e-mail"

    class Status(models.TextChoices):
        PLANNED = "planned", "gepland"
        SENDING = "sending", "onzeker"
        SENT = "sent", "verzonden"
        FAILED = "failed", "mislukt"
        BOUNCED = "bounced", "teruggekomen"
        NOT_NEEDED = "not_needed", "niet meer nodig"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="notices")
    deadline_key = models.CharField(max_length=200, blank=True)
    kind = models.CharField("soort", max_length=60)
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, null=True, related_name="+"
    )
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    role = models.CharField("rol", max_length=30, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst")
    path = models.CharField(max_length=200, blank=True)
    needs_action = models.BooleanField("actie nodig", default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    problem = models.TextField("bijzonderheid", blank=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    planned_on = models.DateTimeField()
    not_before = models.DateTimeField()
    tried_on = models.DateTimeField(null=True)
    sent_on = models.DateTimeField(null=True)
    seen_on = models.DateTimeField(null=True)

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
            models.CheckConstraint(
                name="notice_says_what_it_is_about",
                condition=models.Q(event__isnull=False) ^ ~models.Q(deadline_key=""),
            ),
        ]
        indexes = [
            models.Index(
                name="notice_to_send",
                fields=["not_before"],
                condition=models.Q(status="planned"),
            ),
            models.Index(name="notice_newest", fields=["-planned_on", "-id"]),
            models.Index(name="notice_of_recipient", fields=["recipient", "-planned_on", "-id"]),
        ]

    def __str__(self) -> str:
        return self.subject


class NoticeAttempt(models.Model):
    """Verzendpoging: what became of one attempt, in the words of the mail server; or who mended it.

    `reply` holds no mail address.
    """

    APPEND_ONLY: ClassVar[bool] = True

    class Outcome(models.TextChoices):
        SENT = "sent", "verzonden"
        LATER = "later", "nu niet gelukt, wordt herhaald"
        REFUSED = "refused", "geweigerd"
        UNCERTAIN = "uncertain", "onzeker"
        BOUNCED = "bounced", "teruggekomen"
        AGAIN = "again", "opnieuw klaargezet"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="tries")
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome)
    reply = models.TextField("antwoord", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_outcome_display()


class NoticeRound(models.Model):
    """Ronde: on this day it was looked up who is to be told what. One for each day it was done."""

    APPEND_ONLY: ClassVar[bool] = True

    day = models.DateField("dag", unique=True)
    planned_on = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.day)
