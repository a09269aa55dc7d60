"""Every equation of `check_ledger` sees the one row that was broken."""

from decimal import Decimal

import psycopg
import pytest
from django.core.management import call_command

from tests.grants.money.story import Story, approved, lower, paid, prepared, returned, tell

RIGHT = "De boekhouding klopt"


def tell_all() -> Story:
    """The history, with a second payment that was sent back."""
    story = tell()
    second = prepared(story.award, story.officer, Decimal(1000), "2025/26")
    returned(paid(approved(second, story.holder), story.officer), story.officer)
    return story


def check(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and words of the command."""
    try:
        call_command("check_ledger")
    except SystemExit as end:
        code = int(str(end.code))
    else:
        code = 0
    return code, capsys.readouterr().out


def break_rows(owner: "psycopg.Connection[object]", statement: str) -> None:
    """What only the owner can do, and only after switching the triggers off in so many words."""
    tables = (
        "grants_ledgerentry",
        "casework_event",
        "grants_statementversion",
        "grants_paymentorder",
        "grants_paymentorderline",
        "grants_letter",
        "grants_ceiling",
    )
    for table in tables:
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    assert owner.execute(statement).rowcount == 1
    for table in tables:
        owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_nothing_to_say_about_right_books(
    clone_db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_all()
    code, words = check(capsys)
    assert code == 0
    assert words.startswith(RIGHT)


def test_an_empty_ledger_is_right(clone_db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys)[0] == 0


COMMITTED = "kind = 'commitment' AND grant_year_id = (SELECT id FROM grants_grantyear WHERE label = '2024/25')"

BROKEN = {
    "a commitment is higher": (
        f"UPDATE grants_ledgerentry SET amount = amount + 0.01 WHERE {COMMITTED}",  # noqa: S608 - our own words
        [
            (
                "Verplichtingen: PMG-2024-0513, 2024/25: volgens de toekenning 500000.00, "
                "geboekt 500000.01, verschil +0.01"
            ),
            (
                "Verplichtingen: PMG-2024-0513, 2024/25: volgens het besluit 500000.00, "
                "geboekt 500000.01, verschil +0.01"
            ),
        ],
    ),
    "an allocation was changed after the decision": (
        (
            "UPDATE grants_allocation SET amount = 499999 "
            "WHERE grant_year_id = (SELECT id FROM grants_grantyear WHERE label = '2025/26')"
        ),
        ["Verplichtingen: PMG-2024-0513, 2025/26: volgens de toekenning 499999.00"],
    ),
    "the decision says something else": (
        """UPDATE casework_event SET data = '{"amounts": {}}' WHERE name = 'grant'""",
        ["Verplichtingen: PMG-2024-0513, 2024/25: volgens het besluit 0.00"],
    ),
    "less was booked than paid": (
        "UPDATE grants_ledgerentry SET amount = amount - 1 WHERE kind = 'payment' AND amount > 1000",
        [
            (
                "Betalingen: PMG-2024-0513-01 (PMG-2024-0513, 2024/25, 2024): volgens de betaling "
                "400000.00, geboekt 399999.00, verschil -1.00"
            ),
            "Betalingen: PMG-2024-0513-01: volgens de gebeurtenis 400000.00",
        ],
    ),
    "a payment was booked in another budget year": (
        "UPDATE grants_ledgerentry SET budget_year = 2025 WHERE kind = 'payment' AND amount > 1000",
        ["Betalingen: PMG-2024-0513-01 (PMG-2024-0513, 2024/25, 2025): volgens de betaling 0.00"],
    ),
    "a payment lost its row": (
        "DELETE FROM grants_ledgerentry WHERE kind = 'payment' AND amount > 1000",
        ["volgens de betaling 400000.00, geboekt 0.00"],
    ),
    "a payment was marked as paid behind the door": (
        "UPDATE grants_payment SET state = 'approved' WHERE state = 'paid'",
        ["volgens de betaling 0.00, geboekt 400000.00"],
    ),
    "the payment itself is gone": (
        (
            "WITH line AS (DELETE FROM grants_paymentorderline WHERE amount > 1000) "
            "DELETE FROM grants_payment WHERE state = 'paid'"
        ),
        ["Betalingen: onbekend (", "Boekingen zonder bijbehorende handeling"],
    ),
    "less came back than the payment says": (
        "UPDATE grants_ledgerentry SET amount = amount + 1 WHERE kind = 'return'",
        [
            (
                "Teruggekomen: PMG-2024-0513-02: volgens de betaling -1000.00, "
                "geboekt -999.00, verschil +1.00"
            ),
            "Teruggekomen: PMG-2024-0513-02: volgens de gebeurtenis -1000.00",
        ],
    ),
    "a return lost its row": (
        "DELETE FROM grants_ledgerentry WHERE kind = 'return'",
        ["Teruggekomen: PMG-2024-0513-02: volgens de betaling -1000.00, geboekt 0.00"],
    ),
    "a return hangs on the event of another act": (
        (
            "UPDATE grants_ledgerentry SET event_id = (SELECT id FROM casework_event "
            "WHERE case_kind = 'award' AND name = 'prepare') WHERE kind = 'return'"
        ),
        ["Boekingen zonder bijbehorende handeling: PMG-2024-0513, 2025/26, terugontvangst"],
    ),
    "the order says something else": (
        "UPDATE grants_paymentorderline SET amount = amount - 1 WHERE amount > 1000",
        [
            (
                "Betaalopdrachten: PMG-2024-0513-01: volgens de opdracht 399999.00, "
                "geboekt 400000.00, verschil +1.00"
            ),
            "Betaalopdrachten: BO-PMG-2024-2024-001: volgens het totaal van de opdracht 400000.00",
        ],
    ),
    "the total of an order was rewritten": (
        "UPDATE grants_paymentorder SET total = total + 1 WHERE total > 1000",
        ["Betaalopdrachten: BO-PMG-2024-2024-001: volgens het totaal van de opdracht 400001.00"],
    ),
    "a payment was paid without an order": (
        "DELETE FROM grants_paymentorderline WHERE amount > 1000",
        [
            "Betaalopdrachten: niet in een opdracht, PMG-2024-0513, 2024/25: volgens de opdracht 0.00"
        ],
    ),
    "the statement was rewritten": (
        "UPDATE grants_statementversion SET spent = spent + 1",
        ["Verantwoord: PMG-2024-0513, 2024: volgens de ingediende opgave 285001.00"],
    ),
    "the judgement was rewritten": (
        "UPDATE grants_justification SET accepted = accepted + 1",
        ["Geaccepteerd: PMG-2024-0513, 2024: volgens het oordeel 250001.00"],
    ),
    "the event of the judgement was rewritten": (
        """UPDATE casework_event SET data = '{"accepted": "1"}' WHERE name = 'judge'""",
        ["Geaccepteerd: PMG-2024-0513, 2024: volgens de gebeurtenis 1.00"],
    ),
    "a row hangs on the event of another act": (
        (
            "UPDATE grants_ledgerentry SET event_id = (SELECT id FROM casework_event "
            "WHERE case_kind = 'award' AND name = 'prepare') WHERE kind = 'accepted'"
        ),
        ["Boekingen zonder bijbehorende handeling: PMG-2024-0513, 2024, geaccepteerd"],
    ),
    "more was paid than committed": (
        f"UPDATE grants_ledgerentry SET amount = 399999 WHERE {COMMITTED}",  # noqa: S608 - our own words
        ["Betaald binnen de toekenning: PMG-2024-0513, 2024/25: toegestaan 399999.00"],
    ),
    "a ceiling lies below what was committed": (
        "UPDATE grants_ceiling SET amount = 1499999 WHERE kind = 'commitment'",
        [
            (
                "Binnen het plafond: pmg-2024, verplichtingen 2024: toegestaan 1499999.00, "
                "geboekt 1500000.00, te veel 1.00"
            )
        ],
    ),
    "a ceiling lies below what was paid": (
        "UPDATE grants_ceiling SET amount = 1 WHERE kind = 'cash' AND budget_year = 2024",
        ["Binnen het plafond: pmg-2024, kas 2024: toegestaan 1.00"],
    ),
}


@pytest.mark.parametrize(("statement", "lines"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_row_has_its_line(
    clone_db: str,
    owner_connection: "psycopg.Connection[object]",
    capsys: pytest.CaptureFixture[str],
    statement: str,
    lines: list[str],
) -> None:
    tell_all()
    break_rows(owner_connection, statement)
    code, words = check(capsys)
    assert code == 1
    for line in lines:
        assert line in words
    assert RIGHT not in words


def test_a_broken_row_of_a_change_is_seen(
    clone_db: str,
    owner_connection: "psycopg.Connection[object]",
    capsys: pytest.CaptureFixture[str],
) -> None:
    story = tell()
    lower(story)
    assert check(capsys)[0] == 0
    break_rows(
        owner_connection, "UPDATE grants_ledgerentry SET amount = amount + 1 WHERE amount = -250000"
    )
    code, words = check(capsys)
    assert code == 1
    for teller in ("de toekenning", "het besluit"):
        assert (
            f"Verplichtingen: PMG-2024-0513, 2026/27: volgens {teller} 250000.00, "
            "geboekt 250001.00, verschil +1.00"
        ) in words
