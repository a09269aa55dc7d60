"""Auditdossier: everything about one justification in one zip, asked as a row."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import CheckState

from .justifications import Justification, StoredFile


class AuditZip(models.Model):
    """Auditdossier (Comptabiliteitswet 2016, art. 7.18): asked by a person, made by the worker.

    The same content gives the same bytes, so that two dossiers can be compared by their hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    justification = models.ForeignKey(Justification, models.PROTECT, related_name="audit_zips")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateTimeField("gevraagd")
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    unscanned = models.PositiveSmallIntegerField("niet gescande bestanden", default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_on", "-asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_audit_zip_under_way",
                fields=["justification"],
                condition=Q(state=CheckState.ASKED),
            ),
            models.CheckConstraint(
                name="audit_zip_has_file_when_done",
                condition=Q(state=CheckState.DONE, file__isnull=False)
                | (~Q(state=CheckState.DONE) & Q(file=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}"
