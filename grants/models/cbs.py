"""Levering van het CBS: figures and statuses for all municipalities at once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Round

from grants.checks.cbs_rules import code_of
from grants.enums import CbsDeliveryState, CbsStatus, CheckState
from grants.transitions.cbs import CBS_MOVES
from pmg.casework.models import Case

from .justifications import StoredFile
from .schemes import AccountingYear


class CbsDelivery(Case):
    """Levering van het CBS (Regeling informatieverstrekking sisa) over één verantwoordingsjaar.

    Kept as it came and read by the worker; nothing counts before a person confirmed it.
    `others` counts the rows of other uitkeringscodes, which were passed over.
    """

    moves = CBS_MOVES

    state = models.CharField("status", max_length=40, choices=CbsDeliveryState, editable=False)
    accounting_year = models.ForeignKey(
        AccountingYear, models.PROTECT, related_name="cbs_deliveries"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField("ontvangen")
    recorded_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    others = models.PositiveIntegerField("regels van andere uitkeringen", default=0)

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return self.name


class CbsPackage(models.Model):
    """Pakket in een levering: asked as a row, and read in its turn.

    `place` is that in the zip. `attempts` counts before the reading, so that a package that kills
    its worker is given up as well.
    """

    delivery = models.ForeignKey(CbsDelivery, models.PROTECT, related_name="packages")
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="cbs_package_once", fields=["delivery", "place"]),
        ]

    def __str__(self) -> str:
        return f"pakket {self.place}: {self.get_state_display()}"


class CbsLine(models.Model):
    """Regel van een levering: what it says of one municipality, or why that cannot be read.

    Amounts in whole euros; none where only a status came. `digits` are those of the CBS code, and
    empty where no municipality could be read. `problem` names what is wrong with the line.
    """

    APPEND_ONLY: ClassVar[bool] = True

    delivery = models.ForeignKey(CbsDelivery, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    digits = models.CharField("gemeentecode", max_length=4, blank=True)
    spent = models.DecimalField("besteding", max_digits=14, decimal_places=2, null=True)
    cumulative = models.DecimalField("cumulatief", max_digits=14, decimal_places=2, null=True)
    is_final = models.BooleanField("eindverantwoording", null=True)
    names_us_in_errors = models.BooleanField("foutentabel noemt onze code", null=True)
    status = models.CharField(max_length=20, choices=CbsStatus, blank=True)
    received_on = models.DateField("door het CBS ontvangen op", null=True)
    plausible_on = models.DateField("plausibel sinds", null=True)
    document = models.CharField(max_length=200, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    cell = models.CharField(max_length=40, blank=True)
    problem = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    remedy = models.TextField(blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="cbs_line_once", fields=["delivery", "place"]),
            models.CheckConstraint(
                name="cbs_line_in_whole_euros",
                condition=Q(spent=None, cumulative=None, is_final=None)
                | Q(spent=Round("spent"), cumulative=Round("cumulative"), is_final__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"06{self.digits}: {self.problem or self.spent}"

    @property
    def rule_code(self) -> str:
        """The kind of fault in the register of checks."""
        return code_of(self.problem)
