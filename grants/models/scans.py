"""Virusscan: what the scanner said of the bytes of a file."""

from django.db import models
from django.db.models.functions import Now

from grants.enums import ScanState

from .justifications import StoredFile


class Scan(models.Model):
    """Virusscan van een bestand: asked as a row, and tried until the scanner gave an answer.

    `virus` is what the scanner calls it; `trouble` says why the last attempt gave no answer.
    """

    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="scan")
    state = models.CharField(max_length=10, choices=ScanState, default=ScanState.ASKED)
    virus = models.CharField(max_length=200, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(db_default=Now())
    tried_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.get_state_display())
