"""Van aanvraag naar toekenning: the award is prepared from what was asked and assessed."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from grants.models import Application, Award, GrantYear, PlanLine
from grants.queries.applications import plan_from
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused
from pmg.casework.moves import Door, move

from .awards import prepare_award
from .plans import set_plan


@transaction.atomic
def award_application(
    *,
    application: Application,
    reference: str,
    amounts: Mapping[GrantYear, Decimal],
    motivation: str,
    by: User,
    on: datetime.datetime,
    seen_revision: int,
    commitment_number: str = "",
    creditor_number: str = "",
    key: uuid.UUID | None = None,
    door: Door | None = None,
) -> Award:
    """Toekenning voorbereiden from an application, in full or in part; `amounts` in euros.

    The account is the one that was submitted; the plan is the budget, made to fit the amounts. The
    same `key` again gives the award of the first time. Raises MoveRefused, also above what was
    asked.
    """
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if key and (made := Award.objects.filter(pk=key, application=locked).first()):
        return made
    version = locked.submitted
    assert version, "what was advised on was submitted"
    asked: dict[int, Decimal] = {}
    for line in version.lines.all():
        asked[line.grant_year_id] = asked.get(line.grant_year_id, Decimal(0)) + line.amount
    if any(amount > asked.get(year.pk, 0) for year, amount in amounts.items()):
        raise MoveRefused("U kunt niet meer toekennen dan de gemeente voor dat jaar aanvroeg.")
    assert locked.municipality, "a constraint says so"
    award = prepare_award(
        scheme=locked.scheme,
        municipality=locked.municipality,
        application=locked,
        reference=reference,
        iban=version.iban,
        amounts=amounts,
        commitment_number=commitment_number,
        creditor_number=creditor_number,
        motivation=motivation,
        by=by,
        on=on,
        key=key,
        door=door,
    )
    lines = [PlanLine(**row) for row in plan_from(version, amounts)]
    set_plan(award=award, lines=lines, by=by)
    move(
        application,
        "prepare_award",
        by=by,
        on=on,
        seen_revision=seen_revision,
        data={"award": str(award.pk)},
        key=key,
        door=door,
    )
    return award
