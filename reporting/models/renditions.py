"""Uitvoer: files made from a snapshot, and the orders to make them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from reporting.enums import FileKind, RenderState

from .texts import TextSet
from .years import Snapshot

ACTIVE = (RenderState.ASKED, RenderState.RUNNING)


class RenderJob(models.Model):
    """Opdracht: the report was asked for. One at a time per snapshot and edition.

    `seen_at` is the worker's last sign of life; without one the order is taken up again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="jobs")
    texts = models.ForeignKey(TextSet, models.PROTECT, null=True, related_name="+")
    edition_key = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=RenderState, default=RenderState.ASKED)
    step = models.CharField("stap", max_length=80, blank=True)
    percent = models.PositiveSmallIntegerField("voortgang", default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_active_render_job",
                fields=["snapshot", "edition_key"],
                condition=Q(state__in=ACTIVE),
            ),
            models.CheckConstraint(name="percent_to_100", condition=Q(percent__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} ({self.percent}%)"

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


class Rendition(models.Model):
    """Uitgave: what a snapshot and its texts became under one edition of look and libraries.

    `texts` is none for what was made before people could write texts.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="renditions")
    texts = models.ForeignKey(TextSet, models.PROTECT, null=True, related_name="renditions")
    edition = models.JSONField()
    edition_key = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(name="rendition_once", fields=["snapshot", "edition_key"])
        ]

    def __str__(self) -> str:
        return f"uitgave {self.edition_key[:12]}"


class RenditionFile(models.Model):
    """Bestand van een uitgave, served exactly as it was stored."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rendition = models.ForeignKey(Rendition, models.PROTECT, related_name="files")
    kind = models.CharField("soort", max_length=10, choices=FileKind)
    name = models.CharField("bestandsnaam", max_length=120)
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveIntegerField("grootte")

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(name="file_once", fields=["rendition", "kind"])]

    def __str__(self) -> str:
        return self.name
