"""Who read or took what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from pmg.accounts.enums import Purpose

from .people import User


class AccessRecord(models.Model):
    """Inzage: a page that was read, or a file that was taken, which has to be accounted for.

    `view` is the name of the page, `object` what its address pointed at, `query` the filter.
    """

    APPEND_ONLY: ClassVar[bool] = True

    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("op", db_default=Now(), editable=False)
    purpose = models.CharField("doel", max_length=10, choices=Purpose)
    view = models.CharField("pagina", max_length=80)
    object = models.TextField("voorwerp", blank=True)
    query = models.TextField("filter", blank=True)
    municipality = models.ForeignKey(
        "municipalities.Municipality", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        indexes = [
            models.Index(name="access_at", fields=["-at", "-id"]),
            models.Index(name="access_by", fields=["by", "-at"]),
            models.Index(name="access_of", fields=["municipality", "-at"]),
        ]

    def __str__(self) -> str:
        return f"{self.view} {self.object}"
