"""Zoektochten naar persoonsgegevens in wat naar buiten gaat, and what was let through, and why."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from reporting.enums import RenderState

from .renditions import ACTIVE, Rendition
from .texts import OfYear


class PersonSearch(models.Model):
    """Zoektocht door alle bestanden van een uitgave.

    `people_sha256` is the fingerprint of who was known: with somebody new the search is done again.
    `hits` holds place, phrase, kind and the words around; personal data, so never shown to readers
    outside the ministry.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="searches")
    people_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=RenderState, default=RenderState.ASKED)
    attempts = models.PositiveSmallIntegerField(default=0)
    hits = models.JSONField(default=list)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_active_person_search",
                fields=["rendition", "people_sha256"],
                condition=Q(state__in=ACTIVE),
            )
        ]

    def __str__(self) -> str:
        return f"zoektocht {self.get_state_display()}"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


class Clearance(OfYear):
    """Vrijgave: this phrase may stand at this place, or everywhere for a member of the government.

    The last row of a phrase and place counts; a row that is not `holds` takes the one before back.
    """

    APPEND_ONLY: ClassVar[bool] = True

    phrase = models.CharField("woorden", max_length=200)
    place = models.CharField("plaats", max_length=250, blank=True)
    holds = models.BooleanField(default=True)
    reason = models.CharField("reden", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(name="clearance_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.phrase
