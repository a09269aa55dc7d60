"""Verslagjaar en zijn vastleggingen."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from grants.models import Scheme
from pmg.casework.models import Case, Event
from reporting.enums import ReportYearState
from reporting.transitions import REPORT_MOVES


class ReportYear(Case):
    """Verslagjaar T of a scheme; it exists once it was frozen."""

    moves = REPORT_MOVES

    state = models.CharField("status", max_length=40, choices=ReportYearState, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="report_years")
    year = models.PositiveSmallIntegerField("verslagjaar")

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(name="one_report_year", fields=["scheme", "year"]),
            models.CheckConstraint(
                name="report_year_is_of_all", condition=Q(municipality__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"verslagjaar {self.year}"


class Snapshot(models.Model):
    """Vastlegging: the year as canonical JSON bytes. A correction is a next version."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report_year = models.ForeignKey(ReportYear, models.PROTECT, related_name="snapshots")
    version = models.PositiveSmallIntegerField("versie")
    schema = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    reason = models.TextField("reden", blank=True)
    moment = models.DateTimeField("bevroren op")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(name="snapshot_once", fields=["report_year", "version"]),
            models.CheckConstraint(
                name="correction_has_reason", condition=Q(version=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.version}"
