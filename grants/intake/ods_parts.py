"""Reads from an ods what calamine does not give: names, formulas without a result, dangers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from grants.checks.statement_content import Hazard

from .sheet_parts import (
    MOST_CELLS,
    CellPlace,
    Damaged,
    Names,
    Parts,
    TooManyCells,
    cell_place,
    refuse_definitions,
)

SPREADSHEET_ADDRESS = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'.]+))\.(\$?[A-Z]{1,3}\$?\d{1,7})")
ELSEWHERE = re.compile(r"\bfile:|\bhttps?:|'[^']*'#", re.IGNORECASE)


class _Reader:
    """Follows the cells of content.xml; repeated cells are counted, not unrolled."""

    def __init__(self) -> None:
        self.names: Names = {}
        self.uncomputed: set[CellPlace] = set()
        self.broken: set[CellPlace] = set()
        self.hazards: set[Hazard] = set()
        self._sheet = ""
        self._row = self._column = 0
        self._row_repeats = 1
        self._rows = self._columns = self._filled = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell(attributes)
        elif tag == "table:table-row":
            self._row_repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
        elif tag == "table:table":
            self._sheet = attributes.get("table:name", "")
            self._row = self._rows = self._columns = 0
        elif tag == "table:named-range":
            self._name(attributes)
        elif tag in ("table:dde-link", "office:dde-source"):
            self.hazards.add(Hazard.DDE)
        elif tag in ("table:table-source", "table:cell-range-source"):
            self.hazards.add(Hazard.EXTERNAL_LINKS)
        elif tag == "script:event-listener":
            self.hazards.add(Hazard.MACROS)
        elif tag in ("draw:object-ole", "draw:plugin", "draw:applet"):
            self.hazards.add(Hazard.EMBEDDED)

    def end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._row += self._row_repeats

    def _cell(self, attributes: Mapping[str, str]) -> None:
        repeats = _repeats(attributes, "table:number-columns-repeated")
        formula = attributes.get("table:formula")
        value_type = attributes.get("office:value-type")
        if formula is not None or value_type is not None:
            here = CellPlace(self._sheet, self._row, self._column)
            self._refuse_room(repeats)
            if attributes.get("calcext:value-type") == "error":
                self.broken.add(here)
            elif formula is not None and value_type is None:
                self.uncomputed.add(here)
            if formula is not None and "DDE(" in formula.upper():
                self.hazards.add(Hazard.DDE)
            elif formula is not None and ELSEWHERE.search(formula):
                self.hazards.add(Hazard.EXTERNAL_LINKS)
        self._column += repeats

    def _refuse_room(self, repeats: int) -> None:
        self._rows = max(self._rows, self._row + self._row_repeats)
        self._columns = max(self._columns, self._column + repeats)
        self._filled += repeats * self._row_repeats
        if max(self._rows * self._columns, self._filled) > MOST_CELLS:
            raise TooManyCells

    def _name(self, attributes: Mapping[str, str]) -> None:
        found = SPREADSHEET_ADDRESS.fullmatch(attributes.get("table:cell-range-address", ""))
        if found:
            sheet = (found[1] or found[2]).replace("''", "'")
            if place := cell_place(sheet, found[3]):
                self.names[attributes.get("table:name", "").casefold()] = place


def _repeats(attributes: Mapping[str, str], name: str) -> int:
    try:
        return max(1, int(attributes.get(name, "1")))
    except ValueError as error:
        raise Damaged(name) from error


def _refuse_definition(*_: object) -> NoReturn:
    raise Damaged("document type")


def read_ods_parts(opened: zipfile.ZipFile) -> Parts:
    """Raises Damaged, TooManyCells, KeyError."""
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    # In whatever letters it is written: expat would unfold the entities in it.
    parser.StartDoctypeDeclHandler = _refuse_definition
    parser.EntityDeclHandler = _refuse_definition
    try:
        parser.Parse(refuse_definitions(opened.read("content.xml")), True)
    except expat.ExpatError as error:
        raise Damaged("content.xml") from error
    if any(path.startswith(("Basic/", "Scripts/")) for path in opened.namelist()):
        reader.hazards.add(Hazard.MACROS)
    return Parts(
        reader.names,
        frozenset(reader.uncomputed),
        frozenset(reader.broken),
        frozenset(reader.hazards),
    )
