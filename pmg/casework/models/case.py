"""Zaak: something that goes through states, only ever by a move of its table."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from pmg.casework.table import MoveTable

from .clock import ClockTimestamp


class Case(models.Model):
    """Zaak. A subclass names its move table; `state` is only assigned by `casework.move`.

    `revision` counts the changes, so that a page drawn from an older one is recognised.
    """

    moves: ClassVar[MoveTable]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField("status", max_length=40, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    municipality = models.ForeignKey(
        "municipalities.Municipality",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        abstract = True


class Contribution(models.Model):
    """Bijdrage: who edited a case's fields, and when first in this draft. Read by the four-eyes rule.

    Autosave writes no event; this row remembers the hand all the same, and nobody can wipe it out.
    """

    APPEND_ONLY: ClassVar[bool] = True

    case_kind = models.CharField(max_length=30)
    case_id = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=ClockTimestamp())

    class Meta:
        indexes = [models.Index(name="hands_on_a_case", fields=["case_kind", "case_id"])]
