"""Voorcontrole van een aanvullende opgave vanaf de opdrachtregel."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from grants.checks.findings import Outcome
from grants.management.answering import CheckCommand
from grants.services.prechecks import check_statement_by_name


class Command(CheckCommand):
    help = (
        "Checks a statement form (pmg_JJJJ_BBBB.xlsx, xls or ods) and stores nothing. Year and "
        "municipality come from its name, else from its form mark."
    )
    scheme: str | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--scheme", help="code of the scheme; without it the newest that fits")

    def handle(self, *args: Any, **options: Any) -> None:
        self.scheme = options["scheme"]
        super().handle(*args, **options)

    def look_at(self, data: bytes, filename: str) -> Outcome:
        return check_statement_by_name(data, filename, self.scheme)
