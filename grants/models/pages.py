"""Documenten om in te kijken: what lies in an upload, and its pages as images with their text."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import CheckState, DocumentKind

from .justifications import StoredFile, Upload


class Viewing(models.Model):
    """Opdracht om in een upload te kijken: asked on demand, done by the worker, once.

    `place` 0 asks which documents there are; another place asks for pages of that document, from
    `first` on.
    """

    upload = models.ForeignKey(Upload, models.PROTECT, related_name="viewings")
    place = models.PositiveSmallIntegerField(default=0)
    first = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="viewing_once", fields=["upload", "place", "first"])
        ]
        indexes = [
            models.Index(
                name="viewing_asked", fields=["asked_at"], condition=Q(state=CheckState.ASKED)
            )
        ]

    def __str__(self) -> str:
        return f"document {self.place} vanaf pagina {self.first}"


class ViewedDocument(models.Model):
    """Document in een upload: a PDF with pages, a workbook with tables, or why it stays shut.

    `tables` holds values as text, never formulas; `obstacle` is a Dutch sentence.
    """

    APPEND_ONLY: ClassVar[bool] = True

    upload = models.ForeignKey(Upload, models.PROTECT, related_name="documents")
    place = models.PositiveSmallIntegerField()
    name = models.CharField("bestandsnaam", max_length=200)
    kind = models.CharField("soort", max_length=10, choices=DocumentKind)
    pages = models.PositiveIntegerField("bladzijden", default=0)
    tables = models.JSONField(default=list)
    obstacle = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="document_viewed_once", fields=["upload", "place"])
        ]

    def __str__(self) -> str:
        return self.name


class DocumentPage(models.Model):
    """Bladzijde van een PDF: its image in the file store, and its text layer beside it.

    Without an image `obstacle` says why, in a Dutch sentence.
    """

    APPEND_ONLY: ClassVar[bool] = True

    document = models.ForeignKey(ViewedDocument, models.PROTECT, related_name="page_rows")
    number = models.PositiveIntegerField("bladzijde")
    image = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    text = models.TextField("tekst", blank=True)
    obstacle = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="page_once", fields=["document", "number"])]

    def __str__(self) -> str:
        return f"bladzijde {self.number}"
