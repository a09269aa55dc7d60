"""Formulier maken: the statement form of a municipality and year, as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from grants.codes import cbs_code
from grants.management.answering import AnsweringCommand
from grants.queries.scheme_years import find_scheme_year
from grants.workbook.form import make_form


class Command(AnsweringCommand):
    help = "Makes the statement form (aanvullende opgave) of a municipality over a year."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--municipality", required=True, help="CBS code, such as GM0513")
        parser.add_argument("--year", required=True, type=int, help="accounting year, such as 2025")
        parser.add_argument("--scheme", help="code of the scheme; without it the newest that fits")
        parser.add_argument("--out", required=True, type=Path, help="file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = cbs_code(options["municipality"])
        except ValueError:
            self.refuse(
                f"‘{options['municipality']}’ is geen gemeentecode. Gebruik een code als GM0513."
            )
        subject = find_scheme_year(options["year"], code, options["scheme"])
        if subject is None:
            self.refuse(
                f"Er is geen regeling waarin {code} over {options['year']} verantwoordt. "
                "Controleer de gemeentecode en het jaar."
            )
        out: Path = options["out"]
        try:
            out.write_bytes(make_form(subject))
        except OSError as error:
            self.refuse(f"Het bestand {out} kan niet worden geschreven: {error.strerror}.")
        self.stdout.write(f"Formulier gemaakt: {out}")
