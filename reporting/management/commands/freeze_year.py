"""`manage.py freeze_year 2025`: freeze a reporting year, or freeze it anew with a reason."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pmg.accounts.services.machines import machine
from pmg.casework.errors import MoveRefused
from reporting.queries.years import scheme_of
from reporting.services.freezing import freeze_year


class Command(BaseCommand):
    help = "Bevriest een verslagjaar: alle cijfers op één moment, als basis van de Kamerrapportage."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int, help="verslagjaar, bijvoorbeeld 2025")
        parser.add_argument("--scheme", default="", help="code van de regeling")
        parser.add_argument("--reason", default="", help="reden van een correctie")

    def handle(self, *args: Any, **options: Any) -> None:
        found = scheme_of(options["year"], options["scheme"])
        if found is None:
            raise CommandError(f"Er is geen regeling met verantwoordingsjaar {options['year']}.")
        scheme, revision = found
        clerk = machine("klok")
        try:
            snapshot = freeze_year(
                scheme_id=scheme.pk,
                year=options["year"],
                by=clerk,
                on=timezone.now(),
                reason=options["reason"],
                seen_revision=revision,
            )
        except MoveRefused as refusal:
            hint = "" if options["reason"] or not revision else " Geef de reden mee met --reason."
            raise CommandError(f"{refusal}{hint}") from refusal
        self.stdout.write(
            f"Verslagjaar {options['year']} bevroren, versie {snapshot.version}.\n"
            f"SHA-256 {snapshot.sha256}"
        )
