"""Gedeelde lessen: what municipalities let each other read, and the bundles made of it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from grants.enums import AgeBand, CheckState

from .interventions import Intervention
from .justifications import StoredFile
from .progress import ProgressReport

SEARCH_CONFIG = "public.dutch_unaccent"
"""PostgreSQL's Dutch stemmer, after accents were taken off where the extension is there."""


class Lesson(models.Model):
    """Gedeelde les (nota, lerende aanpak): marked by a municipality, in an accepted report.

    Holds what others may read and no figure. `age_bands` are those in which five or more
    participations were told, so that a small count does not show. `about` is the name of the
    intervention as it was then, empty for a lesson of the municipality as a whole.
    """

    APPEND_ONLY: ClassVar[bool] = True

    report = models.ForeignKey(ProgressReport, models.PROTECT, related_name="shared_lessons")
    intervention = models.ForeignKey(
        Intervention, models.PROTECT, null=True, related_name="shared_lessons"
    )
    about = models.CharField("interventie", max_length=200, blank=True)
    area = models.CharField("wijk", max_length=100, blank=True)
    age_bands = ArrayField(models.CharField(max_length=5, choices=AgeBand), default=list)
    factors = ArrayField(models.CharField(max_length=80), default=list)
    text = models.TextField("les")
    accepted_on = models.DateTimeField("akkoord")
    recorded_at = models.DateTimeField(db_default=Now())
    words = models.GeneratedField(
        expression=SearchVector("text", config=SEARCH_CONFIG, weight="A")
        + SearchVector("about", config=SEARCH_CONFIG, weight="B")
        + SearchVector("area", config=SEARCH_CONFIG, weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["-accepted_on", "id"]
        indexes = [
            GinIndex(name="lesson_words", fields=["words"]),
            models.Index(name="lesson_newest_first", fields=["-accepted_on", "id"]),
        ]
        constraints = [
            models.CheckConstraint(name="lesson_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"les {self.pk}"


class LessonWithdrawal(models.Model):
    """Ingetrokken les: nobody finds it any more; the report it comes from stays as it was."""

    APPEND_ONLY: ClassVar[bool] = True

    lesson = models.OneToOneField(Lesson, models.PROTECT, related_name="withdrawal")
    reason = models.TextField("reden")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"les {self.lesson_id} ingetrokken"


class LessonBundle(models.Model):
    """Lessenbundel: asked by the ministry, made by the worker as PDF/UA.

    `lessons` are the keys of the lessons as they were found when the bundle was asked, `chosen`
    the filter in words. The key of the form is the key of the row, so that a double click is one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField("titel", max_length=120)
    chosen = models.CharField("keuze", max_length=500, blank=True)
    lessons = ArrayField(models.BigIntegerField())
    state = models.CharField(max_length=10, choices=CheckState, default=CheckState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_on = models.DateTimeField("gevraagd")
    asked_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    edition = models.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="lesson_bundle_has_file_when_done",
                condition=Q(state=CheckState.DONE, file__isnull=False)
                | (~Q(state=CheckState.DONE) & Q(file=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.title
