"""Auditdossier controleren: without the database, by whoever has the file."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from grants.checks.audit_zip import faults
from grants.intake.audit_zip import NoDossier, read_audit_zip
from grants.management.answering import (
    CANNOT_BE_READ,
    NOTHING_TO_MEND,
    SOMETHING_TO_MEND,
    AnsweringCommand,
)


class Command(AnsweringCommand):
    help = (
        "Checks an audit zip: every file against SHA256SUMS and index.csv, every event against its "
        "chain. Exit 0 all is well, 1 something was changed, 2 cannot be read, 64 wrong usage, "
        "70 our fault. Asks no database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="audit zip to check")
        parser.add_argument("--sha256", help="fingerprint of the whole zip, as the page shows it")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="one JSON object on stdout"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file:
                whole = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            self.refuse(f"Het bestand {path} kan niet worden geopend: {error.strerror}.")
        try:
            digests, texts, odd = read_audit_zip(path)
        except NoDossier as refusal:
            self.answer(CANNOT_BE_READ, whole, [str(refusal)], 0, as_json=options["as_json"])
        found = [*odd, *faults(digests, texts)]
        asked = (options["sha256"] or "").strip().casefold()
        if asked and asked != whole:
            found.insert(0, "Het controlegetal van het hele zip-bestand klopt niet.")
        code = SOMETHING_TO_MEND if found else NOTHING_TO_MEND
        self.answer(code, whole, found, len(digests), as_json=options["as_json"])

    def answer(self, code: int, whole: str, found: list[str], files: int, *, as_json: bool) -> None:
        """Says what was found, and leaves with its code."""
        if as_json:
            self.stdout.write(
                json.dumps({"ok": not code, "sha256": whole, "files": files, "faults": found})
            )
        else:
            told = f"{len(found)} {'fout' if len(found) == 1 else 'fouten'}"
            last = told if found else f"Het dossier klopt: {files} bestanden, geen verschil"
            self.stdout.write("\n".join([*found, f"{last}. SHA-256 {whole}"]))
        sys.exit(code)
