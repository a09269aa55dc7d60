"""Concept van een voortgangsrapportage opslaan: nothing is refused, nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from grants.enums import ProgressSection
from grants.models import ProgressDraft, ProgressReport
from grants.models.drafts import TypedPart
from grants.transitions.progress import PROGRESS_MOVES
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import contribute

from .drafting import Posted, StaleText, store_typed


class StaleSection(StaleText):
    """A colleague saved this section after the page was drawn; both texts are kept."""

    def __init__(
        self, section: ProgressSection, stored: TypedPart, typed: Mapping[str, str]
    ) -> None:
        self.section = section
        super().__init__(str(section.label), stored, typed)


@dataclass(frozen=True)
class SavedPage:
    """Uitkomst: the drafts as they are now, and the sections that were not stored."""

    drafts: dict[ProgressSection, ProgressDraft] = field(default_factory=dict)
    conflicts: dict[ProgressSection, StaleSection] = field(default_factory=dict)


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
    try:
        stored = store_typed(draft, Posted(raw, seen_revision), name=str(section.label), by=by)
    except StaleText as stale:
        raise StaleSection(section, stale.stored, stale.typed) from stale
    if stored:
        contribute(locked, by=by)
    return draft


@transaction.atomic
def save_page(
    *, report: ProgressReport, sections: Mapping[ProgressSection, Posted], by: User
) -> SavedPage:
    """Pagina opslaan: each section by itself, so that one conflict does not hold up the others.

    Raises NotAllowed, and MoveRefused when the report is not in a draft state.
    """
    saved = SavedPage()
    for section, typed in sections.items():
        try:
            saved.drafts[section] = save_section(
                report=report,
                section=section,
                raw=typed.raw,
                seen_revision=typed.seen_revision,
                by=by,
            )
        except StaleSection as stale:
            saved.conflicts[section] = stale
    return saved


def _check_may_write(report: ProgressReport, *, by: User) -> None:
    if not by.has_role(Role.PROJECT_LEADER, municipality_id=report.municipality_id):
        raise NotAllowed("Alleen de projectleider van de gemeente vult de rapportage in.")
    if report.state not in PROGRESS_MOVES.drafts:
        raise MoveRefused("Deze rapportage is ingediend en kan nu niet worden gewijzigd.")
