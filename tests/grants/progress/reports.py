"""Open and delivered reports for tests."""

from __future__ import annotations

from grants.checks.progress_content import ProgressContent
from grants.enums import EvidenceLevel
from grants.models import Award, GrantYear, Intervention, ProgressReport
from grants.services.progress import deliver
from grants.services.progress_opening import open_progress_reports
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.accounts.services.machines import machine
from pmg.casework.moves import Door
from tests.factories import at, make_award, make_scheme, make_user, municipality

from .contents import ALLEEN_JIJ, make_content


def make_intervention(name: str = "Alleen jij bepaalt wie je bent") -> Intervention:
    return Intervention.objects.get_or_create(
        name=name,
        defaults={"evidence_level": EvidenceLevel.GOOD, "evidence_source": "Databank, 2023"}
        | ({"pk": ALLEEN_JIJ} if name.startswith("Alleen jij") else {}),
    )[0]


def make_report(code: str = "GM0513", *, award: Award | None = None) -> ProgressReport:
    """An open report over 2024/25 of a municipality with a granted award."""
    make_intervention()
    award = award or make_award(make_scheme(), municipality(code))
    open_progress_reports(
        grant_year=first_year(award), by=machine(), on=at(2025, 7, 1), door=Door.DEMO
    )
    return award.progress_reports.get()


def first_year(award: Award) -> GrantYear:
    return award.scheme.grant_years.get(label="2024/25")


def make_leader(report: ProgressReport) -> User:
    return make_user(Role.PROJECT_LEADER, report.municipality)


def make_signatory(report: ProgressReport) -> User:
    return make_user(Role.SIGNATORY, report.municipality)


def deliver_report(
    report: ProgressReport, by: User | None = None, content: ProgressContent | None = None
) -> User:
    """Delivers a complete report in September 2025; gives the project leader."""
    leader = by or make_leader(report)
    deliver(
        report=report,
        content=content or make_content(),
        by=leader,
        signed_by=make_signatory(report),
        on=at(2025, 9, 12),
        door=Door.DEMO,
    )
    return leader
