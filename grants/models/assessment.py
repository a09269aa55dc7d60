"""Beoordeling: what is accepted per line, what the scheme wants looked at, what was asked.

Rows of work are only added; of several about the same thing the newest counts.
"""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Round

from grants.enums import Outcome, ReasonUse, ReplyKind
from pmg.casework.models import Event

from .applications import Application
from .justifications import Justification, SisaFigure, StatementLine
from .progress import ProgressReport
from .schemes import Scheme


@pghistory.track()
class StandardReason(models.Model):
    """Standaardreden van een regeling: a sentence that the municipality reads."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="standard_reasons")
    use = models.CharField("gebruik", max_length=10, choices=ReasonUse)
    code = models.SlugField("code", max_length=30)
    label = models.CharField("korte naam", max_length=80)
    sentence = models.CharField("zin", max_length=300)
    place = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="reason_once", fields=["scheme", "use", "code"])
        ]

    def __str__(self) -> str:
        return self.label


@pghistory.track()
class ChecklistItem(models.Model):
    """Punt op de controlelijst van een regeling, asked from accounting year `first_year` on.

    An obligatory item that nobody ticked stops the proposal of a judgement.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="checklist_items")
    code = models.SlugField("code", max_length=30)
    label = models.CharField("punt", max_length=200)
    help = models.CharField("uitleg", max_length=300, blank=True)
    obligatory = models.BooleanField("verplicht", default=True)
    first_year = models.PositiveSmallIntegerField("vanaf verantwoordingsjaar", default=0)
    place = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(name="checklist_item_once", fields=["scheme", "code"])
        ]

    def __str__(self) -> str:
        return self.label


class LineJudgement(models.Model):
    """Oordeel over één regel van de opgave, of over het SiSa-cijfer where there is no statement.

    `accepted` is in whole euros. `sentence` is the standard reason as it read that day. Of several
    on one line the newest counts.
    """

    APPEND_ONLY: ClassVar[bool] = True

    justification = models.ForeignKey(Justification, models.PROTECT, related_name="line_judgements")
    line = models.ForeignKey(
        StatementLine, models.PROTECT, null=True, related_name="line_judgements"
    )
    figure = models.ForeignKey(
        SisaFigure, models.PROTECT, null=True, related_name="line_judgements"
    )
    outcome = models.CharField("oordeel", max_length=10, choices=Outcome)
    accepted = models.DecimalField("geaccepteerd", max_digits=14, decimal_places=2)
    standard = models.ForeignKey(StandardReason, models.PROTECT, null=True, related_name="+")
    sentence = models.CharField("standaardreden", max_length=300, blank=True)
    remark = models.TextField("eigen reden", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="judges_a_line_or_a_figure",
                condition=Q(line__isnull=True) ^ Q(figure__isnull=True),
            ),
            models.CheckConstraint(
                name="line_accepted_in_whole_euros", condition=Q(accepted=Round("accepted"))
            ),
            models.CheckConstraint(
                name="rejected_accepts_nothing",
                condition=~Q(outcome="rejected") | Q(accepted=0),
            ),
            models.CheckConstraint(
                name="less_has_a_reason",
                condition=Q(outcome="accepted") | ~Q(sentence="") | ~Q(remark=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.accepted}"

    @property
    def reason(self) -> str:
        """Reden: the standard sentence, then the own words."""
        return " ".join(part for part in (self.sentence, self.remark) if part)


class ChecklistMark(models.Model):
    """Afgevinkt punt, or one that was opened again: who, when, and with what remark."""

    APPEND_ONLY: ClassVar[bool] = True

    justification = models.ForeignKey(Justification, models.PROTECT, related_name="checklist_marks")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="marks")
    done = models.BooleanField("gedaan")
    remark = models.TextField("opmerking", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.item_id}: {'gedaan' if self.done else 'open'}"


class Question(models.Model):
    """Vraag aan de gemeente over een verantwoording, aanvraag of voortgangsrapportage; open until there is a reply.

    With `line` it is about one line of the statement, without about the whole.
    """

    APPEND_ONLY: ClassVar[bool] = True

    justification = models.ForeignKey(
        Justification, models.PROTECT, null=True, related_name="questions"
    )
    application = models.ForeignKey(
        Application, models.PROTECT, null=True, related_name="questions"
    )
    progress = models.ForeignKey(
        ProgressReport, models.PROTECT, null=True, related_name="questions"
    )
    line = models.ForeignKey(StatementLine, models.PROTECT, null=True, related_name="questions")
    text = models.TextField("vraag")
    event = models.OneToOneField(Event, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="question_about_one_case",
                condition=Q(
                    justification__isnull=False, application__isnull=True, progress__isnull=True
                )
                | Q(justification__isnull=True, application__isnull=False, progress__isnull=True)
                | Q(justification__isnull=True, application__isnull=True, progress__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def case(self) -> Justification | Application | ProgressReport:
        """The case that it is about."""
        case = self.justification or self.application or self.progress
        assert case, "a constraint says so"
        return case


class Reply(models.Model):
    """Antwoord van de gemeente, or the withdrawal of the question by the ministry: one of them."""

    APPEND_ONLY: ClassVar[bool] = True

    question = models.OneToOneField(Question, models.PROTECT, related_name="reply")
    kind = models.CharField(max_length=10, choices=ReplyKind)
    text = models.TextField("antwoord")
    event = models.OneToOneField(Event, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.text[:60]
