"""Wijziging van het rekeningnummer van een toekenning."""

from django.db import models
from django.db.models import Q

from grants.enums import AccountChangeState
from grants.transitions.account_changes import ACCOUNT_CHANGE_MOVES
from pmg.casework.models import Case

from .awards import Award


class AccountChange(Case):
    """Wijziging van een IBAN: it counts once the municipality's signatory confirmed it."""

    moves = ACCOUNT_CHANGE_MOVES

    state = models.CharField("status", max_length=40, choices=AccountChangeState, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="account_changes")
    iban = models.CharField("nieuw IBAN", max_length=34)
    old_iban = models.CharField("oud IBAN", max_length=34)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_account_change_waits",
                fields=["award"],
                condition=Q(state=AccountChangeState.REQUESTED),
            ),
            models.CheckConstraint(
                name="account_change_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.get_state_display()}"
