"""Voorcontrole van een SiSa-pakket vanaf de opdrachtregel."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from grants.checks.findings import Outcome
from grants.management.answering import CheckCommand
from grants.services.prechecks import check_package_by_name


class Command(CheckCommand):
    help = (
        "Checks a SiSa package (sisa_JJJJ_06BBBB.zip) and stores nothing. Year and municipality "
        "come from its name, else from the names inside."
    )
    scheme: str | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--scheme", help="code of the scheme; without it the newest that fits")

    def handle(self, *args: Any, **options: Any) -> None:
        self.scheme = options["scheme"]
        super().handle(*args, **options)

    def look_at(self, data: bytes, filename: str) -> Outcome:
        return check_package_by_name(data, filename, self.scheme)
