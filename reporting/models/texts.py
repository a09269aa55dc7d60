"""Teksten van het verslag: what is being typed, every version of it, remarks, and what went out.

A text belongs to a reporting year of a scheme; that year need not be frozen yet. `field` is a name
of `reporting.writing.fields`.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.models import Scheme
from grants.models.drafts import TypedPart
from reporting.enums import TextAct


class OfYear(models.Model):
    """Something that belongs to a reporting year of a scheme."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("verslagjaar")

    class Meta:
        abstract = True


class TextDraft(OfYear, TypedPart):
    """Concept van een tekst: what stands in the box now, shared by all who write."""

    field = models.CharField("tekstveld", max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_text_draft", fields=["scheme", "year", "field"])
        ]

    def __str__(self) -> str:
        return f"concept {self.field}"

    @property
    def text(self) -> str:
        return str(self.raw.get("text", ""))


class TextVersion(OfYear):
    """Versie van een tekst: who wrote it and when, and the figures as the writer saw them.

    `quoted` holds for each figure the text names what stood there then. A confirmation says the
    same text again, over newer figures.
    """

    APPEND_ONLY: ClassVar[bool] = True

    field = models.CharField("tekstveld", max_length=40)
    number = models.PositiveIntegerField("versie")
    act = models.CharField(max_length=10, choices=TextAct)
    text = models.TextField("tekst", blank=True)
    quoted = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="text_version_once", fields=["scheme", "year", "field", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"


class TextRemark(OfYear):
    """Opmerking bij een tekst; open until somebody resolves it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    field = models.CharField("tekstveld", max_length=40)
    text = models.TextField("opmerking")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    key = models.UUIDField(null=True, unique=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    resolved_on = models.DateTimeField("opgelost op", null=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.CheckConstraint(
                name="remark_resolved_by_somebody",
                condition=Q(resolved_by=None, resolved_on=None)
                | Q(resolved_by__isnull=False, resolved_on__isnull=False),
            )
        ]
        indexes = [models.Index(name="remarks_of_a_text", fields=["scheme", "year", "field"])]

    def __str__(self) -> str:
        return self.text[:40]


class TextSet(OfYear):
    """Tekstuitgave: all texts of a year as canonical bytes, as they stood when files were made."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.BinaryField()
    sha256 = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="text_set_once", fields=["scheme", "year", "sha256"])
        ]

    def __str__(self) -> str:
        return f"teksten {self.sha256[:12]}"
