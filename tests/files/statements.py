"""Statement forms: the one everybody can pass with, and one maker per thing that goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from grants.checks.subject import AgeBand, Choice, Line, RequiredDocument, SchemeYear, Statement
from grants.workbook.form import make_form

from .settled import settled

SUBJECT = SchemeYear(
    scheme="pmg-2024",
    scheme_name="Preventie met Gezag 2024-2027",
    year=2025,
    cbs_digits="0513",
    municipality="Gouda",
    form_version=1,
    sisa_code="A99",
    indicator_spent="01",
    indicator_cumulative="02",
    indicator_final="03",
    is_last=False,
    activities=(
        Choice("a", "Probleemanalyse maken en uitwerken"),
        Choice("b", "Programmaondersteuning en coördinatie"),
        Choice("c", "Kansrijke en bewezen effectieve interventies uitvoeren"),
    ),
    sectors=(
        Choice("jongerenwerk", "Jongerenwerk"),
        Choice("scholen", "Scholen"),
        Choice("gemeente", "Gemeentelijke organisatie"),
    ),
    documents=(RequiredDocument("Jaarstukken", ("pdf",)),),
    planned=frozenset({"Alleen jij bepaalt wie je bent", "Buurtcoach op Straat", "Peuters voorop"}),
    award_reference="PMG-2024-0513",
    awarded=Decimal(1_500_000),
    accepted_before=Decimal(120_000),
    spent_last_year=Decimal(120_000),
    months_last_year=6,
    sisa_spent=285_000,
    ages=AgeBand(8, 27),
    planned_ages=(("Buurtcoach op Straat", AgeBand(10, 23)), ("Peuters voorop", AgeBand(2, 5))),
)

LINES = (
    Line("a", "gemeente", "", "Analyse met wijkteams", 21_350),
    Line("b", "gemeente", "", "Programmaleider", 64_275),
    Line("c", "jongerenwerk", "Buurtcoach op Straat", "", 140_410),
    Line("c", "scholen", "Alleen jij bepaalt wie je bent", "Groep 7 en 8", 58_965),
)
SPENT = 285_000
STATEMENT = Statement(
    spent=SPENT, cumulative=405_000, is_final=False, explanation="Zie het jaarverslag.", lines=LINES
)


def good(subject: SchemeYear = SUBJECT, statement: Statement = STATEMENT) -> bytes:
    """A form filled in as it should be."""
    return make_form(subject, statement)


def changed(change: Callable[[Any], None], data: bytes | None = None) -> bytes:
    """A form after somebody changed it in a spreadsheet program."""
    book = load_workbook(BytesIO(data or good()))
    change(book)
    out = BytesIO()
    book.save(out)
    return settled(out.getvalue())


def typed(sheet: str, cell: str, value: Any) -> bytes:
    """A form in which one cell holds something else."""

    def change(book: Any) -> None:
        book[sheet][cell] = value

    return changed(change)


def many_lines(count: int) -> Statement:
    """A right statement of so many lines."""
    lines = tuple(LINES[i % len(LINES)]._replace(amount=i % 1000) for i in range(count))
    spent = sum(line.amount for line in lines)
    return replace(STATEMENT, spent=spent, cumulative=spent + 120_000, lines=lines)
