"""Rekeningnummers: which one counts, and which change waits for the signatory."""

from __future__ import annotations

from django.db.models import QuerySet

from grants.enums import AccountChangeState
from grants.models import AccountChange, Award
from pmg.accounts.models import User

from .visibility import awards_visible_to


def account_changes_visible_to(user: User) -> QuerySet[AccountChange]:
    """Wijzigingen that `user` may see: those of the awards that `user` may see."""
    return AccountChange.objects.filter(award__in=awards_visible_to(user)).select_related(
        "award__scheme", "municipality"
    )


def waiting_change(award: Award) -> AccountChange | None:
    """De wijziging die op de ondertekenaar wacht."""
    return award.account_changes.filter(state=AccountChangeState.REQUESTED).first()


def account_for_payments(award: Award) -> str:
    """Het IBAN waarop een betaling wordt klaargezet: the new one, also while it waits."""
    waiting = waiting_change(award)
    return waiting.iban if waiting else award.iban


def is_confirmed(award: Award, iban: str) -> bool:
    """Of op deze rekening mag worden betaald: it is the award's own, and no change waits."""
    return iban == award.iban and waiting_change(award) is None
