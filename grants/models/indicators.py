"""Geleverde waarden van indicatoren: each delivery as it came, and the values that count from it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from municipalities.models import Municipality

from .justifications import StoredFile
from .schemes import Indicator, Scheme


class IndicatorDelivery(models.Model):
    """Levering van waarden (politie, CBS) as it was read; it counts once somebody confirmed it.

    `as_of` is the day whose figures these are: a later one over the same year is a new vintage, and
    the earlier one stays. `rows` and `findings` are what was read and what could not be.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="indicator_deliveries")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    source = models.CharField("bron", max_length=150)
    as_of = models.DateField("stand van de cijfers")
    rows = models.JSONField()
    findings = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return self.name


class ConfirmedDelivery(models.Model):
    """Bevestigde levering: from now on its values count. `number` tells which came later."""

    APPEND_ONLY: ClassVar[bool] = True

    delivery = models.OneToOneField(
        IndicatorDelivery, models.PROTECT, primary_key=True, related_name="confirmed"
    )
    number = models.PositiveIntegerField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"levering {self.number}"


class MeasuredValue(models.Model):
    """Waarde van een indicator voor een gemeente over een kalenderjaar, from one delivery."""

    APPEND_ONLY: ClassVar[bool] = True

    delivery = models.ForeignKey(ConfirmedDelivery, models.PROTECT, related_name="values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="measured")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("jaar")
    value = models.DecimalField("waarde", max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="measured_once", fields=["delivery", "indicator", "municipality", "year"]
            )
        ]
        indexes = [
            models.Index(name="measured_by_place", fields=["municipality", "indicator", "year"])
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"
