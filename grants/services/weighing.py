"""Regels en controlelijst: what the assessor finds of each, kept while the judgement is made."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from grants.enums import JustificationState, Outcome
from grants.models import ChecklistMark, Justification, LineJudgement, StandardReason
from grants.queries.checklist import Point, checklist_of
from grants.queries.lines import JudgedLine, weighing_of
from grants.reckoning.acceptance import accepted_of
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import edit

NO_REASON = "Kies een reden, of schrijf zelf op waarom u minder accepteert."
NOT_A_PART = "Het bedrag dat u accepteert, ligt tussen nul en het bedrag van de regel."
NOT_NOW = "U kunt dit alleen wijzigen zolang de verantwoording in beoordeling is."


@dataclass(frozen=True)
class LineChoice:
    """Keuze bij een regel; `part` in whole euros, only where a part is accepted."""

    outcome: str
    part: Decimal | None = None
    standard: StandardReason | None = None
    remark: str = ""


@dataclass(frozen=True)
class PointChoice:
    """Keuze bij een punt op de controlelijst."""

    done: bool
    remark: str = ""


@transaction.atomic
def keep_work(
    *,
    justification: Justification,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    lines: Mapping[str, LineChoice] | None = None,
    points: Mapping[str, PointChoice] | None = None,
    motivation: str | None = None,
    accept_rest: bool = False,
) -> bool:
    """Werk bewaren: judgements on lines, ticks and the motivation so far; True where it changed.

    `lines` by the key of the line, `points` by the code of the item. Only what differs is written,
    as new rows; with `accept_rest` every line without a judgement is accepted. Saving the same
    again changes nothing, whichever page it came from.

    Raises NotAllowed, StaleRevision, and MoveRefused where the case is not being assessed or a
    choice lacks its amount or reason.
    """
    if not by.has_role(Role.ASSESSOR):
        raise NotAllowed("Uw rol laat deze stap niet toe.")
    if justification.state != JustificationState.IN_ASSESSMENT:
        raise MoveRefused(NOT_NOW)
    judgements = _judgements(justification, lines or {}, by=by, on=on, accept_rest=accept_rest)
    marks = _marks(justification, points or {}, by=by, on=on)
    fields = {}
    if motivation is not None and motivation.strip() != justification.motivation:
        fields["motivation"] = motivation.strip()
    if not (judgements or marks or fields):
        return False
    edit(justification, by=by, seen_revision=seen_revision, fields=fields)
    LineJudgement.objects.bulk_create(judgements)
    ChecklistMark.objects.bulk_create(marks)
    return True


def _judgements(
    case: Justification,
    choices: Mapping[str, LineChoice],
    *,
    by: User,
    on: datetime.datetime,
    accept_rest: bool,
) -> list[LineJudgement]:
    chosen = dict(choices)
    weighing = weighing_of(case)
    if accept_rest:
        for line in weighing.lines:
            if line.judgement is None:
                chosen.setdefault(line.key, LineChoice(Outcome.ACCEPTED))
    rows = []
    for line in weighing.lines:
        if line.key not in chosen:
            continue
        row = _judgement(line, chosen[line.key])
        if line.judgement is None or _told(row) != _told(line.judgement):
            row.justification, row.by, row.on = case, by, on
            rows.append(row)
    return rows


def _judgement(line: JudgedLine, choice: LineChoice) -> LineJudgement:
    try:
        accepted = accepted_of(choice.outcome, amount=line.amount, part=choice.part)
    except ValueError as refused:
        raise MoveRefused(f"Regel {line.number}: {NOT_A_PART}") from refused
    whole = choice.outcome == Outcome.ACCEPTED
    row = LineJudgement(
        line=line.line,
        figure=line.figure,
        outcome=choice.outcome,
        accepted=accepted,
        standard=None if whole else choice.standard,
        sentence=choice.standard.sentence if choice.standard and not whole else "",
        remark="" if whole else choice.remark.strip(),
    )
    if not whole and not row.reason:
        raise MoveRefused(f"Regel {line.number}: {NO_REASON}")
    return row


def _told(row: LineJudgement) -> tuple[object, ...]:
    return row.outcome, row.accepted, row.standard_id, row.remark


def _marks(
    case: Justification, choices: Mapping[str, PointChoice], *, by: User, on: datetime.datetime
) -> list[ChecklistMark]:
    return [
        ChecklistMark(
            justification=case,
            item=point.item,
            done=choice.done,
            remark=choice.remark.strip(),
            by=by,
            on=on,
        )
        for point in checklist_of(case)
        if (choice := choices.get(point.item.code)) and _differs(point, choice)
    ]


def _differs(point: Point, choice: PointChoice) -> bool:
    remark = point.mark.remark if point.mark else ""
    return (point.done, remark) != (choice.done, choice.remark.strip())
