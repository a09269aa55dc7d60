"""Vrijstelling van een controle geven en intrekken, on record and with a reason."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.utils import timezone

from grants.checks import package, statement
from grants.checks.exempting import may_be_exempted
from grants.checks.register import RULES
from grants.models import AccountingYear, Exemption, ExemptionWithdrawal, Recipient
from grants.queries.exemptions import is_in_force
from municipalities.models import Municipality
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed

JUDGES = (package, statement)
"""Imported so that every rule is in the register."""
MAY_EXEMPT = (Role.POLICY_OFFICER, Role.ASSESSOR)


@transaction.atomic
def give_exemption(
    *,
    code: str,
    municipality: Municipality,
    accounting_year: AccountingYear,
    reason: str,
    until: datetime.date,
    by: User,
    on: datetime.datetime,
    key: uuid.UUID,
) -> Exemption:
    """Vrijstelling geven, for every check from now on; verdicts that are there stay as they are.

    One person gives it, so that a municipality need not wait. Whoever did is a hand on the
    judgement on what was submitted under it, and does not approve that (vier ogen).

    The same `key` again gives the row of the first time. Raises MoveRefused for a check that nobody
    may be exempted from, a municipality that does not take part, and a day that has passed.
    """
    if not by.has_role(*MAY_EXEMPT):
        raise NotAllowed("U kunt geen vrijstelling geven.")
    if done := Exemption.objects.filter(key=key).first():
        return done
    if code not in RULES or not may_be_exempted(RULES[code]):
        raise MoveRefused("Van deze controle kan niemand vrijstelling krijgen.")
    if until < timezone.localdate(on):
        raise MoveRefused("De einddatum is al voorbij.")
    if not reason.strip():
        raise MoveRefused("Een vrijstelling heeft een reden.")
    if not Recipient.objects.filter(
        scheme=accounting_year.scheme_id, municipality=municipality
    ).exists():
        raise MoveRefused(f"De gemeente {municipality} doet niet mee aan deze regeling.")
    return Exemption.objects.create(
        code=code,
        municipality=municipality,
        accounting_year=accounting_year,
        reason=reason.strip(),
        until=until,
        by=by,
        on=on,
        key=key,
    )


@transaction.atomic
def withdraw_exemption(
    *, exemption: Exemption, reason: str, by: User, on: datetime.datetime
) -> ExemptionWithdrawal:
    """Vrijstelling intrekken: from now on the check counts again. Raises MoveRefused.

    A second click gives the withdrawal of the first.
    """
    if not by.has_role(*MAY_EXEMPT):
        raise NotAllowed("U kunt geen vrijstelling intrekken.")
    if not reason.strip():
        raise MoveRefused("Geef een reden om de vrijstelling in te trekken.")
    if not hasattr(exemption, "withdrawal") and not is_in_force(exemption, now=on):
        raise MoveRefused("Deze vrijstelling geldt al niet meer: de einddatum is voorbij.")
    row, _ = ExemptionWithdrawal.objects.get_or_create(
        exemption=exemption, defaults={"reason": reason.strip(), "by": by, "on": on}
    )
    return row
