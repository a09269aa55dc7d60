"""Reads police figures and inhabitants per municipality from a CSV (selectie)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grants.checks.findings import Finding
from grants.checks.register import Problem
from grants.checks.selection_rules import CELL, COLUMNS, FILE_SHUT, NO_ROWS, TWICE
from grants.reckoning.selection import Candidate

from .annex_blocks import place
from .apart import Crashed, GaveUp, read_apart
from .cbs_cells import digits_of
from .cbs_text import NotText, read_text_table

MOST_FINDINGS = 100
MOST_INDICATORS = 20
COUNT = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,9}", re.ASCII)
HEADINGS = {"code": "gemeentecode", "name": "gemeente", "inhabitants": "inwoners"}


@dataclass(frozen=True)
class Figures:
    """Gelezen cijfers: the names of the indicators, the municipalities, and what was wrong."""

    indicators: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_figures(data: bytes, name: str) -> Figures:
    """Cijfers lezen, in a process of its own. Each further column is an indicator."""
    try:
        return read_apart(lambda: _read(data, name), cpu_seconds=5, seconds=20)
    except (GaveUp, Crashed):
        return _shut(name)


def _read(data: bytes, name: str) -> Figures:
    try:
        rows = read_text_table(data)
    except NotText:
        return _shut(name)
    headings = [cell.strip() for cell in rows[0]]
    lower = [heading.casefold() for heading in headings]
    missing = [heading for heading in HEADINGS.values() if heading not in lower]
    at = {key: lower.index(heading) for key, heading in HEADINGS.items() if heading in lower}
    indicators = {
        column: heading[:80]
        for column, heading in enumerate(headings)
        if heading and column not in at.values()
    }
    if missing or not indicators or len(set(indicators.values())) != len(indicators):
        listed = ", ".join(missing) or "een indicator (elke met een eigen naam)"
        problem = Problem(
            f"Deze kolom ontbreekt: {listed}.",
            "Zet op de eerste rij: gemeentecode;gemeente;inwoners en dan een kolom per indicator.",
        )
        return Figures(findings=(COLUMNS.at(problem, name),))
    if len(indicators) > MOST_INDICATORS:
        problem = Problem(
            f"Er zijn {len(indicators)} indicatoren.", f"Gebruik er hoogstens {MOST_INDICATORS}."
        )
        return Figures(findings=(COLUMNS.at(problem, name),))
    candidates: dict[str, Candidate] = {}
    findings: list[Finding] = []
    for number, row in enumerate(rows[1:], start=1):
        if not any(cell.strip() for cell in row) or len(findings) >= MOST_FINDINGS:
            continue
        found = _candidate(row, number, at, indicators, name, findings)
        if found and found.code in candidates:
            problem = Problem(
                f"Gemeente {found.code} staat er twee keer in.",
                "Haal een van de twee regels weg.",
                cell=place(number, at["code"]),
            )
            findings.append(TWICE.at(problem, name))
        elif found:
            candidates[found.code] = found
    if not candidates and not findings:
        problem = Problem("Er staat geen enkele gemeente in.", "Zet elke gemeente op een regel.")
        findings.append(NO_ROWS.at(problem, name))
    return Figures(tuple(indicators.values()), tuple(candidates.values()), tuple(findings))


def _candidate(
    row: Sequence[str],
    number: int,
    at: dict[str, int],
    indicators: dict[int, str],
    name: str,
    findings: list[Finding],
) -> Candidate | None:
    def text(column: int) -> str:
        return row[column].strip() if column < len(row) else ""

    before = len(findings)

    def count(column: int, heading: str, least: int) -> int:
        typed = text(column)
        value = int(typed.replace(".", "")) if COUNT.fullmatch(typed) else -1
        if value < least:
            problem = Problem(
                f"{heading}: ‘{typed[:40]}’ is geen aantal"
                + (" van ten minste 1." if least else "."),
                "Vul een heel getal in, bijvoorbeeld 1.250. Is het er geen, vul dan 0 in.",
                cell=place(number, column),
            )
            findings.append(CELL.at(problem, name))
        return value

    try:
        code = f"GM{digits_of(text(at['code']))}"
    except ValueError:
        code = ""
        problem = Problem(
            f"‘{text(at['code'])[:40]}’ is geen gemeentecode.",
            "Vul vier cijfers in, zoals 0513.",
            cell=place(number, at["code"]),
        )
        findings.append(CELL.at(problem, name))
    inhabitants = count(at["inhabitants"], "Inwoners", 1)
    figures = {heading: count(column, heading, 0) for column, heading in indicators.items()}
    if len(findings) > before:
        return None
    return Candidate(code, text(at["name"])[:100], inhabitants, figures)


def _shut(name: str) -> Figures:
    problem = Problem(
        "Dit is geen tabel die wij kunnen lezen.",
        "Bewaar de tabel als csv, met puntkomma’s tussen de kolommen.",
    )
    return Figures(findings=(FILE_SHUT.at(problem, name),))
