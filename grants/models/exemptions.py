"""Vrijstelling van een controle: given on record, for one code, municipality and year."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from municipalities.models import Municipality

from .justifications import FindingRow
from .schemes import AccountingYear


class Exemption(models.Model):
    """Vrijstelling: until and with a day one check does not count for one municipality and year.

    It says who gave it and why. `key` is that of the form: sent twice it is one row.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("controle", max_length=40)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    accounting_year = models.ForeignKey(AccountingYear, models.PROTECT, related_name="exemptions")
    reason = models.TextField("reden")
    until = models.DateField("tot en met")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "id"]
        constraints = [
            models.CheckConstraint(name="exemption_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"vrijstelling {self.code}"


class ExemptionWithdrawal(models.Model):
    """Intrekking van een vrijstelling: from then on the check counts again."""

    APPEND_ONLY: ClassVar[bool] = True

    exemption = models.OneToOneField(Exemption, models.PROTECT, related_name="withdrawal")
    reason = models.TextField("reden")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="withdrawal_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"ingetrokken: {self.exemption_id}"


class ExemptedFinding(models.Model):
    """Vrijgestelde bevinding, kept with the verdict: under which exemption it did not count."""

    APPEND_ONLY: ClassVar[bool] = True

    finding = models.OneToOneField(FindingRow, models.PROTECT, related_name="exempted")
    exemption = models.ForeignKey(Exemption, models.PROTECT, related_name="findings")

    def __str__(self) -> str:
        return f"{self.finding_id} onder {self.exemption_id}"
