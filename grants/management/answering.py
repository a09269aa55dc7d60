"""Commands that answer with an exit code, as in sysexits.h: a crash never looks like "no"."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from grants.checks.findings import Finding, Outcome

NOTHING_TO_MEND = 0
SOMETHING_TO_MEND = 1
CANNOT_BE_READ = 2
WRONG_USAGE = os.EX_USAGE
MOST_BYTES = 64 * 1024 * 1024
"""Of a file is read at most this and one byte more: the checks then say that it is too large."""

WHY_NOT = {
    errno.ENOENT: "het bestaat niet",
    errno.ENOTDIR: "het bestaat niet",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EISDIR: "het is een map",
    errno.EACCES: "u hebt geen recht om het te lezen",
    errno.EPERM: "u hebt geen recht om het te lezen",
}
# 70, our own fault, is given by manage.py for whatever else is raised.


class AnsweringCommand(BaseCommand):
    """Command whose wrong usage ends in 64, with a sentence on stderr."""

    # Looking at a file must not wait for a look at every page of the site.
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self.refuse  # type: ignore[method-assign]
        return parser

    def refuse(self, message: str) -> NoReturn:
        """Wrong usage: say what to do, and stop."""
        self.stderr.write(message)
        sys.exit(WRONG_USAGE)


class CheckCommand(AnsweringCommand):
    """Voorcontrole van een bestand: the same checks as the screens, nothing stored.

    Exit 0 nothing to mend, 1 something to mend, 2 cannot be read, 64 wrong usage, 70 our fault.
    """

    def look_at(self, data: bytes, name: str, scheme: str | None) -> Outcome:
        """The outcome of the checks over a file: its bytes, its name, the code of a scheme."""
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="file to check")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="one JSON object on stdout"
        )
        parser.add_argument("--scheme", help="code of the scheme; without it the newest that fits")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        except OSError as error:
            why = WHY_NOT.get(error.errno or 0, "het lezen ging mis")
            self.refuse(f"Het bestand {file} kan niet worden geopend: {why}.")
        outcome = self.look_at(data, file.name, options["scheme"])
        self.stdout.write(as_json(outcome) if options["as_json"] else as_text(outcome))
        sys.exit(exit_code(outcome))


def exit_code(outcome: Outcome) -> int:
    """0, 1 or 2; warnings alone leave nothing to mend."""
    if not outcome.readable:
        return CANNOT_BE_READ
    return NOTHING_TO_MEND if outcome.ok else SOMETHING_TO_MEND


def as_json(outcome: Outcome) -> str:
    """One object; ASCII only, so that no terminal can choke on it."""
    return json.dumps(
        {
            "ok": outcome.ok,
            "indicators": outcome.indicators.as_dict(),
            "findings": [finding.as_dict() for finding in outcome.findings],
        }
    )


def as_text(outcome: Outcome) -> str:
    """Every finding in a paragraph of its own, and a last line that says how many."""
    errors = sum(finding.severity == "error" for finding in outcome.findings)
    warnings = len(outcome.findings) - errors
    told = f"{errors} {'fout' if errors == 1 else 'fouten'}, " if errors else "Geen bezwaren, "
    told += f"{warnings} {'aandachtspunt' if warnings == 1 else 'aandachtspunten'}."
    return "\n\n".join([*map(_paragraph, outcome.findings), told])


def _paragraph(finding: Finding) -> str:
    kind = "FOUT" if finding.severity == "error" else "LET OP"
    place = ", ".join(part for part in (finding.document, finding.sheet, finding.cell) if part)
    return f"{kind} [{finding.code}] {place}\n  {finding.message}\n  {finding.remedy}"
