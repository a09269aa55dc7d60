"""Btw-deel van een uitkering: paid into the BTW-compensatiefonds, not to the municipality."""

from django.db import models
from django.db.models import Q

from grants.enums import VatShareState
from grants.transitions.vat_shares import VAT_SHARE_MOVES
from pmg.casework.models import Case

from .awards import Award
from .schemes import GrantYear


class VatShare(Case):
    """Btw-deel (BTW-compensatiefonds) of one award and grant year, in euros.

    A specific grant pays no VAT that the municipality can reclaim: that part goes into the fund. It
    comes beside what was awarded, within the same maximum and the same ceilings.
    """

    moves = VAT_SHARE_MOVES

    state = models.CharField("status", max_length=40, choices=VatShareState, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="vat_shares")
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="+")
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)
    budget_year = models.PositiveSmallIntegerField("begrotingsjaar")
    explanation = models.CharField("toelichting", max_length=500)
    reference = models.CharField("kenmerk", max_length=40, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="vat_share_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="vat_share_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.reference
