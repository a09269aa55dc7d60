"""Reads a table of the CBS into lines per municipality: our code, our indicators, and the status.

Rows of other uitkeringscodes and years are passed over and only counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grants.checks.cbs_content import OurCells, Reading, Told, Trouble
from grants.money import UnreadableAmount

from .annex_blocks import CODE_AND_NUMBER, place
from .cbs_cells import (
    amount_of,
    answer_of,
    day_of,
    digits_of,
    is_empty,
    shown,
    status_of,
)
from .cbs_columns import Columns, find_columns

Row = Sequence[Any]
MOST_TROUBLES = 200
"""Beyond it a table is not a table: more lines of complaint help nobody."""

INDICATOR = re.compile(rf"\s*(?:{CODE_AND_NUMBER}|(\d{{1,2}}))\s*", re.I | re.A)
DAY_REMEDY = "Schrijf een datum als 15-07-2026."


@dataclass
class _Gathered:
    """Wat de rijen samen van één gemeente zeggen."""

    digits: str
    document: str
    sheet: str
    cell: str
    values: dict[str, tuple[Any, str]] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    troubles: list[Told] = field(default_factory=list)

    def trouble(self, trouble: Trouble, message: str, remedy: str, cell: str) -> None:
        self.troubles.append(
            Told(
                digits=self.digits,
                document=self.document,
                sheet=self.sheet,
                cell=cell,
                trouble=trouble,
                message=message,
                remedy=remedy,
            )
        )


def read_table(sheets: Mapping[str, Sequence[Row]], document: str, ours: OurCells) -> Reading:
    """Tabel lezen, whatever the order and place of its columns."""
    gathered: dict[str, _Gathered] = {}
    strays: list[Told] = []
    others = 0
    found = False
    for sheet, rows in sheets.items():
        columns = find_columns(rows, ours)
        if columns is None:
            continue
        found = True
        for number in range(columns.row + 1, len(rows)):
            taken = _Row(document, sheet, number, rows[number], columns)
            if taken.is_blank:
                continue
            if not taken.is_ours(ours):
                others += 1
                continue
            try:
                digits = digits_of(taken["municipality"])
            except ValueError:
                strays.append(taken.of_nobody())
                continue
            one = gathered.setdefault(
                digits, _Gathered(digits, document, sheet, taken.cell_of("municipality"))
            )
            _take(one, taken, ours)
    if not found:
        return Reading((_without_headings(document, ours),))
    lines = [line for one in gathered.values() for line in _lines(one, ours)]
    return Reading((*lines, *strays[:MOST_TROUBLES]), others)


class _Row:
    """Rij van een tabel, read by the meaning of its columns."""

    def __init__(
        self, document: str, sheet: str, number: int, cells: Row, columns: Columns
    ) -> None:
        self.document, self.sheet, self.number = document, sheet, number
        self.cells, self.columns = cells, columns

    def __getitem__(self, meaning: str) -> Any:
        at = self.columns.at.get(meaning)
        return None if at is None or at >= len(self.cells) else self.cells[at]

    def cell_of(self, meaning: str) -> str:
        return place(self.number, self.columns.at[meaning])

    @property
    def is_blank(self) -> bool:
        return is_empty(self["municipality"]) and all(
            is_empty(self[meaning]) for meaning in ("indicator", "value", "status", "code")
        )

    def is_ours(self, ours: OurCells) -> bool:
        """Of de rij over onze uitkeringscode en ons jaar gaat; without either it is about us."""
        code = self["code"]
        if is_empty(code) and (named := INDICATOR.fullmatch(str(self["indicator"] or ""))):
            code = named[1]
        if not is_empty(code) and str(code).strip().casefold() != ours.sisa_code.casefold():
            return False
        year = self["year"]
        return is_empty(year) or shown(year) == str(ours.year)

    def indicators(self) -> Iterator[tuple[str, Any, str]]:
        """Number, value and cell of each indicator in the row."""
        if self.columns.is_long:
            named = INDICATOR.fullmatch(shown(self["indicator"]))
            if named:
                number = (named[2] or named[3]).zfill(2)
                yield number, self["value"], self.cell_of("value")
            return
        for number, at in self.columns.own.items():
            value = self.cells[at] if at < len(self.cells) else None
            yield number, value, place(self.number, at)

    def of_nobody(self) -> Told:
        value = self["municipality"]
        said = "staat geen gemeentecode" if is_empty(value) else f"staat ‘{shown(value)}’"
        return Told(
            document=self.document,
            sheet=self.sheet,
            cell=self.cell_of("municipality"),
            trouble=Trouble.NO_MUNICIPALITY,
            message=f"In rij {self.number + 1} {said}. Wij weten niet over welke gemeente dit gaat.",
            remedy="Vul de gemeentecode in: vier cijfers, zoals 0513, of met 06 of GM ervoor.",
        )


def _take(one: _Gathered, row: _Row, ours: OurCells) -> None:
    """Adds what a row tells to what is known of its municipality."""
    for number, value, cell in row.indicators():
        if number not in ours.titles or is_empty(value):
            continue
        known = one.values.get(number)
        if known and shown(known[0]) != shown(value):
            one.trouble(
                Trouble.TWICE,
                f"Indicator {ours.sisa_code}/{number} ({ours.titles[number]}) staat er twee keer: "
                f"‘{shown(known[0])}’ in cel {known[1]} en ‘{shown(value)}’ in cel {cell}.",
                "Vraag het CBS welk cijfer geldt en haal het andere weg.",
                cell,
            )
        one.values.setdefault(number, (value, cell))
    for meaning, read, remedy in (
        ("status", status_of, "Het CBS schrijft ‘ontvangen’, ‘plausibel’ of ‘niet plausibel’."),
        ("received_on", day_of, DAY_REMEDY),
        ("plausible_on", day_of, DAY_REMEDY),
    ):
        _take_fact(one, row, meaning, read, remedy)


def _take_fact(
    one: _Gathered, row: _Row, meaning: str, read: Callable[[Any], Any], remedy: str
) -> None:
    value = row[meaning]
    if is_empty(value):
        return
    try:
        fact = read(value)
    except ValueError:
        words = "deze status" if meaning == "status" else "deze datum"
        one.trouble(
            Trouble.BAD_VALUE,
            f"Wij kunnen {words} niet lezen: ‘{shown(value)}’.",
            remedy,
            row.cell_of(meaning),
        )
        return
    if one.told.setdefault(meaning, fact) != fact:
        one.trouble(
            Trouble.TWICE,
            f"De rijen van deze gemeente spreken elkaar tegen: ‘{shown(value)}’ en "
            f"‘{one.told[meaning]}’.",
            "Vraag het CBS wat geldt en verbeter de tabel.",
            row.cell_of(meaning),
        )


def _lines(one: _Gathered, ours: OurCells) -> Iterator[Told]:
    """One line where all is well, else one for each thing that is not."""
    numbers = (ours.spent, ours.cumulative, ours.final)
    read: dict[str, Any] = {}
    for number in numbers if one.values else ():
        if number not in one.values:
            one.trouble(
                Trouble.MISSING,
                f"Indicator {ours.sisa_code}/{number} ({ours.titles[number]}) ontbreekt.",
                "Vraag het CBS om een nieuwe levering met alle drie de indicatoren.",
                one.cell,
            )
            continue
        value, cell = one.values[number]
        try:
            read[number] = answer_of(value) if number == ours.final else amount_of(value)
        except UnreadableAmount as fault:
            one.trouble(Trouble.BAD_VALUE, str(fault), fault.remedy, cell)
        except ValueError:
            one.trouble(
                Trouble.BAD_VALUE, f"‘{shown(value)}’ is geen ja of nee.", "Vul Ja of Nee in.", cell
            )
    if not one.values and "status" not in one.told and not one.troubles:
        one.trouble(
            Trouble.MISSING,
            "Bij deze gemeente staat geen waarde en geen status.",
            "Vraag het CBS om een nieuwe levering, of haal de rij weg.",
            one.cell,
        )
    if one.troubles:
        yield from one.troubles[:MOST_TROUBLES]
        return
    yield Told(
        digits=one.digits,
        spent=read.get(ours.spent),
        cumulative=read.get(ours.cumulative),
        is_final=read.get(ours.final),
        document=one.document,
        sheet=one.sheet,
        cell=one.cell,
        **one.told,
    )


def _without_headings(document: str, ours: OurCells) -> Told:
    return Told(
        document=document,
        trouble=Trouble.NOT_READABLE,
        message="Wij herkennen de koppen van deze tabel niet.",
        remedy="Zet boven de kolommen: gemeentecode, uitkeringscode, indicator en waarde, en als "
        "het er is status, ontvangen op en plausibel op. Een kolom per indicator mag ook: "
        f"gemeentecode, {ours.sisa_code}/{ours.spent}, {ours.sisa_code}/{ours.cumulative} en "
        f"{ours.sisa_code}/{ours.final}.",
    )
