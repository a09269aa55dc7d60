"""Reads a file of outcomes of payments: a CSV whose columns are known by their headings."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from grants.checks.findings import Finding
from grants.checks.outcome_judging import Outcome
from grants.checks.outcome_rules import CELL, COLUMNS, EMPTY, FILE_SHUT, TOO_MANY
from grants.checks.register import Problem, legible
from grants.enums import OutcomeKind
from grants.money import UnreadableAmount, parse_exported_amount

from .annex_blocks import place
from .apart import Crashed, GaveUp, read_apart
from .cbs_cells import day_of
from .cbs_text import NotText, read_text_table
from .headings import find_columns, letters, rows_below

MOST_OUTCOMES = 500
"""All of a file is booked at once, while somebody waits."""
MOST_FINDINGS = 100
LONGEST_REASON = 500
NEEDED = {"amount": "Bedrag", "on": "Datum", "outcome": "Uitkomst"}
HEADINGS: Mapping[str, frozenset[str]] = {
    "reference": frozenset(
        {"betalingskenmerk", "betaalkenmerk", "kenmerk", "referentie", "betalingsreferentie",
         "uwkenmerk", "reference", "paymentreference", "endtoendid"}
    ),
    "commitment": frozenset(
        {"verplichtingnummer", "verplichting", "verplichtingennummer", "verplichtingnr",
         "commitment", "commitmentnumber", "commitmentno"}
    ),
    "amount": frozenset(
        {"bedrag", "bedrageur", "betaaldbedrag", "bedrageuro", "bedragineuro", "amount",
         "amounteur"}
    ),
    "on": frozenset(
        {"datum", "boekdatum", "betaaldatum", "betaaldop", "valutadatum", "boekingsdatum",
         "uitvoerdatum", "date", "paymentdate", "bookingdate", "valuedate", "executiondate"}
    ),
    "outcome": frozenset(
        {"uitkomst", "status", "resultaat", "outcome", "result", "betaalstatus", "paymentstatus"}
    ),
    "reason": frozenset(
        {"reden", "toelichting", "omschrijving", "reason", "description", "returnreason"}
    ),
}  # fmt: skip
WORDS: Mapping[OutcomeKind, frozenset[str]] = {
    OutcomeKind.PAID: frozenset(
        {"betaald", "uitgevoerd", "verwerkt", "paid", "executed", "processed", "settled"}
    ),
    OutcomeKind.FAILED: frozenset(
        {"mislukt", "afgekeurd", "geweigerd", "nietuitgevoerd", "failed", "rejected", "refused"}
    ),
    OutcomeKind.RETURNED: frozenset(
        {"teruggekomen", "retour", "teruggeboekt", "gestorneerd", "storno", "returned", "reversed"}
    ),
}
KINDS = {word: kind for kind, words in WORDS.items() for word in words}


@dataclass(frozen=True)
class OutcomesRead:
    """Gelezen uitkomsten, and what could not be read; the lines beside a wrong one still count."""

    outcomes: tuple[Outcome, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_outcomes(data: bytes, name: str) -> OutcomesRead:
    """Uitkomsten lezen, in a process of its own."""
    try:
        return read_apart(lambda: _read(data, name), cpu_seconds=10, seconds=20)
    except (GaveUp, Crashed):
        return _shut(name)


def _read(data: bytes, name: str) -> OutcomesRead:
    try:
        rows = read_text_table(data)
    except NotText:
        return _shut(name)
    start, columns = find_columns(rows, HEADINGS)
    missing = [heading for key, heading in NEEDED.items() if key not in columns]
    if not columns.keys() & {"reference", "commitment"}:
        missing.insert(0, "Betalingskenmerk")
    if missing:
        listed = ", ".join(f"‘{heading}’" for heading in missing)
        problem = Problem(
            f"Wij vinden de kolom {listed} niet.",
            "Zet deze koppen boven de kolommen: Betalingskenmerk, Bedrag, Datum, Uitkomst, Reden.",
        )
        return OutcomesRead(findings=(COLUMNS.at(problem, name),))
    filled = rows_below(rows, start)
    if not 0 < len(filled) <= MOST_OUTCOMES:
        return OutcomesRead(findings=(_wrong_number(len(filled), name),))
    outcomes: list[Outcome] = []
    findings: list[Finding] = []
    for number, row in filled:
        line = _Line(row, number, columns)
        faults = [CELL.at(problem, name) for problem in line.faults()]
        if faults:
            findings += faults
        else:
            outcomes.append(line.outcome())
    return OutcomesRead(tuple(outcomes), tuple(findings[:MOST_FINDINGS]))


@dataclass(frozen=True)
class _Line:
    row: Sequence[str]
    number: int
    columns: Mapping[str, int]

    def text(self, key: str, most: int = 200) -> str:
        at = self.columns.get(key)
        found = self.row[at] if at is not None and at < len(self.row) else ""
        return legible(found.strip(), most)

    def cell(self, key: str) -> str:
        return place(self.number, self.columns[key])

    def faults(self) -> Iterator[Problem]:
        """What cannot be read; each in its own cell, so that all of them are told at once."""
        parts: tuple[tuple[str, Callable[[], object], str], ...] = (
            ("amount", self.amount, "Schrijf het bedrag als 500.000,00 of 500,000.00."),
            ("on", self.day, "Schrijf een datum als 15-07-2026 of 2026-07-15."),
            ("outcome", self.kind, "Gebruik betaald, mislukt of teruggekomen."),
        )
        for key, read, remedy in parts:
            try:
                read()
            except ValueError as fault:
                yield Problem(str(fault), remedy, "", self.cell(key))

    def amount(self) -> Decimal:
        try:
            return parse_exported_amount(self.text("amount"))
        except UnreadableAmount as fault:
            said = self.text("amount", 40)
            raise ValueError(
                f"‘{said}’ is geen bedrag dat wij kunnen lezen."
                if said
                else "Er staat geen bedrag."
            ) from fault

    def day(self) -> datetime.date:
        try:
            return day_of(self.text("on"))
        except ValueError as fault:
            raise ValueError(f"‘{self.text('on', 40)}’ is geen datum.") from fault

    def kind(self) -> OutcomeKind:
        word = letters(self.text("outcome"))
        if word not in KINDS:
            raise ValueError(f"Wij kennen de uitkomst ‘{self.text('outcome', 40)}’ niet.")
        return KINDS[word]

    def outcome(self) -> Outcome:
        """The line; of one without faults."""
        return Outcome(
            row=self.number + 1,
            reference=self.text("reference"),
            commitment=self.text("commitment"),
            amount=self.amount(),
            on=self.day(),
            kind=self.kind(),
            reason=self.text("reason", LONGEST_REASON),
            cells={key: self.cell(key) for key in self.columns},
        )


def _wrong_number(number: int, name: str) -> Finding:
    if not number:
        return EMPTY.at(
            Problem("Er staat geen enkele uitkomst in.", "Kies de periode waarin is betaald."), name
        )
    return TOO_MANY.at(
        Problem(
            f"Er staan {number} uitkomsten in. Dat mogen er hoogstens {MOST_OUTCOMES} zijn.",
            "Verdeel de uitkomsten over meer bestanden.",
        ),
        name,
    )


def _shut(name: str) -> OutcomesRead:
    problem = Problem(
        "Dit is geen tabel die wij kunnen lezen.",
        "Sla het bestand op als csv, met puntkomma’s of komma’s tussen de kolommen.",
    )
    return OutcomesRead(findings=(FILE_SHUT.at(problem, name),))
