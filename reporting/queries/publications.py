"""Openbare versies: what is out, what was withdrawn, and the files that anybody may have.

Only what was sent has a row here, so that nothing else can be found by guessing: an unknown year
and one that is not out give the same answer, after the same question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from reporting.enums import INSIDE, FileKind
from reporting.models import Publication, RenditionFile

ORDER = [kind.value for kind in FileKind]


@dataclass(frozen=True)
class PublicYear:
    """Openbaar verslagjaar: all versions that were ever out, the newest first."""

    publications: tuple[Publication, ...]

    @property
    def newest(self) -> Publication:
        return self.publications[0]

    @property
    def standing(self) -> Publication | None:
        """The version that counts: the newest that was not withdrawn."""
        return next((one for one in self.publications if not one.is_withdrawn), None)

    @property
    def earlier(self) -> list[Publication]:
        """The other versions, replaced or withdrawn."""
        return [one for one in self.publications if one != self.standing]


def publications() -> QuerySet[Publication]:
    """Every version that was sent, the newest year and number first."""
    return Publication.objects.select_related(
        "report_year__scheme", "withdrawal", "rendition"
    ).order_by("-report_year__year", "report_year__scheme__code", "-number")


def public_years() -> list[PublicYear]:
    """Every year of which a version was ever out, the newest first; one query."""
    years: dict[object, list[Publication]] = {}
    for one in publications():
        years.setdefault(one.report_year_id, []).append(one)
    return [PublicYear(tuple(found)) for found in years.values()]


def public_year(code: str, year: int) -> PublicYear | None:
    """One year with the files of each version, without their bytes; two queries."""
    files = RenditionFile.objects.exclude(kind__in=INSIDE).defer("content")
    found = (
        publications()
        .filter(report_year__scheme__code=code, report_year__year=year)
        .prefetch_related(Prefetch("rendition__files", files))
    )
    return PublicYear(tuple(found)) if found else None


def in_order(files: Iterable[RenditionFile]) -> list[RenditionFile]:
    """The files as people look for them: the report first, data last."""
    return sorted(files, key=lambda one: ORDER.index(one.kind))


def public_file(
    code: str, year: int, number: int, name: str
) -> tuple[Publication, RenditionFile] | None:
    """Een bestand van een openbare versie, with its bytes, also of one that was withdrawn.

    What holds names of officials is in no public version (nota, 5). What is not there costs one
    query, whatever it was.
    """
    found = (
        RenditionFile.objects.exclude(kind__in=INSIDE)
        .filter(
            name=name,
            rendition__publications__number=number,
            rendition__publications__report_year__year=year,
            rendition__publications__report_year__scheme__code=code,
        )
        .first()
    )
    if found is None:
        return None
    publication = publications().get(
        number=number, report_year__year=year, report_year__scheme__code=code
    )
    return publication, found
