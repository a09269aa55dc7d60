"""Parafen: which parties of a scheme sign for what, who speaks for them, and what they said."""

import uuid

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from grants.models import Scheme
from pmg.casework.models import Case
from reporting.enums import Part, SignOffState
from reporting.transitions import SIGN_OFF_MOVES

from .years import ReportYear

LONGEST_TERM = 60


@pghistory.track()
class SignOffParty(models.Model):
    """Partij: must sign the parts it names before the report goes to the Kamer.

    `step`: lower signs first, equal side by side. `term` and `remind_before` are working days.
    A party that is no longer asked keeps what it signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="sign_off_parties")
    name = models.CharField("naam", max_length=120)
    step = models.PositiveSmallIntegerField("volgorde", validators=[MinValueValidator(1)])
    parts = models.JSONField("onderdelen", default=list)
    term = models.PositiveSmallIntegerField(
        "termijn", validators=[MinValueValidator(1), MaxValueValidator(LONGEST_TERM)]
    )
    remind_before = models.PositiveSmallIntegerField(
        "herinnering", validators=[MaxValueValidator(LONGEST_TERM)]
    )
    is_asked = models.BooleanField("paraaf verplicht", default=True)
    revision = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["step", "name"]
        constraints = [
            models.UniqueConstraint(name="one_party_by_name", fields=["scheme", "name"]),
            models.CheckConstraint(
                name="party_has_a_term", condition=Q(term__gte=1, term__lte=LONGEST_TERM)
            ),
            models.CheckConstraint(name="party_has_a_step", condition=Q(step__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def part_labels(self) -> list[str]:
        """The parts in words, in their fixed order."""
        return [part.label for part in Part if part in self.parts]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PartySigner(models.Model):
    """Wie voor een partij tekent; a deputy signs when the first is not there."""

    party = models.ForeignKey(SignOffParty, models.PROTECT, related_name="signers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_deputy = models.BooleanField("plaatsvervanger", default=False)

    class Meta:
        ordering = ["is_deputy", "user__username"]
        constraints = [
            models.UniqueConstraint(name="one_place_in_a_party", fields=["party", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.user}{' (plaatsvervanger)' if self.is_deputy else ''}"


class SignOff(Case):
    """Paraaf of a party for one part of a reporting year.

    `sha256` is the fingerprint of the part that was asked about, and, once given, that was signed:
    it stands only as long as the part is still the same.
    """

    moves = SIGN_OFF_MOVES

    state = models.CharField("status", max_length=40, choices=SignOffState, editable=False)
    report_year = models.ForeignKey(ReportYear, models.PROTECT, related_name="sign_offs")
    party = models.ForeignKey(SignOffParty, models.PROTECT, related_name="sign_offs")
    part = models.CharField("onderdeel", max_length=10, choices=Part)
    sha256 = models.CharField("SHA-256", max_length=64)
    due_on = models.DateField("uiterlijk")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateTimeField(null=True)

    class Meta:
        ordering = ["party__step", "party__name", "part"]
        constraints = [
            models.UniqueConstraint(name="one_sign_off", fields=["report_year", "party", "part"]),
            models.CheckConstraint(
                name="sign_off_is_of_all", condition=Q(municipality__isnull=True)
            ),
            models.CheckConstraint(
                name="decided_sign_off_has_a_hand",
                condition=Q(state=SignOffState.ASKED) | Q(decided_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"paraaf van {self.party} voor {self.get_part_display()}"
