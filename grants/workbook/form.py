"""Formulier voor de aanvullende opgave: a workbook made to measure, prefilled with what we know."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from grants.checks.form_mark import mark_of
from grants.checks.statement_amounts import read_amount
from grants.checks.statement_typed import TypedLine, TypedStatement, tidied, totals_of, typed_of
from grants.checks.subject import Choice, SchemeYear, Statement

from . import layout
from .how_to import write_how_to
from .styles import Styles

FICTIONAL = (
    "FICTIEF: dit formulier hoort bij een demonstratie. De bedragen en namen zijn verzonnen."
)
NOTES = {
    layout.SPENT: "Wat u in jaar T hebt besteed, in hele euro’s. Niets besteed? Vul dan 0 in.\n"
    "Voorbeeld: 285.000",
    layout.CUMULATIVE: "Wat eerder is geaccepteerd plus de besteding in jaar T, in hele euro’s.\n"
    "Voorbeeld: 512.400",
    layout.FINAL: "Kies Ja als dit uw laatste verantwoording over deze regeling is. Dat kan alleen "
    "in het laatste jaar.",
    layout.EXPLANATION: "Bijvoorbeeld waarom de besteding anders is dan gepland.",
}
COLUMN_NOTES = (
    "Kies a, b of c uit de lijst.",
    "Kies de sector die het geld ontvangt.",
    "Kies een interventie uit uw plan, of vul een naam in. Niet verplicht.",
    "Waar is het geld aan uitgegeven? Verplicht bij een negatief bedrag.",
    "Bedrag in hele euro’s.\nVoorbeeld: 125.000",
)


LONGEST_TEXT = 32_767
"""What a cell holds."""


class TooLongForACell(ValueError):
    """Tekst die niet in een cel past: it would be lost without a word."""


def make_form(subject: SchemeYear, filled: Statement | TypedStatement | None = None) -> bytes:
    """Het formulier als xlsx: the same bytes for the same subject, empty or `filled` in.

    What was typed goes in as it is, also where it is no amount and no choice of ours. Raises
    TooLongForACell.
    """
    typed = typed_of(filled) if isinstance(filled, Statement) else filled
    typed = tidied(typed or TypedStatement(), subject)
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            # What a municipality typed is text, also where it starts with an equals sign.
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {
            "title": f"Aanvullende opgave {subject.year} {subject.municipality}",
            "subject": "FICTIEF" if subject.is_fictional else subject.scheme_name,
            "comments": "Op het blad ‘Zo vult u dit in’ staat hoe u dit formulier invult.",
            # The clock would make each form different.
            "created": datetime.datetime(subject.year, 1, 1),  # noqa: DTZ001
        }
    )
    styles = Styles(book)
    opgave, bestedingen, how_to = (book.add_worksheet(name) for name in layout.SHEETS)
    lists = write_how_to(how_to, styles, subject)
    _write_lines(bestedingen, styles, subject, typed, lists)
    _write_statement(opgave, book, styles, subject, typed)
    opgave.set_selection(layout.SPENT.cell)
    bestedingen.set_selection(f"A{layout.HEADER_ROW + 1}")
    for sheet in (opgave, bestedingen, how_to):
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_row(0, 24)
        sheet.fit_to_pages(1, 0)
        if subject.is_fictional:
            sheet.set_header("&C&BFICTIEF")
    book.close()
    return out.getvalue()


def shown(choice: Choice) -> str:
    """A choice as the drop-down of activities shows it: `c. Interventies uitvoeren`."""
    return f"{choice.code}. {choice.label}"


def _write_statement(
    sheet: Any, book: Any, styles: Styles, subject: SchemeYear, filled: TypedStatement
) -> None:
    sheet.set_column("A:A", 44)
    sheet.set_column("B:B", 52)
    sheet.set_column("C:C", 36)
    sheet.hide_gridlines(2)
    sheet.write("A1", f"Aanvullende opgave over {subject.year}", styles.title)
    if subject.is_fictional:
        sheet.write("A2", FICTIONAL, styles.fictional)
    sheet.write("A3", "Dit weten wij al", styles.heading)
    facts = {
        layout.SCHEME: subject.scheme_name,
        layout.YEAR: str(subject.year),
        layout.MUNICIPALITY: f"{subject.municipality} (GM{subject.cbs_digits})",
        layout.AWARD: subject.award_reference or "niet bekend",
        layout.ACCEPTED_BEFORE: "nog niet bekend"
        if subject.accepted_before is None
        else int(subject.accepted_before),
    }
    for place, fact in facts.items():
        sheet.write(f"A{place.row}", place.label, styles.label)
        sheet.write(place.cell, fact, styles.fact)
    sheet.write(f"A{layout.SPENT.row - 1}", "Dit vult u in", styles.heading)
    typed = {
        layout.SPENT: _amount(filled.spent),
        layout.CUMULATIVE: _amount(filled.cumulative),
        layout.FINAL: filled.final,
        layout.EXPLANATION: filled.explanation,
    }
    for place, value in typed.items():
        style = styles.text if place in (layout.FINAL, layout.EXPLANATION) else styles.amount
        sheet.write(f"A{place.row}", place.label, styles.label)
        _write(sheet, place.row - 1, 1, value, style)
        sheet.write_comment(place.cell, NOTES[place], {"x_scale": 2, "author": ""})
        if place is not layout.FINAL:
            sheet.data_validation(place.cell, _hint(NOTES[place]))
    sheet.set_row(layout.EXPLANATION.row - 1, 90)
    sheet.data_validation(
        layout.FINAL.cell,
        {
            "validate": "list",
            "source": [layout.YES, layout.NO],
            "input_message": NOTES[layout.FINAL],
            "error_title": "Kies Ja of Nee",
            "error_message": "Kies Ja of Nee uit de lijst.",
        },
    )
    amounts = [read_amount(line.amount).euros or 0 for line in filled.lines]
    total, spent = sum(amounts), totals_of(filled).spent or 0
    sheet.write(f"A{layout.TOTAL.row - 1}", "Dit rekent het formulier uit", styles.heading)
    sheet.write(f"A{layout.TOTAL.row}", layout.TOTAL.label, styles.label)
    # Readers see the stored value, so we store the right one beside each formula.
    sheet.write_formula(layout.TOTAL.cell, f"=SUM({layout.TABLE}[bedrag])", styles.computed, total)
    sheet.write(f"A{layout.LEFT.row}", layout.LEFT.label, styles.label)
    sheet.write_formula(
        layout.LEFT.cell,
        f"=N({layout.SPENT.cell})-{layout.TOTAL.cell}",
        styles.computed,
        spent - total,
    )
    sheet.write(f"C{layout.LEFT.row}", "Dit moet 0 zijn voordat u indient.", styles.hint)
    sheet.write(f"A{layout.MARK.row}", layout.MARK.label, styles.label)
    sheet.write(layout.MARK.cell, str(mark_of(subject)), styles.mark)
    sheet.write(f"C{layout.MARK.row}", "Laat deze regel staan.", styles.hint)
    for place in layout.FIXED:
        book.define_name(place.name, f"={layout.STATEMENT_SHEET}!$B${place.row}")
    # Without a password: it keeps from accidents, not from people.
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_lines(
    sheet: Any,
    styles: Styles,
    subject: SchemeYear,
    filled: TypedStatement,
    lists: dict[str, str],
) -> None:
    lines = filled.lines
    first = layout.HEADER_ROW
    last = first + max(layout.ROOM, len(lines))
    for column, width in zip("ABCDE", (48, 28, 36, 60, 16), strict=True):
        sheet.set_column(f"{column}:{column}", width)
    sheet.write("A1", f"Bestedingen in {subject.year}", styles.title)
    if subject.is_fictional:
        sheet.write("A2", FICTIONAL, styles.fictional)
    sheet.write("A3", "Eén regel per activiteit, sector en interventie. Hele euro’s.", styles.hint)
    # It stays in sight while one scrolls, so that nobody has to go to the other sheet to see it.
    total = sum(read_amount(line.amount).euros or 0 for line in lines)
    sheet.write("D3", layout.TOTAL_IN_SIGHT, styles.total_label)
    sheet.write_formula("E3", f"=SUM({layout.TABLE}[bedrag])", styles.computed, total)
    sheet.add_table(
        f"A{first}:E{last}",
        {
            "name": layout.TABLE,
            "style": "Table Style Light 9",
            "columns": [
                {"header": name, "header_format": styles.column} for name in layout.COLUMNS
            ],
        },
    )
    for column, note in zip("ABCDE", COLUMN_NOTES, strict=True):
        sheet.write_comment(f"{column}{first}", note, {"author": ""})
    sheet.freeze_panes(first, 0)
    activities = {choice.code: shown(choice) for choice in subject.activities}
    sectors = {choice.code: choice.label for choice in subject.sectors}
    for row, line in enumerate(lines, start=first):
        _write_line(sheet, row, line, activities, sectors, styles)
    for row in range(first + len(lines), last):
        sheet.write_blank(row, 4, None, styles.line_amount)
    sheet.data_validation(f"E{first + 1}:E{last}", _hint(COLUMN_NOTES[4]))
    for column, (name, source) in zip("ABC", lists.items(), strict=False):
        sheet.data_validation(
            f"{column}{first + 1}:{column}{last}",
            {
                "validate": "list",
                "source": source,
                "error_title": "Kies uit de lijst",
                "error_message": f"Kies een {name} uit de lijst.",
                "input_message": COLUMN_NOTES["ABC".index(column)],
                # An intervention outside the plan is allowed; it is asked about later.
                "error_type": "information" if column == "C" else "stop",
            },
        )


def _hint(note: str) -> dict[str, str]:
    """The note of a cell, shown as well to who goes through the form by keyboard; hinders nobody."""
    return {"validate": "any", "input_message": note}


def _write_line(
    sheet: Any,
    row: int,
    line: TypedLine,
    activities: dict[str, str],
    sectors: dict[str, str],
    styles: Styles,
) -> None:
    _write(sheet, row, 0, activities.get(line.activity, line.activity))
    _write(sheet, row, 1, sectors.get(line.sector, line.sector))
    _write(sheet, row, 2, line.intervention)
    _write(sheet, row, 3, line.description)
    _write(sheet, row, 4, _amount(line.amount), styles.line_amount)


def _amount(text: str) -> int | str:
    """An amount as a number, so that the form can add it up; any other text as it is."""
    euros = read_amount(text).euros
    return text if euros is None else euros


def _write(sheet: Any, row: int, column: int, value: int | str, style: Any = None) -> None:
    if isinstance(value, int):
        sheet.write_number(row, column, value, style)
    elif len(value) > LONGEST_TEXT:
        raise TooLongForACell
    elif value:
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_blank(row, column, None, style)
