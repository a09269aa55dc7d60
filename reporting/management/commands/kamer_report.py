"""`manage.py kamer_report 2024 --out F.pdf`: the report from the latest frozen version."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.enums import FileKind
from reporting.queries.years import latest_snapshot
from reporting.services.rendering import render


class Command(BaseCommand):
    help = "Maakt de Kamerrapportage over een bevroren verslagjaar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, help="verslagjaar, bijvoorbeeld 2024")
        parser.add_argument("--out", type=Path, required=True, help="waar de PDF komt te staan")
        parser.add_argument("--scheme", default="", help="code van de regeling")
        parser.add_argument(
            "--kind", choices=FileKind.values, default=FileKind.PDF, help="soort bestand"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        snapshot = latest_snapshot(options["year"], options["scheme"])
        if snapshot is None:
            raise CommandError(
                f"Verslagjaar {options['year']} is niet bevroren. "
                f"Doe eerst: manage.py freeze_year {options['year']}"
            )
        file = render(snapshot).files.get(kind=options["kind"])
        try:
            options["out"].write_bytes(bytes(file.content))
        except OSError as fault:
            raise CommandError(f"{options['out']} kan niet worden geschreven: {fault}") from fault
        self.stdout.write(f"{options['out']} ({file.size} bytes)\nSHA-256 {file.sha256}")
