"""Aanvraag: the case in which a municipality asks for a grant, and what was judged of it."""

import uuid
from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from grants.enums import Advice, ApplicationSection, ApplicationState, CriterionOutcome
from grants.transitions.applications import APPLICATION_MOVES
from pmg.casework.models import Case

from .drafts import TypedPart
from .justifications import StoredFile
from .schemes import Activity, GrantYear, Scheme, Sector

ENDED_WITHOUT = (ApplicationState.REFUSED, ApplicationState.SET_ASIDE, ApplicationState.WITHDRAWN)
"""The states after which a municipality may apply again."""


@pghistory.track()
class ApplicationTerms(models.Model):
    """Aanvraagtermijnen van een regeling. A scheme without them takes no applications.

    The decision is due `decision_weeks` after an application came in (Awb 4:13); the time a
    municipality takes to complete it does not count (Awb 4:15).
    """

    scheme = models.OneToOneField(Scheme, models.PROTECT, related_name="application_terms")
    opens_on = models.DateField("aanvragen vanaf")
    closes_on = models.DateField("aanvragen tot en met", null=True, blank=True)
    decision_weeks = models.PositiveSmallIntegerField("weken om te beslissen")
    completion_days = models.PositiveSmallIntegerField("dagen om aan te vullen")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="application_window_in_order",
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
            )
        ]

    def __str__(self) -> str:
        return f"aanvragen vanaf {self.opens_on}"


@pghistory.track()
class Criterion(models.Model):
    """Criterium waaraan een aanvraag wordt getoetst; `help` is what the assessor looks for."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="criteria")
    code = models.SlugField("code", max_length=30)
    label = models.CharField("criterium", max_length=200)
    help = models.CharField("uitleg", max_length=300, blank=True)
    place = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(name="criterion_once", fields=["scheme", "code"])]

    def __str__(self) -> str:
        return self.label


class Application(Case):
    """Aanvraag van een gemeente (regeling art. 2): one at a time per scheme and municipality.

    `decide_by` is the day on which the decision is due, `complete_by` the last day to complete it.
    `advice` with its reason is the assessor's until there is a decision.
    """

    moves = APPLICATION_MOVES

    state = models.CharField("status", max_length=40, choices=ApplicationState, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="applications")
    reference = models.CharField("aanvraagnummer", max_length=60, unique=True)
    submitted = models.ForeignKey(
        "grants.ApplicationVersion", models.PROTECT, null=True, related_name="+"
    )
    submitted_on = models.DateTimeField("laatst ingediend", null=True)
    complete_by = models.DateField("aanvullen tot en met", null=True)
    decide_by = models.DateField("beslissen tot en met", null=True)
    advice = models.CharField("advies", max_length=10, choices=Advice, blank=True)
    motivation = models.TextField("motivering van het advies", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_application",
                fields=["scheme", "municipality"],
                condition=~Q(state__in=ENDED_WITHOUT),
            ),
            models.CheckConstraint(
                name="application_has_municipality", condition=Q(municipality__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="application_decide_by", fields=["decide_by", "id"]),
        ]

    def __str__(self) -> str:
        return self.reference


class ApplicationDraft(TypedPart):
    """Concept van een aanvraag: one row per section, so that colleagues share it."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="drafts")
    section = models.CharField(max_length=30, choices=ApplicationSection)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_application_draft_per_section", fields=["application", "section"]
            )
        ]

    def __str__(self) -> str:
        return self.section


class Attachment(models.Model):
    """Bijlage bij een aanvraag. What was taken away stays, as `is_removed`, and can be put back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, models.PROTECT, related_name="attachments")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    is_removed = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["on", "name"]

    def __str__(self) -> str:
        return self.name


class ApplicationVersion(models.Model):
    """Ingediende versie: the application exactly as it was typed when it was submitted.

    `sha256` is the fingerprint of that text; the receipt shows it. `requested` in euros.
    """

    APPEND_ONLY: ClassVar[bool] = True

    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    typed = models.JSONField()
    sha256 = models.CharField(max_length=64)
    requested = models.DecimalField("aangevraagd", max_digits=14, decimal_places=2)
    iban = models.CharField("IBAN", max_length=34)
    attachments = models.ManyToManyField(Attachment, through="AttachedFile", related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="application_version_once", fields=["application", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"


class AttachedFile(models.Model):
    """Bijlage die bij een ingediende versie hoort."""

    APPEND_ONLY: ClassVar[bool] = True

    version = models.ForeignKey(ApplicationVersion, models.PROTECT, related_name="+")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="attached_once", fields=["version", "attachment"])
        ]

    def __str__(self) -> str:
        return str(self.attachment_id)


class BudgetLine(models.Model):
    """Begrotingsregel van een ingediende versie, per uitkeringsjaar; euros."""

    APPEND_ONLY: ClassVar[bool] = True

    version = models.ForeignKey(ApplicationVersion, models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    grant_year = models.ForeignKey(GrantYear, models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    sector = models.ForeignKey(Sector, models.PROTECT, related_name="+")
    intervention = models.ForeignKey(
        "grants.Intervention", models.PROTECT, null=True, related_name="+"
    )
    description = models.CharField("omschrijving", max_length=300, blank=True)
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["place", "grant_year__starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="budget_line_once", fields=["version", "place", "grant_year"]
            ),
            models.CheckConstraint(name="budget_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.amount}"


class CriterionVerdict(models.Model):
    """Oordeel over één criterium, with its reason. Of several on one criterion the newest counts.

    `text` is the criterion as it read that day.
    """

    APPEND_ONLY: ClassVar[bool] = True

    application = models.ForeignKey(Application, models.PROTECT, related_name="verdicts")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="verdicts")
    text = models.CharField("criterium", max_length=200)
    outcome = models.CharField("oordeel", max_length=10, choices=CriterionOutcome)
    reason = models.TextField("reden")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="criterion_verdict_has_reason", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_outcome_display()}"
