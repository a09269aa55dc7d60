"""Selectie van de gemeenten: figures as they were uploaded, and each run over them."""

import uuid
from typing import ClassVar

from django.conf import settings as configuration
from django.db import models
from django.db.models.functions import Now

from .justifications import StoredFile
from .schemes import Scheme


class SelectionInput(models.Model):
    """Cijfers voor een selectie: inhabitants and figures per municipality, as they were read."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="selection_inputs")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    indicators = models.JSONField()
    rows = models.JSONField()
    by = models.ForeignKey(configuration.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return self.name


class SelectionRun(models.Model):
    """Berekening van een selectie: settings and outcome with their hashes; never changed.

    The recipients follow from the regulation, never from this.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    input = models.ForeignKey(SelectionInput, models.PROTECT, related_name="runs")
    settings = models.JSONField()
    input_hash = models.CharField(max_length=64)
    outcome = models.JSONField()
    outcome_hash = models.CharField(max_length=64)
    tie_at_cut = models.BooleanField()
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated_by")
    by = models.ForeignKey(configuration.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return self.outcome_hash[:12]
