"""Reads an export of the financial system: a CSV whose columns are known by their headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grants.checks.findings import Finding
from grants.checks.reconciliation_rules import CELL, COLUMNS, FILE_SHUT, NO_ROWS
from grants.checks.register import Problem
from grants.money import UnreadableAmount, parse_amount
from grants.reckoning.reconciliation import Paid

from .annex_blocks import place
from .apart import Crashed, GaveUp, read_apart
from .cbs_cells import day_of
from .cbs_text import NotText, read_text_table
from .headings import find_columns

MOST_FINDINGS = 100
NEEDED = ("reference", "amount", "on")
COLUMN_NAMES = {
    "reference": "Betalingskenmerk",
    "amount": "Bedrag",
    "on": "Boekdatum",
    "creditor": "Crediteurnummer",
    "commitment": "Verplichtingnummer",
    "party": "Naam",
}
HEADINGS: Mapping[str, frozenset[str]] = {
    "reference": frozenset(
        {"betalingskenmerk", "betaalkenmerk", "kenmerk", "referentie", "betalingsreferentie",
         "uwkenmerk", "factuurnummer"}
    ),
    "amount": frozenset({"bedrag", "bedrageur", "betaaldbedrag", "bedrageuro", "bedragineuro"}),
    "on": frozenset(
        {"boekdatum", "betaaldatum", "datum", "betaaldop", "valutadatum", "boekingsdatum"}
    ),
    "creditor": frozenset({"crediteurnummer", "crediteur", "crediteurnr", "leverancier"}),
    "commitment": frozenset(
        {"verplichtingnummer", "verplichting", "verplichtingennummer", "verplichtingnr"}
    ),
    "party": frozenset({"naam", "begunstigde", "crediteurnaam", "gemeente", "naamcrediteur"}),
}  # fmt: skip
"""Column -> headings that mean it, in small letters without spaces and signs."""


@dataclass(frozen=True)
class Export:
    """Gelezen export: its payments, the heading of each column, and what could not be read."""

    payments: tuple[Paid, ...] = ()
    columns: Mapping[str, str] | None = None
    findings: tuple[Finding, ...] = ()


def read_export(data: bytes, name: str, headings: Mapping[str, str] | None = None) -> Export:
    """Export lezen, in a process of its own; `headings` names columns that are called otherwise."""
    try:
        return read_apart(lambda: _read(data, name, headings or {}), cpu_seconds=10, seconds=20)
    except (GaveUp, Crashed):
        return _shut(name)


def _read(data: bytes, name: str, headings: Mapping[str, str]) -> Export:
    try:
        rows = read_text_table(data)
    except NotText:
        return _shut(name)
    at = find_columns(rows, HEADINGS, headings)
    missing = [COLUMN_NAMES[key] for key in NEEDED if key not in at[1]]
    if missing:
        listed = ", ".join(f"‘{heading}’" for heading in missing)
        problem = Problem(
            f"Wij vinden de kolom {listed} niet.",
            "Zet de kop boven de kolom, of vul bij ‘Andere kolomkoppen’ in hoe de kolom heet.",
        )
        return Export(findings=(COLUMNS.at(problem, name),))
    start, columns = at
    payments: list[Paid] = []
    findings: list[Finding] = []
    for number in range(start + 1, len(rows)):
        row = rows[number]
        if not any(cell.strip() for cell in row) or len(findings) == MOST_FINDINGS:
            continue
        try:
            payments.append(_payment(row, number, columns))
        except _Unreadable as fault:
            findings.append(CELL.at(Problem(str(fault), fault.remedy, "", fault.cell), name))
    if not payments and not findings:
        problem = Problem(
            "Er staat geen enkele betaling in.", "Maak de export opnieuw, met de betalingen erin."
        )
        findings.append(NO_ROWS.at(problem, name))
    named = {key: rows[start][column].strip() for key, column in columns.items()}
    return Export(tuple(payments), named, tuple(findings))


class _Unreadable(ValueError):
    def __init__(self, message: str, remedy: str, cell: str) -> None:
        super().__init__(message)
        self.remedy, self.cell = remedy, cell


def _payment(row: Sequence[str], number: int, columns: Mapping[str, int]) -> Paid:
    def text(key: str) -> str:
        at = columns.get(key)
        return row[at].strip()[:200] if at is not None and at < len(row) else ""

    def cell(key: str) -> str:
        return place(number, columns[key])

    try:
        amount = parse_amount(text("amount"))
    except UnreadableAmount as fault:
        raise _Unreadable(str(fault), fault.remedy, cell("amount")) from fault
    if amount != round(amount, 2):
        raise _Unreadable(
            "Dit bedrag heeft meer dan twee cijfers achter de komma.",
            "Schrijf het bedrag als 500.000,00.",
            cell("amount"),
        )
    try:
        on = day_of(text("on"))
    except ValueError as fault:
        raise _Unreadable(
            f"‘{text('on')[:40]}’ is geen datum.", "Schrijf een datum als 15-07-2024.", cell("on")
        ) from fault
    return Paid(
        reference=text("reference"),
        amount=amount,
        on=on,
        creditor=text("creditor"),
        commitment=text("commitment"),
        party=text("party"),
        place=number + 1,
    )


def _shut(name: str) -> Export:
    problem = Problem(
        "Dit is geen tabel die wij kunnen lezen.",
        "Maak de export als csv, met puntkomma’s tussen de kolommen.",
    )
    return Export(findings=(FILE_SHUT.at(problem, name),))
