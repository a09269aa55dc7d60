"""Reads from an xlsx what calamine does not give: names, formulas without a result, dangers.

Sheets are searched with regular expressions: a form of 10,000 lines takes milliseconds that way.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from grants.checks.statement_content import Hazard

from .sheet_parts import (
    MOST_CELLS,
    CellPlace,
    Damaged,
    Names,
    Parts,
    TooManyCells,
    cell_place,
    column_number,
    refuse_definitions,
)

MAIN = "xl/workbook.xml"
TEXTS = "xl/sharedStrings.xml"
NUL = b"_x0000_"
RELATIONS = "xl/_rels/workbook.xml.rels"

P = rb"(?:\w+:)?"  # some makers write <x:c> for <c>
ENTITY_IN_TAG = re.compile(rb"=\"[^\"<>]*&")
SINGLE_QUOTED = re.compile(rb"=\s*'")
FAR_AWAY = re.compile(rb"=\s*\"(?:[A-Z]{2}|[A-Z]?\d{6})")
ROW_NUMBER = re.compile(rb"[^>]*? r=\"(\d+)\"")
WIDE_COLUMN = re.compile(rb" r=\"([A-Z]{2,3})\d")
FORMULA = rb"<" + P + rb"c\b([^>]*)>\s*<" + P + rb"f\b(?:[^>]*/>|[^>]*>[^<]*</" + P + rb"f>)\s*"
NO_VALUE = rb"(?:<" + P + rb"v\s*/>|<" + P + rb"v\b[^>]*>%s\s*</" + P + rb"v>)?\s*</" + P + rb"c>"
UNCOMPUTED = re.compile(FORMULA + NO_VALUE % b"")
# A workbook that no spreadsheet program ever opened has a zero beside each formula.
UNCOMPUTED_OR_ZERO = re.compile(FORMULA + NO_VALUE % b"0?")
COMPUTE_LATER = re.compile(rb"<" + P + rb"calcPr\b[^>]*\bfullCalcOnLoad=[\"'](?:1|true)[\"']")
SHOWS_ERROR = re.compile(rb"<" + P + rb"c\b([^>]*\bt=[\"']e[\"'][^>]*)>")
ADDRESS_OF = re.compile(rb"\br=[\"']([A-Z]{1,3}\d{1,7})[\"']")
IS_TEXT = re.compile(rb"\bt=[\"']str[\"']")
# DDE in a formula: program|topic!item.
ASKS_PROGRAM = re.compile(rb"<" + P + rb"f\b[^>]*>[^<\"]*(?:\|[^<]*!|\bDDE\()")
NAME = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")


def read_xlsx_parts(opened: zipfile.ZipFile) -> Parts:
    """Raises Damaged, TooManyCells, KeyError."""
    book = _xml(opened, MAIN)
    never_opened = COMPUTE_LATER.search(opened.read(MAIN))
    without_result = UNCOMPUTED_OR_ZERO if never_opened else UNCOMPUTED
    uncomputed: set[CellPlace] = set()
    broken: set[CellPlace] = set()
    hazards = set(_hazards(opened))
    is_plain = True
    may_hold_nul = TEXTS in opened.namelist() and NUL in opened.read(TEXTS)
    for name, path in _sheets(opened, book):
        xml = refuse_definitions(opened.read(path))
        may_hold_nul = may_hold_nul or NUL in xml
        if not _is_plain(xml):
            is_plain = False
            _refuse_room(xml)
        # The costly searches are for what few sheets with lines have: errors and formulas.
        if b't="e"' in xml or not is_plain:
            broken.update(_places(SHOWS_ERROR, name, xml))
        if b"f>" in xml:
            uncomputed.update(_places(without_result, name, _rows_with_formulas(xml)))
            if (b"|" in xml or b"DDE(" in xml) and ASKS_PROGRAM.search(xml):
                hazards.add(Hazard.DDE)
    return Parts(
        _names(book),
        frozenset(uncomputed),
        frozenset(broken),
        frozenset(hazards),
        is_plain,
        may_hold_nul,
    )


def _xml(opened: zipfile.ZipFile, path: str) -> Element:
    try:
        root: Element = fromstring(refuse_definitions(opened.read(path)))
    # An encoding that nobody knows is a LookupError, one that expat cannot read a ValueError.
    except (ParseError, LookupError, ValueError) as error:
        raise Damaged(path) from error
    return root


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _sheets(opened: zipfile.ZipFile, book: Element) -> Iterator[tuple[str, str]]:
    """Name and path of each worksheet that is there."""
    targets = {
        relation.get("Id"): relation.get("Target", "") for relation in _xml(opened, RELATIONS)
    }
    parts = set(opened.namelist())
    for element in book.iter():
        if _local(element) != "sheet":
            continue
        reference = next((v for k, v in element.attrib.items() if k.endswith("}id")), None)
        path = posixpath.normpath(posixpath.join("/xl", targets.get(reference, "")))[1:]
        if path in parts:
            yield element.get("name", ""), path


def _names(book: Element) -> Names:
    names: Names = {}
    for element in book.iter():
        if _local(element) != "definedName" or element.get("localSheetId"):
            continue
        found = NAME.fullmatch((element.text or "").strip())
        if found:
            sheet = (found[1] or found[2]).replace("''", "'")
            if place := cell_place(sheet, found[3]):
                names[element.get("name", "").casefold()] = place
    return names


def _rows_with_formulas(xml: bytes) -> bytes:
    """From the first row with a formula to the last: in a form that is the row of the total."""
    cells = max(xml.find(b"sheetData"), 0), max(xml.rfind(b"sheetData"), 0)
    found = [at for tag in (b"<f", b":f") for at in (xml.find(tag, *cells), xml.rfind(tag, *cells))]
    tags = [at for at in found if at >= 0]
    start = max(xml.rfind(b"row", 0, min(tags, default=0)), 0)
    end = xml.find(b"row", max(tags, default=0))
    return xml[start : end if end >= 0 else None]


def _places(pattern: re.Pattern[bytes], sheet: str, xml: bytes) -> Iterator[CellPlace]:
    for found in pattern.finditer(xml):
        address = ADDRESS_OF.search(found[1])
        # A formula may well result in an empty text: that is a stored value.
        is_empty_text = pattern is not SHOWS_ERROR and IS_TEXT.search(found[1])
        if address and not is_empty_text:
            place = cell_place(sheet, address[1].decode())
            if place:
                yield place


def _refuse_room(xml: bytes) -> None:
    """Raises TooManyCells for a sheet with a cell far away, as one slip of the mouse makes it."""
    last = ROW_NUMBER.match(xml, max(xml.rfind(b"<row "), 0))
    rows = int(last[1]) if last else 1
    wide = {column_number(letters.decode()) for letters in WIDE_COLUMN.findall(xml)}
    if rows * (max(wide, default=0) + 1) > MOST_CELLS:
        raise TooManyCells


def _is_plain(xml: bytes) -> bool:
    """Whether every address can be seen, written as all programs do, and none is far away."""
    cells = xml[xml.find(b"<sheetData") : xml.rfind(b"</sheetData>")]
    return not (
        (b"'" in cells and SINGLE_QUOTED.search(cells))
        or (b"&" in cells and ENTITY_IN_TAG.search(cells))
        or FAR_AWAY.search(cells)
    )


def _hazards(opened: zipfile.ZipFile) -> Iterator[Hazard]:
    if b"macroEnabled" in opened.read("[Content_Types].xml"):
        yield Hazard.MACROS
    for path in opened.namelist():
        folder = path.casefold().removeprefix("xl/")
        if folder.endswith("vbaproject.bin") or folder.startswith("macrosheets/"):
            yield Hazard.MACROS
        elif folder.startswith(("embeddings/", "activex/")):
            yield Hazard.EMBEDDED
        elif folder == "connections.xml":
            yield Hazard.EXTERNAL_LINKS
        elif folder.startswith("externallinks/") and folder.endswith(".xml"):
            yield Hazard.DDE if b"ddeLink" in opened.read(path) else Hazard.EXTERNAL_LINKS
