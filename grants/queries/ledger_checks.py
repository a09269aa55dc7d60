"""Uitkomsten van de nachtelijke controle, and who reads them."""

from __future__ import annotations

from django.db.models import QuerySet

from grants.models import LedgerCheck
from pmg.accounts.enums import Role

CHECK_READERS = (
    Role.ADMINISTRATOR,
    Role.AUDITOR,
    Role.BUDGET_HOLDER,
    Role.FINANCIAL_OFFICER,
)


def ledger_checks() -> QuerySet[LedgerCheck]:
    """Alle uitkomsten, the newest first."""
    return LedgerCheck.objects.order_by("-day")


def last_ledger_check() -> LedgerCheck | None:
    """De laatste uitkomst."""
    return ledger_checks().first()
