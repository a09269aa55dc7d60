"""Reads single cells of a take-over into values that can be kept. Unreadable is never nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from grants.checks.takeover_layout import Cell, Column
from grants.iban import clean_iban
from grants.money import UnreadableAmount, parse_amount, whole_euros

from .cbs_cells import answer_of, day_of, digits_of, is_empty, shown

FEW = "<5"
LARGEST_COUNT = 1_000_000
FEW_WORDS = frozenset({FEW, "< 5", "minder dan 5"})


class BadCell(ValueError):
    """Cel die niet te lezen is; `remedy` says in plain Dutch how to fill it in."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def read_cell(value: Any, column: Column) -> Any:
    """The value as it is kept, None where nothing stands in the cell. Raises BadCell."""
    if is_empty(value):
        if column.required:
            raise BadCell(f"‘{column.heading}’ is leeg.", column.note or "Vul de cel in.")
        return "" if column.cell in (Cell.TEXT, Cell.IBAN) else None
    try:
        return READERS[column.cell](value, column)
    except UnreadableAmount as fault:
        raise BadCell(f"{column.heading}: {fault}", fault.remedy) from fault


def _municipality(value: Any, column: Column) -> str:
    try:
        return digits_of(value)
    except ValueError as error:
        raise BadCell(f"‘{shown(value)}’ is geen gemeentecode.", column.note) from error


def _text(value: Any, column: Column) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if len(text) > column.longest:
        raise BadCell(
            f"‘{column.heading}’ is te lang: {len(text)} tekens.",
            f"Gebruik hoogstens {column.longest} tekens.",
        )
    return text


def _amount(value: Any, column: Column) -> str:
    amount = parse_amount(round(value, 6) if isinstance(value, float) else value)
    if amount != round(amount, 2):
        raise BadCell(
            f"{column.heading}: ‘{shown(value)}’ heeft meer dan twee cijfers achter de komma.",
            "Vul het bedrag in euro’s en hele centen in, bijvoorbeeld 500.000,00.",
        )
    if amount < 0:
        raise BadCell(
            f"{column.heading}: het bedrag is lager dan nul.",
            "Vul een bedrag in van nul of meer.",
        )
    return f"{amount:.2f}"


def _euros(value: Any, column: Column) -> str:
    return f"{whole_euros(round(value, 6) if isinstance(value, float) else value)}.00"


def _day(value: Any, column: Column) -> str:
    try:
        return day_of(value).isoformat()
    except ValueError as error:
        raise BadCell(
            f"{column.heading}: ‘{shown(value)}’ is geen datum.",
            "Schrijf een datum als 15-07-2024.",
        ) from error


def _yes_no(value: Any, column: Column) -> bool:
    try:
        return answer_of(value)
    except ValueError as error:
        raise BadCell(
            f"{column.heading}: ‘{shown(value)}’ is geen ja of nee.", "Vul Ja of Nee in."
        ) from error


def _choice(value: Any, column: Column) -> str:
    choices: Mapping[str, str] = {
        label.casefold(): code for label, code in (column.choices or {}).items()
    }
    text = shown(value)
    if text.casefold() not in choices:
        listed = list(column.choices or {})
        some = ", ".join(listed[:6]) + (", …" if len(listed) > 6 else "")
        raise BadCell(
            f"{column.heading}: ‘{text}’ staat niet in de lijst.",
            f"Kies uit: {some}." if listed else "Deze regeling heeft hier nog geen keuzes.",
        )
    return choices[text.casefold()]


def _iban(value: Any, column: Column) -> str:
    try:
        return clean_iban(str(value))
    except ValueError as error:
        raise BadCell(
            f"‘{shown(value)}’ is geen geldig rekeningnummer (IBAN).",
            "Neem het rekeningnummer over van het besluit of de betaling.",
        ) from error


def _count(value: Any, column: Column) -> str:
    text = shown(value).casefold()
    if text in FEW_WORDS:
        return FEW
    if not (text.isascii() and text.isdigit()) or int(text) > LARGEST_COUNT:
        raise BadCell(
            f"{column.heading}: ‘{shown(value)}’ is geen aantal.",
            "Vul een heel getal in, of <5 voor 1 tot en met 4.",
        )
    return str(int(text))


def _number(value: Any, column: Column) -> str:
    number: Decimal = parse_amount(round(value, 6) if isinstance(value, float) else value)
    return f"{number:.2f}"


READERS: Mapping[Cell, Callable[[Any, Column], Any]] = {
    Cell.MUNICIPALITY: _municipality,
    Cell.TEXT: _text,
    Cell.AMOUNT: _amount,
    Cell.EUROS: _euros,
    Cell.DAY: _day,
    Cell.YES_NO: _yes_no,
    Cell.CHOICE: _choice,
    Cell.IBAN: _iban,
    Cell.COUNT: _count,
    Cell.NUMBER: _number,
}
