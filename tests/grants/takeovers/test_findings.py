"""What is wrong with a workbook: where, what, and how to mend it."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from grants.enums import TakeOverKind
from grants.enums import TakeOverState as State
from grants.models import Scheme, TakeOver
from tests.grants.takeovers.conftest import Approve, HandIn
from tests.grants.takeovers.test_services import with_awards
from tests.grants.takeovers.workbooks import (
    award_row,
    judged,
    payment_row,
    pdf,
    sisa_row,
    workbook,
    zipped,
)

pytestmark = pytest.mark.django_db
AWARDS, PAYMENTS, SISA, PROGRESS = TakeOverKind


def told(take_over: TakeOver) -> set[tuple[str, str]]:
    return {(row.code.removeprefix("overname-"), row.cell) for row in take_over.findings.all()}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"municipality": "9999"}, ("onbekend", "A4")),
        ({"municipality": "abc"}, ("cel", "A4")),
        ({"reference": None}, ("cel", "C4")),
        ({"decided_on": "ooit"}, ("cel", "D4")),
        ({"decided_on": datetime.date(2027, 3, 1)}, ("datum", "D4")),
        ({"amount 2024/25": "1,234.56"}, ("cel", "E4")),
        ({"amount 2024/25": None}, ("cel", "E4")),
        ({"amount 2024/25": 500_001}, ("grens", "E4")),
        ({"iban": "NL00ABNA0417164300"}, ("cel", "H4")),
        ({"document": "weg.pdf"}, ("besluit", "K4")),
        ({"document": ""}, ("zonder-besluit", "K4")),
    ],
)
def test_an_award(
    scheme: Scheme, hand_in: HandIn, row: dict[str, Any], found: tuple[str, str]
) -> None:
    take_over = hand_in(
        AWARDS, workbook(scheme, AWARDS, award_row(**row)), documents={"0513.pdf": pdf()}
    )
    assert take_over.state == State.READ
    assert found in told(take_over)
    assert all(one.message and one.remedy for one in take_over.findings.all())


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"award": "ONBEKEND"}, ("onbekend", "B4")),
        ({"grant_year": "2031/32"}, ("cel", "C4")),
        ({"amount": 500_000.01}, ("grens", "D4")),
        ({"amount": 0}, ("grens", "D4")),
        ({"amount": -5}, ("cel", "D4")),
    ],
)
def test_a_payment(
    scheme: Scheme,
    hand_in: HandIn,
    approve: Approve,
    row: dict[str, Any],
    found: tuple[str, str],
) -> None:
    with_awards(scheme, hand_in, approve)
    assert found in told(hand_in(PAYMENTS, workbook(scheme, PAYMENTS, payment_row(**row))))


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"spent": 1.5}, ("cel", "D4")),
        ({"cumulative": 5}, ("cumulatief", "E4")),
        (judged(accepted=210_001), ("oordeel", "H4")),
        (judged(judged_on=None), ("oordeel", "I4")),
        (judged(judged_on=datetime.date(2024, 12, 31)), ("datum", "I4")),
        ({"judged_on": datetime.date(2025, 12, 1)}, ("oordeel", "I4")),
        ({"municipality": "0748"}, ("onbekend", "A4")),
    ],
)
def test_a_sisa_figure(
    scheme: Scheme,
    hand_in: HandIn,
    approve: Approve,
    row: dict[str, Any],
    found: tuple[str, str],
) -> None:
    with_awards(scheme, hand_in, approve)
    assert found in told(hand_in(SISA, workbook(scheme, SISA, sisa_row(**row))))


def test_a_file_that_is_none(scheme: Scheme, hand_in: HandIn) -> None:
    good = workbook(scheme, AWARDS, award_row())
    for name, data, code in (
        ("a.pdf", pdf(), "bestand"),
        ("b.xlsx", good[:2_000], "bestand"),
        ("c.zip", zipped({"0513.pdf": pdf()}), "werkmap"),
        ("d.zip", zipped({"a.xlsx": good, "b.xlsx": good}), "werkmap"),
        ("e.xlsx", workbook(scheme, PAYMENTS, payment_row()), "kolommen"),
        ("f.xlsx", workbook(scheme, AWARDS), "leeg"),
    ):
        take_over = hand_in(AWARDS, data, name)
        assert {found for found, _ in told(take_over)} == {code}, name


def test_twice_and_a_pdf_too_many(scheme: Scheme, hand_in: HandIn) -> None:
    rows = award_row(), award_row(), award_row("0748", reference="OUD-2024-0513")
    take_over = hand_in(
        AWARDS,
        workbook(scheme, AWARDS, *rows),
        documents={"0513.pdf": b"geen pdf", "0748.pdf": pdf(), "los.pdf": pdf()},
    )
    assert {("dubbel", "A5"), ("dubbel", "C6"), ("besluit", "K4"), ("los-bestand", "")} <= told(
        take_over
    )


def test_one_name_for_two_decisions(scheme: Scheme, hand_in: HandIn) -> None:
    files = {
        "oud.xlsx": workbook(scheme, AWARDS, award_row(document="besluit.pdf")),
        "0513/besluit.pdf": pdf(),
        "0748/Besluit.pdf": pdf() + b"% een ander",
    }
    take_over = hand_in(AWARDS, zipped(files), "oud.zip")
    assert told(take_over) == {("besluit", "")}
    assert "twee verschillende bestanden" in take_over.findings.get().message


def test_one_decision_for_two_municipalities_is_asked_about(
    scheme: Scheme, hand_in: HandIn
) -> None:
    rows = award_row(document="een.pdf"), award_row("0748", document="EEN.pdf")
    take_over = hand_in(AWARDS, workbook(scheme, AWARDS, *rows), documents={"een.pdf": pdf()})
    assert told(take_over) == {("gedeeld-besluit", "K5")}


def test_each_municipality_has_its_own_maximum(
    scheme: Scheme, hand_in: HandIn, approve: Approve
) -> None:
    """As for an award that is granted here: own amounts, sub-purposes and indexation count."""
    year = scheme.grant_years.get(label="2025/26")
    for digits, maximum in (("0513", 600_000), ("0748", 400_000)):
        recipient = scheme.recipients.get(municipality__cbs_code=f"GM{digits}")
        recipient.maxima.create(grant_year=year, maximum=maximum)
    rows = award_row(**{"amount 2025/26": 600_000}), award_row("0748")
    documents = {"0513.pdf": pdf(), "0748.pdf": pdf()}
    take_over = hand_in(AWARDS, workbook(scheme, AWARDS, *rows), documents=documents)
    assert told(take_over) == {("grens", "F5")}
    good = workbook(scheme, AWARDS, rows[0])
    taken = approve(hand_in(AWARDS, good, "goed.xlsx", {"0513.pdf": pdf()}))
    assert taken.state == State.DONE
