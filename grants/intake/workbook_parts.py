"""Looks into the file of a workbook for what values do not tell: macros, links, formulas.

Only xlsx and ods tell whether a formula was computed; an old xls is believed.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

from .annex_blocks import place
from .archive import Archive, Limits

OFFICE_LIMITS = Limits(entries=2_000, unpacked=200 * 1024 * 1024)

SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

XLSX_MACROS = re.compile(r"(?:^|/)(?:vbaProject\.bin$|macrosheets/)", re.IGNORECASE)
XLSX_LINKS = re.compile(r"^xl/externalLinks/", re.IGNORECASE)
ODS_MACROS = re.compile(r"^(?:Scripts/.|Basic/(?!.*script-l[bc]\.xml$).*\.xml$)")
ODS_LINKS = re.compile(
    rb"<table:(?:table-source|cell-range-source|dde-link)\b"
    rb"|table:formula=\"[^\"<]*(?:'|&apos;)(?:file|https?):"
)
XLS_MACROS = "_VBA_PROJECT".encode("utf-16-le")
COMPUTE_LATER = re.compile(rb"<calcPr\b[^>]*\bfullCalcOnLoad=\"(?:1|true)\"")


@dataclass(frozen=True)
class Dangers:
    """What a workbook carries beside its values."""

    has_macros: bool = False
    has_external_links: bool = False


class OfficeFile:
    """Werkmap as a zip of parts: xlsx or ods."""

    def __init__(self, data: bytes) -> None:
        """Raises Refused for a zip that is damaged or grows too large."""
        self._archive = Archive(data, OFFICE_LIMITS)
        self._entries = {entry.path: entry for entry in self._archive.entries}

    def part(self, path: str) -> bytes:
        """A part; empty when it is not there. Raises Refused for a damaged one."""
        entry = self._entries.get(path)
        return self._archive.read(entry) if entry else b""

    @property
    def is_ods(self) -> bool:
        return "content.xml" in self._entries

    def dangers(self) -> Dangers:
        """Macros and links to other files. Raises Refused."""
        if self.is_ods:
            return Dangers(
                any(ODS_MACROS.match(path) for path in self._entries),
                bool(ODS_LINKS.search(self.part("content.xml"))),
            )
        return Dangers(
            any(XLSX_MACROS.search(path) for path in self._entries),
            any(XLSX_LINKS.match(path) for path in self._entries),
        )

    def uncomputed(self, sheet: str, places: Collection[str]) -> frozenset[str]:
        """Those of `places` that hold a formula whose outcome was not stored.

        Raises Refused, and ParseError or DefusedXmlException for XML nobody can read.
        """
        found = self._uncomputed_ods(sheet) if self.is_ods else self._uncomputed_xlsx(sheet)
        return frozenset(found) & frozenset(places)

    def _uncomputed_xlsx(self, sheet: str) -> Iterator[str]:
        # A workbook that was never opened has a zero beside each formula.
        never_computed = bool(COMPUTE_LATER.search(self.part("xl/workbook.xml")))
        for cell in _elements(self.part(self._path_of(sheet)), f"{SHEETS}c"):
            if cell.find(f"{SHEETS}f") is not None:
                value = cell.findtext(f"{SHEETS}v") or ""
                if not value or (never_computed and value == "0"):
                    yield cell.get("r", "")

    def _path_of(self, sheet: str) -> str:
        relations = {
            each.get("Id"): each.get("Target", "")
            for each in fromstring(self.part("xl/_rels/workbook.xml.rels"))
        }
        for each in fromstring(self.part("xl/workbook.xml")).iter(f"{SHEETS}sheet"):
            if each.get("name") == sheet:
                target = relations.get(each.get(RELATION), "")
                return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        return ""

    def _uncomputed_ods(self, sheet: str) -> Iterator[str]:
        for table in _elements(self.part("content.xml"), f"{TABLE}table"):
            if table.get(f"{TABLE}name") != sheet:
                continue
            row_number = 0
            for row in table.iter(f"{TABLE}table-row"):
                column = 0
                for cell in row:
                    if cell.get(f"{TABLE}formula") and not _ods_value(cell):
                        yield place(row_number, column)
                    column += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
                row_number += int(row.get(f"{TABLE}number-rows-repeated", "1"))


def dangers_of_xls(data: bytes) -> Dangers:
    """Macros in the old format; its links to other files are not seen."""
    return Dangers(has_macros=XLS_MACROS in data)


def _ods_value(cell: Element) -> bool:
    kinds = ("value", "string-value", "boolean-value", "date-value", "time-value")
    return any(f"{OFFICE}{kind}" in cell.attrib for kind in kinds) or bool(
        "".join(cell.itertext()).strip()
    )


def _elements(xml: bytes, tag: str) -> Iterator[Element]:
    """Each element of this name, freed after use; nothing for a part that is not there."""
    if not xml:
        return
    for _, element in iterparse(io.BytesIO(xml)):
        if element.tag == tag:
            yield element
            element.clear()
