"""Uw taken: what waits for a municipal colleague, by role; whoever has nothing to do sees nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from grants.checks.findings import ERROR
from grants.checks.trials import points_of
from grants.enums import ApplicationState, CheckState, CorrectionState, ProgressState, UploadKind
from grants.enums import JustificationState as State
from grants.models import Correction, ExplanationDraft, Upload
from pmg.accounts.enums import Role
from pmg.accounts.models import User

LIES_HERE = (State.OPEN, State.RETURNED)


@dataclass(frozen=True)
class OwnTask:
    """Taak: what to do, by when, and the page (`address` with the key `pk`) on which to do it."""

    title: str
    address: str
    pk: uuid.UUID
    due_on: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class _Prepared:
    """How far the newest statement of a case is."""

    is_checked: bool = False
    errors: int = 0
    unexplained: int = 0

    @property
    def is_ready(self) -> bool:
        return self.is_checked and not self.errors


TO_REPORT = (ProgressState.OPEN, ProgressState.RETURNED)


def own_tasks(
    user: User, cases: Iterable[Any], reports: Iterable[Any], applications: Iterable[Any] = ()
) -> list[OwnTask]:
    """Taken van deze persoon over what stands on its page; four queries at most.

    A case, report or application may carry `open_questions`.
    """
    listed = list(cases)
    here = [case for case in listed if case.state in LIES_HERE]
    prepared = _prepared(here)
    tasks: list[OwnTask] = []
    for application in applications:
        tasks += _applying(user, application)
    for case in listed:
        if count := getattr(case, "open_questions", 0):
            said = "1 vraag" if count == 1 else f"{count} vragen"
            year = case.accounting_year
            tasks.append(
                OwnTask(f"{said} over {year} beantwoorden", "grants:justification", case.pk)
            )
    for case in here:
        tasks += _delivering(user, case, prepared.get(case.pk, _Prepared()))
    tasks += _correcting(user, [case.pk for case in listed])
    for report in reports:
        tasks += _reporting(user, report)
    return tasks


def _reporting(user: User, report: Any) -> Iterator[OwnTask]:
    due_on = report.grant_year.progress_due_on
    if user.has_role(Role.PROJECT_LEADER):
        if count := getattr(report, "open_questions", 0):
            said = "1 vraag" if count == 1 else f"{count} vragen"
            title = f"{said} over voortgang {report.grant_year} beantwoorden"
            yield OwnTask(title, "grants:progress_report", report.pk)
        if report.state in TO_REPORT:
            verb = "invullen" if report.state == ProgressState.OPEN else "aanvullen"
            title = f"Voortgang {report.grant_year} {verb}"
            yield OwnTask(title, "grants:progress_report", report.pk, due_on)
    elif user.has_role(Role.SIGNATORY) and report.state in TO_REPORT:
        title = f"Voortgang {report.grant_year} controleren en indienen"
        note = "Uw collega’s vullen de rapportage in."
        yield OwnTask(title, "grants:progress_submit", report.pk, due_on, note)


def _applying(user: User, application: Any) -> Iterator[OwnTask]:
    if count := getattr(application, "open_questions", 0):
        said = "1 vraag" if count == 1 else f"{count} vragen"
        title = f"{said} over de aanvraag beantwoorden"
        yield OwnTask(title, "grants:application", application.pk)
    if application.state not in (ApplicationState.DRAFT, ApplicationState.INCOMPLETE):
        return
    if user.has_role(Role.SIGNATORY):
        title, page = "Aanvraag controleren en indienen", "grants:application_submit"
    else:
        verb = "invullen" if application.state == ApplicationState.DRAFT else "aanvullen"
        title, page = f"Aanvraag {verb}", "grants:application_fill_in"
    yield OwnTask(title, page, application.pk, application.complete_by, str(application.scheme))


def _delivering(user: User, case: Any, prepared: _Prepared) -> Iterator[OwnTask]:
    year = case.accounting_year
    due_on = case.due_on if case.state == State.OPEN else None
    if user.has_role(Role.SIGNATORY):
        if prepared.is_ready:
            yield OwnTask(
                f"Verantwoording over {year} indienen",
                "grants:justification_submit",
                case.pk,
                due_on,
                "Uw collega’s zijn klaar.",
            )
        return
    if not user.has_role(Role.SISA_CONTACT):
        return
    if not prepared.is_checked:
        title = f"Opgave over {year} " + ("maken" if case.state == State.OPEN else "aanvullen")
        yield OwnTask(title, "grants:justification", case.pk, due_on)
    elif prepared.errors:
        count = prepared.errors
        said = "1 fout" if count == 1 else f"{count} fouten"
        title = f"{said} herstellen in de opgave over {year}"
        yield OwnTask(title, "grants:justification", case.pk, due_on)
    elif prepared.unexplained:
        title = f"Uitleg geven bij de opgave over {year}"
        yield OwnTask(title, "grants:justification", case.pk, due_on)
    else:
        title = f"Ondertekenaar vragen om {year} in te dienen"
        note = "De opgave is klaar."
        yield OwnTask(title, "grants:justification", case.pk, due_on, note)


def _correcting(user: User, cases: list[uuid.UUID]) -> Iterator[OwnTask]:
    if not user.has_role(Role.SISA_CONTACT, Role.SIGNATORY):
        return
    allowed = Correction.objects.filter(
        justification__in=cases, state=CorrectionState.CONSENTED
    ).select_related("justification__accounting_year")
    for correction in allowed:
        year = correction.justification.accounting_year
        verb = "indienen" if user.has_role(Role.SIGNATORY) else "maken"
        yield OwnTask(f"Correctie over {year} {verb}", "grants:correction", correction.pk)


def _prepared(cases: list[Any]) -> dict[uuid.UUID, _Prepared]:
    """What lies ready since the case came to the municipality; what was submitted before is old."""
    since = {case.pk: case.submitted_on for case in cases}
    newest = (
        Upload.objects.filter(justification__in=list(since), kind=UploadKind.STATEMENT)
        .filter(withdrawal=None, on_paper=False)
        .select_related("check_run__verdict")
        .prefetch_related("check_run__verdict__findings")
        .order_by("justification", "-on", "-recorded_at")
        .distinct("justification")
    )
    typed = {
        (case, point)
        for case, point in ExplanationDraft.objects.filter(justification__in=list(since))
        .exclude(text="")
        .values_list("justification", "point")
    }
    found = {}
    for upload in newest:
        submitted_on = since[upload.justification_id]
        is_old = submitted_on is not None and upload.on <= submitted_on
        if is_old or upload.check_run.state != CheckState.DONE:
            continue
        findings = list(upload.check_run.verdict.findings.all())
        found[upload.justification_id] = _Prepared(
            is_checked=True,
            errors=sum(finding.severity == ERROR for finding in findings),
            unexplained=sum(
                (upload.justification_id, point.key) not in typed
                for point in points_of(findings, upload.kind)
            ),
        )
    return found
