"""De boekhouding controleren: each night, on record, and told where something differs."""

from __future__ import annotations

import datetime

from django.db import connection, transaction
from django.urls import reverse

from grants.models import LedgerCheck
from grants.queries.ledger_check import rules_of_the_ledger
from grants.queries.notices import contacts
from grants.reckoning.deadlines import day_in_amsterdam
from grants.reckoning.ledger_check import Equation, Limit
from grants.reckoning.ledger_check import differences as differences_of
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.notices import notices_for, plan

from .notices_text import write

TEXT = "boekhouding-verschil"


def rules_at_one_moment() -> list[Equation | Limit]:
    """Alle vergelijkingen, read in one snapshot: people go on working while this runs.

    It opens its own transaction, so that it cannot be called within another.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return rules_of_the_ledger()


def check_books(*, by: User, on: datetime.datetime) -> LedgerCheck:
    """Boekhouding controleren, once a day; a difference is told to the administrators.

    Doing it again on the same day gives the first result.
    """
    day = day_in_amsterdam(on)
    if done := LedgerCheck.objects.filter(day=day).first():
        return done
    rules = rules_at_one_moment()
    with transaction.atomic():
        check, is_new = LedgerCheck.objects.get_or_create(
            day=day,
            defaults={
                "on": on,
                "by": by,
                "rules": len(rules),
                "differences": differences_of(rules),
            },
        )
        if is_new and check.differences:
            _tell(check)
    return check


def _tell(check: LedgerCheck) -> None:
    """How many differences there are; which, is read on the page: a mail passes many hands."""
    plan(
        notice
        for person in contacts(on=check.day).get((Role.ADMINISTRATOR, None), ())
        for notice in notices_for(
            write(
                TEXT,
                kind="ledger.different",
                to=person,
                path=reverse("grants:ledger_checks"),
                needs_action=True,
                number=len(check.differences),
                day=check.day,
            ),
            to=person,
            role=Role.ADMINISTRATOR,
            about=f"ledger-check:{check.day.isoformat()}",
            municipality_id=None,
            on=check.on,
        )
    )
