"""Voortgangsrapportage: what was done, for whom, what changed, what was learned."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import AgeBand, AnalysisState, ProgressState, SecuringState
from grants.transitions.progress import PROGRESS_MOVES
from pmg.casework.models import Case

from .awards import Award
from .drafts import TypedPart
from .indicators import MeasuredValue
from .interventions import Intervention
from .schemes import Activity, GrantYear, Indicator


class ProgressReport(Case):
    """Voortgangsrapportage over een uitkeringsjaar, one per award and grant year."""

    moves = PROGRESS_MOVES

    state = models.CharField("status", max_length=40, choices=ProgressState, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="progress_reports")
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="progress_reports")
    analysis_state = models.CharField(
        "stand van de probleemanalyse", max_length=20, choices=AnalysisState, blank=True
    )
    analysis = models.TextField("bevindingen van de probleemanalyse", blank=True)
    securing_state = models.CharField(
        "stand van de borging", max_length=20, choices=SecuringState, blank=True
    )
    securing = models.TextField("borging", blank=True)
    bottlenecks = models.TextField("knelpunten", blank=True)
    lessons = models.TextField("wat hebt u geleerd", blank=True)
    lessons_shared = models.BooleanField("lessen delen", default=False)
    outlook = models.TextField("vooruitblik", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_progress_report", fields=["award", "grant_year"]),
            models.CheckConstraint(
                name="progress_has_municipality",
                condition=Q(municipality__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"voortgang {self.grant_year_id}"


class ProgressDraft(TypedPart):
    """Concept van een voortgangsrapportage: one row per section, so that colleagues share it."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="drafts")
    section = models.SlugField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_draft_per_section", fields=["report", "section"])
        ]

    def __str__(self) -> str:
        return self.section


class ProgressVersion(models.Model):
    """Ingediende versie: the report exactly as it was typed when it was submitted.

    `sha256` is the fingerprint of that text; the receipt shows it.
    """

    APPEND_ONLY: ClassVar[bool] = True

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    typed = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="progress_version_once", fields=["report", "number"])
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"


class InterventionProgress(models.Model):
    """Interventie in een voortgangsrapportage. Participations may be added up; youths may not."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="interventions")
    intervention = models.ForeignKey(Intervention, models.PROTECT, related_name="progress")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    area = models.CharField("wijk", max_length=100, blank=True)
    partners = models.CharField("partners", max_length=300, blank=True)
    planned_start_on = models.DateField("gepland begin", null=True, blank=True)
    started_on = models.DateField("begonnen op", null=True, blank=True)
    planned = models.PositiveIntegerField("geplande deelnames", null=True, blank=True)
    completed = models.PositiveIntegerField("afgeronde deelnames", null=True, blank=True)
    completed_under_five = models.BooleanField("minder dan 5 afgerond", default=False)
    risk_factors = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    protective_factors = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    experience = models.TextField("ervaring", blank=True)
    experience_shared = models.BooleanField("ervaring delen", default=False)

    class Meta:
        ordering = ["intervention__name", "area"]

    def __str__(self) -> str:
        return str(self.intervention_id)


class Participation(models.Model):
    """Deelnames aan een interventie per leeftijdsgroep.

    `under_five` without a count: the municipality entered 'minder dan 5' (1 to 4).
    """

    progress = models.ForeignKey(
        InterventionProgress, models.PROTECT, related_name="participations"
    )
    age_band = models.CharField(max_length=5, choices=AgeBand)
    count = models.PositiveIntegerField("aantal", null=True)
    under_five = models.BooleanField("minder dan 5", default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="participation_once", fields=["progress", "age_band"]),
            models.CheckConstraint(
                name="participation_count_or_under_five",
                condition=Q(count__isnull=True, under_five=True)
                | Q(count__isnull=False, under_five=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.age_band}: {'<5' if self.under_five else self.count}"


class UniqueYouths(models.Model):
    """Unieke jongeren per leeftijdsgroep, for the whole municipality, never summed over rows."""

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="unique_youths")
    age_band = models.CharField(max_length=5, choices=AgeBand)
    count = models.PositiveIntegerField("aantal", null=True)
    under_five = models.BooleanField("minder dan 5", default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="unique_youths_once", fields=["report", "age_band"]),
            models.CheckConstraint(
                name="youths_count_or_under_five",
                condition=Q(count__isnull=True, under_five=True)
                | Q(count__isnull=False, under_five=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.age_band}: {'<5' if self.under_five else self.count}"


class IndicatorValue(models.Model):
    """Waarde van een indicator tegenover nulmeting en streefwaarde.

    `measured` is the delivered value it was, in the vintage of the day the report was submitted.
    """

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="indicator_values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    baseline = models.DecimalField("nulmeting", max_digits=12, decimal_places=2, null=True)
    target = models.DecimalField("streefwaarde", max_digits=12, decimal_places=2, null=True)
    value = models.DecimalField("waarde", max_digits=12, decimal_places=2, null=True)
    source = models.CharField("bron", max_length=250, blank=True)
    measured = models.ForeignKey(MeasuredValue, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["indicator__code"]
        constraints = [
            models.UniqueConstraint(name="indicator_value_once", fields=["report", "indicator"])
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value}"
