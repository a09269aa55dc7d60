"""Verantwoording: the case per municipality and accounting year, and what was delivered for it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Now, Round

from grants.checks.findings import Finding
from grants.enums import CbsStatus, CheckState, FigureSource, JustificationState, UploadKind
from grants.transitions.justifications import JUSTIFICATION_MOVES
from pmg.casework.models import Case, Event

from .awards import Award
from .findings import StoredFinding
from .schemes import AccountingYear


class EndOfDay(Func):
    """The moment at which a day ends in Amsterdam, as PostgreSQL reckons it."""

    template = "((%(expressions)s + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam')"
    output_field = models.DateTimeField()


class Justification(Case):
    """Verantwoording over jaar T: statement, SiSa package or indicators, and the judgement.

    `due_on` is the case's own date: that of the year, until a postponement moves it. What was
    submitted has been waiting since then; what was not, since the end of the day it was due.
    `accepted` (whole euros) and `motivation` are the assessor's proposal until the case is judged.
    """

    moves = JUSTIFICATION_MOVES

    state = models.CharField("status", max_length=40, choices=JustificationState, editable=False)
    award = models.ForeignKey(Award, models.PROTECT, related_name="justifications")
    accounting_year = models.ForeignKey(
        AccountingYear, models.PROTECT, related_name="justifications"
    )
    submitted = models.ForeignKey(
        "grants.StatementVersion", models.PROTECT, null=True, related_name="+"
    )
    package = models.ForeignKey("grants.Upload", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField("uiterlijk indienen")
    submitted_on = models.DateTimeField("laatst ingediend", null=True)
    postponement_asked_on = models.DateTimeField("uitstel gevraagd, nog niet beslist", null=True)
    waiting_since = models.GeneratedField(
        expression=Coalesce(F("submitted_on"), EndOfDay(F("due_on"))),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    accepted = models.DecimalField("geaccepteerd", max_digits=14, decimal_places=2, null=True)
    motivation = models.TextField("motivering", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_justification", fields=["award", "accounting_year"]),
            models.CheckConstraint(
                name="accepted_in_whole_euros",
                condition=Q(accepted=None) | Q(accepted=Round("accepted"), accepted__gte=0),
            ),
            models.CheckConstraint(
                name="justification_has_municipality",
                condition=Q(municipality__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="justification_longest_waiting",
                fields=["waiting_since", "id"],
                condition=~Q(state=JustificationState.JUDGED),
            ),
            models.Index(
                name="postponement_asked",
                fields=["postponement_asked_on", "id"],
                condition=Q(postponement_asked_on__isnull=False),
            ),
            models.Index(
                name="justification_still_due",
                fields=["due_on", "id"],
                condition=Q(state=JustificationState.OPEN),
            ),
        ]

    def __str__(self) -> str:
        return f"verantwoording {self.accounting_year_id}"


class StoredFile(models.Model):
    """Bestand, content-addressed: the bytes lie under `files/<sha256>` before this row exists."""

    APPEND_ONLY: ClassVar[bool] = True

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    stored_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.sha256[:12]


class Upload(models.Model):
    """Upload: a file somebody delivered, whatever became of it. Nothing is ever overwritten."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    justification = models.ForeignKey(Justification, models.PROTECT, related_name="uploads")
    kind = models.CharField("soort", max_length=10, choices=UploadKind)
    on_paper = models.BooleanField("door het ministerie ingevoerd van papier", default=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField("bestandsnaam", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return self.name


class Check(models.Model):
    """Voorcontrole van een upload: asked as a row, done by the worker, never recomputed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="check_run")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.get_state_display()}"


class Verdict(models.Model):
    """Uitkomst van een voorcontrole, with the version of the checks that gave it.

    `indicators` holds what was read (whole euros as strings); findings are rows beside it.
    """

    APPEND_ONLY: ClassVar[bool] = True

    check_run = models.OneToOneField(Check, models.PROTECT, related_name="verdict")
    ok = models.BooleanField()
    checks_version = models.CharField(max_length=20)
    indicators = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.summary

    @property
    def summary(self) -> str:
        """'Geen bezwaren', or how many; warnings do not count. Reads the findings."""
        errors = sum(finding.severity == "error" for finding in self.findings.all())
        if not errors:
            return "Geen bezwaren."
        return "1 bezwaar." if errors == 1 else f"{errors} bezwaren."


class FindingRow(StoredFinding):
    """Bevinding: one shortcoming with its place and its remedy."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="findings")

    def as_finding(self) -> Finding:
        """The finding as the check gave it."""
        return Finding(
            code=self.code,
            severity=self.severity,
            message=self.message,
            remedy=self.remedy,
            document=self.document,
            sheet=self.sheet,
            cell=self.cell,
        )


class StatementVersion(models.Model):
    """Versie van de aanvullende opgave: immutable, made at check, trial and submit; whole euros."""

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    justification = models.ForeignKey(Justification, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("versie")
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="versions")
    spent = models.DecimalField("besteding in jaar T", max_digits=14, decimal_places=2)
    cumulative = models.DecimalField("cumulatieve besteding", max_digits=14, decimal_places=2)
    is_final = models.BooleanField("eindverantwoording")
    explanation = models.TextField("toelichting", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="version_once", fields=["justification", "number"]),
            models.CheckConstraint(
                name="statement_in_whole_euros",
                condition=Q(spent=Round("spent"), cumulative=Round("cumulative")),
            ),
        ]

    def __str__(self) -> str:
        return f"versie {self.number}"


class StatementLine(models.Model):
    """Regel van de aanvullende opgave; whole euros, negative with an explanation."""

    APPEND_ONLY: ClassVar[bool] = True

    version = models.ForeignKey(StatementVersion, models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    activity = models.CharField("activiteit", max_length=5)
    sector = models.CharField("sector", max_length=30)
    intervention = models.CharField("interventie", max_length=200, blank=True)
    description = models.TextField("omschrijving", blank=True)
    amount = models.DecimalField("bedrag", max_digits=14, decimal_places=2)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(name="line_in_whole_euros", condition=Q(amount=Round("amount")))
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.sector}: {self.amount}"


class SisaFigure(models.Model):
    """SiSa-cijfer: our indicators as the package or the CBS gives them; whole euros.

    The newest row by `recorded_at` counts; `plausible_on` is the CBS's word, which we only record.
    `by` is who typed it in, and empty for what was read from a delivery; `delivery` is then that of
    the CBS, `received_on` the day on which the CBS had it.
    """

    APPEND_ONLY: ClassVar[bool] = True

    justification = models.ForeignKey(Justification, models.PROTECT, related_name="sisa_figures")
    source = models.CharField(max_length=10, choices=FigureSource)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    spent = models.DecimalField(max_digits=14, decimal_places=2)
    cumulative = models.DecimalField(max_digits=14, decimal_places=2)
    is_final = models.BooleanField()
    plausible_on = models.DateField(null=True)
    names_us_in_errors = models.BooleanField("foutentabel noemt onze code", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    delivery = models.ForeignKey(
        "grants.CbsDelivery", models.PROTECT, null=True, related_name="figures"
    )
    cbs_status = models.CharField(max_length=20, choices=CbsStatus, blank=True, default="")
    received_on = models.DateField("door het CBS ontvangen op", null=True)
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.spent}"


class Postponement(models.Model):
    """Uitstel voor de aanvullende opgave, verleend door het ministerie; its own deadline."""

    APPEND_ONLY: ClassVar[bool] = True

    justification = models.ForeignKey(Justification, models.PROTECT, related_name="postponements")
    due_on = models.DateField("nieuwe datum")
    reason = models.TextField("reden")
    event = models.ForeignKey(Event, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"uitstel tot en met {self.due_on}"
