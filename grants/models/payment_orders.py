"""Betaalopdracht: approved payments on their way to the financial system, frozen."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import CheckState, OrderFileKind

from .justifications import StoredFile
from .payments import Payment
from .schemes import Scheme


class PaymentOrder(models.Model):
    """Betaalopdracht of one scheme and budget year; `total` in euros.

    What it says is copied into its lines and never changes: whatever happens to an award later, the
    order stays as it went out.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="payment_orders")
    number = models.CharField("nummer", max_length=40, unique=True)
    budget_year = models.PositiveSmallIntegerField("begrotingsjaar")
    budget_article = models.CharField("begrotingsartikel", max_length=40, blank=True)
    payment_article = models.CharField("artikel voorschot", max_length=80, blank=True)
    payments_count = models.PositiveIntegerField("aantal betalingen")
    total = models.DecimalField("totaal", max_digits=14, decimal_places=2)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField("gemaakt op")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-number"]
        constraints = [
            models.CheckConstraint(
                name="order_pays_something", condition=Q(payments_count__gt=0, total__gt=0)
            )
        ]

    def __str__(self) -> str:
        return self.number


class PaymentOrderLine(models.Model):
    """Regel van een betaalopdracht, as it went out; euros. A payment goes out once."""

    APPEND_ONLY: ClassVar[bool] = True

    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField("plaats")
    payment = models.OneToOneField(Payment, models.PROTECT, related_name="order_line")
    reference = models.CharField("betalingskenmerk", max_length=40)
    award_reference = models.CharField("beschikkingsnummer", max_length=40)
    municipality_name = models.CharField("gemeente", max_length=100)
    cbs_code = models.CharField("CBS-code", max_length=6)
    creditor_number = models.CharField("crediteurnummer", max_length=20, blank=True)
    commitment_number = models.CharField("verplichtingnummer", max_length=20, blank=True)
    grant_year = models.CharField("uitkeringsjaar", max_length=20)
    iban = models.CharField("IBAN", max_length=34)
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)
    due_on = models.DateField("te betalen op")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="order_line_once", fields=["order", "place"]),
            models.CheckConstraint(name="order_line_positive", condition=Q(amount__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.amount}"


class PaymentOrderWork(models.Model):
    """Opdracht om de PDF te maken: done by the worker, once."""

    order = models.OneToOneField(PaymentOrder, models.PROTECT, related_name="work")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.get_state_display()}"


class PaymentOrderFile(models.Model):
    """De betaalopdracht als bestand: its bytes in the file store, under their SHA-256.

    `edition` names template and libraries on which the bytes of a PDF depend.
    """

    APPEND_ONLY: ClassVar[bool] = True

    order = models.ForeignKey(PaymentOrder, models.PROTECT, related_name="files")
    kind = models.CharField("soort", max_length=5, choices=OrderFileKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    edition = models.JSONField(default=dict)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(name="order_file_once", fields=["order", "kind"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_id}"
