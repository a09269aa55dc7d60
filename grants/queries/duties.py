"""Taken met een termijn: whose turn it is, and until when."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Max, Q

from grants.enums import (
    AwardState,
    JustificationState,
    ProgressState,
    RecoveryState,
    TaskKind,
    UploadKind,
)
from grants.models import (
    AccountingYear,
    Award,
    GrantYear,
    Justification,
    ProgressReport,
    Recovery,
    StatementVersion,
    Upload,
)
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.reminders import Task
from grants.transitions.justifications import JUSTIFICATION_MOVES
from grants.transitions.progress import PROGRESS_MOVES
from grants.transitions.settlements import RECOVERY_MOVES
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.casework.models import Event

from .declining import declined
from .settlements import early_ends

TURNS = ("open", "return", "postpone", "demand", "grant_delay", "take_back")
"""After these moves the task stands as it stands: what is told from then on is about that."""

JUDGES = (Role.ASSESSOR, Role.POLICY_OFFICER)
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Duty:
    """Taak van een gemeente, or of the ministry where `municipality` is None; `left` judgements.

    `declined` are the people who said that it is not theirs: they are not reminded.
    """

    task: Task
    year: str
    municipality: Municipality | None = None
    case_id: uuid.UUID | None = None
    left: int = 0
    declined: frozenset[uuid.UUID] = frozenset()


def duties(*, of: Collection[uuid.UUID] | None = None) -> list[Duty]:
    """Alle taken met een termijn, also those that the clock has yet to open.

    `of` keeps to these justifications and progress reports. A fixed number of queries.
    """
    awards = list(Award.objects.filter(state=AwardState.GRANTED).select_related("municipality"))
    if of is not None:
        return _without_decliners(
            [*_justification_duties(awards, of=of), *_progress_duties(awards, of=of)]
        )
    return [
        *_without_decliners([*_justification_duties(awards), *_progress_duties(awards)]),
        *_judgement_duties(),
        *_recovery_duties(),
    ]


def _without_decliners(found: list[Duty]) -> list[Duty]:
    said = declined()
    return [
        replace(duty, declined=frozenset(event.by_id for event in said[duty.case_id]))
        if duty.case_id in said
        else duty
        for duty in found
    ]


def _justification_duties(
    awards: list[Award], *, of: Collection[uuid.UUID] | None = None
) -> list[Duty]:
    ended = early_ends()
    known = Justification.objects.all() if of is None else Justification.objects.filter(pk__in=of)
    cases = {(case.award_id, case.accounting_year_id): case for case in known}
    turns = _turns(JUSTIFICATION_MOVES.kind)
    ready = _ready_to_sign(turns)
    years = _by_scheme(AccountingYear.objects.all())
    found = []
    for award in awards:
        for year in years[award.scheme_id]:
            case = cases.get((award.pk, year.pk))
            if (case is None and of is not None) or _is_over(award, year, ended):
                continue
            opened, since = turns.get(case.pk if case else None, (year.form_out_on,) * 2)
            task = Task(
                key=f"{TaskKind.JUSTIFICATION}:{award.pk}:{year.pk}",
                kind=TaskKind.JUSTIFICATION,
                scheme=award.scheme_id,
                available_on=opened,
                remind_on=year.remind_on,
                due_on=case.due_on if case else year.due_on,
                since=since,
                owners=(Role.SISA_CONTACT,),
                waits_for=_whose_turn(case, ready),
                can_be_late=case is None or case.state == JustificationState.OPEN,
            )
            found.append(Duty(task, str(year.year), award.municipality, case.pk if case else None))
    return found


def _is_over(
    award: Award, year: AccountingYear | GrantYear, ended: Mapping[Any, datetime.date]
) -> bool:
    """Whether the award ended before the year began."""
    return award.pk in ended and ended[award.pk] < year.starts_on


def _whose_turn(case: Justification | None, ready: Collection[uuid.UUID]) -> tuple[str, ...]:
    """The signatory once there is a statement without errors, the SiSa contact until then."""
    if case is None:
        return (Role.SISA_CONTACT,)
    if case.state not in (JustificationState.OPEN, JustificationState.RETURNED):
        return ()
    return (Role.SIGNATORY,) if case.pk in ready else (Role.SISA_CONTACT,)


def _ready_to_sign(turns: dict[Any, tuple[datetime.date, datetime.date]]) -> set[uuid.UUID]:
    """Verantwoordingen waarvan de opgave sinds de laatste vraag zonder fouten klaarstaat."""
    mine = Q(justification__state__in=[JustificationState.OPEN, JustificationState.RETURNED])
    uploads = {
        row["justification"]: row
        for row in Upload.objects.filter(mine, kind=UploadKind.STATEMENT, on_paper=False)
        .order_by("justification", "-on", "-recorded_at")
        .distinct("justification")
        .values("justification", "on", "check_run__verdict__ok")
    }
    versions = (
        StatementVersion.objects.filter(mine)
        .order_by()
        .values_list("justification")
        .annotate(last=Max("on"))
    )
    ready = set()
    for case, made_on in versions:
        upload = uploads.get(case)
        newer_is_wrong = upload and upload["on"] >= made_on and not upload["check_run__verdict__ok"]
        returned_since = day_in_amsterdam(made_on) < turns.get(case, (made_on.date(),) * 2)[1]
        if not newer_is_wrong and not returned_since:
            ready.add(case)
    return ready


def _progress_duties(awards: list[Award], *, of: Collection[uuid.UUID] | None = None) -> list[Duty]:
    known = ProgressReport.objects.all() if of is None else ProgressReport.objects.filter(pk__in=of)
    reports = {
        (report.award_id, report.grant_year_id): report
        for report in known.only("award", "grant_year", "state")
    }
    turns = _turns(PROGRESS_MOVES.kind)
    years = _by_scheme(GrantYear.objects.all())
    ended = early_ends()
    found = []
    for award in awards:
        for year in years[award.scheme_id]:
            report = reports.get((award.pk, year.pk))
            if (report is None and of is not None) or _is_over(award, year, ended):
                continue
            begins = year.ends_on + ONE_DAY
            opened, since = turns.get(report.pk if report else None, (begins, begins))
            state = report.state if report else ProgressState.OPEN
            theirs = state in (ProgressState.OPEN, ProgressState.RETURNED)
            task = Task(
                key=f"{TaskKind.PROGRESS}:{award.pk}:{year.pk}",
                kind=TaskKind.PROGRESS,
                scheme=award.scheme_id,
                available_on=opened,
                due_on=year.progress_due_on,
                since=since,
                owners=(Role.PROJECT_LEADER,),
                waits_for=(Role.PROJECT_LEADER,) if theirs else (),
                can_be_late=state == ProgressState.OPEN,
            )
            found.append(Duty(task, year.label, award.municipality, report.pk if report else None))
    return found


def _judgement_duties() -> list[Duty]:
    judged = dict(
        Justification.objects.filter(state=JustificationState.JUDGED)
        .order_by()
        .values_list("accounting_year")
        .annotate(count=Count("pk"))
    )
    granted = dict(
        Award.objects.filter(state=AwardState.GRANTED)
        .order_by()
        .values_list("scheme")
        .annotate(count=Count("pk"))
    )
    found = []
    for year in AccountingYear.objects.all():
        left = granted.get(year.scheme_id, 0) - judged.get(year.pk, 0)
        task = Task(
            key=f"{TaskKind.JUDGEMENT}:{year.pk}",
            kind=TaskKind.JUDGEMENT,
            scheme=year.scheme_id,
            available_on=year.due_on + ONE_DAY,
            due_on=year.judge_by,
            since=year.due_on + ONE_DAY,
            owners=JUDGES,
            waits_for=JUDGES if left > 0 else (),
        )
        found.append(Duty(task, str(year.year), left=left))
    return found


def _recovery_duties() -> list[Duty]:
    turns = _turns(RECOVERY_MOVES.kind)
    found = []
    for recovery in Recovery.objects.select_related("municipality", "award"):
        opened, since = turns[recovery.pk]
        is_open = recovery.state == RecoveryState.DEMANDED
        task = Task(
            key=f"{TaskKind.RECOVERY}:{recovery.pk}",
            kind=TaskKind.RECOVERY,
            scheme=recovery.award.scheme_id,
            available_on=opened,
            due_on=recovery.due_on,
            since=since,
            owners=(Role.SISA_CONTACT,),
            waits_for=(Role.SISA_CONTACT,) if is_open else (),
        )
        found.append(Duty(task, recovery.reference, recovery.municipality, recovery.pk))
    return found


def _by_scheme(years: Iterable[Any]) -> defaultdict[Any, list[Any]]:
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for year in years:
        found[year.scheme_id].append(year)
    return found


def _turns(kind: str) -> dict[Any, tuple[datetime.date, datetime.date]]:
    """Of each case the day it was opened, and the day since which its task stands as it stands."""
    moments: dict[Any, tuple[datetime.date, datetime.date]] = {}
    events = Event.objects.filter(case_kind=kind, name__in=TURNS).order_by("seq")
    for case, on in events.values_list("case_id", "on"):
        day = day_in_amsterdam(on)
        moments[case] = (moments.get(case, (day, day))[0], day)
    return moments
