"""Correctie na indienen: asked, allowed, made with a reason for each figure, and sent."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from grants.enums import CorrectionState, FigureUnit
from grants.enums import JustificationState as State
from grants.models import CorrectedFigure, Correction, CorrectionDraft, Justification
from grants.queries.corrections import CorrectionSheet, sheet_of
from grants.queries.findings import points_to_explain
from grants.transitions.corrections import OpeningFacts, WithdrawalFacts
from grants.transitions.justifications import CorrectFacts
from pmg.accounts.models import User
from pmg.casework.errors import NotAllowed
from pmg.casework.models import Event
from pmg.casework.models.clock import ClockTimestamp
from pmg.casework.moves import Door, contribute, events_of, move

from .assessment import newest_figure
from .findings import send_words, unexplained
from .ledger import book_justified
from .receipts import make_receipt
from .submitting import record_package_figure, refuse_unless_looked_at
from .uploads import may_upload

LONGEST = 2_000
CORRECTABLE = (State.SUBMITTED, State.IN_ASSESSMENT, State.PROPOSED, State.JUDGED)


def request_correction(*, justification: Justification, **act: Any) -> Correction:
    """Correctie aanvragen by the municipality, with a reason. Raises MoveRefused."""
    return _open(justification, "request", **act)


def ask_for_correction(*, justification: Justification, **act: Any) -> Correction:
    """Om een correctie vragen by the ministry: that is its consent as well. Raises MoveRefused."""
    return _open(justification, "ask", **act)


@transaction.atomic
def _open(
    justification: Justification,
    name: str,
    *,
    reason: str,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Correction:
    """A new correction; the same `key` again gives the one of the first time."""
    locked = Justification.objects.select_for_update(of=("self",)).get(pk=justification.pk)
    for known in locked.corrections.all():
        if key and events_of(known).filter(key=key, name=name).exists():
            return known
    facts = OpeningFacts(
        is_submitted=locked.state in CORRECTABLE and locked.submitted_id is not None,
        under_way=locked.corrections.filter(
            state__in=(CorrectionState.REQUESTED, CorrectionState.CONSENTED)
        ).exists(),
    )
    asks = name == "ask"
    correction = Correction(
        justification=locked,
        municipality_id=locked.municipality_id,
        before=locked.submitted,
        figure_before=newest_figure(locked),
        asked_by_ministry=asks,
        opened_on=on,
        consented_on=on if asks else None,
    )
    move(
        correction,
        name,
        by=by,
        on=on,
        seen_revision=0,
        reason=reason,
        facts=facts,
        key=key,
        door=door,
        data={"justification": str(locked.pk)},
    )
    return correction


@transaction.atomic
def consent(
    *,
    correction: Correction,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Correctie toestaan: from now on the municipality may upload again. Raises MoveRefused.

    What stands at this moment is what the correction is held against.
    """
    case = Justification.objects.select_for_update(of=("self",)).get(pk=correction.justification_id)
    return move(
        correction,
        "consent",
        by=by,
        on=on,
        seen_revision=seen_revision,
        fields={
            "consented_on": on,
            "before": case.submitted,
            "figure_before": newest_figure(case),
        },
        key=key,
        door=door,
    )


@transaction.atomic
def refuse(*, correction: Correction, reason: str, **act: Any) -> Event:
    """Correctie weigeren: the municipality reads `reason`. Raises MoveRefused."""
    return move(correction, "refuse", reason=reason, **act)


@transaction.atomic
def withdraw(*, correction: Correction, reason: str, **act: Any) -> Event:
    """Correctie intrekken by the municipality; what was submitted stays. Raises MoveRefused."""
    return move(
        correction,
        "withdraw",
        reason=reason,
        facts=WithdrawalFacts(asked_by_ministry=correction.asked_by_ministry),
        **act,
    )


