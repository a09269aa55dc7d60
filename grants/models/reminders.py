"""Herinneringsregel: when the scheme wants whom reminded of what."""

import pghistory
from django.db import models
from django.db.models import Q

from grants.enums import Anchor, TaskKind

from .schemes import Scheme


@pghistory.track()
class ReminderRule(models.Model):
    """Herinneringsregel van een regeling: `days` before (negative) or after its anchor.

    Counted in calendar days or in working days. Who gets it follows from the state of the case.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="reminder_rules")
    code = models.SlugField("code", max_length=40)
    kind = models.CharField("taak", max_length=20, choices=TaskKind)
    anchor = models.CharField("gerekend vanaf", max_length=20, choices=Anchor)
    days = models.SmallIntegerField("dagen", default=0)
    in_working_days = models.BooleanField("werkdagen", default=False)

    class Meta:
        ordering = ["kind", "anchor", "days"]
        constraints = [
            models.UniqueConstraint(name="reminder_rule_once", fields=["scheme", "code"]),
            models.CheckConstraint(
                name="only_the_due_date_has_days", condition=Q(anchor="due") | Q(days=0)
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def when(self) -> str:
        """`5 werkdagen voor de uiterste datum`."""
        if not self.days:
            return "op " + self.get_anchor_display()
        unit = ("werkdag" if self.in_working_days else "dag") + ("en" if abs(self.days) > 1 else "")
        side = "voor" if self.days < 0 else "na"
        return f"{abs(self.days)} {unit} {side} {self.get_anchor_display()}"
