"""Concept: what was typed and not yet handed in. A working row, kept apart from what counts."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class TypedPart(models.Model):
    """Deel van een concept: exactly what was typed, also what is not valid.

    Its revision keeps two colleagues from overwriting each other.
    """

    raw = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True
