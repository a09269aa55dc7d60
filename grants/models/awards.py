"""Toekenning, plan en boekingen."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Round

from grants.enums import AwardState, EntryKind
from grants.transitions.awards import AWARD_MOVES
from pmg.casework.models import Case, Event

from .schemes import AccountingYear, Activity, GrantYear, Scheme, Sector


class Award(Case):
    """Toekenning (beschikking, regeling art. 2): one per scheme and municipality.

    One that was withdrawn before it was granted makes room for another. `application` is the
    aanvraag it decides on; what was granted before applications were made here has none.
    """

    moves = AWARD_MOVES

    state = models.CharField("status", max_length=40, choices=AwardState, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="awards")
    application = models.ForeignKey(
        "grants.Application", models.PROTECT, null=True, blank=True, related_name="awards"
    )
    reference = models.CharField("beschikkingsnummer", max_length=40, unique=True)
    commitment_number = models.CharField("verplichtingnummer", max_length=20, blank=True)
    creditor_number = models.CharField("crediteurnummer", max_length=20, blank=True)
    iban = models.CharField("IBAN", max_length=34)
    motivation = models.TextField("motivering", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_award",
                fields=["scheme", "municipality"],
                condition=~Q(state="withdrawn"),
            ),
            models.CheckConstraint(
                name="award_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Allocation(models.Model):
    """Toegekend bedrag per uitkeringsjaar, in euros; counts once its award is granted."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="allocations")
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="+")
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["grant_year__starts_on"]
        constraints = [
            models.UniqueConstraint(name="allocation_once", fields=["award", "grant_year"]),
            models.CheckConstraint(name="allocation_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.grant_year}: {self.amount}"


class PlanLine(models.Model):
    """Regel in het plan: what the municipality means to spend, per accounting year, in euros."""

    award = models.ForeignKey(Award, models.PROTECT, related_name="plan_lines")
    accounting_year = models.ForeignKey(AccountingYear, models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="+")
    intervention = models.ForeignKey(
        "grants.Intervention",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_lines",
    )
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["accounting_year__year", "activity__code", "sector__place"]

    def __str__(self) -> str:
        return f"{self.accounting_year}: {self.amount}"


class LedgerEntry(models.Model):
    """Boeking: money is only added. A balance is a sum of these rows, never a field; euros.

    What is committed, paid and settled carries a grant year and a budget year; justified and
    accepted amounts an accounting year: the two never stand in one row. `origin_year` is the budget
    year in which the advance was paid that a later row is set against; none where there was none.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="entries")
    kind = models.CharField("soort", max_length=12, choices=EntryKind)
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, null=True, related_name="+")
    accounting_year = models.ForeignKey(AccountingYear, models.PROTECT, null=True, related_name="+")
    budget_year = models.PositiveSmallIntegerField("begrotingsjaar", null=True)
    origin_year = models.PositiveSmallIntegerField("jaar van ontstaan", null=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_in_one_kind_of_year",
                condition=Q(
                    ~Q(kind__in=["justified", "accepted"]),
                    grant_year__isnull=False,
                    budget_year__isnull=False,
                    accounting_year__isnull=True,
                )
                | Q(
                    kind__in=["justified", "accepted"],
                    grant_year__isnull=True,
                    budget_year__isnull=True,
                    origin_year__isnull=True,
                    accounting_year__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="justified_in_whole_euros",
                condition=~Q(kind__in=["justified", "accepted"]) | Q(amount=Round("amount")),
            ),
        ]
        indexes = [
            models.Index(name="entry_of_award", fields=["award", "kind"], include=["amount"])
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount}"
