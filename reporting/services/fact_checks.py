"""Feitencheck vragen, beantwoorden en verwerken."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from grants.reckoning.deadlines import day_in_amsterdam
from grants.services.notices import HISTORY
from grants.services.notices_text import write
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.models import Event
from pmg.casework.moves import Door, move
from pmg.casework.notices import notices_for, plan
from reporting.enums import ReportYearState
from reporting.fact_checks import FactCheckFacts
from reporting.models import FactCheck, FactCheckReader, ReportYear, Snapshot


@transaction.atomic
def ask_fact_checks(
    *,
    case: ReportYear,
    named: Mapping[Municipality, Sequence[User]],
    due_on: datetime.date,
    by: User,
    on: datetime.datetime,
    door: Door | None = None,
) -> list[FactCheck]:
    """Bladzijden voorleggen: each municipality its own, to the persons named, until `due_on`.

    Who was asked before is not asked again. Raises MoveRefused before the year was frozen, and for
    a term that is over.
    """
    snapshot = _latest(case)
    if snapshot is None:
        raise MoveRefused("Bevries het verslagjaar eerst. Dan is er iets om voor te leggen.")
    if due_on <= day_in_amsterdam(on):
        raise MoveRefused("De laatste dag moet na vandaag liggen.")
    before = FactCheck.objects.filter(report_year=case)
    known = set(before.values_list("municipality_id", flat=True))
    asked = []
    for municipality, people in named.items():
        if municipality.pk in known or not people:
            continue
        check = FactCheck(
            report_year=case, snapshot=snapshot, municipality=municipality, due_on=due_on
        )
        event = move(
            check,
            "ask",
            by=by,
            on=on,
            seen_revision=0,
            data={
                "snapshot": snapshot.sha256,
                "due_on": due_on.isoformat(),
                "named": [str(person.pk) for person in people],
            },
            facts=_facts(check),
            door=door,
        )
        FactCheckReader.objects.bulk_create(
            FactCheckReader(fact_check=check, user=person) for person in people
        )
        _tell(check, event, people, door=door)
        asked.append(check)
    return asked


@transaction.atomic
def agree_with_facts(
    *,
    fact_check: FactCheck,
    content: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Akkoord: the facts are right. `content` is the fingerprint of the figures that were shown.

    Raises MoveRefused or a kind.
    """
    return move(
        fact_check,
        "agree",
        by=by,
        on=on,
        seen_revision=seen_revision,
        fields={"remark": ""},
        facts=_facts(fact_check, by=by, seen=content),
        key=key,
        door=door,
    )


@transaction.atomic
def remark_on_facts(
    *,
    fact_check: FactCheck,
    content: str,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opmerking: what is not right. Raises MoveRefused or a kind."""
    return move(
        fact_check,
        "remark",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"remark": reason, "reply": ""},
        facts=_facts(fact_check, by=by, seen=content),
        key=key,
        door=door,
    )


@transaction.atomic
def handle_remark(
    *,
    fact_check: FactCheck,
    reason: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opmerking verwerken: what was done with it. Raises MoveRefused or a kind."""
    event = move(
        fact_check,
        "handle",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"reply": reason},
        facts=_facts(fact_check),
        key=key,
        door=door,
    )
    people = [one.user for one in fact_check.readers.select_related("user")]
    _tell(fact_check, event, people, text="feitencheck-verwerkt", needs_action=False, door=door)
    return event


@transaction.atomic
def ask_fact_check_again(
    *,
    fact_check: FactCheck,
    reason: str,
    due_on: datetime.date,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    key: UUID | None = None,
    door: Door | None = None,
) -> Event:
    """Opnieuw voorleggen, of the figures as they are now. Raises MoveRefused or a kind."""
    snapshot = _latest(fact_check.report_year) or fact_check.snapshot
    if due_on <= day_in_amsterdam(on):
        raise MoveRefused("De laatste dag moet na vandaag liggen.")
    event = move(
        fact_check,
        "ask_again",
        by=by,
        on=on,
        seen_revision=seen_revision,
        reason=reason,
        fields={"snapshot": snapshot, "due_on": due_on, "reply": ""},
        data={"snapshot": snapshot.sha256, "due_on": due_on.isoformat()},
        facts=_facts(fact_check),
        key=key,
        door=door,
    )
    _tell(
        fact_check,
        event,
        [one.user for one in fact_check.readers.select_related("user")],
        door=door,
    )
    return event


def _latest(case: ReportYear) -> Snapshot | None:
    return case.snapshots.defer("content").order_by("version").last()


def _facts(check: FactCheck, *, by: User | None = None, seen: str = "") -> FactCheckFacts:
    return FactCheckFacts(
        is_named=by is None or check.readers.filter(user=by).exists(),
        is_sent=check.report_year.state == ReportYearState.PUBLISHED,
        seen=seen,
        current=check.snapshot.sha256 if by else "",
    )


def _tell(
    check: FactCheck,
    event: Event,
    people: Sequence[User],
    *,
    text: str = "feitencheck-gevraagd",
    needs_action: bool = True,
    door: Door | None,
) -> None:
    """De genoemde personen: that a page waits for them. What is on it stays on the portal."""
    if door in HISTORY:
        return
    common: dict[str, Any] = {
        "path": reverse("reporting:fact_check", args=[check.pk]),
        "needs_action": needs_action,
        "year": check.report_year.year,
        "due_on": check.due_on,
    }
    plan(
        notice
        for person in people
        for notice in notices_for(
            write(text, kind=f"fact_check.{event.name}", to=person, **common),
            to=person,
            role=Role.PROJECT_LEADER,
            about=event,
            municipality_id=check.municipality_id,
            on=event.on,
        )
    )
