"""Gemeente: a municipality that may take part in a scheme."""

import uuid

import pghistory
from django.core.validators import RegexValidator
from django.db import models

from municipalities.enums import SafetyRegion


@pghistory.track()
class Municipality(models.Model):
    """Gemeente, known by its CBS code (GM0513)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cbs_code = models.CharField(
        "CBS-code", max_length=6, unique=True, validators=[RegexValidator(r"^GM\d{4}$")]
    )
    name = models.CharField("naam", max_length=80)
    province = models.CharField("provincie", max_length=40)
    safety_region = models.CharField("veiligheidsregio", max_length=4, choices=SafetyRegion)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "municipalities"

    def __str__(self) -> str:
        return self.name

    @property
    def digits(self) -> str:
        """The four digits of the CBS code, as they stand in file names (0513)."""
        return self.cbs_code[2:]
