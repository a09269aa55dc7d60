"""Brieven: their texts per scheme, what was asked for, and the paper as it went out."""

import uuid
from typing import ClassVar

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import CheckState, LetterAct, Remedy
from grants.letters.kinds import kind_of
from grants.letters.text import faults_in
from municipalities.models import Municipality
from pmg.casework.models import Event

from .justifications import StoredFile
from .schemes import Scheme


@pghistory.track()
class LetterSender(models.Model):
    """Afzender van de brieven van een regeling: letterhead, closing, and the objection clause.

    Lines and paragraphs are told apart by line ends. `objection` stands on a beschikking only
    (art. 3:45, 6:7 Awb), `appeal` on a decision on an objection (art. 8:1 Awb).
    `pay_to` is where a municipality pays back to: account number and name.
    """

    scheme = models.OneToOneField(Scheme, models.PROTECT, related_name="letter_sender")
    ministry = models.CharField("ministerie", max_length=200)
    department = models.CharField("directie", max_length=200)
    address = models.TextField("adres")
    on_behalf = models.TextField("namens wie")
    unsigned = models.CharField("zin in plaats van handtekening", max_length=200, blank=True)
    objection = models.TextField("bezwaarclausule")
    appeal = models.TextField("beroepsclausule", blank=True)
    pay_to = models.CharField("rekening voor terugbetalingen", max_length=120, blank=True)

    def __str__(self) -> str:
        return self.department

    def clause(self, remedy: str) -> str:
        """De clausule over wat openstaat tegen een beschikking."""
        return self.appeal if remedy == Remedy.APPEAL else self.objection


@pghistory.track()
class LetterText(models.Model):
    """Brieftekst van een regeling voor één soort besluit; see grants/letters/text.py.

    `signatory` is a function, never a person.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="letter_texts")
    act = models.CharField("soort", max_length=20, choices=LetterAct)
    is_decision = models.BooleanField("is een beschikking")
    subject = models.CharField("onderwerp", max_length=200)
    body = models.TextField("tekst")
    signatory = models.CharField("functie van de ondertekenaar", max_length=120)

    class Meta:
        ordering = ["act"]
        constraints = [models.UniqueConstraint(name="letter_text_once", fields=["scheme", "act"])]

    def __str__(self) -> str:
        return f"{self.get_act_display()}"

    def clean(self) -> None:
        """Een tekst die iets noemt wat de brief niet kent, wordt niet bewaard."""
        known = kind_of(self.act).known
        faults = {
            field: faults_in(getattr(self, field), known)
            for field in ("subject", "body")
            if faults_in(getattr(self, field), known)
        }
        if faults:
            raise ValidationError(faults)


class Letter(models.Model):
    """Brief, mededeling of beschikking, asked for as a row: every word of it is frozen here.

    `event` is the act it tells of. The reference is unique, also over schemes. A decision is never
    edited: a new one `replaces` it, and both stay to be read.
    """

    APPEND_ONLY: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField("soort", max_length=20, choices=LetterAct)
    is_decision = models.BooleanField("is een beschikking")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="letters")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="letters")
    case_kind = models.CharField(max_length=30)
    case_id = models.UUIDField()
    event = models.ForeignKey(Event, models.PROTECT, related_name="letters")
    reference = models.CharField("kenmerk", max_length=80, unique=True)
    dated_on = models.DateField("datum")
    asked_on = models.DateTimeField()
    article = models.CharField("artikel", max_length=80)
    signatory = models.CharField("functie van de ondertekenaar", max_length=120)
    subject = models.CharField("onderwerp", max_length=200)
    contents = models.JSONField()
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-dated_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(name="letter_once", fields=["event", "act"]),
            models.CheckConstraint(name="letter_names_article", condition=~Q(article="")),
        ]
        indexes = [models.Index(name="letter_of_case", fields=["case_kind", "case_id"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def kind(self) -> str:
        """Mededeling of beschikking."""
        return kind_of_letter(is_decision=self.is_decision)


class LetterWork(models.Model):
    """Opdracht om een brief te maken: done by the worker, once."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="work")
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.get_state_display()}"


class LetterFile(models.Model):
    """De brief zoals die uitging: its bytes in the file store, under their SHA-256.

    `edition` names template and libraries on which the bytes depend.
    """

    APPEND_ONLY: ClassVar[bool] = True

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="paper")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    edition = models.JSONField()
    made_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"brief {self.file_id}"


class LetterOpening(models.Model):
    """Eerste opening: when somebody of the municipality first saw the letter on the portal."""

    APPEND_ONLY: ClassVar[bool] = True

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="opening")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_on = models.DateTimeField("voor het eerst geopend")

    def __str__(self) -> str:
        return f"geopend op {self.opened_on}"


def kind_of_letter(*, is_decision: bool) -> str:
    """Mededeling of beschikking; only the latter is open to objection."""
    return "beschikking" if is_decision else "mededeling"
