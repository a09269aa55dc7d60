"""What one person asks about another, and a third decides: roles, mandates, second factors."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from pmg.accounts.enums import ALWAYS_TWO_PERSONS, MUNICIPAL_ROLES, PersonAct, Role, Standing

from .people import Mandate, RoleAssignment, User


class TwoPersons(models.Model):
    """Verzoek (vier ogen): asked by one, granted or refused by another, about neither of them."""

    ASKED: ClassVar[PersonAct]
    GRANTED: ClassVar[PersonAct]
    REFUSED: ClassVar[PersonAct]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateTimeField("gevraagd op")
    why = models.TextField("reden", blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateTimeField("besloten op", null=True)
    granted = models.BooleanField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_about_another", condition=~Q(asked_by=F("user"))
            ),
            models.CheckConstraint(
                name="%(class)s_two_persons",
                condition=Q(decided_by=None)
                | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("user"))),
            ),
            models.CheckConstraint(
                name="%(class)s_decided_by_somebody",
                condition=Q(granted=None, decided_by=None, decided_on=None)
                | Q(granted__isnull=False, decided_by__isnull=False, decided_on__isnull=False),
            ),
        ]


class RoleOffer(TwoPersons):
    """Uitnodiging voor een rol: asked, confirmed where that takes two, and answered by who gets it.

    With `instead_of` it is a hand-over: that role ends when this one is accepted, or on
    `instead_until` where that is later. `told_on` is when the mail about it was planned.
    """

    ASKED = PersonAct.INVITED
    GRANTED = PersonAct.CONFIRMED
    REFUSED = PersonAct.REFUSED

    role = models.CharField("rol", max_length=30, choices=Role)
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, null=True, related_name="+"
    )
    instead_of = models.ForeignKey(RoleAssignment, models.PROTECT, null=True, related_name="offers")
    instead_until = models.DateField("overdracht op", null=True)
    expires_on = models.DateTimeField("geldig tot")
    answered_on = models.DateTimeField("beantwoord op", null=True)
    accepted = models.BooleanField(null=True)
    answer = models.TextField("reden", blank=True)
    withdrawn_on = models.DateTimeField("ingetrokken op", null=True)
    told_on = models.DateTimeField("verteld op", null=True)

    class Meta(TwoPersons.Meta):
        constraints = [
            *TwoPersons.Meta.constraints,
            models.CheckConstraint(
                name="offer_of_municipal_role_has_municipality",
                condition=Q(role__in=sorted(MUNICIPAL_ROLES), municipality__isnull=False)
                | (~Q(role__in=sorted(MUNICIPAL_ROLES)) & Q(municipality__isnull=True)),
            ),
            models.CheckConstraint(
                name="offer_accepted_after_second_person",
                condition=Q(accepted=None)
                | Q(accepted=False)
                | ~Q(role__in=sorted(ALWAYS_TWO_PERSONS))
                | Q(granted__isnull=False, granted=True),  # a check that is unknown lets through
            ),
            models.UniqueConstraint(
                name="one_open_offer",
                fields=["user", "role", "municipality"],
                nulls_distinct=False,
                condition=Q(answered_on=None, withdrawn_on=None)
                & (Q(granted=None) | Q(granted=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"Uitnodiging als {self.get_role_display()}"

    @property
    def takes_two(self) -> bool:
        """Whether a second person has to confirm it."""
        return self.role in ALWAYS_TWO_PERSONS

    def standing(self, now: datetime.datetime) -> Standing:
        """Stand of the invitation at a moment."""
        facts: tuple[tuple[Any, Standing], ...] = (
            (self.withdrawn_on, Standing.WITHDRAWN),
            (self.granted is False, Standing.REFUSED),
            (self.accepted is True, Standing.ACCEPTED),
            (self.accepted is False, Standing.DECLINED),
            (self.expires_on <= now, Standing.EXPIRED),
            (self.takes_two and not self.granted, Standing.WAITS),
        )
        return next((standing for fact, standing in facts if fact), Standing.INVITED)


class MandateRequest(TwoPersons):
    """Verzoek om een mandaat; once granted, `mandate` is the mandate it became."""

    ASKED = PersonAct.MANDATE_ASKED
    GRANTED = PersonAct.MANDATE_GIVEN
    REFUSED = PersonAct.MANDATE_REFUSED

    basis = models.CharField("grondslag", max_length=200)
    ceiling = models.DecimalField("tot en met (euro)", max_digits=14, decimal_places=2)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    deputy_of = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    mandate = models.OneToOneField(Mandate, models.PROTECT, null=True, related_name="request")

    class Meta(TwoPersons.Meta):
        constraints = [
            *TwoPersons.Meta.constraints,
            models.CheckConstraint(name="mandate_asked_positive", condition=Q(ceiling__gt=0)),
            models.CheckConstraint(
                name="mandate_asked_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]


class FactorReset(TwoPersons):
    """Verzoek om iemands tweede factor te wissen: whoever gets in next sets a new one."""

    ASKED = PersonAct.RESET_ASKED
    GRANTED = PersonAct.RESET_DONE
    REFUSED = PersonAct.RESET_REFUSED

    class Meta(TwoPersons.Meta):
        constraints = [
            *TwoPersons.Meta.constraints,
            models.UniqueConstraint(
                name="one_open_factor_reset", fields=["user"], condition=Q(granted=None)
            ),
        ]
