"""Voorcontrole van een SiSa-pakket vanaf de opdrachtregel."""

from __future__ import annotations

from grants.checks.findings import Outcome
from grants.management.answering import CheckCommand
from grants.services.prechecks import check_package_by_name


class Command(CheckCommand):
    help = (
        "Checks a SiSa package (sisa_JJJJ_06BBBB.zip) and stores nothing. Year and municipality "
        "come from its name, else from the names inside."
    )

    def look_at(self, data: bytes, name: str, scheme: str | None) -> Outcome:
        return check_package_by_name(data, name, scheme)
