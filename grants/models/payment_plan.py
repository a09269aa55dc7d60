"""Betaalplan: when which part of an allocation is paid."""

import pghistory
from django.db import models
from django.db.models import Q

from .schemes import GrantYear


@pghistory.track()
class PaymentPlan(models.Model):
    """Termijn van het betaalplan: on `due_on` a share of the grant year's allocation, in percent.

    The shares of a year add up to 100. A date may lie outside its grant year.
    """

    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="payment_plan")
    due_on = models.DateField("te betalen op")
    share = models.DecimalField("deel (procent)", max_digits=5, decimal_places=2)

    class Meta:
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(name="instalment_once", fields=["grant_year", "due_on"]),
            models.CheckConstraint(
                name="share_is_a_percentage", condition=Q(share__gt=0, share__lte=100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_year}: {self.share} % op {self.due_on}"
