"""What a municipality does that follows a remedy: for each finding code the change it asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from grants.checks.findings import Finding
from grants.checks.form_mark import mark_of

from .settled import settled
from .statements import SUBJECT, changed, good

Mend = Callable[[Any, Finding], None]


def _type(value: Any) -> Mend:
    """Types `value` in the cell that the finding names."""

    def mend(book: Any, finding: Finding) -> None:
        book[finding.sheet][finding.cell] = value

    return mend


def _rename_sheet(book: Any, finding: Finding) -> None:
    strange = next(name for name in book.sheetnames if f"‘{name}’" in finding.remedy)
    book[strange].title = finding.sheet


def _put_headings_back(book: Any, finding: Finding) -> None:
    for column, name in enumerate(
        ("activiteit", "sector", "interventie", "omschrijving", "bedrag"), start=1
    ):
        book[finding.sheet].cell(5, column, name)


def _take_a_line_out(book: Any, finding: Finding) -> None:
    """The line that was not in SiSa, and every total with it."""
    book["Bestedingen"].delete_rows(10)
    book[finding.sheet][finding.cell] = 285_000
    book[finding.sheet]["B12"] = 405_000


MENDS: dict[str, Mend] = {
    "opgave-geen-kenmerk": lambda book, finding: book["Opgave"].__setitem__(
        "B20", str(mark_of(SUBJECT))
    ),
    "opgave-kenmerk-gewijzigd": _type(str(mark_of(SUBJECT))),
    "opgave-blad-ontbreekt": _rename_sheet,
    "opgave-kolom-ontbreekt": _put_headings_back,
    "opgave-vak-leeg": _type(285_000),
    "opgave-formule-zonder-uitkomst": _type(285_000),
    "opgave-bedrag-onleesbaar": _type("285.000"),
    "opgave-bedrag-met-centen": _type(285_000),
    "opgave-ja-of-nee": _type("Nee"),
    "opgave-te-vroeg-eind": _type("Nee"),
    "opgave-activiteit-leeg": _type("a"),
    "opgave-sector-leeg": _type("Gemeentelijke organisatie"),
    "opgave-bedrag-leeg": _type(21_350),
    "opgave-onbekende-activiteit": _type("a. Probleemanalyse maken en uitwerken"),
    "opgave-onbekende-sector": _type("Scholen"),
    "opgave-naam-te-lang": _type("Buurtcoach op Straat"),
    "opgave-negatief-zonder-uitleg": _type("Terugbetaald door partner"),
    "opgave-telt-niet-op": _type(285_000),
    "opgave-cumulatief": _type(405_000),
    "opgave-sisa-verschil": _take_a_line_out,
    "opgave-boven-toekenning": _type(405_000),
    "opgave-interventie-niet-gepland": _type("Buurtcoach op Straat"),
    "opgave-leeftijd-buiten-regeling": _type("Buurtcoach op Straat"),
}


TO_EXPLAIN = frozenset({"opgave-negatieve-regel", "opgave-sprong"})
"""Nothing to mend: the remedy asks for a word of explanation."""

SAVED_AGAIN = frozenset(
    {"opgave-macros", "opgave-externe-koppeling", "opgave-dde", "opgave-ingesloten-bestand"}
)
"""Saved as a plain workbook, without what lay beside its sheets."""


def mended_file(code: str, data: bytes, findings: Sequence[Finding]) -> bytes:
    """The file after somebody did what the remedy says, for every code that asks to mend it.

    Where it is a new form with the amounts taken over, that is the good one.
    """
    if code in MENDS:
        return mended(data, next(finding for finding in findings if finding.code == code))
    if code in SAVED_AGAIN:
        book = load_workbook(BytesIO(data), keep_links=False)
        out = BytesIO()
        book.save(out)
        return settled(out.getvalue())
    return good()


def mended(data: bytes, finding: Finding) -> bytes:
    """The file after somebody did what the remedy says."""
    return changed(lambda book: MENDS[finding.code](book, finding), data)
