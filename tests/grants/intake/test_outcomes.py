"""Files of outcomes, as banks and financial systems write them."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from grants.enums import OutcomeKind
from grants.intake.outcomes import MOST_OUTCOMES, read_outcomes
from grants.money import UnreadableAmount, parse_exported_amount

DUTCH = "Betalingskenmerk;Bedrag;Datum;Uitkomst;Reden"


def codes(text: str) -> list[tuple[str, str]]:
    found = read_outcomes(text.encode(), "uitkomsten.csv").findings
    assert all(one.message and one.remedy for one in found)
    return [(one.code.removeprefix("uitkomst-"), one.cell) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        f"{DUTCH}\nPMG-01;500.000,00;15-07-2026;Betaald;\n",
        "Payment reference,Amount,Value date,Status,Reason\nPMG-01,500000.00,2026-07-15,PAID,\n",
        'Reference\tAmount\tDate\tOutcome\nPMG-01\t"500,000.00"\t2026-07-15\texecuted\n',
        f"Bank FICTIEF;;;;\nPeriode juli;;;;\n{DUTCH}\n\nPMG-01;€ 500.000;15/07/2026;uitgevoerd;\n",
    ],
)
def test_dutch_and_english_say_the_same(text: str) -> None:
    read = read_outcomes(text.encode(), "uitkomsten.csv")
    assert not read.findings
    (one,) = read.outcomes
    assert (one.reference, one.amount, one.on, one.kind) == (
        "PMG-01",
        Decimal(500_000),
        datetime.date(2026, 7, 15),
        OutcomeKind.PAID,
    )


def test_every_unreadable_cell_is_told_and_the_other_lines_count() -> None:
    text = f"{DUTCH}\nPMG-01;veel;31-02-2026;misschien;\nPMG-02;1,00;15-07-2026;mislukt;Dicht\n"
    assert codes(text) == [("cel", "B2"), ("cel", "C2"), ("cel", "D2")]
    (one,) = read_outcomes(text.encode(), "uitkomsten.csv").outcomes
    assert (one.row, one.kind, one.reason) == (3, OutcomeKind.FAILED, "Dicht")
    assert one.cells["reason"] == "E3"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "bestand"),
        ("PK\x03\x04\x00\x00", "bestand"),
        ("Kenmerk;Bedrag\nPMG-01;1,00\n", "kolommen"),
        ("Bedrag;Datum;Uitkomst\n1,00;15-07-2026;betaald\n", "kolommen"),
        (f"{DUTCH}\n;;;;\n", "leeg"),
        (f"{DUTCH}\n" + "PMG-01;1,00;15-07-2026;betaald;\n" * (MOST_OUTCOMES + 1), "te-veel"),
    ],
)
def test_a_file_that_is_none_says_so(text: str, code: str) -> None:
    assert codes(text) == [(code, "")]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234", "1234"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1,234", "1234"),
        ("-1,234.56", "-1234.56"),
        ("EUR 12,50", "12.50"),
    ],
)
def test_an_exported_amount_is_read_one_way_only(text: str, amount: str) -> None:
    assert parse_exported_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["12.5", "1,23.4", "1.234.56", "12,345,6", "", "1e6", "1,2345"])
def test_what_can_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAmount):
        parse_exported_amount(text)
