"""Correctie na indienen: the permission, what is being explained, and what was changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Round

from grants.enums import CorrectionState, FigureUnit
from grants.transitions.corrections import CORRECTION_MOVES
from pmg.casework.models import Case

from .justifications import Justification, SisaFigure, StatementVersion


class Correction(Case):
    """Correctie op een ingediende verantwoording: asked for, allowed, and sent in.

    `before` and `figure_before` are what stood when it was opened, `after` is what came in its
    place; all of them stay readable. What was uploaded since `consented_on` belongs to it.
    """

    moves = CORRECTION_MOVES

    state = models.CharField("status", max_length=40, choices=CorrectionState, editable=False)
    justification = models.ForeignKey(Justification, models.PROTECT, related_name="corrections")
    before = models.ForeignKey(StatementVersion, models.PROTECT, related_name="+")
    figure_before = models.ForeignKey(SisaFigure, models.PROTECT, null=True, related_name="+")
    after = models.ForeignKey(StatementVersion, models.PROTECT, null=True, related_name="+")
    asked_by_ministry = models.BooleanField("gevraagd door het ministerie", default=False)
    opened_on = models.DateTimeField()
    consented_on = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_correction_at_a_time",
                fields=["justification"],
                condition=Q(state__in=["requested", "consented"]),
            ),
            models.CheckConstraint(
                name="correction_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"correctie van {self.opened_on:%d-%m-%Y}"


class CorrectionDraft(models.Model):
    """Concept van een reden: one working row per figure, exactly what was typed."""

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="drafts")
    figure = models.CharField(max_length=300)
    reason = models.TextField("reden", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_draft_per_figure", fields=["correction", "figure"])
        ]

    def __str__(self) -> str:
        return self.figure


class CorrectedFigure(models.Model):
    """Gecorrigeerd cijfer: what it was, what it became and why. Amounts in whole euros.

    A line that came or went has None on one side; a yes or no is 1 or 0.
    """

    APPEND_ONLY: ClassVar[bool] = True

    correction = models.ForeignKey(Correction, models.PROTECT, related_name="figures")
    place = models.PositiveIntegerField()
    figure = models.CharField(max_length=300)
    label = models.CharField("cijfer", max_length=400)
    unit = models.CharField(max_length=10, choices=FigureUnit)
    old = models.DecimalField("was", max_digits=14, decimal_places=2, null=True)
    new = models.DecimalField("wordt", max_digits=14, decimal_places=2, null=True)
    reason = models.TextField("reden")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="figure_once", fields=["correction", "figure"]),
            models.CheckConstraint(
                name="correction_in_whole_euros",
                condition=(Q(old=None) | Q(old=Round("old"))) & (Q(new=None) | Q(new=Round("new"))),
            ),
        ]

    def __str__(self) -> str:
        return self.label
