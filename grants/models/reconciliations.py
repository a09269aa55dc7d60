"""Aansluiting met het financiële systeem: one run with its lines, and what was said of them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import MatchKind, MatchStanding

from .justifications import StoredFile
from .schemes import Scheme


class Reconciliation(models.Model):
    """Aansluiting tot en met een dag. It changes nothing; a later one stands beside it; euros.

    `columns` holds the heading of each column as it was found, `previous` the run before it;
    `left_out` counts the rows of the export after the day.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="reconciliations")
    until = models.DateField("betaald tot en met")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    columns = models.JSONField()
    here = models.DecimalField("totaal hier", max_digits=14, decimal_places=2)
    there = models.DecimalField("totaal daar", max_digits=14, decimal_places=2)
    counts = models.JSONField()
    solved = models.PositiveIntegerField("opgelost sinds de vorige", default=0)
    left_out = models.PositiveIntegerField("regels na de dag", default=0)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField("uitgevoerd")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.until}"

    @property
    def differences(self) -> int:
        """Hoeveel betalingen niet aansluiten."""
        return sum(count for kind, count in self.counts.items() if kind != MatchKind.MATCHED)


class ReconciliationLine(models.Model):
    """Regel van een aansluiting; euros. `identity` knows the same difference again next month."""

    APPEND_ONLY: ClassVar[bool] = True

    run = models.ForeignKey(Reconciliation, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    kind = models.CharField("uitkomst", max_length=15, choices=MatchKind)
    standing = models.CharField("stand", max_length=10, choices=MatchStanding, blank=True)
    identity = models.CharField(max_length=600)
    reference = models.CharField("betalingskenmerk", max_length=200, blank=True)
    party = models.CharField("naam", max_length=200, blank=True)
    amount_here = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    amount_there = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    on_here = models.DateField(null=True)
    on_there = models.DateField(null=True)
    row = models.PositiveIntegerField("rij in de export", null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="reconciliation_line_once", fields=["run", "place"]),
            models.CheckConstraint(
                name="reconciliation_line_has_a_side",
                condition=Q(amount_here__isnull=False) | Q(amount_there__isnull=False),
            ),
        ]
        indexes = [models.Index(name="difference_again", fields=["identity"])]

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_kind_display()}"

    @property
    def difference(self) -> object:
        """What the financial system has more than we have."""
        return (self.amount_there or 0) - (self.amount_here or 0)


class DifferenceExplanation(models.Model):
    """Verklaring van een verschil by the financial officer; the newest counts, also next month."""

    APPEND_ONLY: ClassVar[bool] = True

    line = models.ForeignKey(ReconciliationLine, models.PROTECT, related_name="explanations")
    text = models.TextField("verklaring")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:60]
