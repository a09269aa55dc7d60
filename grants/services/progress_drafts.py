"""Concept van een voortgangsrapportage opslaan: nothing is refused, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from grants.enums import ProgressSection
from grants.models import ProgressDraft, ProgressReport
from grants.transitions.progress import PROGRESS_MOVES
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import contribute

from .drafting import Posted, SavedPage, save_each, store_section

ReportSaved = SavedPage[ProgressSection, ProgressDraft]


@transaction.atomic
def save_section(
    *,
    report: ProgressReport,
    section: ProgressSection,
    raw: Mapping[str, str],
    seen_revision: int,
    by: User,
) -> ProgressDraft:
    """Onderdeel opslaan exactly as typed, also when it is not valid; writes no event.

    Raises StaleSection when a colleague saved it since, NotAllowed, and MoveRefused when the
    report is not in a draft state.
    """
    locked = ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    _check_may_write(locked, by=by)
    # The lock on the report keeps this row still as well, also when it is not there yet.
    draft = ProgressDraft.objects.filter(report=locked, section=section).first()
    if draft is None:
        draft = ProgressDraft(report=locked, section=section)
    if store_section(draft, section, Posted(raw, seen_revision), by=by):
        contribute(locked, by=by)
    return draft


@transaction.atomic
def save_page(
    *, report: ProgressReport, sections: Mapping[ProgressSection, Posted], by: User
) -> ReportSaved:
    """Pagina opslaan: each section by itself.

    Raises NotAllowed, and MoveRefused when the report is not in a draft state.
    """

    def save(section: ProgressSection, typed: Posted) -> ProgressDraft:
        return save_section(
            report=report,
            section=section,
            raw=typed.raw,
            seen_revision=typed.seen_revision,
            by=by,
        )

    return save_each(sections, save)


def _check_may_write(report: ProgressReport, *, by: User) -> None:
    if not by.has_role(Role.PROJECT_LEADER, municipality_id=report.municipality_id):
        raise NotAllowed("Alleen de projectleider van de gemeente vult de rapportage in.")
    if report.state not in PROGRESS_MOVES.drafts:
        raise MoveRefused("Deze rapportage is ingediend en kan nu niet worden gewijzigd.")
