"""Feitencheck: which municipality looks at its page of which version, and who may."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from pmg.casework.models import Case
from reporting.enums import FactCheckState
from reporting.fact_checks import FACT_CHECK_MOVES

from .years import ReportYear, Snapshot


class FactCheck(Case):
    """Feitencheck van één gemeente: one per reporting year, about one version of its figures.

    `remark` is what the municipality says, `reply` what the ministry did with it.
    """

    moves = FACT_CHECK_MOVES

    state = models.CharField("status", max_length=40, choices=FactCheckState, editable=False)
    report_year = models.ForeignKey(ReportYear, models.PROTECT, related_name="fact_checks")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="+")
    due_on = models.DateField("uiterlijk")
    remark = models.TextField("opmerking", blank=True)
    reply = models.TextField("antwoord", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_fact_check", fields=["report_year", "municipality"]),
            models.CheckConstraint(
                name="fact_check_is_of_somebody", condition=Q(municipality__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"feitencheck {self.get_state_display()}"


class FactCheckReader(models.Model):
    """Genoemde persoon: may see the page of the own municipality before Parliament does."""

    APPEND_ONLY: ClassVar[bool] = True

    fact_check = models.ForeignKey(FactCheck, models.PROTECT, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="named_once", fields=["fact_check", "user"])]

    def __str__(self) -> str:
        return str(self.user)
