"""Opgave op het scherm: the draft that colleagues share, and what stands in each delivery of it."""

from typing import ClassVar

from django.db import models

from .drafts import TypedPart
from .justifications import Justification, Upload


class StatementDraft(TypedPart):
    """Concept van de aanvullende opgave: the boxes as typed. One for each justification."""

    justification = models.OneToOneField(
        Justification, models.PROTECT, related_name="statement_draft"
    )

    def __str__(self) -> str:
        return f"concept {self.justification_id}"


class StatementDraftLine(TypedPart):
    """Regel van het concept as typed. `number` names it for good, `place` is its order.

    A line that was taken away stays, so that nobody's text is lost and it can be put back.
    """

    draft = models.ForeignKey(StatementDraft, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    is_removed = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(name="one_draft_line_per_number", fields=["draft", "number"])
        ]

    def __str__(self) -> str:
        return f"regel {self.number}"


class StatementText(models.Model):
    """Tekst van een opgave: what stands in an upload, as somebody would type it on the screen.

    `sha256` is the fingerprint of that text. With `on_screen` it was typed there, and the file of
    the upload is the form filled in with it.
    """

    APPEND_ONLY: ClassVar[bool] = True

    upload = models.OneToOneField(Upload, models.PROTECT, related_name="text")
    typed = models.JSONField()
    sha256 = models.CharField(max_length=64)
    on_screen = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.sha256[:12]
