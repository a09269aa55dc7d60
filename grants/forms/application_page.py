"""De invulpagina van de aanvraag: what the browser sent, and each section ready to draw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.http import QueryDict

from grants.checks.application import ApplicationFinding, ApplicationReading
from grants.checks.application_content import ApplicationChoices
from grants.checks.application_typed import is_field, place_of, row_fields
from grants.checks.typed_rows import (
    Typed,
    below,
    digest,
    rows_in,
    with_empty_row,
    without_row,
)
from grants.enums import ApplicationSection as Section
from grants.models import ApplicationDraft
from grants.services.drafting import StaleSection

from .application_fields import ROW_FORMS, TEXT_FORMS
from .drafts import Difference, DraftForm, as_posted, number_posted
from .sections import PostedPage, SectionPart, findings_below, page_of

ApplicationPart = SectionPart[Section]
ApplicationPosted = PostedPage[Section]
ApplicationStale = StaleSection[Section]
NOTHING: Mapping[Section, ApplicationStale] = MappingProxyType({})
ROW_BUTTON = re.compile(rf"({Section.PLAN}|{Section.BUDGET})(?:-(\d{{1,4}}))?")


@dataclass(frozen=True)
class RowChange:
    """Rij erbij of eraf, as one of the buttons asked."""

    section: Section
    remove: int | None

    def apply(self, typed: Typed, choices: ApplicationChoices) -> dict[str, str]:
        """The section with the row more or less."""
        if self.remove is None:
            return with_empty_row(typed, row_fields(self.section, choices))
        return without_row(typed, self.remove)


def read_post(post: QueryDict, choices: ApplicationChoices) -> ApplicationPosted:
    """The sections as typed; fields that the page does not have are left out."""
    typed: dict[Section, dict[str, str]] = {}
    for section in Section:
        start = f"{section}-"
        typed[section] = {
            name.removeprefix(start): as_posted(str(post[name]))
            for name in post
            if name.startswith(start) and is_field(section, name.removeprefix(start), choices)
        }
    return page_of(post, typed)


def row_change(post: QueryDict) -> RowChange | None:
    """Whether a button asked for a row more or less."""
    for button in ("add-row", "remove-row"):
        if found := ROW_BUTTON.fullmatch(str(post.get(button, ""))):
            remove = number_posted(found[2] or "") if button == "remove-row" else None
            return RowChange(Section(found[1]), remove)
    return None


def draw(
    typed: Mapping[Section, Typed],
    drafts: Mapping[Section, ApplicationDraft],
    *,
    choices: ApplicationChoices,
    reading: ApplicationReading,
    show_findings: bool,
    conflicts: Mapping[Section, ApplicationStale] = NOTHING,
) -> list[ApplicationPart]:
    """The parts of the page, in order; with `show_findings` each error stands at its field."""
    parts = []
    for section in Section:
        errors = [f for f in reading.errors if f.section == section]
        draft = drafts.get(section)
        stale = conflicts.get(section)
        section_forms, titles = _forms(
            section, typed.get(section, {}), errors if show_findings else [], choices
        )
        parts.append(
            SectionPart(
                section=section,
                template=f"grants/applications/sections/{section}.html",
                forms=section_forms,
                titles=titles,
                revision=draft.revision if draft else 0,
                seen=digest(draft.raw if draft else {}),
                errors=len(errors),
                conflict=stale,
                differences=_differences(stale, choices) if stale else [],
            )
        )
    return parts


def _forms(
    section: Section,
    typed: Typed,
    findings: list[ApplicationFinding],
    choices: ApplicationChoices,
) -> tuple[list[DraftForm], list[str]]:
    """The form above the rows has no title; each row is titled with its number."""
    drawn: list[DraftForm] = []
    titles: list[str] = []
    if section in TEXT_FORMS:
        own = [finding for finding in findings if finding.field]
        drawn.append(TEXT_FORMS[section](str(section), typed, own))
        titles.append("")
    if section in ROW_FORMS:
        for row in rows_in(typed):
            start = f"{row}-"
            drawn.append(
                ROW_FORMS[section](
                    f"{section}-{row}",
                    below(typed, start),
                    choices=choices,
                    findings=findings_below(findings, start),
                )
            )
            titles.append(str(row))
    return drawn, titles


def _differences(stale: ApplicationStale, choices: ApplicationChoices) -> list[Difference]:
    """Both texts, field by field, where they are not the same."""
    stored, typed = stale.stored.raw, stale.typed
    both = {**stored, **typed}
    names = {str(key): name for key, name in choices.interventions.items()}
    names |= dict(choices.activities) | dict(choices.sectors)
    return [
        Difference(
            place_of(stale.section, name, rows_in(both), choices),
            names.get(stored.get(name, ""), stored.get(name, "")),
            names.get(typed.get(name, ""), typed.get(name, "")),
        )
        for name in both
        if stored.get(name, "") != typed.get(name, "")
    ]
