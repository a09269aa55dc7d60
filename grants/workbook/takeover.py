"""Leeg model voor een overname: headings, drop-downs and notes; with rows for a demo or a test."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from grants.checks.takeover_layout import (
    AMOUNT_OF,
    Cell,
    Column,
    Sheet,
    TakeOverSubject,
    sheets_for,
)
from grants.enums import TakeOverKind

from .styles import Styles

FICTIONAL = "FICTIEF: dit model hoort bij een demonstratie. De bedragen en namen zijn verzonnen."
HEADER_ROW = 3
ROOM = 500
LISTS = "Lijsten"
HOW_TO = "Zo vult u dit in"
AMOUNT_FORMAT, DAY_FORMAT, TEXT_FORMAT = "#,##0.00", "dd-mm-yyyy", "@"
STEPS = (
    "Vul op het eerste tabblad één regel per {what} in. De koppen laat u staan.",
    "Bij elke kop staat in een opmerking wat er in de kolom hoort.",
    "Bedragen zijn in euro’s. Een datum schrijft u als 15-07-2024.",
    "Upload de werkmap in de toepassing. U ziet eerst een overzicht.",
    "Een collega keurt het overzicht goed. Pas dan wordt er iets overgenomen.",
    "Hetzelfde bestand nog eens uploaden verandert niets.",
)
PDFS = (
    "Zet bij elke toekenning de naam van de PDF van het besluit. Upload de PDF’s erbij, of doe alles "
    "in één zip."
)
WHAT = {
    TakeOverKind.AWARDS: "toekenning",
    TakeOverKind.PAYMENTS: "betaling",
    TakeOverKind.SISA: "gemeente en verantwoordingsjaar",
    TakeOverKind.PROGRESS: "gemeente en uitkeringsjaar",
}

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Name of a sheet -> its rows, by the key of the column, as they stand in the cells."""


def make_model(subject: TakeOverSubject, rows: Rows | None = None) -> bytes:
    """Het model als xlsx: the same bytes for the same subject and rows."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": f"Overname {subject.kind.label}",
            "subject": "FICTIEF" if subject.is_fictional else subject.scheme_name,
            "created": datetime.datetime(2024, 1, 1),  # noqa: DTZ001 - the same bytes each time
        }
    )
    styles = Styles(book)
    sheets = sheets_for(subject)
    pages = [book.add_worksheet(sheet.name) for sheet in sheets]
    how_to, lists = book.add_worksheet(HOW_TO), book.add_worksheet(LISTS)
    choices = _write_lists(lists, sheets)
    for page, sheet in zip(pages, sheets, strict=True):
        _write_sheet(page, book, styles, sheet, subject, choices, (rows or {}).get(sheet.name, ()))
    _write_how_to(how_to, styles, subject)
    lists.hide()
    book.close()
    return out.getvalue()


def _write_lists(page: Any, sheets: Sequence[Sheet]) -> dict[tuple[str, str], str]:
    """The choices of each drop-down in a column of its own; returns where each stands."""
    places: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        for column in sheet.columns:
            options = ["Ja", "Nee"] if column.cell == Cell.YES_NO else list(column.choices or {})
            if not options:
                continue
            at = len(places)
            page.write_column(0, at, options)
            letter = xlsxwriter.utility.xl_col_to_name(at)
            places[sheet.name, column.key] = f"={LISTS}!${letter}$1:${letter}${len(options)}"
    return places


def _write_sheet(
    page: Any,
    book: Any,
    styles: Styles,
    sheet: Sheet,
    subject: TakeOverSubject,
    choices: Mapping[tuple[str, str], str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    page.write("A1", f"{sheet.name}: overname uit de oude administratie", styles.title)
    if subject.is_fictional:
        page.write("A2", FICTIONAL, styles.fictional)
        page.set_header("&C&BFICTIEF")
    page.freeze_panes(HEADER_ROW, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    last = HEADER_ROW + max(ROOM, len(rows))
    formats = {
        Cell.AMOUNT: book.add_format({"num_format": AMOUNT_FORMAT}),
        Cell.EUROS: book.add_format({"num_format": "#,##0"}),
        Cell.DAY: book.add_format({"num_format": DAY_FORMAT}),
    }
    # Codes and numbers of the old administration are text: a leading zero must not get lost.
    text = book.add_format({"num_format": TEXT_FORMAT})
    for at, column in enumerate(sheet.columns):
        style = formats.get(column.cell, text)
        page.set_column(at, at, max(14, min(40, len(column.heading) + 6)), style)
        page.write_string(HEADER_ROW - 1, at, column.heading, styles.column)
        page.write_comment(
            HEADER_ROW - 1, at, _note(column), {"author": "", "x_scale": 2, "visible": False}
        )
        if source := choices.get((sheet.name, column.key)):
            page.data_validation(
                HEADER_ROW,
                at,
                last,
                at,
                {
                    "validate": "list",
                    "source": source,
                    "error_title": "Kies uit de lijst",
                    "error_message": f"Kies bij ‘{column.heading}’ uit de lijst.",
                },
            )
    for number, row in enumerate(rows, start=HEADER_ROW):
        for at, column in enumerate(sheet.columns):
            _write_cell(page, number, at, row.get(column.key), formats.get(column.cell, text))


def _write_cell(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None:
        return
    if isinstance(value, datetime.date):
        page.write_datetime(row, column, value, style)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, value, style)
    else:
        page.write_string(row, column, str(value), style)


def _note(column: Column) -> str:
    parts = [column.note, "" if column.required else "Niet verplicht."]
    if column.key.startswith(AMOUNT_OF):
        parts.append("Voorbeeld: 500.000")
    return " ".join(dict.fromkeys(part for part in parts if part)) or column.heading


def _write_how_to(page: Any, styles: Styles, subject: TakeOverSubject) -> None:
    page.set_column("A:A", 110)
    page.write("A1", f"Overname van {subject.kind.label}", styles.title)
    page.write("A2", subject.scheme_name, styles.hint)
    steps = [step.format(what=WHAT[subject.kind]) for step in STEPS]
    if subject.kind == TakeOverKind.AWARDS:
        steps.insert(3, PDFS)
    for number, step in enumerate(steps, start=1):
        page.write(number + 2, 0, f"{number}. {step}", styles.wrapped)
