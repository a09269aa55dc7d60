"""Voorcontrole van een aanvullende opgave vanaf de opdrachtregel."""

from __future__ import annotations

from grants.checks.findings import Outcome
from grants.management.answering import CheckCommand
from grants.services.prechecks import check_statement_by_name


class Command(CheckCommand):
    help = (
        "Checks a statement form (pmg_JJJJ_BBBB.xlsx, xls or ods) and stores nothing. Year and "
        "municipality come from its name, else from its form mark."
    )

    def look_at(self, data: bytes, name: str, scheme: str | None) -> Outcome:
        return check_statement_by_name(data, name, scheme)
