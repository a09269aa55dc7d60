"""Verslagjaren: which years there are, how ready each is, and what was made of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Case, Prefetch, When

from grants.models import AccountingYear, Scheme
from reporting.differences import Difference, differences
from reporting.disclosure.publication import PublicYear
from reporting.document.texts import EDITION
from reporting.enums import FileKind
from reporting.models import RenderJob, Rendition, RenditionFile, ReportYear, Snapshot
from reporting.publisher import public_year
from reporting.queries.gathering import gather
from reporting.snapshot import FrozenYear, Status


@dataclass(frozen=True)
class YearRow:
    """Verslagjaar in de lijst; `case` is none as long as it was not frozen."""

    scheme: Scheme
    year: int
    case: ReportYear | None
    snapshot: Snapshot | None


@dataclass(frozen=True)
class ReadinessRow:
    """Gereedheid van één gemeente: what is in, what is missing, and how firm the figure is."""

    cbs_code: str
    name: str
    status: Status
    has_progress: bool
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def year_rows(*, today: datetime.date) -> list[YearRow]:
    """Every reporting year that is over, newest first, with its latest snapshot."""
    cases = {
        (case.scheme_id, case.year): case
        for case in ReportYear.objects.prefetch_related(
            Prefetch("snapshots", Snapshot.objects.defer("content"))
        )
    }
    rows = []
    years = AccountingYear.objects.filter(year__lt=today.year).select_related("scheme")
    for year in years.order_by("-year", "scheme__code"):
        case = cases.get((year.scheme_id, year.year))
        snapshots = list(case.snapshots.all()) if case else []
        rows.append(YearRow(year.scheme, year.year, case, snapshots[-1] if snapshots else None))
    return rows


def readiness(
    scheme: Scheme, year: int, *, moment: datetime.datetime
) -> tuple[FrozenYear, list[ReadinessRow]]:
    """What would be frozen today, and per municipality whether it is complete."""
    frozen = gather(scheme, year, moment=moment, edition=EDITION)
    rows = []
    for own in frozen.municipalities:
        money = own.in_year(year)
        rows.append(
            ReadinessRow(
                cbs_code=own.cbs_code,
                name=own.name,
                status=money.status if money else Status.MISSING,
                has_progress=own.progress is not None,
                missing=tuple(f"{gap.item}: {gap.reason}" for gap in own.missing),
            )
        )
    return frozen, rows


def snapshots_of(case: ReportYear) -> list[Snapshot]:
    """The versions of a year, oldest first."""
    return list(case.snapshots.order_by("version"))


def versions_of(case: ReportYear) -> list[int]:
    """The numbers of the versions of a year."""
    return list(case.snapshots.order_by("version").values_list("version", flat=True))


def two_versions(case: ReportYear, *versions: int) -> list[Snapshot]:
    """The versions asked for, in that order."""
    found = {one.version: one for one in case.snapshots.filter(version__in=versions)}
    return [found[version] for version in versions if version in found]


def latest_snapshot(year: int, scheme_code: str = "") -> Snapshot | None:
    """The newest version of a frozen year, of the scheme asked for or of the newest one."""
    found = Snapshot.objects.filter(report_year__year=year).select_related("report_year__scheme")
    if scheme_code:
        found = found.filter(report_year__scheme__code=scheme_code)
    return found.order_by("-report_year__scheme__starts_on", "-version").first()


def scheme_of(year: int, scheme_code: str = "") -> tuple[Scheme, int] | None:
    """The scheme with this accounting year (asked for, or else the newest) and the year's revision."""
    schemes = Scheme.objects.filter(accounting_years__year=year).order_by("-starts_on", "code")
    if scheme_code:
        schemes = schemes.filter(code=scheme_code)
    scheme = schemes.first()
    if scheme is None:
        return None
    case = ReportYear.objects.filter(scheme=scheme, year=year).first()
    return scheme, case.revision if case else 0


def rendition_of(snapshot: Snapshot) -> Rendition | None:
    """The newest files of a snapshot, without their bytes; the PDF first."""
    files = RenditionFile.objects.defer("content").order_by(
        Case(When(kind=FileKind.PDF, then=0), default=1), "kind"
    )
    return (
        Rendition.objects.filter(snapshot=snapshot)
        .select_related("snapshot__report_year")
        .prefetch_related(Prefetch("files", files))
        .first()
    )


def job_of(snapshot: Snapshot) -> RenderJob | None:
    """The last order to make the report of a snapshot."""
    return RenderJob.objects.filter(snapshot=snapshot).first()


def changes(snapshots: list[Snapshot], *versions: int) -> list[Difference]:
    """What one version says differently from another; of the last two unless `versions` names two.

    Small counts are hidden: each version is read as its report shows it, which rests on all
    versions before it. So `snapshots` are all versions of a year, the oldest first.
    """
    public: dict[int, PublicYear] = {}
    last: PublicYear | None = None
    for one in snapshots:
        public[one.version] = last = public_year(bytes(one.content), last)
    pair = [public[version] for version in versions or list(public)[-2:]]
    return differences(pair[0], pair[-1]) if pair else []
