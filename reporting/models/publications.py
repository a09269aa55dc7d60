"""Openbare versies: what went to the Kamer and is public since, and what was withdrawn again."""

import uuid
from typing import ClassVar

from django.db import models

from pmg.casework.models import Event

from .renditions import Rendition
from .years import ReportYear


class Publication(models.Model):
    """Openbare versie: the files of one rendition, as they were sent. Its number never comes back."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report_year = models.ForeignKey(ReportYear, models.PROTECT, related_name="publications")
    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField("versie")
    sent_on = models.DateTimeField("verzonden op")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(name="publication_once", fields=["report_year", "number"])
        ]

    def __str__(self) -> str:
        return f"openbare versie {self.number}"

    @property
    def is_withdrawn(self) -> bool:
        return hasattr(self, "withdrawal")


class Withdrawal(models.Model):
    """Intrekking: the version stays listed with the reason; its files are served no more."""

    APPEND_ONLY: ClassVar[bool] = True

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="withdrawal")
    reason = models.TextField("reden")
    withdrawn_on = models.DateTimeField("ingetrokken op")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"intrekking van {self.publication}"
