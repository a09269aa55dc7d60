"""Ontvangstbewijs, and the files that the worker makes ready for somebody to take along."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import CheckState, PreparedKind
from pmg.casework.models import Event

from .applications import Application
from .justifications import Check, Justification, StoredFile


class Receipt(models.Model):
    """Ontvangstbewijs van een ingediende verantwoording of aanvraag; one for each time.

    Whoever has the paper reads `reference` and `code` on it: together they prove that it is ours.
    """

    APPEND_ONLY: ClassVar[bool] = True

    event = models.OneToOneField(Event, models.PROTECT, related_name="receipt")
    justification = models.ForeignKey(
        Justification, models.PROTECT, null=True, related_name="receipts"
    )
    application = models.ForeignKey(Application, models.PROTECT, null=True, related_name="receipts")
    reference = models.CharField("nummer", max_length=40, unique=True)
    code = models.CharField("controlecode", max_length=20)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="receipt_of_one_case",
                condition=Q(justification__isnull=True) ^ Q(application__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.reference


class PreparedFile(models.Model):
    """Klaargezet bestand: asked for as a row, made once by the worker, then served as it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=20, choices=PreparedKind)
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="prepared")
    check_run = models.ForeignKey(Check, models.PROTECT, null=True, related_name="prepared")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="prepared")
    name = models.CharField("bestandsnaam", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_prepared_per_receipt",
                fields=["kind", "receipt"],
                condition=Q(receipt__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_prepared_per_check",
                fields=["kind", "check_run"],
                condition=Q(check_run__isnull=False),
            ),
            models.CheckConstraint(
                name="prepared_of_one_thing",
                condition=Q(receipt__isnull=False, check_run__isnull=True)
                | Q(receipt__isnull=True, check_run__isnull=False),
            ),
            models.CheckConstraint(
                name="prepared_has_its_file",
                condition=~Q(state="done") | Q(file__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
