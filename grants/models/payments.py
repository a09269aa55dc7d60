"""Betaling van een voorschot."""

from django.db import models
from django.db.models import Q

from grants.enums import PaymentState
from grants.transitions.payments import PAYMENT_MOVES
from pmg.casework.models import Case

from .awards import Award
from .schemes import GrantYear
from .settlements import Settlement


class Payment(Case):
    """Betaling, in euros: prepared by one person, approved by another.

    An advance, or the rest of what was settled where it names the settlement.
    """

    moves = PAYMENT_MOVES

    state = models.CharField("status", max_length=40, choices=PaymentState, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="payments")
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="+")
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)
    budget_year = models.PositiveSmallIntegerField("begrotingsjaar")
    due_on = models.DateField("te betalen op")
    iban = models.CharField("IBAN", max_length=34)
    settlement = models.ForeignKey(
        Settlement, models.PROTECT, null=True, related_name="payments", editable=False
    )
    reference = models.CharField("betalingskenmerk", max_length=40, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="payment_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payment_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference
