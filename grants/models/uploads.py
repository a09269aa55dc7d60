"""Uploads die nog geen pakket zijn, en uploads die niet meer tellen."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .justifications import Justification, StoredFile, Upload


class PackagePart(models.Model):
    """Los document van het SiSa-pakket, in its slot until the package is made of them.

    `slot` is the end of the name that SiSa prescribes, empty while nobody said what it is. What
    was replaced or taken away stays, as `is_removed`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    justification = models.ForeignKey(Justification, models.PROTECT, related_name="package_parts")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    slot = models.CharField("document", max_length=100, blank=True)
    is_removed = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["on", "name"]
        constraints = [
            models.UniqueConstraint(
                name="one_part_per_slot",
                fields=["justification", "slot"],
                condition=models.Q(is_removed=False) & ~models.Q(slot=""),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Withdrawal(models.Model):
    """Ingetrokken upload: it was put in the wrong place. The file stays; it no longer counts.

    `key` is that of the form: sent twice it is one act.
    """

    APPEND_ONLY: ClassVar[bool] = True

    upload = models.OneToOneField(Upload, models.PROTECT, related_name="withdrawal")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    key = models.UUIDField(null=True, editable=False)

    def __str__(self) -> str:
        return f"ingetrokken op {self.on:%d-%m-%Y}"
