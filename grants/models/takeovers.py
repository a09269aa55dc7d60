"""Overname uit de oude administratie: files as they came, what was read in them, what it made."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import TakeOverKind, TakeOverState
from grants.transitions.takeovers import TAKE_OVER_MOVES
from pmg.casework.models import Case, Event

from .findings import StoredFinding
from .justifications import StoredFile
from .schemes import Scheme


class TakeOver(Case):
    """Overname: one file of one kind for one scheme; nothing counts before a second person agrees."""

    moves = TAKE_OVER_MOVES

    state = models.CharField("status", max_length=40, choices=TakeOverState, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="take_overs")
    kind = models.CharField("soort", max_length=10, choices=TakeOverKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField("ontvangen")
    recorded_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return self.name


class TakeOverDocument(models.Model):
    """Stuk bij een overname, such as the PDF of an old decision: content-addressed, as it came."""

    APPEND_ONLY: ClassVar[bool] = True

    take_over = models.ForeignKey(TakeOver, models.PROTECT, related_name="documents")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="take_over_document_once", fields=["take_over", "name"])
        ]

    def __str__(self) -> str:
        return self.name


class TakeOverRow(models.Model):
    """Regel van een overname as it was read; amounts are texts with a point, days as 2024-07-01."""

    APPEND_ONLY: ClassVar[bool] = True

    take_over = models.ForeignKey(TakeOver, models.PROTECT, related_name="rows")
    place = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField("rij")
    values = models.JSONField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="take_over_row_once", fields=["take_over", "place"])
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, rij {self.row}"


class TakeOverFinding(StoredFinding):
    """Bevinding bij een overname: what is wrong, where, and how to mend it."""

    take_over = models.ForeignKey(TakeOver, models.PROTECT, related_name="findings")


class TakenOver(models.Model):
    """Overgenomen zaak: which row made which case; `document` is the old decision."""

    APPEND_ONLY: ClassVar[bool] = True

    row = models.OneToOneField(TakeOverRow, models.PROTECT, related_name="made")
    case_kind = models.CharField(max_length=30)
    case_id = models.UUIDField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    document = models.ForeignKey(
        TakeOverDocument, models.PROTECT, null=True, related_name="taken_over"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="taken_over_names_its_case", condition=~Q(case_kind=""))
        ]
        indexes = [models.Index(name="taken_over_case", fields=["case_kind", "case_id"])]

    def __str__(self) -> str:
        return f"{self.case_kind} {self.case_id}"
