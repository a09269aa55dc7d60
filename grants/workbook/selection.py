"""Uitkomst van een selectie als spreadsheet: every step, and what it rests on. Text is no formula."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from grants.reckoning.selection import SCALING_WORDS

from .styles import Styles

HEADER_ROW = 4
FIGURE_FORMAT = "#,##0.000000"


def make_workbook(run: Any) -> bytes:
    """The ranking on the first sheet, settings and checksums on the second."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": "Selectie", "created": datetime.datetime(2024, 1, 1)})  # noqa: DTZ001
    styles = Styles(book)
    _write_ranking(book, book.add_worksheet("Rangorde"), styles, run)
    _write_settings(book.add_worksheet("Instellingen"), styles, run)
    book.close()
    return out.getvalue()


def _write_ranking(book: Any, sheet: Any, styles: Styles, run: Any) -> None:
    names = sorted(run.settings["weights"])
    figure = book.add_format({"num_format": FIGURE_FORMAT})
    _write_title(sheet, styles, run, "Rangorde van de gemeenten")
    headings = [
        "Rang",
        "Gemeentecode",
        "Gemeente",
        "Gekozen",
        *(f"{name} per 1.000" for name in names),
        *(f"{name} geschaald" for name in names),
        "Score",
        "Uitgesloten omdat",
    ]
    for column, heading in enumerate(headings):
        sheet.write_string(HEADER_ROW - 1, column, heading, styles.column)
    for number, row in enumerate(run.outcome, start=HEADER_ROW):
        if row["rank"]:
            sheet.write_number(number, 0, row["rank"])
        chosen = "ja" if row["is_selected"] else "nee"
        for column, text in enumerate((row["code"], row["name"], chosen), start=1):
            sheet.write_string(number, column, text)
        steps = [row["rates"][name] for name in names] + [row["scaled"].get(name) for name in names]
        for column, value in enumerate((*steps, row["score"]), start=4):
            if value:
                sheet.write_number(number, column, Decimal(value), figure)
        sheet.write_string(number, len(headings) - 1, row["excluded"])
    sheet.freeze_panes(HEADER_ROW, 0)
    sheet.autofilter(HEADER_ROW - 1, 0, HEADER_ROW - 1 + len(run.outcome), len(headings) - 1)
    sheet.set_column(0, len(headings) - 1, 18)


def _write_settings(sheet: Any, styles: Styles, run: Any) -> None:
    kept = run.settings
    _write_title(sheet, styles, run, "Instellingen en controlegetallen")
    rows = [
        ("Cijfers", run.input.name),
        ("Schaling", SCALING_WORDS[kept["scaling"]]),
        ("Aantal gekozen", str(kept["cut"])),
        *((f"Gewicht van {name}", weight) for name, weight in sorted(kept["weights"].items())),
        *((f"Uitgesloten: {code}", why) for code, why in sorted(kept["excluded"].items())),
        ("Bestand (SHA-256)", run.input.file_id),
        ("Invoer (SHA-256)", run.input_hash),
        ("Uitkomst (SHA-256)", run.outcome_hash),
    ]
    for number, (label, text) in enumerate(rows, start=HEADER_ROW - 1):
        sheet.write_string(number, 0, label, styles.label)
        sheet.write_string(number, 1, str(text))
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 70)


def _write_title(sheet: Any, styles: Styles, run: Any, title: str) -> None:
    sheet.write_string("A1", title, styles.title)
    if run.input.scheme.is_fictional:
        sheet.write_string("A2", "FICTIEF: deze cijfers zijn verzonnen.", styles.fictional)
        sheet.set_header("&C&BFICTIEF")
