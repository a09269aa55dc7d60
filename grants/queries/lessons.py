"""Gedeelde lessen zoeken. All participants see the same: what was shared, accepted and kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import F, Func, QuerySet, TextField

from grants.enums import AgeBand, CheckState
from grants.models import GrantYear, Intervention, Lesson, LessonBundle
from grants.models.lessons import SEARCH_CONFIG
from municipalities.models import Municipality

START, STOP = "\x02", "\x03"
"""Marks around a word that was found: characters that nobody types, so nothing needs escaping."""


@dataclass(frozen=True, kw_only=True)
class LessonChoice:
    """Filter op de lessen; empty means all. `grant_year` and `intervention` are keys."""

    search: str = ""
    factor: str = ""
    age_band: str = ""
    area: str = ""
    intervention: uuid.UUID | None = None
    municipality: str = ""
    grant_year: int | None = None

    @property
    def in_words(self) -> str:
        """What was chosen, as a sentence would say it."""
        return "; ".join(self._parts()) or "alle gedeelde lessen"

    def _parts(self) -> Iterator[str]:
        if self.search:
            yield f"gezocht op ‘{self.search}’"
        if self.factor:
            yield f"factor {self.factor}"
        if self.age_band:
            yield str(AgeBand(self.age_band).label)
        if self.intervention:
            yield str(Intervention.objects.get(pk=self.intervention))
        if self.area:
            yield f"wijk {self.area}"
        if self.municipality:
            yield f"gemeente {Municipality.objects.get(cbs_code=self.municipality)}"
        if self.grant_year:
            yield f"uitkeringsjaar {GrantYear.objects.get(pk=self.grant_year)}"


@dataclass(frozen=True)
class Piece:
    """Stukje tekst, found or not."""

    text: str
    found: bool


def shared_lessons() -> QuerySet[Lesson]:
    """Lessen die iedereen mag lezen, with what a page tells of each."""
    return Lesson.objects.filter(withdrawal=None).select_related(
        "report__municipality", "report__grant_year__scheme", "intervention"
    )


def found_lessons(choice: LessonChoice) -> QuerySet[Any]:
    """The shared lessons that fit; with a search each carries its text with marks, `marked`."""
    found = shared_lessons()
    if choice.search:
        query = SearchQuery(choice.search, config=SEARCH_CONFIG, search_type="websearch")
        found = found.filter(words=query).annotate(
            marked=SearchHeadline(
                "text",
                query,
                config=SEARCH_CONFIG,
                start_sel=START,
                stop_sel=STOP,
                highlight_all=True,
            )
        )
    if choice.factor:
        found = found.filter(factors__contains=[choice.factor])
    if choice.age_band:
        found = found.filter(age_bands__contains=[choice.age_band])
    if choice.area:
        found = found.filter(area__icontains=choice.area)
    if choice.intervention:
        found = found.filter(intervention=choice.intervention)
    if choice.municipality:
        found = found.filter(report__municipality__cbs_code=choice.municipality)
    if choice.grant_year:
        found = found.filter(report__grant_year=choice.grant_year)
    return found


def pieces_of(lesson: Any) -> list[Piece]:
    """The text of a lesson in pieces, so that the page can mark what was found."""
    pieces = []
    for place, part in enumerate(getattr(lesson, "marked", lesson.text).split(START)):
        marked, stop, rest = part.partition(STOP)
        if place and stop:
            pieces.append(Piece(marked, found=True))
            pieces.append(Piece(rest, found=False))
        else:
            pieces.append(Piece(part, found=False))
    return [piece for piece in pieces if piece.text]


def factors_shared() -> list[str]:
    """Factoren die bij een les staan, in order of the alphabet."""
    one = Func(F("factors"), function="unnest", output_field=TextField())
    named = Lesson.objects.filter(withdrawal=None).annotate(factor=one)
    return sorted(set(named.values_list("factor", flat=True)), key=str.casefold)


def interventions_shared() -> QuerySet[Intervention]:
    """Interventies waarover een les is gedeeld, by name."""
    told = Lesson.objects.filter(withdrawal=None).values("intervention")
    return Intervention.objects.filter(pk__in=told).order_by("name")


def municipalities_that_share() -> QuerySet[Municipality]:
    """Gemeenten die een les deelden, by name."""
    told = Lesson.objects.filter(withdrawal=None).values("report__municipality")
    return Municipality.objects.filter(pk__in=told).order_by("name")


def grant_years_shared() -> QuerySet[GrantYear]:
    """Uitkeringsjaren waarover een les is gedeeld, newest first."""
    told = Lesson.objects.filter(withdrawal=None).values("report__grant_year")
    return GrantYear.objects.filter(pk__in=told).select_related("scheme").order_by("-starts_on")


@dataclass(frozen=True)
class Chapter:
    """Hoofdstuk van een bundel: the lessons about one intervention, or about the whole approach."""

    title: str
    lessons: list[Lesson]


def lessons_in(bundle: LessonBundle) -> list[Lesson]:
    """De lessen van een bundel, by intervention and then by municipality."""
    return list(
        shared_lessons()
        .filter(pk__in=bundle.lessons)
        .order_by("about", "report__municipality__name", "-report__grant_year__starts_on", "pk")
    )


def chapters_of(lessons: list[Lesson]) -> list[Chapter]:
    """Lessen per interventie; those about the whole approach come first."""
    return [
        Chapter(about or "Over de hele aanpak", list(rows))
        for about, rows in groupby(lessons, key=lambda lesson: lesson.about)
    ]


def bundles() -> QuerySet[LessonBundle]:
    """Lessenbundels, the newest first."""
    return LessonBundle.objects.select_related("file", "asked_by").order_by("-asked_on", "id")


def is_waiting(rows: list[LessonBundle]) -> bool:
    """Whether the worker still makes one of these."""
    return any(row.state == CheckState.ASKED for row in rows)
