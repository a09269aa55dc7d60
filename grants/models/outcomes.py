"""Uitkomsten van betalingen uit een bestand: the file as it came, its lines, and what they booked."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from grants.enums import CheckState, OutcomeKind
from pmg.casework.models import Event

from .findings import StoredFinding
from .justifications import StoredFile
from .payments import Payment


class OutcomeFile(models.Model):
    """Uitkomstbestand of the bank or the financial system; the same bytes are the same file."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField("ontvangen")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return self.name


class OutcomeWork(models.Model):
    """Opdracht om een uitkomstbestand te lezen: done by the worker, once."""

    outcome_file = models.OneToOneField(OutcomeFile, models.PROTECT, related_name="work")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.get_state_display()}"


class OutcomeLine(models.Model):
    """Regel van een uitkomstbestand as it was read; euros. `cells` says where each part stands."""

    APPEND_ONLY: ClassVar[bool] = True

    outcome_file = models.ForeignKey(OutcomeFile, models.PROTECT, related_name="lines")
    row = models.PositiveIntegerField("rij")
    reference = models.CharField("betalingskenmerk", max_length=200, blank=True)
    commitment = models.CharField("verplichtingnummer", max_length=200, blank=True)
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)
    on = models.DateField("datum")
    kind = models.CharField("uitkomst", max_length=10, choices=OutcomeKind)
    reason = models.CharField("reden", max_length=500, blank=True)
    cells = models.JSONField(default=dict)

    class Meta:
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(name="outcome_line_once", fields=["outcome_file", "row"])
        ]

    def __str__(self) -> str:
        return f"rij {self.row}: {self.reference} {self.get_kind_display()}"


class OutcomeFinding(StoredFinding):
    """Leesfout in een uitkomstbestand: what cannot be read, where, and how to mend it."""

    outcome_file = models.ForeignKey(OutcomeFile, models.PROTECT, related_name="findings")

    class Meta(StoredFinding.Meta):
        constraints = [
            models.UniqueConstraint(name="outcome_finding_once", fields=["outcome_file", "place"])
        ]


class BookedOutcome(models.Model):
    """Geboekte uitkomst: which line of a file made which event of which payment."""

    APPEND_ONLY: ClassVar[bool] = True

    line = models.OneToOneField(OutcomeLine, models.PROTECT, related_name="booked")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="booked_outcomes")
    event = models.OneToOneField(Event, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.payment_id}: {self.line_id}"