@transaction.atomic
def end(*, correction: Correction, reason: str, **act: Any) -> Event:
    """Correctie stoppen by the ministry, so that the judgement can go on. Raises MoveRefused."""
    return move(correction, "end", reason=reason, **act)


@transaction.atomic
def keep_reasons(*, correction: Correction, reasons: Mapping[str, str], by: User) -> None:
    """Redenen bewaren per cijfer, exactly as typed, by those who prepare deliveries.

    A reason belongs to its figure: whoever wrote one may not send the correction. Raises NotAllowed
    for anybody else, the signatory included.
    """
    if not may_upload(correction.justification, by=by):
        raise NotAllowed("U kunt voor deze gemeente geen correctie toelichten.")
    known = dict(correction.drafts.values_list("figure", "reason"))
    for figure, reason in reasons.items():
        if known.get(figure, "") != reason:
            CorrectionDraft.objects.update_or_create(
                correction=correction,
                figure=figure,
                defaults={"reason": reason[:LONGEST], "by": by, "saved_at": ClockTimestamp()},
            )
            contribute(correction, by=by)


@transaction.atomic
def send_correction(
    *,
    correction: Correction,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Correctie indienen: the new version takes the place of the old one, which stays readable.

    The ledger gets a row over the difference; a judgement that was given is open again, and stays
    booked until there is a new one. Returns the event of the correction. Raises MoveRefused while
    a check runs, with errors, without a change, and where a figure or warning has no reason.
    """
    case = Justification.objects.select_for_update(of=("self",)).get(pk=correction.justification_id)
    if key and (done := events_of(correction).filter(key=key, name="send").first()):
        return done
    sheet = sheet_of(correction)
    refuse_unless_looked_at(sheet.newest)
    version = sheet.version or correction.before
    sent = move(
        correction,
        "send",
        by=by,
        on=on,
        seen_revision=seen_revision,
        fields={"after": version},
        key=key,
        door=door,
        data={"version": version.number},
    )
    event = _correct(case, sheet, by=by, on=on, door=door)
    _name_figures(correction, sheet)
    book_justified(justification=case, amount=version.spent, event=event)
    if sheet.newest.package:
        record_package_figure(case, sheet.newest.package, on=on)
    return sent


def _correct(
    case: Justification,
    sheet: CorrectionSheet,
    *,
    by: User,
    on: datetime.datetime,
    door: Door | None,
) -> Event:
    """The move of the verantwoording, with its words, files and receipt."""
    correction, newest = sheet.correction, sheet.newest
    version = sheet.version or correction.before
    points = points_to_explain(newest)
    package = newest.package or case.package
    statement = newest.statement or version.upload
    event = move(
        case,
        "correct",
        by=by,
        on=on,
        seen_revision=case.revision,
        door=door,
        facts=CorrectFacts(
            has_consent=correction.consented_on is not None,
            errors=newest.statement_errors,
            changes=len(sheet.changes),
            reasons=sheet.named,
            unexplained=unexplained(case, points),
        ),
        fields={"submitted": version, "package": package, "submitted_on": on},
        data={
            "version": version.number,
            "was_due_on": case.due_on.isoformat(),
            "correction": str(correction.pk),
            "files": [
                {"upload": str(row.pk), "kind": row.kind, "sha256": row.file_id}
                | {"size": row.file.size}
                for row in (statement, package)
                if row
            ],
        },
    )
    send_words(justification=case, event=event, points=points)
    make_receipt(case=case, event=event)
    return event


def _name_figures(correction: Correction, sheet: CorrectionSheet) -> None:
    CorrectedFigure.objects.bulk_create(
        CorrectedFigure(
            correction=correction,
            place=place,
            figure=change.figure,
            label=change.label,
            unit=FigureUnit(change.unit),
            old=change.old,
            new=change.new,
            reason=sheet.reasons[change.figure].strip(),
        )
        for place, change in enumerate(sheet.changes, start=1)
    )
