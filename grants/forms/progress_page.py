"""De invulpagina van de voortgangsrapportage: each section ready to draw, with what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from grants.checks.progress import Choices, Reading
from grants.checks.progress_content import Measured
from grants.checks.progress_findings import ProgressFinding
from grants.checks.progress_places import place_of
from grants.checks.typed_rows import Typed, below, digest, rows_in
from grants.enums import AnalysisState, ProgressSection, SecuringState
from grants.models import ProgressDraft
from grants.services.drafting import StaleSection

from .drafts import Difference, DraftForm
from .progress_fields import (
    TEXT_FORMS,
    IndicatorForm,
    InterventionForm,
    MeasuredForm,
    YouthsForm,
)
from .sections import SectionPart, findings_below

NOTHING: Mapping[ProgressSection, StaleSection[ProgressSection]] = MappingProxyType({})


ReportPart = SectionPart[ProgressSection]
ReportStale = StaleSection[ProgressSection]


def draw(
    typed: Mapping[ProgressSection, Typed],
    drafts: Mapping[ProgressSection, ProgressDraft],
    *,
    choices: Choices,
    reading: Reading,
    show_findings: bool,
    conflicts: Mapping[ProgressSection, ReportStale] = NOTHING,
) -> list[ReportPart]:
    """The parts of the page, in order; with `show_findings` each error stands at its field."""
    parts = []
    for section in ProgressSection:
        errors = [f for f in reading.errors if f.section == section]
        draft = drafts.get(section)
        text = typed.get(section, {})
        section_forms, titles = _forms(section, text, errors if show_findings else [], choices)
        stale = conflicts.get(section)
        parts.append(
            SectionPart(
                section=section,
                template=f"grants/progress/sections/{section}.html",
                forms=section_forms,
                titles=titles,
                revision=draft.revision if draft else 0,
                seen=digest(draft.raw if draft else {}),
                errors=len(errors),
                conflict=stale,
                differences=differences(stale, choices) if stale else [],
            )
        )
    return parts


def _forms(
    section: ProgressSection, typed: Typed, findings: list[ProgressFinding], choices: Choices
) -> tuple[list[DraftForm], list[str]]:
    prefix = str(section)
    if section == ProgressSection.INTERVENTIONS:
        rows = rows_in(typed)
        return (
            [
                InterventionForm(
                    f"{prefix}-{row}",
                    below(typed, f"{row}-"),
                    findings_below(findings, f"{row}-"),
                    choices=choices,
                )
                for row in rows
            ],
            [str(row) for row in rows],
        )
    if section == ProgressSection.INDICATORS:
        return (
            [
                _indicator_form(
                    f"{prefix}-{code}",
                    below(typed, f"{code}-"),
                    findings_below(findings, f"{code}-"),
                    measured=choices.measured.get(code),
                )
                for code in choices.indicators
            ],
            list(choices.indicators.values()),
        )
    if section == ProgressSection.YOUTHS:
        return [YouthsForm(prefix, typed, findings)], [""]
    return [TEXT_FORMS[section](prefix, typed, findings)], [""]


def _indicator_form(
    prefix: str, typed: Typed, findings: list[ProgressFinding], *, measured: Measured | None
) -> DraftForm:
    if measured is None:
        return IndicatorForm(prefix, typed, findings)
    return MeasuredForm(prefix, typed, findings, measured=measured)


def differences(stale: ReportStale, choices: Choices) -> list[Difference]:
    """Both texts, field by field, where they are not the same."""
    stored, typed = stale.stored.raw, stale.typed
    both = {**stored, **typed}
    return [
        Difference(
            place_of(stale.section, name, both, choices.indicators),
            _in_words(stored.get(name, ""), choices),
            _in_words(typed.get(name, ""), choices),
        )
        for name in both
        if stored.get(name, "") != typed.get(name, "")
    ]


def _in_words(text: str, choices: Choices) -> str:
    """What was chosen, by its Dutch name; any other text as it is."""
    names = {str(key): name for key, name in choices.interventions.items()}
    names |= dict(choices.activities)
    names |= {str(v): str(label) for v, label in (*AnalysisState.choices, *SecuringState.choices)}
    return names.get(text, text)
