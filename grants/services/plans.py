"""Plan van een gemeente: what it means to spend, beside its award."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from grants.enums import AwardState
from grants.models import Award, PlanLine
from pmg.accounts.enums import Role
from pmg.accounts.models import User
from pmg.casework.errors import MoveRefused, NotAllowed
from pmg.casework.moves import contribute


@transaction.atomic
def set_plan(*, award: Award, lines: Iterable[PlanLine], by: User) -> None:
    """Plan vastleggen: `lines` (unsaved, euros) replace the plan of an award still being prepared.

    Whoever does so worked on the award, and may not grant it. Raises NotAllowed, MoveRefused.
    """
    locked = Award.objects.select_for_update(of=("self",)).get(pk=award.pk)
    if not by.has_role(Role.POLICY_OFFICER, Role.ASSESSOR):
        raise NotAllowed("Uw rol laat niet toe dat u een plan vastlegt.")
    if locked.state != AwardState.PREPARED:
        raise MoveRefused("Het plan hoort bij een toekenning die al vaststaat.")
    locked.plan_lines.all().delete()
    for line in lines:
        line.award = locked
        line.save(force_insert=True)
    contribute(locked, by=by)
