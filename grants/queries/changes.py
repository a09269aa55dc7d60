"""Wijzigingen van toekenningen: what a decision on one looks at, and who sees it; euros."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.utils import timezone

from grants.enums import AwardState, ChangeState, LetterAct
from grants.models import Award, AwardChange, GrantYear, Letter
from grants.transitions.changes import ChangeFacts
from pmg.accounts.models import User

from .awards import money_per_grant_year
from .ceilings import commitment_left
from .mandates import mandate_on
from .maxima import maxima_for
from .settlements import settlement_of
from .vat_shares import vat_per_year

DECISIONS = (LetterAct.AWARDED, LetterAct.PARTLY_AWARDED, LetterAct.AWARD_CHANGED)
"""Letters of which the newest says what an award is."""


def changes_visible_to(user: User) -> QuerySet[AwardChange]:
    """Wijzigingen that `user` may see; a prepared one is the ministry's own until decided."""
    changes = AwardChange.objects.all()
    if user.is_ministry:
        return changes
    return changes.filter(municipality_id__in=user.municipality_ids, state=ChangeState.DECIDED)


def changes_to_decide(user: User) -> QuerySet[AwardChange]:
    """Voorbereide wijzigingen, each with its new `total` in euros."""
    return (
        changes_visible_to(user)
        .filter(state=ChangeState.PREPARED)
        .select_related("municipality", "award")
        .annotate(total=Sum("amounts__amount"))
        .order_by("municipality__name")[:25]
    )


def change_facts(
    award: Award,
    amounts: Mapping[GrantYear, Decimal],
    before: Mapping[GrantYear, Decimal] | None,
    *,
    by: User,
    on: datetime.datetime,
) -> ChangeFacts:
    """What the guards look at; `before` is what the award said when the change was prepared."""
    day = timezone.localdate(on)
    mandate = mandate_on(by, day)
    money = money_per_grant_year(award)
    given = [line for line in money if line.year in amounts]
    current = tuple(line.allocated for line in money)
    assert award.municipality is not None, "a constraint says so"
    maxima = maxima_for([line.year for line in money], award.municipality)
    vat = vat_per_year(award)
    return ChangeFacts(
        amounts=tuple(amounts[line.year] for line in given),
        # What goes into the BTW-compensatiefonds takes its part of the maximum.
        maxima=tuple(most - vat[line.year.pk] for line, most in zip(money, maxima, strict=True)),
        mandate_ceiling=mandate.ceiling if mandate else None,
        has_article=bool(award.scheme.change_article),
        commitment_left=commitment_left(award.scheme, day.year),
        current=current,
        before=current if before is None else tuple(before[line.year] for line in money),
        taken=tuple(line.waiting + line.paid for line in money),
        is_running=award.state == AwardState.GRANTED and settlement_of(award) is None,
    )


def decision_letter(award: Award) -> Letter | None:
    """De brief die nu zegt wat de toekenning is: the newest decision on its amounts."""
    cases = [award.pk, *award.changes.values_list("pk", flat=True)]
    return (
        Letter.objects.filter(case_id__in=cases, act__in=DECISIONS, replaced_by=None)
        .order_by("-recorded_at")
        .first()
    )
