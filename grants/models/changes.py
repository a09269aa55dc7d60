"""Wijziging van een toekenning: a new decision on its amounts."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from grants.enums import ChangeState
from grants.transitions.changes import CHANGE_MOVES
from pmg.casework.models import Case

from .awards import Award
from .schemes import GrantYear


class AwardChange(Case):
    """Wijziging (beschikking): new amounts of an award; one at a time waits for a decision."""

    moves = CHANGE_MOVES

    state = models.CharField("status", max_length=40, choices=ChangeState, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="changes")
    motivation = models.TextField("motivering")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_change", fields=["award"], condition=Q(state="prepared")
            ),
            models.CheckConstraint(
                name="change_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"wijziging van {self.award}"


class ChangedAmount(models.Model):
    """Bedrag voor een uitkeringsjaar zoals het was en zoals het wordt, in euros."""

    APPEND_ONLY: ClassVar[bool] = True

    change = models.ForeignKey(AwardChange, models.PROTECT, related_name="amounts")
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="+")
    before = models.DecimalField("was", max_digits=14, decimal_places=2)
    amount = models.DecimalField("wordt", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["grant_year__starts_on"]
        constraints = [
            models.UniqueConstraint(name="changed_once", fields=["change", "grant_year"]),
            models.CheckConstraint(name="changed_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.grant_year}: {self.amount}"

    @property
    def difference(self) -> Decimal:
        """Hoeveel het hoger wordt; negative where it is lowered."""
        higher: Decimal = self.amount - self.before
        return higher
