"""Wijziging van een regeling, and the parts that only some schemes have."""

import pghistory
from django.db import models
from django.db.models import Q

from grants.enums import SchemeChangeState
from grants.transitions.schemes import SCHEME_CHANGE_MOVES
from pmg.casework.models import Case

from .schemes import GrantYear, Recipient, Scheme


class SchemeChange(Case):
    """Wijziging van een regeling, or (without `scheme`) a new one.

    `before` and `after` hold the parts that it touches, as grants/data does; amounts in euros.
    What is weighty counts once a budget holder approved; until then a new scheme has no row.
    """

    moves = SCHEME_CHANGE_MOVES

    state = models.CharField("status", max_length=40, choices=SchemeChangeState, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, related_name="changes")
    code = models.SlugField("code")
    name = models.CharField("naam", max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    started_on = models.DateTimeField("gemaakt")

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_change_per_scheme",
                fields=["code"],
                condition=Q(state__in=["draft", "proposed"]),
            )
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class RecipientMaximum(models.Model):
    """Afwijkend hoogste bedrag of one recipient in one grant year, in euros, before indexation."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="maxima")
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="recipient_maxima")
    maximum = models.DecimalField("hoogste bedrag", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["grant_year__starts_on", "recipient__municipality__name"]
        constraints = [
            models.UniqueConstraint(
                name="recipient_maximum_once", fields=["recipient", "grant_year"]
            ),
            models.CheckConstraint(name="recipient_maximum_positive", condition=Q(maximum__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.grant_year}: {self.maximum}"


@pghistory.track()
class SubPurpose(models.Model):
    """Deelopgave van een regeling, such as a pilot, with recipients of its own.

    `maximum` in euros per recipient and grant year, above what the year allows everybody.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="sub_purposes")
    code = models.SlugField("code", max_length=30)
    label = models.CharField("omschrijving", max_length=200)
    maximum = models.DecimalField(
        "extra bedrag per gemeente en jaar", max_digits=14, decimal_places=2
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(name="sub_purpose_once", fields=["scheme", "code"]),
            models.CheckConstraint(name="sub_purpose_positive", condition=Q(maximum__gte=0)),
        ]

    def __str__(self) -> str:
        return self.label


@pghistory.track()
class SubPurposeRecipient(models.Model):
    """Ontvanger die aan een deelopgave meedoet."""

    sub_purpose = models.ForeignKey(SubPurpose, models.PROTECT, related_name="recipients")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="sub_purposes")

    class Meta:
        ordering = ["sub_purpose__code", "recipient__municipality__name"]
        constraints = [
            models.UniqueConstraint(
                name="sub_purpose_recipient_once", fields=["sub_purpose", "recipient"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.sub_purpose}: {self.recipient}"
