"""Uitleg bij een aandachtspunt: a warning does not block, but it asks for a word."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from pmg.casework.models import Event

from .justifications import Justification, Upload


class ExplanationDraft(models.Model):
    """Concept van een uitleg: one working row per point, exactly what was typed.

    `point` names the code and the place of a warning (see grants/checks/points.py), so that a
    word written for one trial is still there after the next.
    """

    justification = models.ForeignKey(
        Justification, models.PROTECT, related_name="explanation_drafts"
    )
    point = models.CharField(max_length=400)
    text = models.TextField("uitleg", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_explanation_draft", fields=["justification", "point"])
        ]

    def __str__(self) -> str:
        return self.point


class Explanation(models.Model):
    """Uitleg zoals die is ingediend, by warning of an upload; belongs to the event that sent it."""

    APPEND_ONLY: ClassVar[bool] = True

    justification = models.ForeignKey(Justification, models.PROTECT, related_name="explanations")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="explanations")
    point = models.CharField(max_length=400)
    text = models.TextField("uitleg")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="one_explanation", fields=["event", "upload", "point"])
        ]

    def __str__(self) -> str:
        return self.point
