"""Reads values of indicators from a CSV of the police or the CBS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grants.checks.findings import Finding
from grants.checks.indicator_judging import Place, ValueLine
from grants.checks.indicator_rules import CELL, COLUMNS, FILE_SHUT, NO_ROWS, TOO_MANY, TWICE
from grants.checks.register import Problem, legible
from grants.checks.typed_values import read_number

from .annex_blocks import place
from .apart import Crashed, GaveUp, read_apart
from .cbs_cells import digits_of
from .cbs_text import NotText, read_text_table
from .headings import find_columns, rows_below

MOST_ROWS = 2_000
"""All of a file is looked at by one person before it counts."""
MOST_FINDINGS = 100
YEARS = range(2000, 2100)
NEEDED = {
    "municipality": "Gemeentecode",
    "indicator": "Indicator",
    "year": "Jaar",
    "value": "Waarde",
}
HEADINGS: Mapping[str, frozenset[str]] = {
    "municipality": frozenset({"gemeentecode", "gmcode", "cbscode", "regiocode", "code"}),
    "indicator": frozenset({"indicator", "indicatorcode"}),
    "year": frozenset({"jaar", "periode", "kalenderjaar", "verslagjaar"}),
    "value": frozenset({"waarde", "cijfer", "aantal"}),
}


@dataclass(frozen=True)
class ValuesRead:
    """Gelezen waarden, and what could not be read."""

    lines: tuple[ValueLine, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_values(data: bytes, name: str) -> ValuesRead:
    """Waarden lezen, in a process of its own."""
    try:
        return read_apart(lambda: _read(data, name), cpu_seconds=5, seconds=20)
    except (GaveUp, Crashed):
        return _shut(name)


def _read(data: bytes, name: str) -> ValuesRead:
    try:
        rows = read_text_table(data)
    except NotText:
        return _shut(name)
    start, columns = find_columns(rows, HEADINGS)
    missing = [heading for key, heading in NEEDED.items() if key not in columns]
    if missing:
        listed = ", ".join(f"‘{heading}’" for heading in missing)
        problem = Problem(
            f"Wij vinden de kolom {listed} niet.",
            "Zet deze koppen op de eerste rij: gemeentecode;indicator;jaar;waarde.",
        )
        return ValuesRead(findings=(COLUMNS.at(problem, name),))
    filled = rows_below(rows, start)
    if not 0 < len(filled) <= MOST_ROWS:
        return ValuesRead(findings=(_wrong_number(len(filled), name),))
    lines: dict[Place, ValueLine] = {}
    findings: list[Finding] = []
    for number, row in filled:
        cells = _Cells(row, number, columns)
        faults = list(cells.faults())
        if faults:
            findings += [CELL.at(problem, name) for problem in faults]
            continue
        line = cells.line()
        if line.place in lines:
            problem = Problem(
                f"Deze waarde staat ook op rij {lines[line.place].row}.",
                "Haal een van de twee regels weg.",
                cell=cells.at("municipality"),
            )
            findings.append(TWICE.at(problem, name))
        else:
            lines[line.place] = line
    return ValuesRead(tuple(lines.values()), tuple(findings[:MOST_FINDINGS]))


@dataclass(frozen=True)
class _Cells:
    row: Sequence[str]
    number: int
    columns: Mapping[str, int]

    def text(self, key: str) -> str:
        at = self.columns[key]
        return legible(self.row[at].strip(), 40) if at < len(self.row) else ""

    def at(self, key: str) -> str:
        return place(self.number, self.columns[key])

    def faults(self) -> Iterator[Problem]:
        """What cannot be read; each in its own cell, so that all of them are told at once."""
        parts: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("municipality", self.municipality, "Vul vier cijfers in, zoals 0513."),
            ("indicator", self.indicator, "Vul de code van de indicator in, zoals verdachten."),
            ("year", self.year, "Vul een kalenderjaar in, zoals 2025."),
            ("value", self.value, "Schrijf decimalen met een komma, zoals 19,8."),
        )
        for key, read, remedy in parts:
            try:
                read()
            except ValueError as fault:
                yield Problem(str(fault), remedy, cell=self.at(key))

    def municipality(self) -> str:
        try:
            return f"GM{digits_of(self.text('municipality').upper().removeprefix('GM'))}"
        except ValueError as fault:
            raise ValueError(f"‘{self.text('municipality')}’ is geen gemeentecode.") from fault

    def indicator(self) -> str:
        if not (code := self.text("indicator").casefold()):
            raise ValueError("Er staat geen indicator.")
        return code

    def year(self) -> int:
        typed = self.text("year")
        if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and int(typed) in YEARS):
            raise ValueError(f"‘{typed}’ is geen kalenderjaar.")
        return int(typed)

    def value(self) -> Decimal:
        if (value := read_number(self.text("value"))) is None:
            raise ValueError(f"‘{self.text('value')}’ is geen waarde die wij kunnen lezen.")
        return value

    def line(self) -> ValueLine:
        """The line; of one without faults."""
        return ValueLine(
            row=self.number + 1,
            municipality=self.municipality(),
            indicator=self.indicator(),
            year=self.year(),
            value=self.value(),
        )


def _wrong_number(number: int, name: str) -> Finding:
    if not number:
        problem = Problem("Er staat geen enkele waarde in.", "Zet elke waarde op een regel.")
        return NO_ROWS.at(problem, name)
    problem = Problem(
        f"Er staan {number} waarden in. Dat mogen er hoogstens {MOST_ROWS} zijn.",
        "Verdeel de waarden over meer bestanden.",
    )
    return TOO_MANY.at(problem, name)


def _shut(name: str) -> ValuesRead:
    problem = Problem(
        "Dit is geen tabel die wij kunnen lezen.",
        "Bewaar de tabel als csv, met puntkomma’s tussen de kolommen.",
    )
    return ValuesRead(findings=(FILE_SHUT.at(problem, name),))
