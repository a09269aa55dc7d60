"""People, their roles and their mandate."""

from __future__ import annotations

import datetime
import uuid
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from pmg.accounts.enums import MUNICIPAL_ROLES, Role

if TYPE_CHECKING:
    from municipalities.models import Municipality


class User(AbstractUser):
    """Gebruiker: a person who signs in, or a named machine (`is_system`) that never does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    function = models.CharField("functie", max_length=120, blank=True)
    is_demo = models.BooleanField("demo-account", default=False)
    is_system = models.BooleanField("systeem", default=False)
    blocked_on = models.DateTimeField("geblokkeerd op", null=True, blank=True)

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @cached_property
    def current_roles(self) -> tuple[RoleAssignment, ...]:
        """Roles held today; read once per request.

        Whoever speaks for a municipality also does for those that went into it (herindeling).
        """
        today = timezone.localdate()
        held = tuple(self.role_assignments.held_on(today))
        places = {role.municipality_id for role in held if role.municipality_id}
        if not places:
            return held
        of: Any = RoleAssignment._meta.get_field("municipality").related_model
        passed_on = of.objects.filter(merged__successor__in=places, merged__on__lte=today)
        return held + tuple(
            RoleAssignment(user=self, role=role.role, municipality=old, starts_on=role.starts_on)
            for old in passed_on.annotate(heir=F("merged__successor"))
            for role in held
            if role.municipality_id == old.heir
        )

    def has_role(self, *roles: str, municipality_id: Any = None) -> bool:
        """Whether one of `roles` is held; a municipal role only counts for its own municipality.

        Without `municipality_id` a municipal role counts for whichever municipality it is held for.
        """
        return any(
            held.role in roles
            and (
                held.municipality_id is None
                or municipality_id is None
                or held.municipality_id == municipality_id
            )
            for held in self.current_roles
        )

    def speaks_for(self, municipality_id: Any, *roles: str) -> bool:
        """Whether one of `roles` is held for this very municipality."""
        return any(
            held.role in roles and held.municipality_id == municipality_id
            for held in self.current_roles
            if held.municipality_id is not None
        )

    @property
    def has_account(self) -> bool:
        """Whether the person ever got in, or can; not so for who was only invited."""
        return self.has_usable_password() or self.last_login is not None

    @property
    def is_ministry(self) -> bool:
        """Whether the person works for the ministry, in whatever role."""
        return any(held.municipality_id is None for held in self.current_roles)

    @property
    def municipality_ids(self) -> frozenset[Any]:
        """Municipalities the person speaks for."""
        return frozenset(r.municipality_id for r in self.current_roles if r.municipality_id)

    @property
    def municipality(self) -> Municipality | None:
        """The municipality somebody works for; None for the ministry."""
        return next((r.municipality for r in self.current_roles if r.municipality_id), None)


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    def held_on(self, day: datetime.date) -> RoleAssignmentQuerySet:
        return (
            self.filter(starts_on__lte=day)
            .filter(Q(ends_on=None) | Q(ends_on__gte=day))
            .select_related("municipality")
        )


class RoleAssignment(models.Model):
    """Roltoekenning: who holds which role, for whom, from when until when (both days included)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="role_assignments")
    role = models.CharField("rol", max_length=30, choices=Role)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="role_assignments",
    )
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="municipal_role_has_municipality",
                condition=Q(role__in=sorted(MUNICIPAL_ROLES), municipality__isnull=False)
                | (~Q(role__in=sorted(MUNICIPAL_ROLES)) & Q(municipality__isnull=True)),
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} van {self.starts_on}"


class MandateQuerySet(models.QuerySet["Mandate"]):
    def valid_on(self, day: datetime.date) -> MandateQuerySet:
        return self.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gte=day))


class Mandate(models.Model):
    """Mandaat: up to which amount (euros) a budget holder may approve, on which basis, and when.

    That of a deputy lies within an own mandate of `deputy_of`: the database keeps it so, and what
    is left of it on a day follows from that own mandate.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="mandates")
    basis = models.CharField("grondslag", max_length=200)
    ceiling = models.DecimalField("tot en met (euro)", max_digits=14, decimal_places=2)
    starts_on = models.DateField("vanaf")
    ends_on = models.DateField("tot en met", null=True, blank=True)
    deputy_of = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="deputies"
    )

    objects = MandateQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.basis}: tot en met {self.ceiling}"
