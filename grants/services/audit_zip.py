"""Writes an audit zip: the same content gives the same bytes, and no file is held in memory."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple

from django.template.loader import render_to_string

from grants.checks.audit_zip import CASE, EVENTS, INDEX, SUMS, canonical, chained, sums_of
from grants.codes import cbs_digits
from grants.enums import ScanState
from grants.models import Justification
from grants.queries.audit import Dossier, DossierFile, as_data
from grants.queries.scans import state_of
from grants.transitions.justifications import JUSTIFICATION_MOVES
from pmg.cells import harmless

from .files import open_file

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of everything in the zip: when it was made is not part of its content."""

CHUNK = 1024 * 1024
HEADINGS = ("pad", "sha256", "bytes", "soort", "oorspronkelijke naam", "rij")
PAGE = "index.html"


class Note(NamedTuple):
    """What lies in the place of a file that stays shut."""

    ending: str
    text: str


NOTES: dict[str, Note] = {
    ScanState.INFECTED: Note("afgesloten", "In dit bestand zit een virus."),
    ScanState.ASKED: Note(
        "niet-gescand",
        "Dit bestand is nog niet gescand op virussen. Vraag het dossier later opnieuw.",
    ),
}
"""By what the scanner said: the same outcomes as for any other download."""


class FileChanged(Exception):
    """A stored file is no longer what its fingerprint says."""


def zip_name(case: Justification) -> str:
    """Name of the zip: audit_2025_0513.zip."""
    assert case.municipality is not None, "a constraint says so"
    name = f"audit_{case.accounting_year.year}_{cbs_digits(case.municipality.cbs_code)}.zip"
    return f"FICTIEF_{name}" if case.award.scheme.is_fictional else name


class _Writer:
    """Zip that remembers of each file how long it is and what its fingerprint is."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._zip = archive
        self.digests: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def add(self, path: str, chunks: Iterable[bytes]) -> None:
        info = zipfile.ZipInfo(path, LONG_AGO)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o100644 << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
        self.digests[path], self.sizes[path] = digest.hexdigest(), size

    def add_text(self, path: str, lines: Iterable[str]) -> None:
        self.add(path, (line.encode() for line in lines))


def write_zip(dossier: Dossier, out: IO[bytes]) -> None:
    """Dossier schrijven. Raises FileChanged for a stored file that is not what it was."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        _fill(dossier, _Writer(archive))


def _fill(dossier: Dossier, zipped: _Writer) -> None:
    told: dict[str, tuple[str, str, str]] = {}
    for file in dossier.files:
        path = _add_file(zipped, file)
        told[path] = (file.kind, file.name, file.row)
    zipped.add_text(CASE, [_pretty(as_data(dossier.case))])
    told[CASE] = ("verantwoording", "", f"justification {dossier.case.pk}")
    for table, rows in dossier.tables.items():
        path = f"gegevens/{table}.jsonl"
        zipped.add_text(path, (f"{canonical(row)}\n" for row in rows))
        told[path] = ("gegevens", "", f"{len(rows)} rijen")
    zipped.add_text(EVENTS, (f"{line}\n" for line in chained(map(as_data, dossier.events))))
    told[EVENTS] = ("gebeurtenissen", "", f"{len(dossier.events)} gebeurtenissen")
    zipped.add_text("personen.csv", _people(dossier))
    told["personen.csv"] = ("personen", "", f"{len(dossier.people)} personen")
    zipped.add_text("LEESMIJ.txt", [render_to_string("grants/audit/readme.txt", _page(dossier))])
    told["LEESMIJ.txt"] = ("uitleg", "", "")
    index = [
        (path, zipped.digests[path], zipped.sizes[path], *told[path])
        for path in sorted(zipped.digests)
    ]
    page = _page(dossier) | {"rows": [dict(zip(HEADINGS, row, strict=True)) for row in index]}
    zipped.add_text(PAGE, [render_to_string("grants/audit/index.html", page)])
    zipped.add_text(INDEX, _csv([HEADINGS, *index]))
    zipped.add_text(SUMS, [sums_of(zipped.digests)])


def _add_file(zipped: _Writer, file: DossierFile) -> str:
    """Adds a stored file, or a note where it stays shut; returns where it lies."""
    if (state := state_of(file.stored)) in NOTES:
        path = f"{file.path}.{NOTES[state].ending}.txt"
        zipped.add_text(path, [f"{NOTES[state].text} SHA-256: {file.stored.pk}\n"])
        return path
    with open_file(file.stored) as opened:
        zipped.add(file.path, iter(lambda: opened.read(CHUNK), b""))
    if zipped.digests[file.path] != file.stored.pk:
        raise FileChanged(file.path)
    return file.path


def _page(dossier: Dossier) -> dict[str, Any]:
    people = {person.pk: person for person in dossier.people}
    return {
        "case": dossier.case,
        "files": dossier.files,
        "happenings": [
            {
                "on": event.on,
                "what": JUSTIFICATION_MOVES[event.name].event
                if event.case_kind == JUSTIFICATION_MOVES.kind
                else f"{event.case_kind}: {event.name}",
                "by": people[event.by_id],
                "reason": event.reason,
            }
            for event in dossier.events
        ],
    }


def _people(dossier: Dossier) -> Iterator[str]:
    rows = [
        (str(person.pk), person.get_full_name() or person.username, person.function)
        for person in dossier.people
    ]
    yield from _csv([("sleutel", "naam", "functie"), *rows])


def _csv(rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Semicolons, as a Dutch spreadsheet program expects; no cell is taken for a formula."""
    yield "\ufeff"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";", lineterminator="\r\n").writerow(map(harmless, row))
        yield line.getvalue()


def _pretty(data: dict[str, Any]) -> str:
    return canonical(data) + "\n"
