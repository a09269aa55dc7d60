"""Teksten van een verslagjaar: the latest of each field, and whether its figures still stand."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from grants.models import Scheme
from reporting.document.texts import EDITION
from reporting.enums import Paper
from reporting.figures import Figures
from reporting.models import Snapshot, TextDraft, TextRemark, TextVersion
from reporting.publisher import public_year
from reporting.queries.gathering import gather
from reporting.quotes.named import Quote
from reporting.quotes.references import fill
from reporting.snapshot import to_bytes
from reporting.writing.checks import faults_of
from reporting.writing.fields import FIELDS, Field, fields_of
from reporting.writing.texts import Texts


@dataclass(frozen=True)
class Changed:
    """Een cijfer dat anders is dan toen de tekst werd geschreven; `now` is none once it is gone."""

    label: str
    name: str
    before: str
    now: str | None


@dataclass(frozen=True)
class TextRow:
    """Een tekstveld in de lijst, with everything that asks for attention."""

    field: Field
    version: TextVersion | None
    draft: TextDraft | None
    open_remarks: int
    changed: list[Changed] = dataclasses.field(default_factory=list)
    faults: list[str] = dataclasses.field(default_factory=list)

    @property
    def has_newer_draft(self) -> bool:
        """Whether somebody typed what is in no version yet."""
        kept = self.version.text if self.version else ""
        return self.draft is not None and self.draft.text != kept

    @property
    def is_lacking(self) -> bool:
        """Whether the paper cannot go without this field, and it is empty."""
        written = self.version.text.strip() if self.version else ""
        return self.field.is_required and not (written or self.field.standard)


def versions_of(scheme_id: UUID, year: int, name: str) -> QuerySet[TextVersion]:
    """All versions of one field, the oldest first."""
    return TextVersion.objects.filter(scheme_id=scheme_id, year=year, field=name).select_related(
        "by"
    )


def latest_versions(scheme_id: UUID, year: int) -> dict[str, TextVersion]:
    """The newest version of each field; one query."""
    rows = TextVersion.objects.filter(scheme_id=scheme_id, year=year).select_related("by")
    newest = rows.order_by("field", "-number").distinct("field")
    return {one.field: one for one in newest if one.field in FIELDS}


def latest_texts(scheme_id: UUID, year: int) -> Texts:
    """The texts of a year as they stand now; drafts do not count."""
    versions = latest_versions(scheme_id, year)
    return Texts({name: one.text for name, one in versions.items() if one.text.strip()})


def figures_now(scheme: Scheme, year: int, *, moment: datetime.datetime) -> Figures:
    """The figures of the newest snapshot, or what would be frozen at `moment`; small counts hidden."""
    contents = Snapshot.objects.filter(report_year__scheme=scheme, report_year__year=year)
    public = None
    for content in contents.order_by("version").values_list("content", flat=True):
        public = public_year(bytes(content), public)
    if public is None:
        public = public_year(to_bytes(gather(scheme, year, moment=moment, edition=EDITION)))
    return Figures(public)


def changed_figures(version: TextVersion, known: Mapping[str, Quote]) -> list[Changed]:
    """De cijfers in een tekst die intussen anders zijn."""
    return [
        Changed(
            label=known[name].label if name in known else name,
            name=name,
            before=before,
            now=known[name].text if name in known else None,
        )
        for name, before in version.quoted.items()
        if name not in known or known[name].text != before
    ]


def text_rows(scheme_id: UUID, year: int, known: Mapping[str, Quote]) -> list[TextRow]:
    """Every field in the order of the papers, with its state; three queries."""
    versions = latest_versions(scheme_id, year)
    of_year = {"scheme_id": scheme_id, "year": year}
    drafts = {one.field: one for one in TextDraft.objects.filter(**of_year)}
    remarks = TextRemark.objects.filter(**of_year, resolved_on=None).order_by()
    counts = dict(remarks.values_list("field").annotate(Count("pk")))
    return [
        TextRow(
            field=one,
            version=(version := versions.get(name)),
            draft=drafts.get(name),
            open_remarks=counts.get(name, 0),
            changed=changed_figures(version, known) if version else [],
            faults=faults_of(one, version.text, known) if version else [],
        )
        for name, one in FIELDS.items()
    ]


@dataclass(frozen=True)
class OpenPoints:
    """Wat nog moet voordat een stuk de deur uit kan: texts by what is the matter with them."""

    stale: list[TextRow]
    faulty: list[TextRow]
    lacking: list[TextRow]
    remarked: list[TextRow]

    @property
    def stops(self) -> bool:
        """Whether the paper cannot go like this; an open remark is no obstacle by itself."""
        return bool(self.stale or self.faulty or self.lacking)


def open_points(rows: list[TextRow], paper: Paper | None = None) -> OpenPoints:
    """What is left to do, of one paper or of all."""
    own = rows if paper is None else [one for one in rows if one.field in fields_of(paper)]
    return OpenPoints(
        stale=[one for one in own if one.changed],
        faulty=[one for one in own if one.faults],
        lacking=[one for one in own if one.is_lacking],
        remarked=[one for one in own if one.open_remarks],
    )


@dataclass(frozen=True)
class LastYear:
    """De tekst van vorig jaar: as it read then, and as it was written."""

    year: int
    text: str
    source: str


def last_year(scheme_id: UUID, year: int, name: str) -> LastYear | None:
    """What was written in this field a year before, if anything."""
    version = versions_of(scheme_id, year - 1, name).last()
    if version is None or not version.text.strip():
        return None
    return LastYear(year - 1, fill(version.text, version.quoted), version.text)


def draft_of(scheme_id: UUID, year: int, name: str) -> TextDraft | None:
    """The draft of a field, if anybody began one."""
    drafts = TextDraft.objects.filter(scheme_id=scheme_id, year=year, field=name)
    return drafts.select_related("by").first()


def remarks_on(scheme_id: UUID, year: int, name: str) -> QuerySet[TextRemark]:
    """Opmerkingen bij een tekst, the open ones first."""
    remarks = TextRemark.objects.filter(scheme_id=scheme_id, year=year, field=name)
    return remarks.select_related("by", "resolved_by").order_by("-resolved_on", "on")


def remark(pk: UUID) -> TextRemark | None:
    """One remark by its key."""
    return TextRemark.objects.select_related("scheme").filter(pk=pk).first()
